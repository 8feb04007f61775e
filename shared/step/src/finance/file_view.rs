//! Bank files, budgets and files inside answers as pages see them.

use api::books::{BudgetChange, BudgetLowering, BudgetView};
use api::files::BankFileView;
use domain::id::SubjectId;
use domain::money::Fen;
use domain::run::payment::{Attempt, Batch, Case, State};
use store::Budget;

/// A sending of a batch, with what a person compares before it is handed over.
#[must_use]
pub fn file_view(batch: &Batch, attempt: &Attempt, cases: &[Case]) -> BankFileView {
    let waits = |line: &u16| {
        let case = cases.iter().find(|case| (case.batch, case.line) == (batch.no, *line));
        match case {
            Some(case) => case.state == State::Submitted && case.attempt == attempt.no,
            None => attempt.no == 1 && batch.plain_in_flight().has(*line),
        }
    };
    let outstanding = u32::try_from(attempt.lines.iter().filter(waits).count()).unwrap_or(u32::MAX);
    BankFileView {
        message: attempt.message.clone(),
        batch: batch.no,
        attempt: attempt.no,
        count: attempt.lines.count(),
        total_fen: attempt.total.fen(),
        total_capital: attempt.total.capital(),
        sent_at: attempt.at.to_string(),
        due_on: attempt.due.to_string(),
        answered: outstanding == 0,
        outstanding,
    }
}

/// A budget line; each change says what was granted from then on.
#[must_use]
pub fn budget_view(budget: &Budget, me: &SubjectId) -> BudgetView {
    let mut granted = Fen::ZERO;
    let changes = budget.changes.iter().map(|change| {
        granted = match &change.lowered {
            Some(lowering) => lowering.granted,
            None => granted.checked_add(change.fen).unwrap_or(granted),
        };
        BudgetChange {
            granted_fen: granted.fen(),
            document: change.document.clone(),
            reason: change.lowered.as_ref().map(|lowering| lowering.reason.clone()),
            at: change.at.to_string(),
        }
    });
    BudgetView {
        line: budget.line.clone(),
        year: budget.year,
        granted_fen: budget.granted.fen(),
        available_fen: budget.available.fen(),
        version: budget.version,
        changes: changes.collect(),
        proposed: budget.proposed.as_ref().map(|lowering| BudgetLowering {
            granted_fen: lowering.granted.fen(),
            document: lowering.document.clone(),
            reason: lowering.reason.clone(),
            at: lowering.at.to_string(),
            mine: lowering.by == *me || lowering.principal.as_ref() == Some(me),
        }),
    }
}
