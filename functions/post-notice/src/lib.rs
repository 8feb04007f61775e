//! Begins the public notice of a reviewed roll, or passes on where the benefit has none.
//!
//! In: a drive of a part. Out: `NEXT`, `WAITING` or `CLOSED`.
//! Writes: head and entry, once.
//! Repeat: answers the same and writes nothing.
//! Undo: none, because what was shown was shown; a return draws and posts again.

use domain::calendar::{add_working_days, end_of_day_shanghai, next_working_day, shanghai_date};
use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::run::part::{Change, Details, Event, Notice, Part, Pending, State, StepKind, change};
use step::runs::drive::{CLOSED, NEXT, WAITING};
use step::runs::{self, PartDrive};
use step::{Kit, Outcome, StepError};

/// One drive's pass through the notice.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: PartDrive) -> Result<Outcome, StepError> {
    let part = runs::part(kit, &drive).await?;
    match part.state {
        State::Reviewed => {}
        State::Planned | State::Drawn => return Ok(WAITING),
        State::Cancelled => return Ok(CLOSED),
        _ => return Ok(NEXT),
    }
    let posted = match &runs::benefit(&part.benefit)?.notice {
        Some(notice) => begin(&part, notice.working_days, &drive)?,
        None => pass_on(&part, &drive)?,
    };
    kit.store().commit_part(&posted, Vec::new()).await?;
    Ok(NEXT)
}

/// From the next working day on, so that the first day is a whole one.
fn begin(part: &Part, days: u16, drive: &PartDrive) -> Result<Change, StepError> {
    let from = next_working_day(shanghai_date(drive.at));
    let to = add_working_days(from, u32::from(days).saturating_sub(1)).date;
    let pending = Pending {
        no: part.steps.saturating_add(1),
        kind: StepKind::Notice,
        level: 0,
        role: None,
        union: None,
        opened: drive.at,
        due: to,
        escalation: 0,
        short: None,
    };
    let details = Details {
        list_hash: part.roll.as_ref().map(|roll| roll.list_hash.clone()),
        step: Some(pending.no),
        kind: Some(StepKind::Notice),
        due: Some(to),
        ..Details::default()
    };
    let posted = change(part, Event::Post, drive.at, Actor::System, details, |next| {
        next.notice = Some(Notice { from, to });
        next.steps = pending.no;
        next.pending = Some(pending);
        next.wake = Some(end_of_day_shanghai(to));
    });
    posted.map_err(StepError::not_allowed)
}

fn pass_on(part: &Part, drive: &PartDrive) -> Result<Change, StepError> {
    let posted = change(part, Event::Post, drive.at, Actor::System, Details::default(), |next| {
        next.notice = None;
        next.pending = None;
        next.wake = drive_by(drive.at);
    });
    posted.map_err(StepError::not_allowed)
}
