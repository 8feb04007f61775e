//! An example of every request and answer, made of the types themselves and of invented data only:
//! synthetic numbers (areas 2199xx, mobiles 154…, credit codes with XX) that cannot be real.

mod batches;
mod changes;
mod desk;
mod directory;
mod finance;
mod foundings;
mod members;
mod organisations;
mod payees;
mod rosters;
mod worker;

use serde::Serialize;
use serde_json::{Value, json};

use crate::common::{JsonObject, UnionRef};

/// The example of what an operation takes.
pub(super) fn request(operation: &str) -> Option<Value> {
    worker::request(operation)
        .or_else(|| desk::request(operation))
        .or_else(|| finance::request(operation))
        .or_else(|| payees::request(operation))
        .or_else(|| rosters::request(operation))
        .or_else(|| foundings::request(operation))
        .or_else(|| members::request(operation))
        .or_else(|| batches::request(operation))
        .or_else(|| organisations::request(operation))
        .or_else(|| changes::request(operation))
}

/// The example of what an operation gives.
pub(super) fn answer(operation: &str) -> Option<Value> {
    worker::answer(operation)
        .or_else(|| desk::answer(operation))
        .or_else(|| directory::answer(operation))
        .or_else(|| finance::answer(operation))
        .or_else(|| payees::answer(operation))
        .or_else(|| rosters::answer(operation))
        .or_else(|| foundings::answer(operation))
        .or_else(|| members::answer(operation))
        .or_else(|| batches::answer(operation))
        .or_else(|| organisations::answer(operation))
        .or_else(|| changes::answer(operation))
}

fn value(example: impl Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}

/// An id; the last two characters tell the examples apart.
fn id(end: &str) -> String {
    format!("01JB0000000000000000000{end}")
}

fn task_id(end: &str) -> String {
    format!("{}-1", id(end))
}

fn union() -> UnionRef {
    UnionRef {
        id: id("U01"),
        name: "沈阳市铁西区示范街道总工会(合成数据)".to_owned(),
        phone: Some("024-00000000".to_owned()),
        address: Some("沈阳市铁西区示范路1号".to_owned()),
    }
}

fn object(value: Value) -> JsonObject {
    value.as_object().cloned().unwrap_or_default()
}

/// A courier's form.
fn form() -> JsonObject {
    object(json!({
        "name": "王小合",
        "idType": "ID_CARD",
        "idNumber": "219901198805120018",
        "mobile": "15400000001",
        "employer": { "creditCode": "91210102XX1000010K" },
        "relation": "PLATFORM_MANAGED",
        "occupationGroup": "COURIER",
        "residenceDivision": "210106",
        "workDivision": "210106",
        "preferredPlace": "WORK",
    }))
}

/// The same as its applicant reads it back.
fn masked_form() -> JsonObject {
    let mut form = form();
    form.extend(object(json!({
        "idNumber": "2199**********0018",
        "mobile": "154****0001",
    })));
    form
}
