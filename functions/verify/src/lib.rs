//! Checks an application by the rules of its matter and finds the union that decides.
//!
//! In: a drive. Out: `PASSED`, `WAITING` or `CLOSED`.
//! Writes: head and entry with the evidence; on a confirmed mobile also its move.
//! Repeat: answers from the record; the provider is not asked again once it has agreed.
//! Undo: none, because a check changes nothing outside the record.

mod facts;
mod founding;
mod place;

use domain::application::{Application, IdentityState, State};
use domain::entry::Change;
use domain::matter::{self, EffectStep, Matter};
use domain::rule::{Evidence, evaluate_all};
use domain::transfer::{bar, is_move};
use domain::verification::{self, Verdict};
use facts::Gathered;
use place::Found;
use step::{Drive, Kit, Outcome, StepError};
use store::Write;

/// One drive's pass through the machine's check.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: Drive) -> Result<Outcome, StepError> {
    let application = step::application(kit, &drive).await?;
    if let Some(outcome) = verification::already(&application) {
        return Ok(Outcome { outcome: outcome.as_str() });
    }
    let matter = matter::find_version(&application.matter)
        .ok_or_else(|| StepError::broken("a matter's version is gone"))?;
    let gathered = facts::gather(kit, &application, matter, drive.at).await?;
    let rules = matter.rules_in(application.round);
    let checks = evaluate_all(rules, &gathered.facts(drive.at));
    let found = place::find(kit, &application, &gathered).await?;
    let needs_checker = is_for_a_person(&application, matter, &checks, &gathered, &found);
    let checker = place::checker(kit, &application, &found, needs_checker, drive.at).await?;
    let place = found.place(&checker);
    let barred = is_move(matter)
        .then(|| bar(&gathered.standing, place.union, gathered.form.is_from_outside()))
        .flatten();
    let change = match barred {
        Some(code) => verification::barred(&application, checks, code, place, drive.at)
            .map_err(StepError::not_allowed)?,
        None => decide(&application, matter, checks, &gathered, place, &drive)?,
    };
    let mut writes = writes(&application, matter, &gathered, &change);
    writes.extend(founding::writes(&gathered, &change));
    let change = telling_of_mobile(change, &writes);
    kit.store().commit(&change, writes).await?;
    Ok(Outcome { outcome: verification::outcome(&change.application).as_str() })
}

/// True when the provider was needed and gave no answer.
fn is_unanswered(application: &Application, gathered: &Gathered) -> bool {
    gathered.asked && gathered.identity.is_none() && application.identity == IdentityState::Open
}

fn is_for_a_person(
    application: &Application,
    matter: &Matter,
    checks: &[Evidence],
    gathered: &Gathered,
    found: &Found,
) -> bool {
    found.union.is_none()
        || is_unanswered(application, gathered)
        || verification::verdict(matter, checks, application.confirmed) == Verdict::Check
}

fn decide(
    application: &Application,
    matter: &Matter,
    checks: Vec<Evidence>,
    gathered: &Gathered,
    place: verification::Place<'_>,
    drive: &Drive,
) -> Result<Change, StepError> {
    let refused =
        matches!(verification::verdict(matter, &checks, application.confirmed), Verdict::Refuse(_));
    if refused {
        verification::decide(application, matter, checks, place, drive.at)
    } else if is_unanswered(application, gathered) && !application.confirmed {
        verification::identity_unavailable(application, checks, place, drive.at)
    } else if application.confirmed
        && !matter.is_about_union()
        && place_of(application, gathered) == PersonsPlace::Taken
    {
        verification::duplicate(application, checks, place, drive.at)
    } else {
        verification::decide(application, matter, checks, place, drive.at)
    }
    .map_err(StepError::not_allowed)
}

/// The person's one place for an open application, as this one finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PersonsPlace {
    /// This application holds it.
    Held,
    /// Nobody holds it: a form about somebody else is stored without taking it.
    Free,
    /// Another application holds it.
    Taken,
}

fn place_of(application: &Application, gathered: &Gathered) -> PersonsPlace {
    match &gathered.standing.open {
        Some(id) if *id == application.id => PersonsPlace::Held,
        Some(_) => PersonsPlace::Taken,
        None => PersonsPlace::Free,
    }
}

/// The entry names who loses his mobile, so that he is told.
fn telling_of_mobile(change: Change, writes: &[Write]) -> Change {
    let from = writes.iter().find_map(|write| match write {
        Write::MoveMobile { from, .. } => Some(from.clone()),
        _ => None,
    });
    match from {
        Some(from) => change.telling(|details| details.released = Some(from)),
        None => change,
    }
}

/// What goes with the change: the person's place taken where it was free, or given back after a
/// refusal; and a mobile that a person confirmed moved to the applicant.
fn writes(
    application: &Application,
    matter: &Matter,
    gathered: &Gathered,
    change: &Change,
) -> Vec<Write> {
    let mut writes = Vec::new();
    let place = place_of(application, gathered);
    if change.application.state.is_closed() && place == PersonsPlace::Held {
        writes.push(Write::ReleaseOpen {
            person: application.person.clone(),
            application: application.id.clone(),
        });
    }
    let passed = change.application.state == State::Approving;
    if passed && place == PersonsPlace::Free && !matter.is_about_union() {
        writes.push(Write::TakeOpen {
            person: application.person.clone(),
            application: application.id.clone(),
            joining: matter.effect.step == EffectStep::AssignMembership
                || gathered.form.is_from_outside(),
            consents: Vec::new(),
        });
    }
    if passed && is_move(matter) {
        writes.extend(step::listed_moves::noted(change));
    }
    if let (true, true, Some(holder)) = (passed, application.confirmed, &gathered.mobile_holder)
        && *holder != application.person
    {
        writes.push(Write::MoveMobile {
            macs: gathered.mobile_macs.clone(),
            from: holder.clone(),
            to: application.person.clone(),
        });
    }
    writes
}
