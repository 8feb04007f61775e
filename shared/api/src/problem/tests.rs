//! Every code has both texts, and a document looks as RFC 9457 wants it.

use std::collections::HashSet;

use serde_json::json;

use super::*;

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_problem_has_both_texts_and_a_status_of_its_kind() {
    let mut seen = HashSet::new();
    for code in ProblemCode::ALL {
        let name = code.as_str();
        assert!(seen.insert(name), "{name} is there twice");
        for (zh, en) in [
            (code.title(Language::Zh), code.title(Language::En)),
            (code.detail(Language::Zh), code.detail(Language::En)),
        ] {
            assert!(is_chinese(zh), "{name}: {zh}");
            assert!(!en.is_empty() && !is_chinese(en), "{name}: {en}");
        }
        assert!((400..600).contains(&code.status()), "{name}");
        assert_eq!(code.type_uri(), format!("/problems/{name}"));
        assert_eq!(serde_json::to_value(code).unwrap(), json!(name));
        assert_eq!(serde_json::from_value::<ProblemCode>(json!(name)).unwrap(), *code);
        let waits = code.way_on().is_some_and(|next| next.retry_after_seconds.is_some());
        assert_eq!(waits, code.status() == 503, "{name}: whoever is told to wait is told how long");
    }
}

#[test]
fn every_fault_has_both_texts() {
    let mut seen = HashSet::new();
    for code in FieldCode::ALL {
        let name = code.as_str();
        assert!(seen.insert(name), "{name} is there twice");
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
        assert!(is_chinese(code.detail(Language::Zh)), "{name}");
        let english = code.detail(Language::En);
        assert!(!english.is_empty() && english.is_ascii() | english.contains('«'), "{name}");
        assert_eq!(FieldCode::from_code(name), Some(*code));
    }
    assert_eq!(FieldCode::from_code("no_such_fault"), None);
}

#[test]
fn a_document_looks_as_the_standard_wants_it() {
    let problem = Problem::new(ProblemCode::FormFaulty, Language::En)
        .at("/v1/applications?secret=1")
        .with_error("/form/idNumber", FieldCode::IdNumberChecksum, Language::En)
        .with_named_error("/form/mobile", "mobile_iot", Language::En)
        .with_named_error("/form/other", "not_in_the_table", Language::En)
        .with_fault("/form/own", "own_code", "Own text.");
    let checksum = FieldCode::IdNumberChecksum.detail(Language::En);
    let machine = FieldCode::MobileIot.detail(Language::En);
    let general = FieldCode::WrongType.detail(Language::En);
    let wanted = json!({
        "type": "/problems/FORM_FAULTY",
        "title": "Something needs mending",
        "status": 422,
        "code": "FORM_FAULTY",
        "detail": ProblemCode::FormFaulty.detail(Language::En),
        "instance": "/v1/applications",
        "errors": [
            { "pointer": "/form/idNumber", "code": "id_number_checksum", "detail": checksum },
            { "pointer": "/form/mobile", "code": "mobile_iot", "detail": machine },
            { "pointer": "/form/other", "code": "not_in_the_table", "detail": general },
            { "pointer": "/form/own", "code": "own_code", "detail": "Own text." },
        ],
    });
    assert_eq!(serde_json::to_value(&problem).unwrap(), wanted);
    assert_eq!(serde_json::from_value::<Problem>(wanted).unwrap(), problem);
}

#[test]
fn a_member_is_offered_the_way_that_is_his() {
    let member = Problem::new(ProblemCode::AlreadyMember, Language::Zh);
    assert_eq!(serde_json::to_value(member.next).unwrap(), json!({ "action": "transfer" }));

    let retained = Problem::membership_retained(Language::Zh);
    assert_eq!((retained.code.as_str(), retained.status), ("R09", 409));
    assert_eq!(retained.title, "会籍已保留,无需再申请");
    assert_eq!(retained.next, None);

    let open = Problem::new(ProblemCode::OpenApplication, Language::Zh).with_application("01J");
    let wanted = json!({ "action": "open-application", "application": "01J" });
    assert_eq!(serde_json::to_value(open.next).unwrap(), wanted);

    let later = Problem::new(ProblemCode::IdentityUnavailable, Language::Zh);
    let wanted = json!({ "action": "retry", "retryAfterSeconds": 60 });
    assert_eq!(serde_json::to_value(later.next).unwrap(), wanted);
}

#[test]
fn a_document_names_no_more_than_fifty_faults() {
    let problem = (0..80)
        .fold(Problem::new(ProblemCode::FormFaulty, Language::Zh), |problem, at| {
            problem.with_error(format!("/{at}"), FieldCode::Unknown, Language::Zh)
        });
    assert_eq!(problem.errors.len(), MAX_FIELD_ERRORS);
}

#[test]
fn every_fault_that_the_domain_names_has_its_text_here() {
    use domain::citizen_id::InvalidCitizenId as Id;
    use domain::credit_code::InvalidCreditCode as Credit;
    use domain::mobile::InvalidMobile as Mobile;

    let mut codes: Vec<String> = [
        Id::OldForm.code(),
        Id::Length.code(),
        Id::Characters.code(),
        Id::Area.code(),
        Id::Date.code(),
        Id::NotBornYet.code(),
        Id::Check.code(),
        Id::Synthetic.code(),
        Credit::Length.code(),
        Credit::Characters.code(),
        Credit::Check.code(),
        Mobile::Shape.code(),
        Mobile::Abroad.code(),
        Mobile::Machine.code(),
    ]
    .map(str::to_owned)
    .into();
    let door = domain::form::Door { today: jiff::civil::date(2026, 5, 21), allow_synthetic: false };
    let form = |changes: serde_json::Value| {
        let mut form = json!({
            "name": "王小合", "idType": "ID_CARD", "idNumber": "219901198805120018",
            "mobile": "15400000001", "relation": "FLEXIBLE", "occupationGroup": "NONE",
            "residenceDivision": "210106",
        });
        form.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        form
    };
    let forms = [
        json!({}),
        json!([]),
        form(json!({})),
        form(json!({ "name": "王", "idNumber": 1, "relation": "OTHER", "employer": {} })),
        form(json!({ "name": "W W", "idType": "PASSPORT", "employer": [], "x": 1 })),
        form(json!({ "residenceDivision": "21", "employer": { "name": "a", "y": 1 } })),
        form(json!({ "residenceDivision": "999", "employer": { "creditCode": 1 } })),
        form(json!({ "relation": "LABOUR", "preferredPlace": "WORK" })),
        form(json!({ "idType": "HK_MO_TW_PERMIT", "preferredPlace": "MOON" })),
    ];
    for value in forms {
        if let Err(faults) = domain::form::parse(domain::matter::FormKind::Join, &value, door) {
            codes.extend(faults.into_iter().map(|fault| fault.code));
        }
    }
    assert!(codes.len() > 30, "{}", codes.len());
    for code in codes {
        assert!(FieldCode::from_code(&code).is_some(), "{code} has no text");
    }
}
