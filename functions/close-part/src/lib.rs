//! Asks for the signature under a part whose every line is in an end state, where settling it did
//! not ask already.
//!
//! In: a drive of a part. Out: `WAITING` or `CLOSED`.
//! Writes: head and entry when the step is opened, and one each working day that it is late.
//! Repeat: answers the same and writes nothing.
//! Undo: none, because the signature itself is a person's.

use domain::run::part::{State, StepKind};
use step::runs::drive::{CLOSED, WAITING};
use step::runs::{self, PartDrive, wait};
use step::{Kit, Outcome, StepError};

/// One drive's look at the end of a part.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: PartDrive) -> Result<Outcome, StepError> {
    let part = runs::part(kit, &drive).await?;
    match part.state {
        State::Settled => {}
        State::Closed | State::Cancelled => return Ok(CLOSED),
        _ => return Ok(WAITING),
    }
    if part.pending.as_ref().is_some_and(|pending| pending.kind == StepKind::SignOff) {
        return wait::stand(kit, &part, drive.at).await;
    }
    let opened = wait::open(&part, &wait::sign_off(&part, drive.at), drive.at)?;
    kit.store().commit_part(&opened, Vec::new()).await?;
    Ok(WAITING)
}
