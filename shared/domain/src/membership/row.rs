//! A union's own row of a member (工会会员名册的一行): who belongs to it, to be asked by the union's key alone.
//!
//! It says nothing that the standing does not say; it is written, changed and removed together with
//! it, by the store.

use super::{AffiliationKind, Membership, MembershipState, Standing};
use crate::entry::sha256;
use crate::id::{EmployerId, PersonId, UnionId};
use crate::initials::initials;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A member as his union lists him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    /// Who.
    pub person: PersonId,
    /// His name.
    pub name: String,
    /// Its pinyin initials.
    pub initials: String,
    /// His member's number.
    pub number: String,
    /// Active or retained.
    pub state: MembershipState,
    /// Through what he belongs to the union.
    pub kind: AffiliationKind,
    /// By which employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerId>,
    /// Since which day.
    pub from: Date,
}

/// Where a person is listed: what is needed to find his row again, and to see whether it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// In whose list.
    pub union: UnionId,
    /// Under which name.
    pub name: String,
    /// A print of the row.
    pub print: String,
}

impl Standing {
    /// The row that his union ought to have of him; none when he is no member.
    #[must_use]
    pub fn row(&self) -> Option<(UnionId, MemberRow)> {
        let membership = self.membership.as_ref();
        let membership = membership.filter(|one| one.state != MembershipState::Ended)?;
        let Membership { number, state, affiliation, .. } = membership;
        let affiliation = affiliation.as_ref()?;
        let row = MemberRow {
            person: self.person.clone(),
            name: self.name.clone(),
            initials: initials(&self.name),
            number: number.clone(),
            state: *state,
            kind: affiliation.kind,
            employer: affiliation.employer.clone(),
            from: affiliation.from,
        };
        Some((affiliation.union.clone(), row))
    }
}

impl MemberRow {
    /// How it stands in the list of a union.
    #[must_use]
    pub fn listed(&self, union: &UnionId) -> Listed {
        let written = serde_json::to_vec(&(union, self)).unwrap_or_default();
        let print = sha256(&written).chars().take(12).collect();
        Listed { union: union.clone(), name: self.name.clone(), print }
    }
}
