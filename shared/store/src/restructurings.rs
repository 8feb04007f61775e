//! The merging, splitting and dissolving of unions: heads with their histories, and one member's going,
//! which counts itself.

use crate::commit::Write;
use crate::item::{Item, item, key, number, text};
use crate::keys::{HEAD, moment, recorded, wake_shard};
use crate::{Result, Store, UnionChange};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::RestructuringId;
use domain::membership::change::Changed;
use domain::trail::{Line, Record, RecordKind};
use domain::union::restructure::Restructuring;
use serde::{Deserialize, Serialize};

/// The sort key of the row that counts who went.
const COUNT: &str = "COUNT";

/// How many have gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// To another union as active members.
    #[serde(default)]
    pub moved: u32,
    /// Retained with another union.
    #[serde(default)]
    pub retained: u32,
}

fn pk(id: &RestructuringId) -> String {
    recorded(&Record::new(RecordKind::Restructuring, id.as_str()))
}

fn head_row(of: &Restructuring) -> Result<Item> {
    let indexes = of.wake.map(|wake| [("wpk", wake_shard(of.id.as_str())), ("wsk", moment(wake))]);
    item(of, pk(&of.id), HEAD, indexes.into_iter().flatten())
}

impl Store {
    /// Z1. A restructuring's head, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_restructuring(&self, id: &RestructuringId) -> Result<Option<Restructuring>> {
        self.read(pk(id), HEAD, true).await
    }

    /// Z1. How many have gone so far.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_gone(&self, id: &RestructuringId) -> Result<Gone> {
        Ok(self.read(pk(id), COUNT, true).await?.unwrap_or_default())
    }

    /// Z1, H1. Writes a change of the head with its line, and of the union with its own, if nobody
    /// wrote either since the read. `untouched` refuses once somebody has gone.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`].
    pub async fn move_restructuring(
        &self,
        after: &Restructuring,
        line: &Line,
        union: Option<&UnionChange>,
        untouched: bool,
    ) -> Result<()> {
        if let Some(change) = union {
            self.prepare_union(change).await?;
        }
        let mut items: Vec<TransactWriteItem> =
            self.trail_items(head_row(after)?, &after.trail, line)?.into_iter().collect();
        if let Some(change) = union {
            items.extend(self.union_items(change)?);
        }
        if untouched {
            let count = key(pk(&after.id), COUNT);
            items.push(self.check(count, "attribute_not_exists(pk)", [])?);
        }
        self.transact(items).await
    }

    /// Z1. Says when it is driven again and what was found, without a line: nothing was decided.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody wrote since the read.
    pub async fn note_restructuring(&self, of: &Restructuring) -> Result<()> {
        let read = [(":read", number(of.trail.version))];
        self.put_alone(head_row(of)?, Some("trail.version = :read"), read).await
    }

    /// Z1, P1. One member goes: standing, events, and the count, if it is still under way.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when his standing changed since the read, or it was stopped.
    pub async fn let_go(
        &self,
        id: &RestructuringId,
        retained: bool,
        changed: Changed,
    ) -> Result<()> {
        let counter = if retained { "retained" } else { "moved" };
        let person = changed.standing.person.clone();
        let mut items = vec![
            self.check(key(pk(id), HEAD), "stage = :moving", [(":moving", text("MOVING"))])?,
            self.change(
                key(pk(id), COUNT),
                &format!("ADD {counter} :one"),
                None,
                [(":one", number(1))],
            )?,
        ];
        items.extend(self.write_items(Write::Standing(changed.standing))?);
        for event in changed.events {
            items.extend(self.write_items(Write::Event(person.clone(), event))?);
        }
        self.transact(items).await
    }
}
