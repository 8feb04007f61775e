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
use store::{InboxMessage, Increment, KeyUse, OutboundSms, StoreError, WrappedKey};

fn increment(scope: &str, name: &str, by: i64) -> Increment {
    Increment { scope: scope.to_owned(), name: name.to_owned(), by }
}

#[tokio::test]
async fn an_event_moves_its_counters_once_however_often_it_comes() {
    let store = store().await;
    let steps = [
        increment("U1", "members", 1),
        increment("U1", "members", 1),
        increment("LN", "members", 1),
    ];
    assert!(store.count_once("event-1", &steps, at(0)).await.unwrap());
    for _ in 0..3 {
        assert!(!store.count_once("event-1", &steps, at(1)).await.unwrap());
    }
    let left = store.count_once("event-2", &steps, at(1));
    let right = store.count_once("event-2", &steps, at(1));
    let (left, right) = tokio::join!(left, right);
    assert_eq!(u8::from(left.unwrap()) + u8::from(right.unwrap()), 1, "two deliveries at once");
    assert_eq!(store.list_counters("U1", "members").await.unwrap(), [("members".to_owned(), 4)]);
    assert_eq!(store.list_counters("LN", "mem").await.unwrap(), [("members".to_owned(), 2)]);
    assert_eq!(store.list_counters("LN", "x").await.unwrap(), []);
}

#[tokio::test]
async fn a_counter_is_corrected_only_from_what_was_counted() {
    let store = store().await;
    let step = [increment("U1", "members", 5)];
    store.count_once("event-1", &step, at(0)).await.unwrap();
    let moved = store.correct_counter("U1", "members", 4, 9).await;
    assert_eq!(moved, Err(StoreError::Conflict), "it moved meanwhile");
    store.correct_counter("U1", "members", 5, 7).await.unwrap();
    store.correct_counter("U2", "members", 0, 3).await.unwrap();
    assert_eq!(store.list_counters("U1", "members").await.unwrap(), [("members".to_owned(), 7)]);
    assert_eq!(store.list_counters("U2", "members").await.unwrap(), [("members".to_owned(), 3)]);
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
