//! Items: reading and writing records as attributes, and the few calls everything is made of.

use crate::marks::Marks;
use crate::{Page, Result, Store, StoreError, classify};
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, KeysAndAttributes, Put,
    ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use domain::retention::{Kind, days};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// An item as the SDK has it.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// A string attribute.
pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

/// A number attribute.
pub(crate) fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// The key of an item.
pub(crate) fn key(pk: impl Into<String>, sk: impl Into<String>) -> Item {
    HashMap::from([("pk".to_owned(), text(pk)), ("sk".to_owned(), text(sk))])
}

/// The attribute by which the table itself erases an item at the end of its retention; none for
/// what is kept as long as the register.
pub(crate) fn ttl(kind: Kind, ended: Timestamp) -> Option<(String, AttributeValue)> {
    let seconds = i64::from(days(kind)?).saturating_mul(86_400);
    Some(("ttl".to_owned(), number(ended.as_second().saturating_add(seconds))))
}

/// A record as an item, with its key and index keys.
pub(crate) fn item<T: Serialize>(
    record: &T,
    pk: impl Into<String>,
    sk: impl Into<String>,
    indexes: impl IntoIterator<Item = (&'static str, String)>,
) -> Result<Item> {
    let mut item: Item = serde_dynamo::to_item(record).map_err(|_| StoreError::Malformed)?;
    item.extend(key(pk, sk));
    item.extend(indexes.into_iter().map(|(name, value)| (name.to_owned(), text(value))));
    Ok(item)
}

/// An item as a record.
pub(crate) fn record<T: DeserializeOwned>(item: Item) -> Result<T> {
    serde_dynamo::from_item(item).map_err(|_| StoreError::Malformed)
}

/// The text of an attribute, empty if it is missing.
pub(crate) fn attribute<'a>(item: &'a Item, name: &str) -> &'a str {
    item.get(name).and_then(|value| value.as_s().ok()).map_or("", String::as_str)
}

/// The key that an item says it lies under.
pub(crate) fn place(item: &Item) -> (String, String) {
    (attribute(item, "pk").to_owned(), attribute(item, "sk").to_owned())
}

/// One page of a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ask<'a> {
    pub(crate) index: Option<&'a str>,
    pub(crate) pk: String,
    /// Sort keys that begin so.
    pub(crate) prefix: Option<String>,
    /// Sort keys before this one.
    pub(crate) before: Option<String>,
    /// Sort keys after this one; not together with `before`.
    pub(crate) after: Option<String>,
    pub(crate) newest_first: bool,
    pub(crate) limit: i32,
    pub(crate) cursor: Option<String>,
    pub(crate) consistent: bool,
}

impl Ask<'_> {
    fn names(&self) -> (&'static str, &'static str) {
        match self.index {
            Some("wake") => ("wpk", "wsk"),
            Some("work") => ("qpk", "qsk"),
            Some(_) => ("lpk", "lsk"),
            None => ("pk", "sk"),
        }
    }
}

impl Store {
    /// The record under a key.
    pub(crate) async fn read<T: DeserializeOwned>(
        &self,
        pk: impl Into<String>,
        sk: impl Into<String>,
        consistent: bool,
    ) -> Result<Option<T>> {
        self.read_item(pk, sk, consistent).await?.map(record).transpose()
    }

    /// The item under a key.
    pub(crate) async fn read_item(
        &self,
        pk: impl Into<String>,
        sk: impl Into<String>,
        consistent: bool,
    ) -> Result<Option<Item>> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(key(pk, sk)))
            .consistent_read(consistent)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        Ok(answer.item)
    }

    /// The same for half the price where it does not change any more, or where a second ago will do.
    /// What is not found is looked for again as of now, so nothing just written is missed.
    pub(crate) async fn read_lately<T: DeserializeOwned>(
        &self,
        pk: String,
        sk: String,
    ) -> Result<Option<T>> {
        match self.read(pk.as_str(), sk.as_str(), false).await? {
            Some(found) => Ok(Some(found)),
            None => self.read(pk, sk, true).await,
        }
    }

    /// One page of items; the cursor is the position after the last.
    pub(crate) async fn ask(&self, ask: Ask<'_>) -> Result<Page<Item>> {
        let (pk_name, sk_name) = ask.names();
        let mut values = HashMap::from([(":pk".to_owned(), text(&ask.pk))]);
        let mut condition = format!("{pk_name} = :pk");
        if let Some(prefix) = &ask.prefix {
            condition.push_str(&format!(" AND begins_with({sk_name}, :prefix)"));
            values.insert(":prefix".to_owned(), text(prefix));
        } else if let Some(before) = &ask.before {
            condition.push_str(&format!(" AND {sk_name} < :before"));
            values.insert(":before".to_owned(), text(before));
        } else if let Some(after) = &ask.after {
            condition.push_str(&format!(" AND {sk_name} > :after"));
            values.insert(":after".to_owned(), text(after));
        }
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .set_index_name(ask.index.map(str::to_owned))
            .key_condition_expression(condition)
            .set_expression_attribute_values(Some(values))
            .scan_index_forward(!ask.newest_first)
            .limit(ask.limit)
            .consistent_read(ask.consistent && ask.index.is_none())
            .set_exclusive_start_key(ask.cursor.as_deref().map(cursor_key).transpose()?)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        let cursor = answer.last_evaluated_key.as_ref().map(cursor_text);
        Ok(Page { items: answer.items.unwrap_or_default(), cursor })
    }

    /// Every item of a query, page after page, up to `limit`.
    pub(crate) async fn ask_all(&self, mut ask: Ask<'_>, limit: usize) -> Result<Vec<Item>> {
        let mut items = Vec::new();
        loop {
            let page = self.ask(ask.clone()).await?;
            items.extend(page.items);
            if page.cursor.is_none() || items.len() >= limit {
                items.truncate(limit);
                return Ok(items);
            }
            ask.cursor = page.cursor;
        }
    }

    /// The items under these keys, in this order; missing ones are left out.
    pub(crate) async fn read_many(&self, keys: &[(String, String)]) -> Result<Vec<Item>> {
        self.read_batches(keys, false).await
    }

    /// The same, as of now: for twice the price.
    pub(crate) async fn read_many_now(&self, keys: &[(String, String)]) -> Result<Vec<Item>> {
        self.read_batches(keys, true).await
    }

    async fn read_batches(&self, keys: &[(String, String)], consistent: bool) -> Result<Vec<Item>> {
        let mut found: HashMap<(String, String), Item> = HashMap::new();
        for chunk in keys.chunks(100) {
            let mut asked: Option<HashMap<String, KeysAndAttributes>> =
                Some(self.wanted(chunk, consistent)?);
            while let Some(request) = asked {
                let answer = self
                    .client
                    .batch_get_item()
                    .set_request_items(Some(request))
                    .send()
                    .await
                    .map_err(|error| classify(&error))?;
                for item in answer.responses.into_iter().flatten().flat_map(|(_, items)| items) {
                    found.insert(place(&item), item);
                }
                asked = answer.unprocessed_keys.filter(|rest| !rest.is_empty());
            }
        }
        Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
    }

    fn wanted(
        &self,
        chunk: &[(String, String)],
        consistent: bool,
    ) -> Result<HashMap<String, KeysAndAttributes>> {
        let keys = KeysAndAttributes::builder()
            .set_keys(Some(chunk.iter().map(|(pk, sk)| key(pk, sk)).collect()))
            .consistent_read(consistent)
            .build()
            .map_err(|_| StoreError::Malformed)?;
        Ok(HashMap::from([(self.table.clone(), keys)]))
    }

    /// A put, on a condition, as part of a transaction.
    pub(crate) fn put(
        &self,
        item: Item,
        condition: Option<&str>,
        marks: impl Into<Marks>,
    ) -> Result<TransactWriteItem> {
        let marks: Marks = marks.into();
        Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .set_condition_expression(condition.map(str::to_owned))
            .set_expression_attribute_names(marks.names([condition]))
            .set_expression_attribute_values(marks.values())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::None)
            .build()
            .map(|put| TransactWriteItem::builder().put(put).build())
            .map_err(|_| StoreError::Malformed)
    }

    /// An update, on a condition, as part of a transaction.
    pub(crate) fn change(
        &self,
        key: Item,
        update: &str,
        condition: Option<&str>,
        marks: impl Into<Marks>,
    ) -> Result<TransactWriteItem> {
        let marks: Marks = marks.into();
        Update::builder()
            .table_name(&self.table)
            .set_key(Some(key))
            .update_expression(update)
            .set_condition_expression(condition.map(str::to_owned))
            .set_expression_attribute_names(marks.names([Some(update), condition]))
            .set_expression_attribute_values(marks.values())
            .build()
            .map(|update| TransactWriteItem::builder().update(update).build())
            .map_err(|_| StoreError::Malformed)
    }

    /// A look at an item that is not written, as part of a transaction. Whoever makes one needs
    /// `dynamodb:ConditionCheckItem`.
    pub(crate) fn check(
        &self,
        key: Item,
        condition: &str,
        marks: impl Into<Marks>,
    ) -> Result<TransactWriteItem> {
        let marks: Marks = marks.into();
        ConditionCheck::builder()
            .table_name(&self.table)
            .set_key(Some(key))
            .condition_expression(condition)
            .set_expression_attribute_names(marks.names([Some(condition)]))
            .set_expression_attribute_values(marks.values())
            .build()
            .map(|check| TransactWriteItem::builder().condition_check(check).build())
            .map_err(|_| StoreError::Malformed)
    }

    /// A delete, on a condition, as part of a transaction.
    pub(crate) fn remove(
        &self,
        key: Item,
        condition: Option<&str>,
        marks: impl Into<Marks>,
    ) -> Result<TransactWriteItem> {
        let marks: Marks = marks.into();
        Delete::builder()
            .table_name(&self.table)
            .set_key(Some(key))
            .set_condition_expression(condition.map(str::to_owned))
            .set_expression_attribute_names(marks.names([condition]))
            .set_expression_attribute_values(marks.values())
            .build()
            .map(|delete| TransactWriteItem::builder().delete(delete).build())
            .map_err(|_| StoreError::Malformed)
    }

    /// One put by itself; a condition that fails is a conflict.
    pub(crate) async fn put_alone(
        &self,
        item: Item,
        condition: Option<&str>,
        marks: impl Into<Marks>,
    ) -> Result<()> {
        let marks: Marks = marks.into();
        self.client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .set_condition_expression(condition.map(str::to_owned))
            .set_expression_attribute_names(marks.names([condition]))
            .set_expression_attribute_values(marks.values())
            .send()
            .await
            .map(|_| ())
            .map_err(|error| classify(&error))
    }

    /// One update by itself; a condition that fails is a conflict.
    pub(crate) async fn change_alone(
        &self,
        key: Item,
        update: &str,
        condition: Option<&str>,
        marks: impl Into<Marks>,
    ) -> Result<Item> {
        let marks: Marks = marks.into();
        self.client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key))
            .update_expression(update)
            .set_condition_expression(condition.map(str::to_owned))
            .set_expression_attribute_names(marks.names([Some(update), condition]))
            .set_expression_attribute_values(marks.values())
            .return_values(aws_sdk_dynamodb::types::ReturnValue::UpdatedNew)
            .send()
            .await
            .map(|answer| answer.attributes.unwrap_or_default())
            .map_err(|error| classify(&error))
    }

    /// One delete by itself.
    pub(crate) async fn remove_alone(&self, key: Item) -> Result<()> {
        self.client
            .delete_item()
            .table_name(&self.table)
            .set_key(Some(key))
            .send()
            .await
            .map(|_| ())
            .map_err(|error| classify(&error))
    }
}

/// A cursor is the last key, its parts joined; it says nothing about people.
fn cursor_text(last: &Item) -> String {
    let mut parts: Vec<String> = last
        .iter()
        .map(|(name, value)| format!("{name}={}", value.as_s().map_or("", String::as_str)))
        .collect();
    parts.sort();
    domain::entry::hex(parts.join("\n").as_bytes())
}

fn cursor_key(cursor: &str) -> Result<Item> {
    let bytes = (0..cursor.len())
        .step_by(2)
        .map(|at| {
            let pair = cursor.get(at..at.saturating_add(2));
            pair.and_then(|pair| u8::from_str_radix(pair, 16).ok())
        })
        .collect::<Option<Vec<u8>>>()
        .ok_or(StoreError::Malformed)?;
    let joined = String::from_utf8(bytes).map_err(|_| StoreError::Malformed)?;
    let parts = joined.lines().map(|part| part.split_once('='));
    let key = parts
        .map(|part| part.map(|(name, value)| (name.to_owned(), text(value))))
        .collect::<Option<Item>>()
        .ok_or(StoreError::Malformed)?;
    if key.is_empty() { Err(StoreError::Malformed) } else { Ok(key) }
}
