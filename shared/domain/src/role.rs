//! Roles, who holds them where and when, and stand-ins.
//!
//! Deliberately absent: what a role may do; that is [`crate::authority`].

use crate::id::{PersonId, StandInId, SubjectId, UnionId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What somebody is appointed to do in a union (角色).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// Checks what the machine could not tell (初审).
    UnionVerifier,
    /// Records the committee's decision (审批).
    UnionApprover,
    /// Looks after the unions of a county.
    CountyReviewer,
    /// Looks after the unions of a city.
    CityReviewer,
    /// Looks after the province.
    ProvinceApprover,
    /// Carries out payments (财务).
    FinancePayer,
    /// Reads everything, decides nothing, may hold a payment (经审).
    Auditor,
    /// Starts what is due by the clock.
    SystemScheduler,
    /// Keeps reference data.
    DataAdmin,
}

impl Role {
    /// All roles, in the order of the permission matrix.
    pub const ALL: [Role; 9] = [
        Role::UnionVerifier,
        Role::UnionApprover,
        Role::CountyReviewer,
        Role::CityReviewer,
        Role::ProvinceApprover,
        Role::FinancePayer,
        Role::Auditor,
        Role::SystemScheduler,
        Role::DataAdmin,
    ];

    /// The word in which the API and the table say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::UnionVerifier => "UNION_VERIFIER",
            Role::UnionApprover => "UNION_APPROVER",
            Role::CountyReviewer => "COUNTY_REVIEWER",
            Role::CityReviewer => "CITY_REVIEWER",
            Role::ProvinceApprover => "PROVINCE_APPROVER",
            Role::FinancePayer => "FINANCE_PAYER",
            Role::Auditor => "AUDITOR",
            Role::SystemScheduler => "SYSTEM_SCHEDULER",
            Role::DataAdmin => "DATA_ADMIN",
        }
    }
}

/// One appointment: who holds which role in which union, from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleGrant {
    /// Who.
    pub subject: SubjectId,
    /// Where; the role reaches this union's subtree where the matrix says so.
    pub union: UnionId,
    /// The union's path in the tree, ancestors first, as in [`crate::union::Union::path`].
    pub path: String,
    /// What.
    pub role: Role,
    /// First day.
    pub from: Date,
    /// Last day; none for open-ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl RoleGrant {
    /// True on every day from the first to the last, both included.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }
}

/// A stand-in (代理): who acts for whom in one union's role, from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandIn {
    /// Its identity; chosen by the client.
    pub id: StandInId,
    /// For whom.
    pub principal: SubjectId,
    /// Who acts.
    pub deputy: SubjectId,
    /// In which union.
    pub union: UnionId,
    /// That union's path.
    pub path: String,
    /// In which role of the principal.
    pub role: Role,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Who named him: the principal himself or an officer of the parent union.
    pub named_by: SubjectId,
}

impl StandIn {
    /// True on every day from the first to the last, both included.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Everything that decides what a caller may do: who he is and what he was appointed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The account.
    pub subject: SubjectId,
    /// The person it is bound to, if any.
    pub person: Option<PersonId>,
    /// His appointments, also past and future ones.
    pub grants: Vec<RoleGrant>,
    /// Stand-ins given to him, also past and future ones.
    pub stand_ins: Vec<StandIn>,
}

impl Caller {
    /// A caller without any role.
    #[must_use]
    pub fn applicant(subject: SubjectId, person: Option<PersonId>) -> Caller {
        Caller { subject, person, grants: Vec::new(), stand_ins: Vec::new() }
    }
}
