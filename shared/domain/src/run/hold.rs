//! What keeps a single line from being paid, and what lets a changed account be paid after all.

use crate::id::SubjectId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Why a line is held (暂缓).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HoldKind {
    /// 公示异议: somebody objected during the notice.
    Objection,
    /// The payee died.
    Deceased,
    /// The payee may not be paid any more: title withdrawn, abroad, lost, file closed.
    NotPayable,
    /// The account changed within 7 days before the draw: a second person looks at it.
    AccountChanged,
    /// An officer or an auditor stopped it.
    ByHand,
}

/// How a hold ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HoldEnd {
    /// It is paid after all.
    Released,
    /// It is not paid by this run.
    Voided,
}

/// A hold on one line. There is one at most per line; a later one replaces an ended one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Of which draw: a roll that is drawn again has other lines.
    pub draw: u32,
    /// Which batch.
    pub batch: u32,
    /// Which line of it.
    pub line: u16,
    /// Grows with every change.
    pub version: u64,
    /// Why.
    pub kind: HoldKind,
    /// In words.
    pub reason: String,
    /// Who laid it; none for the machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<SubjectId>,
    /// When.
    pub at: Timestamp,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Ended>,
}

/// Who ended a hold, when, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// How.
    pub how: HoldEnd,
    /// Who: never the one who laid it, where a person did.
    pub by: SubjectId,
    /// In words.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

impl Hold {
    /// True while it keeps the line from being paid.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// True when the line will never be paid by this run.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.end.as_ref().is_some_and(|end| end.how == HoldEnd::Voided)
    }
}

/// An account that takes the approved one's place (更正), proposed by one person and approved by
/// another. For a line that is not yet sent, and for one that failed or came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Which batch.
    pub batch: u32,
    /// Which line of it.
    pub line: u16,
    /// Grows with every change.
    pub version: u64,
    /// The fingerprint of the account that is to be paid.
    pub account: String,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub by: SubjectId,
    /// When.
    pub at: Timestamp,
    /// Who approved it; another person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<SubjectId>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Timestamp>,
}

/// The account that is approved for a line: the amendment's once two people stand behind it.
#[must_use]
pub fn approved_account<'a>(on_roll: &'a str, amendment: Option<&'a Amendment>) -> &'a str {
    match amendment {
        Some(amendment) if amendment.approved_by.is_some() => &amendment.account,
        Some(_) | None => on_roll,
    }
}
