//! Members (会员) as officers see them: the search, the card with its history, what is shown in full
//! and why, the release of a mobile, the export; and what a member sees of himself.

use serde::{Deserialize, Serialize};

use crate::common::UnionRef;

/// By what somebody is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SearchBy {
    /// The beginning of a name within a union: a surname or all of it.
    Name,
    /// The beginning of a name's pinyin initials within a union.
    Initials,
    /// The member's number within a union.
    Number,
    /// The whole number of a document, anywhere in the caller's scope.
    IdNumber,
    /// The whole mobile, anywhere in the caller's scope.
    Mobile,
}

/// `POST /v1/members/searches`: what is looked for travels in the body, never in a URL.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchRequest {
    /// By what.
    pub by: SearchBy,
    /// What, 1 to 60 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub value: String,
    /// In which union; needed for a name, its initials or a member's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub union: Option<String>,
    /// Where the page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 1024))]
    pub cursor: Option<String>,
}

/// A page of members. It may be short, or empty, and still have a cursor: one request reads a
/// bounded number of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberList {
    /// The members.
    pub items: Vec<MemberItem>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A member in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberItem {
    /// The person's id.
    pub id: String,
    /// His name, masked.
    pub name: String,
    /// The member's number; absent for a person who was never a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// `ACTIVE`, `RETAINED`, `ENDED`; absent for a person who was never a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The same in words.
    pub state_text: String,
    /// His union.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
    /// Since which day he belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// `GET /v1/members/{id}`: the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberView {
    /// Who, and where he stands.
    pub member: MemberItem,
    /// The document, in words.
    pub id_type_text: String,
    /// The document's number, masked.
    pub id_masked: String,
    /// The verified mobile, masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile_masked: Option<String>,
    /// Born on.
    pub born_on: String,
    /// 性别, in words.
    pub sex_text: String,
    /// When he joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_on: Option<String>,
    /// Where he belonged, oldest first, without gaps or overlaps within a membership.
    pub history: Vec<StayView>,
    /// Every change with its national codes, oldest first.
    pub changes: Vec<ChangeView>,
    /// Where he belonged on the day asked for; absent when he was no member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<StayView>,
    /// His open case, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<OpenCase>,
    /// Titles of the services he may use.
    pub services: Vec<String>,
    /// Who saw his data in full, newest first.
    pub shared: Vec<SharedView>,
    /// What the caller may have shown in full: `/idNumber`, `/mobile`.
    pub revealable: Vec<String>,
    /// Whether the caller may release his mobile.
    pub may_release_mobile: bool,
    /// Whether the data is invented.
    pub synthetic: bool,
}

/// A stretch of time in one union and one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StayView {
    /// The union.
    pub union: UnionRef,
    /// `ACTIVE` or `RETAINED`.
    pub state: String,
    /// The same in words.
    pub state_text: String,
    /// The first day.
    pub from: String,
    /// The last day; absent while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// A change of the membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeView {
    /// From when it counts.
    pub on: String,
    /// 会籍变化类型, the national code.
    pub code: u8,
    /// The same in words.
    pub text: String,
    /// 会籍变化原因, the national code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<u8>,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_text: Option<String>,
}

/// A case that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenCase {
    /// Its 受理编号.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// The task to open, where one waits with a union.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
}

/// One look at data in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SharedView {
    /// When.
    pub at: String,
    /// In which office, in words.
    pub by: String,
    /// Which fields, in words.
    pub fields: Vec<String>,
    /// For what purpose.
    pub purpose: String,
}

/// `POST /v1/members/{id}/mobile-release`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MobileReleaseRequest {
    /// Why, 4 to 200 characters; it goes to the audit trail word for word.
    #[cfg_attr(feature = "openapi", schema(min_length = 4, max_length = 200))]
    pub reason: String,
}

/// What became of a mobile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MobileReleaseView {
    /// In words.
    pub text: String,
}

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ExportFormat {
    /// A workbook.
    Xlsx,
    /// Text with commas, UTF-8 with a mark, as Excel opens it.
    Csv,
}

/// `POST /v1/members/exports`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportRequest {
    /// The union whose members are exported.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub union: String,
    /// The file's format.
    pub format: ExportFormat,
    /// Why, 4 to 200 characters; it goes to the audit trail word for word.
    #[cfg_attr(feature = "openapi", schema(min_length = 4, max_length = 200))]
    pub purpose: String,
    /// Where this part begins: `cursor` of the part before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 1024))]
    pub cursor: Option<String>,
}

/// A part of an export.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportView {
    /// What the file is called.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// The file in base64.
    pub content: String,
    /// Members in it.
    pub count: u32,
    /// Where the next part begins; absent with the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// `GET /v1/me/record`: everything the union keeps about the caller, to read and to copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnRecord {
    /// The name.
    pub name: String,
    /// What is kept of him.
    pub record: MemberView,
    /// Consents with their dates.
    pub consents: Vec<OwnConsent>,
}

/// A consent of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnConsent {
    /// For what: `JOIN`.
    pub code: String,
    /// Given on.
    pub granted_on: String,
    /// Withdrawn on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<String>,
}
