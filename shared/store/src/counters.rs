//! Counters: moved by the table's stream, each event exactly once; corrected by a recount.
//!
//! The counters of one scope and one day lie in one row, so that an event which moves several costs
//! one update: `day#2026-11-22#join#APPROVED` is the attribute `join#APPROVED` of the row
//! `day#2026-11-22`. A counter whose name is one word has a row for itself.

use crate::item::{Ask, Item, attribute, item, key, number};
use crate::marks::Marks;
use crate::{Result, Store, StoreError};
use aws_sdk_dynamodb::types::TransactWriteItem;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One step of one counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Increment {
    /// Whose counter: a union's id, `ALL`.
    pub scope: String,
    /// Which: `members`, `day#2026-11-22#join#SUBMITTED`.
    pub name: String,
    /// By how much.
    pub by: i64,
}

/// What one event of the stream counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The event's identity.
    pub event: String,
    /// Its steps; an event without any needs no mark.
    pub steps: Vec<Increment>,
}

#[derive(Serialize)]
struct Seen {
    ttl: i64,
}

/// Seconds for which a stream event stays marked: 48 hours, twice what the stream keeps.
const SEEN_SECONDS: i64 = 172_800;

/// The most items of one transaction.
const TOGETHER: usize = 100;

/// The attribute of a counter whose row is its own.
const ALONE: &str = "n";

/// The row and the attribute of a counter.
fn lies_in(name: &str) -> (&str, &str) {
    let second = name.match_indices('#').nth(1);
    match second.and_then(|(at, _)| Some((name.get(..at)?, name.get(at.saturating_add(1)..)?))) {
        Some(row_and_attribute) => row_and_attribute,
        None => (name, ALONE),
    }
}

/// The rows that events move, by scope and row, with the sums of their attributes.
type Rows<'a> = BTreeMap<(&'a str, &'a str), BTreeMap<&'a str, i64>>;

fn rows<'a>(events: &[&'a Counted]) -> Rows<'a> {
    let mut rows = Rows::new();
    for step in events.iter().flat_map(|event| &event.steps) {
        let (row, attribute) = lies_in(&step.name);
        let sum = rows.entry((&step.scope, row)).or_default().entry(attribute).or_default();
        *sum = sum.saturating_add(step.by);
    }
    rows
}

/// How many of these events fit into one transaction, each with its mark; at least one.
fn fitting(events: &[&Counted]) -> usize {
    let mut rows = BTreeSet::new();
    for (place, event) in events.iter().enumerate() {
        rows.extend(event.steps.iter().map(|step| (&step.scope, lies_in(&step.name).0)));
        if rows.len().saturating_add(place).saturating_add(1) > TOGETHER {
            return place.max(1);
        }
    }
    events.len()
}

impl Store {
    /// K1. Marks events as seen and moves their counters, all together; what was seen before, in
    /// whatever company, is left out. How many were new.
    ///
    /// # Errors
    /// [`StoreError`]: some may be counted by then, and their marks say so to the next try.
    pub async fn count_once(&self, events: &[Counted], now: Timestamp) -> Result<usize> {
        let mut known = BTreeSet::new();
        let mut waiting: Vec<&Counted> = events.iter().collect();
        waiting.retain(|event| !event.steps.is_empty() && known.insert(&event.event));
        let mut rest = waiting.as_slice();
        let mut new = 0_usize;
        while !rest.is_empty() {
            let (first, later) = rest.split_at(fitting(rest));
            new = new.saturating_add(self.count_together(first.to_vec(), now).await?);
            rest = later;
        }
        Ok(new)
    }

    /// One transaction; again without those that turn out to be marked.
    async fn count_together(&self, mut events: Vec<&Counted>, now: Timestamp) -> Result<usize> {
        while !events.is_empty() {
            let marks = events.iter().map(|event| {
                self.put(mark(&event.event, now)?, Some("attribute_not_exists(pk)"), [])
            });
            let mut items = marks.collect::<Result<Vec<_>>>()?;
            for ((scope, row), sums) in rows(&events) {
                items.push(self.row_item(scope, row, &sums)?);
            }
            let refused = self.try_transact(items).await?;
            if refused.is_empty() {
                return Ok(events.len());
            }
            // The marks stand first, in the order of the events, and only they have a condition.
            let mut place = 0_usize..;
            events.retain(|_| place.next().is_some_and(|place| !refused.contains(&place)));
        }
        Ok(0)
    }

    fn row_item(
        &self,
        scope: &str,
        row: &str,
        sums: &BTreeMap<&str, i64>,
    ) -> Result<TransactWriteItem> {
        let mut marks = Marks::default();
        let mut parts = Vec::new();
        for (place, (attribute, by)) in sums.iter().enumerate() {
            marks.name(format!("#c{place}"), *attribute);
            marks.value(format!(":c{place}"), number(by));
            parts.push(format!("#c{place} :c{place}"));
        }
        let update = format!("ADD {}", parts.join(", "));
        self.change(key(format!("K#{scope}"), row), &update, None, marks)
    }

    /// K1. Marks an event as seen; false if it was before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_mark(&self, event: &str, now: Timestamp) -> Result<bool> {
        let put = self.put_alone(mark(event, now)?, Some("attribute_not_exists(pk)"), []).await;
        match put {
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
            prefix: Some(lies_in(prefix).0.to_owned()),
            limit: 500,
            consistent: true,
            ..Ask::default()
        };
        let items = self.ask_all(ask, 5_000).await?;
        let mut counters: Vec<(String, i64)> = items.iter().flat_map(counters_of).collect();
        counters.retain(|(name, _)| name.starts_with(prefix));
        counters.sort();
        Ok(counters)
    }

    /// K1. One counter, whose name is one word, of each of these scopes; none where nothing counted.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn read_counters(&self, scopes: &[&str], name: &str) -> Result<Vec<(String, i64)>> {
        let keys: Vec<(String, String)> =
            scopes.iter().map(|scope| (format!("K#{scope}"), name.to_owned())).collect();
        let found = self.read_many(&keys).await?.into_iter().filter_map(|item| {
            let scope = attribute(&item, "pk").strip_prefix("K#")?.to_owned();
            let count = item.get(ALONE)?.as_n().ok()?.parse().ok()?;
            Some((scope, count))
        });
        Ok(found.collect())
    }

    /// K1. Sets a counter to what a recount found, if it still stands at `was`.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it moved meanwhile: count again.
    pub async fn correct_counter(&self, scope: &str, name: &str, was: i64, is: i64) -> Result<()> {
        let (row, attribute) = lies_in(name);
        let mut marks: Marks = [(":is", number(is)), (":was", number(was))].into();
        marks.name("#c", attribute);
        self.change_alone(
            key(format!("K#{scope}"), row),
            "SET #c = :is",
            Some("#c = :was OR attribute_not_exists(#c)"),
            marks,
        )
        .await
        .map(|_| ())
    }
}

fn mark(event: &str, now: Timestamp) -> Result<Item> {
    let seen = Seen { ttl: now.as_second().saturating_add(SEEN_SECONDS) };
    item(&seen, format!("SEEN#{event}"), "SEEN", [])
}

/// The counters of a row, by their whole names.
fn counters_of(item: &Item) -> impl Iterator<Item = (String, i64)> {
    let row = attribute(item, "sk");
    item.iter().filter_map(move |(attribute, value)| {
        let count = value.as_n().ok()?.parse().ok()?;
        let whole = if attribute == ALONE { row.to_owned() } else { format!("{row}#{attribute}") };
        Some((whole, count))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(event: &str, steps: &[(&str, &str)]) -> Counted {
        let step = |(scope, name): &(&str, &str)| Increment {
            scope: (*scope).to_owned(),
            name: (*name).to_owned(),
            by: 1,
        };
        Counted { event: event.to_owned(), steps: steps.iter().map(step).collect() }
    }

    #[test]
    fn a_name_says_in_which_row_its_counter_lies() {
        let rows = [
            ("alone", "members", ("members", "n")),
            ("of a day", "day#2026-11-22#join#SENT", ("day#2026-11-22", "join#SENT")),
            ("a day's prefix", "day#", ("day#", "n")),
            ("a day as a whole", "day#2026-11-22", ("day#2026-11-22", "n")),
        ];
        for (why, name, wanted) in rows {
            assert_eq!(lies_in(name), wanted, "{why}");
        }
    }

    #[test]
    fn a_transaction_takes_a_hundred_marks_and_rows() {
        let same: Vec<Counted> =
            (0..150).map(|n| counted(&n.to_string(), &[("ALL", "day#d#join#SENT")])).collect();
        let apart: Vec<Counted> =
            (0..150).map(|n| counted(&n.to_string(), &[(&n.to_string(), "members")])).collect();
        let few = [counted("a", &[("ALL", "members"), ("LN", "members")])];
        let rows = [
            ("all move one row", same.iter().collect::<Vec<_>>(), 99),
            ("each moves a row of its own", apart.iter().collect(), 50),
            ("one event", few.iter().collect(), 1),
        ];
        for (why, events, wanted) in rows {
            assert_eq!(fitting(&events), wanted, "{why}");
        }
    }

    #[test]
    fn what_several_events_do_to_a_row_is_one_sum_per_counter() {
        let one = counted("a", &[("ALL", "day#d#join#SENT"), ("ALL", "day#d#took#join#0001")]);
        let two = counted("b", &[("ALL", "day#d#join#SENT"), ("LN", "members")]);
        let rows = rows(&[&one, &two]);
        assert_eq!(rows.len(), 2);
        let day = BTreeMap::from([("join#SENT", 2), ("took#join#0001", 1)]);
        assert_eq!(rows.get(&("ALL", "day#d")), Some(&day));
    }
}
