//! A1 to A3, I1: heads, entries, forms and the one transaction that moves them.

use crate::sample::{
    application_id, at, form, join, kept, member, person_id, release_open, store, subject,
    submitted, take_open,
};
use domain::membership::MembershipState;
use domain::submission::{amend, give_way, withdraw};
use jiff::SignedDuration;
use store::{StoreError, Write};

#[tokio::test]
async fn a_new_application_is_read_back_as_it_was_written() {
    let store = store().await;
    let change = submitted(1);
    store.commit(&change, vec![Write::Form(application_id(1), form(1))]).await.unwrap();
    let head = store.get_application(&application_id(1)).await.unwrap();
    assert_eq!(head, Some(change.application));
    assert_eq!(store.list_entries(&application_id(1)).await.unwrap(), [change.entry]);
    assert_eq!(store.get_form(&application_id(1), 1).await.unwrap(), Some(form(1)));
    assert_eq!(store.get_form(&application_id(1), 2).await.unwrap(), None);
    assert_eq!(store.get_application(&application_id(2)).await.unwrap(), None);
}

#[tokio::test]
async fn a_second_application_under_the_same_id_is_a_conflict() {
    let store = store().await;
    let first = submitted(1);
    store.commit(&first, Vec::new()).await.unwrap();
    let mut second = submitted(1);
    second.application.number = "another".to_owned();
    assert_eq!(store.commit(&second, Vec::new()).await, Err(StoreError::Conflict));
    let head = store.get_application(&application_id(1)).await.unwrap();
    assert_eq!(head, Some(first.application));
}

#[tokio::test]
async fn a_stale_change_is_a_conflict_and_changes_nothing() {
    let store = store().await;
    let first = submitted(1);
    store.commit(&first, vec![take_open(1, 1, true)]).await.unwrap();
    let winner = withdraw(&first.application, at(5)).unwrap();
    let loser = give_way(&first.application, at(6)).unwrap();
    store.commit(&winner, Vec::new()).await.unwrap();
    let with_it = vec![
        release_open(1, 1),
        Write::Form(application_id(1), form(2)),
        Write::Idempotency(kept("k", at(6))),
    ];
    assert_eq!(store.commit(&loser, with_it).await, Err(StoreError::Conflict));
    assert_eq!(store.get_application(&application_id(1)).await.unwrap(), Some(winner.application));
    assert_eq!(store.list_entries(&application_id(1)).await.unwrap(), [first.entry, winner.entry]);
    assert_eq!(store.get_form(&application_id(1), 2).await.unwrap(), None);
    let standing = store.get_standing(&person_id(1)).await.unwrap();
    assert_eq!(standing.open, Some(application_id(1)), "what went with it was not written either");
    let key = store.get_idempotency(&subject(1), "POST /v1/applications", "k", at(6)).await;
    assert_eq!(key.unwrap(), None);
}

/// Head and entry each guard by themselves: neither relies on the other's condition.
#[tokio::test]
async fn the_heads_version_refuses_a_stale_change_whatever_its_entry_is_called() {
    let store = store().await;
    let first = submitted(1);
    store.commit(&first, Vec::new()).await.unwrap();
    store.commit(&withdraw(&first.application, at(5)).unwrap(), Vec::new()).await.unwrap();
    let mut stale = give_way(&first.application, at(6)).unwrap();
    stale.entry.no = 99;
    assert_eq!(store.commit(&stale, Vec::new()).await, Err(StoreError::Conflict));
    assert_eq!(store.list_entries(&application_id(1)).await.unwrap().len(), 2);
}

#[tokio::test]
async fn two_changes_of_one_version_at_once_are_one_change() {
    let store = store().await;
    let first = submitted(1);
    store.commit(&first, Vec::new()).await.unwrap();
    let left = withdraw(&first.application, at(5)).unwrap();
    let right = give_way(&first.application, at(5)).unwrap();
    let (left, right) =
        tokio::join!(store.commit(&left, Vec::new()), store.commit(&right, Vec::new()));
    let good = [&left, &right].iter().filter(|done| done.is_ok()).count();
    assert_eq!(good, 1, "{left:?} {right:?}");
    assert_eq!(store.list_entries(&application_id(1)).await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_entry_and_a_form_are_never_written_over() {
    let store = store().await;
    let first = submitted(1);
    store.commit(&first, vec![Write::Form(application_id(1), form(1))]).await.unwrap();
    let mut again = withdraw(&first.application, at(1)).unwrap();
    again.entry.no = 1;
    assert_eq!(store.commit(&again, Vec::new()).await, Err(StoreError::Conflict), "entry 1");
    let next = withdraw(&first.application, at(1)).unwrap();
    let form_again = vec![Write::Form(application_id(1), form(1))];
    assert_eq!(store.commit(&next, form_again).await, Err(StoreError::Conflict), "form 1");
    assert_eq!(store.list_entries(&application_id(1)).await.unwrap(), [first.entry]);
}

#[tokio::test]
async fn a_person_has_one_place_for_an_open_application() {
    #[rustfmt::skip]
    let rows = [
        // why                              membership                       open   joining  taken
        ("nothing on record",               None,                            false, true,  true),
        ("another application is open",     None,                            true,  true,  false),
        ("another is open, no joining",     None,                            true,  false, false),
        ("a member does not join again",    Some(MembershipState::Active),   false, true,  false),
        ("nor one who is retained",         Some(MembershipState::Retained), false, true,  false),
        ("an ended one may be followed",    Some(MembershipState::Ended),    false, true,  true),
        ("a member wants something else",   Some(MembershipState::Active),   false, false, true),
    ];
    let store = store().await;
    for (n, (why, membership, open, joining, taken)) in (1_u128..).zip(rows) {
        if let Some(state) = membership {
            store.put_standing(&member(n, 1, "U1", state)).await.unwrap();
        }
        if open {
            store.commit(&submitted(n + 100), vec![take_open(n, n + 100, false)]).await.unwrap();
        }
        let done = store.commit(&submitted(n), vec![take_open(n, n, joining)]).await;
        let wanted = if taken { Ok(()) } else { Err(StoreError::Conflict) };
        assert_eq!(done, wanted, "{why}");
        let written = store.get_application(&application_id(n)).await.unwrap().is_some();
        assert_eq!(written, taken, "{why}: with its place or not at all");
    }
}

#[tokio::test]
async fn of_two_applications_of_one_person_at_once_one_is_stored() {
    let store = store().await;
    let (left, right) = (submitted(1), submitted(2));
    let (left, right) = tokio::join!(
        store.commit(&left, vec![take_open(1, 1, true)]),
        store.commit(&right, vec![take_open(1, 2, true)]),
    );
    assert_eq!([&left, &right].iter().filter(|done| done.is_ok()).count(), 1);
}

#[tokio::test]
async fn a_place_is_given_back_by_the_application_that_holds_it_only() {
    let store = store().await;
    let (own, other) = (submitted(1), submitted(2));
    store.commit(&own, vec![take_open(1, 1, true)]).await.unwrap();
    store.commit(&other, Vec::new()).await.unwrap();
    let gone = withdraw(&other.application, at(1)).unwrap();
    let done = store.commit(&gone, vec![release_open(1, 2)]).await;
    assert_eq!(done, Err(StoreError::Conflict));
    assert_eq!(store.get_standing(&person_id(1)).await.unwrap().open, Some(application_id(1)));
    let gone = withdraw(&own.application, at(1)).unwrap();
    store.commit(&gone, vec![release_open(1, 1)]).await.unwrap();
    assert_eq!(store.get_standing(&person_id(1)).await.unwrap().open, None);
    store.commit(&submitted(3), vec![take_open(1, 3, true)]).await.unwrap();
}

#[tokio::test]
async fn an_idempotency_key_is_free_again_when_its_answer_has_expired_and_not_before() {
    let store = store().await;
    let route = "POST /v1/applications";
    store.commit(&submitted(1), vec![Write::Idempotency(kept("k", at(0)))]).await.unwrap();
    let hours = |hours: i64| at(0) + SignedDuration::from_hours(hours);
    #[rustfmt::skip]
    let rows = [
        // why                                  when       found  free
        ("at once",                             hours(0),  true,  false),
        ("an hour before it expires",           hours(47), true,  false),
        ("TTL has not removed it, but it is past", hours(48), false, true),
    ];
    for (n, (why, now, found, free)) in (2_u128..).zip(rows) {
        let answer = store.get_idempotency(&subject(1), route, "k", now).await.unwrap();
        assert_eq!(answer.is_some(), found, "{why}");
        let again = store.commit(&submitted(n), vec![Write::Idempotency(kept("k", now))]).await;
        assert_eq!(again.is_ok(), free, "{why}");
    }
    let rows = [
        ("another account", subject(2), route, "k"),
        ("another route", subject(1), "POST /v1/account", "k"),
        ("another key", subject(1), route, "l"),
    ];
    for (why, who, route, key) in rows {
        let answer = store.get_idempotency(&who, route, key, hours(49)).await.unwrap();
        assert_eq!(answer, None, "{why}");
    }
}

#[tokio::test]
async fn the_kept_answer_comes_back_as_it_was_given() {
    let store = store().await;
    let given = kept("k", at(0));
    store.commit(&submitted(1), vec![Write::Idempotency(given.clone())]).await.unwrap();
    let found = store.get_idempotency(&given.subject, &given.route, "k", at(1)).await.unwrap();
    assert_eq!(found, Some(given));
}

#[tokio::test]
async fn erasing_a_form_empties_it_and_touches_no_other() {
    let store = store().await;
    store.commit(&submitted(1), vec![Write::Form(application_id(1), form(1))]).await.unwrap();
    for why in ["once", "a repeat is the same"] {
        store.erase_form(&application_id(1), 1).await.unwrap();
        let left = store.get_form(&application_id(1), 1).await.unwrap().unwrap();
        assert_eq!((left.sealed, left.masked), (None, serde_json::json!({})), "{why}");
    }
    store.erase_form(&application_id(1), 9).await.unwrap();
    assert_eq!(store.get_form(&application_id(1), 9).await.unwrap(), None, "none is made");
}

#[tokio::test]
async fn a_matter_stays_the_version_it_began_with_through_the_table() {
    let store = store().await;
    let first = submitted(1);
    store.commit(&first, Vec::new()).await.unwrap();
    let head = store.get_application(&application_id(1)).await.unwrap().unwrap();
    assert_eq!(head.matter, join().reference());
    let stale = amend(&head, &person_id(1), head.group, at(1));
    assert!(stale.is_err(), "a submitted application is not amended");
}
