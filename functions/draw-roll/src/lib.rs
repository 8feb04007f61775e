//! Draws the roll of a part: who gets what and why, frozen at the cut-off.
//!
//! In: a drive of a part. Out: `NEXT`, `MORE`, `WAITING` or `CLOSED`.
//! Writes: batches, pages of the excluded and the index in S3, sealed; then head, entry and holds
//! at once. A long draw also writes how far it is, page by page.
//! Repeat: a drawn part answers at once; a draw that died is done again, or goes on where it was.
//! Undo: none, because a roll is nothing until people have agreed to it; a return draws another.

mod desk;
mod holds;
mod people;

use desk::Desk;
use domain::run::part::State;
use step::runs::drive::{CLOSED, MORE, NEXT, WAITING};
use step::runs::{self, Budget, PartDrive, wait};
use step::{Kit, Outcome, StepError};

/// One drive's pass through the draw. Nobody on the register who is eligible: the part ends here,
/// and its list of the excluded says why.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: PartDrive) -> Result<Outcome, StepError> {
    let part = runs::part(kit, &drive).await?;
    match part.state {
        State::Planned => {}
        State::Cancelled => return Ok(CLOSED),
        _ => return Ok(NEXT),
    }
    if drive.at < part.cut_off {
        wait::rest(kit, &part, Some(part.cut_off), drive.at).await?;
        return Ok(WAITING);
    }
    let budget = Budget::new(kit);
    let mut desk = Desk::open(kit, &part).await?;
    while desk.page(kit).await? {
        if budget.is_over(kit) {
            desk.save(kit, drive.at).await?;
            return Ok(MORE);
        }
    }
    let drawn = desk.finish(kit, drive.at).await?;
    Ok(if drawn.state == State::Cancelled { CLOSED } else { NEXT })
}
