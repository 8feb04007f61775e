//! Moves of memberships into and out of a union, newest first.

use crate::item::{Ask, item, record};
use crate::keys::moment;
use crate::{Page, Result, Store};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::{ApplicationId, UnionId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Which way a membership moves, as a union sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MoveWay {
    /// Into it (转入).
    In,
    /// Out of it (转出).
    Out,
}

impl MoveWay {
    fn key(self, union: &UnionId) -> String {
        let way = match self {
            MoveWay::In => "IN",
            MoveWay::Out => "OUT",
        };
        format!("MV#{}#{way}", union.as_str())
    }
}

/// A move as one of its unions lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveRow {
    /// Which way.
    pub way: MoveWay,
    /// By which application.
    pub application: ApplicationId,
}

impl Store {
    /// A8. The moves into a union, or out of it, newest first; those that have ended too.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_moves(
        &self,
        union: &UnionId,
        way: MoveWay,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<Page<MoveRow>> {
        let ask = Ask { pk: way.key(union), newest_first: true, limit, cursor, ..Ask::default() };
        let page = self.ask(ask).await?;
        let items = page.items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }

    pub(crate) fn move_row(
        &self,
        union: &UnionId,
        row: MoveRow,
        at: Timestamp,
    ) -> Result<TransactWriteItem> {
        let place = format!("{}#{}", moment(at), row.application.as_str());
        let item = item(&row, row.way.key(union), place, [])?;
        self.put(item, None, [])
    }
}
