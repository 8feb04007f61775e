//! Rosters (花名册): a union's list of people as a file, checked first and then imported.
//!
//! Reading order: the record and its moves (here), the columns ([`columns`]), the words in them
//! ([`words`]), a row ([`row`]), what it does to the register ([`judge`]), what can be wrong
//! ([`fault`]). Deliberately absent: files; whoever opens them hands over cells.

pub mod columns;
pub mod facts;
pub mod fault;
pub mod judge;
pub mod row;
pub mod words;

use crate::deadline::drive_by;
use crate::entry::{Actor, sha256};
use crate::id::{MembershipId, PersonId, RosterId, SubjectId, UnionId};
use crate::trail::{Line, Record, RecordKind, Trail};
use fault::Fault;
use jiff::{SignedDuration, Timestamp, civil::Date};
use judge::Verdict;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

/// Rows of a slice: one child of the machine's map.
pub const SLICE: usize = 200;

/// Bytes of a chunk of the file, as it is brought.
pub const CHUNK: u64 = 3 * 1024 * 1024;

/// The most bytes of a file.
pub const MOST_BYTES: u64 = 12 * 1024 * 1024;

/// A file that did not arrive whole lapses after this.
const UNSENT: SignedDuration = SignedDuration::from_hours(24);

/// A dry run that nobody confirms lapses after this.
const UNCONFIRMED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Where a roster stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Announced; its chunks arrive.
    Uploaded,
    /// The dry run is under way.
    Checking,
    /// The dry run's result is there, and nothing is written.
    Checked,
    /// Confirmed as the committee's decision; good rows go in.
    Importing,
    /// Imported.
    Done,
    /// Given up, refused as a file, or lapsed.
    Cancelled,
}

impl State {
    /// True once nothing follows.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, State::Done | State::Cancelled)
    }
}

/// What the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// Everybody in the union: who is missing is proposed to move out.
    Full,
    /// Some people: nothing follows for those who are not in it.
    Part,
}

/// How many rows do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Join.
    pub join: u32,
    /// Are proposed to move in.
    pub move_in: u32,
    /// Are corrected.
    pub correct: u32,
    /// Change nothing.
    pub unchanged: u32,
    /// Are refused.
    pub refused: u32,
}

impl Counts {
    /// One row more.
    pub fn add(&mut self, verdict: Verdict) {
        let slot = match verdict {
            Verdict::Join => &mut self.join,
            Verdict::MoveIn => &mut self.move_in,
            Verdict::Correct => &mut self.correct,
            Verdict::Unchanged => &mut self.unchanged,
            Verdict::Refused => &mut self.refused,
        };
        *slot = slot.saturating_add(1);
    }

    /// Of one kind.
    #[must_use]
    pub fn of(&self, verdict: Verdict) -> u32 {
        match verdict {
            Verdict::Join => self.join,
            Verdict::MoveIn => self.move_in,
            Verdict::Correct => self.correct,
            Verdict::Unchanged => self.unchanged,
            Verdict::Refused => self.refused,
        }
    }

    /// All rows.
    #[must_use]
    pub fn total(&self) -> u32 {
        Verdict::ALL.iter().map(|one| self.of(*one)).fold(0, u32::saturating_add)
    }
}

/// The committee's decision on the whole roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// Who recorded it.
    pub by: SubjectId,
    /// For whom he stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<SubjectId>,
    /// The person that he is, if he is bound to one: his own row is not his to confirm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The committee's day, on which the new members' memberships begin.
    pub on: Date,
    /// When it was recorded.
    pub at: Timestamp,
}

/// A roster's record (花名册).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// Its identity.
    pub id: RosterId,
    /// Whose.
    pub union: UnionId,
    /// What the file is.
    pub kind: Kind,
    /// The file's name, without a path.
    pub file_name: String,
    /// Its bytes.
    pub size: u64,
    /// SHA-256 of its content, as hex.
    pub sha256: String,
    /// Who uploads it.
    pub by: SubjectId,
    /// When it was announced.
    pub at: Timestamp,
    /// Where it stands.
    pub state: State,
    /// Rows in it.
    #[serde(default)]
    pub rows: u32,
    /// Slices of it.
    #[serde(default)]
    pub slices: u32,
    /// What the dry run found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Counts>,
    /// What the import did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Counts>,
    /// Members who are not in the file.
    #[serde(default)]
    pub absent: u32,
    /// Whether there is a file to give back.
    #[serde(default)]
    pub returned: bool,
    /// Why it ended as a file: it could not be read, or lapsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    /// Columns that are missing, or the one that is there twice; a formula's line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<String>,
    /// The committee's decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Confirmed>,
    /// When it must be driven again; none once it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wake: Option<Timestamp>,
    /// Its history's end.
    pub trail: Trail,
}

/// The roster's state does not allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the roster's state does not allow this")]
pub struct Illegal;

/// A change: the record after it and its line.
pub type Moved = (Roster, Line);

/// Who confirms may not be who uploaded, nor stand in for him.
#[must_use]
pub fn may_confirm(roster: &Roster, by: &SubjectId, principal: Option<&SubjectId>) -> bool {
    roster.by != *by && principal != Some(&roster.by)
}

impl Roster {
    /// As which record its history is kept.
    #[must_use]
    pub fn record(&self) -> Record {
        Record::new(RecordKind::Roster, self.id.as_str())
    }

    /// How many chunks the file comes in.
    #[must_use]
    pub fn chunks(&self) -> u64 {
        self.size.div_ceil(CHUNK)
    }

    fn moved(
        &self,
        at: Timestamp,
        by: Actor,
        act: &str,
        tell: &Value,
        mend: impl FnOnce(&mut Roster),
    ) -> Moved {
        let mut next = self.clone();
        mend(&mut next);
        let line = next.trail.add(&self.record(), at, by, act, tell);
        (next, line)
    }

    /// The first line: announced by somebody.
    #[must_use]
    pub fn begin(self, at: Timestamp, by: Actor) -> Moved {
        let tell = json!({ "sha256": self.sha256, "size": self.size });
        self.moved(at, by, "announced", &tell, |next| next.wake = at.checked_add(UNSENT).ok())
    }

    /// Every chunk is there: the dry run begins.
    ///
    /// # Errors
    /// [`Illegal`] unless it was announced.
    pub fn check(&self, at: Timestamp, by: Actor) -> Result<Moved, Illegal> {
        if self.state != State::Uploaded {
            return Err(Illegal);
        }
        Ok(self.moved(at, by, "sent", &json!({}), |next| {
            next.state = State::Checking;
            next.wake = drive_by(at);
        }))
    }

    /// The file was read: so many rows in so many slices.
    ///
    /// # Errors
    /// [`Illegal`] unless it is being checked.
    pub fn read(&self, rows: u32, slices: u32, at: Timestamp) -> Result<Moved, Illegal> {
        if self.state != State::Checking || self.slices > 0 {
            return Err(Illegal);
        }
        let tell = json!({ "rows": rows, "slices": slices });
        Ok(self.moved(at, Actor::System, "read", &tell, |next| {
            (next.rows, next.slices) = (rows, slices);
            next.wake = drive_by(at);
        }))
    }

    /// The dry run is done.
    ///
    /// # Errors
    /// [`Illegal`] unless it is being checked.
    pub fn checked(
        &self,
        counts: Counts,
        absent: u32,
        returned: bool,
        at: Timestamp,
    ) -> Result<Moved, Illegal> {
        if self.state != State::Checking {
            return Err(Illegal);
        }
        let tell = json!({ "counts": counts, "absent": absent });
        Ok(self.moved(at, Actor::System, "checked", &tell, |next| {
            next.state = State::Checked;
            next.checked = Some(counts);
            next.absent = absent;
            next.returned = returned;
            next.wake = at.checked_add(UNCONFIRMED).ok();
        }))
    }

    /// The committee's decision: good rows go in.
    ///
    /// # Errors
    /// [`Illegal`] unless the dry run's result is there.
    pub fn confirm(&self, confirmed: Confirmed, by: Actor) -> Result<Moved, Illegal> {
        if self.state != State::Checked {
            return Err(Illegal);
        }
        let at = confirmed.at;
        let tell = json!({ "on": confirmed.on });
        Ok(self.moved(at, by, "confirmed", &tell, |next| {
            next.state = State::Importing;
            next.confirmed = Some(confirmed);
            next.wake = drive_by(at);
        }))
    }

    /// Every good row is in.
    ///
    /// # Errors
    /// [`Illegal`] unless it is being imported.
    pub fn done(&self, counts: Counts, returned: bool, at: Timestamp) -> Result<Moved, Illegal> {
        if self.state != State::Importing {
            return Err(Illegal);
        }
        Ok(self.moved(at, Actor::System, "imported", &json!({ "counts": counts }), |next| {
            next.state = State::Done;
            next.imported = Some(counts);
            next.returned = returned;
            next.wake = None;
        }))
    }

    /// Given up, or ended with a fault of the file; while nothing was written.
    ///
    /// # Errors
    /// [`Illegal`] once it is confirmed, or over.
    pub fn cancel(
        &self,
        why: Option<(Fault, Vec<String>)>,
        at: Timestamp,
        by: Actor,
    ) -> Result<Moved, Illegal> {
        if !matches!(self.state, State::Uploaded | State::Checking | State::Checked) {
            return Err(Illegal);
        }
        let (fault, named) = why.map_or((None, Vec::new()), |(fault, named)| (Some(fault), named));
        let act = if fault.is_some() { "refused" } else { "cancelled" };
        Ok(self.moved(at, by, act, &json!({ "fault": fault, "named": named }), |next| {
            next.state = State::Cancelled;
            next.fault = fault;
            next.named = named;
            next.wake = None;
        }))
    }

    /// Why it lapses by now: its file did not come, or nobody confirmed it.
    #[must_use]
    pub fn lapsed(&self, at: Timestamp) -> Option<Fault> {
        let due = self.wake.is_some_and(|wake| wake <= at);
        match self.state {
            State::Uploaded if due => Some(Fault::Unsent),
            State::Checked if due => Some(Fault::Lapsed),
            State::Uploaded
            | State::Checking
            | State::Checked
            | State::Importing
            | State::Done
            | State::Cancelled => None,
        }
    }
}

/// The identities that a line of a roster makes: always the same, so that a repeat finds its own work.
#[must_use]
pub fn made_by(roster: &RosterId, begun: Timestamp, line: u32) -> (PersonId, MembershipId) {
    let hash = sha256(format!("{}#{line}", roster.as_str()).as_bytes());
    let random = u128::from_str_radix(hash.get(..20).unwrap_or_default(), 16).unwrap_or(0);
    let ms = u64::try_from(begun.as_millisecond()).unwrap_or(0);
    (PersonId::from_parts(ms, random), MembershipId::from_parts(ms, random))
}

#[cfg(test)]
#[path = "mod_tests.rs"]
mod tests;
