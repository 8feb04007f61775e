//! Persons: who somebody is, with what is sensitive kept apart and sealed.

use crate::citizen_id::{IdType, Sex};
use crate::id::{PersonId, SubjectId};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// A value that only the vault opens: AES-256-GCM under a data key, bound to its item's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(pub String);

/// A person (自然人).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Grows with every change.
    pub version: u64,
    /// Name as on the document.
    pub name: String,
    /// Kind of document.
    pub id_type: IdType,
    /// The document's number, masked: first and last four.
    pub id_masked: String,
    /// The document's number.
    pub id_sealed: Sealed,
    /// The verified mobile, masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile_masked: Option<String>,
    /// The verified mobile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile_sealed: Option<Sealed>,
    /// From the document's number.
    pub birth: Date,
    /// From the document's number.
    pub sex: Sex,
    /// The account that is bound to the person; one at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<SubjectId>,
    /// When that account was bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Timestamp>,
    /// The account that was bound before and was released («this was not me»).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<SubjectId>,
}

/// A consent (同意): given for one purpose, under one version of the policy; may be withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Whose.
    pub person: PersonId,
    /// For what: `JOIN`.
    pub code: String,
    /// Which text was agreed to.
    pub policy: String,
    /// When.
    pub granted: Timestamp,
    /// When it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Timestamp>,
    /// Through which channel: `ONLINE`, `COUNTER`.
    pub channel: String,
}

/// One version of a form as it is kept: what is sensitive is sealed, the rest is plain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredForm {
    /// From 1.
    pub version: u32,
    /// When it came.
    pub at: Timestamp,
    /// Its type; the matter's own where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<crate::matter::FormKind>,
    /// The form with its sensitive fields masked, as JSON.
    pub masked: serde_json::Value,
    /// The sensitive fields as JSON, sealed; none once erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Sealed>,
}

/// The fields of a form that are sealed.
pub const SEALED_FIELDS: [&str; 3] = ["idNumber", "mobile", "document"];
