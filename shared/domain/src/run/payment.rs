//! Payments: batches as they were sent, and the cases of those that left the plain path.
//!
//! A payment without a case is what its batch says: on its way, or confirmed. Whatever is held,
//! fails, comes back or is paid in part has a case of its own.

use super::ledger::{Account, Balances, Posting};
use super::reconcile::Booked;
use crate::id::{PersonId, RunId};
use crate::money::Fen;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// A set of lines of one batch, from 1 to 128; in JSON 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lines(u128);

impl Lines {
    /// No line.
    pub const NONE: Lines = Lines(0);

    /// The set of these lines; numbers out of range are left out.
    #[must_use]
    pub fn of(lines: impl IntoIterator<Item = u16>) -> Lines {
        lines.into_iter().fold(Lines::NONE, Lines::with)
    }

    fn bit(line: u16) -> u128 {
        let place = u32::from(line).checked_sub(1);
        place.and_then(|place| 1_u128.checked_shl(place)).unwrap_or(0)
    }

    /// With this line too.
    #[must_use]
    pub fn with(self, line: u16) -> Lines {
        Lines(self.0 | Lines::bit(line))
    }

    /// Without the lines of the other.
    #[must_use]
    pub fn minus(self, other: Lines) -> Lines {
        Lines(self.0 & !other.0)
    }

    /// The lines of both.
    #[must_use]
    pub fn plus(self, other: Lines) -> Lines {
        Lines(self.0 | other.0)
    }

    /// True when the line is in it.
    #[must_use]
    pub fn has(self, line: u16) -> bool {
        let bit = Lines::bit(line);
        bit != 0 && self.0 & bit == bit
    }

    /// How many.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// In order.
    pub fn iter(self) -> impl Iterator<Item = u16> {
        (1_u16..=128).filter(move |line| self.has(*line))
    }
}

/// Not 1 to 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a set of lines is hexadecimal")]
pub struct InvalidLines;

impl TryFrom<String> for Lines {
    type Error = InvalidLines;

    fn try_from(text: String) -> Result<Lines, InvalidLines> {
        u128::from_str_radix(&text, 16).map(Lines).map_err(|_| InvalidLines)
    }
}

impl From<Lines> for String {
    fn from(lines: Lines) -> String {
        format!("{:x}", lines.0)
    }
}

/// One sending of a batch, or of some of its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// From 1.
    pub no: u32,
    /// Message id and file key: [`super::reference::Message`].
    pub message: String,
    /// Which lines.
    pub lines: Lines,
    /// Their sum.
    pub total: Fen,
    /// The point of no return.
    pub at: Timestamp,
    /// By when the bank's report is expected.
    pub due: Date,
}

/// The record of a batch; it exists from its point of no return on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Of which run.
    pub run: RunId,
    /// Of which part.
    pub part: String,
    /// From 1.
    pub no: u32,
    /// Of which draw.
    pub draw: u32,
    /// Grows with every change.
    pub version: u64,
    /// The hash of its lines as approved.
    pub hash: String,
    /// Its sendings; none where every line is held or void.
    pub attempts: Vec<Attempt>,
    /// Lines without a case that the bank confirmed.
    pub confirmed: Lines,
    /// Lines that have a case.
    pub cased: Lines,
    /// Its page of the ledger.
    pub postings: Vec<Posting>,
    /// The first report that was booked on it whole, where nothing left the plain path: it is
    /// marked in the same write. Others have records of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported: Option<Reported>,
}

/// A report of the bank, booked to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The first 16 digits of the SHA-256 of its bytes.
    pub sha16: String,
    /// Where it lies.
    pub key: String,
    /// What S3 says of its content: the same key may hold another report later.
    pub tag: String,
    /// Which sending it is about.
    pub message: String,
    /// When it was booked.
    pub at: Timestamp,
    /// How many lines did what.
    pub results: BTreeMap<Booked, u32>,
    /// Lines that could not be read.
    #[serde(default)]
    pub faults: u32,
}

impl Batch {
    /// Lines without a case that are on their way.
    #[must_use]
    pub fn plain_in_flight(&self) -> Lines {
        let sent = self.attempts.iter().find(|attempt| attempt.no == 1);
        sent.map_or(Lines::NONE, |first| first.lines.minus(self.confirmed).minus(self.cased))
    }

    /// The sending of that number.
    #[must_use]
    pub fn attempt(&self, no: u32) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.no == no)
    }
}

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// 待支付: approved and not sent; a released hold is this again.
    Approved,
    /// 暂缓.
    Held,
    /// 作废: not paid by this run. An end.
    Void,
    /// 已提交银行: on its way; past its report's date the answer is unknown, and asked for.
    Submitted,
    /// 已到账. An end, unless it comes back.
    Confirmed,
    /// 支付失败: the bank refused it.
    Failed,
    /// 部分到账: the bank paid less.
    PartPaid,
    /// 退票: it came back.
    Returned,
    /// 已更正: the account was corrected and approved by a second person; it may be sent again.
    Corrected,
}

/// Every legal move of a payment that has a case.
#[rustfmt::skip]
pub const MOVES: &[(State, State)] = &[
    (State::Approved,  State::Held),
    (State::Approved,  State::Submitted),
    (State::Approved,  State::Void),
    (State::Held,      State::Approved),
    (State::Held,      State::Void),
    (State::Submitted, State::Confirmed),
    (State::Submitted, State::Failed),
    (State::Submitted, State::PartPaid),
    (State::Submitted, State::Returned),
    (State::Failed,    State::Corrected),
    (State::Failed,    State::Confirmed),
    (State::Failed,    State::PartPaid),
    (State::Failed,    State::Void),
    (State::PartPaid,  State::Corrected),
    (State::PartPaid,  State::Confirmed),
    (State::PartPaid,  State::Returned),
    (State::PartPaid,  State::Void),
    (State::Confirmed, State::Returned),
    (State::Returned,  State::Corrected),
    (State::Returned,  State::Void),
    (State::Corrected, State::Submitted),
    (State::Corrected, State::Confirmed),
    (State::Corrected, State::PartPaid),
    (State::Corrected, State::Void),
];

/// The payment's state does not allow this.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("the payment's state does not allow this")]
pub struct IllegalMove;

impl State {
    /// True when nobody has to do anything about it.
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(self, State::Void | State::Confirmed)
    }
}

/// A payment that left the plain path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Of which run.
    pub run: RunId,
    /// Of which part.
    pub part: String,
    /// Which batch.
    pub batch: u32,
    /// Which line of it.
    pub line: u16,
    /// Grows with every change.
    pub version: u64,
    /// Who is to be paid.
    pub person: PersonId,
    /// Which kind of the benefit.
    pub kind: String,
    /// How much was approved.
    pub fen: Fen,
    /// How much arrived.
    pub paid: Fen,
    /// How much of it by the last sending.
    pub arrived: Fen,
    /// Where it stands.
    pub state: State,
    /// In which sending it went last; 0 if never.
    pub attempt: u32,
    /// The sendings that the bank refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<u32>,
    /// The fingerprint of the account that is approved for it now.
    pub account: String,
    /// Why, newest last: reason codes of ours and of the bank.
    pub reasons: Vec<Reason>,
    /// Its page of the ledger.
    pub postings: Vec<Posting>,
    /// When it last changed.
    pub at: Timestamp,
    /// When the payee said that the money did not arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Timestamp>,
}

/// Why a payment is where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// `P01` … of ours, or the bank's own code.
    pub code: String,
    /// The bank's or an officer's words; no personal data.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// When.
    pub at: Timestamp,
}

impl Case {
    /// What is still to be paid.
    #[must_use]
    pub fn due(&self) -> Fen {
        self.fen.checked_sub(self.paid).unwrap_or(Fen::ZERO)
    }

    /// What of its money came back and lies with it.
    #[must_use]
    pub fn returned(&self) -> Fen {
        let held = Balances::of(&self.postings).on(Account::Returned);
        Fen::new(u64::try_from(held).unwrap_or(0))
    }

    /// The case in another state, for a reason.
    ///
    /// # Errors
    /// [`IllegalMove`] when [`MOVES`] has no such row.
    pub fn moved(
        mut self,
        to: State,
        code: &str,
        text: &str,
        at: Timestamp,
    ) -> Result<Case, IllegalMove> {
        if !MOVES.contains(&(self.state, to)) {
            return Err(IllegalMove);
        }
        self.state = to;
        self.version = self.version.saturating_add(1);
        self.reasons.push(Reason { code: code.to_owned(), text: text.to_owned(), at });
        self.at = at;
        Ok(self)
    }
}

/// Why money is in suspense (暂记).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SuspenseWhy {
    /// The reference is none of ours, or of a line that was not in that sending.
    UnknownReference,
    /// The bank paid less than it was told; this is the rest.
    PartPaid,
    /// The bank paid more than it was told; this is what is over.
    Overpaid,
    /// The bank says it paid what it had refused, after it was sent again; or what is void.
    PaidTwice,
    /// It came back after the books were closed.
    ReturnedAfterClose,
}

/// Money that waits for a person to say whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspense {
    /// Its key in the part: the same finding makes the same key, so it is booked once.
    pub id: String,
    /// Of which run's report.
    pub run: RunId,
    /// Of which part.
    pub part: String,
    /// Grows with every change.
    pub version: u64,
    /// Why.
    pub why: SuspenseWhy,
    /// How much.
    pub fen: Fen,
    /// The reference as the bank gave it, if it has the shape of one.
    pub reference: String,
    /// The payment it belongs to, if one is known: batch and line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<(u32, u16)>,
    /// Its page of the ledger.
    pub postings: Vec<Posting>,
    /// When it was found.
    pub at: Timestamp,
    /// Who cleared it, why and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared: Option<Cleared>,
}

/// How money left suspense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cleared {
    /// Who.
    pub by: crate::id::SubjectId,
    /// Into which account.
    pub to: super::ledger::Account,
    /// Why, in words.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}
