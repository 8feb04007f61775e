//! Tells the bank: batch by batch one transaction, the point of no return, and then its file.
//!
//! In: a drive of a part. Out: `NEXT`, `MORE`, `WAITING` or `CLOSED`.
//! Writes: a draft of the file in S3; batch, slots, cases at once; the file for the bank; at the
//! end the head and its entry. Later sendings of held or corrected payments the same way.
//! Repeat: finds batches and files there, and makes the same file again where one is missing.
//! Undo: none, because a bank may have paid what it was told; what comes back is reconciled.

mod batch;
mod draft;
mod files;
mod stop;

use batch::{Desk, Step};
use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::role::Role;
use domain::run::part::{Details, Event, Part, State, StepKind, change};
use domain::run::payment::State as Payment;
use jiff::Timestamp;
use std::collections::BTreeSet;
use step::runs::drive::{CLOSED, MORE, NEXT, WAITING};
use step::runs::tally::Tally;
use step::runs::{self, Budget, PartDrive, wait};
use step::{Kit, Outcome, StepError};

/// One drive's pass through the batches of a part.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: PartDrive) -> Result<Outcome, StepError> {
    let part = runs::part(kit, &drive).await?;
    match part.state {
        State::Funded => first(kit, part, &drive).await,
        State::Executing => later(kit, part, &drive).await,
        State::Settled | State::Closed => Ok(NEXT),
        State::Cancelled => Ok(CLOSED),
        _ => Ok(WAITING),
    }
}

/// Every batch for the first time. A batch that does not fit what was approved stops the part;
/// the reports of those before it are booked all the same.
async fn first(kit: &Kit, part: Part, drive: &PartDrive) -> Result<Outcome, StepError> {
    let budget = Budget::new(kit);
    let batches = part.roll.as_ref().map_or(0, |roll| roll.batches);
    let from = part.instructed.saturating_add(1);
    let mut desk = Desk::open(kit, part, drive.at).await?;
    for no in from..=batches {
        match desk.first(kit, no).await? {
            Step::Done => desk.part = stop::resume(kit, desk.part, no, drive.at).await?,
            Step::Stop(stopped) => {
                stop::stop(kit, &desk.part, stopped, no, drive.at).await?;
                return Ok(NEXT);
            }
        }
        if no < batches && budget.is_over(kit) {
            progress(kit, &desk.part, no, drive).await?;
            return Ok(MORE);
        }
    }
    done(kit, &desk.part, batches, drive.at).await?;
    Ok(NEXT)
}

/// Every batch is out: the report is asked for, and the sums are those of what was sent, in the one
/// write that says so.
async fn done(kit: &Kit, part: &Part, batches: u32, at: Timestamp) -> Result<(), StepError> {
    let (run, code) = (&part.run, &part.part);
    let sent = kit.store().list_batches(run, code).await?;
    let cases = kit.store().list_cases(run, code).await?;
    let suspense = kit.store().list_suspense(run, code).await?;
    let tally = Tally::of(part, &sent, &cases, &suspense);
    let days = runs::benefit(&part.benefit)?.bank.report_within_working_days;
    let step = wait::Step::within(StepKind::Report, Role::FinancePayer, days, at);
    let due = tally.due().unwrap_or(step.due);
    let pending = wait::pending(part, &wait::Step { due, ..step }, at)?;
    let done = change(part, Event::Instruct, at, Actor::System, wait::told(&pending), |next| {
        wait::await_step(next, pending);
        next.instructed = batches;
        next.stopped = None;
        next.totals = tally.totals;
        next.wake = tally.next_look(next, at);
    });
    let done = done.map_err(StepError::not_allowed)?;
    Ok(kit.store().commit_part(&done, Vec::new()).await?)
}

/// Says how many batches are out, so that the next run begins after them.
async fn progress(kit: &Kit, part: &Part, no: u32, drive: &PartDrive) -> Result<(), StepError> {
    let details = Details { batch: Some(no), ..Details::default() };
    let done = change(part, Event::Progress, drive.at, Actor::System, details, |next| {
        next.instructed = no;
        next.stopped = None;
        next.pending = None;
        next.wake = drive_by(drive.at);
    });
    let done = done.map_err(StepError::not_allowed)?;
    Ok(kit.store().commit_part(&done, Vec::new()).await?)
}

/// What was released or corrected since, and files that are missing.
async fn later(kit: &Kit, part: Part, drive: &PartDrive) -> Result<Outcome, StepError> {
    let budget = Budget::new(kit);
    let cases = kit.store().list_cases(&part.run, &part.part).await?;
    let ready = |state: Payment| matches!(state, Payment::Approved | Payment::Corrected);
    let wanted: BTreeSet<u32> =
        cases.iter().filter(|case| ready(case.state)).map(|case| case.batch).collect();
    let mut desk = Desk::open(kit, part, drive.at).await?;
    let missing = desk.files.missing(kit, &desk.part).await?;
    for no in missing.into_iter().chain(wanted).collect::<BTreeSet<u32>>() {
        if let Step::Stop(stopped) = desk.later(kit, no).await? {
            stop::stop(kit, &desk.part, stopped, no, drive.at).await?;
            return Ok(NEXT);
        }
        if budget.is_over(kit) && desk.sent {
            return Ok(MORE);
        }
    }
    Ok(NEXT)
}
