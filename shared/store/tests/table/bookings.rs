//! D6, D7, D9, D10, D12: what a report books, what a void payment frees, what a batch costs.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use crate::fresh;
use crate::run_sample::{
    case, confirmed, escalated, full, funded, in_state, new_part, one, only, plain, run_id, slot,
    suspense,
};
use crate::sample::{at, day, person_id, store, subject, union_id};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::id::SubjectId;
use domain::money::Fen;
use domain::role::Role;
use domain::run::Totals;
use domain::run::instruct::Slot;
use domain::run::part::{Deed, Hand, Part, Pending, State as PartState, StepKind};
use domain::run::payment::{Batch, Lines, Reported, State};
use domain::run::reconcile::{Booked, Booking};
use std::collections::{BTreeMap, HashMap};
use store::{ReportMarker, RunWrite, Sent, Store, StoreError};

#[tokio::test]
async fn a_report_is_booked_once_however_often_it_is_tried() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    let batch = plain(&part, 1, 1, 4);
    store.send_batch(&part, &batch, None).await.unwrap();
    let read = batch.batch;
    let first = confirmed(&read, Lines::of([1]));
    let (left, right) =
        tokio::join!(store.book(&read, &first, &[], "one"), store.book(&read, &first, &[], "one"));
    assert_eq!(u8::from(left.is_ok()) + u8::from(right.is_ok()), 1, "two readers of one report");
    let read = store.get_batch(&part.run, "2101", 1).await.unwrap().unwrap();
    assert_eq!(read, first.batch);
    let mut second = confirmed(&read, Lines::of([2]));
    second.cases = vec![case(&part, 1, 3, State::Failed)];
    second.suspense = vec![suspense(&part, "a", 1), suspense(&part, "b", 1)];
    store.put_suspense(&suspense(&part, "b", 1)).await.unwrap();
    store.book(&read, &second, &[], "two").await.unwrap();
    let stale = store.book(&read, &second, &[], "two").await;
    assert_eq!(stale, Err(StoreError::Conflict), "the batch is another by now");
    let read = store.get_batch(&part.run, "2101", 1).await.unwrap().unwrap();
    assert_eq!((read.version, read.confirmed.count()), (3, 2));
    assert_eq!(store.list_suspense(&part.run, "2101").await.unwrap().len(), 2, "each once");
    let nothing = Booking { batch: read.clone(), ..confirmed(&read, Lines::NONE) };
    store.book(&read, &nothing, &[], "two").await.unwrap();
    let known = Booking { suspense: vec![suspense(&part, "a", 1)], ..nothing.clone() };
    store.book(&read, &known, &[], "two").await.unwrap();
    let before = case(&part, 1, 3, State::Failed);
    let after = before.clone().moved(State::Corrected, "P10", "", at(40)).unwrap();
    let cased = Booking { cases: vec![after.clone()], ..nothing };
    let missing = store.book(&read, &cased, &[], "three").await;
    assert_eq!(missing, Err(StoreError::Conflict), "a case that is no longer new");
    let ahead = Batch { version: 2, ..read.clone() };
    let by_other = Booking { batch: ahead.clone(), ..cased.clone() };
    let stale = store.book(&ahead, &by_other, std::slice::from_ref(&before), "three").await;
    assert_eq!(stale, Err(StoreError::Conflict), "cases alone need the batch as read, too");
    store.book(&read, &cased, &[before], "three").await.unwrap();
    assert_eq!(store.get_case(&part.run, "2101", 1, 3).await.unwrap(), Some(after));
    let unchanged = store.get_batch(&part.run, "2101", 1).await.unwrap();
    assert_eq!(unchanged, Some(read));
}

#[tokio::test]
async fn a_freed_slot_can_be_taken_again_and_only_its_line_frees_it() {
    let store = store().await;
    let (part, rival) = (funded(&store, 1, "2101").await, funded(&store, 2, "2101").await);
    let ours = |part: &Part| Slot {
        group: Some("hardship".to_owned()),
        cap: Some(("medical".to_owned(), Fen::new(100_000))),
        ..slot(part, 1, 7, 1)
    };
    store.send_batch(&part, &one(&part, 1, ours(&part)), None).await.unwrap();
    let theirs = one(&rival, 1, ours(&rival));
    assert_eq!(store.send_batch(&rival, &theirs, None).await, Ok(only(7)));
    let with = |mend: fn(&mut Slot)| {
        let mut slot = ours(&part);
        mend(&mut slot);
        slot
    };
    #[rustfmt::skip]
    let rows = [
        // why                             slot                                          freed
        ("another run's",                  ours(&rival),                                 false),
        ("another part's",                 with(|slot| slot.message.part = "2102".into()), false),
        ("another batch's",                with(|slot| slot.message.batch = 2),          false),
        ("another line's",                 with(|slot| slot.line = 8),                   false),
        ("of another amount",              with(|slot| slot.fen = Fen::new(1)),          false),
        ("under another limit",            with(|slot| slot.cap = Some(("other".into(), Fen::new(9)))), false),
        ("its own, in a later sending",    with(|slot| slot.message.attempt = 3),        true),
        ("it is free already",             ours(&part),                                  false),
    ];
    let mut read = part.clone();
    for (why, slot, freed) in rows {
        let change = escalated(&read);
        let done = store.commit_part(&change, vec![RunWrite::FreeSlot(slot)]).await;
        let wanted = if freed { Ok(()) } else { Err(StoreError::Conflict) };
        assert_eq!(done, wanted, "{why}");
        if freed {
            read = change.part;
        }
    }
    assert_eq!(store.send_batch(&rival, &theirs, None).await, Ok(Sent::Done));
    let year = store.get_years(&[person_id(1)], 2026).await.unwrap().remove(&person_id(1)).unwrap();
    assert_eq!((year.slots.len(), year.groups.len(), year.total), (1, 1, Fen::new(100_000)));
    assert_eq!(year.slots[0].message.run, rival.run_number);
}

#[tokio::test]
async fn a_report_is_marked_once_and_the_first_mark_stays() {
    let store = store().await;
    let marker = |sha16: &str, faults| ReportMarker {
        run: run_id(1),
        part: "2101".to_owned(),
        sha16: sha16.to_owned(),
        key: format!("in/R260000019-2101-0001-1.{sha16}"),
        tag: "1".to_owned(),
        message: "R260000019-2101-0001-1".to_owned(),
        at: at(60),
        by: Some(subject(1)),
        results: BTreeMap::from([(Booked::Confirmed, 97), (Booked::Failed, 1)]),
        faults,
    };
    store.put_report(&marker("a1", 0)).await.unwrap();
    store.put_report(&marker("a1", 5)).await.unwrap();
    store.put_report(&marker("b2", 1)).await.unwrap();
    assert_eq!(store.list_reports(&run_id(1), "2102").await, Ok(Vec::new()));
    let all = store.list_reports(&run_id(1), "2101").await.unwrap();
    assert_eq!(all, [marker("a1", 0), marker("b2", 1)]);
}

fn size_of(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        AttributeValue::N(digits) => digits.len().div_ceil(2) + 1,
        AttributeValue::L(list) => 3 + list.iter().map(|one| size_of(one) + 1).sum::<usize>(),
        AttributeValue::M(map) => 3 + size(map) + map.len(),
        _ => 1,
    }
}

/// The bytes that the table charges for an item: names and values, as published.
fn size(item: &HashMap<String, AttributeValue>) -> usize {
    item.iter().map(|(name, value)| name.len() + size_of(value)).sum()
}

fn units(bytes: usize) -> usize {
    bytes.div_ceil(1024)
}

async fn bytes(client: &aws_sdk_dynamodb::Client, table: &str, pk: &str, sk: &str) -> usize {
    let key = client.get_item().table_name(table);
    let key = key.key("pk", AttributeValue::S(pk.to_owned()));
    let key = key.key("sk", AttributeValue::S(sk.to_owned()));
    size(&key.send().await.unwrap().item.unwrap())
}

/// In a transaction every KB is charged twice, alone once.
#[tokio::test]
async fn a_plain_batch_of_98_costs_198_units_and_its_settling_one() {
    let client = fresh::client();
    let table = fresh::fresh(&client).await;
    let store = Store::new(client.clone(), &table);
    let part = funded(&store, 1, "2101").await;
    for batch in 1..=6_u32 {
        let mut earlier = full(&part, batch, 1);
        for slot in &mut earlier.slots {
            slot.benefit = format!("{}-{batch}", slot.benefit);
            slot.kind = "DECEASED_SPOUSE".to_owned();
            slot.group = Some(format!("hardship-{batch}"));
            slot.cap = Some((format!("provincial-{batch}"), Fen::new(10_000_000)));
        }
        assert_eq!(store.send_batch(&part, &earlier, None).await, Ok(Sent::Done));
    }
    let pk = format!("RUN#{}#2101", part.run);
    let person = format!("P#{}", person_id(1));
    let slots = bytes(&client, &table, &person, "PAY#2026").await;
    assert!(slots < 1024, "six payments of a year in groups and under limits: {slots}");
    let mut batch = store.get_batch(&part.run, "2101", 6).await.unwrap().unwrap();
    let plain = bytes(&client, &table, &pk, "B#0006").await;
    let sent = 98 * 2 * units(slots) + 2 * units(plain);
    assert_eq!(sent, 198, "a batch of {plain} bytes");
    for _ in 0..2 {
        let mut again = batch.attempts[0].clone();
        again.no += 1;
        batch.attempts.push(again);
        batch.attempts.dedup();
        batch.postings.extend(batch.postings.first().cloned());
    }
    batch.attempts.truncate(2);
    let mut settled = confirmed(&batch, Lines::of(1..=98));
    settled.batch.reported = Some(Reported {
        sha16: "0123456789abcdef".to_owned(),
        key: "in/R260000019-2101-0006-1.0123456789abcdef".to_owned(),
        tag: "0123456789abcdef0123456789abcdef".to_owned(),
        message: "R260000019-2101-0006-1".to_owned(),
        at: at(60),
        results: BTreeMap::from([(Booked::Confirmed, 98)]),
        faults: 0,
    });
    let read = Batch { version: 1, ..batch };
    store.book(&read, &settled, &[], "0123456789abcdef").await.unwrap();
    let settled = bytes(&client, &table, &pk, "B#0006").await;
    assert!(settled < 1024, "two sendings, three postings, 98 confirmed, a report: {settled}");
    let reports = store.list_reports(&part.run, "2101").await.unwrap();
    assert_eq!(reports.len(), 1, "the report that is marked with its batch is among them");
}

/// A head that counts for two blocks costs twice with each of its changes: one that has gone
/// through everything, five people of an issuer with long names among them, stays below.
#[tokio::test]
async fn a_parts_head_stays_under_one_block_to_its_end() {
    let client = fresh::client();
    let table = fresh::fresh(&client).await;
    let store = Store::new(client.clone(), &table);
    let long = |n: u8| format!("3f2504e0-4f89-41d3-9a0c-0305e82c330{n}");
    let deeds = [Deed::Drew, Deed::Reviewed, Deed::Approved, Deed::Approved, Deed::Paid];
    let hands = deeds.into_iter().zip(1_u8..).map(|(deed, n)| Hand {
        subject: SubjectId::parse(&long(n)).unwrap(),
        principal: None,
        deed,
        entry: u32::from(n) + 9,
    });
    let part = Part {
        benefit: "provincial-hardship-aid@1".to_owned(),
        run_number: "R260000019".to_owned(),
        steps: 7,
        instructed: 12,
        hands: hands.collect(),
        freed: Fen::new(120_000),
        totals: Totals {
            lines: 98,
            fen: Fen::new(9_800_000),
            paid: 92,
            paid_fen: Fen::new(9_200_000),
            in_flight: 0,
            open: 0,
            void: 6,
        },
        pending: Some(Pending {
            no: 7,
            kind: StepKind::FollowUp,
            level: 0,
            role: Some(Role::ProvinceApprover),
            union: Some(union_id("2101")),
            opened: at(50),
            due: day(20),
            escalation: 2,
            short: None,
        }),
        wake: Some(at(70)),
        ..in_state(1, "2101", PartState::Executing)
    };
    let change = new_part(part);
    store.put_new_part(&change).await.unwrap();
    let pk = format!("RUN#{}#2101", change.part.run);
    let found = bytes(&client, &table, &pk, "HEAD").await;
    assert!(found < 1024, "{found} bytes");
    assert_eq!(store.get_part(&change.part.run, "2101").await, Ok(Some(change.part)));
}
