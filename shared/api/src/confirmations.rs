//! One's own yes or no to joining together with others: by a link, or on a device at the ceremony.

use crate::batches::RowAnswer;
use crate::common::{ApplicationState, UnionRef};
use serde::{Deserialize, Serialize};

/// `POST /v1/confirmations/view`: who is asked, by a link or on a device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationLook {
    /// What the link or the device carries.
    pub token: String,
    /// On a device: the name of whoever stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// On a device: the last four characters of his document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_four: Option<String>,
}

/// `POST /v1/confirmations`: yes or no.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JoiningAnswerRequest {
    /// What the link or the device carries.
    pub token: String,
    /// On a device: the name of whoever stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The last four characters of his document: nobody else answers for him.
    pub last_four: String,
    /// What he says.
    pub answer: YesOrNo,
    /// What he agrees to; needed with a yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<String>,
    /// Whether he takes the oath.
    #[serde(default)]
    pub oath: bool,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum YesOrNo {
    /// He joins.
    Yes,
    /// He does not.
    No,
}

/// What somebody who is asked reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationView {
    /// What people call the joining.
    pub title: String,
    /// Where it is held.
    pub place: String,
    /// When it is held.
    pub held_at: String,
    /// The union that he would join.
    pub union: UnionRef,
    /// The last day for an answer by link.
    pub until_on: String,
    /// Whether this is a device that is handed from person to person.
    pub device: bool,
    /// Who is asked; left out on a device until somebody says who he is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<AskedPerson>,
    /// What he is asked to agree to.
    pub consent: PublishedView,
    /// The oath, which he may take or leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oath: Option<PublishedView>,
    /// Whether the people are invented.
    pub synthetic: bool,
}

/// Somebody who is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedPerson {
    /// His name, masked.
    pub name: String,
    /// What he said.
    pub answer: RowAnswer,
    /// The number of his application, after a yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ApplicationState>,
    /// By when he gets an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<String>,
    /// The code for checking in, after a yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// A published text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedView {
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: String,
    /// The text.
    pub text: String,
}
