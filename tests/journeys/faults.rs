//! Every step twice, every step failing before and after its write, the machine failing for long,
//! starts that are lost, drives and people at the same moment.

use crate::harness::door::word;
use crate::harness::people::Worker;
use crate::harness::walker::{Fault, definition};
use crate::harness::world::World;
use domain::application::{Application, Event, State};
use domain::id::ApplicationId;
use domain::membership::MembershipState;
use serde_json::{Value, json};

/// The steps on the way to a membership, and on that to a new card.
const JOINING: [&str; 4] = ["verify", "approve", "assign-membership", "grant-services"];
const CARD: [&str; 3] = ["verify", "approve", "reissue-card"];

/// What an end state comes to, without what is drawn at random.
async fn summary(world: &World, id: &ApplicationId, worker: &Worker) -> Value {
    let head = world.head(id).await;
    let entries = world.store().list_entries(id).await.unwrap();
    let file = world.store().get_person_file(&worker.person).await.unwrap();
    let standing = file.standing.unwrap();
    let events: Vec<Event> = entries.iter().map(|entry| entry.event).collect();
    json!({
        "state": head.state, "version": head.version, "steps": head.steps,
        "events": events, "wake": head.wake.is_some(), "open": standing.open,
        "member": standing.membership.map(|one| (one.state, one.card, one.events, one.joined)),
        "registered": file.events.len(), "granted": file.grant.map(|grant| grant.services),
    })
}

/// A joining from the form to its end; the fault strikes in the second drive, which runs every
/// step, or in both.
async fn join(fault: Fault) -> (Value, Vec<String>) {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    let first = world.drive_with(&id, world.after(1), fault).await;
    assert_eq!(first.state, "Waiting", "{fault:?}");
    world.decide("factory-1", &id, &word("approve", None), world.after(5)).await.expect(200);
    let second = world.drive_with(&id, world.after(6), fault).await;
    assert_eq!(second.state, "Completed", "{fault:?}");
    world.check_invariants(&[&worker]).await;
    (summary(&world, &id, &worker).await, [first.runs, second.runs].concat())
}

async fn card(fault: Fault) -> Value {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let id = world.apply_for_card(&worker, world.start()).await;
    let ended = world.drive_with(&id, world.after(1), fault).await;
    assert_eq!(ended.state, "Completed", "{fault:?}");
    world.check_invariants(&[&worker]).await;
    summary(&world, &id, &worker).await
}

/// The loops below leave no step of the machine out.
#[test]
fn the_loops_run_over_every_step_of_the_machine() {
    let machine = definition();
    let tasks = machine["States"].as_object().unwrap().iter();
    let mut steps: Vec<String> = tasks
        .filter(|(_, state)| state["Type"] == "Task")
        .map(|(name, _)| crate::harness::walker::kebab(name))
        .collect();
    let founding = super::founding_faults::FOUNDING;
    let changing = super::changes::CHANGE;
    let looped = JOINING.iter().chain(&CARD).chain(&founding).chain(&changing);
    let mut looped: Vec<&str> = looped.copied().collect();
    // The journeys of moves have loops of their own.
    looped.push("move-membership");
    looped.sort_unstable();
    looped.dedup();
    steps.sort();
    assert_eq!(steps, looped);
}

/// Domain 11.10 (11).
#[tokio::test]
async fn every_step_may_run_twice() {
    let (plain, _) = join(Fault::None).await;
    for step in JOINING {
        assert_eq!(join(Fault::Twice(step)).await.0, plain, "{step}");
    }
    let plain = card(Fault::None).await;
    for step in CARD {
        assert_eq!(card(Fault::Twice(step)).await, plain, "{step}");
    }
}

/// Domain 11.10 (11).
#[tokio::test]
async fn every_step_may_fail_before_its_write() {
    let (plain, runs) = join(Fault::None).await;
    for step in JOINING {
        let (end, retried) = join(Fault::FailBefore(step, 1)).await;
        assert_eq!(end, plain, "{step}");
        assert!(retried.len() > runs.len(), "{step}: the fault struck and was tried again");
    }
    let plain = card(Fault::None).await;
    for step in CARD {
        assert_eq!(card(Fault::FailBefore(step, 1)).await, plain, "{step}");
    }
}

/// Domain 11.10 (11): the answer is lost after a good write.
#[tokio::test]
async fn every_step_may_fail_after_its_write() {
    let (plain, runs) = join(Fault::None).await;
    for step in JOINING {
        let (end, retried) = join(Fault::FailAfter(step, 1)).await;
        assert_eq!(end, plain, "{step}");
        assert!(retried.len() > runs.len(), "{step}: the fault struck and was tried again");
    }
    let plain = card(Fault::None).await;
    for step in CARD {
        assert_eq!(card(Fault::FailAfter(step, 1)).await, plain, "{step}");
    }
}

/// The machine fails for an hour: the drive ends as failed, the record waits, and the sweep that
/// follows the repair drives on to the same end.
#[tokio::test]
async fn a_step_that_fails_for_an_hour_holds_the_case_up_and_changes_nothing() {
    let (plain, _) = join(Fault::None).await;
    for step in JOINING {
        let world = World::new().await;
        let worker = world.worker(1).await;
        let id = world.apply(&worker, world.start()).await;
        let mut now = 1;
        let failing = Fault::FailAlways(step);
        if matches!(step, "verify" | "approve") {
            let ended = world.drive_with(&id, world.after(now), failing).await;
            assert_eq!(ended.state, "Broken", "{step}");
            assert_eq!(ended.runs.iter().filter(|run| *run == step).count(), 5, "{step}: tried");
            for tick in [2, 10, 30, 60] {
                now = tick;
                world.sweep(world.after(tick)).await;
                world.drive_with(&id, world.after(tick), failing).await;
            }
        }
        world.drive(&id, world.after(now)).await;
        now += 1;
        world.decide("factory-1", &id, &word("approve", None), world.after(now)).await.expect(200);
        for minutes in [0, 1, 5, 20, 60] {
            let at = world.after(now + minutes);
            assert_eq!(world.drive_with(&id, at, failing).await.state, "Broken", "{step}");
        }
        now += 80;
        assert_eq!(world.sweep(world.after(now)).await.driven, 1, "{step}: it is due again");
        assert_eq!(world.drive(&id, world.after(now)).await, "Completed", "{step}");
        let end = summary(&world, &id, &worker).await;
        assert_eq!(end["events"], plain["events"], "{step}");
        assert_eq!(end["granted"], plain["granted"], "{step}");
        world.check_invariants(&[&worker]).await;
    }
}

/// Architecture rule 2: store first, then drive. No start of this world ever arrives.
#[tokio::test]
async fn a_lost_start_costs_a_minute_and_never_the_application() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    assert_eq!(world.sweep(world.start()).await.driven, 0, "the start may still be on its way");
    let mut yes = 0;
    for minutes in (2..60).step_by(2) {
        let now = world.after(minutes);
        if world.sweep(now).await.driven == 0 && world.state(&id).await == State::Approving {
            world.decide("factory-1", &id, &word("approve", None), now).await.expect(200);
            yes += 1;
        }
        let due = world.store().list_due(now, 10).await.unwrap();
        if due.contains(&id) {
            world.drive(&id, now).await;
        }
    }
    assert_eq!((world.state(&id).await, yes), (State::Completed, 1));
    assert_eq!(world.sweep(world.after(9_999)).await, sweep::Done::default());
    world.check_invariants(&[&worker]).await;
}

#[tokio::test]
async fn two_drives_at_once_do_no_harm() {
    let (plain, _) = join(Fault::None).await;
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    let now = world.after(1);
    let ends = tokio::join!(world.drive(&id, now), world.drive(&id, now));
    assert_eq!(ends, ("Waiting".to_owned(), "Waiting".to_owned()));
    world.decide("factory-1", &id, &word("approve", None), world.after(5)).await.expect(200);
    let now = world.after(6);
    let ends = tokio::join!(world.drive(&id, now), world.drive(&id, now), world.drive(&id, now));
    for end in [ends.0, ends.1, ends.2] {
        assert!(end == "Completed" || end == "Closed", "{end}");
    }
    assert_eq!(summary(&world, &id, &worker).await, plain);
    world.check_invariants(&[&worker]).await;
}

async fn waiting_for_a_yes() -> (World, Worker, ApplicationId) {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    (world, worker, id)
}

fn decisions(head: &Application) -> usize {
    head.closed.len()
}

/// Domain 11.10 (9): a closed step never changes.
#[tokio::test]
async fn of_two_officers_at_the_same_moment_one_decides() {
    let (world, worker, id) = waiting_for_a_yes().await;
    let task = world.task(&id).await;
    let (yes, no) = (word("approve", None), word("refuse", Some("R06")));
    let now = world.after(5);
    let (left, right) = tokio::join!(
        world.decide_task("factory-1", &task, &yes, now),
        world.decide_task("factory-2", &task, &no, now),
    );
    let statuses = [left.status, right.status];
    assert!(statuses == [200, 409] || statuses == [409, 200], "{left:?} {right:?}");
    assert_eq!(decisions(&world.head(&id).await), 1);
    world.drive(&id, world.after(6)).await;
    world.check_invariants(&[&worker]).await;
}

#[tokio::test]
async fn an_officer_who_repeats_himself_is_answered_the_same_and_one_who_differs_is_not() {
    let (world, worker, id) = waiting_for_a_yes().await;
    let task = world.task(&id).await;
    let yes = word("approve", None);
    let first = world.decide_task("factory-1", &task, &yes, world.after(5)).await.expect(200);
    world.drive(&id, world.after(6)).await;
    let version = world.head(&id).await.version;
    let again = world.decide_task("factory-1", &task, &yes, world.after(9)).await.expect(200);
    assert_eq!(again, first, "with the moment of the first time");
    let rows = [
        ("the same officer, another word", "factory-1", word("refuse", Some("R06"))),
        ("another officer, the same word", "factory-2", word("approve", None)),
    ];
    for (why, officer, word) in rows {
        let got = world.decide_task(officer, &task, &word, world.after(9)).await;
        assert_eq!(got.problem(), (409, "STEP_CLOSED"), "{why}");
    }
    assert_eq!(world.head(&id).await.version, version, "nothing was written");
    world.check_invariants(&[&worker]).await;
}

#[tokio::test]
async fn of_a_withdrawal_and_a_yes_at_once_one_stands() {
    for _ in 0..12 {
        let (world, worker, id) = waiting_for_a_yes().await;
        let task = world.task(&id).await;
        let (yes, nothing) = (word("approve", None), json!({}));
        let now = world.after(5);
        let (decided, withdrawn) = tokio::join!(
            world.decide_task("factory-1", &task, &yes, now),
            world.wishes(&worker, &id, "withdrawal", &nothing, now),
        );
        let end = world.drive(&id, world.after(6)).await;
        match world.state(&id).await {
            State::Completed => assert_eq!((decided.status, withdrawn.status), (200, 409)),
            State::Withdrawn => assert_eq!((decided.status, withdrawn.status), (409, 202)),
            other => unreachable!("{other:?} after {end}"),
        }
        world.check_invariants(&[&worker]).await;
    }
}

/// A membership stands whatever becomes of the services; the member reads that they are coming.
#[tokio::test]
async fn services_that_fail_for_ever_never_undo_a_membership() {
    let (world, worker, id) = waiting_for_a_yes().await;
    world.decide("factory-1", &id, &word("approve", None), world.after(5)).await.expect(200);
    let failing = Fault::FailAlways("grant-services");
    for minutes in [6, 10, 60, 6_000, 60_000] {
        world.sweep(world.after(minutes)).await;
        let ended = world.drive_with(&id, world.after(minutes), failing).await;
        assert_eq!(ended.state, "Broken");
    }
    assert_eq!(world.state(&id).await, State::Approved);
    let me = world.me(&worker.subject, world.after(60_001)).await;
    assert_eq!(me["membership"]["state"], "ACTIVE");
    assert_eq!(me["servicesPending"], true);
    for service in me["services"].as_array().unwrap() {
        assert_ne!(service["availability"], "AVAILABLE");
        if service["availability"] == "NOT_OPEN" {
            assert_eq!(service["reason"], "您已是会员,服务正在开通。");
        }
    }
    world.check_invariants(&[&worker]).await;
    assert_eq!(world.sweep(world.after(70_000)).await.driven, 1, "and it is tried for ever");
}
