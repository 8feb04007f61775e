//! What a row does to the register: joins, is only proposed, changes what is no secret, nothing, or is refused.
//!
//! Pure. The dry run and the import ask the same question; only the import writes the answer. A row
//! that was imported before a crash says so by its membership's identity, which follows from roster
//! and line.

use super::fault::{CellFault, Fault};
use super::row::{Facts, LEAST_AGE, RosterRow};
use crate::citizen_id::age_on;
use crate::id::{EmployerId, MembershipId, PersonId};
use crate::membership::change::{Act, Changed, Entering, Joining, Unchangeable, join};
use crate::membership::{AffiliationKind, Membership, MembershipState, Standing};
use crate::person::{Consent, Person};
use crate::union::{Union, UnionKind};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What a row does (处理结果).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Verdict {
    /// 入会.
    Join,
    /// 建议转入: the person is a member elsewhere, and his own yes is needed.
    MoveIn,
    /// 更正: facts differ.
    Correct,
    /// 无变化.
    Unchanged,
    /// 不通过.
    Refused,
}

impl Verdict {
    /// All of them, in the order of the page's bar.
    pub const ALL: [Verdict; 5] =
        [Verdict::Join, Verdict::MoveIn, Verdict::Correct, Verdict::Unchanged, Verdict::Refused];

    /// The word in which the API and the files say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Join => "JOIN",
            Verdict::MoveIn => "MOVE_IN",
            Verdict::Correct => "CORRECT",
            Verdict::Unchanged => "UNCHANGED",
            Verdict::Refused => "REFUSED",
        }
    }
}

/// A fact that differs: what is on record, what the roster says. Codes of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactChange {
    /// The column.
    pub column: String,
    /// What is on record; empty where nothing was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub old: String,
    /// What the roster says.
    pub new: String,
}

/// What the register knows of a row's person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Whose document it is.
    pub person: Option<&'a Person>,
    /// His standing.
    pub standing: Option<&'a Standing>,
    /// Facts on record.
    pub facts: Option<&'a Facts>,
    /// Whose the mobile is.
    pub mobile_of: Option<&'a PersonId>,
}

/// What a row is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Bench<'a> {
    /// The union whose roster it is.
    pub union: &'a Union,
    /// The committee's day; of a dry run today.
    pub on: Date,
    /// Who confirmed the import, if he is a person of the register.
    pub confirmer: Option<&'a PersonId>,
    /// The membership that this very row makes.
    pub made: &'a MembershipId,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// What the row does.
    pub verdict: Verdict,
    /// Why it is refused or only proposed; every reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<CellFault>,
    /// What is good to know and stops nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<CellFault>,
    /// Facts that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FactChange>,
    /// Whether the register says already what the row says: nothing is left to write.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub already: bool,
}

impl Judged {
    fn refused(faults: Vec<CellFault>) -> Judged {
        let verdict = Verdict::Refused;
        Judged { verdict, faults, notes: Vec::new(), changes: Vec::new(), already: false }
    }
}

/// Judges a row.
#[must_use]
pub fn judge(row: &RosterRow, known: Known<'_>, bench: Bench<'_>) -> Judged {
    let Some(person) = known.person else {
        let mut faults = newcomer(row, bench);
        if known.mobile_of.is_some() {
            faults.push(CellFault::of("mobile", Fault::MobileTaken));
        }
        return joining(faults, known, row);
    };
    if person.name != row.name {
        return Judged::refused(vec![CellFault::of("name", Fault::NameDiffers)]);
    }
    if known.mobile_of.is_some_and(|owner| *owner != person.id) {
        return Judged::refused(vec![CellFault::of("mobile", Fault::MobileTaken)]);
    }
    let membership = known.standing.and_then(|standing| standing.membership.as_ref());
    match membership {
        None => {
            let mut faults = newcomer(row, bench);
            if known.standing.is_some_and(|standing| standing.open.is_some()) {
                faults.push(CellFault::row(Fault::CaseOpen));
            }
            if bench.confirmer == Some(&person.id) {
                faults.push(CellFault::row(Fault::OwnRow));
            }
            joining(faults, known, row)
        }
        Some(membership) => member(row, known, bench, membership),
    }
}

/// What stands in the way of somebody who is no member yet.
fn newcomer(row: &RosterRow, bench: Bench<'_>) -> Vec<CellFault> {
    let mut faults = Vec::new();
    if !bench.union.admits() {
        faults.push(CellFault::row(Fault::UnionClosed));
    }
    if row.agreed.is_none() {
        faults.push(CellFault::of("agreed", Fault::AgreedMissing));
    }
    if age_on(row.number.birth_date(), bench.on) < LEAST_AGE {
        faults.push(CellFault::of("idNumber", Fault::TooYoung));
    }
    faults
}

fn joining(faults: Vec<CellFault>, known: Known<'_>, row: &RosterRow) -> Judged {
    if !faults.is_empty() {
        return Judged::refused(faults);
    }
    let notes = kept_mobile(known, row);
    Judged { verdict: Verdict::Join, faults, notes, changes: Vec::new(), already: false }
}

fn member(row: &RosterRow, known: Known<'_>, bench: Bench<'_>, of: &Membership) -> Judged {
    let notes = kept_mobile(known, row);
    if of.id == *bench.made {
        // This row's own work, before a crash.
        let verdict = Verdict::Join;
        return Judged { verdict, faults: Vec::new(), notes, changes: Vec::new(), already: true };
    }
    let here = of.affiliation.as_ref().is_some_and(|one| one.union == bench.union.id);
    match of.state {
        MembershipState::Ended => Judged::refused(vec![CellFault::row(Fault::LeftBefore)]),
        MembershipState::Retained => Judged::refused(vec![CellFault::row(Fault::Retained)]),
        MembershipState::Active if here => {
            let changes = differences(&row.facts, known.facts);
            let verdict = if changes.is_empty() { Verdict::Unchanged } else { Verdict::Correct };
            Judged { verdict, faults: Vec::new(), notes, changes, already: false }
        }
        MembershipState::Active => moving(row, bench, notes),
    }
}

fn moving(row: &RosterRow, bench: Bench<'_>, notes: Vec<CellFault>) -> Judged {
    let mut faults = newcomer(row, bench);
    if !faults.is_empty() {
        return Judged::refused(faults);
    }
    faults.push(CellFault::row(Fault::MemberElsewhere));
    Judged { verdict: Verdict::MoveIn, faults, notes, changes: Vec::new(), already: false }
}

/// A mobile is the person's own to change: the roster's is only mentioned.
fn kept_mobile(known: Known<'_>, row: &RosterRow) -> Vec<CellFault> {
    let Some(person) = known.person else { return Vec::new() };
    let same = known.mobile_of == Some(&person.id)
        || person.mobile_masked.as_ref() == Some(&row.mobile.masked());
    let differs = person.mobile_masked.is_some() && !same;
    differs.then(|| CellFault::of("mobile", Fault::MobileKept)).into_iter().collect()
}

/// What the roster says otherwise; a blank cell takes nothing away.
#[must_use]
pub fn differences(said: &Facts, on_record: Option<&Facts>) -> Vec<FactChange> {
    let old = |column: &String| on_record.and_then(|facts| facts.get(column));
    let differing = said.iter().filter(|(column, value)| old(column) != Some(*value));
    differing
        .map(|(column, value)| FactChange {
            column: column.clone(),
            old: old(column).cloned().unwrap_or_default(),
            new: value.clone(),
        })
        .collect()
}

/// What only the import knows of a new member.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The name, for his union's list.
    pub name: String,
    /// The member's number, from a block.
    pub number: String,
    /// The employer in the register.
    pub employer: Option<EmployerId>,
    /// The consent that he gave when he agreed.
    pub consent: Consent,
}

/// A new member's standing and event 1, as of the committee's day.
///
/// # Errors
/// [`Unchangeable`] when he is a member after all.
pub fn admit(
    standing: &Standing,
    drawn: Drawn,
    bench: Bench<'_>,
    at: Timestamp,
) -> Result<Changed, Unchangeable> {
    let kind = affiliation_kind(bench.union.kind);
    let entering = Entering::member(bench.union, kind, drawn.employer)?;
    let act = Act { on: bench.on, at, application: None };
    let new = Joining { id: bench.made.clone(), number: drawn.number, name: drawn.name };
    let mut changed = join(standing, new, &entering, &act)?;
    changed.standing.consents.push(drawn.consent);
    Ok(changed)
}

fn affiliation_kind(kind: UnionKind) -> AffiliationKind {
    match kind {
        UnionKind::Independent => AffiliationKind::Employer,
        UnionKind::Joint => AffiliationKind::Joint,
        UnionKind::Industry => AffiliationKind::Industry,
        UnionKind::Pool => AffiliationKind::Pool,
        UnionKind::Territorial | UnionKind::Federation => AffiliationKind::Community,
    }
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
