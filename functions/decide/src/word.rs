//! An officer's word as the domain takes it, and why it is not taken as a problem document.

use api::decisions::{BulkDecisionItem, Decision, DecisionRequest};
use api::{FieldCode, Language, Problem, ProblemCode};
use domain::approval::{Rejected, Word};
use domain::reason::ReasonCode;
use jiff::civil::Date;
use step::view::task::said;

/// What an officer said, as it came.
pub(crate) struct Said<'a> {
    pub(crate) decision: Decision,
    pub(crate) code: Option<&'a str>,
    pub(crate) text: Option<&'a str>,
    pub(crate) no_kinship: bool,
    pub(crate) decided_on: Option<&'a str>,
}

impl<'a> From<&'a DecisionRequest> for Said<'a> {
    fn from(request: &'a DecisionRequest) -> Said<'a> {
        Said {
            decision: request.decision,
            code: request.reason_code.as_deref(),
            text: request.reason_text.as_deref(),
            no_kinship: request.no_kinship,
            decided_on: request.decided_on.as_deref(),
        }
    }
}

impl<'a> From<&'a BulkDecisionItem> for Said<'a> {
    fn from(item: &'a BulkDecisionItem) -> Said<'a> {
        Said {
            decision: item.decision,
            code: item.reason_code.as_deref(),
            text: item.reason_text.as_deref(),
            no_kinship: item.no_kinship,
            decided_on: item.decided_on.as_deref(),
        }
    }
}

/// The word. A reason given with a yes is passed over: the applicant would read it as a fault.
pub(crate) fn word(said_so: &Said<'_>, language: Language) -> Result<Word, Problem> {
    let faulty = || Problem::new(ProblemCode::FormFaulty, language);
    let approves = said_so.decision == Decision::Approve;
    let code = match said_so.code.filter(|_| !approves) {
        Some(code) => Some(ReasonCode::parse(code).ok_or_else(|| {
            faulty().with_error("/reasonCode", FieldCode::ReasonUnknown, language)
        })?),
        None => None,
    };
    let decided_on = match said_so.decided_on {
        Some(day) => Some(
            day.parse::<Date>()
                .map_err(|_| faulty().with_error("/decidedOn", FieldCode::DateFormat, language))?,
        ),
        None => None,
    };
    let text = said_so.text.map(str::trim).filter(|text| !approves && !text.is_empty());
    Ok(Word {
        decision: said(said_so.decision),
        code,
        text: text.map(str::to_owned),
        decided_on,
        no_kinship: said_so.no_kinship,
    })
}

/// Why the domain does not take it.
pub(crate) fn rejected(why: Rejected, language: Language) -> Problem {
    use ProblemCode::{FormFaulty, KinshipRequired, ReasonRequired, StepClosed};
    let (code, field) = match why {
        Rejected::Closed => (StepClosed, None),
        Rejected::ReasonRequired => (ReasonRequired, Some(("/reasonCode", FieldCode::Required))),
        Rejected::TextRequired => {
            (ReasonRequired, Some(("/reasonText", FieldCode::ReasonTextTooShort)))
        }
        Rejected::ReasonUnfit => (FormFaulty, Some(("/reasonCode", FieldCode::ReasonUnfit))),
        Rejected::KinshipRequired => (KinshipRequired, Some(("/noKinship", FieldCode::Required))),
        Rejected::DateImpossible => (FormFaulty, Some(("/decidedOn", FieldCode::DateImpossible))),
        Rejected::DecisionUnfit => (FormFaulty, Some(("/decision", FieldCode::DecisionUnfit))),
    };
    let problem = Problem::new(code, language);
    match field {
        Some((pointer, fault)) => problem.with_error(pointer, fault, language),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said_so<'a>(decision: Decision, code: Option<&'a str>, day: Option<&'a str>) -> Said<'a> {
        Said { decision, code, text: Some("  "), no_kinship: true, decided_on: day }
    }

    #[test]
    fn a_word_is_read_or_its_field_is_named() {
        use Decision::{Approve, Refuse, Return};
        #[rustfmt::skip]
        let cases = [
            // why                        decision  code         day                  wanted
            ("a plain yes",               Approve,  None,        None,                Ok(None)),
            ("a yes needs no reason",     Approve,  Some("R77"), None,                Ok(None)),
            ("a no with its reason",      Refuse,   Some("R06"), Some("2026-05-21"),  Ok(Some(ReasonCode::R06))),
            ("a reason that is unknown",  Return,   Some("R77"), None,                Err("/reasonCode")),
            ("a day that is none",        Approve,  None,        Some("2026-02-30"),  Err("/decidedOn")),
        ];
        for (why, decision, code, day, wanted) in cases {
            let got = word(&said_so(decision, code, day), Language::Zh);
            match (got, wanted) {
                (Ok(word), Ok(code)) => assert_eq!((word.code, word.text), (code, None), "{why}"),
                (Err(problem), Err(pointer)) => {
                    assert_eq!(
                        (problem.status, &*problem.errors[0].pointer),
                        (422, pointer),
                        "{why}"
                    );
                }
                (got, wanted) => panic!("{why}: {got:?} instead of {wanted:?}"),
            }
        }
    }

    #[test]
    fn every_rejection_has_its_status_and_names_its_field() {
        #[rustfmt::skip]
        let cases = [
            // why                      status  code                 pointer
            (Rejected::Closed,          409,    "STEP_CLOSED",       ""),
            (Rejected::ReasonRequired,  422,    "REASON_REQUIRED",   "/reasonCode"),
            (Rejected::TextRequired,    422,    "REASON_REQUIRED",   "/reasonText"),
            (Rejected::ReasonUnfit,     422,    "FORM_FAULTY",       "/reasonCode"),
            (Rejected::KinshipRequired, 422,    "KINSHIP_REQUIRED",  "/noKinship"),
            (Rejected::DateImpossible,  422,    "FORM_FAULTY",       "/decidedOn"),
            (Rejected::DecisionUnfit,   422,    "FORM_FAULTY",       "/decision"),
        ];
        for (why, status, code, pointer) in cases {
            let problem = rejected(why, Language::En);
            let named = problem.errors.first().map_or("", |error| error.pointer.as_str());
            assert_eq!((problem.status, problem.code.as_str(), named), (status, code, pointer));
        }
    }
}
