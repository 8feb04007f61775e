//! Budget lines: what was granted for a year, and what is still there.

use crate::item::{Ask, item, key, number, record};
use crate::{Result, Store};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::SubjectId;
use domain::money::Fen;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A budget line (预算科目) of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Which line.
    pub line: String,
    /// Of which year.
    pub year: i16,
    /// How much was granted.
    pub granted: Fen,
    /// How much of it is not set aside.
    pub available: Fen,
    /// Grows with every change.
    pub version: u64,
    /// What finance granted, and by which document.
    pub changes: Vec<BudgetChange>,
    /// A lower amount that one person asked for and a second has not agreed to yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Lowering>,
}

/// A lower amount (调减) that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lowering {
    /// Granted from then on.
    pub granted: Fen,
    /// By which document.
    pub document: String,
    /// Why, in words.
    pub reason: String,
    /// Who asked for it.
    pub by: SubjectId,
    /// For whom, if he stood in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<SubjectId>,
    /// When.
    pub at: Timestamp,
}

/// One grant, or one lowering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetChange {
    /// How much more; how much less where it was lowered.
    pub fen: Fen,
    /// The lowering that two people stand behind; none for a grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowered: Option<Lowering>,
    /// By which document.
    pub document: String,
    /// Who entered it.
    pub by: SubjectId,
    /// When.
    pub at: Timestamp,
}

impl Budget {
    /// A line with nothing on it; not yet written.
    #[must_use]
    pub fn nothing(line: &str, year: i16) -> Budget {
        Budget {
            line: line.to_owned(),
            year,
            granted: Fen::ZERO,
            available: Fen::ZERO,
            version: 0,
            changes: Vec::new(),
            proposed: None,
        }
    }

    /// The line with more on it; none when the sum cannot be held.
    #[must_use]
    pub fn with(mut self, change: BudgetChange) -> Option<Budget> {
        self.granted = self.granted.checked_add(change.fen)?;
        self.available = self.available.checked_add(change.fen)?;
        self.version = self.version.saturating_add(1);
        self.changes.push(change);
        self.proposed = None;
        Some(self)
    }

    /// The line with a lower amount asked for, or with none any more. Nothing is taken yet.
    #[must_use]
    pub fn proposing(mut self, lowering: Option<Lowering>) -> Budget {
        self.version = self.version.saturating_add(1);
        self.proposed = lowering;
        self
    }

    /// The line with the lower amount that was asked for, by a second person; none when so much is
    /// not available any more, or nothing was asked for.
    #[must_use]
    pub fn lowered(mut self, by: SubjectId, at: Timestamp) -> Option<Budget> {
        let lowering = self.proposed.take()?;
        let less = self.granted.checked_sub(lowering.granted)?;
        self.available = self.available.checked_sub(less)?;
        self.granted = lowering.granted;
        self.version = self.version.saturating_add(1);
        let document = lowering.document.clone();
        self.changes.push(BudgetChange { fen: less, lowered: Some(lowering), document, by, at });
        Some(self)
    }
}

fn place(line: &str) -> String {
    format!("BUDGET#{line}")
}

impl Store {
    /// D11. A budget line of a year, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_budget(&self, line: &str, year: i16) -> Result<Option<Budget>> {
        self.read(place(line), year.to_string(), true).await
    }

    /// D11. All budget lines of a year.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_budgets(&self, year: i16) -> Result<Vec<Budget>> {
        let pk = format!("BUDGETS#{year}");
        let ask = Ask { index: Some("list"), pk, limit: 200, ..Ask::default() };
        let found = self.ask_all(ask, usize::MAX).await?;
        let keys: Vec<(String, String)> = found.iter().map(crate::item::place).collect();
        self.read_many_now(&keys).await?.into_iter().map(record).collect()
    }

    /// D11. Writes a budget line, if nobody changed it or took from it since that version was
    /// read; 0 for a new one.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody did.
    pub async fn put_budget(&self, budget: &Budget, read: u64) -> Result<()> {
        let indexes = [("lpk", format!("BUDGETS#{}", budget.year)), ("lsk", budget.line.clone())];
        let row = item(budget, place(&budget.line), budget.year.to_string(), indexes)?;
        if read == 0 {
            return self.put_alone(row, Some("attribute_not_exists(pk)"), []).await;
        }
        self.put_alone(row, Some("version = :read"), [(":read", number(read))]).await
    }

    /// Takes from a line, if so much is there.
    pub(crate) fn take_budget(
        &self,
        line: &str,
        year: i16,
        less: Fen,
    ) -> Result<TransactWriteItem> {
        let minus = 0_i128.saturating_sub(less.fen().into());
        let marks = [(":less", number(less.fen())), (":minus", number(minus)), (":one", number(1))];
        let place = key(place(line), year.to_string());
        self.change(place, "ADD available :minus, #v :one", Some("available >= :less"), marks)
    }

    /// Gives back to a line.
    pub(crate) fn return_budget(
        &self,
        line: &str,
        year: i16,
        more: Fen,
    ) -> Result<TransactWriteItem> {
        let marks = [(":more", number(more.fen())), (":one", number(1))];
        let place = key(place(line), year.to_string());
        let known = Some("attribute_exists(pk)");
        self.change(place, "ADD available :more, #v :one", known, marks)
    }
}
