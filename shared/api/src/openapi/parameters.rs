//! Parameters of paths, queries and headers.

use serde_json::{Value, json};

use crate::routes::{IdempotencyKey, Route};

/// Parameters that many operations share.
pub(super) fn shared() -> Value {
    json!({
        "AcceptLanguage": {
            "name": "Accept-Language",
            "in": "header",
            "required": false,
            "description": "The language of texts: zh-CN by default, or en. Quality values count.",
            "schema": { "type": "string", "default": "zh-CN" },
            "example": "zh-CN,zh;q=0.9,en;q=0.8",
        },
        "IdempotencyKey": key(true, "Needed: the same value each time one submission is repeated. \
            Kept for 48 hours per account and route. The same body gets the first answer again, \
            another body 422."),
        "IdempotencyKeyOptional": key(false, "May be sent: then the same body gets the first \
            answer again for 48 hours, another body 422. Without it the record's own state makes \
            a repeat harmless."),
        "Cursor": {
            "name": "cursor",
            "in": "query",
            "required": false,
            "description": "Where the page begins: `cursor` of the page before. Opaque.",
            "schema": { "type": "string", "maxLength": 1024 },
        },
    })
}

fn key(required: bool, description: &str) -> Value {
    json!({
        "name": "Idempotency-Key",
        "in": "header",
        "required": required,
        "description": description,
        "schema": { "type": "string", "pattern": "^[!-~]{1,128}$" },
        "example": "01JB0000000000000000000000",
    })
}

/// The parameters of one route: its path's, its query's, its headers'.
pub(super) fn of(route: &Route) -> Vec<Value> {
    let mut parameters: Vec<Value> = route
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| path_parameter(route, name))
        .collect();
    parameters.extend(query(route.operation));
    match route.key {
        IdempotencyKey::Required => parameters.push(reference("IdempotencyKey")),
        IdempotencyKey::Optional => parameters.push(reference("IdempotencyKeyOptional")),
        IdempotencyKey::Unused => {}
    }
    parameters.push(reference("AcceptLanguage"));
    parameters
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/parameters/{name}") })
}

fn path_parameter(route: &Route, name: &str) -> Value {
    let (description, pattern, example) = match (route.tag, name) {
        ("matters", _) => ("The code of the matter.", "^[a-z][a-z0-9-]{0,39}$", "join"),
        ("directory", _) => {
            ("2 digits for the province, 4 for a city, 6, 9 or 12 below.", DIVISION, "2101")
        }
        ("benefits", "code") => {
            ("The code of the benefit.", "^[a-z][a-z0-9-]{0,39}$", "provincial-hardship-aid")
        }
        (_, "round") => ("The round, from 1.", "^[1-3]$", "1"),
        (_, "part") => ("Four digits of the city; `2100` for the province.", "^[0-9]{4}$", "2101"),
        (_, "batch") => ("The batch, from 1.", "^[1-9][0-9]{0,3}$", "1"),
        (_, "line") if route.tag == "books" => {
            ("The budget line.", "^[A-Z][A-Z0-9-]{0,39}$", "PROVINCE-HARDSHIP")
        }
        (_, "line") => ("The line of the batch, from 1.", "^[1-9][0-9]{0,1}$", "34"),
        ("rosters", "no") => ("The piece, from 1.", "^[1-9][0-9]?$", "1"),
        (_, "no") => ("The objection's number, from 1.", "^[1-9][0-9]{0,5}$", "1"),
        (_, "message") => (
            "The message.",
            "^R[0-9]{7,11}-[0-9]{4}-[0-9]{4}-[0-9]{1,2}$",
            "R260000121-2101-0001-1",
        ),
        (_, "item") => ("The finding's id.", "^[0-9a-f]{16}$", "0123456789abcdef"),
        (_, "row") => ("The number on the roster, from 1.", "^[1-9][0-9]{0,5}$", "1"),
        (_, "year") => ("The year.", "^20[0-9]{2}$", "2026"),
        (_, "register") => ("The register.", "^(MODEL_WORKER|HARDSHIP|VOUCHER)$", "MODEL_WORKER"),
        (_, "id") if route.operation == "inquirePayment" => {
            ("The payment's id.", PAYMENT, "01JB0000000000000000000001-2101-1-34")
        }
        (_, "code") => ("The code of the consent.", "^[A-Z][A-Z0-9_]{0,39}$", "JOIN"),
        ("unions", _) => ("The id.", "^[0-9A-Za-z-]{1,26}$", "U210106004001"),
        ("tasks", _) => ("The id.", TASK, "01JB0000000000000000000001-1"),
        _ => ("The id.", ULID, "01JB0000000000000000000001"),
    };
    json!({
        "name": name,
        "in": "path",
        "required": true,
        "description": description,
        "schema": { "type": "string", "pattern": pattern },
        "example": example,
    })
}

/// A ULID in Crockford's base 32.
const ULID: &str = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$";
/// A task: its application's ULID and the number of the step.
const TASK: &str = "^[0-7][0-9A-HJKMNP-TV-Z]{25}-[1-9][0-9]{0,8}$";
/// A payment: its run's ULID, part, batch and line.
const PAYMENT: &str = "^[0-7][0-9A-HJKMNP-TV-Z]{25}-[0-9]{4}-[1-9][0-9]{0,3}-[1-9][0-9]?$";
/// A division's code.
const DIVISION: &str = "^[0-9]{2}([0-9]{2}){0,2}([0-9]{3}){0,2}$";

fn query(operation: &str) -> Vec<Value> {
    match operation {
        "listTasks" => task_filters(),
        "findEmployers" => vec![
            text("q", true, "Name, alias, credit code or address; 2 to 100 characters.", 2),
            division(),
            reference("Cursor"),
        ],
        "findUnions" => vec![
            text("q", true, "Name, code or address; 2 to 100 characters.", 2),
            division(),
            reference("Cursor"),
        ],
        "listStandIns" => vec![json!({
            "name": "union", "in": "query", "required": false,
            "description": "Also the officers of this union below, for whom the caller may name \
                            one.",
            "schema": { "type": "string", "maxLength": 26 },
        })],
        "listMoves" => vec![
            text("union", false, "The union; without it that of the first office.", 1),
            choice("way", "Into the union (the default) or out of it.", "MoveWay"),
            reference("Cursor"),
        ],
        "getDivision" => {
            vec![text("q", false, "Find below by name; 1 to 100 characters.", 1)]
        }
        "getMember" => vec![day("on", "Where he belonged on this day.")],
        "getFigures" => vec![
            text("union", false, "The union; without it that of the first office.", 1),
            day("from", "The first day; without it 29 days before the last."),
            day("until", "The last day; without it today. 92 days at most."),
        ],
        other => finance_query(other),
    }
}

fn finance_query(operation: &str) -> Vec<Value> {
    match operation {
        "listRuns" => vec![
            text("benefit", false, "Only this benefit's, by its code.", 1),
            text("year", false, "Only this year's.", 4),
            choice("state", "Only those in this state.", "RunState"),
            reference("Cursor"),
        ],
        "listLines" => vec![
            choice("filter", "Which lines; without it all.", "LineFilter"),
            reference("Cursor"),
        ],
        "exportLines" => vec![
            choice("filter", "Which lines; without it all.", "LineFilter"),
            text("format", false, "`xlsx` (the default) or `csv`.", 3),
        ],
        "getPayroll" | "listSuspense" | "getNotice" => vec![reference("Cursor")],
        "getLedger" => vec![text("part", false, "With the postings of this part.", 4)],
        "listBudgets" => vec![text("year", false, "The year; without it the present one.", 4)],
        "listPayees" => vec![
            register(),
            text("city", true, "Four digits of the city; `2100` for the province itself.", 4),
            reference("Cursor"),
        ],
        "getPayeeTemplate" => vec![register()],
        "listRosters" => vec![text("union", true, "Whose rosters.", 1), reference("Cursor")],
        "listRosterRows" => {
            vec![choice("verdict", "Only rows that do this.", "RosterVerdict"), reference("Cursor")]
        }
        "listBatches" => vec![text("union", false, "Only this union's.", 1)],
        "listBatchRows" => vec![reference("Cursor")],
        "listUnionChildren" | "listCoveredEmployers" | "listUnionReminders" => {
            vec![reference("Cursor")]
        }
        _ => Vec::new(),
    }
}

fn register() -> Value {
    json!({
        "name": "register", "in": "query", "required": true, "description": "Which register.",
        "schema": { "$ref": "#/components/schemas/RegisterName" },
    })
}

fn choice(name: &str, description: &str, schema: &str) -> Value {
    json!({
        "name": name, "in": "query", "required": false, "description": description,
        "schema": { "$ref": format!("#/components/schemas/{schema}") },
    })
}

fn day(name: &str, description: &str) -> Value {
    json!({
        "name": name, "in": "query", "required": false, "description": description,
        "schema": { "type": "string", "format": "date" },
    })
}

fn task_filters() -> Vec<Value> {
    vec![
        json!({
            "name": "union", "in": "query", "required": false,
            "description": "Only this union's and those below it; the caller must hold an office \
                            that reaches it.",
            "schema": { "type": "string", "maxLength": 26 },
        }),
        json!({
            "name": "state", "in": "query", "required": false,
            "description": "Only tasks in this state; without it those that wait, `OPEN` and \
                            `CLAIMED`.",
            "schema": { "$ref": "#/components/schemas/TaskState" },
        }),
        json!({
            "name": "overdue", "in": "query", "required": false,
            "description": "`true`: only those past their due date.",
            "schema": { "type": "boolean" },
        }),
        text("matter", false, "Only this matter's, by its code.", 1),
        text("group", false, "Only this occupation group's: `COURIER`.", 1),
        reference("Cursor"),
    ]
}

fn division() -> Value {
    json!({
        "name": "division", "in": "query", "required": false,
        "description": "Only within this division.",
        "schema": { "type": "string", "pattern": DIVISION },
    })
}

fn text(name: &str, required: bool, description: &str, min_length: u32) -> Value {
    json!({
        "name": name,
        "in": "query",
        "required": required,
        "description": description,
        "schema": { "type": "string", "minLength": min_length, "maxLength": 100 },
    })
}
