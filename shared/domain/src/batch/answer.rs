//! What somebody says who is asked to join: yes, no, or nothing.

use super::{BatchRow, JoinBatch, RowState, Way};
use crate::calendar::shanghai_date;
use crate::id::ApplicationId;
use jiff::Timestamp;
use thiserror::Error;

/// How many of the document's last characters are asked for.
pub const LAST_CHARACTERS: usize = 4;

/// After so many wrong ones a link is shut until it is sent anew: 10,000 possibilities, 5 tries.
pub const WRONG_AT_MOST: u8 = 5;

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Why nothing can be said any more.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum CannotAnswer {
    /// The batch is closed, or its last day is over.
    #[error("the time to answer is over")]
    Over,
    /// Too many wrong last characters.
    #[error("the link is shut")]
    Shut,
    /// He said yes: taking that back is a withdrawal.
    #[error("he said yes before")]
    SaidYes,
    /// What was uploaded of him was erased.
    #[error("the row was erased")]
    Erased,
}

/// Whether the person of a row may answer now.
///
/// # Errors
/// [`CannotAnswer`].
pub fn may_answer(
    batch: &JoinBatch,
    row: &BatchRow,
    way: Way,
    now: Timestamp,
) -> Result<(), CannotAnswer> {
    let late = way == Way::Link && shanghai_date(now) > batch.until;
    if batch.closed.is_some() || late {
        return Err(CannotAnswer::Over);
    }
    if row.state == RowState::Yes {
        return Err(CannotAnswer::SaidYes);
    }
    if row.sealed.is_none() {
        return Err(CannotAnswer::Erased);
    }
    if way == Way::Link && row.wrong >= WRONG_AT_MOST {
        return Err(CannotAnswer::Shut);
    }
    Ok(())
}

/// Whether these are the last characters of the row's document; x counts as X.
#[must_use]
pub fn matches_tail(row: &BatchRow, tail: &str) -> bool {
    let tail = tail.trim().to_ascii_uppercase();
    tail.chars().count() == LAST_CHARACTERS
        && !tail.contains('*')
        && row.id_masked.to_ascii_uppercase().ends_with(&tail)
}

/// The row after an answer; a yes brings its application, and what was sealed leaves the row.
/// None when the same was said before: nothing to write.
#[must_use]
pub fn answer(
    row: &BatchRow,
    said: Answer,
    way: Way,
    application: Option<ApplicationId>,
    now: Timestamp,
) -> Option<BatchRow> {
    let state = match said {
        Answer::Yes => RowState::Yes,
        Answer::No => RowState::No,
    };
    if row.state == state {
        return None;
    }
    let sealed = if state == RowState::Yes { None } else { row.sealed.clone() };
    Some(BatchRow {
        state,
        sealed,
        way: Some(way),
        answered: Some(now),
        application,
        wrong: 0,
        ..row.next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::test::{batch, row};

    #[test]
    fn one_answers_while_the_batch_is_open_and_a_yes_is_final_here() {
        let now: Timestamp = "2026-06-01T01:00:00Z".parse().unwrap();
        let after: Timestamp = "2026-06-30T01:00:00Z".parse().unwrap();
        let mut closed = batch();
        closed.closed = Some(now);
        let yes = BatchRow { state: RowState::Yes, ..row(1) };
        let no = BatchRow { state: RowState::No, ..row(1) };
        let shut = BatchRow { wrong: WRONG_AT_MOST, ..row(1) };
        let erased = row(1).erased();
        #[rustfmt::skip]
        let rows = [
            // why                              batch     row      way          at     wanted
            ("open",                            &batch(), &row(1), Way::Link,   now,   Ok(())),
            ("he may change a no into a yes",   &batch(), &no,     Way::Link,   now,   Ok(())),
            ("a yes is a yes",                  &batch(), &yes,    Way::Link,   now,   Err(CannotAnswer::SaidYes)),
            ("the batch is closed",             &closed,  &row(1), Way::Device, now,   Err(CannotAnswer::Over)),
            ("the link's last day is over",     &batch(), &row(1), Way::Link,   after, Err(CannotAnswer::Over)),
            ("on the spot there is no last day",&batch(), &row(1), Way::Device, after, Ok(())),
            ("too many wrong characters",       &batch(), &shut,   Way::Link,   now,   Err(CannotAnswer::Shut)),
            ("on the spot an officer looks",    &batch(), &shut,   Way::Device, now,   Ok(())),
            ("erased",                          &batch(), &erased, Way::Device, now,   Err(CannotAnswer::Erased)),
        ];
        for (why, batch, row, way, at, wanted) in rows {
            assert_eq!(may_answer(batch, row, way, at), wanted, "{why}");
        }
    }

    #[test]
    fn the_last_four_characters_are_compared_and_no_star_passes() {
        #[rustfmt::skip]
        let rows = [
            // why            typed     wanted
            ("right",         "0018",   true),
            ("with spaces",   " 0018 ", true),
            ("wrong",         "0019",   false),
            ("too few",       "018",    false),
            ("too many",      "*0018",  false),
            ("stars",         "****",   false),
            ("nothing",       "",       false),
        ];
        for (why, typed, wanted) in rows {
            assert_eq!(matches_tail(&row(1), typed), wanted, "{why}");
        }
        let with_x = BatchRow { id_masked: "2199**********001X".to_owned(), ..row(1) };
        assert!(matches_tail(&with_x, "001x"));
    }

    #[test]
    fn a_yes_takes_the_sealed_values_out_of_the_row_and_a_repeat_writes_nothing() {
        let now: Timestamp = "2026-06-01T01:00:00Z".parse().unwrap();
        let id = ApplicationId::from_parts(1, 1);
        let yes = answer(&row(1), Answer::Yes, Way::Link, Some(id.clone()), now).unwrap();
        assert_eq!((yes.state, yes.sealed.clone(), yes.version), (RowState::Yes, None, 2));
        assert_eq!(answer(&yes, Answer::Yes, Way::Link, Some(id), now), None);
        let no = answer(&row(1), Answer::No, Way::Device, None, now).unwrap();
        assert!(no.sealed.is_some(), "who says no may still change his mind");
    }
}
