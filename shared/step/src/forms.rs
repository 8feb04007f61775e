//! Forms as they are kept: what is sensitive sealed to its place, the rest plain.

use crate::{StepError, Vault, places};
use domain::application::Application;
use domain::form::{ChangeForm, Form, JoinForm};
use domain::id::ApplicationId;
use domain::matter::{FormKind, find_version};
use domain::person::{SEALED_FIELDS, StoredForm};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What stands in the place of a paper that is kept sealed.
const SEALED: &str = "●●●●";

/// A form as JSON, nothing hidden: for sealing and for comparing only.
///
/// # Errors
/// [`StepError::Broken`] when it cannot be written as JSON.
fn plain(form: &Form) -> Result<Map<String, Value>, StepError> {
    let value = match form {
        Form::Join(join) => serde_json::to_value(join),
        Form::CardReissue(card) => serde_json::to_value(card),
        Form::Founding(request) => serde_json::to_value(request),
        Form::Meeting(meeting) => serde_json::to_value(meeting),
        Form::Result(result) => serde_json::to_value(result),
        Form::ReElection(request) => serde_json::to_value(request),
        Form::Transfer(moving) => serde_json::to_value(moving),
        Form::Change(change) => serde_json::to_value(change),
    };
    match value {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) | Err(_) => Err(StepError::broken("a form")),
    }
}

/// The form to store as this version of an application's: the fields of [`SEALED_FIELDS`] sealed
/// and masked, the rest as it is.
///
/// # Errors
/// [`StepError`] when it cannot be sealed.
pub fn seal_form(
    vault: &Vault,
    application: &ApplicationId,
    version: u32,
    form: &Form,
    at: Timestamp,
) -> Result<StoredForm, StepError> {
    let mut masked = plain(form)?;
    let mut secret = Map::new();
    for field in SEALED_FIELDS {
        if let Some(value) = masked.remove(field) {
            secret.insert(field.to_owned(), value);
        }
    }
    if let Form::Join(join) = form {
        masked.insert("idNumber".to_owned(), join.id_number.masked().into());
        masked.insert("mobile".to_owned(), join.mobile.masked().into());
    }
    if secret.contains_key("document") {
        masked.insert("document".to_owned(), SEALED.into());
    }
    let sealed = if secret.is_empty() {
        None
    } else {
        let place = places::form(application, version);
        Some(vault.seal(&place, &Value::Object(secret).to_string())?)
    };
    Ok(StoredForm { version, at, kind: Some(form.kind()), masked: Value::Object(masked), sealed })
}

/// The sealed fields of a stored form, in full; empty once they were erased.
///
/// # Errors
/// [`StepError::Broken`] when they were changed or moved.
pub fn open_sealed(
    vault: &Vault,
    application: &ApplicationId,
    stored: &StoredForm,
) -> Result<Map<String, Value>, StepError> {
    let Some(sealed) = &stored.sealed else { return Ok(Map::new()) };
    let text = vault.open_value(&places::form(application, stored.version), sealed)?;
    serde_json::from_str(&text).map_err(|_| StepError::broken("a sealed form"))
}

/// A stored form in full, as its type.
///
/// # Errors
/// [`StepError::Broken`] when it was changed or moved, or its sealed fields were erased.
pub fn open_form(
    vault: &Vault,
    application: &Application,
    stored: &StoredForm,
) -> Result<Form, StepError> {
    let mut fields = stored.masked.as_object().cloned().unwrap_or_default();
    fields.extend(open_sealed(vault, &application.id, stored)?);
    read(application, stored, fields)
}

/// A stored form of a matter whose form holds nothing sealed, as its type; no key is needed.
///
/// # Errors
/// [`StepError::Broken`] when it was changed or moved, or holds what is sealed.
pub fn open_unsealed(application: &Application, stored: &StoredForm) -> Result<Form, StepError> {
    if stored.sealed.is_some() {
        return Err(StepError::broken("a form without sealed fields"));
    }
    read(application, stored, stored.masked.as_object().cloned().unwrap_or_default())
}

fn read(
    application: &Application,
    stored: &StoredForm,
    fields: Map<String, Value>,
) -> Result<Form, StepError> {
    let matter = find_version(&application.matter);
    let own = matter.ok_or_else(|| StepError::broken("an application's matter"))?.form;
    match stored.kind.unwrap_or(own) {
        FormKind::Join => typed::<JoinForm>(fields).map(|form| Form::Join(Box::new(form))),
        FormKind::CardReissue => typed(fields).map(Form::CardReissue),
        FormKind::FoundUnion => typed(fields).map(|form| Form::Founding(Box::new(form))),
        FormKind::FoundingMeeting => typed(fields).map(Form::Meeting),
        FormKind::ElectionResult => typed(fields).map(|form| Form::Result(Box::new(form))),
        FormKind::ReElection => typed(fields).map(|form| Form::ReElection(Box::new(form))),
        FormKind::Transfer => typed(fields).map(|form| Form::Transfer(Box::new(form))),
        kind => ChangeForm::read(kind, Value::Object(fields))
            .map(|form| Form::Change(Box::new(form)))
            .ok_or_else(|| StepError::broken("a stored form")),
    }
}

/// The error of `serde_json` is dropped here: it may repeat a value.
fn typed<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, StepError> {
    serde_json::from_value(Value::Object(fields)).map_err(|_| StepError::broken("a stored form"))
}
