//! D6, D7, D12: no second payment, whatever is repeated, comes in between or comes late.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use crate::run_sample::{
    CODE, PERIOD, case, confirmed, escalated, full, funded, hold, in_state, message, new_part, one,
    one_more_hold, only, plain, sending, slot,
};
use crate::sample::{at, person_id, store};
use domain::money::Fen;
use domain::run::instruct::{Sending, Slot};
use domain::run::part::{Part, State as PartState};
use domain::run::payment::{Case, Lines, State};
use std::collections::BTreeMap;
use store::{RunWrite, Sent, StoreError};

#[tokio::test]
async fn a_person_is_paid_once_per_benefit_period_and_kind_by_whatever_run() {
    let store = store().await;
    let mut parts = Vec::new();
    for n in 1..=6 {
        parts.push(funded(&store, n, "2101").await);
    }
    let with = |at: usize, mend: fn(&mut Slot)| {
        let mut slot = slot(&parts[at], 1, 7, 1);
        mend(&mut slot);
        slot
    };
    #[rustfmt::skip]
    let rows = [
        // why                                  part  slot                                                  sent
        ("the first",                           0,    with(0, |_| {}),                                      Sent::Done),
        ("another run, the same payment",       1,    with(1, |_| {}),                                      only(7)),
        ("even of another amount",              2,    with(2, |slot| slot.fen = Fen::new(1)),               only(7)),
        ("another kind",                        3,    with(3, |slot| slot.kind = "MEDICAL".into()),         Sent::Done),
        ("another period",                      4,    with(4, |slot| slot.period = "2026-b".into()),        Sent::Done),
        ("another benefit",                     5,    with(5, |slot| slot.benefit = "living-aid".into()),   Sent::Done),
        ("in another year's books",             1,    with(1, |slot| slot.year = 2027),                     Sent::Done),
    ];
    for (why, at, slot, wanted) in rows {
        let sent = store.send_batch(&parts[at], &one(&parts[at], 1, slot), None).await;
        assert_eq!(sent, Ok(wanted), "{why}");
        let written = store.get_batch(&parts[at].run, "2101", 1).await.unwrap();
        assert_eq!(written.is_some(), wanted == Sent::Done, "{why}");
    }
    let years = store.list_person_years(&person_id(1)).await.unwrap();
    let sums: Vec<_> = years.iter().map(|year| (year.year, year.slots.len(), year.total)).collect();
    assert_eq!(sums, [(2027, 1, Fen::new(100_000)), (2026, 4, Fen::new(400_000))]);
    let first = years[1].slots.iter().find(|slot| slot.kind == "LIVING" && slot.benefit == CODE);
    let first = first.unwrap();
    assert_eq!((first.message.clone(), first.line), (message(&parts[0], 1, 1), 7));
    assert_eq!(first.taken().period, PERIOD);
}

#[tokio::test]
async fn one_refused_line_names_itself_and_nothing_of_the_batch_goes() {
    let store = store().await;
    let (part, rival) = (funded(&store, 1, "2101").await, funded(&store, 2, "2101").await);
    let taken = sending(&rival, 1, vec![slot(&rival, 1, 1, 3), slot(&rival, 1, 2, 5)], Vec::new());
    assert_eq!(store.send_batch(&rival, &taken, None).await, Ok(Sent::Done));
    let batch = full(&part, 1, 1);
    let sent = store.send_batch(&part, &batch, None).await.unwrap();
    assert_eq!(sent, Sent::Refused(Lines::of([3, 5])));
    assert_eq!(store.get_batch(&part.run, "2101", 1).await.unwrap(), None);
    let years = store.get_years(&[1, 3, 1, 5, 99].map(person_id), 2026).await.unwrap();
    assert_eq!(years.len(), 2, "only the rival's are paid");
    let (behind, rest): (Vec<Slot>, Vec<Slot>) =
        batch.slots.into_iter().partition(|slot| [3, 5].contains(&slot.line));
    let void = behind.iter().map(|slot| case(&part, 1, slot.line, State::Void)).collect();
    let next = sending(&part, 1, rest, void);
    assert_eq!(store.send_batch(&part, &next, None).await, Ok(Sent::Done), "98 lines and 2 more");
    assert_eq!(store.list_cases(&part.run, "2101").await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_exclusive_group_gives_one_payment_of_a_period() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    let grouped = |batch, line, benefit: &str, period: &str, group: &str| Slot {
        benefit: benefit.to_owned(),
        period: period.to_owned(),
        group: Some(group.to_owned()),
        ..slot(&part, batch, line, 1)
    };
    #[rustfmt::skip]
    let rows = [
        // why                              slot                                              sent
        ("the first of the group",          grouped(1, 1, "aid-a", "2026", "hardship"),       Sent::Done),
        ("another benefit of the group",    grouped(2, 2, "aid-b", "2026", "hardship"),       only(2)),
        ("the group's next period",         grouped(3, 3, "aid-b", "2026-2", "hardship"),     Sent::Done),
        ("another group",                   grouped(4, 4, "aid-c", "2026", "living"),         Sent::Done),
    ];
    for (why, slot, wanted) in rows {
        let batch = slot.message.batch;
        assert_eq!(
            store.send_batch(&part, &one(&part, batch, slot), None).await,
            Ok(wanted),
            "{why}"
        );
    }
    let years = store.get_years(&[person_id(1)], 2026).await.unwrap();
    let groups = [("hardship", "2026"), ("hardship", "2026-2"), ("living", "2026")];
    let groups = groups.map(|(group, period)| (group.to_owned(), period.to_owned()));
    assert_eq!(years[&person_id(1)].groups, groups);
}

#[tokio::test]
async fn a_yearly_limit_holds_over_all_benefits_to_the_fen() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    let capped = |batch: u32, who, fen, limit| Slot {
        benefit: format!("aid-{batch}"),
        fen: Fen::new(fen),
        cap: Some(("medical".to_owned(), Fen::new(limit))),
        ..slot(&part, batch, 1, who)
    };
    #[rustfmt::skip]
    let rows = [
        // why                                    slot                       sent
        ("over the limit by itself",              capped(1, 1, 1_001, 1_000), only(1)),
        ("under it",                              capped(2, 1, 600, 1_000),   Sent::Done),
        ("over it together, by one fen",          capped(3, 1, 401, 1_000),   only(1)),
        ("up to it",                              capped(4, 1, 400, 1_000),   Sent::Done),
        ("nothing is left",                       capped(5, 1, 1, 1_000),     only(1)),
        ("another person has his own",            capped(6, 2, 1_000, 1_000), Sent::Done),
    ];
    for (why, slot, wanted) in rows {
        let batch = slot.message.batch;
        assert_eq!(
            store.send_batch(&part, &one(&part, batch, slot), None).await,
            Ok(wanted),
            "{why}"
        );
    }
    let years = store.get_years(&[person_id(1)], 2026).await.unwrap();
    let caps = BTreeMap::from([("medical".to_owned(), Fen::new(1_000))]);
    assert_eq!(years[&person_id(1)].caps, caps);
}

#[tokio::test]
async fn two_lines_of_a_person_in_a_batch_go_together_unless_they_exclude_each_other() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    let line = |batch, line, kind: &str, who| Slot {
        kind: kind.to_owned(),
        cap: Some(("medical".to_owned(), Fen::new(250_000))),
        ..slot(&part, batch, line, who)
    };
    let grouped = |slot: Slot| Slot { group: Some("g".to_owned()), ..slot };
    let (a, b, c) = ("A", "B", "C");
    #[rustfmt::skip]
    let rows = [
        // why                                  batch  lines                                                         sent
        ("the same kind twice",                 1,     vec![line(1, 1, a, 1), line(1, 2, a, 1)],                     only(2)),
        ("two of one group",                    2,     vec![grouped(line(2, 1, a, 1)), grouped(line(2, 2, b, 1))],   only(2)),
        ("over the limit together",             3,     vec![line(3, 1, a, 1), line(3, 2, b, 1), line(3, 3, c, 1)],   only(3)),
        ("two kinds",                           4,     vec![line(4, 1, a, 1), line(4, 2, b, 1), line(4, 3, a, 2)],   Sent::Done),
        ("one of two is paid already",          5,     vec![line(5, 1, "D", 2), line(5, 2, a, 2)],                   only(2)),
        ("the limit is reached by the second",  6,     vec![line(6, 1, b, 2), line(6, 2, c, 2)],                     only(2)),
    ];
    for (why, batch, slots, wanted) in rows {
        let batch = sending(&part, batch, slots, Vec::new());
        assert_eq!(store.send_batch(&part, &batch, None).await, Ok(wanted), "{why}");
    }
}

#[tokio::test]
async fn a_hold_that_came_in_between_stops_the_batch() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    let batch = plain(&part, 1, 1, 3);
    store.lay_hold(&part, &hold(1, 2, 1), 0, None).await.unwrap();
    assert_eq!(store.send_batch(&part, &batch, None).await, Ok(Sent::HoldsChanged));
    assert_eq!(store.get_batch(&part.run, "2101", 1).await.unwrap(), None, "a hold is no record");
    assert_eq!(store.list_batches(&part.run, "2101").await.unwrap(), []);
    let other = plain(&part, 2, 11, 3);
    let sent = store.send_batch(&part, &other, None).await;
    assert_eq!(sent, Ok(Sent::Done), "another batch has no new hold");
    assert!(store.get_years(&[person_id(1)], 2026).await.unwrap().is_empty());
    let read = store.get_part(&part.run, "2101").await.unwrap().unwrap();
    let held = case(&read, 1, 2, State::Held);
    let slots = batch.slots.into_iter().filter(|slot| slot.line != 2).collect();
    let next = sending(&read, 1, slots, vec![held.clone()]);
    store.commit_part(&escalated(&read), Vec::new()).await.unwrap();
    let sent = store.send_batch(&read, &next, None).await;
    assert_eq!(sent, Ok(Sent::Done), "an entry in between is no hold");
    assert_eq!(store.get_case(&part.run, "2101", 1, 2).await.unwrap(), Some(held.clone()));
    let read = store.get_part(&part.run, "2101").await.unwrap().unwrap();
    let later = released(&read, &next, &held);
    let change = one_more_hold(&read);
    let late = RunWrite::Hold { hold: hold(1, 1, 1), read: 0 };
    store.commit_part(&change, vec![late]).await.unwrap();
    let sent = store.send_batch(&read, &later, Some(1)).await;
    assert_eq!(sent, Ok(Sent::HoldsChanged), "nor does a later sending go past a hold");
    assert_eq!(store.send_batch(&change.part, &later, Some(1)).await, Ok(Sent::Done));
}

#[tokio::test]
async fn a_batch_that_must_be_as_it_was_read_is_looked_at_with_and_without_a_hold() {
    let store = store().await;
    let mut read = funded(&store, 1, "2101").await;
    store.send_batch(&read, &plain(&read, 1, 1, 2), None).await.unwrap();
    #[rustfmt::skip]
    let rows = [
        // why                       batch  version  written
        ("it went meanwhile",        1,     None,    false),
        ("booked on meanwhile",      1,     Some(2), false),
        ("as read",                  1,     Some(1), true),
        ("as read, without record",  2,     None,    true),
        ("it has no record",         2,     Some(1), false),
    ];
    for (at, (why, no, version, written)) in (1_u16..).zip(rows) {
        let looked = RunWrite::BatchAsRead { no, version };
        let laid = RunWrite::Hold { hold: hold(no, at, 1), read: 0 };
        let alone = (escalated(&read), vec![looked.clone()]);
        let done = store.commit_part(&alone.0, alone.1).await;
        assert_eq!(done.is_ok(), written, "{why}");
        read = if written { alone.0.part } else { read };
        let held = one_more_hold(&read);
        let done = store.commit_part(&held, vec![laid, looked]).await;
        assert_eq!(done.is_ok(), written, "{why}, with a hold");
        read = if written { held.part } else { read };
    }
}

#[tokio::test]
async fn only_a_part_that_has_its_funds_sends() {
    let store = store().await;
    let rows = [
        (1, PartState::Posted, Sent::HoldsChanged),
        (2, PartState::Approved, Sent::HoldsChanged),
        (3, PartState::Funded, Sent::Done),
        (4, PartState::Executing, Sent::Done),
        (5, PartState::Settled, Sent::HoldsChanged),
        (6, PartState::Cancelled, Sent::HoldsChanged),
    ];
    for (n, state, wanted) in rows {
        let change = new_part(in_state(n, "2101", state));
        store.put_new_part(&change).await.unwrap();
        let batch = plain(&change.part, 1, n * 10, 2);
        assert_eq!(store.send_batch(&change.part, &batch, None).await, Ok(wanted), "{state:?}");
    }
}

#[tokio::test]
async fn a_repeated_send_changes_nothing_and_says_so() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    let batch = full(&part, 1, 1);
    let (left, right) =
        tokio::join!(store.send_batch(&part, &batch, None), store.send_batch(&part, &batch, None));
    let mut both = [left.unwrap(), right.unwrap()].map(|sent| sent == Sent::Done);
    both.sort_unstable();
    assert_eq!(both, [false, true], "two drives at once");
    let people: Vec<_> = batch.slots.iter().map(|slot| slot.person.clone()).collect();
    let before = store.get_years(&people, 2026).await.unwrap();
    assert_eq!(before.len(), 98);
    let answer_lost = store.send_batch(&part, &batch, None).await;
    assert_eq!(answer_lost, Ok(Sent::Repeated));
    store.lay_hold(&part, &hold(1, 1, 1), 0, Some(1)).await.unwrap();
    assert_eq!(store.send_batch(&part, &batch, None).await, Ok(Sent::Repeated), "a hold after it");
    let booked = confirmed(&batch.batch, Lines::of([1, 2]));
    store.book(&batch.batch, &booked, &[], "sha").await.unwrap();
    assert_eq!(store.send_batch(&part, &batch, None).await, Ok(Sent::Repeated), "booked on since");
    let zombie = plain(&part, 1, 1, 97);
    let sent = store.send_batch(&part, &zombie, None).await;
    assert_eq!(sent, Err(StoreError::Conflict), "a zombie that planned other lines");
    assert_eq!(store.get_years(&people, 2026).await.unwrap(), before);
    let stored = store.get_batch(&part.run, "2101", 1).await.unwrap();
    assert_eq!(stored, Some(booked.batch));
}

#[tokio::test]
async fn a_batch_without_a_line_to_send_is_recorded_all_the_same() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    let behind: Vec<Case> = (1..=3).map(|line| case(&part, 1, line, State::Held)).collect();
    let none = sending(&part, 1, Vec::new(), behind.clone());
    assert_eq!(store.send_batch(&part, &none, None).await, Ok(Sent::Done));
    assert_eq!(store.send_batch(&part, &none, None).await, Ok(Sent::Repeated));
    assert_eq!(store.list_cases_of(&part.run, "2101", 1).await.unwrap(), behind);
    assert_eq!(store.list_cases_of(&part.run, "2101", 2).await.unwrap(), []);
}

/// The second sending: a held line that was released, for the first time.
fn released(part: &Part, first: &Sending, held: &Case) -> Sending {
    let mut next = sending(part, 1, vec![slot(part, 1, held.line, 50)], Vec::new());
    let mut attempt = next.attempt.take().unwrap();
    attempt.no = 2;
    attempt.message = message(part, 1, 2).to_string();
    let mut batch = first.batch.clone();
    batch.version += 1;
    batch.attempts.push(attempt.clone());
    let approved = held.clone().moved(State::Approved, "P08", "", at(30)).unwrap();
    let mut moved = approved.moved(State::Submitted, "P09", "", at(30)).unwrap();
    moved.version = held.version + 1;
    Sending { batch, attempt: Some(attempt), slots: next.slots, cases: vec![moved] }
}

#[tokio::test]
async fn a_later_sending_goes_on_the_version_that_was_read_only() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    let held = case(&part, 1, 3, State::Held);
    let slots = vec![slot(&part, 1, 1, 1), slot(&part, 1, 2, 2)];
    let first = sending(&part, 1, slots, vec![held.clone()]);
    assert_eq!(store.send_batch(&part, &first, None).await, Ok(Sent::Done));
    let later = released(&part, &first, &held);
    let booking = confirmed(&first.batch, Lines::of([1]));
    store.book(&first.batch, &booking, &[], "sha").await.unwrap();
    let stale = store.send_batch(&part, &later, Some(1)).await;
    assert_eq!(stale, Err(StoreError::Conflict), "a report was booked in between");
    assert!(store.get_years(&[person_id(50)], 2026).await.unwrap().is_empty());
    let again = Sending { batch: booking.batch, ..first.clone() };
    let later = released(&part, &again, &held);
    let mut other_case = later.clone();
    other_case.cases[0].version = 7;
    let stale = store.send_batch(&part, &other_case, Some(2)).await;
    assert_eq!(stale, Err(StoreError::Conflict), "a case that changed in between");
    assert_eq!(store.send_batch(&part, &later, Some(2)).await, Ok(Sent::Done));
    assert_eq!(store.send_batch(&part, &later, Some(2)).await, Ok(Sent::Repeated));
    let stored = store.list_batches(&part.run, "2101").await.unwrap();
    assert_eq!(stored, [later.batch]);
}
