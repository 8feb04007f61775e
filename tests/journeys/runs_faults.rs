//! Every step of a run twice, and every step failing before and after its write.

use super::runs::{up_to_funds, world};
use crate::harness::runs::{day, draw_day};
use crate::harness::walker::{Fault, kebab, machine};
use domain::run::part::{Event, State};
use serde_json::{Value, json};

const STEPS: [&str; 10] = [
    "plan-run",
    "draw-roll",
    "review-roll",
    "post-notice",
    "approve-roll",
    "reserve-funds",
    "instruct-bank",
    "reconcile-report",
    "close-part",
    "conclude-run",
];

/// A run from the calendar to the signature, the fault in every drive; what it comes to, and how
/// many steps were run.
async fn whole(fault: Fault) -> (Value, usize) {
    let world = world(10).await;
    let run = world.planned(draw_day()).await;
    let parts = ["2101", "2102"];
    up_to_funds(&world, &run, &parts, fault).await;
    let mut runs = 0;
    for (days, part) in [(9, "2101"), (10, "2102"), (11, "")] {
        let at = day(days);
        let ended = world.drive_run_with(world.kit(at), &run, at, fault).await;
        runs += ended.runs.len();
        world.check_run(&run).await;
        if !part.is_empty() {
            let say = |attempt, line| if (attempt, line) == (1, 2) { "失败" } else { "成功" };
            world.bank_answers(&run, part, say).await;
        }
    }
    for (days, part) in [(11, "2101"), (12, "2102")] {
        let at = day(days);
        world.correct(&run, part, 2, at).await;
        runs += world.drive_run_with(world.kit(at), &run, at, fault).await.runs.len();
        world.bank_answers(&run, part, |_, _| "成功").await;
        runs += world.drive_run_with(world.kit(at), &run, at, fault).await.runs.len();
        world.check_run(&run).await;
    }
    for part in parts {
        world.agree(&run, part, "city-1", day(13)).await;
    }
    let ended = world.drive_run_with(world.kit(day(13)), &run, day(13), fault).await;
    runs += ended.runs.len();
    world.check_run(&run).await;
    assert_eq!(ended.state, "Driven", "{fault:?}");
    let mut found = Vec::new();
    for part in parts {
        let head = world.part(&run, part).await;
        assert_eq!(head.state, State::Closed, "{fault:?} {part}");
        let entries = world.store().list_part_entries(&run, part).await.unwrap();
        let events: Vec<Event> = entries.iter().map(|entry| entry.event).collect();
        let batches = world.batches(&run, part).await;
        let sent: Vec<usize> = batches.iter().map(|batch| batch.attempts.len()).collect();
        found.push(json!({ "totals": head.totals, "events": events, "sent": sent }));
    }
    (json!({ "parts": found, "totals": world.run(&run).await.totals }), runs)
}

/// The loops below leave no step of the machine out.
#[test]
fn the_loops_run_over_every_step_of_the_machine() {
    let machine = machine("disbursement");
    let inner = machine["States"]["EachPart"]["ItemProcessor"]["States"].clone();
    let states = machine["States"].as_object().unwrap().iter().chain(inner.as_object().unwrap());
    let mut steps: Vec<String> =
        states.filter(|(_, state)| state["Type"] == "Task").map(|(name, _)| kebab(name)).collect();
    let mut looped = STEPS.to_vec();
    looped.sort_unstable();
    steps.sort();
    assert_eq!(steps, looped);
}

#[tokio::test]
async fn every_step_of_a_run_may_run_twice() {
    let (plain, _) = whole(Fault::None).await;
    for step in STEPS {
        assert_eq!(whole(Fault::Twice(step)).await.0, plain, "{step}");
    }
}

#[tokio::test]
async fn every_step_of_a_run_may_fail_before_its_write() {
    let (plain, runs) = whole(Fault::None).await;
    for step in STEPS {
        let (end, retried) = whole(Fault::FailBefore(step, 1)).await;
        assert_eq!(end, plain, "{step}");
        assert!(retried > runs, "{step}: the fault struck and was tried again");
    }
}

/// The answer is lost after a good write.
#[tokio::test]
async fn every_step_of_a_run_may_fail_after_its_write() {
    let (plain, runs) = whole(Fault::None).await;
    for step in STEPS {
        let (end, retried) = whole(Fault::FailAfter(step, 1)).await;
        assert_eq!(end, plain, "{step}");
        assert!(retried > runs, "{step}: the fault struck and was tried again");
    }
}

/// A step that fails for long ends its part's child, and only that; the next drive goes on.
#[tokio::test]
async fn a_step_that_fails_for_long_holds_up_its_part_and_changes_nothing() {
    let world = world(10).await;
    let run = world.planned(draw_day()).await;
    let broken = Fault::FailAlways("draw-roll");
    let ended = world.drive_run_with(world.kit(day(0)), &run, day(0), broken).await;
    assert_eq!(ended.state, "Driven", "the run's own drive goes to its end");
    assert_eq!(&*ended.parts["2101"], "PartBroken");
    assert_eq!(world.part(&run, "2101").await.state, State::Planned);
    let due = world.store().list_all_due(day(1), 10).await.unwrap();
    assert_eq!(due.runs, std::slice::from_ref(&run), "it is due again, once for all its parts");
    world.drive_run(&run, day(1)).await;
    assert_eq!(world.part(&run, "2101").await.state, State::Drawn);
}
