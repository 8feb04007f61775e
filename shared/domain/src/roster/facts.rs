//! Facts about a member that are no secret: what is on record, and every change with old and new value.

use super::judge::FactChange;
use super::row::Facts;
use crate::id::{PersonId, RosterId, SubjectId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What is on record about a member (会员基本情况).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberFacts {
    /// Whose.
    pub person: PersonId,
    /// Grows with every change.
    pub version: u64,
    /// The facts.
    pub facts: Facts,
    /// The last change, so that a repeat finds its own work.
    pub last: FactsChange,
}

/// One change of them, never changed, never removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactsChange {
    /// From 1: the version that it made.
    pub no: u64,
    /// When.
    pub at: Timestamp,
    /// Who answers for it: who confirmed the roster.
    pub by: SubjectId,
    /// Out of which roster.
    pub roster: RosterId,
    /// Which line of it.
    pub line: u32,
    /// Old and new values.
    pub changes: Vec<FactChange>,
}

impl MemberFacts {
    /// The record after these changes; `read` is the one before, if there was one.
    #[must_use]
    pub fn after(
        read: Option<&MemberFacts>,
        person: &PersonId,
        mut last: FactsChange,
    ) -> MemberFacts {
        let mut facts = read.map(|read| read.facts.clone()).unwrap_or_default();
        for change in &last.changes {
            facts.insert(change.column.clone(), change.new.clone());
        }
        let version = read.map_or(0, |read| read.version).saturating_add(1);
        last.no = version;
        MemberFacts { person: person.clone(), version, facts, last }
    }

    /// Whether the last change was this line's.
    #[must_use]
    pub fn is_of(&self, roster: &RosterId, line: u32) -> bool {
        self.last.roster == *roster && self.last.line == line
    }
}
