//! Merging, splitting and dissolving a union (合并、分立、撤销).
//!
//! The union asks, a union above decides: two people. From the yes on nobody enters the union; its
//! members are moved or retained one by one; it ends only when nobody is left. Who is left is the
//! register's to say, never this record's.

use super::{Union, UnionStatus};
use crate::authority::Acting;
use crate::deadline::drive_by;
use crate::id::{EmployerId, PersonId, RestructuringId, SubjectId, UnionId};
use crate::membership::change::{Act, Changed, Entering, Unchangeable, retain, transfer};
use crate::membership::{AffiliationKind, MembershipState, RetainCause, Standing};
use crate::occupation::ChangeReason;
use crate::role::Role;
use crate::trail::{Record, RecordKind, Trail};
use crate::union::UnionKind;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What is to become of a union's members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Plan {
    /// 合并: everybody goes to another union, and this one ends.
    Merge {
        /// To which.
        into: UnionId,
    },
    /// 分立: some go to another union, and this one stays.
    Split {
        /// To which.
        into: UnionId,
        /// Those of these employers go, and the employers with them.
        #[serde(default)]
        employers: Vec<EmployerId>,
        /// These go too.
        #[serde(default)]
        persons: Vec<PersonId>,
    },
    /// 撤销: everybody is retained with another union, and this one ends.
    Dissolve {
        /// The union above, or the street's at the residence.
        hold: UnionId,
    },
}

impl Plan {
    /// The union that the members come to.
    #[must_use]
    pub fn target(&self) -> &UnionId {
        match self {
            Plan::Merge { into } | Plan::Split { into, .. } => into,
            Plan::Dissolve { hold } => hold,
        }
    }

    /// True when the union ends with it.
    #[must_use]
    pub fn ends_union(&self) -> bool {
        match self {
            Plan::Merge { .. } | Plan::Dissolve { .. } => true,
            Plan::Split { .. } => false,
        }
    }

    /// Whether this member is among those who go.
    #[must_use]
    pub fn takes(&self, standing: &Standing) -> bool {
        match self {
            Plan::Merge { .. } | Plan::Dissolve { .. } => true,
            Plan::Split { employers, persons, .. } => {
                let membership = standing.membership.as_ref();
                let held = membership.and_then(|one| one.affiliation.as_ref());
                let employer = held.and_then(|one| one.employer.as_ref());
                persons.contains(&standing.person)
                    || employer.is_some_and(|employer| employers.contains(employer))
            }
        }
    }

    /// Whether this employer goes along.
    #[must_use]
    pub fn takes_employer(&self, employer: &EmployerId) -> bool {
        match self {
            Plan::Merge { .. } | Plan::Dissolve { .. } => true,
            Plan::Split { employers, .. } => employers.contains(employer),
        }
    }

    /// The word for it in lines.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Plan::Merge { .. } => "MERGE",
            Plan::Split { .. } => "SPLIT",
            Plan::Dissolve { .. } => "DISSOLVE",
        }
    }
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Stage {
    /// Asked for, not decided.
    Requested,
    /// Decided: members go, one by one.
    Moving,
    /// Nobody was left, and it is done.
    Done,
    /// The union above said no.
    Refused,
    /// Taken back: before the decision, or before the first member went.
    Undone,
}

impl Stage {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Requested => "REQUESTED",
            Stage::Moving => "MOVING",
            Stage::Done => "DONE",
            Stage::Refused => "REFUSED",
            Stage::Undone => "UNDONE",
        }
    }

    /// True when nothing follows any more.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Stage::Done | Stage::Refused | Stage::Undone)
    }
}

/// Somebody, or a case, that cannot go, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A person's or an application's id.
    pub of: String,
    /// Why: a word of [`Unchangeable`] or of the case.
    pub why: String,
}

/// The officer who decided, as entries of moved cases name him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decider {
    /// Which account.
    pub subject: SubjectId,
    /// In which role.
    pub role: Role,
    /// Of which union.
    pub union: UnionId,
    /// For whom he stood in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<SubjectId>,
}

impl Decider {
    /// The one who acts.
    #[must_use]
    pub fn of(acting: &Acting) -> Decider {
        Decider {
            subject: acting.subject.clone(),
            role: acting.role,
            union: acting.union.clone(),
            principal: acting.principal.clone(),
        }
    }

    /// His capacity.
    #[must_use]
    pub fn acting(&self) -> Acting {
        Acting {
            subject: self.subject.clone(),
            role: self.role,
            union: self.union.clone(),
            principal: self.principal.clone(),
        }
    }
}

/// The head of a merging, splitting or dissolving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restructuring {
    /// Its identity; the client chooses it.
    pub id: RestructuringId,
    /// Its history.
    pub trail: Trail,
    /// Of which union.
    pub union: UnionId,
    /// What is to become of the members.
    pub plan: Plan,
    /// Why, in words.
    pub reason: String,
    /// The document of the meeting or of the employer's end.
    pub document: String,
    /// Who asked.
    pub asked: Decider,
    /// When.
    pub asked_at: Timestamp,
    /// Where it stands.
    pub stage: Stage,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decider>,
    /// The union that takes the open cases over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases_to: Option<UnionId>,
    /// Since when nobody has been found left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub empty_since: Option<Timestamp>,
    /// Who could not go when it was last tried; at most a hundred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
    /// When it must be driven again at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wake: Option<Timestamp>,
}

/// Why a decision is not taken.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// It is not at that stage.
    #[error("it is not at that stage")]
    Stage,
    /// Whoever asked does not decide, nor through a stand-in.
    #[error("whoever asked does not decide")]
    FourEyes,
}

/// Between two looks that must both find nobody.
pub const SECOND_LOOK: SignedDuration = SignedDuration::from_mins(3);

/// When those who could not go are tried again.
pub const TRY_AGAIN: SignedDuration = SignedDuration::from_mins(30);

impl Restructuring {
    /// The name under which its lines are kept.
    #[must_use]
    pub fn record(&self) -> Record {
        Record::new(RecordKind::Restructuring, self.id.as_str())
    }

    /// The decision of an officer above.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn decide(
        &self,
        yes: bool,
        cases_to: Option<UnionId>,
        acting: &Acting,
        at: Timestamp,
    ) -> Result<Restructuring, Refusal> {
        if self.stage != Stage::Requested {
            return Err(Refusal::Stage);
        }
        let hands = [Some(&self.asked.subject), self.asked.principal.as_ref()];
        let mine = |one: &SubjectId| hands.contains(&Some(one));
        if mine(&acting.subject) || acting.principal.as_ref().is_some_and(mine) {
            return Err(Refusal::FourEyes);
        }
        let mut next = self.clone();
        next.decided = Some(Decider::of(acting));
        if yes {
            next.stage = Stage::Moving;
            next.cases_to = cases_to;
            next.wake = drive_by(at);
        } else {
            next.stage = Stage::Refused;
        }
        Ok(next)
    }

    /// Taken back. That nobody has gone yet is the table's to refuse.
    ///
    /// # Errors
    /// [`Refusal::Stage`] when it is over.
    pub fn undo(&self) -> Result<Restructuring, Refusal> {
        if self.stage.is_over() {
            return Err(Refusal::Stage);
        }
        Ok(Restructuring { stage: Stage::Undone, wake: None, ..self.clone() })
    }

    /// Whether both looks have found nobody, far enough apart.
    #[must_use]
    pub fn is_surely_empty(&self, now: Timestamp) -> bool {
        self.empty_since.is_some_and(|since| now.duration_since(since) >= SECOND_LOOK)
    }
}

/// What a plan makes of one member, by the state of his target union now.
///
/// # Errors
/// [`Unchangeable`]: he is left, and told of.
pub fn goes(
    plan: &Plan,
    standing: &Standing,
    target: &Union,
    act: &Act,
) -> Result<Changed, Unchangeable> {
    let membership = standing.membership.as_ref().ok_or(Unchangeable::NotInForce)?;
    let retained = membership.state == MembershipState::Retained;
    match plan {
        Plan::Dissolve { .. } => {
            // Whoever was retained before keeps his cause.
            let cause = membership.retained.filter(|_| retained);
            let cause = cause.unwrap_or(RetainCause::UnionDissolved);
            retain(standing, cause, Some(&Entering::holding(target)?), act)
        }
        Plan::Merge { .. } | Plan::Split { .. } if retained => {
            let cause = membership.retained.unwrap_or(RetainCause::UnionDissolved);
            retain(standing, cause, Some(&Entering::holding(target)?), act)
        }
        Plan::Merge { .. } | Plan::Split { .. } => {
            let held = membership.affiliation.as_ref();
            let employer = held.and_then(|one| one.employer.clone());
            let to = Entering::member(target, through(target), employer)?;
            transfer(standing, &to, ChangeReason::WorkRelationChanged, act)
        }
    }
}

/// Through what a member belongs to a union of this kind.
fn through(union: &Union) -> AffiliationKind {
    match union.kind {
        UnionKind::Independent => AffiliationKind::Employer,
        UnionKind::Joint => AffiliationKind::Joint,
        UnionKind::Industry => AffiliationKind::Industry,
        UnionKind::Territorial => AffiliationKind::Community,
        UnionKind::Pool => AffiliationKind::Pool,
        UnionKind::Federation => AffiliationKind::Holding,
    }
}

/// Whether a union can be the target of a plan: another one, active, and for those who stay active
/// members one that takes people in.
#[must_use]
pub fn fits(plan: &Plan, union: &Union, target: &Union) -> bool {
    let other = union.id != target.id;
    match plan {
        Plan::Dissolve { .. } => other && target.status == UnionStatus::Active,
        Plan::Merge { .. } | Plan::Split { .. } => other && target.admits(),
    }
}

/// A word for why somebody could not go.
#[must_use]
pub fn why(reason: Unchangeable) -> &'static str {
    match reason {
        Unchangeable::UnionClosed => "UNION_CLOSED",
        Unchangeable::DayImpossible => "DAY_IMPOSSIBLE",
        Unchangeable::SameUnion => "SAME_UNION",
        Unchangeable::NotInForce
        | Unchangeable::InForce
        | Unchangeable::NotRetained
        | Unchangeable::Retired
        | Unchangeable::NotDeceased => "NOT_POSSIBLE",
    }
}
