//! Worklists by position: pages of several unions can be merged, and a page begins at a sort key
//! rather than at a cursor of one query.

use crate::item::{Ask, attribute, record};
use crate::keys::{HEAD, application, person};
use crate::{Result, Store};
use domain::application::Application;
use domain::entry::Entry;
use domain::id::{ApplicationId, PersonId, UnionId};
use domain::person::Person;

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
        let keys: Vec<(String, String)> = found
            .iter()
            .map(|item| (attribute(item, "pk").to_owned(), attribute(item, "sk").to_owned()))
            .collect();
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
fn each_once(keys: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut once: Vec<(String, String)> = Vec::new();
    for key in keys {
        if !once.contains(&key) {
            once.push(key);
        }
    }
    once
}
