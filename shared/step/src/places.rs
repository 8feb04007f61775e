//! Where sealed values lie: the associated data that binds each to its place; and what indexes are over.

use domain::citizen_id::{CitizenId, IdType};
use domain::id::{ApplicationId, BatchId, PersonId};

/// What the blind index of a document is over: its kind and number.
#[must_use]
pub fn id_index_value(id_type: IdType, number: &CitizenId) -> String {
    format!("{}:{}", id_type.as_str(), number.expose())
}

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

/// ID number and mobile of somebody on the roster of a collective joining.
#[must_use]
pub fn joining_row(batch: &BatchId, no: u32) -> String {
    format!("batch/{}/row/{no}", batch.as_str())
}

/// The number of the account that a payee is paid to.
#[must_use]
pub fn bank_account(person: &PersonId) -> String {
    format!("person/{}/bank", person.as_str())
}

/// What the fingerprint of an account is over: it changes with holder, number and bank. The index
/// is that of the kind `bank`, newest key first.
#[must_use]
pub fn bank_account_value(holder: &str, number: &str, bank: &str) -> String {
    format!("{}\n{}\n{}", holder.trim(), number.trim(), bank.trim())
}
