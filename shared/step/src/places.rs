//! Where sealed values lie: the associated data that binds each to its place.

use domain::id::{ApplicationId, PersonId};

/// A person's document number.
#[must_use]
pub fn person_id_number(id: &PersonId) -> String {
    format!("person/{}/idNumber", id.as_str())
}

/// A person's verified mobile.
#[must_use]
pub fn person_mobile(id: &PersonId) -> String {
    format!("person/{}/mobile", id.as_str())
}

/// The sensitive fields of a form.
#[must_use]
pub fn form(id: &ApplicationId, version: u32) -> String {
    format!("application/{}/form/{version}", id.as_str())
}
