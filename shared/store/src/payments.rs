//! Payments: the one transaction that sends a batch, and the one write that books a report on it.

use crate::item::{Item, item, key, number, record, text};
use crate::keys;
use crate::slots::{by_person, refused};
use crate::{Result, Store, StoreError};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::RunId;
use domain::run::instruct::{Sending, Slot};
use domain::run::part::{Part, State};
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

/// False where only a hold has left its count so far.
fn is_record(item: &Item) -> bool {
    item.contains_key("version")
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
    /// if nobody wrote since `read` (none: it has no record yet) and no hold on it came since
    /// `part` was read, before its holds were. Repeat: nothing, and says so.
    ///
    /// The part's own state is taken as read: once it has its funds it never goes back, and it
    /// is settled only when every batch has a record, which refuses a first sending.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the batch or a case is another by now: read again.
    pub async fn send_batch(
        &self,
        part: &Part,
        sending: &Sending,
        read: Option<u64>,
    ) -> Result<Sent> {
        if !matches!(part.state, State::Funded | State::Executing) {
            return Ok(Sent::HoldsChanged);
        }
        let groups = by_person(&sending.slots);
        let itself =
            groups.iter().fold(Lines::NONE, |lines, group| lines.plus(refused(None, group)));
        if itself.count() > 0 {
            return Ok(Sent::Refused(itself));
        }
        let mut items = vec![self.sent_item(part, &sending.batch, read)?];
        for group in &groups {
            items.push(self.take_slots(group)?);
        }
        for case in &sending.cases {
            items.push(self.case_item(case, case.version.saturating_sub(1))?);
        }
        let failed = self.try_transact(items).await?;
        self.why_not_sent(sending, read, &groups, &failed).await
    }

    /// The batch's record; refused where a hold left a later count with it than the part's head
    /// had when its holds were read.
    fn sent_item(
        &self,
        part: &Part,
        batch: &Batch,
        read: Option<u64>,
    ) -> Result<TransactWriteItem> {
        let mut marks = vec![(":holds", number(part.holds))];
        let record = match read {
            None => "attribute_not_exists(version)",
            Some(version) => {
                marks.push((":read", number(version)));
                "version = :read"
            }
        };
        let condition = format!("{record} AND (attribute_not_exists(holds) OR holds <= :holds)");
        self.put(batch_row(batch)?, Some(&condition), marks)
    }

    /// Leaves the count of holds with a batch, which its next sending must have read. Of a batch
    /// that has no record yet it is all there is.
    pub(crate) fn mark_held(
        &self,
        part: &Part,
        no: u32,
        holds: u64,
        read: Option<Option<u64>>,
    ) -> Result<TransactWriteItem> {
        let place = key(keys::part(&part.run, &part.part), batch_key(no));
        let mut marks = vec![(":holds", number(holds))];
        let condition = match read {
            None => None,
            Some(None) => Some("attribute_not_exists(#v)"),
            Some(Some(version)) => {
                marks.push((":read", number(version)));
                Some("#v = :read")
            }
        };
        self.change(place, "SET holds = :holds", condition, marks)
    }

    /// A look at a batch that must be as it was read.
    pub(crate) fn batch_as_read(
        &self,
        part: &Part,
        no: u32,
        read: Option<u64>,
    ) -> Result<TransactWriteItem> {
        let place = key(keys::part(&part.run, &part.part), batch_key(no));
        match read {
            None => self.check(place, "attribute_not_exists(#v)", []),
            Some(version) => self.check(place, "#v = :read", [(":read", number(version))]),
        }
    }

    /// `failed` are places in the transaction: the batch, the slots, the cases.
    async fn why_not_sent(
        &self,
        sending: &Sending,
        read: Option<u64>,
        groups: &[Vec<&Slot>],
        failed: &[usize],
    ) -> Result<Sent> {
        if failed.is_empty() {
            return Ok(Sent::Done);
        }
        if failed.contains(&0) {
            let Batch { run, part, no, .. } = &sending.batch;
            let stored = self.get_batch(run, part, *no).await?;
            let version = stored.as_ref().map(|stored| stored.version);
            return match stored {
                Some(stored) if has_sending(&stored, sending) => Ok(Sent::Repeated),
                _ if version == read => Ok(Sent::HoldsChanged),
                _ => Err(StoreError::Conflict),
            };
        }
        let taken: Vec<&Vec<&Slot>> =
            failed.iter().filter_map(|place| groups.get(place.checked_sub(1)?)).collect();
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
        let key = [(keys::part(run, part), batch_key(no))];
        let mut found = self.read_many_now(&key).await?.into_iter();
        found.find(is_record).map(record).transpose()
    }

    /// D6. The records of all batches of a part that were sent, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_batches(&self, run: &RunId, part: &str) -> Result<Vec<Batch>> {
        let found = self.items_of_part(run, part, "B#").await?;
        found.into_iter().filter(is_record).map(record).collect()
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
