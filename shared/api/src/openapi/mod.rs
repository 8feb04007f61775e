//! The OpenAPI 3.1 document, made from the routes' table and the types' schemas.
//!
//! Only the binary `openapi` and the tests build it; functions serve the file that it prints.

mod bodies;
mod examples;
mod parameters;
mod schemas;

use serde_json::{Map, Value, json};

use crate::problem::{self, Problem, ProblemCode};
use crate::routes::{self, Access, EVERYWHERE, Route};
use schemas::Schemas;

/// What stands at the head of the document.
const ABOUT: &str = "A worker goes from an online application to a trade-union membership with \
services, and benefits are paid on schedule. JSON in camelCase. Names ending in `On` are dates in Asia/Shanghai (`YYYY-MM-DD`), in \
`At` instants (RFC 3339, UTC), in `Fen` integers of fen. What is absent is left out, never `null`, \
but where a schema says so. Texts follow `Accept-Language` (zh-CN by default, en); codes never \
change. Errors are problem documents (RFC 9457); what the gateway itself answers (401, 413, 429) is \
not one. A body holds at most 64 KB (with a file 5.7 MB) and 16 levels. A page of a list holds at most 100 items; \
`cursor` is opaque. All examples are invented data (合成数据).";

/// The document, with its keys in order.
#[must_use]
pub fn document() -> Value {
    let mut schemas = Schemas::default();
    let mut paths = Map::new();
    for route in routes::all() {
        let operation = operation(route, &mut schemas);
        let methods = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Some(methods) = methods.as_object_mut() {
            methods.insert(route.method.as_str().to_lowercase(), operation);
        }
    }
    schemas.add::<Problem>();
    schemas::sorted(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Gonghui (工会)",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/", "description": "The origin that serves the pages." }],
        "tags": tags(),
        "paths": paths,
        "components": {
            "schemas": schemas.finish(),
            "parameters": parameters::shared(),
            "examples": problems(),
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "From the configured OIDC issuer. It only says who; offices \
                                    are in the register.",
                },
            },
        },
    }))
}

/// The document as the file `web/openapi.json` holds it.
#[must_use]
pub fn text() -> String {
    format!("{:#}\n", document())
}

fn tags() -> Value {
    json!([
        { "name": "matters", "description": "What one can apply for." },
        { "name": "applications", "description": "An application from its sending to its end." },
        { "name": "foundings", "description": "Founding a union: who takes part, how it stands, the replies." },
        { "name": "account", "description": "Who one is, has, and agreed to." },
        { "name": "members", "description": "Members: their record, and what changes it." },
        { "name": "tasks", "description": "The officer's desk." },
        { "name": "stand-ins", "description": "Who decides while an officer is absent." },
        { "name": "benefits", "description": "What is paid on schedule, and what it rests on." },
        { "name": "runs", "description": "Benefit runs, their parts, lines and decisions." },
        { "name": "books", "description": "Bank files, reports, ledger, suspense, budgets." },
        { "name": "rosters", "description": "A union's list of people: checked, then imported." },
        { "name": "payees", "description": "Who is paid, and to which account." },
        { "name": "members", "description": "The register of members." },
        { "name": "batches", "description": "Collective joining: rosters, consents, check-ins." },
        { "name": "notices", "description": "Public notices." },
        { "name": "directory", "description": "Finding employers, unions and divisions." },
    ])
}

/// Every problem that a route names, as an example.
fn problems() -> Map<String, Value> {
    let named = |code: &&ProblemCode| {
        EVERYWHERE.contains(code) || routes::all().any(|route| route.problems.contains(code))
    };
    ProblemCode::ALL
        .iter()
        .filter(named)
        .map(|code| {
            let value = Problem::new(*code, crate::Language::Zh);
            (code.as_str().to_owned(), json!({ "summary": value.title, "value": value }))
        })
        .collect()
}

fn operation(route: &Route, schemas: &mut Schemas) -> Value {
    let contents = bodies::of(route.operation, schemas);
    let mut operation = json!({
        "operationId": route.operation,
        "tags": [route.tag],
        "summary": route.summary,
        "description": route.description,
        "parameters": parameters::of(route),
        "security": match route.access {
            Access::Public => json!([]),
            Access::Subject | Access::Officer => json!([{ "bearer": [] }]),
        },
        "responses": responses(route, contents.answer),
        "x-function": route.function,
    });
    if let (Some(object), Some(request)) = (operation.as_object_mut(), contents.request) {
        object.insert(
            "requestBody".to_owned(),
            json!({ "required": true, "content": { "application/json": request } }),
        );
    }
    operation
}

fn responses(route: &Route, (status, success): (u16, Value)) -> Value {
    let mut responses = Map::new();
    responses.insert(status.to_string(), success);
    let mut codes: Vec<ProblemCode> = route.problems.iter().chain(EVERYWHERE).copied().collect();
    codes.sort_by_key(|code| code.status());
    for group in codes.chunk_by(|one, other| one.status() == other.status()) {
        if let Some(first) = group.first() {
            responses.insert(first.status().to_string(), failure(first.status(), group));
        }
    }
    if route.access != Access::Public {
        let text = "No token, or one that is not valid. The gateway's answer, no problem document.";
        responses.insert("401".to_owned(), json!({ "description": text }));
    }
    let text = "Too many requests. The gateway's answer, no problem document.";
    responses.entry("429").or_insert_with(|| json!({ "description": text }));
    Value::Object(responses)
}

/// One status with the codes that have it.
fn failure(status: u16, codes: &[ProblemCode]) -> Value {
    let english = crate::Language::En;
    let lines: Vec<String> = codes
        .iter()
        .map(|code| format!("- `{}`: {}.", code.as_str(), code.title(english)))
        .collect();
    let examples: Map<String, Value> = codes
        .iter()
        .map(|code| code.as_str())
        .map(|code| (code.to_owned(), json!({ "$ref": format!("#/components/examples/{code}") })))
        .collect();
    let mut failure = json!({
        "description": lines.join("\n"),
        "content": { problem::MEDIA_TYPE: {
            "schema": { "$ref": "#/components/schemas/Problem" },
            "examples": examples,
        } },
    });
    if let (503, Some(object)) = (status, failure.as_object_mut()) {
        let seconds = json!({ "description": "Seconds.", "schema": { "type": "integer" } });
        object.insert("headers".to_owned(), json!({ "Retry-After": seconds }));
    }
    failure
}

#[cfg(test)]
mod tests;
