//! Collective joining (集中入会): a batch, its roster, and what each person on it said.
//!
//! A row becomes an ordinary application of `join` the moment its person says yes; number, checks,
//! decision, card and reasons come from there. Deliberately absent: the machine, keys, sending.

mod answer;
mod decision;
mod presence;
mod roster;

pub use answer::{
    Answer, CannotAnswer, LAST_CHARACTERS, WRONG_AT_MOST, answer, matches_tail, may_answer,
};
pub use decision::{Exception, Round, RoundFault, RowDecision, check_round, word_of};
pub use presence::{CODE_LENGTH, CheckIn, CheckedIn, check_in, code_of, may_be_absent, read_code};
pub use roster::{MOST_ROWS, NewRow, RowFault, form_of, is_same_person, row_fault};

use crate::citizen_id::IdType;
use crate::entry::Actor;
use crate::form::EmployerName;
use crate::id::{ApplicationId, BatchId, SubjectId, UnionId};
use crate::occupation::OccupationGroup;
use crate::person::Sealed;
use crate::trail::{Line, Record, RecordKind, Trail};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// A collective joining (集中入会批次): who takes part, where and when, and who organises it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinBatch {
    /// Its identity.
    pub id: BatchId,
    /// Its version and the end of its history.
    pub trail: Trail,
    /// The union that takes the people in, and decides.
    pub union: UnionId,
    /// What people call it: 浑南物流园集中入会.
    pub title: String,
    /// Where it is held.
    pub place: String,
    /// When it is held.
    pub held: Timestamp,
    /// The last day on which somebody may say yes or no by a link.
    pub until: Date,
    /// When it was made.
    pub created: Timestamp,
    /// The organiser.
    pub by: SubjectId,
    /// When it was closed; nobody answers any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Timestamp>,
    /// Rows so far; numbers are never used again.
    pub rows: u32,
    /// Devices that were opened for people to answer on the spot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub devices: Vec<Device>,
    /// Recorded decisions of the committee on the batch, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// What was recorded of the ceremony.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceremony: Option<Ceremony>,
    /// When what was uploaded of people who never said yes was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased: Option<Timestamp>,
}

/// A device that is handed from person to person (现场共用设备), opened by an officer who sees their documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// From 1 within the batch.
    pub no: u32,
    /// The officer who opened it and stands beside it.
    pub by: SubjectId,
    /// When it stops by itself.
    pub until: Timestamp,
    /// True once it was ended by hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

impl Device {
    /// True while people may answer on it.
    #[must_use]
    pub fn works(&self, now: Timestamp) -> bool {
        !self.ended && now < self.until
    }
}

/// What is recorded of a ceremony (入会仪式记录).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceremony {
    /// When it was really held.
    pub held: Timestamp,
    /// Where.
    pub place: String,
    /// How many came, counted in the hall.
    pub heads: u32,
    /// Whether the oath was taken together.
    pub oath: bool,
    /// Who recorded it.
    pub by: SubjectId,
    /// When it was recorded.
    pub at: Timestamp,
}

/// What the person of a row said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RowState {
    /// Nothing yet.
    #[default]
    Open,
    /// Yes: there is an application.
    Yes,
    /// No: he is left out.
    No,
}

/// How somebody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Way {
    /// On his own phone, by the link that was sent to it.
    Link,
    /// On a device at the place.
    Device,
}

/// That somebody came (签到).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// When, by the device's clock.
    pub at: Timestamp,
    /// On which device it was noted.
    pub device: String,
}

/// One person on the roster. Sensitive values are sealed, and leave the row with a yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchRow {
    /// Of which batch.
    pub batch: BatchId,
    /// From 1 within the batch.
    pub no: u32,
    /// Grows with every change.
    pub version: u64,
    /// As on the document; empty once erased.
    pub name: String,
    /// Kind of document.
    pub id_type: IdType,
    /// The document's number, masked.
    pub id_masked: String,
    /// The mobile, masked.
    pub mobile_masked: String,
    /// The occupation group.
    pub group: OccupationGroup,
    /// The employer, where the roster names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerName>,
    /// ID number and mobile as JSON; none after a yes, and once erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Sealed>,
    /// Blind indexes of the document, by which the same person is found again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub macs: Vec<String>,
    /// The opaque code on his card for checking in.
    pub code: String,
    /// True for somebody who came without being on the list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub walk_in: bool,
    /// What he said.
    #[serde(default)]
    pub state: RowState,
    /// How he said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
    /// When he said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Timestamp>,
    /// What came of his yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationId>,
    /// Which link is good: an older one is not.
    pub issue: u32,
    /// How often the link was sent.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub sends: u32,
    /// When it was last handed to the provider; none if that never worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Timestamp>,
    /// Wrong last characters since the link was issued.
    #[serde(default, skip_serializing_if = "is_zero8")]
    pub wrong: u8,
    /// That he came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<Presence>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero8(number: &u8) -> bool {
    *number == 0
}

impl BatchRow {
    /// The same one version on.
    #[must_use]
    pub fn next(&self) -> BatchRow {
        BatchRow { version: self.version.saturating_add(1), ..self.clone() }
    }

    /// The same without what is personal: of somebody who never said yes.
    #[must_use]
    pub fn erased(&self) -> BatchRow {
        BatchRow {
            name: String::new(),
            id_masked: String::new(),
            mobile_masked: String::new(),
            employer: None,
            sealed: None,
            macs: Vec::new(),
            ..self.next()
        }
    }
}

/// An application's place in a batch, kept in its head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchPlace {
    /// Which batch.
    pub id: BatchId,
    /// Which row.
    pub row: u32,
    /// The union that takes the people in.
    pub union: UnionId,
    /// The organiser, and the officer who stood beside the device: neither decides, nor anybody
    /// whom one of them named as his stand-in.
    pub organisers: Vec<SubjectId>,
}

impl JoinBatch {
    /// The device of this number, while it works.
    #[must_use]
    pub fn device(&self, no: u32, now: Timestamp) -> Option<&Device> {
        self.devices.iter().find(|device| device.no == no && device.works(now))
    }

    /// The record whose lines tell its history.
    #[must_use]
    pub fn record(&self) -> Record {
        Record::new(RecordKind::Batch, self.id.as_str())
    }

    /// One change of the head: what to write, and the line that tells it.
    #[must_use]
    pub fn change(
        &self,
        at: Timestamp,
        by: Actor,
        act: &str,
        details: &serde_json::Value,
        mend: impl FnOnce(&mut JoinBatch),
    ) -> (JoinBatch, Line) {
        let mut next = self.clone();
        mend(&mut next);
        let line = next.trail.add(&self.record(), at, by, act, details);
        (next, line)
    }

    /// The place of an application of this batch; `witness` stood beside the device.
    #[must_use]
    pub fn place(&self, row: u32, witness: Option<&SubjectId>) -> BatchPlace {
        let mut organisers = vec![self.by.clone()];
        organisers.extend(witness.filter(|witness| **witness != self.by).cloned());
        BatchPlace { id: self.id.clone(), row, union: self.union.clone(), organisers }
    }
}

#[cfg(test)]
pub(crate) mod test {
    //! A batch and its rows for the tests of this folder.

    use super::*;
    use jiff::civil::date;

    pub(crate) fn batch() -> JoinBatch {
        JoinBatch {
            id: BatchId::from_parts(1, 1),
            trail: Trail::default(),
            union: UnionId::parse("COURIERS").unwrap(),
            title: "物流园集中入会".to_owned(),
            place: "物流园广场".to_owned(),
            held: "2026-06-05T01:00:00Z".parse().unwrap(),
            until: date(2026, 6, 10),
            created: Timestamp::UNIX_EPOCH,
            by: SubjectId::parse("organiser").unwrap(),
            closed: None,
            rows: 1,
            devices: Vec::new(),
            rounds: Vec::new(),
            ceremony: None,
            erased: None,
        }
    }

    pub(crate) fn row(no: u32) -> BatchRow {
        BatchRow {
            batch: BatchId::from_parts(1, 1),
            no,
            version: 1,
            name: "王小合".to_owned(),
            id_type: IdType::IdCard,
            id_masked: "2199**********0018".to_owned(),
            mobile_masked: "154****0001".to_owned(),
            group: OccupationGroup::Courier,
            employer: None,
            sealed: Some(Sealed("1.x".to_owned())),
            macs: vec![format!("1.aa{no}")],
            code: "K7M2QX".to_owned(),
            walk_in: false,
            state: RowState::Open,
            way: None,
            answered: None,
            application: None,
            issue: 1,
            sends: 0,
            sent: None,
            wrong: 0,
            present: None,
        }
    }
}
