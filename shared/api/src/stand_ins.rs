//! Stand-ins (代班): who decides while an officer is absent.

use serde::{Deserialize, Serialize};

use crate::common::UnionRef;
use crate::me::RoleName;

/// `GET /v1/stand-ins`: what the caller gave and was given, and whom he may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandInList {
    /// Those that are running or to come, by first day.
    pub items: Vec<StandInView>,
    /// The officers whom the caller may name.
    pub candidates: Vec<Officer>,
}

/// An officer (审批人) as his colleagues see him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Officer {
    /// The officer's id.
    pub id: String,
    /// His name.
    pub name: String,
    /// The office.
    pub role: RoleName,
    /// The union where he holds it.
    pub union: UnionRef,
}

/// Which side of a stand-in the caller is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StandInSide {
    /// He is absent, or named it for an absent one.
    Given,
    /// He stands in.
    Received,
}

/// A stand-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandInView {
    /// The id that the caller chose.
    pub id: String,
    /// Which side the caller is on.
    pub side: StandInSide,
    /// Who is absent.
    pub absent: Officer,
    /// Who stands in.
    pub stand_in: Officer,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
}

/// `PUT /v1/stand-ins/{id}`: names a stand-in of the same union.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandInRequest {
    /// The id of the union.
    #[cfg_attr(feature = "openapi", schema(max_length = 26))]
    pub union: String,
    /// The id of the officer who is absent; absent for the caller himself. The parent union may
    /// name another for an overdue case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub absent: Option<String>,
    /// The id of the officer who stands in: one of `candidates`.
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub stand_in: String,
    /// The office; needed only where the absent one holds several in this union.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleName>,
    /// The first day; today or later.
    pub from: String,
    /// The last day; at most 90 days after the first.
    pub until: String,
}
