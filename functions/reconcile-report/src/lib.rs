//! Books what the bank reports, line by line, and says what is still to be done about a part.
//!
//! In: a drive of a part. Out: `NEXT`, `MORE`, `WAITING` or `CLOSED`.
//! Writes: batches, cases and money in suspense; a marker per report, last; the head and its entry
//! when sums or steps change; an inquiry in S3 each working day that a report is late.
//! Repeat: a marked report is passed over, and booking a line again changes nothing.
//! Undo: none, because what a bank did is a fact; what comes back is booked as that.

mod follow;
mod report;

use domain::run::part::State;
use step::runs::drive::{CLOSED, MORE, WAITING};
use step::runs::{self, Budget, PartDrive};
use step::{Kit, Outcome, StepError};

/// One drive's look at the bank's reports. A report that cannot be read is marked with its fault
/// and holds up no other.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: PartDrive) -> Result<Outcome, StepError> {
    let part = runs::part(kit, &drive).await?;
    match part.state {
        State::Funded | State::Executing | State::Settled | State::Closed => {}
        State::Cancelled => return Ok(CLOSED),
        _ => return Ok(WAITING),
    }
    let budget = Budget::new(kit);
    let mut new = runs::inbox::unread(kit, &part).await?.into_iter().peekable();
    if new.peek().is_some() {
        let mut desk = report::Desk::open(kit, &part, drive.at).await?;
        while let Some(object) = new.next() {
            let booked = desk.book(kit, &object).await?;
            // What was passed over is no work: it would come first again, and nothing after it.
            if booked && new.peek().is_some() && budget.is_over(kit) {
                return Ok(MORE);
            }
        }
    }
    follow::up(kit, &part, drive.at).await
}
