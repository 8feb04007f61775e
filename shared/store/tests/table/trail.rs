//! L1, Y1, R1: reveals, chain heads of a day, what is to be erased when.

use crate::sample::{application_id, at, day, store, subject};
use store::{ErasureDue, Reveal, StoreError};

fn reveal(no: u32, prev: &str) -> Reveal {
    let mut reveal = Reveal {
        record: application_id(1).as_str().to_owned(),
        no,
        at: at(0),
        by: subject(1),
        role: "UNION_APPROVER".to_owned(),
        fields: vec!["mobile".to_owned()],
        purpose: "与本人核实单位".to_owned(),
        prev: prev.to_owned(),
        hash: String::new(),
    };
    reveal.hash = reveal.computed_hash();
    reveal
}

#[tokio::test]
async fn a_reveal_is_appended_and_never_replaced() {
    let store = store().await;
    let first = reveal(1, "");
    assert_eq!(store.get_last_reveal(&first.record).await.unwrap(), None);
    store.append_reveal(&first).await.unwrap();
    let mut rival = reveal(1, "");
    rival.by = subject(2);
    assert_eq!(store.append_reveal(&rival).await, Err(StoreError::Conflict));
    let second = reveal(2, &first.hash);
    store.append_reveal(&second).await.unwrap();
    assert_eq!(store.get_last_reveal(&first.record).await.unwrap(), Some(second.clone()));
    let all = store.list_reveals(&first.record).await.unwrap();
    assert!(all.iter().all(|one| one.hash == one.computed_hash()), "through the table unchanged");
    assert_eq!(all, [first, second]);
}

#[tokio::test]
async fn of_two_reveals_at_once_one_reads_the_chain_again() {
    let store = store().await;
    let (one, two) = (reveal(1, ""), reveal(1, ""));
    let (left, right) = tokio::join!(store.append_reveal(&one), store.append_reveal(&two));
    assert_eq!([&left, &right].iter().filter(|done| done.is_ok()).count(), 1);
}

#[tokio::test]
async fn the_latest_head_of_a_chain_stands_for_its_day_in_whatever_order_they_come() {
    let store = store().await;
    for (no, hash) in [(2, "second"), (1, "first"), (3, "third"), (3, "again"), (2, "late")] {
        store.put_day_head(day(1), "A", no, hash).await.unwrap();
    }
    store.put_day_head(day(1), "B", 1, "other").await.unwrap();
    store.put_day_head(day(2), "A", 4, "tomorrow").await.unwrap();
    let heads = store.list_day_heads(day(1)).await.unwrap();
    let wanted = [("A", "third"), ("B", "other")];
    assert_eq!(heads, wanted.map(|(of, hash)| (of.to_owned(), hash.to_owned())));
    assert_eq!(store.list_day_heads(day(3)).await.unwrap(), []);
}

#[tokio::test]
async fn what_is_to_be_erased_stands_once_on_its_day_until_it_is_done() {
    let store = store().await;
    let due = ErasureDue::Forms(application_id(1));
    for _ in 0..2 {
        store.put_erasure(day(9), &due).await.unwrap();
    }
    assert_eq!(store.list_erasures(day(9)).await.unwrap(), std::slice::from_ref(&due));
    assert_eq!(store.list_erasures(day(8)).await.unwrap(), []);
    for _ in 0..2 {
        store.remove_erasure(day(9), &due).await.unwrap();
        assert_eq!(store.list_erasures(day(9)).await.unwrap(), []);
    }
}
