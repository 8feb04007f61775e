//! A part of a run: one city's roll on its way from the plan to the last fen accounted for.
//!
//! Reading order: this file (the head), `moves` (what may follow what), `pending` (who is waited
//! for), `hand` (four eyes), `history` (how a change is written).
//!
//! Deliberately absent: the roll (its own objects), batches and cases (their own records).

mod hand;
mod history;
mod moves;
mod pending;

pub use hand::{Deed, Denied, Hand, may_act};
pub use history::{Change, Details, Entry, Next, begin, change, first_broken};
pub use moves::{Event, IllegalMove, MOVES, State, advance};
pub use pending::{Pending, StepKind};

use super::ledger::Posting;
use super::roll::RollMark;
use crate::id::{RunId, UnionId};
use crate::money::Fen;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// How far a long draw is; what it has found so far lies in an object of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// Which draw it will be.
    pub draw: u32,
    /// The object that holds what was found.
    pub key: String,
    /// People looked at.
    pub people: u64,
    /// Batches written.
    pub batches: u32,
}

/// Why a part stands still after its approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StopReason {
    /// The list is not the one that was approved.
    ListChanged,
    /// An account is not the one that was approved: an amendment by two people lets it go.
    AccountChanged,
}

/// Where and why a part stands still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Why.
    pub reason: StopReason,
    /// Which batch.
    pub batch: u32,
    /// Which lines of it; empty for the whole list.
    #[serde(default)]
    pub lines: Vec<u16>,
}

/// When the public notice runs, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The head of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Of which run.
    pub run: RunId,
    /// Its number.
    pub run_number: String,
    /// Four digits of the city.
    pub part: String,
    /// The federation that keeps it.
    pub union: UnionId,
    /// Grows with every change.
    pub version: u64,
    /// `code@version`.
    pub benefit: String,
    /// Which period.
    pub period: String,
    /// In which year its money is spent.
    pub year: i16,
    /// From which budget line.
    pub budget_line: String,
    /// The instant at which eligibility is frozen.
    pub cut_off: Timestamp,
    /// Where it stands.
    pub state: State,
    /// How often it was drawn.
    pub draw: u32,
    /// How far the draw is, while one goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawing: Option<Drawing>,
    /// What was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<RollMark>,
    /// What is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
    /// How many steps were opened so far.
    pub steps: u32,
    /// How many levels of review and approval have said yes.
    pub levels: u32,
    /// Who has acted.
    pub hands: Vec<Hand>,
    /// Grows with every hold that is laid, released or changed: a batch goes only on the count
    /// that was read with its holds.
    pub holds: u64,
    /// The public notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// Why it stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stopped>,
    /// Batches, from the first on, that have both their record and their file.
    pub instructed: u32,
    /// What its payments add up to, as last counted.
    #[serde(default)]
    pub totals: super::Totals,
    /// What void payments gave back to the budget line so far.
    #[serde(default, skip_serializing_if = "Fen::is_zero")]
    pub freed: Fen,
    /// Its page of the ledger.
    #[serde(default)]
    pub postings: Vec<Posting>,
    /// Entries so far.
    pub entries: u32,
    /// The hash of the last one.
    pub chain: String,
    /// When it must be driven again at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wake: Option<Timestamp>,
}
