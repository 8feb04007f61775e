//! What people do about single payments: hold, correct, object, give up, ask.

use serde::{Deserialize, Serialize};

use crate::lines::{HoldEndName, HoldKindName, LineState};
use crate::payees::ProxyView;

/// `POST …/hold`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HoldRequest {
    /// Why: `BY_HAND`, `DECEASED` or `NOT_PAYABLE`; an objection has a route of its own.
    pub kind: HoldKindName,
    /// In words, at least 10 characters, no personal data.
    pub reason: String,
}

/// `POST …/release`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReleaseRequest {
    /// Whether it is paid after all.
    pub end: HoldEndName,
    /// In words, at least 10 characters, no personal data.
    pub reason: String,
}

/// `POST …/void`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VoidRequest {
    /// In words, at least 10 characters, no personal data.
    pub reason: String,
}

/// `POST …/correction`: the account that takes the approved one's place.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectionRequest {
    /// In words, at least 10 characters, no personal data.
    pub reason: String,
    /// A new account of the payee; without it the one that he has on file now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountEntry>,
}

/// An account as it is entered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountEntry {
    /// The holder's name: the payee's own, or the proxy's.
    pub holder: String,
    /// 开户行.
    pub bank: String,
    /// The number.
    pub number: String,
    /// 联行号, 12 digits, where the bank asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clearing: Option<String>,
    /// Who holds it for the payee, if it is not his own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<ProxyView>,
}

/// `POST …/correction/decision`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectionDecisionRequest {
    /// Whether the account may be paid.
    pub approve: bool,
    /// Why not, at least 10 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The declaration «我与发放对象无亲属关系»; must be `true`, left out it is not made.
    #[serde(default)]
    pub no_kinship: bool,
}

/// A line after something was done to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineChangeView {
    /// Of which run.
    pub run: String,
    /// Which part.
    pub part: String,
    /// Which batch.
    pub batch: u32,
    /// Which line.
    pub line: u16,
    /// Where it stands.
    pub state: LineState,
    /// The same in words.
    pub state_text: String,
    /// What comes next, as a sentence.
    pub next: String,
}

/// `POST …/objections`: somebody objects during the public notice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ObjectionRequest {
    /// Against which batch.
    pub batch: u32,
    /// Against which of its lines.
    pub line: u16,
    /// The real name of whoever objects.
    pub name: String,
    /// His unit.
    pub unit: String,
    /// What he says, at least 10 characters.
    pub text: String,
}

/// `GET …/objections`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ObjectionList {
    /// All of the part, oldest first.
    pub items: Vec<ObjectionView>,
}

/// An objection (异议).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ObjectionView {
    /// From 1.
    pub no: u32,
    /// Against which batch.
    pub batch: u32,
    /// Against which line.
    pub line: u16,
    /// Whoever objected; for those who may decide on it.
    pub name: String,
    /// His unit.
    pub unit: String,
    /// What he said.
    pub text: String,
    /// When it was taken.
    pub at: String,
    /// What was found; absent until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_at: Option<String>,
}

/// What was found about an objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Finding {
    /// It is right: the line is not paid.
    Upheld,
    /// It is not: the line is paid.
    Dismissed,
}

/// `PUT …/objections/{no}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingRequest {
    /// What was found.
    pub finding: Finding,
    /// Why, at least 10 characters, no personal data.
    pub reason: String,
}

/// What follows from an inquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InquiryView {
    /// The payment's id.
    pub id: String,
    /// When it was asked first.
    pub asked_at: String,
    /// What happens now, as a sentence.
    pub text: String,
}
