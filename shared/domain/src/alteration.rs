//! What a yes does to a membership that exists already: retains it, makes it active, ends it, or
//! undoes a wrong report of death. The standing, its events and the application's last change are
//! written together.

use crate::application::{Application, Event, Reason, State, StepKind};
use crate::authority::Acting;
use crate::calendar::shanghai_date;
use crate::deadline::drive_by;
use crate::entry::{Actor, Change, Details, change};
use crate::form::ChangeForm;
use crate::id::SubjectId;
use crate::matter::Matter;
use crate::membership::change::{
    Act, Changed, Entering, Unchangeable, decease, expel, leave, reactivate, restore, retain,
    withdraw_after_review,
};
use crate::membership::{
    AffiliationKind, Membership, MembershipEvent, MembershipState, Standing, before_end,
};
use crate::reason::ReasonCode;
use crate::service::{self, Grant};
use crate::submission::{Refused, Submission, submit};
use crate::union::{Union, UnionKind};
use jiff::{Timestamp, civil::Date};
use thiserror::Error;

/// What the step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alteration {
    /// Write all of this together.
    Alter(Box<Altered>),
    /// The membership has changed since the yes: write that it can have no effect.
    Void(Box<Change>),
}

/// What is written together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// The application's last change.
    pub change: Change,
    /// The person's standing after it.
    pub standing: Standing,
    /// The events.
    pub events: Vec<MembershipEvent>,
    /// What is granted from now on; nothing, unless the membership is active.
    pub grant: Grant,
}

/// The application is not approved: nothing is done.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("the application is not approved")]
pub struct NotApproved;

/// What the register knows of the person and of the union that decided.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The person's standing.
    pub standing: &'a Standing,
    /// All events of the person.
    pub events: &'a [MembershipEvent],
    /// The union that decided: the member's own, or the one that holds him from now on.
    pub union: &'a Union,
}

/// Gives effect to an approved application that changes a membership.
///
/// # Errors
/// [`NotApproved`].
pub fn alter(
    read: &Application,
    form: &ChangeForm,
    known: Known<'_>,
    at: Timestamp,
) -> Result<Alteration, NotApproved> {
    if read.state != State::Approved {
        return Err(NotApproved);
    }
    let on = day(read, form, known.standing, at);
    let act = Act { on, at, application: Some(read.id.clone()) };
    match changed(form, known, &act) {
        Ok(Changed { standing, events }) => {
            let details = Details {
                union: Some(known.union.id.clone()),
                decided_on: read.decided_on,
                ..Details::default()
            };
            let id = standing.membership.as_ref().map(|one| one.id.clone());
            let change =
                change(read, Event::ChangeMembership, at, Actor::System, details, |next| {
                    next.membership = id;
                    next.wake = None;
                })
                .map_err(|_| NotApproved)?;
            let grant = granted(standing.membership.as_ref(), read, at);
            Ok(Alteration::Alter(Box::new(Altered { change, standing, events, grant })))
        }
        Err(_) => void(read, at).map(|change| Alteration::Void(Box::new(change))),
    }
}

/// The first day on which it counts: the committee's date, or the day of the death; never before
/// the present affiliation began.
fn day(read: &Application, form: &ChangeForm, standing: &Standing, at: Timestamp) -> Date {
    let decided = read.decided_on.unwrap_or_else(|| shanghai_date(at));
    let wanted = match form {
        ChangeForm::Decease(form) => form.died_on,
        ChangeForm::Retain(_)
        | ChangeForm::Reactivate(_)
        | ChangeForm::Leave(_)
        | ChangeForm::Review(_)
        | ChangeForm::Expel(_)
        | ChangeForm::Restore(_) => decided,
    };
    let held = standing.membership.as_ref().and_then(|one| one.affiliation.as_ref());
    held.map_or(wanted, |held| wanted.max(held.from))
}

fn changed(form: &ChangeForm, known: Known<'_>, act: &Act) -> Result<Changed, Unchangeable> {
    let standing = known.standing;
    match form {
        ChangeForm::Retain(form) => {
            let holding = Entering::holding(known.union)?;
            retain(standing, form.retain_cause, Some(&holding), act)
        }
        ChangeForm::Reactivate(_) => reactivate(standing, &back(known)?, act),
        ChangeForm::Leave(_) => leave(standing, act),
        ChangeForm::Review(_) => withdraw_after_review(standing, act),
        ChangeForm::Expel(_) => expel(standing, act),
        ChangeForm::Decease(_) => decease(standing, act),
        ChangeForm::Restore(_) => {
            let before = before_end(known.events).ok_or(Unchangeable::NotDeceased)?;
            let kind = before.kind.unwrap_or(AffiliationKind::Community);
            let to = Entering {
                union: known.union.id.clone(),
                path: known.union.path.clone(),
                kind,
                employer: before.employer.clone(),
            };
            restore(standing, &before, &to, act)
        }
    }
}

/// Back in the union that holds him: as he belonged to it, or as it takes people in.
fn back(known: Known<'_>) -> Result<Entering, Unchangeable> {
    let held = known.standing.membership.as_ref().and_then(|one| one.affiliation.as_ref());
    let held = held.filter(|held| held.union == known.union.id);
    let employer = held.and_then(|held| held.employer.clone());
    let kind = held.map(|held| held.kind).filter(|kind| *kind != AffiliationKind::Holding);
    Entering::member(known.union, kind.unwrap_or_else(|| kind_of(known.union)), employer)
}

/// Through what a union takes people in.
fn kind_of(union: &Union) -> AffiliationKind {
    match union.kind {
        UnionKind::Independent => AffiliationKind::Employer,
        UnionKind::Joint => AffiliationKind::Joint,
        UnionKind::Industry => AffiliationKind::Industry,
        UnionKind::Pool => AffiliationKind::Pool,
        UnionKind::Territorial | UnionKind::Federation => AffiliationKind::Community,
    }
}

fn granted(membership: Option<&Membership>, read: &Application, at: Timestamp) -> Grant {
    match membership.filter(|one| one.state == MembershipState::Active) {
        Some(active) => service::grant(active, read.group, at),
        None => Grant { services: Vec::new(), at, year_ends: shanghai_date(at) },
    }
}

fn void(read: &Application, at: Timestamp) -> Result<Change, NotApproved> {
    let reasons = vec![Reason { code: ReasonCode::R22, text: None }];
    let details = Details { reasons: reasons.clone(), ..Details::default() };
    change(read, Event::Refuse, at, Actor::System, details, |next| {
        next.reasons = reasons;
        next.wake = None;
    })
    .map_err(|_| NotApproved)
}

/// What an officer reports of a member: the case is his, so he never decides it, nor does the one
/// for whom he stands in.
#[must_use]
pub fn report(new: Submission, matter: &Matter, acting: &Acting, at: Timestamp) -> Change {
    let mut first = submit(new, matter, at);
    first.application.hands.extend(acting.principal.clone());
    first.entry.by = Actor::Officer {
        subject: acting.subject.clone(),
        role: acting.role,
        union: acting.union.clone(),
        principal: acting.principal.clone(),
    };
    first.telling(|details| details.union = Some(acting.union.clone()))
}

/// What the member says before the committee decides about him. `by` is his account; the same words
/// again change nothing.
///
/// # Errors
/// [`Refused::WrongState`] where he is not asked; [`Refused::TooLate`] after the date.
pub fn hear(
    read: &Application,
    by: &SubjectId,
    words: String,
    at: Timestamp,
) -> Result<Change, Refused> {
    let asked = read.pending.as_ref().filter(|step| step.kind == StepKind::Hearing);
    let step = asked.ok_or(Refused::WrongState)?;
    if shanghai_date(at) > step.due {
        return Err(Refused::TooLate);
    }
    let details = Details {
        step: Some(step.seq),
        kind: Some(step.kind),
        text: Some(words),
        ..Details::default()
    };
    let by = Actor::Applicant { subject: by.clone() };
    Ok(change(read, Event::Hear, at, by, details, |next| {
        next.pending = None;
        next.level = next.level.saturating_add(1);
        next.wake = drive_by(at);
    })?)
}

/// Whatever somebody had open ends with his death.
///
/// # Errors
/// [`Refused::WrongState`] once it is approved or closed.
pub fn ended_by_death(read: &Application, at: Timestamp) -> Result<Change, Refused> {
    let details = Details { text: Some(ENDED_BY_DEATH.to_owned()), ..Details::default() };
    Ok(change(read, Event::Withdraw, at, Actor::System, details, |next| {
        next.pending = None;
        next.wake = None;
    })?)
}

/// Why an open application of somebody who died ended.
pub const ENDED_BY_DEATH: &str = "会员去世,未办结的申请终止";
