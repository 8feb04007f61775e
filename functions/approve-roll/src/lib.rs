//! Opens the next approval of a posted roll once its notice is over, or says that all have agreed.
//!
//! In: a drive of a part. Out: `NEXT`, `WAITING` or `CLOSED`.
//! Writes: head and entry, once per level, and one each working day that it is late.
//! Repeat: answers the same and writes nothing.
//! Undo: none, because opening a step changes nothing outside the record.

use domain::benefit::Stage;
use domain::calendar::end_of_day_shanghai;
use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::run::part::{Details, Event, State, change};
use step::runs::drive::{CLOSED, NEXT, WAITING};
use step::runs::levels::{self, Next};
use step::runs::{self, PartDrive, wait};
use step::{Kit, Outcome, StepError};

/// One drive's pass through the approvals. An objection freezes its line and not the part: the
/// line is held, the roll goes on.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: PartDrive) -> Result<Outcome, StepError> {
    let part = runs::part(kit, &drive).await?;
    match part.state {
        State::Posted => {}
        State::Planned | State::Drawn | State::Reviewed => return Ok(WAITING),
        State::Cancelled => return Ok(CLOSED),
        _ => return Ok(NEXT),
    }
    let over = part.notice.map(|notice| end_of_day_shanghai(notice.to));
    if over.is_some_and(|over| drive.at < over) {
        wait::rest(kit, &part, over, drive.at).await?;
        return Ok(WAITING);
    }
    match levels::next(&part, Stage::Approve, drive.at)? {
        Next::Open => wait::stand(kit, &part, drive.at).await,
        Next::Wanted(step) => {
            let opened = wait::open(&part, &step, drive.at)?;
            kit.store().commit_part(&opened, Vec::new()).await?;
            Ok(WAITING)
        }
        Next::Done => {
            let details = Details::default();
            let done = change(&part, Event::Approve, drive.at, Actor::System, details, |next| {
                next.pending = None;
                next.wake = drive_by(drive.at);
            });
            let done = done.map_err(StepError::not_allowed)?;
            kit.store().commit_part(&done, Vec::new()).await?;
            Ok(NEXT)
        }
    }
}
