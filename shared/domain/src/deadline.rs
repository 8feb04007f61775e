//! The clock: what is due for an open application at a moment.
//!
//! `sweep` asks; this answers. Nothing here lapses a membership or admits anybody; only the silence
//! of a union that may object is taken for its consent.

use crate::application::{Application, Event, IllegalMove, Pending, Reason, StepKind};
use crate::calendar::{add_working_days, end_of_day_shanghai, next_working_day};
use crate::entry::{Actor, Change, Details, change};
use crate::reason::ReasonCode;
use jiff::{SignedDuration, Timestamp, civil::Date};

/// A write that should be followed by a drive is driven by the sweep after this, if the drive that
/// was started for it is lost. Architecture rule 2.
pub const DRIVE_AGAIN: SignedDuration = SignedDuration::from_secs(60);

/// Working days from one level's telling to the next one's. Domain 11.3.
pub const ESCALATE_EVERY: u16 = 3;

/// The highest level that is told: street, county, city.
pub const ESCALATE_AT_MOST: u8 = 3;

/// So many days before a round lapses its applicant is reminded.
pub const ROUND_REMINDERS: [i64; 3] = [90, 30, 7];

/// Days within which a step is near its date, for the counts of the worklist.
pub const NEAR_DUE: u16 = 2;

/// What is to be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Nothing is due yet.
    Nothing,
    /// Drive it again.
    Drive,
    /// Write this: a reminder, an escalation, a lapse, a consent by silence.
    Write(Box<Change>),
}

/// The moment after a write at which a drive is overdue.
#[must_use]
pub fn drive_by(at: Timestamp) -> Option<Timestamp> {
    at.checked_add(DRIVE_AGAIN).ok()
}

/// The next moment at which the clock has something to do for this step.
#[must_use]
pub fn next_wake(step: &Pending) -> Timestamp {
    if step.kind == StepKind::Round {
        return next_of_round(step, step.opened);
    }
    let reminder = start_of_last_day(step);
    if !step.reminded && step.opened < reminder {
        return reminder;
    }
    let levels = u16::from(step.escalation.min(ESCALATE_AT_MOST));
    let days = levels.saturating_mul(ESCALATE_EVERY);
    end_of_day_shanghai(add_working_days(step.due, days.into()).date)
}

/// The next reminder of a round after `at`, else its end.
fn next_of_round(step: &Pending, at: Timestamp) -> Timestamp {
    let told = usize::from(step.escalation);
    let days = ROUND_REMINDERS.iter().skip(told);
    let moments = days.map(|days| {
        let day = step.due.saturating_sub(jiff::Span::new().days(*days));
        let end = end_of_day_shanghai(day);
        end.checked_sub(SignedDuration::from_hours(16)).unwrap_or(end)
    });
    moments.into_iter().find(|moment| *moment > at).unwrap_or(end_of_day_shanghai(step.due))
}

/// Reminders go out as the last day begins, at 08:00 in Asia/Shanghai.
fn start_of_last_day(step: &Pending) -> Timestamp {
    let end = end_of_day_shanghai(step.due);
    end.checked_sub(SignedDuration::from_hours(16)).unwrap_or(end)
}

/// What is due for `application` at `at`.
///
/// # Errors
/// [`IllegalMove`] if the record holds a step that its state does not allow.
pub fn tick(application: &Application, at: Timestamp) -> Result<Tick, IllegalMove> {
    let Some(wake) = application.wake else { return Ok(Tick::Nothing) };
    if at < wake {
        return Ok(Tick::Nothing);
    }
    let Some(step) = &application.pending else { return Ok(Tick::Drive) };
    let past = at >= end_of_day_shanghai(step.due);
    match (step.kind, past) {
        (StepKind::Amendment | StepKind::OwnYes | StepKind::Round, true) => {
            lapse(application, step, at)
        }
        (StepKind::Objection, true) => consent(application, step, at),
        (StepKind::Round, false) => remind_of_round(application, step, at),
        (StepKind::Hearing, true) => close_hearing(application, step, at),
        (_, false) => remind(application, step, at),
        (StepKind::Check | StepKind::Approval | StepKind::Appeal | StepKind::Resolution, true) => {
            escalate(application, step, at)
        }
    }
    .map(|change| Tick::Write(Box::new(change)))
}

fn details(step: &Pending) -> Details {
    Details {
        step: Some(step.seq),
        kind: Some(step.kind),
        union: step.union.clone(),
        due: Some(step.due),
        ..Details::default()
    }
}

fn remind(read: &Application, step: &Pending, at: Timestamp) -> Result<Change, IllegalMove> {
    change(read, Event::Remind, at, Actor::System, details(step), |next| {
        if let Some(step) = &mut next.pending {
            step.reminded = true;
            next.wake = Some(next_wake(step));
        }
    })
}

fn remind_of_round(
    read: &Application,
    step: &Pending,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    change(read, Event::Remind, at, Actor::System, details(step), |next| {
        if let Some(step) = &mut next.pending {
            step.escalation = step.escalation.saturating_add(1);
            next.wake = Some(next_of_round(step, at));
        }
    })
}

fn lapse(read: &Application, step: &Pending, at: Timestamp) -> Result<Change, IllegalMove> {
    let unanswered = step.kind == StepKind::OwnYes;
    let reasons = if unanswered {
        vec![Reason { code: ReasonCode::R17, text: None }]
    } else {
        read.reasons.clone()
    };
    let told =
        Details { reasons: if unanswered { reasons.clone() } else { Vec::new() }, ..details(step) };
    change(read, Event::Lapse, at, Actor::System, told, |next| {
        next.reasons = reasons;
        next.pending = None;
        next.wake = None;
    })
}

/// The member had his time to explain: the committee decides now. Nothing ends by this.
fn close_hearing(read: &Application, step: &Pending, at: Timestamp) -> Result<Change, IllegalMove> {
    change(read, Event::CloseHearing, at, Actor::System, details(step), |next| {
        next.pending = None;
        next.level = next.level.saturating_add(1);
        next.wake = drive_by(at);
    })
}

/// The union that is left said nothing until its date: that is its consent.
fn consent(read: &Application, step: &Pending, at: Timestamp) -> Result<Change, IllegalMove> {
    change(read, Event::Consent, at, Actor::System, details(step), |next| {
        next.pending = None;
        next.level = next.level.saturating_add(1);
        next.wake = drive_by(at);
    })
}

/// Tells one level more; past the last level the holder is reminded each time instead.
fn escalate(read: &Application, step: &Pending, at: Timestamp) -> Result<Change, IllegalMove> {
    let level = step.escalation.saturating_add(1);
    if level > ESCALATE_AT_MOST {
        return change(read, Event::Remind, at, Actor::System, details(step), |next| {
            next.wake = Some(end_of_day_shanghai(later(at)));
        });
    }
    let told = Details { level: Some(level), ..details(step) };
    change(read, Event::Escalate, at, Actor::System, told, |next| {
        if let Some(step) = &mut next.pending {
            step.escalation = level;
            step.reminded = true;
            let wake = next_wake(step);
            next.wake = Some(if wake > at { wake } else { end_of_day_shanghai(later(at)) });
        }
    })
}

fn later(at: Timestamp) -> Date {
    next_working_day(crate::calendar::shanghai_date(at))
}
