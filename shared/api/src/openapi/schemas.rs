//! The schemas of the types, made stricter where the types' names say more than utoipa knows.

use serde_json::{Map, Value, json};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::problem::ProblemCode;

/// Names of text fields that are dates, apart from those that end in `On`.
const DATES: &[&str] = &["by", "from", "until", "validFrom", "validTo"];

/// The schemas that the document uses, by name.
#[derive(Default)]
pub(super) struct Schemas(Vec<(String, RefOr<Schema>)>);

impl Schemas {
    /// Adds a type with all that it holds; returns a reference to it.
    pub(super) fn add<T: ToSchema>(&mut self) -> Value {
        T::schemas(&mut self.0);
        self.0.push((T::name().into_owned(), T::schema()));
        json!({ "$ref": format!("#/components/schemas/{}", T::name()) })
    }

    /// All of them, tightened.
    pub(super) fn finish(self) -> Value {
        let schemas = self.0.into_iter().map(|(name, schema)| {
            let mut schema = serde_json::to_value(schema).unwrap_or_default();
            tighten(&mut schema);
            (name, schema)
        });
        Value::Object(schemas.collect())
    }
}

/// Gives dates their format, and says «left out» instead of `null` for what is not required.
fn tighten(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tighten),
        Value::Object(object) => {
            let required = object.get("required").cloned().unwrap_or_default();
            if let Some(Value::Object(properties)) = object.get_mut("properties") {
                for (name, property) in properties {
                    let needed =
                        required.as_array().is_some_and(|all| all.iter().any(|one| one == name));
                    if !needed {
                        drop_null(property);
                    }
                    give_format(name, property);
                }
            }
            object.values_mut().for_each(tighten);
        }
        _ => {}
    }
}

fn drop_null(property: &mut Value) {
    let Some(object) = property.as_object_mut() else { return };
    if let Some(Value::Array(kinds)) = object.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let (1, Some(only)) = (kinds.len(), kinds.first().cloned()) {
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(mut choices)) = object.remove("oneOf") {
        choices.retain(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
        match choices.first().and_then(Value::as_object).cloned() {
            Some(only) if choices.len() == 1 => object.extend(only),
            _ => drop(object.insert("oneOf".to_owned(), Value::Array(choices))),
        }
    }
}

fn give_format(name: &str, property: &mut Value) {
    let Some(object) = property.as_object_mut() else { return };
    let format = if name.ends_with("On") || DATES.contains(&name) {
        "date"
    } else if name.ends_with("At") || name == "at" {
        "date-time"
    } else {
        return;
    };
    if object.get("type").is_some_and(|kind| kind == "string") {
        object.insert("format".to_owned(), json!(format));
    }
}

/// The same with every object's keys in alphabetical order, whatever map the build uses.
pub(super) fn sorted(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        Value::Object(object) => {
            let mut entries: Vec<(String, Value)> = object.into_iter().collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            let entries = entries.into_iter().map(|(key, value)| (key, sorted(value)));
            Value::Object(entries.collect::<Map<String, Value>>())
        }
        other => other,
    }
}

/// By hand, because the derive does not see the names that the table's macro gives.
impl PartialSchema for ProblemCode {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("What can go wrong; the code never changes."))
            .enum_values(Some(ProblemCode::ALL.iter().map(|code| code.as_str())))
            .into()
    }
}

impl ToSchema for ProblemCode {}
