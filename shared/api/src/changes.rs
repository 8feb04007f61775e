//! Changes of a membership that an officer reports: a death, an expulsion, a review.

use serde::{Deserialize, Serialize};

use crate::common::JsonObject;

/// `POST /v1/members/{person}/changes`: the whole report. The answer is a receipt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeRequest {
    /// The code of the matter: `deceased`, `restore`, `expel`.
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub matter: String,
    /// The matter's form, by `formSchema` of its guide.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::BTreeMap<String, serde_json::Value>))]
    pub form: JsonObject,
}

/// `POST /v1/applications/{id}/statement`: what the member says before the committee decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementRequest {
    /// His own words.
    #[cfg_attr(feature = "openapi", schema(min_length = 10, max_length = 1000))]
    pub text: String,
}
