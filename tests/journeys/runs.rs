//! Benefit runs from the calendar to the signature, over the real machine and the real handlers.

use crate::harness::runs::{day, draw_day, payee};
use crate::harness::walker::Fault;
use crate::harness::world::World;
use domain::id::{RunId, SubjectId};
use domain::person::Consent;
use domain::role::Role;
use domain::run::hold::{Hold, HoldKind};
use domain::run::part::{Part, State, StepKind};
use domain::run::payment::{Lines, State as Payment};
use std::collections::BTreeMap;
use step::runs::{objects, roll};

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
            // A part that only waits is left out of a drive.
            assert!(end.is_none_or(|end| end == "Waiting"), "{days}: {fault:?} {end:?}");
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
    assert_eq!(
        world.drive_run(&run, day(11)).await.parts,
        BTreeMap::new(),
        "nothing is to be done"
    );
    let head = world.run(&run).await;
    assert_eq!((head.state, head.totals.paid), (State::Closed, 250));
    assert!(head.wake.is_some_and(|wake| wake > day(11)), "late returns are looked for: {head:?}");
    world.check_run(&run).await;
}

/// A run of 20 that is signed off in both cities.
async fn signed_off() -> (World, RunId) {
    let world = world(20).await;
    let run = world.planned(draw_day()).await;
    let parts = ["2101", "2102"];
    up_to_funds(&world, &run, &parts, Fault::None).await;
    world.drive_run(&run, day(9)).await;
    for part in parts {
        world.bank_answers(&run, part, |_, _| "成功").await;
    }
    world.drive_run(&run, day(10)).await;
    for part in parts {
        world.agree(&run, part, "city-1", day(10)).await;
    }
    world.drive_run(&run, day(10)).await;
    (world, run)
}

/// The clock alone finds what the bank sends back after the signature, and books it in the open
/// period; the closed one stays as it was signed.
#[tokio::test]
async fn a_return_after_the_signature_is_found_by_the_clock() {
    let (world, run) = signed_off().await;
    let due = |at| {
        let store = world.store();
        async move { store.list_all_due(at, 10).await.unwrap().runs }
    };
    assert!(due(day(10)).await.is_empty(), "not before the next working day");
    assert_eq!(due(day(12)).await, std::slice::from_ref(&run));
    let looked = world.drive_run(&run, day(12)).await;
    assert_eq!(looked.parts, BTreeMap::new(), "nothing came: no part is begun");
    assert!(due(day(12)).await.is_empty(), "once a day");
    let kit = world.kit(day(13));
    let message = world.batches(&run, "2101").await[0].attempts[0].message.clone();
    let late = format!("备注,金额,结果,原因,流水号\r\n{message}-001,2000.00,退票,,S1\r\n");
    objects::put_new(&kit, &format!("in/{message}.late.csv"), late.into_bytes()).await.unwrap();
    assert_eq!(due(day(15)).await, std::slice::from_ref(&run));
    let found = world.drive_run(&run, day(15)).await;
    assert_eq!(found.parts.keys().collect::<Vec<_>>(), ["2101"], "only the part it is about");
    let suspense = world.store().list_suspense(&run, "2101").await.unwrap();
    assert_eq!(suspense.len(), 1, "{suspense:?}");
    assert_eq!(suspense[0].postings[0].period, "2027", "in the period that is open");
    assert_eq!(world.part(&run, "2101").await.state, State::Closed);
    world.check_run(&run).await;
    world.drive_run(&run, day(16)).await;
    assert_eq!(world.store().list_suspense(&run, "2101").await.unwrap(), suspense, "booked once");
}

/// The looks end: a run of long ago is left alone.
#[tokio::test]
async fn late_returns_are_looked_for_thirty_working_days_and_no_longer() {
    let (world, run) = signed_off().await;
    let mut looks = 0;
    for days in 11..90 {
        if world.run(&run).await.wake.is_some_and(|wake| wake <= day(days)) {
            world.drive_run(&run, day(days)).await;
            looks += 1;
        }
    }
    assert_eq!(looks, domain::run::LOOK_FOR);
    let head = world.run(&run).await;
    assert_eq!((head.wake, head.looks.map(|looks| looks.left)), (None, Some(0)));
}

/// Invariant 28: who took his consent back before the draw is not on the roll, and his line says why;
/// who takes it back after the approval is not paid, until he agrees again.
#[tokio::test]
async fn a_consent_that_is_taken_back_stops_the_payment_before_and_after_the_draw() {
    let world = world(20).await;
    let part = "2101";
    let mut early = consent(1);
    let mut late = consent(2);
    for one in [&early, &late] {
        world.store().put_consent(one).await.unwrap();
    }
    early.withdrawn = Some(day(-1));
    world.store().put_consent(&early).await.unwrap();
    let run = world.planned(draw_day()).await;
    up_to_funds(&world, &run, &[part], Fault::None).await;
    let head = world.part(&run, part).await;
    let excluded = roll::excluded(&world.kit(day(9)), &head, 1).await.unwrap();
    let why: Vec<&str> = excluded.iter().map(|one| one.code.as_str()).collect();
    assert_eq!((head.roll.as_ref().unwrap().count, why), (15, vec!["B31"]));
    late.withdrawn = Some(day(8));
    world.store().put_consent(&late).await.unwrap();
    world.drive_run(&run, day(9)).await;
    let cases = world.cases(&run, part).await;
    let held: Vec<_> = cases.iter().map(|case| (&case.person, case.state)).collect();
    assert_eq!(held, [(&payee(2), Payment::Held)]);
    assert_eq!(cases[0].reasons[0].code, "P16");
    let head = world.part(&run, part).await;
    assert_eq!(head.totals.open, 1);
    world.check_run(&run).await;
    // An officer's release alone does not send it: the consent is what is missing.
    let released = |at| world.move_case(&run, part, cases[0].line, Payment::Approved, at);
    released(day(10)).await;
    world.drive_run(&run, day(10)).await;
    assert_eq!(world.cases(&run, part).await[0].state, Payment::Approved);
    world.store().put_consent(&Consent { granted: day(10), ..consent(2) }).await.unwrap();
    world.drive_run(&run, day(11)).await;
    assert_eq!(world.cases(&run, part).await[0].state, Payment::Submitted);
    world.check_run(&run).await;
}

fn subject(name: &str) -> SubjectId {
    SubjectId::parse(name).unwrap()
}

fn consent(n: u32) -> Consent {
    Consent {
        person: payee(n),
        code: "BANK".to_owned(),
        policy: "2026-11".to_owned(),
        granted: day(-100),
        withdrawn: None,
        channel: "ONLINE".to_owned(),
    }
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
    assert!(
        ended.parts.is_empty(),
        "the closed one is left alone, the late one's moment is not yet"
    );
    assert_eq!(world.part(&run, "2101").await.state, State::Closed);
    let late = world.part(&run, "2102").await;
    let step = late.pending.unwrap();
    assert_eq!(late.state, State::Drawn);
    assert!(step.escalation > 0, "the late one is told upwards: {step:?}");
    assert_eq!(world.run(&run).await.state, State::Drawn, "a run is where its slowest part is");
    world.check_run(&run).await;
}

/// Whoever holds a late step, and who may plan runs above, reads of it every working day until it is
/// done, once a day, however often the stream and the clock come by; nobody else does.
#[tokio::test]
async fn a_late_step_is_told_every_working_day_until_it_is_done() {
    let world = world(20).await;
    for (who, union, role) in [
        ("reviewer", "2101", Role::CityReviewer),
        ("payer", "LN", Role::FinancePayer),
        ("approver", "LN", Role::ProvinceApprover),
        ("auditor", "LN", Role::Auditor),
        ("elsewhere", "210106", Role::CountyReviewer),
    ] {
        world.appoint(who, union, role).await;
    }
    let run = world.planned(draw_day()).await;
    world.drive_run(&run, day(0)).await;
    let told = || async {
        let mut counts = Vec::new();
        for who in ["reviewer", "payer", "approver", "auditor", "elsewhere"] {
            let inbox = world.store().list_inbox(&subject(who), 100, None).await.unwrap().items;
            assert!(
                inbox.iter().all(|one| one.template == "run-late" && one.text.zh.contains("审核"))
            );
            counts.push(inbox.len());
        }
        counts
    };
    // Due on Wednesday, the 21st; told on Thursday, on Friday, and on Monday.
    for (days, wanted) in [(2, 0), (3, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 3)] {
        let at = day(days) + jiff::SignedDuration::from_hours(10);
        world.drive_run(&run, at).await;
        world.drive_run(&run, at).await;
        assert_eq!(world.project(at).await, 0);
        assert_eq!(world.project(at).await, 0);
        assert_eq!(told().await, [wanted, wanted, wanted, 0, 0], "{days}");
    }
    world.agree(&run, "2101", "city-1", day(8)).await;
    world.agree(&run, "2102", "city-1", day(8)).await;
    let before = told().await;
    world.drive_run(&run, day(8)).await;
    world.project(day(8)).await;
    assert_eq!(told().await, before, "done: nobody is told any more");
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
