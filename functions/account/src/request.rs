//! Reading who somebody says he is: every fault at once, by the rules of the joining form.

use api::account::AccountRequest;
use api::{FieldCode, Language, Problem, ProblemCode};
use domain::citizen_id::{CitizenId, IdType};
use domain::form::{Door, Form, parse_partial};
use domain::matter::FormKind;
use domain::mobile::Mobile;
use serde_json::json;

/// What an account says of itself, without faults.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) name: String,
    pub(crate) id_type: IdType,
    pub(crate) id_number: CitizenId,
    pub(crate) mobile: Mobile,
}

/// The claim; the mobile must be the one that the token proves.
///
/// # Errors
/// `FORM_FAULTY`, naming every fault.
pub(crate) fn read(
    request: &AccountRequest,
    phone: Option<&str>,
    door: Door,
    language: Language,
) -> Result<Claim, Problem> {
    let fields = json!({
        "name": request.name,
        "idType": request.id_type,
        "idNumber": request.id_number,
        "mobile": request.mobile,
    });
    let parsed = parse_partial(FormKind::Join, &fields, door);
    let mut problem = Problem::new(ProblemCode::FormFaulty, language);
    for name in ["name", "idType", "idNumber", "mobile"] {
        let blank = fields.get(name).and_then(|field| field.as_str()).is_none_or(is_blank);
        if blank {
            problem = problem.with_error(format!("/{name}"), FieldCode::Required, language);
        }
    }
    for fault in parsed.as_ref().err().into_iter().flatten() {
        problem = problem.with_named_error(fault.pointer.clone(), &fault.code, language);
    }
    if let Ok(mobile) = Mobile::parse(&request.mobile)
        && phone.and_then(|phone| Mobile::parse(phone).ok()).as_ref() != Some(&mobile)
    {
        problem = problem.with_error("/mobile", FieldCode::MobileNotVerified, language);
    }
    match parsed.map(|partial| partial.form) {
        Ok(Form::Join(form)) if problem.errors.is_empty() => Ok(Claim {
            name: form.name,
            id_type: form.id_type,
            id_number: form.id_number,
            mobile: form.mobile,
        }),
        Ok(_) | Err(_) => Err(problem),
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_fault_is_named_and_the_mobile_is_the_proven_one() {
        const GOOD: &str = "219900199001010014";
        const MINE: &str = "15400000001";
        let proven = Some("+8615400000001");
        #[rustfmt::skip]
        let rows = [
            // why                     name      type        number                mobile         token   faults
            ("all right",              "王小合", "ID_CARD",  GOOD,                 MINE,          proven, vec![]),
            ("nothing",                "",       "",         "",                   "",            proven, vec!["/name required", "/idType required", "/idNumber required", "/mobile required"]),
            ("a passport",             "王小合", "PASSPORT", GOOD,                 MINE,          proven, vec!["/idType id_type_at_counter"]),
            ("a slip, another mobile", "王小合", "ID_CARD",  "219900199001010011", "15400000002", proven, vec!["/idNumber id_number_checksum", "/mobile mobile_not_verified"]),
            ("the token proves none",  "王小合", "ID_CARD",  GOOD,                 MINE,          None,   vec!["/mobile mobile_not_verified"]),
        ];
        for (why, name, id_type, id_number, mobile, phone, wanted) in rows {
            let request = AccountRequest {
                name: name.to_owned(),
                id_type: id_type.to_owned(),
                id_number: id_number.to_owned(),
                mobile: mobile.to_owned(),
            };
            let door = Door { today: date(2026, 11, 20), allow_synthetic: true };
            let problem = read(&request, phone, door, Language::En).err();
            let errors = problem.map(|problem| problem.errors).unwrap_or_default();
            let got: Vec<String> =
                errors.iter().map(|error| format!("{} {}", error.pointer, error.code)).collect();
            assert_eq!(got, wanted, "{why}");
        }
    }
}
