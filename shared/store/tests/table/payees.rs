//! G1 to G3: registers by city, a person's registers, accounts to pay to.

use crate::sample::{at, day, person, person_id, store, subject, union_id};
use domain::payee::{BankAccount, PayeeStatus, Register};
use domain::person::Sealed;
use store::{StoreError, StoredPayee};

fn payee(register: Register, city: &str, n: u128, version: u64) -> StoredPayee {
    StoredPayee {
        register,
        person: person_id(n),
        version,
        name: "合成甲".to_owned(),
        id_masked: "2199**********0018".to_owned(),
        city: city.to_owned(),
        union: Some(union_id("2101")),
        unit: "合成单位".to_owned(),
        status: PayeeStatus::Living,
        checked_on: day(1),
        unconfirmed: None,
        facts: Sealed("1.ZmFjdHM=".to_owned()),
    }
}

fn account(n: u128, version: u64, fingerprint: &str) -> BankAccount {
    BankAccount {
        person: person_id(n),
        version,
        holder: "合成甲".to_owned(),
        proxy: None,
        bank: "合成银行".to_owned(),
        clearing: None,
        sealed: Sealed("1.Y2FyZA==".to_owned()),
        fingerprint: fingerprint.to_owned(),
        last4: "0001".to_owned(),
        entered_by: subject(1),
        changed: at(0),
        verified: None,
        verified_by: None,
        consented: at(0),
    }
}

#[tokio::test]
async fn a_person_is_on_a_register_once_and_may_be_on_several() {
    let store = store().await;
    let (model, hardship) = (Register::ModelWorker, Register::Hardship);
    #[rustfmt::skip]
    let rows = [
        // why                              row                             read  taken
        ("new",                             payee(model, "2101", 1, 1),     0,    true),
        ("a second line of the import",     payee(model, "2101", 1, 1),     0,    false),
        ("the same person, another city",   payee(model, "2102", 1, 1),     0,    false),
        ("another register",                payee(hardship, "2102", 1, 1),  0,    true),
        ("another person",                  payee(model, "2101", 2, 1),     0,    true),
        ("changed on what was read",        payee(model, "2101", 1, 2),     1,    true),
        ("changed on an older one",         payee(model, "2101", 1, 2),     1,    false),
        ("changed where he is not",         payee(model, "2103", 1, 3),     2,    false),
    ];
    for (why, row, read, taken) in rows {
        let wanted = if taken { Ok(()) } else { Err(StoreError::Conflict) };
        assert_eq!(store.put_payee(&row, read).await, wanted, "{why}");
    }
    let found = store.find_payees_of(&person_id(1)).await.unwrap();
    let rows = [payee(hardship, "2102", 1, 1), payee(model, "2101", 1, 2)];
    assert_eq!(found, rows);
    assert_eq!(store.find_payees_of(&person_id(9)).await.unwrap(), []);
}

#[tokio::test]
async fn a_payee_moves_to_another_city_once_and_is_never_in_two() {
    let store = store().await;
    let model = Register::ModelWorker;
    store.put_payee(&payee(model, "2101", 1, 1), 0).await.unwrap();
    let moved = payee(model, "2102", 1, 2);
    let stale = store.move_payee(&moved, "2101", 7).await;
    assert_eq!(stale, Err(StoreError::Conflict), "somebody wrote in between");
    store.move_payee(&moved, "2101", 1).await.unwrap();
    let again = store.move_payee(&moved, "2101", 1).await;
    assert_eq!(again, Err(StoreError::Conflict), "a repeat");
    assert_eq!(store.find_payees_of(&person_id(1)).await.unwrap(), [moved]);
    let counts = (store.count_city(model, "2101").await, store.count_city(model, "2102").await);
    assert_eq!(counts, (Ok(0), Ok(1)));
}

#[tokio::test]
async fn a_city_is_read_in_order_of_person_to_its_end() {
    let store = store().await;
    let model = Register::ModelWorker;
    for n in [5, 2, 4, 1, 3] {
        store.put_payee(&payee(model, "2101", n, 1), 0).await.unwrap();
    }
    store.put_payee(&payee(model, "2102", 6, 1), 0).await.unwrap();
    let (mut found, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let page = store.list_payees(model, "2101", cursor.as_deref(), 2).await.unwrap();
        found.extend(page.items.into_iter().map(|payee| payee.person));
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(found, [1, 2, 3, 4, 5].map(person_id));
    let some = store.get_payees(model, "2101", &[4, 6, 4, 1].map(person_id)).await.unwrap();
    let some: Vec<_> = some.into_iter().map(|payee| payee.person).collect();
    assert_eq!(some, [4, 1].map(person_id), "each once, without those of another city");
    assert_eq!(store.count_city(model, "2101").await, Ok(5));
}

#[tokio::test]
async fn an_account_changes_from_what_was_read_only() {
    let store = store().await;
    let rows = [
        ("a first one", account(1, 1, "a"), 0, true),
        ("another first one", account(1, 1, "b"), 0, false),
        ("changed", account(1, 2, "b"), 1, true),
        ("changed on an older one", account(1, 2, "c"), 1, false),
        ("another's", account(2, 1, "d"), 0, true),
    ];
    for (why, row, read, taken) in rows {
        let wanted = if taken { Ok(()) } else { Err(StoreError::Conflict) };
        assert_eq!(store.put_bank_account(&row, read).await, wanted, "{why}");
    }
    assert_eq!(store.get_bank_account(&person_id(1)).await.unwrap(), Some(account(1, 2, "b")));
    assert_eq!(store.get_bank_account(&person_id(3)).await.unwrap(), None);
    let found = store.get_bank_accounts(&[1, 2, 1, 3].map(person_id)).await.unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[&person_id(2)].fingerprint, "d");
}

#[tokio::test]
async fn whoever_is_on_a_register_is_not_erased() {
    let store = store().await;
    for (n, register) in (1..).zip(Register::ALL) {
        store.put_new_person(&person(n, 1), &[]).await.unwrap();
        let file = store.get_person_file(&person_id(n)).await.unwrap();
        store.put_payee(&payee(register, "2101", n, 1), 0).await.unwrap();
        let erased = store.erase_person(&file, &[]).await;
        assert_eq!(erased, Err(StoreError::Conflict), "{register:?}");
        assert!(store.get_person(&person_id(n)).await.unwrap().is_some(), "{register:?}");
    }
}
