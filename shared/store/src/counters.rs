//! Counters: moved by the table's stream, each event exactly once; corrected by a recount.

use crate::item::{Ask, attribute, item, key, number};
use crate::{Result, Store, StoreError};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// One step of one counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Increment {
    /// Whose counter: a union's id, `ALL`.
    pub scope: String,
    /// Which: `members`, `2026-11-22#SUBMITTED`.
    pub name: String,
    /// By how much.
    pub by: i64,
}

#[derive(Serialize)]
struct Seen {
    ttl: i64,
}

/// Seconds for which a stream event stays marked: 48 hours, twice what the stream keeps.
const SEEN_SECONDS: i64 = 172_800;

impl Store {
    /// K1. Marks `event` as seen and moves its counters, together; nothing if it was seen before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_once(
        &self,
        event: &str,
        increments: &[Increment],
        now: Timestamp,
    ) -> Result<bool> {
        let mut sums: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for one in increments {
            let sum = sums.entry((&one.scope, &one.name)).or_default();
            *sum = sum.saturating_add(one.by);
        }
        let seen = Seen { ttl: now.as_second().saturating_add(SEEN_SECONDS) };
        let mark = item(&seen, format!("SEEN#{event}"), "SEEN", [])?;
        let mut items = vec![self.put(mark, Some("attribute_not_exists(pk)"), [])?];
        for ((scope, name), by) in sums {
            items.push(self.change(
                key(format!("K#{scope}"), name),
                "ADD n :by",
                None,
                [(":by", number(by))],
            )?);
        }
        match self.transact(items).await {
            Ok(()) => Ok(true),
            Err(StoreError::Conflict) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// K1. A scope's counters whose names begin with `prefix`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_counters(&self, scope: &str, prefix: &str) -> Result<Vec<(String, i64)>> {
        let ask = Ask {
            pk: format!("K#{scope}"),
            prefix: Some(prefix.to_owned()),
            limit: 500,
            consistent: true,
            ..Ask::default()
        };
        let items = self.ask_all(ask, 5_000).await?;
        Ok(items
            .iter()
            .filter_map(|item| {
                let count = item.get("n")?.as_n().ok()?.parse().ok()?;
                Some((attribute(item, "sk").to_owned(), count))
            })
            .collect())
    }

    /// K1. Sets a counter to what a recount found, if it still stands at `was`.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it moved meanwhile: count again.
    pub async fn correct_counter(&self, scope: &str, name: &str, was: i64, is: i64) -> Result<()> {
        self.change_alone(
            key(format!("K#{scope}"), name),
            "SET n = :is",
            Some("n = :was OR attribute_not_exists(pk)"),
            [(":is", number(is)), (":was", number(was))],
        )
        .await
        .map(|_| ())
    }
}
