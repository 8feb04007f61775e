//! The forms of a founding in words: lists become a row per item.

use super::labels::place;
use api::Language;
use api::tasks::FormField;
use domain::division::DivisionCode;
use domain::matter::FormKind;
use serde_json::Value;

/// Whether a form is one of a founding or a re-election.
#[must_use]
pub fn is_founding(kind: FormKind) -> bool {
    match kind {
        FormKind::FoundUnion
        | FormKind::FoundingMeeting
        | FormKind::ElectionResult
        | FormKind::ReElection => true,
        FormKind::Join
        | FormKind::CardReissue
        | FormKind::Transfer
        | FormKind::Retain
        | FormKind::Reactivate
        | FormKind::Leave
        | FormKind::Review
        | FormKind::Expel
        | FormKind::Decease
        | FormKind::Restore => false,
    }
}

/// A name in the form, Chinese, English.
type Word = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
const FIELDS: &[Word] = &[
    ("unionName",     "工会名称",         "The union's name"),
    ("form",          "工会形式",         "Form"),
    ("employers",     "单位",             "Employer"),
    ("preparers",     "筹备组成员",       "Preparation group"),
    ("excluded",      "不得作为候选人",   "Cannot be a candidate"),
    ("union",         "工会",             "Union"),
    ("meetingOn",     "开会日期",         "Day of the meeting"),
    ("place",         "开会地点",         "Place of the meeting"),
    ("assembly",      "会议形式",         "Who elects"),
    ("candidates",    "候选人编号",       "Candidates by number"),
    ("heldOn",        "开会日期",         "Held on"),
    ("entitled",      "应到人数",         "Entitled"),
    ("present",       "实到人数",         "Present"),
    ("ballots",       "有效票",           "Valid ballots"),
    ("elected",       "当选",             "Elected"),
    ("termYears",     "任期(年)",         "Term (years)"),
    ("fullTimeChair", "专职主席",         "Full-time chair"),
    ("minutes",       "会议记录",         "Minutes"),
];

#[rustfmt::skip]
const WORDS: &[Word] = &[
    ("COMMITTEE",            "工会委员会",         "Committee"),
    ("JOINT",                "联合工会委员会",     "Joint committee"),
    ("ORGANISER",            "组织员",             "Organiser"),
    ("GENERAL",              "会员大会",           "All members"),
    ("DELEGATES",            "会员代表大会",       "Delegates"),
    ("PRINCIPAL",            "行政主要负责人",     "Principal"),
    ("LEGAL_REPRESENTATIVE", "法定代表人",         "Legal representative"),
    ("PARTNER",              "合伙人",             "Partner"),
    ("NEAR_RELATIVE",        "近亲属",             "Near relative"),
    ("HR_HEAD",              "人力资源负责人",     "Head of personnel"),
    ("CHAIR",                "主席",               "Chair"),
    ("VICE",                 "副主席",             "Vice-chair"),
    ("MEMBER",               "委员",               "Member"),
    ("AUDIT_CHAIR",          "经审委主任",         "Head of audit"),
    ("AUDIT",                "经审委员",           "Auditor"),
    ("WOMEN",                "女职工委员",         "Women's member"),
];

fn word<'a>(list: &'static [Word], name: &'a str, language: Language) -> &'a str {
    let found = list.iter().find(|(word, _, _)| *word == name);
    found.map_or(name, |(_, zh, en)| language.pick(zh, en))
}

/// The rows of a founding's form.
#[must_use]
pub fn rows(form: &Value, language: Language) -> Vec<FormField> {
    let mut rows = Vec::new();
    for (name, _, _) in FIELDS {
        let label = word(FIELDS, name, language);
        match form.get(name) {
            None => {}
            Some(Value::Array(items)) if items.iter().all(Value::is_object) => {
                for (at, item) in (1_u32..).zip(items) {
                    let pointer = format!("/{name}/{}", at.saturating_sub(1));
                    rows.push(row(pointer, format!("{label} {at}"), in_words(item, language)));
                }
            }
            Some(value) => {
                rows.push(row(format!("/{name}"), label.to_owned(), in_words(value, language)))
            }
        }
    }
    rows
}

fn row(field: String, label: String, value: String) -> FormField {
    FormField { field, label, value, masked: false }
}

fn in_words(value: &Value, language: Language) -> String {
    match value {
        Value::String(text) => word(WORDS, text, language).to_owned(),
        Value::Bool(yes) => language
            .pick(if *yes { "是" } else { "否" }, if *yes { "yes" } else { "no" })
            .to_owned(),
        Value::Array(items) => {
            items.iter().map(|item| in_words(item, language)).collect::<Vec<_>>().join("、")
        }
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).map(|value| in_words(value, language));
            let number = |name: &str, zh: &str, en: &str| {
                text(name).map(|value| format!("{}{value}", language.pick(zh, en)))
            };
            let division = fields.get("division").and_then(Value::as_str);
            let division = division.and_then(|code| DivisionCode::parse(code).ok());
            let parts = [
                text("name"),
                text("creditCode"),
                division.map(|code| place(&code)),
                number("employees", "职工", "employees "),
                number("members", "预计会员", "members expected "),
                text("why"),
                number("person", "编号", "number "),
                text("post"),
                number("votes", "得票", "votes "),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(language.pick(",", ", "))
        }
        Value::Number(number) => number.to_string(),
        Value::Null => String::new(),
    }
}
