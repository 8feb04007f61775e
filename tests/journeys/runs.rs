//! Benefit runs from the calendar to the signature, over the real machine and the real handlers.

use crate::harness::runs::{day, draw_day};
use crate::harness::walker::Fault;
use crate::harness::world::World;
use domain::id::RunId;
use domain::run::part::{State, StepKind};
use std::collections::BTreeMap;

/// 250 payees in two cities, on the day of the draw, with money for all of them.
pub(crate) async fn world(people: u32) -> World {
    let world = World::new().await;
    let first = people * 4 / 5;
    world.register("2101", 0..first).await;
    world.register("2102", first..people).await;
    world.grant(2_000 * u64::from(people)).await;
    world
}

fn all(state: &str) -> BTreeMap<String, String> {
    ["2101", "2102"].into_iter().map(|part| (part.to_owned(), state.to_owned())).collect()
}

/// The yes of everybody up to the funds; ends before the batches are sent.
pub(crate) async fn up_to_funds(world: &World, run: &RunId, parts: &[&str], fault: Fault) {
    // The review, the notice of 5 working days from the next one on, the approval, the funds.
    for (days, officer) in [(0, "city-1"), (0, ""), (8, "province-1"), (9, "finance-1")] {
        let at = day(days);
        let ended = world.drive_run_with(world.kit(at), run, at, fault).await;
        for part in parts {
            assert_eq!(ended.parts[*part], "Waiting", "{days}: {fault:?}");
            if !officer.is_empty() {
                world.agree(run, part, officer, at).await;
            }
        }
        world.check_run(run).await;
    }
}

#[tokio::test]
async fn a_run_goes_from_the_calendar_to_the_signature() {
    let world = world(250).await;
    let run = world.planned(draw_day()).await;
    assert_eq!(world.run(&run).await.parts, ["2101", "2102"]);
    assert_eq!(world.drive_run(&run, day(0)).await.parts, all("Waiting"));
    let part = world.part(&run, "2101").await;
    let mark = part.roll.clone().unwrap();
    assert_eq!((mark.count, mark.batches, mark.total.fen()), (200, 3, 200 * 2_000_00));
    assert_eq!((part.state, part.levels), (State::Drawn, 0));
    assert_eq!(part.pending.unwrap().kind, StepKind::Review);
    up_to_funds(&world, &run, &["2101", "2102"], Fault::None).await;
    assert_eq!(world.drive_run(&run, day(9)).await.parts, all("Waiting"));
    let part = world.part(&run, "2101").await;
    assert_eq!((part.state, part.instructed), (State::Executing, 3));
    assert_eq!((part.totals.in_flight, part.totals.paid), (200, 0));
    world.check_run(&run).await;
    for part in ["2101", "2102"] {
        world.bank_answers(&run, part, |_, _| "成功").await;
    }
    assert_eq!(world.drive_run(&run, day(10)).await.parts, all("Waiting"));
    let part = world.part(&run, "2101").await;
    assert_eq!(part.state, State::Settled, "{part:?}");
    assert_eq!((part.totals.paid, part.totals.paid_fen.fen()), (200, 200 * 2_000_00));
    world.check_run(&run).await;
    for part in ["2101", "2102"] {
        world.agree(&run, part, "city-1", day(11)).await;
    }
    assert_eq!(world.drive_run(&run, day(11)).await.parts, all("Closed"));
    let head = world.run(&run).await;
    assert_eq!((head.state, head.totals.paid, head.wake), (State::Closed, 250, None));
    world.check_run(&run).await;
}
