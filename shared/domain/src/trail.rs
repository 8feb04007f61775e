//! Trails: the history of a register's record that is no application: a union, a roster, a batch.
//!
//! The record's head carries a [`Trail`]; every change of the head writes one [`Line`] beside it,
//! chained by hashes as an application's entries are.
//! Deliberately absent: personal data. A line names accounts, unions, codes, dates, old and new values
//! of what is no secret.

use crate::entry::{Actor, sha256};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// What kinds of records have a trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// A union's record.
    Union,
    /// The merging, splitting or dissolving of a union.
    Restructuring,
    /// An imported roster.
    Roster,
    /// A batch of people who join together.
    Batch,
    /// Two persons who may be one.
    Duplicate,
}

impl RecordKind {
    /// All kinds.
    pub const ALL: [RecordKind; 5] = [
        RecordKind::Union,
        RecordKind::Restructuring,
        RecordKind::Roster,
        RecordKind::Batch,
        RecordKind::Duplicate,
    ];

    /// The word by which records of the kind are named.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            RecordKind::Union => "UNION",
            RecordKind::Restructuring => "RESTRUCTURING",
            RecordKind::Roster => "ROSTER",
            RecordKind::Batch => "BATCH",
            RecordKind::Duplicate => "DUPLICATE",
        }
    }
}

/// Which record a trail belongs to; written `UNION/U210106004001`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Record {
    /// Its kind.
    pub kind: RecordKind,
    /// Its identity.
    pub id: String,
}

impl Record {
    /// The record of this kind with this identity.
    #[must_use]
    pub fn new(kind: RecordKind, id: impl Into<String>) -> Record {
        Record { kind, id: id.into() }
    }
}

/// Not of the form `KIND/id`.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("a record is named by its kind and its id")]
pub struct NotARecord;

impl FromStr for Record {
    type Err = NotARecord;

    fn from_str(text: &str) -> Result<Record, NotARecord> {
        let (word, id) = text.split_once('/').ok_or(NotARecord)?;
        let kind = RecordKind::ALL.into_iter().find(|kind| kind.as_str() == word);
        match kind {
            Some(kind) if !id.is_empty() => Ok(Record::new(kind, id)),
            _ => Err(NotARecord),
        }
    }
}

impl TryFrom<String> for Record {
    type Error = NotARecord;

    fn try_from(text: String) -> Result<Record, NotARecord> {
        text.parse()
    }
}

impl From<Record> for String {
    fn from(record: Record) -> String {
        record.to_string()
    }
}

impl fmt::Display for Record {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.kind.as_str(), self.id)
    }
}

/// The end of a record's history, embedded in its head.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trail {
    /// Grows by one with every change; a write is conditional on the one that was read.
    pub version: u64,
    /// Lines so far.
    pub lines: u32,
    /// The last line's hash; empty before the first.
    pub chain: String,
}

/// One line of a record's history. Never changed, never removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Of which record.
    pub record: Record,
    /// From 1, without gaps.
    pub no: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
    /// What was done: a word of the record's own, such as `contact-changed`.
    pub act: String,
    /// What it tells: texts, whole numbers, lists and maps of them; nulls are left out.
    pub details: Value,
    /// The hash of the line before; empty for the first.
    pub prev: String,
    /// SHA-256 over `prev` and everything above, as hex.
    pub hash: String,
}

impl Line {
    /// What stands before the record in the name of its chain among the heads of a day.
    pub const CHAIN: &'static str = "T#";

    /// The name of its chain among the heads of a day.
    #[must_use]
    pub fn chain(&self) -> String {
        format!("{}{}", Line::CHAIN, self.record)
    }

    /// The hash that this line must carry.
    #[must_use]
    pub fn computed_hash(&self) -> String {
        let details = canonical(&self.details);
        let plain = Line { hash: String::new(), details, ..self.clone() };
        sha256(&serde_json::to_vec(&plain).unwrap_or_default())
    }
}

impl Trail {
    /// A trail that has no line yet: of a record that was laid down, not made by a change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.version == 0
    }

    /// The version under which the head was read, before the change that [`Trail::add`] made.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.version.saturating_sub(1)
    }

    /// One change more: the line to write, while the trail goes on to it.
    #[must_use = "the line is written together with the head"]
    pub fn add(
        &mut self,
        record: &Record,
        at: Timestamp,
        by: Actor,
        act: &str,
        details: &Value,
    ) -> Line {
        self.version = self.version.saturating_add(1);
        self.lines = self.lines.saturating_add(1);
        let mut line = Line {
            record: record.clone(),
            no: self.lines,
            at,
            by,
            act: act.to_owned(),
            details: canonical(details),
            prev: std::mem::take(&mut self.chain),
            hash: String::new(),
        };
        line.hash = line.computed_hash();
        self.chain.clone_from(&line.hash);
        line
    }
}

/// The first line of a chain that does not fit, by its number; none when the chain is whole.
#[must_use]
pub fn first_broken(lines: &[Line]) -> Option<u32> {
    let mut prev = String::new();
    let mut wanted = 1_u32;
    for line in lines {
        let mine = lines.first().is_some_and(|first| first.record == line.record);
        if !mine || line.no != wanted || line.prev != prev || line.hash != line.computed_hash() {
            return Some(wanted);
        }
        prev.clone_from(&line.hash);
        wanted = wanted.saturating_add(1);
    }
    None
}

/// The same content in the one order that is hashed: names of a map sorted, nulls left out.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut names: Vec<&String> = map.keys().collect();
            names.sort();
            let named = |name: &String| Some((name.clone(), map.get(name)?)).filter(is_said);
            let sorted = names.into_iter().filter_map(named);
            Value::Object(
                sorted.map(|(name, inner)| (name, canonical(inner))).collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(canonical).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

fn is_said((_, value): &(String, &Value)) -> bool {
    !value.is_null()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lines() -> (Trail, Vec<Line>) {
        let record = Record::new(RecordKind::Union, "U210106004001");
        let mut trail = Trail::default();
        let at = Timestamp::from_second(1_790_000_000).unwrap();
        let lines = (1..=3)
            .map(|no| {
                trail.add(&record, at, Actor::System, "changed", &json!({ "b": no, "a": null }))
            })
            .collect();
        (trail, lines)
    }

    #[test]
    fn every_change_leaves_a_line_that_hangs_on_the_one_before() {
        let (trail, lines) = lines();
        assert_eq!((trail.version, trail.lines, trail.read()), (3, 3, 2));
        assert_eq!(trail.chain, lines[2].hash);
        assert_eq!(lines[1].prev, lines[0].hash);
        assert_eq!(lines[0].details, json!({ "b": 1 }), "nulls say nothing");
        assert_eq!(lines[0].chain(), "T#UNION/U210106004001");
        assert_eq!(first_broken(&lines), None);
        assert_eq!(first_broken(&[]), None);
    }

    #[test]
    fn a_line_that_was_touched_is_named() {
        let (_, lines) = lines();
        let other = Record::new(RecordKind::Roster, "U210106004001");
        type Touch = fn(&mut Vec<Line>);
        #[rustfmt::skip]
        let rows: [(&str, Touch, u32); 5] = [
            // why                        what is done to the chain                        named
            ("a value was changed",       |l| l[1].details = json!({ "b": 9 }),             2),
            ("its hash was made anew",    |l| { l[1].details = json!({ "b": 9 }); l[1].hash = l[1].computed_hash(); }, 3),
            ("one was taken out",         |l| { l.remove(1); },                             2),
            ("the first was taken out",   |l| { l.remove(0); },                             1),
            ("two changed places",        |l| l.swap(1, 2),                                 2),
        ];
        for (why, touch, named) in rows {
            let mut touched = lines.clone();
            touch(&mut touched);
            assert_eq!(first_broken(&touched), Some(named), "{why}");
        }
        let mut foreign = lines;
        foreign[2].record = other;
        foreign[2].hash = foreign[2].computed_hash();
        assert_eq!(first_broken(&foreign), Some(3), "a line of another record");
    }

    #[test]
    fn the_order_in_which_a_map_is_written_changes_no_hash() {
        let (_, mut lines) = lines();
        lines[0].details =
            serde_json::from_str(r#"{"x":{"d":1,"c":[{"f":2,"e":3}]},"b":1}"#).unwrap();
        let one = lines[0].computed_hash();
        lines[0].details =
            serde_json::from_str(r#"{"b":1,"x":{"c":[{"e":3,"f":2}],"d":1}}"#).unwrap();
        assert_eq!(one, lines[0].computed_hash());
    }

    #[test]
    fn a_record_is_named_by_kind_and_id() {
        for kind in RecordKind::ALL {
            let record = Record::new(kind, "01ARZ3NDEKTSV4RRFFQ69G5FAV");
            assert_eq!(record.to_string().parse(), Ok(record.clone()));
            let json = serde_json::to_string(&record).unwrap();
            assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
        }
        for text in ["", "UNION", "UNION/", "union/1", "/1"] {
            assert_eq!(text.parse::<Record>(), Err(NotARecord), "{text}");
        }
    }
}
