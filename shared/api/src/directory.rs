//! Finding employers, unions and divisions. Public; nothing here says who is a member.

use serde::{Deserialize, Serialize};

use crate::common::UnionRef;

/// `GET /v1/employers?q=`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmployerList {
    /// The best matches first.
    pub items: Vec<EmployerItem>,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// An employer (用人单位).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmployerItem {
    /// The employer's id.
    pub id: String,
    /// Its registered name.
    pub name: String,
    /// Unified social credit code (统一社会信用代码), 18 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<String>,
    /// The division where it is.
    pub division: DivisionRef,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The union that covers it, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
}

/// `GET /v1/unions?q=`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionList {
    /// The best matches first.
    pub items: Vec<UnionItem>,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// The levels of the union tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UnionLevel {
    /// 省总工会.
    Province,
    /// 市总工会.
    City,
    /// 县(区)总工会.
    County,
    /// 街道、乡镇工会.
    Township,
    /// 社区、村工会.
    Community,
    /// 基层工会.
    Grassroots,
    /// 分会.
    Branch,
}

/// A union found by searching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionItem {
    /// The union's id.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Its level.
    pub level: UnionLevel,
    /// The division where it is.
    pub division: DivisionRef,
    /// The telephone for questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where its counter is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whether it admits people without an employer of its own.
    pub accepts_individuals: bool,
}

/// A division (行政区划) by code and full path; a name alone is ambiguous (铁西区).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DivisionRef {
    /// Its code: 2 digits for the province, 4 for a city, 6, 9 or 12 below.
    pub code: String,
    /// Its own name: 铁西区.
    pub name: String,
    /// With everything above: 辽宁省沈阳市铁西区.
    pub full_name: String,
    /// How large it is.
    pub level: DivisionLevel,
}

/// How large a division is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DivisionLevel {
    /// 省.
    Province,
    /// 市.
    City,
    /// 县、市辖区、县级市.
    County,
    /// 功能区: beside the counties, without a code in GB/T 2260.
    Zone,
    /// 乡镇、街道.
    Township,
    /// 村、社区.
    Community,
}

/// `GET /v1/divisions/{code}`: one division, what is above and what is below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DivisionView {
    /// The division itself.
    #[serde(flatten)]
    pub division: DivisionRef,
    /// From the province down to the one above.
    pub above: Vec<DivisionRef>,
    /// The divisions below, by code; with `q`, those anywhere below whose name holds it.
    pub below: Vec<DivisionRef>,
}
