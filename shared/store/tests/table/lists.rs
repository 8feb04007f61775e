//! A4 to A7: who must be driven again, worklists, lists of an account, claims.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::sample::{
    application_id, at, day, decided, store, subject, submitted, union_id, waiting,
};
use domain::application::{Claim, Decision};
use domain::id::ApplicationId;
use domain::submission::withdraw;
use jiff::Timestamp;
use store::{Store, StoreError, WorkCounts};

fn ids(count: u128) -> Vec<ApplicationId> {
    (1..=count).map(application_id).collect()
}

async fn due(store: &Store, now: Timestamp) -> Vec<ApplicationId> {
    let mut due = store.list_due(now, 100).await.unwrap();
    due.sort();
    due
}

#[tokio::test]
async fn what_must_be_driven_is_found_in_every_shard_when_its_time_has_come() {
    let store = store().await;
    for n in 1..=9 {
        store.commit(&submitted(n), Vec::new()).await.unwrap();
    }
    assert_eq!(due(&store, at(0)).await, [], "each is due a minute after it was sent");
    assert_eq!(due(&store, at(2)).await, ids(9));
    let limited = store.list_due(at(2), 1).await.unwrap();
    assert!((1..9).contains(&limited.len()), "so many of each shard: {}", limited.len());
}

#[tokio::test]
async fn a_closed_application_is_never_due_again() {
    let store = store().await;
    let first = submitted(1);
    store.commit(&first, Vec::new()).await.unwrap();
    store.commit(&withdraw(&first.application, at(1)).unwrap(), Vec::new()).await.unwrap();
    assert_eq!(due(&store, at(100_000)).await, []);
}

#[tokio::test]
async fn a_drive_is_put_off_for_the_version_that_was_read_only() {
    let store = store().await;
    let first = submitted(1);
    store.commit(&first, Vec::new()).await.unwrap();
    store.move_wake(&first.application, at(30)).await.unwrap();
    assert_eq!(due(&store, at(29)).await, []);
    assert_eq!(due(&store, at(31)).await, ids(1));
    let head = store.get_application(&application_id(1)).await.unwrap().unwrap();
    assert_eq!((head.wake, head.version), (Some(at(30)), 1), "no new version");
    let gone = withdraw(&head, at(40)).unwrap();
    store.commit(&gone, Vec::new()).await.unwrap();
    let stale = store.move_wake(&first.application, at(60)).await;
    assert_eq!(stale, Err(StoreError::Conflict));
    assert_eq!(due(&store, at(100)).await, [], "a closed one is not woken");
    let closed = store.move_wake(&gone.application, at(60)).await;
    assert_eq!(closed, Err(StoreError::Conflict), "nor by its own version");
}

#[tokio::test]
async fn a_worklist_is_in_the_order_of_due_dates_and_each_union_has_its_own() {
    let store = store().await;
    for (n, union, due) in [(1, "U1", 9), (2, "U1", 5), (3, "U2", 1), (4, "U1", 7)] {
        store.commit(&waiting(n, union, day(due)), Vec::new()).await.unwrap();
    }
    let rows = store.list_work_after(&union_id("U1"), None, 10).await.unwrap();
    let order: Vec<_> = rows.iter().map(|row| row.application.id.clone()).collect();
    assert_eq!(order, [application_id(2), application_id(4), application_id(1)]);
    let other = store.list_work_after(&union_id("U2"), None, 10).await.unwrap();
    assert_eq!(other.len(), 1);
}

#[tokio::test]
async fn the_counts_of_a_worklist_tell_waiting_near_and_overdue_apart() {
    let store = store().await;
    for (n, due) in [(1, 1), (2, 4), (3, 5), (4, 8), (5, 9)] {
        store.commit(&waiting(n, "U1", day(due)), Vec::new()).await.unwrap();
    }
    let counts = store.count_work(&union_id("U1"), day(5), day(9)).await.unwrap();
    assert_eq!(counts, WorkCounts { waiting: 5, near_due: 2, overdue: 2 });
    let none = store.count_work(&union_id("U2"), day(5), day(9)).await.unwrap();
    assert_eq!(none, WorkCounts::default());
}

#[tokio::test]
async fn a_decided_step_leaves_the_worklist_and_is_found_among_the_decided() {
    let store = store().await;
    for n in 1..=3 {
        let open = waiting(n, "U1", day(5));
        store.commit(&open, Vec::new()).await.unwrap();
        let minutes = i64::try_from(n).unwrap();
        let done = decided(&open, Decision::Approve, at(minutes));
        store.commit(&done, Vec::new()).await.unwrap();
    }
    let open = store.list_work_after(&union_id("U1"), None, 10).await.unwrap();
    assert!(open.is_empty());
    let rows = store.list_decided_before(&union_id("U1"), None, 2).await.unwrap();
    let rest = store.list_decided_before(&union_id("U1"), Some(&rows[1].position), 2).await;
    let order: Vec<_> =
        rows.iter().chain(&rest.unwrap()).map(|row| row.entry.application.clone()).collect();
    assert_eq!(order, [application_id(3), application_id(2), application_id(1)]);
}

#[tokio::test]
async fn a_list_is_read_page_by_page_to_its_end_with_nothing_twice() {
    let store = store().await;
    for n in 1..=7 {
        let mut open = waiting(n, "U1", day(5));
        open.application.subject = subject(1);
        store.commit(&open, Vec::new()).await.unwrap();
    }
    let (mut found, mut cursor, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = store.list_applications_by_subject(&subject(1), 3, cursor).await.unwrap();
        found.extend(page.items.into_iter().map(|head| head.id));
        cursor = page.cursor;
        pages += 1;
        if cursor.is_none() {
            break;
        }
    }
    found.reverse();
    assert_eq!((found, pages), (ids(7), 3), "newest first");
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let rows = store.list_work_after(&union_id("U1"), after.as_deref(), 3).await.unwrap();
        let Some(last) = rows.last() else { break };
        after = Some(last.position.clone());
        found.extend(rows.into_iter().map(|row| row.application.id));
    }
    assert_eq!(found, ids(7), "by position");
}

#[tokio::test]
async fn a_cursor_that_somebody_made_up_is_refused_and_breaks_nothing() {
    let store = store().await;
    let rows = [
        ("empty", ""),
        ("no hexadecimal", "zz"),
        ("half a byte", "abc"),
        ("not UTF-8", "ff"),
        ("no name and value", "6162"),
        ("letters outside ASCII", "工会"),
    ];
    for (why, cursor) in rows {
        let cursor = Some(cursor.to_owned());
        let page = store.list_applications_by_subject(&subject(1), 3, cursor).await;
        assert_eq!(page, Err(StoreError::Malformed), "{why}");
    }
}

#[tokio::test]
async fn an_account_has_its_own_applications_newest_first() {
    let store = store().await;
    for n in 1..=3 {
        let mut change = submitted(n);
        change.application.subject = subject(1);
        store.commit(&change, Vec::new()).await.unwrap();
    }
    store.commit(&submitted(4), Vec::new()).await.unwrap();
    let first = store.list_applications_by_subject(&subject(1), 2, None).await.unwrap();
    let second = store.list_applications_by_subject(&subject(1), 2, first.cursor).await.unwrap();
    let order: Vec<_> = first.items.into_iter().chain(second.items).map(|head| head.id).collect();
    assert_eq!(order, [application_id(3), application_id(2), application_id(1)]);
    let heads = [application_id(2), application_id(9), application_id(2), application_id(4)];
    let heads = store.list_applications(&heads).await.unwrap();
    let order: Vec<_> = heads.into_iter().map(|head| head.id).collect();
    assert_eq!(order, [application_id(2), application_id(4)], "each once, missing ones left out");
}

#[tokio::test]
async fn a_claim_keeps_others_off_until_it_ends_and_belongs_to_one_step() {
    let store = store().await;
    let claim = |seq, who, until| Claim { seq, by: subject(who), until: at(until) };
    #[rustfmt::skip]
    let rows = [
        // why                                      claim              now  taken
        ("nobody has it",                           claim(1, 1, 30),   0,   true),
        ("the same officer begins anew",            claim(1, 1, 40),   10,  true),
        ("another officer while it runs",           claim(1, 2, 50),   20,  false),
        ("another officer once it has ended",       claim(1, 2, 70),   40,  true),
        ("the next step is another step",           claim(2, 3, 80),   50,  true),
    ];
    for (why, claim, now, taken) in rows {
        let done = store.put_claim(&application_id(1), &claim, at(now)).await;
        let wanted = if taken { Ok(()) } else { Err(StoreError::Conflict) };
        assert_eq!(done, wanted, "{why}");
        if taken {
            let found = store.get_claim(&application_id(1), at(now)).await.unwrap();
            assert_eq!(found.as_ref(), Some(&claim), "{why}");
        }
    }
    assert_eq!(store.get_claim(&application_id(1), at(80)).await.unwrap(), None, "it ended");
    let running = store.list_claims(&ids(3), at(60)).await.unwrap();
    assert_eq!(running, [(application_id(1), claim(2, 3, 80))]);
    assert_eq!(store.list_claims(&ids(3), at(90)).await.unwrap(), []);
}

#[tokio::test]
async fn a_claim_is_given_back_by_its_holder_only() {
    let store = store().await;
    let claim = Claim { seq: 1, by: subject(1), until: at(30) };
    store.put_claim(&application_id(1), &claim, at(0)).await.unwrap();
    store.remove_claim(&application_id(1), &subject(2)).await.unwrap();
    assert!(store.get_claim(&application_id(1), at(1)).await.unwrap().is_some());
    for why in ["once", "a repeat is the same"] {
        store.remove_claim(&application_id(1), &subject(1)).await.unwrap();
        assert_eq!(store.get_claim(&application_id(1), at(1)).await.unwrap(), None, "{why}");
    }
}
