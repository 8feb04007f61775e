//! Who takes part in a founding: each by his own yes, on his own account, under a running number.
//!
//! Whoever takes part stays what he is, and joins or moves in a transaction of his own once the union
//! exists. He may leave until the result of the election is sent.

use super::Bar;
use super::forms::{Excluded, FoundingEmployer};
use crate::citizen_id::Sex;
use crate::id::{ApplicationId, PersonId, SubjectId, UnionId};
use crate::reason::ReasonCode;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Where somebody who takes part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Part {
    /// He takes part.
    In,
    /// He left again.
    Left,
    /// The union exists and he is its member.
    Member,
    /// The union exists and he could not become its member; `why` says so.
    Apart,
}

/// Somebody who takes part in a founding (筹备期报名人员).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Of which founding: its application.
    pub founding: ApplicationId,
    /// His number in it, from 1; never given to anybody else.
    pub no: u32,
    /// Grows with every change.
    pub version: u64,
    /// Who.
    pub person: PersonId,
    /// By which account.
    pub subject: SubjectId,
    /// Name as on the document.
    pub name: String,
    /// From the document's number.
    pub sex: Sex,
    /// From the document's number.
    pub birth: Date,
    /// Of which of the founding's employers, from 0.
    pub employer: u16,
    /// Since when.
    pub at: Timestamp,
    /// Where he stands.
    pub part: Part,
    /// Why he stands apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<ReasonCode>,
}

/// A founding beside its application: what lists and whoever takes part need to know, and how many
/// take part. One record; the table refuses two changes at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founding {
    /// Its application.
    pub application: ApplicationId,
    /// Grows with every change.
    pub version: u64,
    /// The number that people see.
    pub number: String,
    /// The union that approves it: the parent of the one to come.
    pub parent: UnionId,
    /// The union's name.
    pub name: String,
    /// Its employers.
    pub employers: Vec<FoundingEmployer>,
    /// Numbers given so far.
    #[serde(default)]
    pub numbers: u32,
    /// How many take part now.
    #[serde(default)]
    pub people: u32,
    /// The union that came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionId>,
}

/// Everybody who takes part, and who cannot be a candidate: what a form's numbers are held against.
#[derive(Clone, Debug, Default)]
pub struct People<'a> {
    /// Everybody who ever had a number.
    pub all: &'a [Participant],
    /// Who cannot be a candidate.
    pub excluded: &'a [Excluded],
    /// Whether the head of personnel is excluded too; the election rules say so, a matter decides.
    pub exclude_hr: bool,
}

impl<'a> People<'a> {
    /// Whoever takes part and has this number.
    #[must_use]
    pub fn find(&self, no: u32) -> Option<&'a Participant> {
        self.present().find(|one| one.no == no)
    }

    /// Whoever takes part.
    pub fn present(&self) -> impl Iterator<Item = &'a Participant> {
        self.all.iter().filter(|one| one.part == Part::In)
    }

    /// How many take part.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.present().count()).unwrap_or(u32::MAX)
    }

    /// How many of them are women.
    #[must_use]
    pub fn women(&self) -> u32 {
        let women = self.present().filter(|one| one.sex == Sex::Female).count();
        u32::try_from(women).unwrap_or(u32::MAX)
    }

    /// Whether this one cannot be a candidate, by his name.
    #[must_use]
    pub fn is_excluded(&self, one: &Participant) -> bool {
        self.excluded
            .iter()
            .any(|barred| barred.name == one.name && (barred.why != Bar::HrHead || self.exclude_hr))
    }
}
