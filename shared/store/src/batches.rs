//! Collective joining: batches, their rosters, and how often a link was called.

use crate::commit::Write;
use crate::item::{Ask, item, key, number, record};
use crate::keys::{HEAD, batch};
use crate::{Idempotency, Page, Result, Store, StoreError};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::batch::{BatchRow, JoinBatch};
use domain::id::{BatchId, UnionId};
use domain::trail::Line;

/// How many new rows go with one change of a head: a transaction has 100 items at most.
pub const ROWS_AT_ONCE: usize = 90;

/// The sort key of a row.
fn row_key(no: u32) -> String {
    format!("R#{no:06}")
}

impl Store {
    /// Q1. A batch's head, as of now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_joining(&self, id: &BatchId) -> Result<Option<JoinBatch>> {
        self.read(batch(id), HEAD, true).await
    }

    /// Q1, Q2. Writes a change of a batch with its line, and new rows with it: at most
    /// [`ROWS_AT_ONCE`]; for a new one also the answer kept for its Idempotency-Key.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody wrote since the read.
    pub async fn put_joining(
        &self,
        next: &JoinBatch,
        line: &Line,
        rows: &[BatchRow],
        kept: Option<&Idempotency>,
    ) -> Result<()> {
        let indexes = [
            ("lpk", format!("BATCHES#{}", next.union.as_str())),
            ("lsk", next.id.as_str().to_owned()),
        ];
        let head = item(next, batch(&next.id), HEAD, indexes)?;
        let mut items = Vec::from(self.trail_items(head, &next.trail, line)?);
        for row in rows {
            items.push(self.joining_row_item(row)?);
        }
        if let Some(kept) = kept {
            items.push(self.idempotency_item(kept)?);
        }
        self.transact(items).await
    }

    /// Q2. One row, as of now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_joining_row(&self, id: &BatchId, no: u32) -> Result<Option<BatchRow>> {
        self.read(batch(id), row_key(no), true).await
    }

    /// Q1. Every row of a batch by number, as of now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_joining_rows(&self, id: &BatchId) -> Result<Vec<BatchRow>> {
        let ask = Ask {
            pk: batch(id),
            prefix: Some("R#".to_owned()),
            limit: 1_000,
            consistent: true,
            ..Ask::default()
        };
        self.ask_all(ask, 10_000).await?.into_iter().map(record).collect()
    }

    /// Q1. A page of a batch's rows by number, those after `after`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_joining_rows_after(
        &self,
        id: &BatchId,
        after: u32,
        limit: i32,
    ) -> Result<Vec<BatchRow>> {
        let ask = Ask {
            pk: batch(id),
            after: Some(row_key(after)),
            limit,
            consistent: true,
            ..Ask::default()
        };
        self.ask(ask).await?.items.into_iter().map(record).collect()
    }

    /// Q2. Writes a row by itself, on condition of the version before it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody wrote it in between.
    pub async fn put_joining_row(&self, next: &BatchRow) -> Result<()> {
        self.transact(vec![self.joining_row_item(next)?]).await
    }

    /// Q2. A row as part of a transaction, on condition of the version before it.
    pub(crate) fn joining_row_item(&self, next: &BatchRow) -> Result<TransactWriteItem> {
        let item = item(next, batch(&next.batch), row_key(next.no), [])?;
        let read = next.version.saturating_sub(1);
        if read == 0 {
            return self.put(item, Some("attribute_not_exists(pk)"), []);
        }
        self.put(item, Some("#v = :read"), [(":read", number(read))])
    }

    /// Q3. The batches of a union, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_joinings(
        &self,
        union: &UnionId,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<Page<JoinBatch>> {
        let ask = Ask {
            index: Some("list"),
            pk: format!("BATCHES#{}", union.as_str()),
            newest_first: true,
            limit,
            cursor,
            ..Ask::default()
        };
        self.listed_records(ask).await
    }

    /// Q4. One call more by a link within a window of time; how many there were with it. `ends` is
    /// the second of the epoch from which the count may be erased.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_link_call(&self, link: &str, window: i64, ends: i64) -> Result<u32> {
        let at = key(format!("LINK#{link}"), format!("{window:010}"));
        let counted = self
            .change_alone(
                at,
                "SET #t = if_not_exists(#t, :ends) ADD calls :one",
                None,
                [(":ends", number(ends)), (":one", number(1))],
            )
            .await?;
        let calls = counted.get("calls").and_then(|value| value.as_n().ok());
        calls.and_then(|calls| calls.parse().ok()).ok_or(StoreError::Malformed)
    }
}

/// A row that changes together with an application.
impl From<BatchRow> for Write {
    fn from(row: BatchRow) -> Write {
        Write::BatchRow(Box::new(row))
    }
}
