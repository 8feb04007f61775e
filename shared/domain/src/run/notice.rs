//! What officers read when a step of a benefit run is late: every working day until it is done.
//!
//! Texts hold numbers, cities and dates, never personal data.

use super::PROVINCE_PART;
use super::part::{Entry, Event, StepKind};
use crate::division::{self, DivisionCode};
use crate::matter::Text;

/// The template of its messages and SMS.
pub const LATE: &str = "run-late";

/// What the escalation of a late step says; none for any other entry.
#[must_use]
pub fn late(entry: &Entry, run_number: &str) -> Option<Text> {
    let (kind, due) = (entry.details.kind?, entry.details.due?);
    let (zh, en) = asked(kind).filter(|_| entry.event == Event::Escalate)?;
    let (zh_place, en_place) = place(&entry.part);
    Some(Text {
        zh: format!(
            "【工会】发放批次{run_number}({zh_place})的{zh}应于{due}前完成,现已逾期,请尽快办理。"
        ),
        en: format!(
            "Benefit run {run_number} ({en_place}): {en} was due on {due} and is late. Please see \
             to it."
        ),
    })
}

/// What a person is asked for; none where a date alone ends the step.
fn asked(kind: StepKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        StepKind::Review => ("审核", "the review"),
        StepKind::Approval => ("审批", "the approval"),
        StepKind::Funding => ("确认付款", "the funding"),
        StepKind::Report => ("银行回单", "the bank's report"),
        StepKind::FollowUp => ("未付成款项的处理", "the follow-up of what was not paid"),
        StepKind::SignOff => ("结案签字", "the signature"),
        StepKind::Notice => return None,
    })
}

fn place(part: &str) -> (String, String) {
    if part == PROVINCE_PART {
        return ("省直".to_owned(), "the province itself".to_owned());
    }
    let found = DivisionCode::parse(part).ok().and_then(|code| division::find(&code));
    let name = found.map_or_else(|| part.to_owned(), |division| division.name.to_owned());
    (name.clone(), format!("part {part}, {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Actor;
    use crate::id::RunId;
    use crate::run::part::{Details, State};
    use jiff::civil::date;

    #[test]
    fn what_is_late_is_told_in_both_languages_and_nothing_else_is() {
        let entry = |event, kind| Entry {
            run: RunId::from_parts(1, 1),
            part: "2101".to_owned(),
            no: 3,
            at: "2026-01-22T00:00:00Z".parse().unwrap(),
            by: Actor::System,
            event,
            state: State::Drawn,
            details: Details {
                kind: Some(kind),
                due: Some(date(2026, 1, 21)),
                step: Some(1),
                ..Details::default()
            },
            prev: String::new(),
            hash: String::new(),
        };
        #[rustfmt::skip]
        let rows = [
            // why                    event            kind                 says
            ("a late review",         Event::Escalate, StepKind::Review,    Some(("审核", "the review"))),
            ("a late approval",       Event::Escalate, StepKind::Approval,  Some(("审批", "the approval"))),
            ("late funds",            Event::Escalate, StepKind::Funding,   Some(("确认付款", "the funding"))),
            ("a late report",         Event::Escalate, StepKind::Report,    Some(("银行回单", "the bank's report"))),
            ("a late follow-up",      Event::Escalate, StepKind::FollowUp,  Some(("处理", "follow-up"))),
            ("a late signature",      Event::Escalate, StepKind::SignOff,   Some(("结案签字", "the signature"))),
            ("a notice ends itself",  Event::Escalate, StepKind::Notice,    None),
            ("a step that was opened", Event::Open,    StepKind::Review,    None),
        ];
        for (why, event, kind, says) in rows {
            let text = late(&entry(event, kind), "R260000019");
            assert_eq!(text.is_some(), says.is_some(), "{why}");
            let (Some(text), Some((zh, en))) = (text, says) else { continue };
            assert!(text.zh.contains(zh) && text.zh.contains("沈阳市"), "{why}: {}", text.zh);
            assert!(text.en.contains(en) && text.en.contains("2026-01-21"), "{why}: {}", text.en);
        }
    }
}
