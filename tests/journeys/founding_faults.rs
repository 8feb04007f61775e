//! What fails in a founding, and what comes twice.
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use crate::harness::door::word;
use crate::harness::founding::{meeting, on, request, result};
use crate::harness::walker::Fault;
use crate::harness::world::World;
use domain::application::State;
use domain::id::UnionId;
use serde_json::{Value, json};

/// The steps of a founding's machine.
pub(crate) const FOUNDING: [&str; 3] = ["verify", "approve", "found-union"];

/// What came of a founding, whatever happened on the way.
async fn found(fault: Fault) -> (Value, usize) {
    let world = World::new().await;
    let prepared = world.agree_to_result(3, world.group(2, 5).await).await;
    let ended = world.drive_with(&prepared.id, on(&world, 7), fault).await;
    assert_eq!(ended.state, "Completed", "{fault:?}");
    let view = world.founding(&prepared, on(&world, 8)).await;
    let id = UnionId::parse(view["union"]["id"].as_str().unwrap()).unwrap();
    let record = world.store().get_union_record(&id).await.unwrap().unwrap();
    let lines = world.store().list_lines(&record.record()).await.unwrap();
    let mut events = Vec::new();
    for one in &prepared.group {
        events.push(world.store().get_person_file(&one.person).await.unwrap().events.len());
    }
    let children =
        world.store().list_children(&UnionId::parse("STREET").unwrap(), 100).await.unwrap();
    let unions = children.iter().filter(|one| one.name.contains("公司3")).count();
    let all: Vec<_> = prepared.group.iter().collect();
    world.check_invariants(&all).await;
    let told = json!({
        "events": events, "unions": unions, "lines": lines.len(), "officers": record.officers.len(),
        "people": view["people"], "version": world.head(&prepared.id).await.version,
    });
    (told, ended.runs.len())
}

/// Domain 11.10 (11): every step twice, failing before and after its write, at every run of it.
#[tokio::test]
async fn a_founding_that_fails_anywhere_ends_the_same() {
    let (plain, runs) = found(Fault::None).await;
    for step in FOUNDING {
        assert_eq!(found(Fault::Twice(step)).await.0, plain, "{step} twice");
    }
    for nth in 1..=3 {
        let (end, retried) = found(Fault::FailBefore("found-union", nth)).await;
        assert_eq!((end, retried > runs), (plain.clone(), true), "before run {nth}");
        let (end, retried) = found(Fault::FailAfter("found-union", nth)).await;
        assert_eq!((end, retried >= runs), (plain.clone(), true), "after run {nth}");
    }
}

/// Two drives at once: one union, each person once.
#[tokio::test]
async fn two_drives_at_once_found_one_union() {
    let world = World::new().await;
    let prepared = world.agree_to_result(3, world.group(2, 5).await).await;
    let now = on(&world, 7);
    let ends = tokio::join!(world.drive(&prepared.id, now), world.drive(&prepared.id, now));
    for end in [ends.0, ends.1] {
        assert!(matches!(end.as_str(), "Completed" | "Closed"), "{end}");
    }
    for one in &prepared.group {
        let file = world.store().get_person_file(&one.person).await.unwrap();
        assert_eq!(file.events.len(), 1);
    }
    let children =
        world.store().list_children(&UnionId::parse("STREET").unwrap(), 100).await.unwrap();
    assert_eq!(children.iter().filter(|one| one.name.contains("公司3")).count(), 1);
    world.check_invariants(&[]).await;
}

/// Domain 11.10 (13): of two foundings for one employer at once one goes on, the other is told.
#[tokio::test]
async fn of_two_foundings_for_one_employer_one_goes_on_and_the_other_is_told() {
    let world = World::new().await;
    let (left, right) = (world.group(2, 3).await, world.group(12, 3).await);
    let (left_form, right_form) = (request(3, &left), request(3, &right));
    let start = world.start();
    let sent = tokio::join!(
        world.ask_to_found(&left[0], &left_form, start),
        world.ask_to_found(&right[0], &right_form, start),
    );
    let ids = [sent.0.expect(202), sent.1.expect(202)]
        .map(|receipt| domain::id::ApplicationId::parse(receipt["id"].as_str().unwrap()).unwrap());
    let now = world.after(1);
    let ends = tokio::join!(world.drive(&ids[0], now), world.drive(&ids[1], now));
    let mut ends = [ends.0, ends.1];
    ends.sort();
    assert_eq!(ends, ["Closed", "Waiting"]);
    let states = [world.state(&ids[0]).await, world.state(&ids[1]).await];
    let refused = usize::from(states[1] == State::Refused);
    let told = world.head(&ids[refused]).await;
    assert_eq!(told.reasons[0].code.as_str(), "R41");
    // Once the first is over, the employer's place is free again.
    let other = [&left[0], &right[0]][1 - refused];
    world
        .wishes(other, &ids[1 - refused], "withdrawal", &json!({}), world.after(3))
        .await
        .expect(202);
    let again = [&left, &right][refused];
    let receipt =
        world.ask_to_found(&again[0], &request(3, again), world.after(4)).await.expect(202);
    let id = domain::id::ApplicationId::parse(receipt["id"].as_str().unwrap()).unwrap();
    assert_eq!(world.drive(&id, world.after(5)).await, "Waiting");
    world.check_invariants(&[]).await;
}

/// The same round at the same moment twice is taken once; a repeat is answered the same.
#[tokio::test]
async fn a_round_that_comes_twice_is_taken_once() {
    let world = World::new().await;
    let prepared = world.recruit(3, world.group(2, 5).await).await;
    let form = meeting(&world, 5, 4);
    let now = on(&world, 1);
    let both = tokio::join!(world.sends(&prepared, &form, now), world.sends(&prepared, &form, now));
    assert_eq!(both.0.expect(202)["id"], both.1.expect(202)["id"]);
    let head = world.head(&prepared.id).await;
    assert_eq!((head.round, head.form), (1, 2));
    let other = world.sends(&prepared, &meeting(&world, 6, 4), now).await;
    assert_eq!(other.problem(), (409, "WRONG_STATE"), "another form is no repeat");
    world.check_invariants(&[]).await;
}

/// Many say yes in the same minute: each gets a number of his own, nobody two.
#[tokio::test]
async fn who_says_yes_at_once_gets_each_a_number() {
    let world = World::new().await;
    let prepared = world.recruit(3, world.group(2, 3).await).await;
    let more = world.group(20, 4).await;
    let now = on(&world, 1);
    let said = tokio::join!(
        world.takes_part(&more[0], &prepared.id, now),
        world.takes_part(&more[1], &prepared.id, now),
        world.takes_part(&more[2], &prepared.id, now),
        world.takes_part(&more[3], &prepared.id, now),
        world.takes_part(&more[3], &prepared.id, now),
    );
    for got in [said.0, said.1, said.2, said.3, said.4] {
        got.expect(200);
    }
    let people = world.store().list_participants(&prepared.id).await.unwrap();
    let numbers: Vec<u32> = people.iter().map(|one| one.no).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
    let founding = world.store().get_founding(&prepared.id).await.unwrap().unwrap();
    assert_eq!((founding.people, founding.numbers), (7, 7));
    world.check_invariants(&[]).await;
}

/// Of two officers of the parent at the same moment one decides, and there is one reply.
#[tokio::test]
async fn one_yes_is_one_reply() {
    let world = World::new().await;
    world.appoint("street-9", "STREET", domain::role::Role::UnionApprover).await;
    let prepared = world.prepare(3, world.group(2, 3).await).await;
    let task = world.task(&prepared.id).await;
    let yes = word("approve", None);
    let now = world.after(5);
    let both = tokio::join!(
        world.decide_task("street-1", &task, &yes, now),
        world.decide_task("street-9", &task, &yes, now),
    );
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let view = world.founding(&prepared, world.after(6)).await;
    assert_eq!(view["replies"].as_array().map(Vec::len), Some(1));
    let _ = result(&world, 5, 3);
    world.check_invariants(&[]).await;
}
