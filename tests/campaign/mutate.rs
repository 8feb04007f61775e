//! Guards taken away, one at a time, on the wire: what the table or S3 would have refused passes.
//! The campaign must see each of them; so it is known to look.
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::effect::{Request, place};
use serde_json::{Value, json};

/// A guard that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Mutation {
    /// A payment's slot is taken, whoever has it.
    SlotFree,
    /// A batch's record is written, whether it is there or not.
    BatchHead,
    /// A batch is sent, whatever hold came in between.
    HoldsCheck,
    /// A report is booked, whatever was booked since it was read.
    BookVersion,
    /// The same finding is parked again under another key.
    SuspenseKey,
    /// A bank file is written over the one that is there.
    NoneMatch,
    /// A part's head is written, whatever was written since it was read.
    PartVersion,
    /// A second run takes a period that has one.
    PeriodGuard,
    /// Funds are taken from a budget line that has not so much.
    BudgetLeft,
}

impl Mutation {
    /// All of them.
    pub(crate) const ALL: [Mutation; 9] = [
        Mutation::SlotFree,
        Mutation::BatchHead,
        Mutation::HoldsCheck,
        Mutation::BookVersion,
        Mutation::SuspenseKey,
        Mutation::NoneMatch,
        Mutation::PartVersion,
        Mutation::PeriodGuard,
        Mutation::BudgetLeft,
    ];
}

impl Mutation {
    /// True where nothing else holds what this guard holds: without it the campaign must see a
    /// fault. The others have a second guard behind them or mend themselves, which is shown too.
    pub(crate) fn stands_alone(self) -> bool {
        matches!(
            self,
            Mutation::SlotFree
                | Mutation::BatchHead
                | Mutation::HoldsCheck
                | Mutation::SuspenseKey
                | Mutation::PeriodGuard
                | Mutation::BudgetLeft
        )
    }
}

/// Takes the guard out of a request; true when it had one.
pub(crate) fn apply(mutation: Mutation, request: &mut Request) -> bool {
    if mutation == Mutation::NoneMatch {
        let before = request.head.len();
        request.head.retain(|line| !line.to_ascii_lowercase().starts_with("if-none-match"));
        return request.head.len() < before;
    }
    let mut body = request.json();
    let operation = request.operation().to_owned();
    let changed = match operation.as_str() {
        "PutItem" | "UpdateItem" => action(mutation, &mut body, false),
        "TransactWriteItems" => transaction(mutation, &mut body),
        _ => false,
    };
    if changed {
        request.body = body.to_string().into_bytes();
    }
    changed
}

fn transaction(mutation: Mutation, body: &mut Value) -> bool {
    let Some(items) = body["TransactItems"].as_array_mut() else { return false };
    let sends = items.iter().any(|item| place(&item["Update"]).1.starts_with("PAY#"));
    let mut changed = false;
    for item in items {
        for (_, one) in item.as_object_mut().into_iter().flatten() {
            changed |= action(mutation, one, sends);
        }
    }
    changed
}

fn action(mutation: Mutation, one: &mut Value, sends: bool) -> bool {
    let (pk, sk) = place(one);
    let part = pk.starts_with("RUN#") && pk.matches('#').count() == 2;
    let guarded = match mutation {
        Mutation::SlotFree => sk.starts_with("PAY#"),
        Mutation::BatchHead if sk.starts_with("B#") => return only(one, "holds"),
        Mutation::HoldsCheck if sk.starts_with("B#") => return only(one, "version"),
        Mutation::BookVersion => !sends && (sk.starts_with("B#") || sk.starts_with("X#")),
        Mutation::PartVersion => {
            part && (sk == "HEAD" || sk.starts_with("E#")) && one["Item"].is_object()
        }
        Mutation::PeriodGuard => pk.starts_with("PERIOD#"),
        Mutation::BudgetLeft => pk.starts_with("BUDGET#"),
        Mutation::SuspenseKey => {
            if !sk.starts_with("U#") || !one["Item"].is_object() {
                return false;
            }
            let again = format!("{sk}-{:x}", super::wire_number());
            one["Item"]["sk"] = json!({ "S": again });
            return true;
        }
        Mutation::BatchHead | Mutation::HoldsCheck | Mutation::NoneMatch => false,
    };
    guarded && unguard(one)
}

/// Leaves of a batch's condition what is about `kept`: its record or the holds on it.
fn only(one: &mut Value, kept: &str) -> bool {
    let condition = one["ConditionExpression"].as_str().unwrap_or_default().to_owned();
    let Some((record, holds)) = condition.split_once(" AND ") else { return false };
    let (stays, goes) = if kept == "holds" { (holds, record) } else { (record, holds) };
    one["ConditionExpression"] = json!(stays);
    if let Some(values) = one["ExpressionAttributeValues"].as_object_mut() {
        values.retain(|mark, _| !goes.contains(mark.as_str()) || stays.contains(mark.as_str()));
        if values.is_empty() {
            one.as_object_mut().map(|fields| fields.remove("ExpressionAttributeValues"));
        }
    }
    true
}

/// Takes the condition away, with the marks that only it used.
fn unguard(one: &mut Value) -> bool {
    let Some(fields) = one.as_object_mut() else { return false };
    if fields.remove("ConditionExpression").is_none() {
        return false;
    }
    let update =
        fields.get("UpdateExpression").and_then(Value::as_str).unwrap_or_default().to_owned();
    let words: Vec<&str> =
        update.split(|letter: char| !letter.is_alphanumeric() && !"#:_".contains(letter)).collect();
    for marks in ["ExpressionAttributeNames", "ExpressionAttributeValues"] {
        let empty = match fields.get_mut(marks).and_then(Value::as_object_mut) {
            Some(known) => {
                known.retain(|mark, _| words.contains(&mark.as_str()));
                known.is_empty()
            }
            None => false,
        };
        if empty {
            fields.remove(marks);
        }
    }
    true
}
