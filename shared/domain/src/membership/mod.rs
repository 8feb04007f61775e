//! Membership: one per person, one open affiliation, every change an event with the national code.
//!
//! The affiliation in force stands in the membership itself; past ones are the gaps between the
//! append-only events. So intervals cannot overlap and no gap can arise. What can happen to a
//! membership is in [`change`], where somebody belonged on a day in [`history`].

pub mod change;
pub mod history;
pub mod row;

pub use change::{Act, Changed, Entering, Joining, Unchangeable};
pub use history::{Stay, before_end, counted, fold, on_day, stays};
pub use row::{Listed, MemberRow};

use crate::id::{ApplicationId, EmployerId, MembershipId, PersonId, UnionId};
use crate::occupation::{ChangeExtension, ChangeReason, ChangeType};
use crate::person::Consent;
use crate::rule::MemberFact;
use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether a membership (会籍) is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MembershipState {
    /// 在籍.
    Active,
    /// 保留会籍: no dues, no vote, not counted.
    Retained,
    /// 终止.
    Ended,
}

/// Through what a member belongs to his union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AffiliationKind {
    /// The employer's own union.
    Employer,
    /// A joint union.
    Joint,
    /// An industry union.
    Industry,
    /// A community or street union.
    Community,
    /// The county's pool: services are limited until he is placed.
    Pool,
    /// Kept for the time being at the residence.
    Holding,
}

/// Where a member belongs (会籍隶属).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// To which union.
    pub union: UnionId,
    /// That union's path when it began.
    pub path: String,
    /// Through what.
    pub kind: AffiliationKind,
    /// By which employer, where there is one in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerId>,
    /// Since which day.
    pub from: Date,
}

/// Why a membership is retained (保留会籍的原因).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RetainCause {
    /// 退休: with the union where he retired; nothing makes it active again.
    Retired,
    /// 失业.
    Unemployed,
    /// 单位关闭、破产: with the union above, or at the residence.
    EmployerClosed,
    /// 工会撤销: with the union above, or at the residence.
    UnionDissolved,
    /// 服兵役.
    Military,
}

impl RetainCause {
    /// All causes, in the order in which a form offers them.
    pub const ALL: [RetainCause; 5] = [
        RetainCause::Retired,
        RetainCause::Unemployed,
        RetainCause::EmployerClosed,
        RetainCause::UnionDissolved,
        RetainCause::Military,
    ];

    /// The national code for it, where the dictionary has one.
    #[must_use]
    pub fn reason(self) -> Option<ChangeReason> {
        match self {
            RetainCause::Retired | RetainCause::Military => Some(ChangeReason::WorkRelationChanged),
            RetainCause::Unemployed => Some(ChangeReason::Unemployed),
            RetainCause::EmployerClosed => Some(ChangeReason::EmployerBankrupt),
            RetainCause::UnionDissolved => None,
        }
    }

    /// Our own code, where the dictionary has none.
    #[must_use]
    pub fn extension(self) -> Option<ChangeExtension> {
        (self == RetainCause::UnionDissolved).then_some(ChangeExtension::EmployerDissolved)
    }

    /// True when the member's own union cannot hold him: it is gone, or nobody is left there.
    #[must_use]
    pub fn is_held_elsewhere(self) -> bool {
        matches!(self, RetainCause::EmployerClosed | RetainCause::UnionDissolved)
    }
}

/// How a membership ended (会籍终止方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EndedHow {
    /// 本人退会.
    Withdrawn,
    /// 自动退会: by a committee after a review, never by a timer.
    AutoWithdrawn,
    /// 开除会籍.
    Expelled,
    /// 死亡.
    Deceased,
}

/// When and how a membership ended. From that day on he is no member and his certificate is void.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The first day without it.
    pub on: Date,
    /// How.
    pub how: EndedHow,
}

/// A membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// Its identity.
    pub id: MembershipId,
    /// The member's number (会员号), unique in the province.
    pub number: String,
    /// Whether it is in force.
    pub state: MembershipState,
    /// The committee's recorded date of approval.
    pub joined: Date,
    /// Where the member belongs; none only when ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<Affiliation>,
    /// The electronic card's running number, from 1; a new card voids the one before.
    pub card: u32,
    /// Events so far, those of an earlier membership of the same person among them.
    pub events: u32,
    /// Why it is retained; none unless it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retained: Option<RetainCause>,
    /// When and how it ended; none while it is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ending>,
}

/// What is left of a membership that ended before the present one began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// Its identity.
    pub id: MembershipId,
    /// Its number: nobody else ever gets it.
    pub number: String,
    /// When it began.
    pub joined: Date,
    /// When and how it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ending>,
}

impl Former {
    /// What is kept of a membership when another follows it.
    #[must_use]
    pub fn of(membership: &Membership) -> Former {
        Former {
            id: membership.id.clone(),
            number: membership.number.clone(),
            joined: membership.joined,
            ended: membership.ended.clone(),
        }
    }
}

/// What a person has running: at most one open application and at most one membership. One record
/// per person, so that the table itself refuses the second of either.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Whose.
    pub person: PersonId,
    /// Grows with every change.
    pub version: u64,
    /// His name, for his union's list; empty until he is a member.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where he is listed. Only the store writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<Listed>,
    /// The open application, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<ApplicationId>,
    /// The membership, if any; an ended one may be followed by another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<Membership>,
    /// Memberships that ended before this one, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
    /// Consents given with applications; a row of its own overrides one that was withdrawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
}

impl Standing {
    /// The standing of a person of whom nothing is known.
    #[must_use]
    pub fn nothing(person: PersonId) -> Standing {
        Standing {
            person,
            version: 0,
            name: String::new(),
            listed: None,
            open: None,
            membership: None,
            former: Vec::new(),
            consents: Vec::new(),
        }
    }

    /// Whether the person is a member.
    #[must_use]
    pub fn member(&self) -> MemberFact {
        match self.membership.as_ref().map(|membership| membership.state) {
            Some(MembershipState::Active) => MemberFact::Active,
            Some(MembershipState::Retained) => MemberFact::Retained,
            Some(MembershipState::Ended) | None => MemberFact::None,
        }
    }
}

/// One change of a membership, append-only, with the national dictionary's codes (会籍变化).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipEvent {
    /// Of which membership.
    pub membership: MembershipId,
    /// From 1, without gaps, over all memberships of one person.
    pub seq: u32,
    /// 会籍变化类型.
    pub kind: ChangeType,
    /// 会籍变化原因.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ChangeReason>,
    /// What the dictionary lacks: 死亡, 单位撤销, 恢复.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ext: Option<ChangeExtension>,
    /// The state before it; none where it is the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<MembershipState>,
    /// Why it is retained; none unless it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<RetainCause>,
    /// The day from which it counts.
    pub on: Date,
    /// When it was written.
    pub at: Timestamp,
    /// The union that was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<UnionId>,
    /// The union that was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<UnionId>,
    /// Through what he belongs to the union that was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<AffiliationKind>,
    /// By which employer he belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerId>,
    /// The path of the union that was entered or left, for the counters.
    pub path: String,
    /// The application that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationId>,
}
