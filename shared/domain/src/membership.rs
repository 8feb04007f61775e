//! Membership: one per person, one open affiliation, every change an event with the national code.
//!
//! The affiliation in force stands in the membership itself; past ones are the gaps between the
//! append-only events. So intervals cannot overlap and no gap can arise.

use crate::id::{ApplicationId, EmployerId, MembershipId, PersonId, UnionId};
use crate::occupation::{ChangeReason, ChangeType};
use crate::person::Consent;
use crate::rule::MemberFact;
use jiff::{Timestamp, civil::Date};
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
    /// Events so far.
    pub events: u32,
}

/// What a person has running: at most one open application and at most one membership. One record
/// per person, so that the table itself refuses the second of either.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Whose.
    pub person: PersonId,
    /// Grows with every change.
    pub version: u64,
    /// The open application, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<ApplicationId>,
    /// The membership, if any; an ended one may be followed by another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<Membership>,
    /// Consents given with applications; a row of its own overrides one that was withdrawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
}

impl Standing {
    /// The standing of a person of whom nothing is known.
    #[must_use]
    pub fn nothing(person: PersonId) -> Standing {
        Standing { person, version: 0, open: None, membership: None, consents: Vec::new() }
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
    /// From 1, without gaps.
    pub seq: u32,
    /// 会籍变化类型.
    pub kind: ChangeType,
    /// 会籍变化原因.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ChangeReason>,
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
    /// The path of the union that was entered or left, for the counters.
    pub path: String,
    /// The application that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationId>,
}

/// The state of a membership as the fold of its events; none before the first.
#[must_use]
pub fn fold(events: &[MembershipEvent]) -> Option<MembershipState> {
    events.iter().fold(None, |_, event| {
        Some(match event.kind {
            ChangeType::Join | ChangeType::TransferIn => MembershipState::Active,
            ChangeType::Retain => MembershipState::Retained,
            // A transfer out is followed by its transfer in within the same transaction.
            ChangeType::TransferOut => MembershipState::Active,
            ChangeType::Expel | ChangeType::Leave => MembershipState::Ended,
        })
    })
}
