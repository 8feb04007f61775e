//! Everything in a table, as the stream would tell it; and the stream's function over it.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use super::world::World;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

impl World {
    /// Every item of the table in the stream's JSON, by key.
    #[expect(clippy::disallowed_methods, reason = "a test looks at everything there is")]
    pub(crate) async fn rows(&self) -> Vec<Value> {
        let mut pages = self.client.scan().table_name(self.table()).into_paginator().items().send();
        let mut rows = Vec::new();
        while let Some(item) = pages.next().await {
            rows.push(Value::Object(map(&item.expect("a page"))));
        }
        rows.sort_by_key(|row| (key(row, "pk").to_owned(), key(row, "sk").to_owned()));
        rows
    }

    /// What the stream has told so far: an insertion per item, its key as the event's identity.
    pub(crate) async fn stream(&self) -> Value {
        let record = |row: Value| {
            let id = format!("{}|{}", key(&row, "pk"), key(&row, "sk"));
            json!({
                "eventID": id, "eventName": "INSERT",
                "dynamodb": { "SequenceNumber": id, "NewImage": row },
            })
        };
        json!({ "Records": self.rows().await.into_iter().map(record).collect::<Vec<_>>() })
    }

    /// Lets the stream's function work on all that was written; the records that failed.
    pub(crate) async fn project(&self, now: Timestamp) -> usize {
        let event = self.stream().await;
        let done = project::handle(&self.kit(now), event).await.expect("an answer");
        done.batch_item_failures.len()
    }

    /// A run of the clock.
    pub(crate) async fn sweep(&self, now: Timestamp) -> sweep::Done {
        let done = sweep::handle(&self.kit(now), json!({ "job": "sweep" })).await;
        done.expect("an answer")
    }

    /// A nightly run of the clock.
    pub(crate) async fn night(&self, now: Timestamp) -> sweep::Done {
        let done = sweep::handle(&self.kit(now), json!({ "job": "daily" })).await;
        done.expect("an answer")
    }
}

/// A text attribute of a row; empty if there is none.
pub(crate) fn key<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name]["S"].as_str().unwrap_or_default()
}

fn map(item: &HashMap<String, AttributeValue>) -> Map<String, Value> {
    item.iter().map(|(name, value)| (name.clone(), plain(value))).collect()
}

fn plain(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(number) => json!({ "N": number }),
        AttributeValue::Bool(yes) => json!({ "BOOL": yes }),
        AttributeValue::Null(_) => json!({ "NULL": true }),
        AttributeValue::L(items) => json!({ "L": items.iter().map(plain).collect::<Vec<_>>() }),
        AttributeValue::M(fields) => json!({ "M": map(fields) }),
        // The chain of a part's head; what follows from an entry never reads it.
        AttributeValue::B(bytes) => json!({ "B": STANDARD.encode(bytes) }),
        other => panic!("nothing of ours is {other:?}"),
    }
}
