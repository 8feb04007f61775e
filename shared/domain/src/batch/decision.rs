//! The committee's one decision on a batch, with exceptions by person.

use crate::application::Decision;
use crate::approval::Word;
use crate::id::SubjectId;
use crate::reason::ReasonCode;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One recorded decision of the committee (集体审议): on whom, with which exceptions, by whom.
/// Who says yes after it is not covered by it; a batch may have several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// From 1 within the batch.
    pub no: u32,
    /// Who recorded it.
    pub by: SubjectId,
    /// The committee's date.
    pub on: Date,
    /// When it was recorded.
    pub at: Timestamp,
    /// How many people it covers.
    pub people: u32,
    /// How many of them are exceptions.
    pub exceptions: u32,
    /// SHA-256 over what was decided, so that a repeat is recognised.
    pub hash: String,
}

/// Somebody for whom the committee decided otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// Which row.
    pub row: u32,
    /// Back to him, or no.
    pub decision: Decision,
    /// Why.
    pub code: ReasonCode,
    /// In the committee's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What is decided on one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowDecision<'a> {
    /// Yes, with all the others.
    Approve,
    /// As the exception says.
    Except(&'a Exception),
}

/// What is wrong with a decision on a batch.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum RoundFault {
    /// A row stands twice.
    #[error("a row stands twice")]
    Twice(u32),
    /// An exception is on a row that the decision does not cover.
    #[error("an exception is on nobody of these")]
    Stranger(u32),
    /// An exception says yes.
    #[error("an exception is a return or a refusal")]
    Yes(u32),
}

/// Checks what a decision covers; every row with what is decided on it, in the given order.
///
/// # Errors
/// [`RoundFault`], the first one.
pub fn check_round<'a>(
    rows: &[u32],
    exceptions: &'a [Exception],
) -> Result<Vec<(u32, RowDecision<'a>)>, RoundFault> {
    let mut seen = std::collections::BTreeSet::new();
    if let Some(row) = rows.iter().find(|row| !seen.insert(**row)) {
        return Err(RoundFault::Twice(*row));
    }
    let mut excepted = std::collections::BTreeSet::new();
    for one in exceptions {
        if !seen.contains(&one.row) {
            return Err(RoundFault::Stranger(one.row));
        }
        if one.decision == Decision::Approve {
            return Err(RoundFault::Yes(one.row));
        }
        if !excepted.insert(one.row) {
            return Err(RoundFault::Twice(one.row));
        }
    }
    let decided = rows.iter().map(|row| {
        let except = exceptions.iter().find(|one| one.row == *row);
        (*row, except.map_or(RowDecision::Approve, RowDecision::Except))
    });
    Ok(decided.collect())
}

/// The word on one application that follows from the decision on the batch.
#[must_use]
pub fn word_of(decision: &RowDecision<'_>, on: Date, no_kinship: bool) -> Word {
    match decision {
        RowDecision::Approve => Word {
            decision: Decision::Approve,
            code: None,
            text: None,
            decided_on: Some(on),
            no_kinship,
        },
        RowDecision::Except(one) => Word {
            decision: one.decision,
            code: Some(one.code),
            text: one.text.clone(),
            decided_on: Some(on),
            no_kinship,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_are_on_people_of_the_decision_and_never_a_yes() {
        let except = |row, decision| Exception { row, decision, code: ReasonCode::R06, text: None };
        #[rustfmt::skip]
        let rows = [
            // why                     rows            exceptions                             wanted
            ("all yes",                vec![1, 2, 3],  vec![],                                Ok(0)),
            ("one no",                 vec![1, 2, 3],  vec![except(2, Decision::Refuse)],     Ok(1)),
            ("a row twice",            vec![1, 2, 1],  vec![],                                Err(RoundFault::Twice(1))),
            ("an exception twice",     vec![1],        vec![except(1, Decision::Return), except(1, Decision::Refuse)], Err(RoundFault::Twice(1))),
            ("a stranger",             vec![1],        vec![except(2, Decision::Return)],     Err(RoundFault::Stranger(2))),
            ("an exception says yes",  vec![1],        vec![except(1, Decision::Approve)],    Err(RoundFault::Yes(1))),
        ];
        for (why, rows, exceptions, wanted) in rows {
            let got = check_round(&rows, &exceptions).map(|decided| {
                decided.iter().filter(|(_, one)| *one != RowDecision::Approve).count()
            });
            assert_eq!(got, wanted, "{why}");
        }
    }
}
