//! Binding an account to a person, and revealing what is masked.

use serde::{Deserialize, Serialize};

use crate::me::PersonView;

/// `POST /v1/account`: who the caller is.
///
/// `idType` is text here so that a wrong one is named with the other faults, not on its own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountRequest {
    /// The name as on the document: 2 to 30 characters, Han and `·`.
    #[cfg_attr(feature = "openapi", schema(min_length = 2, max_length = 30))]
    pub name: String,
    /// The kind of identity document.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::common::IdType))]
    pub id_type: String,
    /// 18 characters: 17 digits and a digit or X.
    #[cfg_attr(feature = "openapi", schema(min_length = 18, max_length = 18))]
    pub id_number: String,
    /// 11 digits. It must be the mobile that the token proves.
    #[cfg_attr(feature = "openapi", schema(min_length = 11, max_length = 11))]
    pub mobile: String,
}

/// The account after binding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountView {
    /// The person to whom the account is bound, masked.
    pub person: PersonView,
}

/// `POST /v1/reveals`: what to show in full, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevealRequest {
    /// The id of the task, or of one's own application.
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub of: String,
    /// The fields, as `revealable` of the task names them (`/idNumber`); 1 to 10. The leading
    /// slash may be left out.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 10))]
    pub fields: Vec<String>,
    /// Why, 4 to 200 characters; it goes to the audit trail word for word.
    #[cfg_attr(feature = "openapi", schema(min_length = 4, max_length = 200))]
    pub purpose: String,
}

/// The values, once. The answer is never cached.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevealView {
    /// What the values belong to.
    pub of: String,
    /// When they were revealed; the audit entry has the same instant.
    pub at: String,
    /// One value per field that was asked for.
    pub values: Vec<RevealedValue>,
}

/// One value in full.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevealedValue {
    /// The field, as a JSON Pointer into the form.
    pub field: String,
    /// Its value.
    pub value: String,
}
