//! Who is who: an account and a person are bound to each other once the provider agrees, a mobile
//! belongs to one, and «this was not me» frees a person. Architecture rule 6.

use crate::harness::door::{Got, ask, word};
use crate::harness::people::{Worker, stranger};
use crate::harness::provider::Manner;
use crate::harness::world::World;
use domain::id::SubjectId;
use serde_json::{Value, json};

fn person(worker: &Worker) -> Value {
    json!({
        "name": worker.name, "idType": "ID_CARD",
        "idNumber": worker.id_number, "mobile": worker.mobile,
    })
}

/// `POST /v1/account` by an account whose token proves the worker's mobile.
async fn bind(world: &World, subject: &str, worker: &Worker, minutes: i64) -> Got {
    let call = ask("POST /v1/account", "").by(subject).proves(&worker.mobile).key("k-account");
    call.body(&person(worker)).at(world, world.after(minutes)).await
}

#[tokio::test]
async fn an_account_is_bound_once_and_the_same_again_changes_nothing() {
    let world = World::new().await;
    let worker = stranger(1, "19900101");
    let first = bind(&world, "a-1", &worker, 1).await.expect(201);
    let again = bind(&world, "a-1", &worker, 2).await.expect(200);
    assert_eq!(again, first);
    assert_eq!(world.providers.asked(), 1, "what is known is not asked again");
    let other = stranger(2, "19900101");
    let second = bind(&world, "a-1", &other, 3).await;
    assert_eq!(second.problem(), (409, "ACCOUNT_BOUND"));
    assert!(!first.to_string().contains(&worker.id_number));
    world.check_invariants(&[&worker, &other]).await;
}

#[tokio::test]
async fn a_provider_that_disagrees_or_is_down_binds_nobody() {
    #[rustfmt::skip]
    let rows = [
        // how it behaves        status  code
        (Manner::NameDiffers,    422,    "IDENTITY_MISMATCH"),
        (Manner::MobileDiffers,  422,    "IDENTITY_MISMATCH"),
        (Manner::Unknown,        422,    "IDENTITY_MISMATCH"),
        (Manner::Down,           503,    "IDENTITY_UNAVAILABLE"),
        (Manner::Nonsense,       503,    "IDENTITY_UNAVAILABLE"),
        (Manner::Lying,          503,    "IDENTITY_UNAVAILABLE"),
    ];
    let world = World::new().await;
    let worker = stranger(1, "19900101");
    for (manner, status, code) in rows {
        world.providers.behave(manner);
        let got = bind(&world, "a-1", &worker, 1).await;
        assert_eq!(got.problem(), (status, code), "{manner:?}");
        let text = got.body.to_string();
        assert!(!text.contains(&worker.id_number) && !text.contains(&worker.mobile), "{manner:?}");
        let subject = SubjectId::parse("a-1").unwrap();
        let caller = world.store().get_account(&subject).await.unwrap().caller;
        assert_eq!(caller.person, None, "{manner:?}");
    }
}

/// One person, one account: another account gets him only with the mobile that he has.
#[tokio::test]
async fn a_person_who_is_bound_is_not_taken_by_another_account() {
    let world = World::new().await;
    let owner = stranger(1, "19900101");
    bind(&world, "a-1", &owner, 1).await.expect(201);
    let mut thief = owner.clone();
    thief.mobile = "15400007777".to_owned();
    let got = bind(&world, "a-2", &thief, 2).await;
    assert_eq!(got.problem(), (409, "PERSON_TAKEN"));
    let unproven =
        ask("POST /v1/account", "").by("a-2").proves(&thief.mobile).body(&person(&owner));
    let got = unproven.at(&world, world.after(3)).await;
    assert_eq!(got.problem(), (422, "FORM_FAULTY"), "a mobile that the token does not prove");
    let got = bind(&world, "a-2", &owner, 4).await;
    assert!(got.status < 300, "with the SIM card in hand he moves: {got:?}");
    let first = SubjectId::parse("a-1").unwrap();
    assert_eq!(world.store().get_account(&first).await.unwrap().caller.person, None);
}

/// Two accounts at once for one person: one is bound.
#[tokio::test]
async fn of_two_accounts_that_claim_one_person_at_once_one_is_bound() {
    let world = World::new().await;
    let one = stranger(1, "19900101");
    let mut other = one.clone();
    other.mobile = "15400007777".to_owned();
    let (left, right) = tokio::join!(bind(&world, "a-1", &one, 1), bind(&world, "a-2", &other, 1));
    let mut statuses = [left.status, right.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{left:?} {right:?}");
}

/// «This was not me»: the person is free, the application is taken back, the owner can begin.
#[tokio::test]
async fn this_was_not_me_frees_the_person_and_takes_the_application_back() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    let release = ask("DELETE /v1/account/person", "").by(worker.subject.as_str());
    for why in ["once", "a repeat is the same"] {
        assert_eq!(release.at(&world, world.after(5)).await.status, 204, "{why}");
    }
    assert_eq!(world.drive(&id, world.after(6)).await, "Closed");
    bind(&world, "the-owner", &worker, 7).await.expect(201);
    let mut owner = worker.clone();
    owner.subject = SubjectId::parse("the-owner").unwrap();
    world.apply(&owner, world.after(8)).await;
    world.check_invariants(&[&worker]).await;
}

/// The texts of an account's messages of one template.
async fn told(world: &World, subject: &SubjectId, template: &str) -> Vec<Value> {
    let page = world.store().list_inbox(subject, 50, None).await.unwrap();
    let found = page.items.into_iter().filter(|one| one.template == template);
    found.map(|one| json!({ "text": one.text.zh, "application": one.application })).collect()
}

/// A SIM card that has changed hands: who had the number registered is told in his inbox, once,
/// and not by SMS, which would reach the other.
#[tokio::test]
async fn who_loses_his_mobile_to_another_account_is_told_in_his_inbox() {
    let world = World::new().await;
    let before = world.worker(1).await;
    let mut now_his = stranger(2, "19900101");
    now_his.mobile = before.mobile.clone();
    for (status, minutes) in [(201, 1), (200, 2)] {
        bind(&world, "the-new-owner", &now_his, minutes).await.expect(status);
    }
    let told_him = told(&world, &before.subject, "mobile-released").await;
    assert_eq!(told_him.len(), 1, "{told_him:?}");
    assert!(!told_him[0].to_string().contains(&before.mobile), "no number is in it");
    let me = world.me(&before.subject, world.after(3)).await;
    assert!(me["inbox"].to_string().contains("不再登记在您名下"), "he reads it: {}", me["inbox"]);
    let person = world.store().get_person(&before.person).await.unwrap().unwrap();
    assert_eq!((person.mobile_masked, person.subject), (None, Some(before.subject.clone())));
    let other = SubjectId::parse("the-new-owner").unwrap();
    assert_eq!(told(&world, &other, "mobile-released").await, Vec::<Value>::new());
    assert_eq!(world.providers.sent(), Vec::<Value>::new(), "nothing goes out by SMS");
    // A number of his own that he exchanges for another is nobody's loss.
    let mut own = before.clone();
    own.mobile = "15400008888".to_owned();
    bind(&world, before.subject.as_str(), &own, 4).await.expect(200);
    assert_eq!(told(&world, &before.subject, "mobile-released").await.len(), 1);
    world.check_invariants(&[&before, &now_his]).await;
}

/// The same where an officer's yes releases it: with the entry, however often the stream tells it.
#[tokio::test]
async fn who_loses_his_mobile_by_an_officers_yes_is_told_in_his_inbox() {
    let world = World::new().await;
    let before = world.worker(1).await;
    let worker = world.worker(2).await.with(json!({ "mobile": before.mobile }));
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    world.project(world.after(2)).await;
    assert_eq!(told(&world, &before.subject, "mobile-released").await.len(), 0, "not yet");
    world.decide("factory-3", &id, &word("approve", None), world.after(5)).await.expect(200);
    world.drive(&id, world.after(6)).await;
    for minutes in [7, 8] {
        assert_eq!(world.project(world.after(minutes)).await, 0);
    }
    let told_him = told(&world, &before.subject, "mobile-released").await;
    assert_eq!(told_him.len(), 1, "{told_him:?}");
    assert_eq!(told_him[0]["application"], Value::Null, "it is not his application");
    assert_eq!(told(&world, &worker.subject, "mobile-released").await.len(), 0);
    world.check_invariants(&[&before, &worker]).await;
}
