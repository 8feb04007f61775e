//! Bodies, headers and paths that are wrong: a problem document in both languages that names each
//! fault, nothing written, no value echoed.

use super::client::Caller;
use serde_json::{Value, json};

/// A value that must not come back.
const SECRET: &str = "219900199001019999";

#[tokio::test]
async fn every_wrong_body_is_answered_with_its_own_problem() {
    let worker = Caller::bound().await;
    let good = worker.wish().to_string();
    let deep = format!("{{\"matter\":\"join\",\"form\":{}{}}}", "[".repeat(40), "]".repeat(40));
    let huge = format!("{{\"matter\":\"{}\"}}", "x".repeat(70_000));
    let with = |name: &str, value: Value| {
        let mut body = worker.wish();
        body[name] = value;
        body.to_string()
    };
    #[rustfmt::skip]
    let rows = [
        // why                       body                                         content type         status
        ("no JSON",                  format!("{{\"matter\": {SECRET}x"),           "application/json",  400),
        ("nothing",                  String::new(),                                "application/json",  400),
        ("a list",                   "[]".to_owned(),                              "application/json",  400),
        ("not even text",            "\u{0}\u{1}".to_owned(),                      "application/json",  400),
        ("too deep",                 deep,                                         "application/json",  400),
        ("too large",                huge,                                         "application/json",  413),
        ("another media type",       good.clone(),                                 "text/plain",        415),
        ("an unknown field",         with(SECRET, json!(1)),                       "application/json",  400),
        ("a wrong type",             with("consents", json!(SECRET)),              "application/json",  400),
        ("a form that is a text",    with("form", json!(SECRET)),                  "application/json",  400),
        ("a matter that is none",    with("matter", json!(SECRET)),                "application/json",  422),
        ("a consent that is none",   with("consents", json!(["JOIN", SECRET])),    "application/json",  422),
        ("no consent",               with("consents", json!([])),                  "application/json",  422),
    ];
    for (why, body, kind, status) in rows {
        for language in ["zh-CN", "en"] {
            let headers =
                [("idempotency-key", "k-1"), ("content-type", kind), ("accept-language", language)];
            let got = worker.call("POST", "/v1/applications", Some(body.clone()), &headers).await;
            assert_eq!(got.problem().0, status, "{why}: {got:?}");
            assert!(!got.body.to_string().contains(SECRET), "{why}: a value is echoed: {got:?}");
            let detail = got.body["detail"].as_str().unwrap();
            let chinese = detail.chars().any(|letter| ('一'..='龥').contains(&letter));
            assert_eq!(chinese, language == "zh-CN", "{why}: {detail}");
        }
    }
    let me = worker.get("/v1/me").await.expect(200);
    assert_eq!(me["applications"], json!([]), "nothing was written");
}

#[tokio::test]
async fn every_faulty_field_is_named_at_once_and_no_value_comes_back() {
    let worker = Caller::bound().await;
    let mut wish = worker.wish();
    wish["form"] = json!({
        "name": "x", "idType": "ID_CARD", "idNumber": SECRET, "mobile": "12345",
        "relation": "LABOUR", "occupationGroup": "PILOT", "residenceDivision": "219999",
        "employer": { "creditCode": "12345678901234567X" }, "nonsense": SECRET,
    });
    let got = worker.send("POST", "/v1/applications", &wish).await;
    assert_eq!(got.problem(), (422, "FORM_FAULTY"));
    let errors = got.body["errors"].as_array().unwrap();
    for pointer in [
        "/form/name",
        "/form/idNumber",
        "/form/mobile",
        "/form/occupationGroup",
        "/form/residenceDivision",
        "/form/employer/creditCode",
        "/form/nonsense",
    ] {
        let named = errors.iter().find(|error| error["pointer"] == pointer);
        let named = named.unwrap_or_else(|| panic!("{pointer} is not named: {errors:?}"));
        assert!(named["detail"].as_str().is_some_and(|text| !text.is_empty()), "{pointer}");
    }
    assert!(!got.body.to_string().contains(SECRET));
}

#[tokio::test]
async fn paths_queries_and_methods_that_are_wrong_have_their_problem_too() {
    let worker = Caller::bound().await;
    #[rustfmt::skip]
    let rows = [
        // why                          method    path                                       status
        ("no such path",                "GET",    "/v1/nothing",                             404),
        ("another method",              "DELETE", "/v1/me",                                  405),
        ("an id that is none",          "GET",    "/v1/applications/219900199001019999",     404),
        ("an id with a slash",          "GET",    "/v1/applications/..%2F..%2Fetc",          404),
        ("a matter that is none",       "GET",    "/v1/matters/219900199001019999",          404),
        ("a division that is none",     "GET",    "/v1/divisions/219900199001019999",        400),
        ("a task that is none",         "GET",    "/v1/tasks/219900199001019999",            404),
        ("a cursor that is made up",    "GET",    "/v1/tasks?cursor=219900199001019999",      422),
        ("a state that is none",        "GET",    "/v1/tasks?state=219900199001019999",       422),
        ("a search that is too long",   "GET",    "/v1/employers?q=LONG",                    422),
    ];
    for (why, method, path, status) in rows {
        let path = path.replace("LONG", &"x".repeat(2_000));
        let got = worker.call(method, &path, None, &[]).await;
        let (found, code) = got.problem();
        let fits = found == status || (status == 422 && (found == 400 || found == 403));
        assert!(fits, "{why}: {found} {code}");
        assert!(!got.body["detail"].to_string().contains(SECRET), "{why}: {got:?}");
        assert!(!got.body["errors"].to_string().contains(SECRET), "{why}: {got:?}");
    }
}

/// The public check tells and stores nothing, and never reads the register for a stranger.
#[tokio::test]
async fn the_public_check_tells_everybody_the_same_and_stores_nothing() {
    let member = Caller::bound().await;
    let wish = member.wish();
    member.send("POST", "/v1/applications", &wish).await.expect(202);
    let nobody = Caller::stranger();
    let body = json!({ "form": wish["form"] });
    let path = "/v1/matters/join/check";
    let known = nobody.call("POST", path, Some(body.to_string()), &[]).await.expect(200);
    let mut other = nobody.person();
    for (name, value) in wish["form"].as_object().unwrap() {
        if other.get(name).is_none() {
            other[name] = value.clone();
        }
    }
    let body = json!({ "form": other });
    let unknown = nobody.call("POST", path, Some(body.to_string()), &[]).await.expect(200);
    let answers = |got: &Value| {
        let rules = got["rules"].as_array().unwrap().iter();
        rules.map(|rule| (rule["id"].clone(), rule["passed"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(answers(&known), answers(&unknown), "who has applied cannot be found out");
    assert!(known["dueOn"].is_string() && known["union"]["id"].is_string());
}
