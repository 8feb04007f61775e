//! Reading a form with lists field by field, so that every fault is named at once and by its place.

use crate::form::FieldFault;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

static NOTHING: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);

/// An object of the form and the faults found in it so far.
pub(super) struct Reader<'a> {
    fields: &'a Map<String, Value>,
    at: String,
    pub(super) faults: Vec<FieldFault>,
}

impl<'a> Reader<'a> {
    /// The object at `at`; anything else is a fault of its own and reads as empty.
    pub(super) fn of(value: &'a Value, at: &str) -> Reader<'a> {
        let mut reader = Reader { fields: &NOTHING, at: at.to_owned(), faults: Vec::new() };
        match value {
            Value::Object(fields) => reader.fields = fields,
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => reader.fault("", "not_object"),
        }
        reader
    }

    /// A fault at a field of this object.
    pub(super) fn fault(&mut self, field: &str, code: &str) {
        let pointer =
            if field.is_empty() { self.at.clone() } else { format!("{}/{field}", self.at) };
        self.faults.push(FieldFault { pointer, code: code.to_owned() });
    }

    fn get(&self, field: &str) -> Option<&'a Value> {
        let found = self.fields.get(field)?;
        let blank = found.as_str().is_some_and(|text| text.trim().is_empty());
        (!found.is_null() && !blank).then_some(found)
    }

    /// Whether the form says something in this field.
    pub(super) fn has(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    fn required(&mut self, field: &str) -> Option<&'a Value> {
        let found = self.get(field);
        if found.is_none() {
            self.fault(field, "required");
        }
        found
    }

    /// Text of so many characters.
    pub(super) fn text(&mut self, field: &str, least: usize, most: usize) -> Option<String> {
        let Some(text) = self.required(field)?.as_str() else {
            self.fault(field, "wrong_type");
            return None;
        };
        let text = text.trim();
        let length = text.chars().count();
        if length < least || length > most {
            self.fault(field, if length < least { "too_short" } else { "too_long" });
            return None;
        }
        if text.chars().any(|letter| letter.is_control() && letter != '\n') {
            self.fault(field, "characters");
            return None;
        }
        Some(text.to_owned())
    }

    /// A person's name as on the document.
    pub(super) fn name(&mut self, field: &str) -> Option<String> {
        let Some(text) = self.required(field)?.as_str() else {
            self.fault(field, "wrong_type");
            return None;
        };
        match crate::form::check_name(text) {
            Ok(()) => Some(text.to_owned()),
            Err(code) => {
                self.fault(field, code);
                None
            }
        }
    }

    /// A whole number within bounds.
    pub(super) fn number(&mut self, field: &str, least: u32, most: u32) -> Option<u32> {
        let found = self.required(field)?;
        if !found.is_number() {
            self.fault(field, "not_number");
            return None;
        }
        let number = found.as_u64().and_then(|number| u32::try_from(number).ok());
        let fits = number.filter(|number| (least..=most).contains(number));
        if fits.is_none() {
            self.fault(field, "out_of_range");
        }
        fits
    }

    /// A yes or no; nothing is a no.
    pub(super) fn flag(&mut self, field: &str) -> bool {
        match self.get(field) {
            Some(Value::Bool(yes)) => *yes,
            Some(_) => {
                self.fault(field, "not_boolean");
                false
            }
            None => false,
        }
    }

    /// A date.
    pub(super) fn date(&mut self, field: &str) -> Option<Date> {
        let date = self.required(field)?.as_str().and_then(|text| text.parse().ok());
        if date.is_none() {
            self.fault(field, "date_format");
        }
        date
    }

    /// A word of a type, with the type's own fault for anything else.
    pub(super) fn word<T: DeserializeOwned>(&mut self, field: &str, code: &str) -> Option<T> {
        let found = self.required(field)?.clone();
        let word = serde_json::from_value(found).ok();
        if word.is_none() {
            self.fault(field, code);
        }
        word
    }

    /// A list of objects, each read by `each`; the most is a bound against abuse.
    pub(super) fn list<T>(
        &mut self,
        field: &str,
        most: usize,
        each: impl Fn(&mut Reader<'a>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(items) = self.required(field)?.as_array() else {
            self.fault(field, "not_list");
            return None;
        };
        if items.is_empty() || items.len() > most {
            self.fault(field, if items.is_empty() { "too_few" } else { "too_many" });
            return None;
        }
        let mut read = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let mut reader = Reader::of(item, &format!("{}/{field}/{at}", self.at));
            read.extend(each(&mut reader));
            self.faults.append(&mut reader.faults);
        }
        (read.len() == items.len()).then_some(read)
    }

    /// Fields that the form does not have are faults; only letters of their names go back.
    pub(super) fn nothing_but(&mut self, known: &[&str]) {
        let strangers = self.fields.keys().filter(|key| !known.contains(&key.as_str()));
        let strangers: Vec<String> = strangers
            .map(|key| key.chars().filter(char::is_ascii_alphabetic).take(40).collect())
            .collect();
        for stranger in strangers {
            self.fault(&stranger, "unknown_field");
        }
    }
}

/// What was read, or every fault in order.
pub(super) fn finish<T>(
    mut faults: Vec<FieldFault>,
    read: Option<T>,
) -> Result<T, Vec<FieldFault>> {
    faults.sort();
    faults.dedup();
    match read {
        Some(read) if faults.is_empty() => Ok(read),
        _ if faults.is_empty() => {
            Err(vec![FieldFault { pointer: String::new(), code: "wrong_type".to_owned() }])
        }
        _ => Err(faults),
    }
}
