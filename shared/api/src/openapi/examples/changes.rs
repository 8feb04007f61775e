//! Examples of changes of a membership that an officer reports.

use serde_json::{Value, json};

use super::{id, value};
use crate::applications::Receipt;
use crate::changes::{ChangeRequest, StatementRequest};
use crate::common::ApplicationState;

pub(super) fn request(operation: &str) -> Option<Value> {
    let form = json!({
        "diedOn": "2026-11-20", "proof": "CERTIFICATE", "document": "居民死亡医学证明书 示例第1号",
    });
    match operation {
        "reportChange" => value(ChangeRequest {
            matter: "deceased".into(),
            form: form.as_object().cloned().unwrap_or_default(),
        }),
        "explain" => value(StatementRequest {
            text: "这半年在外地陪护家人,会费下周补交。".into()
        }),
        _ => None,
    }
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    match operation {
        "reportChange" | "explain" => value(Receipt {
            id: id("C01"),
            number: "2026000000123".into(),
            state: ApplicationState::Submitted,
            due_on: "2026-12-04".into(),
            provisional: false,
            union: None,
        }),
        _ => None,
    }
}
