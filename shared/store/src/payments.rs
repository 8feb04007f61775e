//! Payments: the one transaction that sends a batch, and the one write that books a report on it.

use crate::item::{Item, item, key, number, text};
use crate::keys::{self, HEAD};
use crate::slots::{by_person, refused};
use crate::{Result, Store, StoreError};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::RunId;
use domain::run::instruct::{Sending, Slot};
use domain::run::part::Part;
use domain::run::payment::{Batch, Case, Lines};
use domain::run::reconcile::Booking;

/// What became of a sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is written: the point of no return.
    Done,
    /// A hold came in between, or the part may not send: nothing is written.
    HoldsChanged,
    /// These lines have another payment, or are over a limit: nothing is written.
    Refused(Lines),
    /// This very sending is written already: nothing more is.
    Repeated,
}

/// The sort key of a batch.
pub(crate) fn batch_key(no: u32) -> String {
    format!("B#{no:04}")
}

fn batch_row(batch: &Batch) -> Result<Item> {
    item(batch, keys::part(&batch.run, &batch.part), batch_key(batch.no), [])
}

/// True when the stored record has this sending, perhaps with reports booked on it since.
fn has_sending(stored: &Batch, sending: &Sending) -> bool {
    match &sending.attempt {
        Some(ours) => stored.attempt(ours.no).is_some_and(|theirs| {
            theirs.message == ours.message
                && theirs.lines == ours.lines
                && theirs.total == ours.total
        }),
        None => *stored == sending.batch,
    }
}

impl Store {
    /// D6, D12. Sends a batch or some of its lines: slots, cases and the batch's record at once,
    /// if nobody wrote since `read` (none: it has no record yet), no hold came in between and the
    /// part may send. Repeat: nothing, and says so.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the batch or a case is another by now: read again.
    pub async fn send_batch(
        &self,
        part: &Part,
        sending: &Sending,
        read: Option<u64>,
    ) -> Result<Sent> {
        let groups = by_person(&sending.slots);
        let itself =
            groups.iter().fold(Lines::NONE, |lines, group| lines.plus(refused(None, group)));
        if itself.count() > 0 {
            return Ok(Sent::Refused(itself));
        }
        let mut items = vec![
            self.put_read(batch_row(&sending.batch)?, read.unwrap_or(0))?,
            self.may_send(part)?,
        ];
        for group in &groups {
            items.push(self.take_slots(group)?);
        }
        for case in &sending.cases {
            items.push(self.case_item(case, case.version.saturating_sub(1))?);
        }
        let failed = self.try_transact(items).await?;
        self.why_not_sent(sending, &groups, &failed).await
    }

    fn may_send(&self, part: &Part) -> Result<TransactWriteItem> {
        let marks = [
            (":holds", number(part.holds)),
            (":funded", text("FUNDED")),
            (":executing", text("EXECUTING")),
        ];
        let head = key(keys::part(&part.run, &part.part), HEAD);
        self.check(head, "holds = :holds AND #s IN (:funded, :executing)", marks)
    }

    /// `failed` are places in the transaction: the batch, the part, the slots, the cases.
    async fn why_not_sent(
        &self,
        sending: &Sending,
        groups: &[Vec<&Slot>],
        failed: &[usize],
    ) -> Result<Sent> {
        if failed.is_empty() {
            return Ok(Sent::Done);
        }
        if failed.contains(&0) {
            let Batch { run, part, no, .. } = &sending.batch;
            let stored = self.get_batch(run, part, *no).await?;
            let ours = stored.is_some_and(|stored| has_sending(&stored, sending));
            return if ours { Ok(Sent::Repeated) } else { Err(StoreError::Conflict) };
        }
        if failed.contains(&1) {
            return Ok(Sent::HoldsChanged);
        }
        let taken: Vec<&Vec<&Slot>> =
            failed.iter().filter_map(|place| groups.get(place.checked_sub(2)?)).collect();
        let (single, several): (Vec<&Vec<&Slot>>, Vec<&Vec<&Slot>>) =
            taken.into_iter().partition(|group| group.len() == 1);
        let mut lines = Lines::of(single.into_iter().flatten().map(|slot| slot.line));
        if !several.is_empty() {
            lines = lines.plus(self.refused_of_many(&several).await?);
        }
        if lines.count() > 0 { Ok(Sent::Refused(lines)) } else { Err(StoreError::Conflict) }
    }

    /// D6. A batch's record, as of now; none before it was sent.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_batch(&self, run: &RunId, part: &str, no: u32) -> Result<Option<Batch>> {
        self.read(keys::part(run, part), batch_key(no), true).await
    }

    /// D6. The records of all batches of a part that were sent, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_batches(&self, run: &RunId, part: &str) -> Result<Vec<Batch>> {
        self.list_of_part(run, part, "B#").await
    }

    /// D6. Books what a report says of a batch, if nobody wrote since the batch and its cases
    /// were read. `report` names the report and stays with the batch. A plain batch is one write;
    /// what is off the plain path goes into one transaction with it, for which the caller keeps
    /// to 30 rows. Money in suspense that is booked already is not booked again.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the batch or a case is another by now: read and decide again.
    pub async fn book(
        &self,
        read: &Batch,
        booking: &Booking,
        cases_read: &[Case],
        report: &str,
    ) -> Result<()> {
        if !booking.changes(read) {
            return Ok(());
        }
        let mut row = batch_row(&booking.batch)?;
        row.insert("report".to_owned(), text(report));
        let as_read = [(":read", number(read.version))];
        if booking.cases.is_empty() && booking.suspense.is_empty() {
            return self.put_alone(row, Some("version = :read"), as_read).await;
        }
        let mut items = vec![if booking.batch == *read {
            let place = key(keys::part(&read.run, &read.part), batch_key(read.no));
            self.check(place, "#v = :read", as_read)?
        } else {
            self.put(row, Some("version = :read"), as_read)?
        }];
        for case in &booking.cases {
            let before = cases_read.iter().find(|before| before.line == case.line);
            items.push(self.case_item(case, before.map_or(0, |before| before.version))?);
        }
        let found = items.len();
        for parked in &booking.suspense {
            items.push(self.suspense_item(parked, 0)?);
        }
        self.transact_but_known(items, found).await
    }

    /// Like a transaction, but items from `known` on that are there already are left out.
    async fn transact_but_known(
        &self,
        mut items: Vec<TransactWriteItem>,
        known: usize,
    ) -> Result<()> {
        loop {
            let failed = self.try_transact(items.clone()).await?;
            if failed.is_empty() {
                return Ok(());
            }
            if failed.iter().any(|place| *place < known) {
                return Err(StoreError::Conflict);
            }
            let mut place = 0_usize;
            items.retain(|_| {
                let keep = !failed.contains(&place);
                place = place.saturating_add(1);
                keep
            });
        }
    }
}
