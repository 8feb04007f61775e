//! A change of a part and its entry: one chain, never rewritten.

use super::{Event, IllegalMove, Part, State, StepKind, advance};
use crate::entry::{Actor, sha256};
use crate::id::RunId;
use crate::money::Fen;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What an entry of a part tells beyond its event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The list it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_hash: Option<String>,
    /// Lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Their sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fen: Option<Fen>,
    /// The step that was opened or decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
    /// Its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<StepKind>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The step that is asked for next, where the same write opened it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
    /// The batch it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<u32>,
    /// The line of that batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u16>,
    /// What was done to it: `HOLD`, `RELEASE`, `CORRECT`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<String>,
    /// An officer's own words; no personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A step that another change opened with itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// Its number.
    pub step: u32,
    /// What is asked for.
    pub kind: StepKind,
    /// By when.
    pub due: Date,
}

/// One line of a part's history. Never changed, never removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Of which run.
    pub run: RunId,
    /// Of which part.
    pub part: String,
    /// From 1, without gaps.
    pub no: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
    /// What happened.
    pub event: Event,
    /// The state after it.
    pub state: State,
    /// What it tells.
    pub details: Details,
    /// The hash of the entry before; empty for the first.
    pub prev: String,
    /// SHA-256 over `prev` and everything above.
    pub hash: String,
}

impl Entry {
    /// The hash that this entry must carry.
    #[must_use]
    pub fn computed_hash(&self) -> String {
        let plain = Entry { hash: String::new(), ..self.clone() };
        sha256(&serde_json::to_vec(&plain).unwrap_or_default())
    }
}

/// One change of a part: the head after it, and its entry, written together on condition that the
/// head still has the version that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The version that was read; 0 for a new part.
    pub read: u64,
    /// The head to write.
    pub part: Part,
    /// The entry to write.
    pub entry: Entry,
}

/// Builds the change that `event` makes to `read`; `mend` sets what else differs in the head.
///
/// # Errors
/// [`IllegalMove`].
pub fn change(
    read: &Part,
    event: Event,
    at: Timestamp,
    by: Actor,
    details: Details,
    mend: impl FnOnce(&mut Part),
) -> Result<Change, IllegalMove> {
    let mut next = read.clone();
    next.state = advance(read.state, event)?;
    mend(&mut next);
    Ok(finish(read.version, next, event, at, by, details))
}

/// The first change of all: the part as planned.
#[must_use]
pub fn begin(part: Part, at: Timestamp, by: Actor) -> Change {
    finish(0, part, Event::Plan, at, by, Details::default())
}

fn finish(
    read: u64,
    mut next: Part,
    event: Event,
    at: Timestamp,
    by: Actor,
    details: Details,
) -> Change {
    next.version = read.saturating_add(1);
    next.entries = next.entries.saturating_add(1);
    let mut entry = Entry {
        run: next.run.clone(),
        part: next.part.clone(),
        no: next.entries,
        at,
        by,
        event,
        state: next.state,
        details,
        prev: std::mem::take(&mut next.chain),
        hash: String::new(),
    };
    entry.hash = entry.computed_hash();
    next.chain.clone_from(&entry.hash);
    Change { read, part: next, entry }
}

/// The first entry of a chain that does not fit, by its number; none when the chain is whole.
#[must_use]
pub fn first_broken(entries: &[Entry]) -> Option<u32> {
    let mut prev = String::new();
    let mut wanted = 1_u32;
    for entry in entries {
        if entry.no != wanted || entry.prev != prev || entry.hash != entry.computed_hash() {
            return Some(wanted);
        }
        prev.clone_from(&entry.hash);
        wanted = wanted.saturating_add(1);
    }
    None
}
