//! A form as it came: every field checked by itself, so that all faults are named at once.
//!
//! `validator` collects; each check calls the parse of the field's own type.

use super::{CardCause, FieldFault, Place, Relation};
use crate::citizen_id::{CitizenId, IdType};
use crate::credit_code::CreditCode;
use crate::division::DivisionCode;
use crate::mobile::Mobile;
use crate::occupation::OccupationGroup;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use validator::{Validate, ValidationError, ValidationErrors, ValidationErrorsKind};

pub(super) fn fault(pointer: &str, code: &str) -> FieldFault {
    FieldFault { pointer: pointer.to_owned(), code: code.to_owned() }
}

pub(super) fn raw<T: for<'de> Deserialize<'de>>(value: &Value) -> Result<T, Vec<FieldFault>> {
    T::deserialize(value).map_err(|_| vec![fault("", "wrong_type")])
}

pub(super) fn typed<T: for<'de> Deserialize<'de>>(value: &Value) -> Result<T, Vec<FieldFault>> {
    T::deserialize(&tidy(value)).map_err(|_| vec![fault("", "wrong_type")])
}

/// The same without fields that are null or blank, at every level: they count as left out.
pub(super) fn tidy(value: &Value) -> Value {
    let blank = |field: &Value| field.as_str().is_some_and(|text| text.trim().is_empty());
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(_, field)| !field.is_null() && !blank(field))
            .map(|(name, field)| (name.clone(), tidy(field)))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            value.clone()
        }
    }
}

/// A field as it came: text, an object, something else, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Value")]
pub(super) enum Loose {
    #[default]
    Missing,
    Text(String),
    Other,
}

impl From<Value> for Loose {
    fn from(value: Value) -> Loose {
        match value {
            Value::Null => Loose::Missing,
            Value::String(text) if text.trim().is_empty() => Loose::Missing,
            Value::String(text) => Loose::Text(text),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => Loose::Other,
        }
    }
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
pub(super) struct RawJoin {
    #[serde(default)]
    #[validate(custom(function = "is_name"))]
    name: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_id_type"))]
    id_type: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_id_number"))]
    id_number: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_mobile"))]
    mobile: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_employer"))]
    employer: Value,
    #[serde(default)]
    #[validate(custom(function = "is_employer"))]
    user_employer: Value,
    #[serde(default)]
    #[validate(custom(function = "is_relation"))]
    relation: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_group"))]
    occupation_group: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_division"))]
    residence_division: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_division_if_any"))]
    work_division: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_place_if_any"))]
    preferred_place: Loose,
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, Value>,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
pub(super) struct RawCard {
    #[serde(default)]
    #[validate(custom(function = "is_cause"))]
    cause: Loose,
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, Value>,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
pub(super) struct RawTransfer {
    #[serde(default)]
    #[validate(custom(function = "is_employer"))]
    employer: Value,
    #[serde(default)]
    #[validate(custom(function = "is_employer"))]
    user_employer: Value,
    #[serde(default)]
    #[validate(custom(function = "is_relation"))]
    relation: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_group"))]
    occupation_group: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_division"))]
    residence_division: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_division_if_any"))]
    work_division: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_place_if_any"))]
    preferred_place: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_union_name_if_any"))]
    outside_union: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_certificate_if_any"))]
    outside_certificate: Loose,
    #[serde(default)]
    #[validate(custom(function = "is_date_if_any"))]
    outside_joined_on: Loose,
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, Value>,
}

type Checked = Result<(), ValidationError>;

pub(super) fn text(field: &Loose) -> Result<&str, ValidationError> {
    match field {
        Loose::Text(text) => Ok(text),
        Loose::Missing => Err(ValidationError::new("required")),
        Loose::Other => Err(ValidationError::new("wrong_type")),
    }
}

pub(super) fn if_any(field: &Loose, check: impl Fn(&Loose) -> Checked) -> Checked {
    if *field == Loose::Missing { Ok(()) } else { check(field) }
}

pub(super) fn word<T: for<'de> Deserialize<'de>>(field: &Loose) -> Checked {
    let value = Value::String(text(field)?.to_owned());
    T::deserialize(&value).map(|_| ()).map_err(|_| ValidationError::new("not_one_of"))
}

fn is_name(field: &Loose) -> Checked {
    super::check_name(text(field)?).map_err(ValidationError::new)
}

fn is_id_type(field: &Loose) -> Checked {
    word::<IdType>(field)?;
    match field {
        Loose::Text(word) if word == "ID_CARD" || word == "HK_MO_TW_PERMIT" => Ok(()),
        Loose::Text(_) | Loose::Missing | Loose::Other => {
            Err(ValidationError::new("id_type_at_counter"))
        }
    }
}

fn is_id_number(field: &Loose) -> Checked {
    let text = text(field)?;
    CitizenId::parse(text).map(|_| ()).map_err(|fault| ValidationError::new(fault.code()))
}

fn is_mobile(field: &Loose) -> Checked {
    let text = text(field)?;
    Mobile::parse(text).map(|_| ()).map_err(|fault| ValidationError::new(fault.code()))
}

fn is_relation(field: &Loose) -> Checked {
    word::<Relation>(field)
}

fn is_group(field: &Loose) -> Checked {
    word::<OccupationGroup>(field)
}

fn is_division(field: &Loose) -> Checked {
    let code = DivisionCode::parse(text(field)?);
    match code.map(|code| code.as_str().len()) {
        Ok(6..) => Ok(()),
        Ok(_) => Err(ValidationError::new("division_too_wide")),
        Err(_) => Err(ValidationError::new("division_unknown")),
    }
}

fn is_division_if_any(field: &Loose) -> Checked {
    if_any(field, is_division)
}

fn is_place_if_any(field: &Loose) -> Checked {
    if_any(field, word::<Place>)
}

fn is_union_name_if_any(field: &Loose) -> Checked {
    if_any(field, |field| long(field, 2, 60, "union_name_length"))
}

fn is_certificate_if_any(field: &Loose) -> Checked {
    if_any(field, |field| long(field, 4, 40, "certificate_length"))
}

fn long(field: &Loose, least: usize, most: usize, code: &'static str) -> Checked {
    let length = text(field)?.trim().chars().count();
    if (least..=most).contains(&length) { Ok(()) } else { Err(ValidationError::new(code)) }
}

fn is_date_if_any(field: &Loose) -> Checked {
    if_any(field, |field| {
        let day = text(field)?.parse::<jiff::civil::Date>();
        day.map(|_| ()).map_err(|_| ValidationError::new("date_format"))
    })
}

fn is_cause(field: &Loose) -> Checked {
    word::<CardCause>(field)
}

/// An employer's own faults are reported on its fields: the message carries the inner pointer.
fn is_employer(value: &Value) -> Checked {
    let fields = match value {
        Value::Null => return Ok(()),
        Value::Object(fields) => fields,
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            return Err(ValidationError::new("wrong_type"));
        }
    };
    let inner = |code: &'static str, at: &'static str| {
        Err(ValidationError::new(code).with_message(std::borrow::Cow::Borrowed(at)))
    };
    if fields.keys().any(|key| key != "creditCode" && key != "name") {
        return Err(ValidationError::new("unknown_field"));
    }
    let code = fields.get("creditCode").cloned().map(Loose::from).unwrap_or_default();
    let name = fields.get("name").cloned().map(Loose::from).unwrap_or_default();
    match (&code, &name) {
        (Loose::Other, _) => return inner("wrong_type", "/creditCode"),
        (_, Loose::Other) => return inner("wrong_type", "/name"),
        (Loose::Missing, Loose::Missing) => return Err(ValidationError::new("employer_empty")),
        _ => {}
    }
    if let Loose::Text(code) = &code
        && let Err(fault) = CreditCode::parse(code)
    {
        return inner(fault.code(), "/creditCode");
    }
    match &name {
        Loose::Text(name) if !(2..=60).contains(&name.chars().count()) => {
            inner("employer_name_length", "/name")
        }
        Loose::Text(_) | Loose::Missing | Loose::Other => Ok(()),
    }
}

/// Turns validator's errors into pointers and codes at once: they hold the rejected values.
pub(super) fn faults_of(
    checked: Result<(), ValidationErrors>,
    unknown: &BTreeMap<String, Value>,
) -> Result<(), Vec<FieldFault>> {
    let mut faults: Vec<FieldFault> =
        unknown.keys().map(|key| fault(&format!("/{}", shortened(key)), "unknown_field")).collect();
    if let Err(errors) = checked {
        for (field, kind) in errors.errors() {
            let ValidationErrorsKind::Field(found) = kind else { continue };
            for error in found {
                let inner = error.message.as_deref().unwrap_or_default();
                faults.push(fault(&format!("/{}{inner}", camel(field)), &error.code));
            }
        }
    }
    faults.sort();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// An unknown key is the caller's own text: only letters and digits of it go back, 40 at most.
fn shortened(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphabetic).take(40).collect()
}

fn camel(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut upper = false;
    for letter in field.chars() {
        if letter == '_' {
            upper = true;
        } else if upper {
            out.push(letter.to_ascii_uppercase());
            upper = false;
        } else {
            out.push(letter);
        }
    }
    out
}
