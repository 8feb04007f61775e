//! The shape of a body as data, and the faults of a value against it.

use serde_json::Value;

use crate::language::Language;
use crate::problem::{FieldCode, Problem, ProblemCode};

/// One field of a body.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name as sent.
    pub name: &'static str,
    /// Whether it must be there. An optional one may be left out or `null`.
    pub required: bool,
    /// What it holds.
    pub kind: Kind,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text of at least and at most so many characters, without control characters.
    Text(usize, usize),
    /// The same with line breaks.
    Lines(usize, usize),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A date, `YYYY-MM-DD`; whether it exists in the calendar is the domain's.
    Date,
    /// `true` or `false`.
    Flag,
    /// A whole number from 0 to this.
    Number(u64),
    /// An object that somebody else knows.
    Object,
    /// An object with these fields.
    Fields(&'static [Field]),
    /// At least and at most so many texts of at most 100 characters, each once.
    Texts(usize, usize),
    /// At least and at most so many whole numbers, each once and at least 1.
    Numbers(usize, usize),
    /// At least and at most so many objects with these fields.
    Items(usize, usize, &'static [Field]),
}

impl Field {
    /// A field that must be there.
    #[must_use]
    pub const fn required(name: &'static str, kind: Kind) -> Field {
        Field { name, required: true, kind }
    }

    /// A field that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, kind: Kind) -> Field {
        Field { name, required: false, kind }
    }
}

/// Where something is wrong, and what.
pub(super) type Fault = (String, FieldCode);

/// The document for these faults: the code of the first fault of shape, else `FORM_FAULTY`.
pub(super) fn problem(faults: Vec<Fault>, language: Language) -> Option<Problem> {
    if faults.is_empty() {
        return None;
    }
    let code = faults.iter().find_map(|(_, code)| of_shape(*code));
    let problem = Problem::new(code.unwrap_or(ProblemCode::FormFaulty), language);
    Some(
        faults
            .into_iter()
            .fold(problem, |problem, (pointer, code)| problem.with_error(pointer, code, language)),
    )
}

/// The problem that a fault of shape is; a fault of value is none.
fn of_shape(code: FieldCode) -> Option<ProblemCode> {
    match code {
        FieldCode::Required => Some(ProblemCode::MissingField),
        FieldCode::Unknown => Some(ProblemCode::UnknownField),
        FieldCode::NotText
        | FieldCode::NotBoolean
        | FieldCode::NotNumber
        | FieldCode::NotList
        | FieldCode::NotObject => Some(ProblemCode::WrongType),
        _ => None,
    }
}

/// All faults of a body.
pub(super) fn faults(value: &Value, fields: &[Field]) -> Vec<Fault> {
    let mut faults = Vec::new();
    check_object("", value, fields, &mut faults);
    faults
}

fn check_object(pointer: &str, value: &Value, fields: &[Field], faults: &mut Vec<Fault>) {
    let Some(object) = value.as_object() else {
        faults.push((pointer.to_owned(), FieldCode::NotObject));
        return;
    };
    for field in fields {
        let pointer = format!("{pointer}/{}", field.name);
        match object.get(field.name) {
            None | Some(Value::Null) if !field.required => {}
            None => faults.push((pointer, FieldCode::Required)),
            Some(value) => check(&pointer, value, field.kind, faults),
        }
    }
    for name in object.keys().filter(|name| fields.iter().all(|field| field.name != *name)) {
        faults.push((pointer_to_unknown(pointer, name), FieldCode::Unknown));
    }
}

/// The pointer to an unknown field; to what holds it, where the name might be a value in disguise.
fn pointer_to_unknown(pointer: &str, name: &str) -> String {
    let plain = name.len() <= 40
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        && name.chars().filter(char::is_ascii_digit).count() <= 4;
    if plain { format!("{pointer}/{name}") } else { pointer.to_owned() }
}

fn check(pointer: &str, value: &Value, kind: Kind, faults: &mut Vec<Fault>) {
    let fault = match kind {
        Kind::Text(least, most) => check_text(value, least, most, false),
        Kind::Lines(least, most) => check_text(value, least, most, true),
        Kind::Word(words) => match value.as_str() {
            None => Some(FieldCode::NotText),
            Some(word) => (!words.contains(&word)).then_some(FieldCode::NotOneOf),
        },
        Kind::Date => match value.as_str() {
            None => Some(FieldCode::NotText),
            Some(date) => (!looks_like_a_date(date)).then_some(FieldCode::DateFormat),
        },
        Kind::Flag => (!value.is_boolean()).then_some(FieldCode::NotBoolean),
        Kind::Number(most) => match value.as_u64() {
            None => Some(FieldCode::NotNumber),
            Some(number) => (number > most).then_some(FieldCode::OutOfRange),
        },
        Kind::Object => (!value.is_object()).then_some(FieldCode::NotObject),
        Kind::Fields(fields) => {
            check_object(pointer, value, fields, faults);
            None
        }
        Kind::Texts(least, most) => {
            check_list(pointer, value, (least, most), faults, |pointer, item, faults| {
                check(pointer, item, Kind::Text(1, 100), faults);
            })
        }
        Kind::Numbers(least, most) => check_numbers(pointer, value, (least, most), faults),
        Kind::Items(least, most, fields) => {
            check_list(pointer, value, (least, most), faults, |pointer, item, faults| {
                check_object(pointer, item, fields, faults);
            })
        }
    };
    faults.extend(fault.map(|code| (pointer.to_owned(), code)));
}

fn check_text(value: &Value, least: usize, most: usize, lines: bool) -> Option<FieldCode> {
    let Some(text) = value.as_str() else { return Some(FieldCode::NotText) };
    let length = text.trim().chars().count();
    let forbidden = |c: char| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t'));
    if length < least {
        Some(FieldCode::TooShort)
    } else if text.chars().count() > most {
        Some(FieldCode::TooLong)
    } else if text.contains(forbidden) {
        Some(FieldCode::Characters)
    } else {
        None
    }
}

/// Checks a list of numbers, of which there may be many.
fn check_numbers(
    pointer: &str,
    value: &Value,
    (least, most): (usize, usize),
    faults: &mut Vec<Fault>,
) -> Option<FieldCode> {
    let Some(items) = value.as_array() else { return Some(FieldCode::NotList) };
    if items.len() < least {
        return Some(FieldCode::TooFew);
    }
    if items.len() > most {
        return Some(FieldCode::TooMany);
    }
    let mut seen = std::collections::BTreeSet::new();
    for (index, item) in items.iter().enumerate() {
        let fault = match item.as_u64() {
            None => Some(FieldCode::NotNumber),
            Some(0) => Some(FieldCode::OutOfRange),
            Some(number) if number > u64::from(u32::MAX) => Some(FieldCode::OutOfRange),
            Some(number) => (!seen.insert(number)).then_some(FieldCode::Repeated),
        };
        faults.extend(fault.map(|code| (format!("{pointer}/{index}"), code)));
    }
    None
}

/// Checks a list and its items; at most 100 items are looked at.
fn check_list(
    pointer: &str,
    value: &Value,
    (least, most): (usize, usize),
    faults: &mut Vec<Fault>,
    each: impl Fn(&str, &Value, &mut Vec<Fault>),
) -> Option<FieldCode> {
    let Some(items) = value.as_array() else { return Some(FieldCode::NotList) };
    if items.len() < least {
        return Some(FieldCode::TooFew);
    }
    if items.len() > most {
        return Some(FieldCode::TooMany);
    }
    for (index, item) in items.iter().enumerate() {
        let pointer = format!("{pointer}/{index}");
        let key = item.get("id").unwrap_or(item);
        let before = items.iter().take(index);
        if before.map(|other| other.get("id").unwrap_or(other)).any(|other| other == key) {
            faults.push((pointer, FieldCode::Repeated));
        } else {
            each(&pointer, item, faults);
        }
    }
    None
}

/// Four digits, two, two, with hyphens.
fn looks_like_a_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}
