//! From registering to a membership with services, over every real part.

use super::client::{Caller, unknown_firm};
use crate::harness::door::ask;
use domain::role::Role;
use serde_json::json;
use step::{Kit, Settings};

/// APPROVING begins a moment before the step is opened; with the step a union holds the case.
fn on_a_worklist(view: &serde_json::Value) -> bool {
    view["state"] == "APPROVING" && view.pointer("/holder/kind") == Some(&json!("UNION"))
}

#[tokio::test]
async fn a_newcomer_registers_applies_and_is_a_member_with_services() {
    let worker = Caller::bound().await;
    let receipt = worker.send("POST", "/v1/applications", &worker.wish()).await.expect(202);
    let path = format!("/v1/applications/{}", receipt["id"].as_str().unwrap());
    let view = worker.until(&path, on_a_worklist).await;
    let union = view["union"]["id"].as_str().unwrap();
    let officer = Caller::registered().await.appointed(union, Role::UnionApprover).await;
    let tasks = officer.get("/v1/tasks").await.expect(200);
    assert!(tasks["counts"]["waiting"].as_u64() >= Some(1));
    let task = format!("{}-1", receipt["id"].as_str().unwrap());
    let seen = officer.get(&format!("/v1/tasks/{task}")).await.expect(200);
    assert!(!seen.to_string().contains(&worker.id_number), "the form is masked");
    let yes = json!({ "decision": "approve", "noKinship": true });
    let decision = format!("/v1/tasks/{task}/decision");
    officer.send("POST", &decision, &yes).await.expect(200);
    worker.until(&path, |view| view["state"] == "COMPLETED").await;
    let me = worker
        .until("/v1/me", |me| me["inbox"].as_array().is_some_and(|inbox| inbox.len() >= 2))
        .await;
    assert_eq!(me["membership"]["state"], "ACTIVE");
    assert_eq!(me["services"].as_array().map(Vec::len), Some(18));
    let sent = worker.messages().await;
    assert!(
        sent.as_array().is_some_and(|sent| sent.iter().any(|one| one["template"] == "approved"))
    );
    assert!(!me.to_string().contains(&worker.id_number));
}

/// A form comes back, is mended, and goes through; a person's own page tells the way.
#[tokio::test]
async fn a_withdrawn_application_is_over_and_another_may_follow() {
    let worker = Caller::bound().await;
    let mut wish = worker.wish();
    wish["form"]["relation"] = json!("LABOUR");
    wish["form"]["employer"] = json!({ "creditCode": unknown_firm(), "name": "没有登记的公司" });
    let receipt = worker.send("POST", "/v1/applications", &wish).await.expect(202);
    let id = receipt["id"].as_str().unwrap();
    let second = worker.send("POST", "/v1/applications", &wish).await;
    assert_eq!(second.problem(), (409, "R11"));
    let path = format!("/v1/applications/{id}/withdrawal");
    worker.send("POST", &path, &json!({})).await.expect(202);
    let view = worker.get(&format!("/v1/applications/{id}")).await.expect(200);
    assert_eq!(view["state"], "WITHDRAWN");
    worker.send("POST", "/v1/applications", &worker.wish()).await.expect(202);
}

#[tokio::test]
async fn an_account_without_a_person_cannot_apply_and_reads_what_to_do() {
    let newcomer = Caller::registered().await;
    let got = newcomer.send("POST", "/v1/applications", &newcomer.wish()).await;
    assert_eq!(got.problem(), (403, "NOT_BOUND"));
    assert_eq!(got.body["next"]["action"], "bind-account");
}

/// Architecture rule 2: the start is lost, the record is there, the next sweep drives it.
#[tokio::test]
async fn a_lost_start_is_made_up_by_the_next_sweep() {
    let worker = Caller::bound().await;
    let mut settings = Settings::from_env().unwrap();
    settings.machine = None;
    let kit = Kit::new(settings);
    let post = ask("POST /v1/applications", "").by(worker.subject().as_str()).key("lost-start");
    let receipt = post.body(&worker.wish()).with(&kit, kit.now()).await.expect(202);
    let path = format!("/v1/applications/{}", receipt["id"].as_str().unwrap());
    let view = worker.get(&path).await.expect(200);
    assert_eq!(view["state"], "SUBMITTED");
    let later = kit.now() + jiff::SignedDuration::from_mins(2);
    worker.invoke("SWEEP_FUNCTION", &json!({ "job": "sweep", "now": later })).await;
    worker.until(&path, on_a_worklist).await;
}
