//! A form's JSON Schema with what a page needs to ask it: titles, hints, groups, options.
//!
//! `x-groups` lists the groups of questions, one a screen; `x-group` and `x-order` say where a
//! field is asked; `x-options` are the labels of what can be chosen.

use api::{JsonObject, Language};
use domain::form;
use domain::matter::FormKind;
use serde_json::{Value, json};
use step::view::labels::{Field, GROUPS, choices, find_field};

/// The schema of a form in a language.
pub(crate) fn localised(kind: FormKind, language: Language) -> JsonObject {
    let Value::Object(mut schema) = form::schema(kind) else { return JsonObject::new() };
    let defs = schema.get("$defs").cloned().unwrap_or_default();
    let mut used = Vec::new();
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (name, property) in properties {
            let pointer = format!("/{name}");
            let Some(field) = find_field(&pointer) else { continue };
            used.push(field.group);
            label(property, field, language);
            inline(property, &pointer, &defs, language);
        }
    }
    let asked = GROUPS.iter().filter(|group| used.contains(&group.id));
    let groups: Vec<Value> = asked
        .map(
            |group| json!({ "id": group.id, "title": language.pick(group.title.0, group.title.1) }),
        )
        .collect();
    schema.insert("x-groups".to_owned(), Value::Array(groups));
    schema.remove("title");
    schema.remove("description");
    schema
}

fn label(property: &mut Value, field: &Field, language: Language) {
    let Value::Object(members) = property else { return };
    members.insert("title".to_owned(), language.pick(field.title.0, field.title.1).into());
    members.insert("description".to_owned(), language.pick(field.hint.0, field.hint.1).into());
    members.insert("x-group".to_owned(), field.group.into());
    members.insert("x-order".to_owned(), order(field).into());
    let options = choices(field.pointer);
    if !options.is_empty() {
        let options: Vec<Value> = options
            .into_iter()
            .map(|(value, zh, en)| json!({ "value": value, "label": language.pick(zh, en) }))
            .collect();
        members.insert("x-options".to_owned(), Value::Array(options));
    }
}

/// The place of a field among all.
fn order(field: &Field) -> usize {
    let all = step::view::labels::FIELDS.iter();
    all.take_while(|other| other.pointer != field.pointer).count()
}

/// A group of fields is written out where it is used, because its titles depend on the place.
fn inline(property: &mut Value, pointer: &str, defs: &Value, language: Language) {
    let name =
        reference(property).and_then(|name| name.strip_prefix("#/$defs/")).map(str::to_owned);
    let Some(mut inner) = name.and_then(|name| defs.get(&name).cloned()) else { return };
    let Some(Value::Object(fields)) = inner.get_mut("properties") else { return };
    for (name, field) in fields {
        if let Some(known) = find_field(&format!("{pointer}/{name}")) {
            label(field, known, language);
        }
    }
    let (Value::Object(members), Value::Object(inner)) = (property, inner) else { return };
    members.remove("anyOf");
    members.remove("$ref");
    for (name, value) in inner {
        if name != "title" && name != "description" {
            members.insert(name, value);
        }
    }
}

/// The definition that a property points to, also where it may be left out.
fn reference(property: &Value) -> Option<&str> {
    let own = property.get("$ref");
    let among = || property.get("anyOf")?.as_array()?.iter().find_map(|one| one.get("$ref"));
    own.or_else(among)?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_title_a_hint_and_a_group_in_both_languages() {
        for kind in [FormKind::Join, FormKind::CardReissue] {
            for language in [Language::Zh, Language::En] {
                let schema = localised(kind, language);
                let groups = schema["x-groups"].as_array().unwrap();
                for (name, property) in schema["properties"].as_object().unwrap() {
                    for member in ["title", "description", "x-group", "x-order"] {
                        assert!(property.get(member).is_some(), "{name} has no {member}");
                    }
                    assert!(groups.iter().any(|group| group["id"] == property["x-group"]));
                }
            }
        }
    }

    #[test]
    fn an_employer_is_written_out_with_the_titles_of_its_place() {
        let schema = localised(FormKind::Join, Language::Zh);
        let title = |at: &str| schema["properties"][at]["properties"]["name"]["title"].clone();
        assert_eq!(
            (title("employer"), title("userEmployer")),
            ("单位名称".into(), "实际用工单位名称".into())
        );
        let relations = schema["properties"]["relation"]["x-options"].as_array().unwrap();
        assert_eq!(relations.len(), 5);
    }

    /// What can be chosen is what the form's type takes, but for documents taken at the counter.
    #[test]
    fn the_options_are_words_that_the_form_takes() {
        for kind in [FormKind::Join, FormKind::CardReissue] {
            let schema = localised(kind, Language::En);
            let text = serde_json::to_string(&form::schema(kind)).unwrap();
            for (name, property) in schema["properties"].as_object().unwrap() {
                for option in
                    property.get("x-options").and_then(Value::as_array).into_iter().flatten()
                {
                    let word = option["value"].as_str().unwrap();
                    assert!(text.contains(&format!("\"{word}\"")), "{name}: {word}");
                }
            }
        }
    }
}
