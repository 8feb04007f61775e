//! The one transaction that moves a part, and everything that may go with it.

use crate::item::{item, key, number, text};
use crate::keys::{self, HEAD, moment};
use crate::runs::part_row;
use crate::{InboxMessage, Result, Store};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::{RunId, SubjectId};
use domain::money::Fen;
use domain::person::Sealed;
use domain::run::hold::{Amendment, Hold};
use domain::run::instruct::Slot;
use domain::run::part::{Change, Part};
use domain::run::payment::{Case, Suspense};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What somebody says against a line of a posted roll (公示异议). Who says it, and his words, lie
/// sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// From 1, in order; the number after the highest that was read.
    pub no: u32,
    /// Grows with every change.
    pub version: u64,
    /// Against which batch's line.
    pub batch: u32,
    /// Which line of it.
    pub line: u16,
    /// Name, unit and words of who objects.
    pub sealed: Sealed,
    /// Who took it down; none where it came over the public page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<SubjectId>,
    /// When.
    pub at: Timestamp,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
}

/// How an objection ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// True when the line is not paid.
    pub upheld: bool,
    /// Who looked into it.
    pub by: SubjectId,
    /// In words; no personal data.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// What is written together with a change of a part.
#[derive(Clone, Debug)]
pub enum RunWrite {
    /// A case that is new.
    Case(Case),
    /// A case on condition of the version that was read.
    CaseRead {
        /// As it is after it.
        case: Case,
        /// The version that was read.
        read: u64,
    },
    /// Money without an owner, new.
    Suspense(Suspense),
    /// The same on condition of the version that was read: cleared.
    SuspenseRead {
        /// As it is after it.
        item: Suspense,
        /// The version that was read.
        read: u64,
    },
    /// A hold. The change's part must count one more hold than was read.
    Hold {
        /// As it is after it.
        hold: Hold,
        /// The version that was read; 0 for a new one.
        read: u64,
    },
    /// An amendment.
    Amendment {
        /// As it is after it.
        amendment: Amendment,
        /// The version that was read; 0 for a new one.
        read: u64,
    },
    /// An objection.
    Objection {
        /// As it is after it.
        objection: Objection,
        /// The version that was read; 0 for a new one.
        read: u64,
    },
    /// Takes from a budget line, if so much is there.
    Budget {
        /// Which line.
        line: String,
        /// Of which year.
        year: i16,
        /// How much.
        less: Fen,
    },
    /// Gives back to a budget line.
    BudgetBack {
        /// Which line.
        line: String,
        /// Of which year.
        year: i16,
        /// How much.
        more: Fen,
    },
    /// Nothing is written unless a batch still has the version that was read, or no record at all.
    BatchAsRead {
        /// Which batch.
        no: u32,
        /// The version that was read; none while it had no record.
        version: Option<u64>,
    },
    /// Frees what keeps a payment unique, if this line holds it: the payment is void.
    FreeSlot(Slot),
    /// A message, and the second of the epoch from which on it may be erased.
    Message(InboxMessage, i64),
}

/// The batches that these writes lay holds on, and those that must be as they were read.
type Batches = (BTreeSet<u32>, BTreeMap<u32, Option<u64>>);

fn batches(writes: &[RunWrite]) -> Batches {
    let (mut held, mut as_read) = Batches::default();
    for write in writes {
        if let RunWrite::Hold { hold, .. } = write {
            held.insert(hold.batch);
        } else if let RunWrite::BatchAsRead { no, version } = write {
            as_read.insert(*no, *version);
        }
    }
    (held, as_read)
}

impl Store {
    /// D4, D5. Writes a change of a part and what goes with it, all or nothing, if nobody wrote
    /// since the read.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when the head has another version or any part's condition
    /// fails: a budget line that has not so much left, a slot that another line holds.
    pub async fn commit_part(&self, change: &Change, writes: Vec<RunWrite>) -> Result<()> {
        // A hold that is not counted would let a batch go that was planned without it.
        let (held, as_read) = batches(&writes);
        let counted = if held.is_empty() { "holds = :holds" } else { "holds < :holds" };
        let condition = format!("version = :read AND {counted}");
        let marks = [(":read", number(change.read)), (":holds", number(change.part.holds))];
        let mut items = vec![
            self.put(part_row(&change.part)?, Some(&condition), marks)?,
            self.part_entry_item(&change.entry)?,
        ];
        for batch in &held {
            let read = as_read.get(batch).copied();
            items.push(self.mark_held(&change.part, *batch, change.part.holds, read)?);
        }
        // A transaction takes an item once: a batch with a hold is looked at as it is marked.
        let looked_at = |write: &RunWrite| matches!(write, RunWrite::BatchAsRead { no, .. } if held.contains(no));
        for write in writes.into_iter().filter(|write| !looked_at(write)) {
            items.push(self.run_write_item(&change.part, write)?);
        }
        self.transact(items).await
    }

    /// D8. Lays a hold on a line, or ends one, and counts it in the part's head, whose version
    /// grows too, and with the batch, whose sending must have read it. `batch` is the version of
    /// the line's batch as read, none while it has no record: a batch that went meanwhile is too
    /// late for the hold.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when another hold came first, the batch went or changed,
    /// or the part is settled or cancelled.
    pub async fn lay_hold(
        &self,
        part: &Part,
        hold: &Hold,
        read: u64,
        batch: Option<u64>,
    ) -> Result<()> {
        let pk = keys::part(&part.run, &part.part);
        let open = "holds = :holds AND NOT (#s IN (:settled, :closed, :cancelled))";
        let marks = vec![
            (":holds", number(part.holds)),
            (":settled", text("SETTLED")),
            (":closed", text("CLOSED")),
            (":cancelled", text("CANCELLED")),
            (":one", number(1)),
        ];
        let items = vec![
            self.change(key(&pk, HEAD), "ADD holds :one, #v :one", Some(open), marks)?,
            self.hold_item(&part.run, &part.part, hold, read)?,
            self.mark_held(part, hold.batch, part.holds.saturating_add(1), Some(batch))?,
        ];
        self.transact(items).await
    }

    fn run_write_item(&self, part: &Part, write: RunWrite) -> Result<TransactWriteItem> {
        let (run, city) = (&part.run, part.part.as_str());
        match write {
            RunWrite::Case(case) => self.case_item(&case, 0),
            RunWrite::CaseRead { case, read } => self.case_item(&case, read),
            RunWrite::Suspense(found) => self.suspense_item(&found, 0),
            RunWrite::SuspenseRead { item, read } => self.suspense_item(&item, read),
            RunWrite::Hold { hold, read } => self.hold_item(run, city, &hold, read),
            RunWrite::Amendment { amendment, read } => {
                let sk = keys::line('N', amendment.batch, amendment.line);
                self.put_read(item(&amendment, keys::part(run, city), sk, [])?, read)
            }
            RunWrite::Objection { objection, read } => {
                let sk = format!("O#{:06}", objection.no);
                self.put_read(item(&objection, keys::part(run, city), sk, [])?, read)
            }
            RunWrite::Budget { line, year, less } => self.take_budget(&line, year, less),
            RunWrite::BudgetBack { line, year, more } => self.return_budget(&line, year, more),
            RunWrite::BatchAsRead { no, version } => self.batch_as_read(part, no, version),
            RunWrite::FreeSlot(slot) => self.free_slot(&slot),
            RunWrite::Message(message, ttl) => self.put(message.row(ttl)?, None, []),
        }
    }

    /// A put on condition of the version that was read; 0 for a new record.
    pub(crate) fn put_read(&self, row: crate::item::Item, read: u64) -> Result<TransactWriteItem> {
        if read == 0 {
            return self.put(row, Some("attribute_not_exists(pk)"), []);
        }
        self.put(row, Some("version = :read"), [(":read", number(read))])
    }

    fn hold_item(
        &self,
        run: &RunId,
        part: &str,
        hold: &Hold,
        read: u64,
    ) -> Result<TransactWriteItem> {
        let sk = keys::line('H', hold.batch, hold.line);
        self.put_read(item(hold, keys::part(run, part), sk, [])?, read)
    }

    pub(crate) fn case_item(&self, case: &Case, read: u64) -> Result<TransactWriteItem> {
        let sk = keys::line('X', case.batch, case.line);
        self.put_read(item(case, keys::part(&case.run, &case.part), sk, [])?, read)
    }

    /// What is not cleared is listed.
    pub(crate) fn suspense_item(&self, found: &Suspense, read: u64) -> Result<TransactWriteItem> {
        let mut indexes = Vec::new();
        if found.cleared.is_none() {
            indexes.push(("lpk", "SUSPENSE".to_owned()));
            indexes.push(("lsk", format!("{}#{}", moment(found.at), found.id)));
        }
        let sk = format!("U#{}", found.id);
        self.put_read(item(found, keys::part(&found.run, &found.part), sk, indexes)?, read)
    }
}
