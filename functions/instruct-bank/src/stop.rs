//! A part that stands still because something is not what was approved.

use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::role::Role;
use domain::run::part::{Details, Event, Part, StepKind, Stopped, change};
use jiff::Timestamp;
use step::runs::wait::{self, Step};
use step::{Kit, StepError};

/// Working days within which somebody follows up.
const WITHIN: u16 = 2;

/// Stops the part, and asks the payer to follow up; `no` is the batch at which it stands.
pub(crate) async fn stop(
    kit: &Kit,
    part: &Part,
    stopped: Stopped,
    no: u32,
    at: Timestamp,
) -> Result<(), StepError> {
    let open = part.pending.as_ref().is_some_and(|step| step.kind == StepKind::FollowUp);
    if part.stopped.as_ref() == Some(&stopped) && open {
        return Ok(());
    }
    let step = Step::within(StepKind::FollowUp, Role::FinancePayer, WITHIN, at);
    let pending = wait::pending(part, &step, at)?;
    let details = Details { batch: Some(no), ..wait::told(&pending) };
    let change = change(part, Event::Stop, at, Actor::System, details, |next| {
        wait::await_step(next, pending);
        next.instructed = next.instructed.max(no.saturating_sub(1));
        next.stopped = Some(stopped);
    });
    let change = change.map_err(StepError::not_allowed)?;
    Ok(kit.store().commit_part(&change, Vec::new()).await?)
}

/// Goes on: the batch that did not fit went after all, because two people agreed to an amendment.
pub(crate) async fn resume(
    kit: &Kit,
    part: Part,
    no: u32,
    at: Timestamp,
) -> Result<Part, StepError> {
    if part.stopped.as_ref().is_none_or(|stopped| stopped.batch != no) {
        return Ok(part);
    }
    let details = Details { batch: Some(no), ..Details::default() };
    let change = change(&part, Event::Resume, at, Actor::System, details, |next| {
        next.stopped = None;
        next.pending = None;
        next.wake = drive_by(at);
    });
    let change = change.map_err(StepError::not_allowed)?;
    kit.store().commit_part(&change, Vec::new()).await?;
    Ok(change.part)
}
