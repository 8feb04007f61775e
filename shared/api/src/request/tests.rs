//! What a wrong request is answered, and that no answer holds what was sent.

use std::collections::HashMap;

use super::*;
use crate::applications::{AppealRequest, ApplicationRequest};
use crate::decisions::{BulkDecisionRequest, Decision, DecisionRequest};
use crate::problem::ProblemCode as Code;
use crate::tasks::TaskState;

const SECRET: &str = "219901198805120018";

fn faults(problem: &Problem) -> Vec<(&str, &str)> {
    problem.errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect()
}

fn nested(levels: usize) -> String {
    let inner = levels.saturating_sub(2);
    let (open, close) = ("[".repeat(inner), "]".repeat(inner));
    format!(r#"{{"matter":"join","form":{{"x":{open}{close}}}}}"#)
}

#[test]
fn a_wrong_body_gets_its_code() {
    let large = format!(r#"{{"matter":"{}"}}"#, "a".repeat(MAX_BODY_BYTES));
    #[rustfmt::skip]
    let cases: &[(&str, &str, Code)] = &[
        // why                             body                                        wanted
        ("nothing at all",                 "",                                         Code::MalformedJson),
        ("not JSON",                       "matter=join",                              Code::MalformedJson),
        ("cut off",                        r#"{"matter":"join""#,                      Code::MalformedJson),
        ("two documents",                  "{}{}",                                     Code::MalformedJson),
        ("half a surrogate",               r#"{"matter":"\ud800","form":{}}"#,         Code::MalformedJson),
        ("a list",                         "[]",                                       Code::WrongType),
        ("null",                           "null",                                     Code::WrongType),
        ("empty",                          "{}",                                       Code::MissingField),
        ("null where text is needed",      r#"{"matter":null,"form":{}}"#,             Code::WrongType),
        ("a number for text",              r#"{"matter":1,"form":{}}"#,                Code::WrongType),
        ("a field too many",               r#"{"matter":"join","form":{},"x":1}"#,     Code::UnknownField),
        ("text that is too long",          &format!(r#"{{"matter":"{}","form":{{}}}}"#, "m".repeat(65)), Code::FormFaulty),
        ("a control character",            r#"{"matter":"jo\u0000in","form":{}}"#,     Code::FormFaulty),
        ("the same consent twice",         r#"{"matter":"join","form":{},"consents":["JOIN","JOIN"]}"#, Code::FormFaulty),
        ("larger than allowed",            &large,                                     Code::BodyTooLarge),
        ("deeper than allowed",            &nested(17),                                Code::TooDeep),
        ("a tower of brackets",            &"[".repeat(60_000),                        Code::TooDeep),
    ];
    for (why, body, wanted) in cases {
        let problem = read::<ApplicationRequest>(body.as_bytes(), Language::Zh).unwrap_err();
        assert_eq!(problem.code, *wanted, "{why}");
        assert_eq!(problem.status, wanted.status(), "{why}");
    }
    let invalid = [b'{', b'"', 0xff, b'"', b':', b'1', b'}'];
    let problem = read::<ApplicationRequest>(&invalid, Language::Zh).unwrap_err();
    assert_eq!(problem.code, Code::MalformedJson, "not UTF-8");
}

#[test]
fn the_limits_themselves_are_allowed() {
    assert!(read::<ApplicationRequest>(nested(16).as_bytes(), Language::Zh).is_ok());
    let brackets_in_text = format!(r#"{{"matter":"join","form":{{"x":"{}\""}}}}"#, "[".repeat(500));
    assert!(read::<ApplicationRequest>(brackets_in_text.as_bytes(), Language::Zh).is_ok());
}

#[test]
fn all_faults_are_named_at_once_and_no_value() {
    let body = format!(
        r#"{{"matter":7,"form":"{SECRET}","consents":[1,"JOIN",{{}}],"{SECRET}":1,"name":"{SECRET}"}}"#
    );
    let problem = read::<ApplicationRequest>(body.as_bytes(), Language::En).unwrap_err();
    assert_eq!(
        faults(&problem),
        [
            ("/matter", "not_text"),
            ("/form", "not_object"),
            ("/consents/0", "not_text"),
            ("/consents/2", "not_text"),
            ("", "unknown_field"),
            ("/name", "unknown_field"),
        ]
    );
    assert!(!format!("{problem:?}").contains(SECRET));
    assert!(!serde_json::to_string(&problem).unwrap().contains(SECRET));
}

#[test]
fn a_fault_is_told_in_the_language_asked_for() {
    let text = |language| {
        let problem = read::<AppealRequest>(b"{}", language).unwrap_err();
        (problem.title, problem.errors[0].detail.clone())
    };
    assert_eq!(text(Language::Zh), ("缺少字段".into(), "请填写这一项。".into()));
    assert_eq!(text(Language::En), ("A field is missing".into(), "Please fill this in.".into()));
}

#[test]
fn a_decision_may_leave_out_what_is_optional() {
    let read = |body: &str| read::<DecisionRequest>(body.as_bytes(), Language::Zh);
    let decision = read(r#"{"decision":"approve","noKinship":true}"#).unwrap();
    assert_eq!((decision.decision, decision.no_kinship), (Decision::Approve, true));
    assert!(!read(r#"{"decision":"approve"}"#).unwrap().no_kinship);
    assert_eq!(read(r#"{"decision":"return","reasonCode":null}"#).unwrap().reason_code, None);
    let problem = read(r#"{"decision":"maybe","decidedOn":"21.5.2026"}"#).unwrap_err();
    assert_eq!(problem.code, Code::FormFaulty);
    assert_eq!(faults(&problem), [("/decision", "not_one_of"), ("/decidedOn", "date_format")]);
}

#[test]
fn many_decisions_are_one_to_a_hundred_each_once() {
    let item = |id: usize| format!(r#"{{"id":"T{id}","decision":"approve","noKinship":true}}"#);
    let body = |ids: &mut dyn Iterator<Item = usize>| {
        format!(r#"{{"items":[{}]}}"#, ids.map(item).collect::<Vec<_>>().join(","))
    };
    let read = |body: String| read::<BulkDecisionRequest>(body.as_bytes(), Language::Zh);
    assert_eq!(read(body(&mut (0..100))).unwrap().items.len(), 100);
    let cases = [
        ("none", body(&mut (0..0)), ("/items", "too_few")),
        ("one too many", body(&mut (0..101)), ("/items", "too_many")),
        ("one twice", body(&mut [1, 2, 1].into_iter()), ("/items/2", "repeated")),
    ];
    for (why, body, wanted) in cases {
        assert_eq!(faults(&read(body).unwrap_err()), [wanted], "{why}");
    }
}

#[test]
fn the_idempotency_key_is_read() {
    let code = |header| idempotency_key(header, Language::Zh).map_err(|problem| problem.code);
    assert_eq!(code(Some("8e03978e-40d5-43e8-bc93")), Ok("8e03978e-40d5-43e8-bc93"));
    assert_eq!(code(Some("\"as-a-structured-text\"")), Ok("as-a-structured-text"));
    assert_eq!(code(None), Err(Code::IdempotencyKeyMissing));
    assert_eq!(code(Some("  ")), Err(Code::IdempotencyKeyMissing));
    assert_eq!(code(Some("two words")), Err(Code::IdempotencyKeyInvalid));
    assert_eq!(code(Some("钥匙")), Err(Code::IdempotencyKeyInvalid));
    assert_eq!(code(Some(&"k".repeat(129))), Err(Code::IdempotencyKeyInvalid));
    assert_eq!(optional_idempotency_key(None, Language::Zh), Ok(None));
}

#[test]
fn a_query_is_read_or_each_fault_is_named() {
    let query = |pairs: &[(&str, &str)]| -> HashMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let read = |pairs: &[(&str, &str)]| TaskFilters::read(&query(pairs), Language::Zh);
    let filters = read(&[("state", "DONE"), ("overdue", "true"), ("other", "x")]).unwrap();
    assert_eq!((filters.state, filters.overdue), (Some(TaskState::Done), true));
    assert_eq!(read(&[("union", "")]).unwrap(), TaskFilters::default());
    let problem = read(&[("state", SECRET), ("overdue", "yes"), ("union", "a b")]).unwrap_err();
    assert_eq!(problem.code, Code::BadParameter);
    assert_eq!(
        faults(&problem),
        [
            ("/query/union", "id_format"),
            ("/query/state", "not_one_of"),
            ("/query/overdue", "not_one_of")
        ]
    );
    assert!(!format!("{problem:?}").contains(SECRET));

    let search = |pairs: &[(&str, &str)]| Search::read(&query(pairs), 2, Language::Zh);
    assert_eq!(search(&[("q", " 快递 ")]).unwrap().q.as_deref(), Some("快递"));
    assert_eq!(faults(&search(&[]).unwrap_err()), [("/query/q", "required")]);
    assert_eq!(faults(&search(&[("q", "快")]).unwrap_err()), [("/query/q", "too_short")]);
    let problem = search(&[("q", "快递"), ("division", "辽宁")]).unwrap_err();
    assert_eq!(faults(&problem), [("/query/division", "id_format")]);
    assert_eq!(Search::read(&query(&[]), 0, Language::Zh), Ok(Search::default()));
}

#[test]
fn json_is_told_by_its_media_type() {
    assert!(is_json("application/json") && is_json("Application/JSON; charset=utf-8"));
    assert!(!is_json("text/plain") && !is_json("") && !is_json("application/jsonx"));
}
