//! What a request would do: the side effects of a run by name, as they pass over the wire.
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use serde_json::Value;

/// A request as it came over the wire.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// `POST /path HTTP/1.1` and the headers, each line whole.
    pub(crate) head: Vec<String>,
    /// What follows.
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.iter().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    /// `PutItem` of `DynamoDB_20120810.PutItem`; empty for other services.
    pub(crate) fn operation(&self) -> &str {
        let target = self.header("x-amz-target").unwrap_or_default();
        target.split_once('.').map_or("", |(_, operation)| operation)
    }

    /// The body as JSON; null for other services.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    fn method(&self) -> &str {
        self.head.first().and_then(|line| line.split(' ').next()).unwrap_or_default()
    }

    fn path(&self) -> &str {
        self.head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default()
    }
}

/// The actions of a write: each action's body with its name.
pub(crate) fn actions(operation: &str, body: &Value) -> Vec<(String, Value)> {
    match operation {
        "PutItem" => vec![("Put".to_owned(), body.clone())],
        "UpdateItem" => vec![("Update".to_owned(), body.clone())],
        "DeleteItem" => vec![("Delete".to_owned(), body.clone())],
        "TransactWriteItems" => body["TransactItems"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .flatten()
            .map(|(name, action)| (name.clone(), action.clone()))
            .collect(),
        _ => Vec::new(),
    }
}

/// The keys of the record that an action is about.
pub(crate) fn place(action: &Value) -> (&str, &str) {
    let row = if action["Item"].is_object() { &action["Item"] } else { &action["Key"] };
    (row["pk"]["S"].as_str().unwrap_or_default(), row["sk"]["S"].as_str().unwrap_or_default())
}

/// The effect's name; none for what changes nothing and is not S3.
pub(crate) fn name(request: &Request) -> Option<String> {
    let target = request.header("x-amz-target").unwrap_or_default();
    if target == "AWSStepFunctions.StartExecution" {
        return Some("start a drive".to_owned());
    }
    if target.starts_with("DynamoDB") {
        return table(request.operation(), &request.json());
    }
    if target.is_empty() { object(request) } else { None }
}

fn table(operation: &str, body: &Value) -> Option<String> {
    let actions = actions(operation, body);
    let has = |prefix: &str| actions.iter().any(|(_, one)| place(one).1.starts_with(prefix));
    let part = actions.iter().find(|(_, one)| {
        let (pk, sk) = place(one);
        sk == "HEAD" && pk.matches('#').count() == 2
    });
    let name = match part {
        _ if actions.is_empty() => return None,
        _ if has("PAY#") && has("B#") => "send a batch".to_owned(),
        Some((verb, head)) if verb == "Put" => {
            let state = head["Item"]["state"]["S"].as_str().unwrap_or_default();
            let more = if has("H#") { ", with holds" } else { "" };
            format!("part {state}{more}")
        }
        Some((verb, _)) if verb == "Update" && has("H#") => "lay a hold".to_owned(),
        Some((verb, _)) if verb == "Update" => "part put off".to_owned(),
        _ if has("B#") => "book a report".to_owned(),
        _ if has("X#") => "cases of a report".to_owned(),
        _ if has("T#") => "mark a report".to_owned(),
        _ if has("U#") => "suspense alone".to_owned(),
        _ if actions.iter().any(|(_, one)| place(one).0.starts_with("PERIOD#")) => {
            "a new run".to_owned()
        }
        _ if actions.iter().any(|(_, one)| place(one).0.starts_with("RUN#")) => {
            "run's head".to_owned()
        }
        _ => "another record".to_owned(),
    };
    Some(name)
}

fn object(request: &Request) -> Option<String> {
    let verb = match request.method() {
        "PUT" => "put",
        "GET" if request.path().contains("list-type=2") => return Some("S3 list".to_owned()),
        "GET" => "get",
        _ => return None,
    };
    let key = request.path().split('?').next().unwrap_or_default();
    let key = key.trim_start_matches('/').split_once('/').map_or("", |(_, key)| key);
    let last = key.rsplit('/').next().unwrap_or_default();
    let what = match key.split('/').next().unwrap_or_default() {
        "out" => "bank file",
        "in" => "report",
        "ask" => "question",
        "draft" => "draft",
        "runs" if last == "parts.jsonl" => "list of parts",
        "runs" if last.starts_with("index") => "roll's index",
        "runs" if last.starts_with('b') => "roll's batch",
        "runs" if last.starts_with('x') => "excluded people",
        "runs" => "draw so far",
        _ => "another object",
    };
    Some(format!("S3 {verb} {what}"))
}
