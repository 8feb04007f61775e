//! What lies beside a part's batches: cases, holds, amendments, objections, suspense, reports.

use crate::item::{Ask, item};
use crate::keys;
use crate::run_writes::Objection;
use crate::{Page, Result, Store, StoreError};
use domain::id::{RunId, SubjectId};
use domain::run::hold::{Amendment, Hold};
use domain::run::payment::{Batch, Case, Reported, Suspense};
use domain::run::reconcile::Booked;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A report of the bank that is booked to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportMarker {
    /// Of which run.
    pub run: RunId,
    /// Of which part.
    pub part: String,
    /// The first 16 digits of the SHA-256 of its bytes.
    pub sha16: String,
    /// Where it lies.
    pub key: String,
    /// What S3 says of its content: the same key may hold another report later.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tag: String,
    /// Which sending it is about, as far as it says.
    pub message: String,
    /// When it was booked.
    pub at: Timestamp,
    /// Who brought it; none where the bank did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<SubjectId>,
    /// How many lines did what.
    pub results: BTreeMap<Booked, u32>,
    /// Lines that could not be read.
    pub faults: u32,
}

impl ReportMarker {
    /// The one that was marked in the write that booked it.
    fn in_batch(batch: &Batch) -> Option<ReportMarker> {
        let Reported { sha16, key, tag, message, at, results, faults } = batch.reported.clone()?;
        let (run, part) = (batch.run.clone(), batch.part.clone());
        Some(ReportMarker { run, part, sha16, key, tag, message, at, by: None, results, faults })
    }
}

impl Store {
    /// D7. All cases of a part, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_cases(&self, run: &RunId, part: &str) -> Result<Vec<Case>> {
        self.list_of_part(run, part, "X#").await
    }

    /// D7. The cases of one batch, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_cases_of(&self, run: &RunId, part: &str, batch: u32) -> Result<Vec<Case>> {
        self.list_of_part(run, part, format!("X#{batch:04}#")).await
    }

    /// D7. The case of one line; none while it is on the plain path.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_case(
        &self,
        run: &RunId,
        part: &str,
        batch: u32,
        line: u16,
    ) -> Result<Option<Case>> {
        self.read(keys::part(run, part), keys::line('X', batch, line), true).await
    }

    /// D8. All holds of a part, ended ones too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_holds(&self, run: &RunId, part: &str) -> Result<Vec<Hold>> {
        self.list_of_part(run, part, "H#").await
    }

    /// D8. All amendments of a part, those not yet approved too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_amendments(&self, run: &RunId, part: &str) -> Result<Vec<Amendment>> {
        self.list_of_part(run, part, "N#").await
    }

    /// D8. All objections to a part's roll, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_objections(&self, run: &RunId, part: &str) -> Result<Vec<Objection>> {
        self.list_of_part(run, part, "O#").await
    }

    /// D9. All money in suspense of a part, cleared too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_suspense(&self, run: &RunId, part: &str) -> Result<Vec<Suspense>> {
        self.list_of_part(run, part, "U#").await
    }

    /// D9. One finding in suspense.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_suspense(
        &self,
        run: &RunId,
        part: &str,
        id: &str,
    ) -> Result<Option<Suspense>> {
        self.read(keys::part(run, part), format!("U#{id}"), true).await
    }

    /// D9. Money in suspense that nobody has cleared, over all runs, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_open_suspense(
        &self,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Page<Suspense>> {
        let ask = Ask {
            index: Some("list"),
            pk: "SUSPENSE".to_owned(),
            limit: i32::try_from(limit).unwrap_or(i32::MAX),
            cursor: cursor.map(str::to_owned),
            ..Ask::default()
        };
        self.listed_records(ask).await
    }

    /// D9. Writes money without an owner that belongs to no batch. Repeat: the first one stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_suspense(&self, found: &Suspense) -> Result<()> {
        match self.transact(vec![self.suspense_item(found, 0)?]).await {
            Ok(()) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// D10. Marks a report as booked to its end. Repeat: the first one stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_report(&self, marker: &ReportMarker) -> Result<()> {
        let sk = format!("T#{}", marker.sha16);
        let row = item(marker, keys::part(&marker.run, &marker.part), sk, [])?;
        match self.put_alone(row, Some("attribute_not_exists(pk)"), []).await {
            Ok(()) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// D10. The reports of a part that are booked to their end: records of their own, and those
    /// marked in the write that booked them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_reports(&self, run: &RunId, part: &str) -> Result<Vec<ReportMarker>> {
        let mut all: Vec<ReportMarker> = self.list_of_part(run, part, "T#").await?;
        let batches = self.list_batches(run, part).await?;
        all.extend(batches.into_iter().filter_map(|batch| ReportMarker::in_batch(&batch)));
        Ok(all)
    }
}
