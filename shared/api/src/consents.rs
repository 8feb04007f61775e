//! Consents (同意): given by version, withdrawn at any time.

use serde::{Deserialize, Serialize};

/// `PUT /v1/consents/{code}`: the version of the policy that the person read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentRequest {
    /// As the matter's guide gives it.
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub policy_version: String,
}

/// A consent of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentView {
    /// Its code: `JOIN`.
    pub code: String,
    /// What the person agreed to, word for word.
    pub text: String,
    /// The version of the policy.
    pub policy_version: String,
    /// When it was given.
    pub granted_at: String,
    /// When it was withdrawn; absent while it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<String>,
    /// What withdrawing it does, as a sentence.
    pub effect: String,
}

/// What withdrawing a consent did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentWithdrawal {
    /// Its code.
    pub code: String,
    /// When it was withdrawn; the first time, if it was withdrawn before.
    pub withdrawn_at: String,
    /// What follows, as a sentence; for a member, how to leave the union.
    pub text: String,
    /// The application that was withdrawn with it, if one was open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_application: Option<String>,
}
