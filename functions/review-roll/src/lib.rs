//! Opens the next review of a drawn roll where it is not open yet, or says that all have agreed.
//!
//! In: a drive of a part. Out: `NEXT`, `WAITING` or `CLOSED`.
//! Writes: head and entry, once per level, and one each working day that it is late.
//! Repeat: answers the same and writes nothing.
//! Undo: none, because opening a step changes nothing outside the record.

use domain::benefit::Stage;
use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::run::part::{Details, Event, State, change};
use step::runs::drive::{CLOSED, NEXT, WAITING};
use step::runs::levels::{self, Next};
use step::runs::{self, PartDrive, wait};
use step::{Kit, Outcome, StepError};

/// One drive's pass through the reviews.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: PartDrive) -> Result<Outcome, StepError> {
    let part = runs::part(kit, &drive).await?;
    match part.state {
        State::Drawn => {}
        State::Planned => return Ok(WAITING),
        State::Cancelled => return Ok(CLOSED),
        _ => return Ok(NEXT),
    }
    match levels::next(&part, Stage::Review, drive.at)? {
        Next::Open => wait::stand(kit, &part, drive.at).await,
        Next::Wanted(step) => {
            let opened = wait::open(&part, &step, drive.at)?;
            kit.store().commit_part(&opened, Vec::new()).await?;
            Ok(WAITING)
        }
        Next::Done => {
            let details = Details::default();
            let done = change(&part, Event::Review, drive.at, Actor::System, details, |next| {
                next.pending = None;
                next.wake = drive_by(drive.at);
            });
            let done = done.map_err(StepError::not_allowed)?;
            kit.store().commit_part(&done, Vec::new()).await?;
            Ok(NEXT)
        }
    }
}
