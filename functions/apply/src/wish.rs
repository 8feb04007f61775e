//! What an applicant asks for: matter, form, consents and oath, with every fault named at once.

use api::applications::ApplicationRequest;
use api::{FieldCode, Language, Problem, ProblemCode};
use domain::calendar::shanghai_date;
use domain::form::{Door, FieldFault, Form, parse};
use domain::id::UnionId;
use domain::matter::{BegunBy, Matter, PublishedText, consent, find};
use jiff::Timestamp;
use serde_json::Value;

/// A wish without faults.
pub(crate) struct Wish {
    pub(crate) matter: &'static Matter,
    pub(crate) form: Form,
    pub(crate) consents: Vec<&'static PublishedText>,
    pub(crate) oath: bool,
    /// The union at whose counter it was made.
    pub(crate) counter: Option<UnionId>,
}

/// What the door knows now.
pub(crate) fn door(now: Timestamp, allow_synthetic: bool) -> Door {
    Door { today: shanghai_date(now), allow_synthetic }
}

/// The wish, or a problem that names every fault.
///
/// # Errors
/// `CONSENT_REQUIRED` when nothing but consent is missing, else `FORM_FAULTY`.
pub(crate) fn read(
    request: ApplicationRequest,
    door: Door,
    language: Language,
) -> Result<Wish, Problem> {
    let faulty = Problem::new(ProblemCode::FormFaulty, language);
    let offered = find(&request.matter).filter(|matter| matter.begun_by == BegunBy::Applicant);
    let Some(matter) = offered else {
        return Err(faulty.with_error("/matter", FieldCode::MatterUnknown, language));
    };
    let mut faults: Vec<(String, String)> = Vec::new();
    let form = parse(matter.form, &Value::Object(request.form), door);
    if let Err(found) = &form {
        faults.extend(found.iter().map(placed));
    }
    for (at, code) in request.consents.iter().enumerate() {
        if consent(code).is_none() {
            faults.push((format!("/consents/{at}"), FieldCode::ConsentUnknown.as_str().to_owned()));
        }
    }
    let counter = request.counter.as_deref().map(UnionId::parse);
    if let Some(Err(_)) = &counter {
        faults.push(("/counter".to_owned(), FieldCode::UnionUnknown.as_str().to_owned()));
    }
    if matter.oath.as_ref().is_some_and(|oath| oath.required) && !request.oath {
        faults.push(("/oath".to_owned(), FieldCode::OathRequired.as_str().to_owned()));
    }
    let only_consent = faults.is_empty();
    if matter.consents.iter().any(|code| !request.consents.contains(code)) {
        faults.push(("/consents".to_owned(), FieldCode::ConsentMissing.as_str().to_owned()));
    }
    match form {
        Ok(form) if faults.is_empty() => Ok(Wish {
            matter,
            form,
            consents: request.consents.iter().filter_map(|code| consent(code)).collect(),
            oath: request.oath,
            counter: counter.and_then(Result::ok),
        }),
        Ok(_) | Err(_) if only_consent => {
            Err(named(Problem::new(ProblemCode::ConsentRequired, language), faults, language))
        }
        Ok(_) | Err(_) => Err(named(faulty, faults, language)),
    }
}

/// The problem of a faulty form that stands in a body's `form`.
pub(crate) fn form_faulty(faults: &[FieldFault], language: Language) -> Problem {
    let problem = Problem::new(ProblemCode::FormFaulty, language);
    named(problem, faults.iter().map(placed).collect(), language)
}

fn placed(fault: &FieldFault) -> (String, String) {
    (format!("/form{}", fault.pointer), fault.code.clone())
}

fn named(problem: Problem, faults: Vec<(String, String)>, language: Language) -> Problem {
    faults.into_iter().fold(problem, |problem, (pointer, code)| {
        problem.with_named_error(pointer, &code, language)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::{Value, json};

    fn body(form: Value, consents: &[&str]) -> ApplicationRequest {
        serde_json::from_value(json!({ "matter": "join", "form": form, "consents": consents }))
            .unwrap()
    }

    #[test]
    fn every_fault_is_named_at_once_and_consent_alone_has_its_own_code() {
        let good = json!({
            "name": "王小合", "idType": "ID_CARD", "idNumber": "219900199001010014",
            "mobile": "15400000001", "relation": "FLEXIBLE", "occupationGroup": "NONE",
            "residenceDivision": "210106",
        });
        let bad = json!({ "name": "王" });
        #[rustfmt::skip]
        let rows = [
            // why                        form           consents             code                            among the faults
            ("all there",                 good.clone(),  vec!["JOIN"],        None,                           vec![]),
            ("one more that exists",      good.clone(),  vec!["JOIN", "SHARE_MERCHANT"], None,                vec![]),
            ("no consent",                good.clone(),  vec![],              Some(ProblemCode::ConsentRequired), vec!["/consents"]),
            ("a consent nobody knows",    good,          vec!["JOIN", "X"],   Some(ProblemCode::FormFaulty),  vec!["/consents/1"]),
            ("faulty form and no consent", bad,          vec![],              Some(ProblemCode::FormFaulty),  vec!["/form/name", "/form/idNumber", "/consents"]),
        ];
        let door = Door { today: date(2026, 11, 20), allow_synthetic: true };
        for (why, form, consents, code, pointers) in rows {
            let problem = read(body(form, &consents), door, Language::Zh).err();
            assert_eq!(problem.as_ref().map(|problem| problem.code), code, "{why}");
            let errors = problem.map(|problem| problem.errors).unwrap_or_default();
            for pointer in pointers {
                assert!(errors.iter().any(|error| error.pointer == pointer), "{why}: {pointer}");
            }
        }
    }
}
