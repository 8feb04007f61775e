//! Payees as the registers know them, and the accounts they are paid to.

use crate::item::{Ask, attribute, item, key, number, record, text};
use crate::keys::person;
use crate::worklists::each_once;
use crate::{Page, Result, Store};
use aws_sdk_dynamodb::types::{AttributeValue, Select};
use domain::id::{PersonId, SubjectId, UnionId};
use domain::payee::{BankAccount, PayeeStatus, Register};
use domain::person::Sealed;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A row of a register as it is stored: [`domain::payee::Payee`] with its facts sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPayee {
    /// Of which register.
    pub register: Register,
    /// Who.
    pub person: PersonId,
    /// Grows with every change.
    pub version: u64,
    /// Name as on the document.
    pub name: String,
    /// The document's number, masked.
    pub id_masked: String,
    /// The part in which he is paid.
    pub city: String,
    /// The union that keeps him.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionId>,
    /// 单位.
    pub unit: String,
    /// Whether he can be paid at all.
    pub status: PayeeStatus,
    /// When somebody last made sure of it.
    pub checked_on: Date,
    /// A status that one person entered and a second has not confirmed yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unconfirmed: Option<Unconfirmed>,
    /// [`domain::payee::Facts`], sealed under [`StoredPayee::place`].
    pub facts: Sealed,
}

/// Who entered a status, why, and what it was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unconfirmed {
    /// The status before.
    pub before: PayeeStatus,
    /// Why, in words.
    pub reason: String,
    /// Who.
    pub by: SubjectId,
    /// When.
    pub at: Timestamp,
}

impl StoredPayee {
    /// What its facts are bound to: they open nowhere else. A move to another city keeps it.
    #[must_use]
    pub fn place(register: Register, person: &PersonId) -> String {
        format!("G#{}#{}", register.as_str(), person.as_str())
    }
}

fn list(register: Register, city: &str) -> String {
    format!("G#{}#{city}", register.as_str())
}

/// The sort key under a person by which he is on a register once.
pub(crate) fn guard(register: Register) -> String {
    format!("G#{}", register.as_str())
}

impl Store {
    /// G1, G2. Writes a row of a register, if nobody wrote since that version was read; 0 for a
    /// new one. A person is on a register once, in whatever city.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody wrote, or he is on the register already.
    pub async fn put_payee(&self, payee: &StoredPayee, read: u64) -> Result<()> {
        let row = item(payee, list(payee.register, &payee.city), payee.person.as_str(), [])?;
        if read > 0 {
            return self.put_alone(row, Some("version = :read"), [(":read", number(read))]).await;
        }
        let new = Some("attribute_not_exists(pk)");
        let mut pointer = key(person(&payee.person), guard(payee.register));
        pointer.insert("city".to_owned(), text(&payee.city));
        self.transact(vec![self.put(row, new, [])?, self.put(pointer, new, [])?]).await
    }

    /// G1, G2. Moves a row of a register from another city into the one it names now.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody wrote it since that version was read.
    pub async fn move_payee(&self, payee: &StoredPayee, from: &str, read: u64) -> Result<()> {
        let row = item(payee, list(payee.register, &payee.city), payee.person.as_str(), [])?;
        let before = key(list(payee.register, from), payee.person.as_str());
        let pointer = key(person(&payee.person), guard(payee.register));
        let marks = [(":from", text(from)), (":city", text(&payee.city))];
        let items = vec![
            self.put(row, Some("attribute_not_exists(pk)"), [])?,
            self.remove(before, Some("#v = :read"), [(":read", number(read))])?,
            self.change(pointer, "SET city = :city", Some("city = :from"), marks)?,
        ];
        self.transact(items).await
    }

    /// G1. A register's rows in a city, in order of person.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_payees(
        &self,
        register: Register,
        city: &str,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Page<StoredPayee>> {
        let ask = Ask {
            pk: list(register, city),
            limit: i32::try_from(limit).unwrap_or(i32::MAX),
            cursor: cursor.map(str::to_owned),
            consistent: true,
            ..Ask::default()
        };
        let page = self.ask(ask).await?;
        let items = page.items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }

    /// G1. The rows of these people in a register and city, as of now, each once; people who are
    /// not there are left out.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_payees(
        &self,
        register: Register,
        city: &str,
        people: &[PersonId],
    ) -> Result<Vec<StoredPayee>> {
        let key = |id: &PersonId| (list(register, city), id.as_str().to_owned());
        let keys = each_once(people.iter().map(key));
        self.read_many_now(&keys).await?.into_iter().map(record).collect()
    }

    /// G2. A person's rows in all registers, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_payees_of(&self, id: &PersonId) -> Result<Vec<StoredPayee>> {
        let ask = Ask {
            pk: person(id),
            prefix: Some("G#".to_owned()),
            limit: 100,
            consistent: true,
            ..Ask::default()
        };
        let pointers = self.ask_all(ask, usize::MAX).await?;
        let row = |pointer: &crate::item::Item| {
            let (register, city) = (attribute(pointer, "sk"), attribute(pointer, "city"));
            (format!("{register}#{city}"), id.as_str().to_owned())
        };
        let keys: Vec<(String, String)> = pointers.iter().map(row).collect();
        self.read_many_now(&keys).await?.into_iter().map(record).collect()
    }

    /// G1. How many rows a register has in a city. Reads all of them without sending them.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn count_city(&self, register: Register, city: &str) -> Result<u64> {
        let (mut count, mut from) = (0_u64, None);
        loop {
            let answer = self
                .client
                .query()
                .table_name(&self.table)
                .select(Select::Count)
                .key_condition_expression("pk = :pk")
                .expression_attribute_values(":pk", AttributeValue::S(list(register, city)))
                .set_exclusive_start_key(from)
                .send()
                .await
                .map_err(|error| crate::classify(&error))?;
            count = count.saturating_add(u64::try_from(answer.count()).unwrap_or(0));
            from = answer.last_evaluated_key;
            if from.is_none() {
                return Ok(count);
            }
        }
    }

    /// G3. Writes the account that a person is paid to, if nobody wrote since that version was
    /// read; 0 for a first one.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody did.
    pub async fn put_bank_account(&self, account: &BankAccount, read: u64) -> Result<()> {
        let row = item(account, person(&account.person), "BANK", [])?;
        if read == 0 {
            return self.put_alone(row, Some("attribute_not_exists(pk)"), []).await;
        }
        self.put_alone(row, Some("version = :read"), [(":read", number(read))]).await
    }

    /// G3. The account that a person is paid to, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_bank_account(&self, id: &PersonId) -> Result<Option<BankAccount>> {
        self.read(person(id), "BANK", true).await
    }

    /// G3. The accounts that these people are paid to, as of now; people without are left out.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_bank_accounts(
        &self,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, BankAccount>> {
        let keys = each_once(people.iter().map(|id| (person(id), "BANK".to_owned())));
        let found = self.read_many_now(&keys).await?.into_iter().map(record::<BankAccount>);
        found.map(|account| account.map(|one| (one.person.clone(), one))).collect()
    }
}
