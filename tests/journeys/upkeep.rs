//! What runs by itself: keys that are replaced, the signed root of the day, events of no shape.

use crate::harness::door::{ask, word};
use crate::harness::people::Worker;
use crate::harness::walker::call;
use crate::harness::world::World;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::id::ApplicationId;
use serde_json::json;
use step::StepError;
use store::{KeyUse, WrappedKey};

async fn waiting(n: u16) -> (World, Worker, ApplicationId) {
    let world = World::new().await;
    let worker = world.worker(n).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    (world, worker, id)
}

/// A second version of both keys, as a replacement begins.
async fn replace_keys(world: &World) {
    let kit = world.kit(world.start());
    for usage in [KeyUse::Seal, KeyUse::Index] {
        let made = kit
            .kms()
            .generate_data_key()
            .key_id(kit.settings().key.as_deref().unwrap())
            .number_of_bytes(32)
            .encryption_context("use", usage.as_str())
            .send()
            .await
            .unwrap();
        let wrapped = STANDARD.encode(made.ciphertext_blob.unwrap().into_inner());
        kit.store().put_new_key(usage, &WrappedKey { version: 2, wrapped }).await.unwrap();
    }
}

/// While a key is replaced, what was sealed before opens, and a document is still one person's.
#[tokio::test]
async fn a_case_goes_on_while_the_keys_are_replaced_and_guards_hold_under_both() {
    let (world, worker, id) = waiting(1).await;
    replace_keys(&world).await;
    world.decide("factory-1", &id, &word("return", Some("R08")), world.after(5)).await.expect(200);
    let body = json!({ "form": worker.form });
    world.wishes(&worker, &id, "amendment", &body, world.after(6)).await.expect(202);
    world.drive(&id, world.after(7)).await;
    let second = world.store().get_form(&id, 2).await.unwrap().unwrap();
    assert!(second.sealed.unwrap().0.starts_with("2."), "the newest key seals");
    world.decide("factory-1", &id, &word("approve", None), world.after(8)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(9)).await, "Completed");
    let again = world.post(&worker, world.after(10)).await;
    assert_eq!(again.problem(), (409, "R09"), "known under the old index too");
    world.check_invariants(&[&worker]).await;
}

/// Architecture rule 11: the heads of yesterday's chains are signed and stored.
#[tokio::test]
async fn the_heads_of_a_day_are_signed_the_night_after() {
    let (world, _, id) = waiting(1).await;
    world.project(world.after(2)).await;
    let night = world.night(world.after(18 * 60)).await;
    assert_eq!((night.rooted, night.failed), (1, 0));
    let kit = world.kit(world.start());
    let bucket = kit.settings().audit_bucket.clone().unwrap();
    let name = "roots/2026-06-01/heads.txt";
    let object = kit.s3().get_object().bucket(bucket).key(name).send().await.unwrap();
    let bytes = object.body.collect().await.unwrap().into_bytes();
    let heads = String::from_utf8(bytes.to_vec()).unwrap();
    let chain = world.head(&id).await.chain;
    // Other tests of this day write the same object; each line names its own record.
    let line = heads.lines().find(|line| line.starts_with(id.as_str()));
    assert!(line.is_none_or(|line| line.ends_with(&chain)), "{heads}");
    assert_eq!(world.night(world.after(72 * 60)).await.rooted, 0, "nothing grew on that day");
}

/// A record of the stream that cannot be read is set aside; what comes with it is not held up.
#[tokio::test]
async fn a_poisoned_record_does_not_hold_up_the_stream() {
    let (world, worker, _) = waiting(1).await;
    let mut event = world.stream().await;
    let poison = json!({
        "eventID": "poison", "eventName": "INSERT",
        "dynamodb": { "SequenceNumber": "1", "NewImage": {
            "pk": { "S": "A#01KT1AX7K0000000000000000A" }, "sk": { "S": "E#000001" },
        } },
    });
    event["Records"].as_array_mut().unwrap().insert(0, poison);
    let done = project::handle(&world.kit(world.after(2)), event).await.unwrap();
    assert!(done.batch_item_failures.is_empty());
    let inbox = world.store().list_inbox(&worker.subject, 10, None).await.unwrap();
    assert!(!inbox.items.is_empty(), "the records behind it were worked on");
    let nothing = project::handle(&world.kit(world.after(3)), json!({ "odd": 1 })).await.unwrap();
    assert!(nothing.batch_item_failures.is_empty());
}

#[tokio::test]
async fn an_event_of_another_shape_names_the_field_and_not_the_value() {
    let world = World::new().await;
    let rows = [json!({ "job": "weekly" }), json!({ "now": "219900199001010014" })];
    for event in rows {
        let done = sweep::handle(&world.kit(world.start()), event).await;
        assert!(matches!(done, Err(StepError::BadInput { .. })), "{done:?}");
        assert!(!format!("{done:?}").contains("2199"));
    }
    let unknown = step::Drive {
        application: ApplicationId::parse("01KT1AX7K0000000000000000A").unwrap(),
        at: world.start(),
    };
    for step in [
        "verify",
        "approve",
        "assign-membership",
        "grant-services",
        "reissue-card",
        "change-membership",
    ] {
        let done = call(&world.kit(world.start()), step, unknown.clone()).await;
        assert!(matches!(done, Err(StepError::NotAllowed { .. })), "{step}: {done:?}");
    }
}

/// A table that refuses everything is ours to mend: the steps say «later» or «broken», never no.
#[tokio::test]
async fn a_table_or_a_key_that_does_not_answer_is_never_an_answer_to_the_applicant() {
    let (world, worker, id) = waiting(1).await;
    let version = world.head(&id).await.version;
    let gone = world.kit_with(world.after(5), |settings| {
        settings.endpoint = Some("http://127.0.0.1:9".to_owned());
    });
    let drive = step::Drive { application: id.clone(), at: world.after(5) };
    for step in ["verify", "approve", "assign-membership", "grant-services"] {
        let done = call(&gone, step, drive.clone()).await;
        assert!(matches!(done, Err(StepError::TryLater { .. })), "{step}: {done:?}");
    }
    let view = ask("GET /v1/applications/{id}", id.as_str());
    let got = view.by(worker.subject.as_str()).with(&gone, world.after(5)).await;
    assert_eq!(got.problem(), (503, "RETRY_LATER"));
    assert_eq!(world.head(&id).await.version, version);
}
