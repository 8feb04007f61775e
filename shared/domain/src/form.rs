//! The forms of the matters: typed, with every faulty field reported at once and no value echoed.
//!
//! `validator` says which fields are wrong; what is right is decided by the types' own `parse`.

mod partial;

pub use partial::{Partial, parse_partial};

use crate::citizen_id::{CitizenId, IdType, Sex};
use crate::credit_code::CreditCode;
use crate::division::DivisionCode;
use crate::matter::FormKind;
use crate::mobile::Mobile;
use crate::occupation::OccupationGroup;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use validator::{Validate, ValidationError, ValidationErrors, ValidationErrorsKind};

/// How the applicant works (劳动关系).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Relation {
    /// 与单位有劳动(人事)关系.
    Labour,
    /// 劳务派遣.
    Dispatch,
    /// 受平台或合作企业管理.
    PlatformManaged,
    /// 平台个人接单.
    SelfEmployedPlatform,
    /// 灵活就业.
    Flexible,
}

/// Where a worker without a union at his employer prefers to belong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Place {
    /// Where he works.
    Work,
    /// Where he lives.
    #[default]
    Residence,
}

/// An employer as the applicant names it: a code, a name, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EmployerName {
    /// Unified social credit code (统一社会信用代码), 18 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    /// Its name, 2 to 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The form of 我要入会.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JoinForm {
    /// As on the document: 2 to 30 characters, Han with «·» for minority names.
    pub name: String,
    /// ID card, or the residence permit of Hong Kong, Macau and Taiwan residents.
    pub id_type: IdType,
    /// 18 characters.
    pub id_number: CitizenId,
    /// 11 digits.
    pub mobile: Mobile,
    /// The employer; for dispatched workers the dispatching firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerName>,
    /// For dispatched workers: where they really work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_employer: Option<EmployerName>,
    /// How the applicant works.
    pub relation: Relation,
    /// The occupation group, or NONE.
    pub occupation_group: OccupationGroup,
    /// Where the applicant lives: a division of 6 to 12 digits.
    pub residence_division: DivisionCode,
    /// Where the applicant usually works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_division: Option<DivisionCode>,
    /// Which of the two he prefers, where both are possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred_place: Option<Place>,
}

/// The form of 补办会员证.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CardReissueForm {
    /// Why.
    pub cause: CardCause,
}

/// Why a new card is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CardCause {
    /// 丢失.
    Lost,
    /// 损坏.
    Damaged,
    /// 姓名等信息变更.
    DataChanged,
}

/// A form of any matter.
#[derive(Clone, PartialEq, Eq)]
pub enum Form {
    /// 我要入会.
    Join(Box<JoinForm>),
    /// 补办会员证.
    CardReissue(CardReissueForm),
}

impl Form {
    /// Birth date by the ID number, where the form has one.
    #[must_use]
    pub fn birth_date(&self) -> Option<Date> {
        match self {
            Form::Join(form) => Some(form.id_number.birth_date()),
            Form::CardReissue(_) => None,
        }
    }

    /// Sex by the ID number, where the form has one.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        match self {
            Form::Join(form) => Some(form.id_number.sex()),
            Form::CardReissue(_) => None,
        }
    }

    /// The occupation group, NONE where the form does not ask.
    #[must_use]
    pub fn group(&self) -> OccupationGroup {
        match self {
            Form::Join(form) => form.occupation_group,
            Form::CardReissue(_) => OccupationGroup::None,
        }
    }
}

/// One faulty field: where, and which fault. Never the value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldFault {
    /// JSON pointer within the form: `/idNumber`.
    pub pointer: String,
    /// The fault's code: `id_number_checksum`.
    pub code: String,
}

/// What the door knows when it reads a form.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// Today in Asia/Shanghai.
    pub today: Date,
    /// Whether this environment takes synthetic people.
    pub allow_synthetic: bool,
}

/// The form, or every fault in it.
///
/// # Errors
/// All faulty fields, sorted by pointer.
pub fn parse(kind: FormKind, value: &Value, door: Door) -> Result<Form, Vec<FieldFault>> {
    match kind {
        FormKind::Join => {
            let raw: RawJoin = raw(value)?;
            faults_of(raw.validate(), &raw.unknown)?;
            let form: JoinForm = typed(value)?;
            check_person(&form, door)?;
            Ok(Form::Join(Box::new(form)))
        }
        FormKind::CardReissue => {
            let raw: RawCard = raw(value)?;
            faults_of(raw.validate(), &raw.unknown)?;
            Ok(Form::CardReissue(typed(value)?))
        }
    }
}

/// The JSON Schema of a form, for the pages.
#[must_use]
pub fn schema(kind: FormKind) -> Value {
    match kind {
        FormKind::Join => schemars::schema_for!(JoinForm).to_value(),
        FormKind::CardReissue => schemars::schema_for!(CardReissueForm).to_value(),
    }
}

fn fault(pointer: &str, code: &str) -> FieldFault {
    FieldFault { pointer: pointer.to_owned(), code: code.to_owned() }
}

fn raw<T: for<'de> Deserialize<'de>>(value: &Value) -> Result<T, Vec<FieldFault>> {
    T::deserialize(value).map_err(|_| vec![fault("", "wrong_type")])
}

fn typed<T: for<'de> Deserialize<'de>>(value: &Value) -> Result<T, Vec<FieldFault>> {
    T::deserialize(&tidy(value)).map_err(|_| vec![fault("", "wrong_type")])
}

/// The same without fields that are null or blank, at every level: they count as left out.
fn tidy(value: &Value) -> Value {
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

fn check_person(form: &JoinForm, door: Door) -> Result<(), Vec<FieldFault>> {
    let mut faults = Vec::new();
    if form.id_number.check_born(door.today).is_err() {
        faults.push(fault("/idNumber", "id_number_date"));
    }
    if form.id_number.check_allowed(door.allow_synthetic).is_err() {
        faults.push(fault("/idNumber", "id_number_synthetic"));
    }
    if form.id_number.is_residence_permit() != (form.id_type == IdType::HkMoTwPermit) {
        faults.push(fault("/idType", "id_type_differs"));
    }
    let needs_employer = match form.relation {
        Relation::Labour | Relation::Dispatch => true,
        Relation::PlatformManaged | Relation::SelfEmployedPlatform | Relation::Flexible => false,
    };
    if needs_employer && form.employer.is_none() {
        faults.push(fault("/employer", "employer_required"));
    }
    if form.preferred_place == Some(Place::Work) && form.work_division.is_none() {
        faults.push(fault("/workDivision", "work_division_required"));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// A field as it came: text, an object, something else, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Value")]
enum Loose {
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
struct RawJoin {
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
    unknown: BTreeMap<String, Value>,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
struct RawCard {
    #[serde(default)]
    #[validate(custom(function = "is_cause"))]
    cause: Loose,
    #[serde(flatten)]
    unknown: BTreeMap<String, Value>,
}

type Checked = Result<(), ValidationError>;

fn text(field: &Loose) -> Result<&str, ValidationError> {
    match field {
        Loose::Text(text) => Ok(text),
        Loose::Missing => Err(ValidationError::new("required")),
        Loose::Other => Err(ValidationError::new("wrong_type")),
    }
}

fn if_any(field: &Loose, check: impl Fn(&Loose) -> Checked) -> Checked {
    if *field == Loose::Missing { Ok(()) } else { check(field) }
}

fn word<T: for<'de> Deserialize<'de>>(field: &Loose) -> Checked {
    let value = Value::String(text(field)?.to_owned());
    T::deserialize(&value).map(|_| ()).map_err(|_| ValidationError::new("not_one_of"))
}

fn is_name(field: &Loose) -> Checked {
    let name = text(field)?;
    let length = name.chars().count();
    if !(2..=30).contains(&length) {
        return Err(ValidationError::new("name_length"));
    }
    let fits = |letter: char| letter == '·' || (letter.is_alphabetic() && !letter.is_ascii());
    if !name.chars().all(fits) || name.starts_with('·') || name.ends_with('·') {
        return Err(ValidationError::new("name_characters"));
    }
    Ok(())
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
fn faults_of(
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
