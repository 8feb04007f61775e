//! The register of unions: the tree, one union's record and history, what its dates ask for.
//!
//! Words such as kinds, posts and warnings come with their text, so that a page needs no list of them.

use serde::{Deserialize, Serialize};

use crate::common::UnionRef;
use crate::directory::{DivisionRef, UnionLevel};

/// A word of a list, with its text in the caller's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Worded {
    /// The word, which never changes.
    pub code: String,
    /// What it is called.
    pub text: String,
}

/// `GET /v1/unions/{id}/children`: one place in the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionBranch {
    /// The union itself.
    pub union: UnionRow,
    /// Those above it, the province first.
    pub above: Vec<UnionRef>,
    /// Those right below it.
    pub items: Vec<UnionRow>,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A union in the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionRow {
    /// Its id.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Its level.
    pub level: UnionLevel,
    /// The level in words.
    pub level_text: String,
    /// Its kind.
    pub kind: Worded,
    /// Whether it works.
    pub status: Worded,
    /// Members of it and of everything below it, as counted by the stream.
    pub members: u32,
    /// What its dates ask for.
    pub warnings: Vec<UnionWarning>,
}

/// Something that a union's dates ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionWarning {
    /// What, as a word that never changes.
    pub code: String,
    /// The same as a sentence.
    pub text: String,
    /// What to do.
    pub next: String,
    /// Since which day.
    pub since_on: String,
    /// True when a date has passed.
    pub overdue: bool,
}

/// `GET /v1/unions/{id}`, and what every change of a union gives: its whole record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionView {
    /// As it stands in the tree.
    pub union: UnionRow,
    /// Those above it, the province first.
    pub above: Vec<UnionRef>,
    /// Other names people use.
    pub aliases: Vec<String>,
    /// Telephone, for the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Address, for the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactView>,
    /// 工会组织代码: 14 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 全总统计代码.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistical_code: Option<String>,
    /// Its unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<String>,
    /// 组织类型.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_type: Option<Worded>,
    /// 组织形式.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_form: Option<Worded>,
    /// 批复文号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_number: Option<String>,
    /// 建会时间.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_on: Option<String>,
    /// The division it belongs to.
    pub division: DivisionRef,
    /// The divisions whose people it serves beside its own.
    pub service_area: Vec<DivisionRef>,
    /// True when it takes people without an employer of its own.
    pub accepts_individuals: bool,
    /// The occupation groups that it takes.
    pub accepts_groups: Vec<Worded>,
    /// The committee's term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<TermView>,
    /// Elected officers, those in office first.
    pub officers: Vec<ElectedView>,
    /// Its certificate as a legal person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateView>,
    /// When somebody last went through its data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<String>,
    /// The merging, splitting or dissolving that is asked for or under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restructuring: Option<String>,
    /// The version: whoever changes it names the one he looked at.
    pub version: u64,
    /// What the caller may do.
    pub can: UnionRights,
    /// True where the data are invented (合成数据).
    pub synthetic: bool,
}

/// What a caller may do about a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionRights {
    /// Change its contact data, ask for its end.
    pub keep: bool,
    /// Change what it is, and decide its end.
    pub govern: bool,
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactView {
    /// His name.
    pub name: String,
    /// The office's telephone.
    pub phone: String,
}

/// The committee's term (届期).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TermView {
    /// The election day.
    pub from: String,
    /// Last day.
    pub until: String,
}

/// An elected officer as he is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ElectedView {
    /// His post.
    pub post: Worded,
    /// His name.
    pub name: String,
    /// First day.
    pub from: String,
    /// Last day; absent as long as the term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// 专职.
    pub full_time: bool,
    /// Whether he is in office today.
    pub in_office: bool,
}

/// A legal person's certificate (工会法人资格证书).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateView {
    /// Its number.
    pub number: String,
    /// Who registered it.
    pub registrar: UnionRef,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Given back (注销).
    pub cancelled: bool,
}

/// `PUT /v1/unions/{id}/contact`: what its own officers keep. Also says that the data were gone through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionContactRequest {
    /// The version that was looked at.
    pub version: u64,
    /// Other names people use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aliases: Option<Vec<String>>,
    /// Telephone, for the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Address, for the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactView>,
}

/// `PUT /v1/unions/{id}/structure`: what the parent union decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionStructureRequest {
    /// The version that was looked at.
    pub version: u64,
    /// Its full name.
    pub name: String,
    /// Its unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<String>,
    /// 全总统计代码.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistical_code: Option<String>,
    /// 组织类型.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_type: Option<String>,
    /// 组织形式.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_form: Option<String>,
    /// 批复文号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_number: Option<String>,
    /// 建会时间.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_on: Option<String>,
    /// The divisions whose people it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_area: Option<Vec<String>>,
    /// Whether it takes people without an employer of its own.
    pub accepts_individuals: bool,
    /// The occupation groups that it takes; an industry union's only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepts_groups: Option<Vec<String>>,
}

/// `PUT /v1/unions/{id}/officers`: the term and everybody elected, those before too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionOfficersRequest {
    /// The version that was looked at.
    pub version: u64,
    /// The term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<TermView>,
    /// At most 60.
    pub officers: Vec<ElectedRequest>,
}

/// An elected officer as he is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ElectedRequest {
    /// His post.
    pub post: String,
    /// His name.
    pub name: String,
    /// First day.
    pub from: String,
    /// Last day; left out as long as the term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// 专职.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_time: Option<bool>,
}

/// `PUT /v1/unions/{id}/certificate`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionCertificateRequest {
    /// The version that was looked at.
    pub version: u64,
    /// The certificate; left out where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateRequest>,
}

/// A certificate as it is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateRequest {
    /// Its number.
    pub number: String,
    /// Who registered it: a union's id.
    pub registrar: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<bool>,
}

/// `PUT /v1/unions/{id}/parent`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionParentRequest {
    /// The version that was looked at.
    pub version: u64,
    /// The new parent.
    pub parent: String,
    /// Why, and by which document.
    pub reason: String,
}

/// `PUT /v1/unions/{id}/employers/{employer}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CoverRequest {
    /// The version that was looked at.
    pub version: u64,
    /// True when the union covers the employer from now on, false when no longer.
    pub covered: bool,
}

/// `GET /v1/unions/{id}/employers`: those that it covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CoveredList {
    /// By id.
    pub items: Vec<CoveredEmployer>,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// An employer that a union covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CoveredEmployer {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<String>,
    /// How many work there, by the last canvass.
    pub employees: u32,
}

/// `GET /v1/unions/{id}/history`: every change of the record, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryView {
    /// At most 500.
    pub items: Vec<HistoryLine>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryLine {
    /// From 1, without gaps.
    pub no: u32,
    /// When.
    pub at: String,
    /// Who: an office and its union, or the system.
    pub by: String,
    /// What was done.
    pub act: Worded,
    /// What differs.
    pub changes: Vec<HistoryChange>,
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryChange {
    /// Which field, in words.
    pub label: String,
    /// What stood there; absent where nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What stands there; absent where nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}

/// `GET /v1/unions/{id}/reminders`: the unions right below one whose dates ask for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReminderList {
    /// Whose unions.
    pub union: UnionRef,
    /// The longest due first.
    pub items: Vec<ReminderItem>,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// True where the data are invented (合成数据).
    pub synthetic: bool,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReminderItem {
    /// Which union.
    pub union: UnionRef,
    /// What its dates ask for.
    pub warnings: Vec<UnionWarning>,
    /// The term's last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_until: Option<String>,
    /// The certificate's last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_until: Option<String>,
    /// When somebody last went through the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<String>,
}
