//! The forms of the matters that change a membership: what is claimed, since when, on which paper.

use super::raw::{Loose, fault, if_any, text, word};
use super::{Door, FieldFault};
use crate::matter::FormKind;
use crate::membership::RetainCause;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use validator::ValidationError;

/// Characters of a ground in somebody's own words.
const LEAST_WORDS: usize = 10;

/// The most characters of it.
const MOST_WORDS: usize = 500;

/// The most characters of a paper's name and number.
const MOST_PAPER: usize = 100;

/// The form of 保留会籍.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RetainForm {
    /// Why.
    pub retain_cause: RetainCause,
    /// The last day at work, `2026-11-20`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_work_day: Option<Date>,
    /// The paper that shows it, 2 to 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
}

/// The form of 恢复会籍.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReactivateForm {
    /// The first day back at work, `2026-11-20`.
    pub back_since: Date,
    /// The paper that shows it, 2 to 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
}

/// The form of 退会: the written request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LeaveForm {
    /// His own words, 10 to 500 characters.
    #[schemars(length(max = 500))]
    pub statement: String,
}

/// The form of 会籍复核 (章程第六条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewForm {
    /// No dues since this day.
    pub unpaid_since: Date,
    /// At no activity since this day.
    pub absent_since: Date,
    /// The day on which he was spoken to (教育).
    pub warned_on: Date,
    /// Who spoke to him, how, and what he said, 10 to 500 characters.
    #[schemars(length(max = 500))]
    pub warning: String,
}

/// The form of 开除会籍.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExpelForm {
    /// The document of the criminal punishment: name and number. Kept sealed.
    pub document: String,
    /// The court.
    pub issuer: String,
    /// Its date.
    pub issued_on: Date,
    /// What the union group said, 10 to 500 characters.
    #[schemars(length(max = 500))]
    pub discussion: String,
}

/// What proves a death.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeathProof {
    /// 死亡证明.
    Certificate,
    /// 户籍注销证明.
    HouseholdCancelled,
    /// 法院宣告死亡.
    CourtDeclaration,
}

/// The form of 会员去世登记.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeceaseForm {
    /// The day.
    pub died_on: Date,
    /// Which proof.
    pub proof: DeathProof,
    /// Its number and issuer. Kept sealed.
    pub document: String,
}

/// The form of 撤销去世登记.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestoreForm {
    /// How the error was found, 10 to 500 characters.
    #[schemars(length(max = 500))]
    pub ground: String,
}

/// The form of a matter that changes a membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ChangeForm {
    /// 保留会籍.
    Retain(RetainForm),
    /// 恢复会籍.
    Reactivate(ReactivateForm),
    /// 退会.
    Leave(LeaveForm),
    /// 会籍复核.
    Review(ReviewForm),
    /// 开除会籍.
    Expel(ExpelForm),
    /// 会员去世.
    Decease(DeceaseForm),
    /// 撤销去世登记.
    Restore(RestoreForm),
}

impl ChangeForm {
    /// Its type.
    #[must_use]
    pub fn kind(&self) -> FormKind {
        match self {
            ChangeForm::Retain(_) => FormKind::Retain,
            ChangeForm::Reactivate(_) => FormKind::Reactivate,
            ChangeForm::Leave(_) => FormKind::Leave,
            ChangeForm::Review(_) => FormKind::Review,
            ChangeForm::Expel(_) => FormKind::Expel,
            ChangeForm::Decease(_) => FormKind::Decease,
            ChangeForm::Restore(_) => FormKind::Restore,
        }
    }

    /// The form of this kind from its fields as they were stored; none when they do not fit.
    #[must_use]
    pub fn read(kind: FormKind, fields: Value) -> Option<ChangeForm> {
        fn typed<T: serde::de::DeserializeOwned>(fields: Value) -> Option<T> {
            serde_json::from_value(fields).ok()
        }
        match kind {
            FormKind::Retain => typed(fields).map(ChangeForm::Retain),
            FormKind::Reactivate => typed(fields).map(ChangeForm::Reactivate),
            FormKind::Leave => typed(fields).map(ChangeForm::Leave),
            FormKind::Review => typed(fields).map(ChangeForm::Review),
            FormKind::Expel => typed(fields).map(ChangeForm::Expel),
            FormKind::Decease => typed(fields).map(ChangeForm::Decease),
            FormKind::Restore => typed(fields).map(ChangeForm::Restore),
            FormKind::Join
            | FormKind::CardReissue
            | FormKind::FoundUnion
            | FormKind::FoundingMeeting
            | FormKind::ElectionResult
            | FormKind::ReElection
            | FormKind::Transfer => None,
        }
    }

    /// A form without an answer, for the public check: nothing looks at it.
    #[must_use]
    pub fn blank(kind: FormKind) -> Option<ChangeForm> {
        let day = Date::constant(2000, 1, 1);
        let words = String::new;
        match kind {
            FormKind::Retain => Some(ChangeForm::Retain(RetainForm {
                retain_cause: RetainCause::Unemployed,
                last_work_day: None,
                paper: None,
            })),
            FormKind::Reactivate => {
                Some(ChangeForm::Reactivate(ReactivateForm { back_since: day, paper: None }))
            }
            FormKind::Leave => Some(ChangeForm::Leave(LeaveForm { statement: words() })),
            FormKind::Restore => Some(ChangeForm::Restore(RestoreForm { ground: words() })),
            // An officer's reports are never checked in public.
            FormKind::Join
            | FormKind::CardReissue
            | FormKind::FoundUnion
            | FormKind::FoundingMeeting
            | FormKind::ElectionResult
            | FormKind::ReElection
            | FormKind::Transfer
            | FormKind::Review
            | FormKind::Expel
            | FormKind::Decease => None,
        }
    }
}

type Check = fn(&Loose, Date) -> Result<(), ValidationError>;

/// The fields of a kind of form, and what each must be.
fn fields(kind: FormKind) -> Option<&'static [(&'static str, Check)]> {
    Some(match kind {
        FormKind::Retain => &[
            ("retainCause", |field, _| word::<RetainCause>(field)),
            ("lastWorkDay", |field, today| if_any(field, |field| is_past(field, today))),
            ("paper", |field, _| if_any(field, |field| is_text(field, 2, MOST_PAPER))),
        ],
        FormKind::Reactivate => &[
            ("backSince", is_past),
            ("paper", |field, _| if_any(field, |field| is_text(field, 2, MOST_PAPER))),
        ],
        FormKind::Leave => &[("statement", is_words)],
        FormKind::Review => &[
            ("unpaidSince", is_past),
            ("absentSince", is_past),
            ("warnedOn", is_past),
            ("warning", is_words),
        ],
        FormKind::Expel => &[
            ("document", |field, _| is_text(field, 4, MOST_PAPER)),
            ("issuer", |field, _| is_text(field, 2, MOST_PAPER)),
            ("issuedOn", is_past),
            ("discussion", is_words),
        ],
        FormKind::Decease => &[
            ("diedOn", is_past),
            ("proof", |field, _| word::<DeathProof>(field)),
            ("document", |field, _| is_text(field, 4, MOST_PAPER)),
        ],
        FormKind::Restore => &[("ground", is_words)],
        FormKind::Join
        | FormKind::CardReissue
        | FormKind::FoundUnion
        | FormKind::FoundingMeeting
        | FormKind::ElectionResult
        | FormKind::ReElection
        | FormKind::Transfer => return None,
    })
}

/// The form, or every fault in it; none for a kind that is not one of these.
pub(super) fn parse(
    kind: FormKind,
    value: &Value,
    door: Door,
) -> Option<Result<ChangeForm, Vec<FieldFault>>> {
    let fields = fields(kind)?;
    Some(checked(fields, value, door, false).and_then(|()| {
        let form = ChangeForm::read(kind, super::raw::tidy(value));
        form.ok_or_else(|| vec![fault("", "wrong_type")])
    }))
}

/// The same with gaps: a blank form, where nothing that is there is faulty.
pub(super) fn parse_partial(
    kind: FormKind,
    value: &Value,
    door: Door,
) -> Option<Result<ChangeForm, Vec<FieldFault>>> {
    let fields = fields(kind)?;
    let blank = ChangeForm::blank(kind)?;
    Some(
        checked(fields, value, door, true)
            .map(|()| ChangeForm::read(kind, super::raw::tidy(value)).unwrap_or(blank)),
    )
}

fn checked(
    fields: &[(&str, Check)],
    value: &Value,
    door: Door,
    gaps: bool,
) -> Result<(), Vec<FieldFault>> {
    let Some(given) = value.as_object() else { return Err(vec![fault("", "wrong_type")]) };
    let known = |name: &&String| fields.iter().any(|(field, _)| field == *name);
    let strange: BTreeMap<String, Value> = given
        .iter()
        .filter(|(name, _)| !known(name))
        .map(|(name, _)| (name.clone(), Value::Null))
        .collect();
    let mut faults = super::raw::faults_of(Ok(()), &strange).err().unwrap_or_default();
    for (name, check) in fields {
        let field = Loose::from(value_of(given, name));
        if let Err(error) = check(&field, door.today)
            && !(gaps && error.code == "required")
        {
            faults.push(fault(&format!("/{name}"), &error.code));
        }
    }
    faults.sort();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn value_of(given: &Map<String, Value>, name: &str) -> Value {
    given.get(name).cloned().unwrap_or_default()
}

fn is_past(field: &Loose, today: Date) -> Result<(), ValidationError> {
    let day: Date = text(field)?.parse().map_err(|_| ValidationError::new("date_format"))?;
    if day > today { Err(ValidationError::new("date_in_future")) } else { Ok(()) }
}

fn is_words(field: &Loose, _: Date) -> Result<(), ValidationError> {
    is_text(field, LEAST_WORDS, MOST_WORDS)
}

fn is_text(field: &Loose, least: usize, most: usize) -> Result<(), ValidationError> {
    let length = text(field)?.trim().chars().count();
    if length < least {
        Err(ValidationError::new("too_short"))
    } else if length > most {
        Err(ValidationError::new("too_long"))
    } else {
        Ok(())
    }
}

/// The JSON Schema of one of these forms.
pub(super) fn schema(kind: FormKind) -> Option<Value> {
    let schema = match kind {
        FormKind::Retain => schemars::schema_for!(RetainForm),
        FormKind::Reactivate => schemars::schema_for!(ReactivateForm),
        FormKind::Leave => schemars::schema_for!(LeaveForm),
        FormKind::Review => schemars::schema_for!(ReviewForm),
        FormKind::Expel => schemars::schema_for!(ExpelForm),
        FormKind::Decease => schemars::schema_for!(DeceaseForm),
        FormKind::Restore => schemars::schema_for!(RestoreForm),
        FormKind::Join
        | FormKind::CardReissue
        | FormKind::FoundUnion
        | FormKind::FoundingMeeting
        | FormKind::ElectionResult
        | FormKind::ReElection
        | FormKind::Transfer => return None,
    };
    Some(schema.to_value())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::json;

    #[test]
    fn every_fault_is_named_at_once_and_a_good_form_is_read() {
        let door = Door { today: date(2026, 11, 28), allow_synthetic: true };
        let words = "本人因个人原因申请退出工会组织";
        #[rustfmt::skip]
        let rows = [
            // why                    kind                 form                                                    faults
            ("retired",               FormKind::Retain,     json!({"retainCause": "RETIRED"}),                      vec![]),
            ("no cause, no such day", FormKind::Retain,     json!({"lastWorkDay": "2026-13-01"}),                   vec!["/lastWorkDay date_format", "/retainCause required"]),
            ("a cause nobody knows",  FormKind::Retain,     json!({"retainCause": "BORED"}),                        vec!["/retainCause not_one_of"]),
            ("an unknown field",      FormKind::Leave,      json!({"statement": words, "wage": 1}),                 vec!["/wage unknown_field"]),
            ("too few words",         FormKind::Leave,      json!({"statement": "不想干了"}),                        vec!["/statement too_short"]),
            ("back since tomorrow",   FormKind::Reactivate, json!({"backSince": "2026-11-29"}),                     vec!["/backSince date_in_future"]),
            ("a death, all there",    FormKind::Decease,    json!({"diedOn": "2026-11-20", "proof": "CERTIFICATE", "document": "示例证明第1号"}), vec![]),
            ("a death, nothing",      FormKind::Decease,    json!({}),                                              vec!["/diedOn required", "/document required", "/proof required"]),
            ("not an object",         FormKind::Leave,      json!("x"),                                             vec![" wrong_type"]),
        ];
        for (why, kind, form, wanted) in rows {
            let faults = parse(kind, &form, door).unwrap().err().unwrap_or_default();
            let got: Vec<String> =
                faults.iter().map(|one| format!("{} {}", one.pointer, one.code)).collect();
            assert_eq!(got, wanted, "{why}");
        }
        let gap = parse_partial(FormKind::Leave, &json!({}), door).unwrap();
        assert!(gap.is_ok(), "a gap is no fault in the public check");
    }
}
