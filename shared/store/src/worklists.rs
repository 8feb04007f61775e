//! Worklists: counts, and pages by position: pages of several unions can be merged, and a page begins at a sort key
//! rather than at a cursor of one query.

use crate::item::{Ask, Item, attribute, place, record, text};
use crate::keys::{HEAD, application, person};
use crate::{Result, Store};
use aws_sdk_dynamodb::types::Select;
use domain::application::Application;
use domain::entry::Entry;
use domain::id::{ApplicationId, PersonId, UnionId};
use domain::person::Person;
use jiff::civil::Date;

/// How many counts of a worklist are exact.
pub const WORKLIST_COUNT_LIMIT: i32 = 1_000;

/// Counts of a worklist, exact up to [`WORKLIST_COUNT_LIMIT`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkCounts {
    /// Open steps.
    pub waiting: u32,
    /// Of these, due by the given day but not before today.
    pub near_due: u32,
    /// Of these, past their date.
    pub overdue: u32,
}

/// An open step of a worklist.
#[derive(Clone, Debug)]
pub struct WorkRow {
    /// Where it stands in the order: by due date, then by application.
    pub position: String,
    /// The head.
    pub application: Application,
}

/// A decided step of a union.
#[derive(Clone, Debug)]
pub struct DecidedRow {
    /// Where it stands in the order: by the moment of the decision.
    pub position: String,
    /// The decision's entry.
    pub entry: Entry,
}

impl Store {
    /// A6. Counts of a union's worklist: all, before `today`, and from `today` before `near`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_work(&self, union: &UnionId, today: Date, near: Date) -> Result<WorkCounts> {
        let waiting = self.count_before(union, None).await?;
        let overdue = self.count_before(union, Some(today)).await?;
        let soon = self.count_before(union, Some(near)).await?;
        Ok(WorkCounts { waiting, near_due: soon.saturating_sub(overdue), overdue })
    }

    async fn count_before(&self, union: &UnionId, before: Option<Date>) -> Result<u32> {
        let mut condition = "qpk = :pk".to_owned();
        let mut values = Item::from([(":pk".to_owned(), text(format!("Q#{}", union.as_str())))]);
        if let Some(day) = before {
            condition.push_str(" AND qsk < :before");
            values.insert(":before".to_owned(), text(day.to_string()));
        }
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .index_name("work")
            .select(Select::Count)
            .key_condition_expression(condition)
            .set_expression_attribute_values(Some(values))
            .limit(WORKLIST_COUNT_LIMIT)
            .send()
            .await
            .map_err(|error| crate::classify(&error))?;
        Ok(answer.count().try_into().unwrap_or(0))
    }

    /// A6. A union's open steps after a position, by due date; fewer than `limit` only at the end.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_work_after(
        &self,
        union: &UnionId,
        after: Option<&str>,
        limit: i32,
    ) -> Result<Vec<WorkRow>> {
        let ask = Ask {
            index: Some("work"),
            pk: format!("Q#{}", union.as_str()),
            after: after.map(str::to_owned),
            limit,
            ..Ask::default()
        };
        let wanted = usize::try_from(limit).unwrap_or(0);
        let rows = self.ask_all(ask, wanted).await?.into_iter().map(|item| {
            let position = attribute(&item, "qsk").to_owned();
            Ok(WorkRow { position, application: record(item)? })
        });
        rows.collect()
    }

    /// A7. A union's decided steps before a position, newest first; fewer than `limit` only at
    /// the end.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_decided_before(
        &self,
        union: &UnionId,
        before: Option<&str>,
        limit: i32,
    ) -> Result<Vec<DecidedRow>> {
        let ask = Ask {
            index: Some("list"),
            pk: format!("D#{}", union.as_str()),
            before: before.map(str::to_owned),
            newest_first: true,
            limit,
            ..Ask::default()
        };
        let wanted = usize::try_from(limit).unwrap_or(0);
        let found = self.ask_all(ask, wanted).await?;
        let keys: Vec<(String, String)> = found.iter().map(place).collect();
        let rows = self.read_many(&keys).await?.into_iter().map(|item| {
            let position = attribute(&item, "lsk").to_owned();
            Ok(DecidedRow { position, entry: record(item)? })
        });
        rows.collect()
    }

    /// A1. The heads of these applications, each once, in this order; missing ones are left out.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_applications(&self, ids: &[ApplicationId]) -> Result<Vec<Application>> {
        let keys = ids.iter().map(|id| (application(id), HEAD.to_owned()));
        self.read_many(&each_once(keys)).await?.into_iter().map(record).collect()
    }

    /// P1. The records of these persons, each once, in this order; missing ones are left out.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_people(&self, ids: &[PersonId]) -> Result<Vec<Person>> {
        let keys = ids.iter().map(|id| (person(id), "PERSON".to_owned()));
        self.read_many(&each_once(keys)).await?.into_iter().map(record).collect()
    }
}

/// The table refuses a batch that asks for one key twice.
pub(crate) fn each_once(keys: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut once: Vec<(String, String)> = Vec::new();
    for key in keys {
        if !once.contains(&key) {
            once.push(key);
        }
    }
    once
}
