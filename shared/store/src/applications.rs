//! Applications as they are read: heads, entries, forms, lists; what moves them is in `commit`.

use crate::item::{Ask, Item, attribute, key, record};
use crate::keys::{HEAD, application, form, subject};
use crate::{Page, Result, Store, StoreError};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::application::Application;
use domain::entry::Entry;
use domain::id::{ApplicationId, SubjectId};
use domain::person::StoredForm;
use jiff::Timestamp;

impl Store {
    /// A1. An application's head, as of now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_application(&self, id: &ApplicationId) -> Result<Option<Application>> {
        self.read(application(id), HEAD, true).await
    }

    /// A5. Puts off the next drive of a record that keeps failing, so that others are not held
    /// up by it. No version and no entry: nothing about the case changes.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the record moved on meanwhile, which is as good.
    pub async fn move_wake(&self, read: &Application, wake: Timestamp) -> Result<()> {
        self.put_off(key(application(&read.id), HEAD), read.version, wake).await
    }

    /// A3. All entries of an application, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_entries(&self, id: &ApplicationId) -> Result<Vec<Entry>> {
        let ask = Ask {
            pk: application(id),
            prefix: Some("E#".to_owned()),
            limit: 200,
            consistent: true,
            ..Ask::default()
        };
        self.ask_all(ask, 1_000).await?.into_iter().map(record).collect()
    }

    /// A3. One form of an application: it never changes, so that an old answer is a right one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_form(&self, id: &ApplicationId, version: u32) -> Result<Option<StoredForm>> {
        self.read_lately(application(id), form(version)).await
    }

    /// A3. Empties a form: its sealed fields and its masked ones. Repeat: the same.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn erase_form(&self, id: &ApplicationId, version: u32) -> Result<()> {
        let key = key(application(id), form(version));
        let empty = [(":empty", AttributeValue::M(std::collections::HashMap::new()))];
        let update = "SET masked = :empty REMOVE sealed";
        let gone = self.change_alone(key, update, Some("attribute_exists(pk)"), empty).await;
        match gone {
            Ok(_) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// A4. The applications of an account, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_applications_by_subject(
        &self,
        id: &SubjectId,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<Page<Application>> {
        let ask = Ask {
            index: Some("list"),
            pk: subject(id),
            prefix: Some("A#".to_owned()),
            newest_first: true,
            limit,
            cursor,
            ..Ask::default()
        };
        self.listed(ask, |item| {
            Some((attribute(item, "pk").to_owned(), attribute(item, "sk").to_owned()))
        })
        .await
    }

    /// A5. Applications that must be driven by `now`, the longest overdue first, `limit` a shard.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_due(&self, now: Timestamp, limit: i32) -> Result<Vec<ApplicationId>> {
        self.list_all_due(now, limit).await.map(|due| due.applications)
    }

    async fn listed(
        &self,
        ask: Ask<'_>,
        key_of: impl Fn(&Item) -> Option<(String, String)>,
    ) -> Result<Page<Application>> {
        let page = self.ask(ask).await?;
        let mut keys: Vec<(String, String)> = Vec::new();
        for key in page.items.iter().filter_map(key_of) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let items = self.read_many(&keys).await?;
        let items = items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }
}
