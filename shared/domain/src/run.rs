//! A benefit run (发放批次): one benefit in one period, in parts that move by themselves.
//!
//! Reading order: [`part`] (states, pending steps, four eyes), [`roll`] (who gets what, and its
//! hash), [`payment`] (batches, attempts, and what left the plain path), [`instruct`] (what may be
//! sent now), [`reconcile`] (what a bank's report means), [`ledger`] (every fen).

pub mod hold;
pub mod instruct;
pub mod ledger;
pub mod notice;
pub mod part;
pub mod payment;
pub mod reason;
pub mod reconcile;
pub mod reference;
pub mod roll;

use crate::calendar::{end_of_day_shanghai, next_working_day, shanghai_date};
use crate::id::{RunId, SubjectId};
use crate::money::Fen;
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Lines of one batch: with the batch's own record and the look at its holds they are what one
/// transaction of the table takes (100).
pub const BATCH: usize = 98;

/// The part of those whom the province pays itself.
pub const PROVINCE_PART: &str = "2100";

/// Whether a run is the period's own or mends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RunKind {
    /// The period's run; there is one.
    Regular,
    /// A supplement (补发) to it: pays those whom it left out.
    Supplement {
        /// The run it supplements.
        to: RunId,
    },
}

/// Who planned a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Planner {
    /// The calendar.
    Schedule,
    /// A person: he may neither review nor approve nor pay it.
    Officer {
        /// Who.
        subject: SubjectId,
    },
}

/// The head of a run: its plan, and what its parts add up to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Identity.
    pub id: RunId,
    /// What people read out: `R26000012…`.
    pub number: String,
    /// Grows with every change.
    pub version: u64,
    /// Which benefit, in which version: `code@version`.
    pub benefit: String,
    /// Which period of it: `2026`.
    pub period: String,
    /// In which year its money is spent.
    pub year: i16,
    /// From which budget line.
    pub budget_line: String,
    /// Regular or supplement.
    #[serde(flatten)]
    pub kind: RunKind,
    /// Who planned it.
    pub planned: Planner,
    /// When.
    pub at: Timestamp,
    /// The instant at which eligibility is frozen.
    pub cut_off: Timestamp,
    /// The last day on which the money may arrive, where the benefit has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_by: Option<Date>,
    /// The parts, by city; set once.
    pub parts: Vec<String>,
    /// Values without a document, for which production refuses it; nothing of it is drawn then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<crate::benefit::Missing>,
    /// What the parts add up to, as last concluded.
    pub state: part::State,
    /// Their sums.
    #[serde(default)]
    pub totals: Totals,
    /// Days on which the bank's folder is still looked at for what comes back after the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks: Option<Looks>,
    /// When it must be driven again at the latest; none when nothing is left to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wake: Option<Timestamp>,
}

/// Working days after the last part's end on which the bank's folder is looked at by itself.
pub const LOOK_FOR: u16 = 30;

/// The looks for late returns that are left to a run whose parts have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looks {
    /// Parts that had ended when this was counted: one more, and the days begin anew.
    pub ended: u32,
    /// Looks that are left.
    pub left: u16,
}

impl Run {
    /// True when the drive at this moment is to look for late returns.
    #[must_use]
    pub fn looks_at(&self, at: Timestamp) -> bool {
        self.looks.is_some_and(|looks| looks.left > 0) && self.wake.is_some_and(|wake| wake <= at)
    }

    /// The looks that are left after a drive that found so many parts settled or closed, and the
    /// moment of the next: the morning of the next working day, once a day, for
    /// [`LOOK_FOR`] days.
    #[must_use]
    pub fn next_look(&self, ended: u32, at: Timestamp) -> (Option<Looks>, Option<Timestamp>) {
        if ended == 0 {
            return (None, None);
        }
        let tomorrow = || {
            let next = next_working_day(shanghai_date(at));
            end_of_day_shanghai(next).checked_sub(LOOK_BEFORE_MIDNIGHT).ok()
        };
        match self.looks {
            Some(looks) if looks.ended == ended && !self.looks_at(at) => {
                (self.looks, self.wake.filter(|_| looks.left > 0))
            }
            Some(Looks { left, .. }) if self.looks.is_some_and(|one| one.ended == ended) => {
                let left = left.saturating_sub(1);
                (Some(Looks { ended, left }), tomorrow().filter(|_| left > 0))
            }
            _ => (Some(Looks { ended, left: LOOK_FOR }), tomorrow()),
        }
    }
}

/// Looks are taken at 09:00 in Asia/Shanghai.
const LOOK_BEFORE_MIDNIGHT: SignedDuration = SignedDuration::from_hours(15);

fn is_none(count: &u64) -> bool {
    *count == 0
}

/// Sums over payments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Lines on the rolls.
    pub lines: u64,
    /// Their sum.
    pub fen: Fen,
    /// Confirmed payments.
    pub paid: u64,
    /// Their sum, part payments included.
    pub paid_fen: Fen,
    /// Instructed, answer outstanding.
    #[serde(default, skip_serializing_if = "is_none")]
    pub in_flight: u64,
    /// Failed, returned, held, or being corrected.
    #[serde(default, skip_serializing_if = "is_none")]
    pub open: u64,
    /// Void: they will not be paid by this run.
    #[serde(default, skip_serializing_if = "is_none")]
    pub void: u64,
}

impl Totals {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Totals) -> Totals {
        Totals {
            lines: self.lines.saturating_add(other.lines),
            fen: self.fen.checked_add(other.fen).unwrap_or(self.fen),
            paid: self.paid.saturating_add(other.paid),
            paid_fen: self.paid_fen.checked_add(other.paid_fen).unwrap_or(self.paid_fen),
            in_flight: self.in_flight.saturating_add(other.in_flight),
            open: self.open.saturating_add(other.open),
            void: self.void.saturating_add(other.void),
        }
    }
}

/// The state of a run: that of its slowest part that was not cancelled.
#[must_use]
pub fn concluded(parts: &[part::Part]) -> part::State {
    let living =
        parts.iter().map(|part| part.state).filter(|state| *state != part::State::Cancelled);
    match living.min() {
        Some(state) => state,
        None if parts.is_empty() => part::State::Planned,
        None => part::State::Cancelled,
    }
}
