//! A stored form for reading: one row per field, what is sealed masked.

use super::labels::{FIELDS, in_words};
use api::Language;
use api::tasks::FormField;
use domain::person::{SEALED_FIELDS, StoredForm};

/// The rows of a form, in the order in which its fields are asked.
#[must_use]
pub fn rows(form: &StoredForm, language: Language) -> Vec<FormField> {
    if form.kind.is_some_and(super::founding::is_founding) {
        return super::founding::rows(&form.masked, language);
    }
    let filled = FIELDS.iter().filter_map(|field| {
        let value = form.masked.pointer(field.pointer)?.as_str()?;
        Some(FormField {
            field: field.pointer.to_owned(),
            label: language.pick(field.title.0, field.title.1).to_owned(),
            value: in_words(field.pointer, value, language),
            masked: is_sealed(field.pointer),
        })
    });
    filled.collect()
}

/// The sealed fields that can still be opened.
#[must_use]
pub fn revealable(form: &StoredForm) -> Vec<String> {
    if form.sealed.is_none() {
        return Vec::new();
    }
    let sealed = SEALED_FIELDS.iter().map(|name| format!("/{name}"));
    sealed.filter(|pointer| form.masked.pointer(pointer).is_some()).collect()
}

fn is_sealed(pointer: &str) -> bool {
    pointer.strip_prefix('/').is_some_and(|name| SEALED_FIELDS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_per_field_in_words_and_what_is_sealed_says_so() {
        let form = StoredForm {
            version: 1,
            at: jiff::Timestamp::UNIX_EPOCH,
            kind: None,
            masked: json!({
                "idNumber": "2199**********0018",
                "name": "王小合",
                "relation": "FLEXIBLE",
                "employer": { "name": "某公司" },
                "residenceDivision": "210106",
            }),
            sealed: None,
        };
        let shown: Vec<(String, String, bool)> = rows(&form, Language::Zh)
            .into_iter()
            .map(|row| (row.field, row.value, row.masked))
            .collect();
        let wanted = [
            ("/name", "王小合", false),
            ("/idNumber", "2199**********0018", true),
            ("/relation", "灵活就业", false),
            ("/employer/name", "某公司", false),
            ("/residenceDivision", "辽宁省沈阳市铁西区", false),
        ];
        let wanted: Vec<_> =
            wanted.map(|(field, value, masked)| (field.into(), value.into(), masked)).into();
        assert_eq!(shown, wanted);
        assert_eq!(revealable(&form), Vec::<String>::new(), "nothing is left to reveal");
    }
}
