//! Many members at once, for a table that is filled for the first time: a synthetic province, a register that
//! is taken over. Nothing is conditional here, so it is for what nobody else is writing.

use crate::item::Item;
use crate::{IndexKind, Result, Store, StoreError, classify};
use aws_sdk_dynamodb::types::{PutRequest, TransactWriteItem, WriteRequest};
use domain::membership::{MembershipEvent, Standing};
use domain::person::Person;
use std::collections::HashMap;

/// The most items of a batch (DynamoDB API reference, BatchWriteItem, 2026-11).
const BATCH: usize = 25;

/// How often what a batch left over is sent again.
const TRIES: u32 = 10;

/// A member with everything that is written of him.
#[derive(Clone, Debug)]
pub struct LoadedMember {
    /// Who.
    pub person: Person,
    /// His membership.
    pub standing: Standing,
    /// How it began.
    pub event: MembershipEvent,
    /// His document and his mobile.
    pub indexes: Vec<(IndexKind, String)>,
}

impl Store {
    /// P1 to P3. Writes members in batches of 25 items, a unit per item; how many items it wrote.
    /// Repeat: writes the same again.
    ///
    /// # Errors
    /// [`StoreError`]; what was written before it stays.
    pub async fn load_members(&self, members: &[LoadedMember]) -> Result<usize> {
        let mut rows = Vec::new();
        for member in members {
            rows.extend(self.member_rows(member)?);
        }
        let mut left: Vec<WriteRequest> = rows.into_iter().map(request).collect::<Result<_>>()?;
        let count = left.len();
        while !left.is_empty() {
            let rest = left.split_off(left.len().min(BATCH));
            self.write_batch(left).await?;
            left = rest;
        }
        Ok(count)
    }

    fn member_rows(&self, member: &LoadedMember) -> Result<Vec<Item>> {
        let mut writes = vec![self.person_item(&member.person)?];
        for (kind, mac) in &member.indexes {
            writes.push(self.index_item(*kind, mac, &member.person.id)?);
        }
        writes.extend(self.standing_items(&member.standing)?);
        writes.push(self.event_item(&member.person.id, &member.event)?);
        writes.into_iter().map(put_of).collect()
    }

    async fn write_batch(&self, batch: Vec<WriteRequest>) -> Result<()> {
        let mut left = HashMap::from([(self.table.clone(), batch)]);
        for _ in 0..TRIES {
            let sent = self.client.batch_write_item().set_request_items(Some(left)).send().await;
            left = sent.map_err(|error| classify(&error))?.unprocessed_items.unwrap_or_default();
            if left.is_empty() {
                return Ok(());
            }
        }
        Err(StoreError::Unavailable { code: "UnprocessedItems".to_owned() })
    }
}

/// The item of a write that is a plain put.
fn put_of(write: TransactWriteItem) -> Result<Item> {
    write.put.map(|put| put.item).ok_or(StoreError::Malformed)
}

fn request(row: Item) -> Result<WriteRequest> {
    let put = PutRequest::builder().set_item(Some(row)).build();
    let put = put.map_err(|_| StoreError::Malformed)?;
    Ok(WriteRequest::builder().put_request(put).build())
}
