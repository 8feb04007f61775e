//! Entries: the timeline and the audit trail at once, one per change, hash-chained per record.
//!
//! Deliberately absent: personal data. An entry names accounts, unions, codes and dates only.

use crate::application::{
    Application, Decision, Event, IllegalMove, Reason, State, StepKind, advance,
};
use crate::id::{ApplicationId, PersonId, SubjectId, UnionId};
use crate::matter::MatterRef;
use crate::role::Role;
use crate::routing::RouteReason;
use crate::rule::Evidence;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Actor {
    /// The applicant's account.
    Applicant {
        /// Which account.
        subject: SubjectId,
    },
    /// An officer, in a role, perhaps standing in for another.
    Officer {
        /// Which account.
        subject: SubjectId,
        /// In which role.
        role: Role,
        /// Of which union.
        union: UnionId,
        /// For whom he stands in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        principal: Option<SubjectId>,
    },
    /// The machine or the clock.
    System,
}

/// What an entry tells beyond its event; every field only where it applies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The form's version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<u32>,
    /// The machine's evidence, one row per check.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Evidence>,
    /// Reasons for the applicant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// The step that was opened or closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
    /// Its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<StepKind>,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// The union concerned; of a submission the one at whose counter it was made (代办).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionId>,
    /// Why that union.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<RouteReason>,
    /// The union that is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<UnionId>,
    /// The date that follows from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The committee's recorded date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// How many levels have been told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// A person's own words: an appeal's grounds, a re-routing's reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whether the oath was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oath: Option<bool>,
    /// The person whose registered mobile went over to the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<PersonId>,
    /// The number of the reply that says yes (批复文号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
}

/// One line of an application's history. Never changed, never removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Of which application.
    pub application: ApplicationId,
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
    /// The matter's version, and so the version of every rule.
    pub matter: MatterRef,
    /// What it tells.
    pub details: Details,
    /// The hash of the entry before; empty for the first.
    pub prev: String,
    /// SHA-256 over `prev` and everything above, as hex.
    pub hash: String,
}

impl Entry {
    /// The hash that this entry must carry.
    #[must_use]
    pub fn computed_hash(&self) -> String {
        let plain = Entry { hash: String::new(), ..self.clone() };
        let bytes = serde_json::to_vec(&plain).unwrap_or_default();
        hex(&Sha256::digest(bytes))
    }
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

/// SHA-256 of these bytes, as lower-case hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One change of an application: the head after it, and its entry. Both are written together, on
/// condition that the head still has the version that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The version that was read; 0 for a new application.
    pub read: u64,
    /// The head to write.
    pub application: Application,
    /// The entry to write.
    pub entry: Entry,
}

impl Change {
    /// The same with more told in its entry, whose hash is made anew.
    #[must_use]
    pub fn telling(mut self, tell: impl FnOnce(&mut Details)) -> Change {
        tell(&mut self.entry.details);
        self.entry.hash = self.entry.computed_hash();
        self.application.chain.clone_from(&self.entry.hash);
        self
    }
}

/// Builds the change that `event` makes to `read`; `mend` sets what else differs in the head.
///
/// # Errors
/// [`IllegalMove`] when the table of moves has no such row.
pub fn change(
    read: &Application,
    event: Event,
    at: Timestamp,
    by: Actor,
    details: Details,
    mend: impl FnOnce(&mut Application),
) -> Result<Change, IllegalMove> {
    let mut next = read.clone();
    next.state = advance(Some(read.state), event)?;
    mend(&mut next);
    Ok(finish(read.version, next, event, at, by, details))
}

/// The first change of all: the application as submitted.
#[must_use]
pub fn begin(application: Application, at: Timestamp, by: Actor, details: Details) -> Change {
    finish(0, application, Event::Submit, at, by, details)
}

fn finish(
    read: u64,
    mut next: Application,
    event: Event,
    at: Timestamp,
    by: Actor,
    details: Details,
) -> Change {
    next.version = read.saturating_add(1);
    next.entries = next.entries.saturating_add(1);
    let mut entry = Entry {
        application: next.id.clone(),
        no: next.entries,
        at,
        by,
        event,
        state: next.state,
        matter: next.matter.clone(),
        details,
        prev: std::mem::take(&mut next.chain),
        hash: String::new(),
    };
    entry.hash = entry.computed_hash();
    next.chain.clone_from(&entry.hash);
    Change { read, application: next, entry }
}
