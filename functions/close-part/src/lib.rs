//! Asks for the signature under a part whose every line is in an end state.
//!
//! In: a drive of a part. Out: `WAITING` or `CLOSED`.
//! Writes: head and entry when the step is opened, and one each working day that it is late.
//! Repeat: answers the same and writes nothing.
//! Undo: none, because the signature itself is a person's.

use domain::role::Role;
use domain::run::PROVINCE_PART;
use domain::run::part::{State, StepKind};
use step::runs::drive::{CLOSED, WAITING};
use step::runs::wait::{self, Step};
use step::runs::{self, PartDrive};
use step::{Kit, Outcome, StepError};

/// Working days within which a settled part is signed off.
const SIGN_OFF_WITHIN: u16 = 5;

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
    let by_province = part.part == PROVINCE_PART;
    let role = if by_province { Role::ProvinceApprover } else { Role::CityReviewer };
    let step = Step::within(StepKind::SignOff, role, SIGN_OFF_WITHIN, drive.at);
    let opened = wait::open(&part, &step, drive.at)?;
    kit.store().commit_part(&opened, Vec::new()).await?;
    Ok(WAITING)
}
