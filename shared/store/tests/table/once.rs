//! K1, N1, C1, B1, O1, J1: what is counted, drawn, made or sent exactly once.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use crate::sample::{at, person_id, store, subject};
use domain::id::{EmployerId, MessageId};
use domain::matter::Text;
use jiff::SignedDuration;
use std::collections::BTreeSet;
use store::{Counted, InboxMessage, Increment, KeyUse, OutboundSms, StoreError, WrappedKey};

fn increment(scope: &str, name: &str, by: i64) -> Increment {
    Increment { scope: scope.to_owned(), name: name.to_owned(), by }
}

fn counted(event: &str, steps: &[Increment]) -> Counted {
    Counted { event: event.to_owned(), steps: steps.to_vec() }
}

#[tokio::test]
async fn an_event_moves_its_counters_once_however_often_it_comes() {
    let store = store().await;
    let steps = [
        increment("U1", "members", 1),
        increment("U1", "members", 1),
        increment("LN", "members", 1),
    ];
    let (one, two) = ([counted("event-1", &steps)], [counted("event-2", &steps)]);
    assert_eq!(store.count_once(&one, at(0)).await.unwrap(), 1);
    for _ in 0..3 {
        assert_eq!(store.count_once(&one, at(1)).await.unwrap(), 0);
    }
    let left = store.count_once(&two, at(1));
    let right = store.count_once(&two, at(1));
    let (left, right) = tokio::join!(left, right);
    // The table may tell one of them to try later; then that one has not counted.
    assert_eq!(left.unwrap_or(0) + right.unwrap_or(0), 1, "two deliveries at once");
    assert_eq!(store.list_counters("U1", "members").await.unwrap(), [("members".to_owned(), 4)]);
    assert_eq!(store.list_counters("LN", "mem").await.unwrap(), [("members".to_owned(), 2)]);
    assert_eq!(store.list_counters("LN", "x").await.unwrap(), []);
}

/// The stream may deliver the same events again in other company: after a failure, halved, or
/// together with what came since. Each is counted once all the same.
#[tokio::test]
async fn events_are_counted_once_in_whatever_company_they_come() {
    let store = store().await;
    let name = |event: usize| format!("day#2026-11-{:02}#join#SENT", event % 2 + 10);
    let all: Vec<Counted> = (0..150)
        .map(|event| {
            let steps = [increment("ALL", &name(event), 1), increment("LN", "members", 1)];
            counted(&format!("event-{event}"), &steps)
        })
        .collect();
    #[rustfmt::skip]
    let deliveries = [
        // why                                         from..to    new
        ("a first part",                               0..3,       3),
        ("the same with one more",                     0..4,       1),
        ("one from the middle again",                  2..3,       0),
        ("old and new mixed, more than one transaction", 1..140,   136),
        ("the second half again with the rest",        70..150,    10),
        ("everything again",                           0..150,     0),
    ];
    for (why, range, new) in deliveries {
        assert_eq!(store.count_once(&all[range], at(0)).await.unwrap(), new, "{why}");
    }
    let twice = [counted("twice", &all[0].steps), counted("twice", &all[0].steps)];
    assert_eq!(store.count_once(&twice, at(0)).await.unwrap(), 1, "twice in one batch");
    let none = [counted("none", &[])];
    assert_eq!(store.count_once(&none, at(0)).await.unwrap(), 0, "nothing to count, no mark");
    let days = store.list_counters("ALL", "day#").await.unwrap();
    let wanted = [("day#2026-11-10#join#SENT", 76), ("day#2026-11-11#join#SENT", 75)];
    assert_eq!(days, wanted.map(|(name, count)| (name.to_owned(), count)));
    let members = store.list_counters("LN", "members").await.unwrap();
    assert_eq!(members, [("members".to_owned(), 151)]);
}

#[tokio::test]
async fn a_mark_by_itself_is_set_once() {
    let store = store().await;
    assert!(store.put_mark("event-1#lead", at(0)).await.unwrap());
    assert!(!store.put_mark("event-1#lead", at(1)).await.unwrap());
}

#[tokio::test]
async fn a_counter_is_corrected_only_from_what_was_counted() {
    let store = store().await;
    let steps = [increment("U1", "members", 5), increment("U1", "day#2026-11-22#join#SENT", 2)];
    store.count_once(&[counted("event-1", &steps)], at(0)).await.unwrap();
    let moved = store.correct_counter("U1", "members", 4, 9).await;
    assert_eq!(moved, Err(StoreError::Conflict), "it moved meanwhile");
    store.correct_counter("U1", "members", 5, 7).await.unwrap();
    store.correct_counter("U2", "members", 0, 3).await.unwrap();
    let day = "day#2026-11-22#join#SENT";
    store.correct_counter("U1", day, 2, 3).await.unwrap();
    assert_eq!(store.list_counters("U1", "members").await.unwrap(), [("members".to_owned(), 7)]);
    assert_eq!(store.list_counters("U2", "members").await.unwrap(), [("members".to_owned(), 3)]);
    assert_eq!(store.list_counters("U1", day).await.unwrap(), [(day.to_owned(), 3)]);
}

#[tokio::test]
async fn blocks_of_numbers_never_overlap() {
    let store = store().await;
    let mut seen = BTreeSet::new();
    for _ in 0..5 {
        let (one, two, three, four) = tokio::join!(
            store.draw_numbers("member", 7),
            store.draw_numbers("member", 7),
            store.draw_numbers("member", 7),
            store.draw_numbers("member", 7),
        );
        for first in [one, two, three, four] {
            let first = first.unwrap();
            assert!((first..first + 7).all(|number| seen.insert(number)), "a number twice");
        }
    }
    assert_eq!(seen.first(), Some(&1));
    assert_eq!(seen.len(), 140);
    assert_eq!(store.draw_numbers("2026", 1).await.unwrap(), 1, "each series is its own");
}

#[tokio::test]
async fn the_first_key_of_a_version_stays() {
    let store = store().await;
    let key = |version, wrapped: &str| WrappedKey { version, wrapped: wrapped.to_owned() };
    store.put_new_key(KeyUse::Seal, &key(1, "first")).await.unwrap();
    let second = store.put_new_key(KeyUse::Seal, &key(1, "second")).await;
    assert_eq!(second, Err(StoreError::Conflict));
    store.put_new_key(KeyUse::Seal, &key(2, "next")).await.unwrap();
    assert_eq!(store.list_keys(KeyUse::Seal).await.unwrap(), [key(1, "first"), key(2, "next")]);
    assert_eq!(store.list_keys(KeyUse::Index).await.unwrap(), []);
}

fn message(n: u128, minutes: i64, says: &str) -> InboxMessage {
    let ms = u64::try_from(at(minutes).as_millisecond()).unwrap();
    InboxMessage {
        id: MessageId::from_parts(ms, n),
        subject: subject(1),
        at: at(minutes),
        template: "receipt".to_owned(),
        text: Text { zh: says.to_owned(), en: says.to_owned() },
        application: None,
        read: None,
    }
}

#[tokio::test]
async fn a_message_is_put_once_and_read_once() {
    let store = store().await;
    store.put_message(&message(1, 1, "first"), 9_999_999_999).await.unwrap();
    store.put_message(&message(1, 1, "written over"), 9_999_999_999).await.unwrap();
    store.put_message(&message(2, 2, "later"), 9_999_999_999).await.unwrap();
    let inbox = store.list_inbox(&subject(1), 10, None).await.unwrap().items;
    assert_eq!(inbox, [message(2, 2, "later"), message(1, 1, "first")], "newest first");
    let id = message(1, 1, "").id;
    store.move_message_to_read(&subject(1), &id, at(5)).await.unwrap();
    let missing = store.move_message_to_read(&subject(2), &id, at(5)).await;
    assert_eq!(missing, Err(StoreError::Conflict), "it is not in another's inbox");
    let page = store.list_inbox(&subject(1), 1, None).await.unwrap();
    let rest = store.list_inbox(&subject(1), 1, page.cursor).await.unwrap();
    assert_eq!(rest.items[0].read, Some(at(5)));
}

#[tokio::test]
async fn an_sms_is_kept_once_tried_again_and_forgets_its_person_when_sent() {
    let store = store().await;
    let sms = OutboundSms {
        id: MessageId::from_parts(1_780_000_000_000, 1),
        person: person_id(1),
        template: "receipt".to_owned(),
        text: "【工会】".to_owned(),
        tries: 0,
        application: None,
    };
    assert!(store.put_outbound(&sms, at(2)).await.unwrap());
    assert!(!store.put_outbound(&sms, at(2)).await.unwrap(), "the same event again");
    assert_eq!(store.list_outbound(at(1), 10).await.unwrap(), [], "not due yet");
    assert_eq!(store.list_outbound(at(3), 10).await.unwrap(), std::slice::from_ref(&sms));
    store.move_outbound_to_later(&sms.id, at(20)).await.unwrap();
    assert_eq!(store.list_outbound(at(3), 10).await.unwrap(), []);
    let tried = store.list_outbound(at(21), 10).await.unwrap();
    assert_eq!(tried, [OutboundSms { tries: 1, ..sms.clone() }]);
    let until = (at(0) + SignedDuration::from_hours(48)).as_second();
    store.move_outbound_to_sent(&sms.id, until).await.unwrap();
    assert_eq!(store.list_outbound(at(9_999), 10).await.unwrap(), [], "it left the list");
    assert!(!store.put_outbound(&sms, at(2)).await.unwrap(), "and does not come back");
    let late = store.move_outbound_to_later(&sms.id, at(30)).await;
    assert_eq!(late, Err(StoreError::Conflict), "a sent one is not put off");
}

#[tokio::test]
async fn a_lead_counts_workers_and_names_nobody() {
    let store = store().await;
    let employer = EmployerId::parse("E1").unwrap();
    for _ in 0..3 {
        store.append_lead(&employer, "2026-06").await.unwrap();
    }
    assert_eq!(store.count_leads(&employer, "2026-06").await.unwrap(), 3);
    assert_eq!(store.count_leads(&employer, "2026-07").await.unwrap(), 0);
}
