//! Unions and employers: what routing and the worklists need to know of them; [`record`] is what the
//! register keeps beyond that.
//!
//! Deliberately absent: founding.

pub mod change;
pub mod dates;
pub mod record;
pub mod restructure;

use crate::credit_code::CreditCode;
use crate::id::{EmployerId, UnionId};
use crate::occupation::OccupationGroup;
use serde::{Deserialize, Serialize};

/// Where a union stands in the tree (工会层级).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UnionLevel {
    /// 省总工会.
    Province,
    /// 市总工会.
    City,
    /// 县(市、区)总工会.
    County,
    /// 乡镇、街道、园区工会.
    Township,
    /// 村、社区联合工会.
    Community,
    /// 基层工会.
    Grassroots,
    /// 分会.
    Branch,
}

/// What kind of union it is (org_type of the city systems, the kinds that admit people).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UnionKind {
    /// 独立基层工会: one employer's own.
    Independent,
    /// 联合基层工会: of several employers.
    Joint,
    /// 行业工会: of an occupation in a county or city.
    Industry,
    /// 街道、乡镇、社区工会: for whoever lives or works there.
    Territorial,
    /// 新就业形态群体工会周转库: the county's safety net.
    Pool,
    /// 地方总工会: leads, does not admit.
    Federation,
}

/// Whether a union works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UnionStatus {
    /// 正常.
    Active,
    /// 筹备期.
    Preparing,
    /// 注销中: takes nobody in any more.
    Dissolving,
    /// 注销.
    Dissolved,
}

/// A trade union organisation (工会组织).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Union {
    /// Its identity, stable and readable.
    pub id: UnionId,
    /// Its full name.
    pub name: String,
    /// Other names people use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Its place in the tree.
    pub level: UnionLevel,
    /// Its kind.
    pub kind: UnionKind,
    /// Whether it works.
    pub status: UnionStatus,
    /// The union above it; none for the province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnionId>,
    /// Its ancestors and itself, province first: `/LN/2101/210106/U…/`.
    pub path: String,
    /// The division it belongs to, 2 to 12 digits.
    pub division: String,
    /// True when it takes people without an employer of its own.
    #[serde(default)]
    pub accepts_individuals: bool,
    /// The occupation groups that it takes; only an industry union has any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepts_groups: Vec<OccupationGroup>,
    /// Its unified social credit code, if registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    /// Telephone, for the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Address, for the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

impl Union {
    /// True when it may take in new members at all.
    #[must_use]
    pub fn admits(&self) -> bool {
        self.status == UnionStatus::Active
            && match self.kind {
                UnionKind::Independent
                | UnionKind::Joint
                | UnionKind::Industry
                | UnionKind::Territorial
                | UnionKind::Pool => true,
                UnionKind::Federation => false,
            }
    }

    /// True when it takes people who come without an employer of its own.
    #[must_use]
    pub fn admits_individuals(&self) -> bool {
        self.admits() && self.accepts_individuals
    }
}

/// True when `path` lies in the subtree of `ancestor` (or is the same union).
#[must_use]
pub fn is_within(path: &str, ancestor: &str) -> bool {
    path.starts_with(ancestor)
}

/// The id of the union at the top of the tree: the province's federation.
pub const TOP: &str = "LN";

/// The ids on a path, province first.
pub fn ids_on(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

/// The nearest union above both of these, neither of the two itself: nobody judges his own case.
#[must_use]
pub fn nearest_above<'p>(one: &'p str, other: &str) -> Option<&'p str> {
    let others: Vec<&str> = ids_on(other).rev().skip(1).collect();
    ids_on(one).rev().skip(1).find(|id| others.contains(id))
}

/// An employer with fewer people gets no canvass lead: one could guess who applied.
pub const LEAD_FROM_EMPLOYEES: u32 = 30;

/// An employer (用人单位).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employer {
    /// Its identity.
    pub id: EmployerId,
    /// Its full name.
    pub name: String,
    /// Other names people use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Its unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    /// Street or county where it sits.
    pub division: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The one union that covers it: its own or a joint one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionId>,
    /// How many people work there, by the last canvass; small employers get no leads.
    #[serde(default)]
    pub employees: u32,
}
