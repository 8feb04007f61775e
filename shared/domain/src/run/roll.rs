//! The roll (发放花名册) of a part: who gets what and why, frozen, and the hash that locks it.

use crate::entry::sha256;
use crate::id::PersonId;
use crate::money::Fen;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One line: a payment to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its place in the batch, from 1.
    pub no: u16,
    /// Who.
    pub person: PersonId,
    /// Name as on the document.
    pub name: String,
    /// The document's number, masked.
    pub id_masked: String,
    /// 单位.
    pub unit: String,
    /// Which kind of the benefit.
    pub kind: String,
    /// How much.
    pub fen: Fen,
    /// The account, by its fingerprint.
    pub account: String,
    /// Its last four digits.
    pub last4: String,
    /// 开户行.
    pub bank: String,
    /// How the amount came about; replayable.
    pub basis: crate::benefit::Basis,
    /// The group in which only one payment of a period is possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What must be looked at again before it is paid: `ACCOUNT_CHANGED`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
}

/// Up to [`super::BATCH`] lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollBatch {
    /// From 1.
    pub no: u32,
    /// The lines, in order.
    pub lines: Vec<Line>,
}

/// Somebody who was looked at and gets nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// Who.
    pub person: PersonId,
    /// Name as on the document.
    pub name: String,
    /// The document's number, masked.
    pub id_masked: String,
    /// 单位.
    pub unit: String,
    /// For which kind; none for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Reason code, `B04`.
    pub code: String,
    /// What it says, in both languages.
    pub text: crate::matter::Text,
}

/// What the index knows of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchMark {
    /// From 1.
    pub no: u32,
    /// How many lines.
    pub count: u32,
    /// Their sum.
    pub total: Fen,
    /// [`batch_hash`].
    pub hash: String,
}

/// The table of contents of a part's roll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollIndex {
    /// The batches, in order.
    pub batches: Vec<BatchMark>,
    /// How many pages of excluded people there are.
    pub excluded_pages: u32,
    /// Excluded people by reason.
    pub excluded: BTreeMap<String, u64>,
    /// Count and fen by kind.
    pub kinds: BTreeMap<String, (u64, Fen)>,
}

/// What a part's head keeps of its roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollMark {
    /// Which draw it is, from 1.
    pub draw: u32,
    /// [`list_hash`].
    pub list_hash: String,
    /// Lines.
    pub count: u64,
    /// Their sum.
    pub total: Fen,
    /// Batches.
    pub batches: u32,
    /// People excluded.
    pub excluded: u64,
}

/// The hash over person, kind, amount and account of each line, in order.
#[must_use]
pub fn batch_hash(batch: &RollBatch) -> String {
    let mut text = format!("batch|{}\n", batch.no);
    for line in &batch.lines {
        text.push_str(&format!(
            "{}|{}|{}|{}|{}\n",
            line.no,
            line.person,
            line.kind,
            line.fen.fen(),
            line.account
        ));
    }
    sha256(text.as_bytes())
}

/// The hash over all batches.
#[must_use]
pub fn list_hash(index: &RollIndex) -> String {
    let hashes: Vec<&str> = index.batches.iter().map(|mark| mark.hash.as_str()).collect();
    sha256(hashes.join("\n").as_bytes())
}

impl RollBatch {
    /// What the index keeps of it; none when the sum cannot be held.
    #[must_use]
    pub fn mark(&self) -> Option<BatchMark> {
        Some(BatchMark {
            no: self.no,
            count: u32::try_from(self.lines.len()).ok()?,
            total: Fen::total(self.lines.iter().map(|line| line.fen))?,
            hash: batch_hash(self),
        })
    }

    /// The line of that number.
    #[must_use]
    pub fn line(&self, no: u16) -> Option<&Line> {
        self.lines.iter().find(|line| line.no == no)
    }
}

impl RollIndex {
    /// What the part's head keeps of it; none when the sum cannot be held.
    #[must_use]
    pub fn mark(&self, draw: u32) -> Option<RollMark> {
        Some(RollMark {
            draw,
            list_hash: list_hash(self),
            count: self.batches.iter().map(|mark| u64::from(mark.count)).sum(),
            total: Fen::total(self.batches.iter().map(|mark| mark.total))?,
            batches: u32::try_from(self.batches.len()).ok()?,
            excluded: self.excluded.values().sum(),
        })
    }
}
