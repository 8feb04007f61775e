//! What many answers have in common.
//! Names carry their unit: `…On` is a date in Asia/Shanghai (`YYYY-MM-DD`), `…At` an instant
//! (RFC 3339, UTC), `…Fen` an integer of fen. Identifiers are ULIDs, opaque to a client.

use serde::{Deserialize, Serialize};

/// A JSON object whose members another type knows: a form, or its schema.
pub type JsonObject = serde_json::Map<String, serde_json::Value>;

/// A trade union (工会) as a worker meets it: who it is and how to reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionRef {
    /// The union's id.
    pub id: String,
    /// Its full name, in Chinese as registered.
    pub name: String,
    /// The telephone for questions, digits and hyphens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where its counter is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ApplicationState {
    /// Stored, not looked at yet (已提交).
    Submitted,
    /// The machine, or a person by hand, checks it (信息核对中).
    Verifying,
    /// An officer's decision comes next (工会审批中).
    Approving,
    /// The applicant is to mend it (待您修改).
    Returned,
    /// Approved; its effect is being given (已批准,正在办证).
    Approved,
    /// Done (for `join`: 已入会).
    Completed,
    /// Not approved (未通过); an appeal may be open for some days.
    Refused,
    /// Taken back by the applicant (已撤回).
    Withdrawn,
    /// Not mended in time (逾期未修改,已结束).
    Lapsed,
}

/// Who holds an application, or who did something: never a named person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ActorKind {
    /// A union, through one of its officers.
    Union,
    /// The applicant.
    Applicant,
    /// The machine.
    System,
}

/// One line of what happened, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    /// When it happened.
    pub at: String,
    /// What happened, as a word that never changes: `SUBMITTED`, `IDENTITY_AGREED`, `RETURNED`, …
    pub code: String,
    /// The same as a sentence.
    pub text: String,
    /// Who did it.
    pub by: ActorKind,
    /// The name of the union, where a union did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union_name: Option<String>,
}

/// Why an application was returned, refused, or could not go on, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reason {
    /// A reason code: `R01` … `R99`.
    pub code: String,
    /// The reason as a sentence; for `R99` the officer's own words.
    pub text: String,
    /// The field that it concerns, as a JSON Pointer into the form: `/idNumber`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What to do next, as a sentence.
    pub next: String,
}

/// Kinds of identity documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum IdType {
    /// Resident identity card (居民身份证), 18 characters, GB 11643.
    IdCard,
    /// Residence permit for Hong Kong, Macau and Taiwan residents (港澳台居民居住证), 18 characters.
    HkMoTwPermit,
    /// Passport (护照); its number cannot be checked by machine yet.
    Passport,
    /// Officer's card (军官证); likewise.
    Officer,
    /// Mainland travel permit for Hong Kong and Macau residents (港澳居民来往内地通行证); likewise.
    HmTravel,
    /// Mainland travel permit for Taiwan residents (台湾居民来往大陆通行证); likewise.
    TwTravel,
}
