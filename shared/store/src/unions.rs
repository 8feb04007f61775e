//! The union's record beside its head: changed together, found by codes, listed by its dates.
//!
//! What makes a union findable (parts of its name, days on which it is reminded) is written before the
//! change and taken away after it, apart from it: a row that is left over names a union of which it is
//! not true, and whoever finds it looks.

use crate::directory::{ADDRESS, UNION, employer_row, names_of};
use crate::item::{Ask, Item, attribute, item, key, place, record, text};
use crate::keys::HEAD;
use crate::officers::role_row;
use crate::{Page, Result, Store};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::credit_code::CreditCode;
use domain::id::UnionId;
use domain::role::RoleGrant;
use domain::trail::Line;
use domain::union::dates::{Reminder, first_due, reminders};
use domain::union::record::UnionRecord;
use domain::union::{Employer, Union, UnionStatus};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The sort key of a union's record.
const RECORD: &str = "RECORD";

/// Whose a code is.
#[derive(Serialize, Deserialize)]
struct CodeOf {
    union: UnionId,
}

/// A union that is to be reminded on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderRow {
    /// Which union.
    pub union: UnionId,
    /// Of what.
    pub reminder: Reminder,
}

impl ReminderRow {
    fn sk(&self) -> String {
        format!("{}#{}", self.union.as_str(), self.reminder.as_str())
    }
}

/// One change of a union's record: what was read, what is to stand, and the line that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnionChange {
    /// The head as it was read; none for a new union.
    pub before: Option<Union>,
    /// The head after it.
    pub union: Union,
    /// The record as it was read; none where there was none.
    pub record_before: Option<UnionRecord>,
    /// The record after it, its trail one line longer.
    pub record: UnionRecord,
    /// That line.
    pub line: Line,
}

impl UnionChange {
    /// What is found by part of a name or an address, before and after.
    fn rows(union: &Union) -> BTreeSet<(&'static str, String)> {
        let names = names_of(union).flat_map(|name| crate::directory::grams(name));
        let names = names.map(|gram| (UNION, gram));
        let places = union.address.iter().flat_map(|address| crate::directory::grams(address));
        names.chain(places.map(|gram| (ADDRESS, gram))).collect()
    }
}

fn union_key(id: &UnionId) -> String {
    format!("U#{}", id.as_str())
}

/// A union's head as an item.
pub(crate) fn head_row(union: &Union) -> Result<Item> {
    let parent = union.parent.as_ref().map_or("", |parent| parent.as_str());
    let indexes = [("lpk", format!("T#{parent}")), ("lsk", union.id.as_str().to_owned())];
    item(union, union_key(&union.id), HEAD, indexes)
}

fn record_row(union: &Union, of: &UnionRecord) -> Result<Item> {
    let works = union.status != UnionStatus::Dissolved;
    let due = first_due(of).filter(|_| works);
    let parent = union.parent.as_ref().map_or("", |parent| parent.as_str());
    let indexes = due.map(|due| {
        [("lpk", format!("RM#{parent}")), ("lsk", format!("{due}#{}", union.id.as_str()))]
    });
    item(of, union_key(&union.id), RECORD, indexes.into_iter().flatten())
}

fn code_key(code: &str) -> String {
    format!("X#UNIONCODE#{code}")
}

fn credit_key(code: &CreditCode) -> String {
    format!("X#USCC#{}", code.as_str())
}

impl Store {
    /// U5. A union's record, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_union_record(&self, id: &UnionId) -> Result<Option<UnionRecord>> {
        self.read(union_key(id), RECORD, true).await
    }

    /// U1. A union's head, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_union_now(&self, id: &UnionId) -> Result<Option<Union>> {
        self.read(union_key(id), HEAD, true).await
    }

    /// U5. The records of these unions, in this order; those without one are left out.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_union_records(&self, ids: &[UnionId]) -> Result<Vec<UnionRecord>> {
        let keys: Vec<(String, String)> =
            ids.iter().map(|id| (union_key(id), RECORD.to_owned())).collect();
        self.read_many(&keys).await?.into_iter().map(record).collect()
    }

    /// U6. The union of a code of 14 digits.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_union_by_code(&self, code: &str) -> Result<Option<Union>> {
        self.union_of(self.read(code_key(code), "U", false).await?).await
    }

    /// U6. The union of a unified social credit code.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_union_by_credit_code(&self, code: &CreditCode) -> Result<Option<Union>> {
        self.union_of(self.read(credit_key(code), "U", false).await?).await
    }

    async fn union_of(&self, found: Option<CodeOf>) -> Result<Option<Union>> {
        match found {
            Some(row) => self.get_union(&row.union).await,
            None => Ok(None),
        }
    }

    /// U7. The unions right below one whose records ask for something by a day, the longest due first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_due_unions(
        &self,
        parent: &UnionId,
        until: Date,
        cursor: Option<String>,
        limit: i32,
    ) -> Result<Page<UnionRecord>> {
        let ask = Ask {
            index: Some("list"),
            pk: format!("RM#{}", parent.as_str()),
            before: Some(format!("{until}$")),
            limit,
            cursor,
            ..Ask::default()
        };
        let page = self.ask(ask).await?;
        let keys: Vec<(String, String)> = page.items.iter().map(place).collect();
        let items = self.read_many(&keys).await?;
        let items = items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }

    /// U1 to U7, H1. Writes a change of a union's record.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody wrote since the read, or a code belongs to
    /// another union.
    pub async fn change_union(&self, change: &UnionChange) -> Result<()> {
        self.prepare_union(change).await?;
        self.transact(self.union_items(change)?).await?;
        self.tidy_union(change).await
    }

    /// U1, U5, U8. Covers an employer, or gives it up, together with a change of the union's record.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody wrote since the read, or another union covers
    /// the employer by now.
    pub async fn cover_employer(
        &self,
        change: &UnionChange,
        read: Option<&UnionId>,
        employer: &Employer,
    ) -> Result<()> {
        let mut items = self.union_items(change)?;
        items.push(self.covered_item(read, employer)?);
        self.transact(items).await
    }

    /// U1, U8. An employer goes over to another union, or to none, from the one that covered it.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when that one covers it no more.
    pub async fn recover_employer(&self, from: &UnionId, employer: &Employer) -> Result<()> {
        self.transact(vec![self.covered_item(Some(from), employer)?]).await
    }

    /// An employer under the union that is to cover it, on condition of the one that did.
    pub(crate) fn covered_item(
        &self,
        read: Option<&UnionId>,
        employer: &Employer,
    ) -> Result<TransactWriteItem> {
        let row = employer_row(employer)?;
        match read {
            Some(read) => self.put(row, Some("#u = :read"), [(":read", text(read.as_str()))]),
            None => {
                let free = "attribute_exists(pk) AND attribute_not_exists(#u)";
                self.put(row, Some(free), [])
            }
        }
    }

    /// U8. The employers that a union covers, by id.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_covered(
        &self,
        union: &UnionId,
        cursor: Option<String>,
        limit: i32,
    ) -> Result<Page<Employer>> {
        let ask = Ask {
            index: Some("list"),
            pk: format!("C#{}", union.as_str()),
            limit,
            cursor,
            ..Ask::default()
        };
        let page = self.ask(ask).await?;
        let keys: Vec<(String, String)> = page.items.iter().map(place).collect();
        let items = self.read_many(&keys).await?;
        let items = items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }

    /// U1, U5, S1. Moves a union under another parent, with the offices that are held in it.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody wrote since the read, or an office ended.
    pub async fn move_union(&self, change: &UnionChange, offices: &[RoleGrant]) -> Result<()> {
        let mut items = self.union_items(change)?;
        for grant in offices {
            items.push(self.put(role_row(grant)?, Some("attribute_exists(pk)"), [])?);
        }
        self.transact(items).await
    }

    /// What must be findable once the change stands.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn prepare_union(&self, change: &UnionChange) -> Result<()> {
        let id = change.union.id.as_str();
        let before = change.before.as_ref().map(UnionChange::rows).unwrap_or_default();
        for (what, gram) in UnionChange::rows(&change.union).difference(&before) {
            self.put_gram(what, gram, id).await?;
        }
        let known = change.record_before.as_ref().map(reminders).unwrap_or_default();
        for (day, reminder) in reminders(&change.record) {
            if !known.contains(&(day, reminder)) {
                self.put_reminder(day, &change.union.id, reminder).await?;
            }
        }
        Ok(())
    }

    /// What is not true any more once the change stands.
    pub(crate) async fn tidy_union(&self, change: &UnionChange) -> Result<()> {
        let id = change.union.id.as_str();
        let Some(before) = change.before.as_ref().map(UnionChange::rows) else { return Ok(()) };
        for (what, gram) in before.difference(&UnionChange::rows(&change.union)) {
            self.remove_gram(what, gram, id).await?;
        }
        Ok(())
    }

    /// The items of the one transaction: record and line, the head where it differs, codes.
    pub(crate) fn union_items(&self, change: &UnionChange) -> Result<Vec<TransactWriteItem>> {
        let UnionChange { before, union, record_before, record, line } = change;
        let row = record_row(union, record)?;
        let mut items: Vec<TransactWriteItem> =
            self.trail_items(row, &record.trail, line)?.into_iter().collect();
        if before.as_ref() != Some(union) {
            let known = match before {
                Some(_) => "attribute_exists(pk)",
                None => "attribute_not_exists(pk)",
            };
            items.push(self.put(head_row(union)?, Some(known), [])?);
        }
        let code = record.code.as_deref().map(code_key);
        let code_before = record_before.as_ref().and_then(|one| one.code.as_deref()).map(code_key);
        if let Some(code) = code.filter(|code| Some(code) != code_before.as_ref()) {
            items.push(self.take_code(code, &union.id)?);
        }
        let credit = union.credit_code.as_ref().map(credit_key);
        let credit_before =
            before.as_ref().and_then(|one| one.credit_code.as_ref()).map(credit_key);
        if credit != credit_before {
            items.extend(credit.map(|code| self.take_code(code, &union.id)).transpose()?);
            items.extend(credit_before.map(|code| self.free_code(code, &union.id)).transpose()?);
        }
        Ok(items)
    }

    fn take_code(&self, code: String, union: &UnionId) -> Result<TransactWriteItem> {
        let row = item(&CodeOf { union: union.clone() }, code, "U", [])?;
        let mine = "attribute_not_exists(pk) OR #u = :union";
        self.put(row, Some(mine), [(":union", text(union.as_str()))])
    }

    fn free_code(&self, code: String, union: &UnionId) -> Result<TransactWriteItem> {
        let mine = "attribute_not_exists(pk) OR #u = :union";
        self.remove(key(code, "U"), Some(mine), [(":union", text(union.as_str()))])
    }

    /// U6. Says whose a unified social credit code is, without asking. For what is laid down.
    pub(crate) async fn put_credit_code(&self, union: &Union) -> Result<()> {
        let Some(code) = &union.credit_code else { return Ok(()) };
        let row = item(&CodeOf { union: union.id.clone() }, credit_key(code), "U", [])?;
        self.put_alone(row, None, []).await
    }

    /// U1 to U7. Lays down a union with its record, which has no history yet. For what was there
    /// before the register: repeat writes the same.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn put_union_with_record(&self, union: &Union, of: &UnionRecord) -> Result<()> {
        self.put_union(union).await?;
        self.put_alone(record_row(union, of)?, None, []).await?;
        if let Some(code) = &of.code {
            let row = item(&CodeOf { union: union.id.clone() }, code_key(code), "U", [])?;
            self.put_alone(row, None, []).await?;
        }
        for (day, reminder) in reminders(of) {
            self.put_reminder(day, &union.id, reminder).await?;
        }
        Ok(())
    }

    async fn put_reminder(&self, day: Date, union: &UnionId, reminder: Reminder) -> Result<()> {
        let row = ReminderRow { union: union.clone(), reminder };
        let sk = row.sk();
        self.put_alone(item(&row, format!("REMIND#{day}"), sk, [])?, None, []).await
    }

    /// R2. The unions that are to be reminded from a day on.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_reminders(&self, day: Date) -> Result<Vec<ReminderRow>> {
        let ask = Ask { pk: format!("REMIND#{day}"), limit: 500, ..Ask::default() };
        self.ask_all(ask, 100_000).await?.into_iter().map(record).collect()
    }

    /// R2. A union was reminded, or there is nothing to remind it of.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn remove_reminder(&self, day: Date, row: &ReminderRow) -> Result<()> {
        self.remove_alone(key(format!("REMIND#{day}"), row.sk())).await
    }

    /// U4. A page of the unions right below one, by their ids.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn page_children(
        &self,
        parent: &UnionId,
        cursor: Option<String>,
        limit: i32,
    ) -> Result<Page<Union>> {
        let ask = Ask {
            index: Some("list"),
            pk: format!("T#{}", parent.as_str()),
            limit,
            cursor,
            ..Ask::default()
        };
        let page = self.ask(ask).await?;
        let keys: Vec<(String, String)> = page
            .items
            .iter()
            .map(|item| (attribute(item, "pk").to_owned(), attribute(item, "sk").to_owned()))
            .collect();
        let items = self.read_many(&keys).await?;
        let items = items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }
}
