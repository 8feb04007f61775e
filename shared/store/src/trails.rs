//! The history of a register's record: its head and its lines, written together.

use crate::item::{Ask, Item, item, number, record};
use crate::keys::entry;
use crate::{Result, Store};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::trail::{Line, Record, Trail};

impl Store {
    /// H1. The lines of a record, oldest first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_lines(&self, of: &Record) -> Result<Vec<Line>> {
        let ask = Ask {
            pk: crate::keys::recorded(of),
            prefix: Some("E#".to_owned()),
            limit: 200,
            consistent: true,
            ..Ask::default()
        };
        self.ask_all(ask, usize::MAX).await?.into_iter().map(record).collect()
    }

    /// H1. The two items of a change: the head, if nobody wrote since the version before its
    /// `trail`, and the line. `head` is the head's item, with `trail` among its attributes under
    /// that name.
    pub(crate) fn trail_items(
        &self,
        head: Item,
        trail: &Trail,
        line: &Line,
    ) -> Result<[TransactWriteItem; 2]> {
        let read = trail.read();
        let head = if read == 0 {
            // New, or laid down by an import that leaves no lines.
            let bare = "attribute_not_exists(trail) OR trail.version = :read";
            self.put(head, Some(bare), [(":read", number(read))])?
        } else {
            self.put(head, Some("trail.version = :read"), [(":read", number(read))])?
        };
        let row = item(line, crate::keys::recorded(&line.record), entry(line.no), [])?;
        Ok([head, self.put(row, Some("attribute_not_exists(pk)"), [])?])
    }
}
