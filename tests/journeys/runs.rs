//! Benefit runs from the calendar to the signature, over the real machine and the real handlers.

use crate::harness::runs::{day, draw_day};
use crate::harness::walker::Fault;
use crate::harness::world::World;
use domain::id::RunId;
use domain::run::hold::{Hold, HoldKind};
use domain::run::part::{Part, State, StepKind};
use domain::run::payment::{Lines, State as Payment};
use std::collections::BTreeMap;
use step::runs::objects;

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
            let end = ended.parts.get(*part).map(String::as_str);
            assert_eq!(end, Some("Waiting"), "{days}: {fault:?}");
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
    assert_eq!((mark.count, mark.batches, mark.total.fen()), (200, 3, 200 * 200_000));
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
    assert_eq!((part.totals.paid, part.totals.paid_fen.fen()), (200, 200 * 200_000));
    world.check_run(&run).await;
    for part in ["2101", "2102"] {
        world.agree(&run, part, "city-1", day(11)).await;
    }
    assert_eq!(world.drive_run(&run, day(11)).await.parts, all("Closed"));
    let head = world.run(&run).await;
    assert_eq!((head.state, head.totals.paid, head.wake), (State::Closed, 250, None));
    world.check_run(&run).await;
}

/// Domain 11.3 and issue 5: a late city never holds the others.
#[tokio::test]
async fn a_late_city_holds_nobody() {
    let world = world(20).await;
    let run = world.planned(draw_day()).await;
    let part = "2101";
    up_to_funds(&world, &run, &[part], Fault::None).await;
    world.drive_run(&run, day(9)).await;
    world.bank_answers(&run, part, |_, _| "成功").await;
    world.drive_run(&run, day(10)).await;
    world.agree(&run, part, "city-1", day(10)).await;
    let ended = world.drive_run(&run, day(10)).await;
    assert_eq!((&*ended.parts["2101"], &*ended.parts["2102"]), ("Closed", "Waiting"));
    let late = world.part(&run, "2102").await;
    let step = late.pending.unwrap();
    assert_eq!(late.state, State::Drawn);
    assert!(step.escalation > 0, "the late one is told upwards: {step:?}");
    assert_eq!(world.run(&run).await.state, State::Drawn, "a run is where its slowest part is");
    world.check_run(&run).await;
}

#[tokio::test]
async fn a_draw_in_pieces_is_the_same_roll() {
    let world = world(250).await;
    let run = world.planned(draw_day()).await;
    let hasty = world.drive_run_with(world.hasty(day(0)), &run, day(0), Fault::None).await;
    let draws = hasty.runs.iter().filter(|step| *step == "draw-roll").count();
    assert_eq!(draws, 4, "200 people are three pages, 50 are one");
    let pieces = world.part(&run, "2101").await;
    assert_eq!(pieces.drawing, None);
    world.check_run(&run).await;
    let other = self::world(250).await;
    let run = other.planned(draw_day()).await;
    other.drive_run(&run, day(0)).await;
    let whole = other.part(&run, "2101").await;
    let of = |part: &Part| part.roll.as_ref().map(|roll| (roll.count, roll.total, roll.batches));
    assert_eq!(of(&pieces), of(&whole));
}

#[tokio::test]
async fn two_drives_at_once_send_every_batch_once() {
    let world = world(250).await;
    let run = world.planned(draw_day()).await;
    for (days, officer) in [(0, "city-1"), (0, ""), (8, "province-1"), (9, "finance-1"), (9, "")] {
        let at = day(days);
        let (left, right) = tokio::join!(world.drive_run(&run, at), world.drive_run(&run, at));
        drop((left, right));
        // One of them may have given way: the next drive finds everything done.
        world.drive_run(&run, at).await;
        for part in ["2101", "2102"] {
            if !officer.is_empty() {
                world.agree(&run, part, officer, at).await;
            }
        }
        world.check_run(&run).await;
    }
    for (part, batches) in [("2101", 3), ("2102", 1)] {
        let found = world.batches(&run, part).await;
        assert_eq!(found.len(), batches);
        assert!(found.iter().all(|batch| batch.attempts.len() == 1), "each was sent once");
        world.bank_answers(&run, part, |_, _| "成功").await;
    }
    let at = day(10);
    let (left, right) = tokio::join!(world.drive_run(&run, at), world.drive_run(&run, at));
    drop((left, right));
    world.drive_run(&run, at).await;
    assert_eq!(world.part(&run, "2101").await.totals.paid, 200);
    world.check_run(&run).await;
}

/// A hold and a sending at the same moment: the hold is in time and its line stays behind, or it
/// is too late and says so.
#[tokio::test]
async fn a_hold_is_in_time_or_too_late_and_never_neither() {
    for round in 0..6_u16 {
        let world = world(20).await;
        let run = world.planned(draw_day()).await;
        up_to_funds(&world, &run, &["2101"], Fault::None).await;
        let part = world.part(&run, "2101").await;
        let hold = Hold {
            draw: part.draw,
            batch: 1,
            line: 1 + round,
            version: 1,
            kind: HoldKind::ByHand,
            reason: "核实".to_owned(),
            by: None,
            at: day(9),
            end: None,
        };
        let store = world.store();
        let (ended, laid) =
            tokio::join!(world.drive_run(&run, day(9)), store.lay_hold(&part, &hold, 0, None));
        drop(ended);
        world.drive_run(&run, day(9)).await;
        let cases = world.cases(&run, "2101").await;
        let held = cases.iter().any(|case| case.line == hold.line && case.state == Payment::Held);
        let sent = world.batches(&run, "2101").await[0].attempts[0].lines.has(hold.line);
        assert_eq!((held, sent), (laid.is_ok(), laid.is_err()), "round {round}");
        world.check_run(&run).await;
    }
}

/// What the bank refuses is corrected by two people and goes again in the same batch.
#[tokio::test]
async fn what_failed_is_sent_again_once_it_is_corrected() {
    let world = world(20).await;
    let run = world.planned(draw_day()).await;
    let part = "2101";
    up_to_funds(&world, &run, &[part], Fault::None).await;
    world.drive_run(&run, day(9)).await;
    world.bank_answers(&run, part, |_, line| if line == 3 { "失败" } else { "成功" }).await;
    world.drive_run(&run, day(10)).await;
    let head = world.part(&run, part).await;
    assert_eq!((head.state, head.totals.paid, head.totals.open), (State::Executing, 15, 1));
    assert_eq!(head.pending.as_ref().unwrap().kind, StepKind::FollowUp);
    world.check_run(&run).await;
    world.correct(&run, part, 3, day(10)).await;
    world.drive_run(&run, day(10)).await;
    let batch = world.batches(&run, part).await.remove(0);
    assert_eq!(batch.attempts.len(), 2);
    assert_eq!(batch.attempts[1].lines, Lines::of([3]));
    world.bank_answers(&run, part, |_, _| "成功").await;
    world.drive_run(&run, day(11)).await;
    let head = world.part(&run, part).await;
    assert_eq!((head.state, head.totals.paid), (State::Settled, 16));
    world.check_run(&run).await;
}

/// A report that does not come is asked for every working day; nothing is sent again.
#[tokio::test]
async fn a_report_that_never_comes_is_asked_for_and_never_sent_again() {
    let world = world(20).await;
    let run = world.planned(draw_day()).await;
    let part = "2101";
    up_to_funds(&world, &run, &[part], Fault::None).await;
    for days in [9, 13, 14, 15, 16] {
        world.drive_run(&run, day(days)).await;
    }
    let head = world.part(&run, part).await;
    let step = head.pending.clone().unwrap();
    assert_eq!((head.state, step.kind), (State::Executing, StepKind::Report));
    let batch = world.batches(&run, part).await.remove(0);
    assert_eq!(batch.attempts.len(), 1, "never sent again");
    let kit = world.kit(day(16));
    let asked = objects::list(&kit, &format!("ask/{}.", batch.attempts[0].message)).await.unwrap();
    assert_eq!(asked.len(), usize::try_from(step.escalation).unwrap());
    assert!(asked.len() > 2, "{asked:?}");
    world.bank_answers(&run, part, |_, _| "成功").await;
    world.drive_run(&run, day(17)).await;
    assert_eq!(world.part(&run, part).await.state, State::Settled);
    world.check_run(&run).await;
}

/// Another part's report, a file that nobody can read and the same report twice: none of them
/// moves a fen, and none of them holds up the right one.
#[tokio::test]
async fn a_wrong_report_moves_nothing_and_holds_up_nothing() {
    let world = world(20).await;
    let run = world.planned(draw_day()).await;
    up_to_funds(&world, &run, &["2101", "2102"], Fault::None).await;
    world.drive_run(&run, day(9)).await;
    world.bank_answers(&run, "2102", |_, _| "成功").await;
    let kit = world.kit(day(9));
    let ours = world.batches(&run, "2101").await.remove(0).attempts.remove(0).message;
    let theirs = world.batches(&run, "2102").await.remove(0).attempts.remove(0).message;
    let foreign = objects::get(&kit, &format!("in/{theirs}.csv")).await.unwrap().unwrap();
    objects::put(&kit, &format!("in/{ours}.0"), foreign).await.unwrap();
    objects::put(&kit, &format!("in/{ours}.1"), b"PK not a zip".to_vec()).await.unwrap();
    objects::put(&kit, &format!("in/{ours}.2"), vec![0xff; 40]).await.unwrap();
    world.drive_run(&run, day(9)).await;
    let head = world.part(&run, "2101").await;
    assert_eq!((head.state, head.totals.in_flight), (State::Executing, 16));
    let marked = world.store().list_reports(&run, "2101").await.unwrap();
    assert_eq!(marked.len(), 3);
    assert!(marked.iter().all(|marker| marker.faults > 0), "{marked:?}");
    assert!(world.store().list_suspense(&run, "2101").await.unwrap().is_empty());
    world.bank_answers(&run, "2101", |_, _| "成功").await;
    let right = objects::get(&kit, &format!("in/{ours}.csv")).await.unwrap().unwrap();
    objects::put(&kit, &format!("in/{ours}.again"), right).await.unwrap();
    world.drive_run(&run, day(10)).await;
    let head = world.part(&run, "2101").await;
    assert_eq!((head.state, head.totals.paid), (State::Settled, 16));
    world.check_run(&run).await;
}
