//! A move of a membership in words: its unions side by side, its steps with their dates, an objection.

use super::application::reasons;
use super::scope::Unions;
use super::union_ref;
use api::Language;
use api::common::UnionRef;
use api::matters::MovingStep;
use api::moves::{MovingStepState, MovingStepView, MovingView};
use domain::application::{Application, Event, StepKind};
use domain::calendar::add_working_days;
use domain::entry::Entry;
use domain::id::UnionId;
use domain::matter::{LevelKind, Matter, find_version};
use domain::person::StoredForm;
use domain::transfer::is_move;
use jiff::civil::Date;

/// The step of a move that a pending step is; none for a check, an amendment or an appeal.
#[must_use]
pub fn step_of(kind: StepKind) -> Option<MovingStep> {
    match kind {
        StepKind::OwnYes => Some(MovingStep::OwnYes),
        StepKind::Objection => Some(MovingStep::Objection),
        StepKind::Resolution => Some(MovingStep::Resolution),
        StepKind::Approval => Some(MovingStep::Acceptance),
        StepKind::Check
        | StepKind::Appeal
        | StepKind::Amendment
        | StepKind::Hearing
        | StepKind::Round => None,
    }
}

/// The part of a view that only a move has; none for other matters.
#[must_use]
pub fn view(
    application: &Application,
    entries: &[Entry],
    form: Option<&StoredForm>,
    unions: &Unions,
    today: Date,
    language: Language,
) -> Option<MovingView> {
    let matter = find_version(&application.matter).filter(|matter| is_move(matter))?;
    let named = |id: Option<&UnionId>| unions.get(id?).map(union_ref);
    let field = |name: &str| Some(form?.masked.get(name)?.as_str()?.to_owned());
    let moved = entries.iter().find(|entry| entry.event == Event::MoveMembership);
    let upheld = entries.iter().any(|entry| entry.event == Event::UpholdObjection);
    let objects = application.objected || upheld;
    Some(MovingView {
        from: named(application.from.as_ref()),
        outside: field("outsideUnion"),
        to: named(application.union.as_ref()),
        route: application.route.map(|reason| {
            let (zh, en) = reason.text();
            language.pick(zh, en).to_owned()
        }),
        begun_by_union: application.begun.is_some(),
        objection: reasons(application, language).into_iter().next().filter(|_| objects),
        effective_on: moved.and_then(|entry| entry.details.decided_on).map(|day| day.to_string()),
        steps: steps(application, matter, entries, unions, today),
    })
}

/// What opens a step and what ends it.
fn events(step: MovingStep) -> (&'static [Event], &'static [Event]) {
    match step {
        MovingStep::OwnYes => {
            (&[Event::AskOwnYes], &[Event::Confirm, Event::Decline, Event::Lapse])
        }
        MovingStep::Objection => (&[Event::OpenObjection], &[Event::Consent, Event::Object]),
        MovingStep::Resolution => {
            (&[Event::OpenResolution], &[Event::DismissObjection, Event::UpholdObjection])
        }
        MovingStep::Acceptance => (&[Event::OpenApproval], &[Event::Approve, Event::Refuse]),
        MovingStep::Effect => (&[], &[Event::MoveMembership]),
    }
}

fn steps(
    application: &Application,
    matter: &Matter,
    entries: &[Entry],
    unions: &Unions,
    today: Date,
) -> Vec<MovingStepView> {
    let ended = application.state.is_closed();
    let mut day = today;
    let mut all = Vec::new();
    for (step, days) in expected(application, matter, entries) {
        let (opening, closing) = events(step);
        let opened = entries.iter().rfind(|entry| opening.contains(&entry.event));
        let closed = entries.iter().rfind(|entry| closing.contains(&entry.event));
        let closed = closed.filter(|one| opened.is_none_or(|opened| opened.no < one.no));
        let now =
            application.pending.as_ref().filter(|pending| step_of(pending.kind) == Some(step));
        let state = match (now, closed) {
            (Some(_), _) => MovingStepState::Now,
            (None, Some(_)) => MovingStepState::Done,
            (None, None) if ended => continue,
            (None, None) => MovingStepState::Ahead,
        };
        if let Some(pending) = now {
            day = pending.due;
        } else if state == MovingStepState::Ahead {
            day = add_working_days(day, days.into()).date;
        }
        all.push(MovingStepView {
            step,
            state,
            union: holder(application, step, opened, unions),
            by: match state {
                MovingStepState::Done => None,
                MovingStepState::Now | MovingStepState::Ahead => Some(day.to_string()),
            },
            done_at: closed.filter(|_| now.is_none()).map(|entry| entry.at.to_string()),
        });
    }
    all
}

/// The steps that were, are or will be, each with the working days that it may take.
fn expected(
    application: &Application,
    matter: &Matter,
    entries: &[Entry],
) -> Vec<(MovingStep, u16)> {
    let was = |event| entries.iter().any(|entry| entry.event == event);
    let mut all = Vec::new();
    for (at, level) in (0_u8..).zip(&matter.approvals) {
        let days = level.within_working_days;
        match level.kind {
            LevelKind::OwnYes if application.begun.is_some() => {
                all.push((MovingStep::OwnYes, days));
            }
            LevelKind::OwnYes | LevelKind::Hearing | LevelKind::ApplicantRound => {}
            LevelKind::Objection => {
                let comes = application.from.is_some() && application.level <= at;
                if was(Event::OpenObjection) || comes {
                    all.push((MovingStep::Objection, days));
                }
                if was(Event::Object) {
                    all.push((MovingStep::Resolution, domain::matter::RESOLVED_WITHIN));
                }
            }
            LevelKind::Decision if application.begun == application.union => {}
            LevelKind::Decision => all.push((MovingStep::Acceptance, days)),
        }
    }
    all.push((MovingStep::Effect, 0));
    all
}

fn holder(
    application: &Application,
    step: MovingStep,
    opened: Option<&Entry>,
    unions: &Unions,
) -> Option<UnionRef> {
    let id = match step {
        MovingStep::OwnYes => return None,
        MovingStep::Objection => application.from.clone(),
        MovingStep::Resolution => opened.and_then(|entry| entry.details.union.clone()),
        MovingStep::Acceptance | MovingStep::Effect => application.union.clone(),
    };
    unions.get(&id?).map(union_ref)
}
