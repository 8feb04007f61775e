//! What an applicant does: submit, amend, withdraw, appeal; and what the union above may do with a
//! case that stands still: urge, re-route.

use crate::application::{
    Application, Event, IdentityState, IllegalMove, Pending, State, StepKind,
};
use crate::authority::Acting;
use crate::calendar::{add_working_days, shanghai_date};
use crate::deadline::drive_by;
use crate::entry::{Actor, Change, Details, begin, change};
use crate::id::{ApplicationId, PersonId, SubjectId};
use crate::matter::{Matter, find_version};
use crate::occupation::OccupationGroup;
use crate::role::Role;
use crate::routing::RouteReason;
use crate::union::Union;
use crate::verification::{hold, open};
use jiff::Timestamp;
use thiserror::Error;

/// Working days in which a refusal can be appealed against.
pub const APPEAL_WITHIN: u16 = 10;

/// Working days in which the parent union decides an appeal.
pub const APPEAL_DECIDED_WITHIN: u16 = 10;

/// How often unions may send a case on before the county decides where it belongs.
pub const HOPS: u8 = 2;

/// What the timeline says of an application that gave way: nothing about anybody.
const GAVE_WAY: &str = "须由本人申请,已由系统收回";

/// A new application, before it is stored.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Its identity, derived by the caller.
    pub id: ApplicationId,
    /// Its number.
    pub number: String,
    /// Who sends it.
    pub subject: SubjectId,
    /// About whom.
    pub person: PersonId,
    /// His occupation group.
    pub group: OccupationGroup,
    /// Whether the oath was taken.
    pub oath: bool,
}

/// The first record of an application and its entry.
#[must_use]
pub fn submit(new: Submission, matter: &Matter, at: Timestamp) -> Change {
    let by = Actor::Applicant { subject: new.subject.clone() };
    let (application, details) = made(new, matter, at);
    begin(application, at, by, details)
}

/// The same, begun by an officer for the applicant, into his own union: he is no hand in it again.
#[must_use]
pub fn submit_for(new: Submission, matter: &Matter, acting: &Acting, at: Timestamp) -> Change {
    let (mut application, mut details) = made(new, matter, at);
    application.begun = Some(acting.union.clone());
    application.union = Some(acting.union.clone());
    application.route = Some(RouteReason::Begun);
    application.hands = hands(acting);
    details.union = Some(acting.union.clone());
    details.route = Some(RouteReason::Begun);
    begin(application, at, officer(acting), details)
}

fn hands(acting: &Acting) -> Vec<SubjectId> {
    std::iter::once(acting.subject.clone()).chain(acting.principal.clone()).collect()
}

fn made(new: Submission, matter: &Matter, at: Timestamp) -> (Application, Details) {
    let today = shanghai_date(at);
    let due = add_working_days(today, matter.decide_within_working_days.into());
    let details = Details {
        form: Some(1),
        due: Some(due.date),
        oath: matter.oath.as_ref().map(|_| new.oath),
        ..Details::default()
    };
    let application = Application {
        id: new.id,
        version: 0,
        number: new.number,
        matter: matter.reference(),
        state: State::Submitted,
        subject: new.subject,
        person: new.person,
        form: 1,
        submitted: at,
        due: due.date,
        provisional: due.provisional,
        group: new.group,
        union: None,
        route: None,
        from: None,
        begun: None,
        objected: false,
        round: 0,
        level: 0,
        pending: None,
        steps: 0,
        closed: Vec::new(),
        hands: Vec::new(),
        wake: drive_by(at),
        identity: IdentityState::Open,
        tries: 0,
        returns: 0,
        hops: 0,
        clean: false,
        confirmed: false,
        reasons: Vec::new(),
        appeal_by: None,
        appealed: false,
        decided_on: None,
        membership: None,
        batch: None,
        entries: 0,
        chain: String::new(),
    };
    (application, details)
}

/// The same for somebody on the roster of a collective joining: it keeps its place in the batch.
#[must_use]
pub fn submit_with_batch(
    new: Submission,
    place: crate::batch::BatchPlace,
    matter: &Matter,
    at: Timestamp,
) -> Change {
    let union = place.union.clone();
    let mut change = submit(new, matter, at).telling(|details| {
        details.union = Some(union);
        details.route = Some(RouteReason::Batch);
    });
    change.application.batch = Some(place);
    change
}

/// Why an applicant's wish cannot be met.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refused {
    /// The application is not in a state for it.
    #[error("the application's state does not allow this")]
    WrongState,
    /// The time for it has passed.
    #[error("the time for this has passed")]
    TooLate,
    /// There is one appeal.
    #[error("an appeal was made before")]
    Again,
}

impl From<IllegalMove> for Refused {
    fn from(_: IllegalMove) -> Refused {
        Refused::WrongState
    }
}

fn applicant(read: &Application) -> Actor {
    Actor::Applicant { subject: read.subject.clone() }
}

/// A mended form: the machine's check begins again, the number stays. `person` is whom the mended
/// form names: a corrected document number may be another person's than the mistaken one was.
///
/// # Errors
/// [`Refused::WrongState`] unless it was returned; [`Refused::TooLate`] after its date.
pub fn amend(
    read: &Application,
    person: &PersonId,
    group: OccupationGroup,
    at: Timestamp,
) -> Result<Change, Refused> {
    if let Some(step) = &read.pending
        && step.kind == StepKind::Amendment
        && shanghai_date(at) > step.due
    {
        return Err(Refused::TooLate);
    }
    let form = read.form.saturating_add(1);
    let details = Details { form: Some(form), ..Details::default() };
    Ok(change(read, Event::Amend, at, applicant(read), details, |next| {
        next.form = form;
        next.person = person.clone();
        next.group = group;
        next.pending = None;
        next.reasons.clear();
        next.hands.clear();
        next.identity = IdentityState::Open;
        next.confirmed = false;
        next.tries = 0;
        next.level = next.level.min(first_decision(next));
        // A union that sent the case on keeps its word; otherwise the new form is routed anew.
        if !matches!(next.route, Some(RouteReason::Rerouted | RouteReason::Begun)) {
            next.union = None;
            next.route = None;
        }
        next.wake = drive_by(at);
    })?)
}

/// The next round's facts: the machine's check begins again with their own rules, the number stays.
/// Whoever decided on an earlier round decides on new facts, not on the same ones twice.
///
/// # Errors
/// [`Refused::WrongState`] unless the round is asked for; [`Refused::TooLate`] after its date.
pub fn send_round(read: &Application, at: Timestamp) -> Result<Change, Refused> {
    let step = read.pending.as_ref().filter(|step| step.kind == StepKind::Round);
    let step = step.ok_or(Refused::WrongState)?;
    if shanghai_date(at) > step.due {
        return Err(Refused::TooLate);
    }
    let form = read.form.saturating_add(1);
    let round = read.round.saturating_add(1);
    let details = Details {
        form: Some(form),
        step: Some(step.seq),
        kind: Some(step.kind),
        level: Some(round),
        ..Details::default()
    };
    Ok(change(read, Event::SendRound, at, applicant(read), details, |next| {
        next.form = form;
        next.round = round;
        next.pending = None;
        next.reasons.clear();
        next.hands.clear();
        next.returns = 0;
        next.confirmed = false;
        next.tries = 0;
        next.wake = drive_by(at);
    })?)
}

/// The applicant takes it back.
///
/// # Errors
/// [`Refused::WrongState`] once it is approved or closed.
pub fn withdraw(read: &Application, at: Timestamp) -> Result<Change, Refused> {
    Ok(change(read, Event::Withdraw, at, applicant(read), Details::default(), |next| {
        next.pending = None;
        next.wake = None;
    })?)
}

/// Somebody else's application about a person gives way to the person's own.
///
/// # Errors
/// [`Refused::WrongState`] once it is approved or closed.
pub fn give_way(read: &Application, at: Timestamp) -> Result<Change, Refused> {
    let details = Details { text: Some(GAVE_WAY.to_owned()), ..Details::default() };
    Ok(change(read, Event::Withdraw, at, Actor::System, details, |next| {
        next.pending = None;
        next.wake = None;
    })?)
}

/// The applicant asks the union above to look at a refusal again.
///
/// # Errors
/// [`Refused`].
pub fn appeal(
    read: &Application,
    parent: &Union,
    grounds: String,
    at: Timestamp,
) -> Result<Change, Refused> {
    if read.appealed {
        return Err(Refused::Again);
    }
    if read.appeal_by.is_some_and(|last| shanghai_date(at) > last) {
        return Err(Refused::TooLate);
    }
    let due = add_working_days(shanghai_date(at), APPEAL_DECIDED_WITHIN.into()).date;
    let step = open(read, StepKind::Appeal, &parent.id, Role::CountyReviewer, due, at);
    let details = Details {
        step: Some(step.seq),
        kind: Some(step.kind),
        union: step.union.clone(),
        due: Some(due),
        text: Some(grounds),
        ..Details::default()
    };
    Ok(change(read, Event::Appeal, at, applicant(read), details, |next| {
        next.appealed = true;
        next.appeal_by = None;
        hold(next, step);
    })?)
}

fn officer(acting: &Acting) -> Actor {
    Actor::Officer {
        subject: acting.subject.clone(),
        role: acting.role,
        union: acting.union.clone(),
        principal: acting.principal.clone(),
    }
}

/// The union above urges the holder of an overdue step.
///
/// # Errors
/// [`Refused::WrongState`] when no officer's step is open.
pub fn urge(
    read: &Application,
    step: &Pending,
    acting: &Acting,
    at: Timestamp,
) -> Result<Change, Refused> {
    let details = Details {
        step: Some(step.seq),
        kind: Some(step.kind),
        union: step.union.clone(),
        due: Some(step.due),
        ..Details::default()
    };
    Ok(change(read, Event::Urge, at, officer(acting), details, |_| ())?)
}

/// Moves the case to another union that may admit; it is checked and approved there from the
/// first level. A receiving union may do so [`HOPS`] times in all, the unions above always.
///
/// # Errors
/// [`Refused::WrongState`] when no officer's step is open; [`Refused::Again`] past the hops.
pub fn reroute(
    read: &Application,
    to: &Union,
    reason: String,
    acting: &Acting,
    at: Timestamp,
) -> Result<Change, Refused> {
    let step = read.pending.as_ref().ok_or(Refused::WrongState)?;
    if !matches!(step.kind, StepKind::Check | StepKind::Approval) {
        return Err(Refused::WrongState);
    }
    let receiving = read.union.as_ref() == Some(&acting.union);
    if receiving && read.hops >= HOPS {
        return Err(Refused::Again);
    }
    let details = Details {
        step: Some(step.seq),
        union: Some(to.id.clone()),
        route: Some(RouteReason::Rerouted),
        text: Some(reason),
        ..Details::default()
    };
    Ok(change(read, Event::Reroute, at, officer(acting), details, |next| {
        next.union = Some(to.id.clone());
        next.route = Some(RouteReason::Rerouted);
        next.hops = next.hops.saturating_add(1);
        next.pending = None;
        next.level = next.level.min(first_decision(next));
        next.wake = drive_by(at);
    })?)
}

/// Where the committee's part of the matter begins; what was answered before it stays answered.
#[must_use]
pub fn first_decision(read: &Application) -> u8 {
    find_version(&read.matter)
        .map_or(0, |matter| matter.first_decision().max(matter.first_level(read.round)))
}
