//! The same call again, and whose records one may touch.

use super::client::Caller;
use serde_json::json;

#[tokio::test]
async fn the_same_post_twice_is_one_application_and_another_body_is_refused() {
    let worker = Caller::bound().await;
    let wish = worker.wish();
    let key = [("idempotency-key", "one-key-of-mine")];
    let post = async |body: &serde_json::Value| {
        worker.call("POST", "/v1/applications", Some(body.to_string()), &key).await
    };
    let first = post(&wish).await.expect(202);
    let again = post(&wish).await.expect(202);
    assert_eq!(again, first, "the first answer again");
    let mut other = wish.clone();
    other["form"]["occupationGroup"] = json!("COURIER");
    assert_eq!(post(&other).await.problem().0, 422);
    let body = Some(wish.to_string());
    let bare = worker.call("POST", "/v1/applications", body, &[]).await;
    assert_eq!(bare.problem().0, 400, "a key is needed");
    let me = worker.get("/v1/me").await.expect(200);
    assert_eq!(me["applications"].as_array().map(Vec::len), Some(1));
}

/// One pair may pass by luck: the second post meets the first before, while and after it writes.
#[tokio::test]
async fn two_posts_under_one_key_at_once_are_one_application() {
    for _ in 0..6 {
        let worker = Caller::bound().await;
        let key = [("idempotency-key", "at-the-same-moment")];
        let body = Some(worker.wish().to_string());
        let (left, right) = tokio::join!(
            worker.call("POST", "/v1/applications", body.clone(), &key),
            worker.call("POST", "/v1/applications", body.clone(), &key),
        );
        assert_eq!(left.expect(202), right.expect(202));
    }
}

/// Somebody else's is 404, for reading and for every wish.
#[tokio::test]
async fn somebody_elses_application_does_not_exist() {
    let worker = Caller::bound().await;
    let other = Caller::registered().await;
    let receipt = worker.send("POST", "/v1/applications", &worker.wish()).await.expect(202);
    let id = receipt["id"].as_str().unwrap();
    let form = json!({ "form": worker.wish()["form"] });
    let rows = [
        ("GET", format!("/v1/applications/{id}"), json!({})),
        ("POST", format!("/v1/applications/{id}/amendment"), form),
        ("POST", format!("/v1/applications/{id}/withdrawal"), json!({})),
        (
            "POST",
            format!("/v1/applications/{id}/appeal"),
            json!({ "text": "请再核对一次我的情况,谢谢" }),
        ),
        ("GET", format!("/v1/tasks/{id}-1"), json!({})),
        ("POST", format!("/v1/tasks/{id}-1/claim"), json!({})),
        (
            "POST",
            format!("/v1/tasks/{id}-1/decision"),
            json!({ "decision": "approve", "noKinship": true }),
        ),
        (
            "POST",
            "/v1/reveals".to_owned(),
            json!({ "of": id, "fields": ["/mobile"], "purpose": "想看一看" }),
        ),
    ];
    for (method, path, body) in rows {
        let got = if method == "GET" {
            other.get(&path).await
        } else {
            other.send(method, &path, &body).await
        };
        assert_eq!(got.problem(), (404, "NOT_FOUND"), "{method} {path}");
        assert!(!got.body.to_string().contains(&worker.mobile), "{method} {path}");
    }
    let mine = worker.get(&format!("/v1/applications/{id}")).await.expect(200);
    assert_ne!(mine["state"], "WITHDRAWN");
}

/// Without a token there is nothing but what is for everybody.
#[tokio::test]
async fn without_a_token_only_what_is_public_answers() {
    let nobody = Caller::stranger();
    for route in api::routes::all() {
        let path =
            route.path.replace("{code}", "join").replace("{id}", "01KT1AX7K0000000000000000A");
        let path = path.replace("divisions/join", "divisions/2101");
        let body = (route.method != api::routes::Method::Get).then(|| "{}".to_owned());
        let got = nobody.call(route.method.as_str(), &path, body, &[]).await;
        let public = route.access == api::routes::Access::Public;
        assert_eq!(got.status != 401, public, "{} {path}: {}", route.method.as_str(), got.status);
    }
    let mut forged = Caller::stranger();
    forged.token = Some("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhcHByb3Zlci0xIn0.".to_owned());
    assert_eq!(forged.get("/v1/me").await.status, 401);
}
