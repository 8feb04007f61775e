//! Moving a membership (会籍接转): what stands in its way, what will happen by when, what it does.
//!
//! «劳动(工作)关系在哪里,会籍关系就在哪里»: a person joins once, only the affiliation moves. The union
//! that is left can hold a move for its window and for two reasons, never longer.

use crate::admission::affiliation_kind;
use crate::application::{Application, Event, IllegalMove, Reason, State, StepKind};
use crate::calendar::{add_working_days, shanghai_date};
use crate::deadline::drive_by;
use crate::entry::{Actor, Change, Details, change};
use crate::id::{EmployerId, UnionId};
use crate::matter::{EffectStep, LevelKind, Matter};
use crate::membership::Unchangeable;
use crate::membership::change::{Joining, arrive, transfer};
use crate::membership::{Act, Entering, MembershipEvent, MembershipState, RetainCause, Standing};
use crate::occupation::ChangeReason;
use crate::reason::ReasonCode;
use crate::routing::RouteReason;
use crate::submission::first_decision;
use crate::union::Union;
use jiff::{Timestamp, civil::Date};

/// Whether a matter moves a membership.
#[must_use]
pub fn is_move(matter: &Matter) -> bool {
    matter.effect.step == EffectStep::MoveMembership
}

/// The union that somebody would leave: the one that he belongs to, or that holds his membership.
#[must_use]
pub fn left(standing: &Standing) -> Option<&UnionId> {
    let membership = standing.membership.as_ref();
    let held = membership.filter(|one| one.state != MembershipState::Ended)?;
    held.affiliation.as_ref().map(|affiliation| &affiliation.union)
}

/// What stands in the way of moving this membership to `to`; none when nothing does. `outside` is
/// true for a member of a union outside the province.
#[must_use]
pub fn bar(standing: &Standing, to: Option<&Union>, outside: bool) -> Option<ReasonCode> {
    let membership = standing.membership.as_ref();
    let in_force = membership.filter(|one| one.state != MembershipState::Ended);
    let Some(membership) = in_force else {
        return if outside { closed(to) } else { Some(ReasonCode::R13) };
    };
    if membership.retained == Some(RetainCause::Retired) {
        return Some(ReasonCode::R04);
    }
    let active = membership.state == MembershipState::Active;
    if active && to.is_some_and(|to| left(standing) == Some(&to.id)) {
        return Some(ReasonCode::R19);
    }
    closed(to)
}

fn closed(to: Option<&Union>) -> Option<ReasonCode> {
    to.filter(|to| !to.admits()).map(|_| ReasonCode::R18)
}

/// One thing that will happen, and its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// What is waited for.
    pub kind: StepKind,
    /// Its last day, if everybody before it takes all the time he has.
    pub by: Date,
}

/// What will happen to a move that the member sends today. `objects` is true where a union is left
/// that may object.
#[must_use]
pub fn outlook(matter: &Matter, objects: bool, today: Date) -> Vec<Ahead> {
    let mut day = today;
    let mut all = Vec::new();
    for level in &matter.approvals {
        let kind = match level.kind {
            LevelKind::OwnYes | LevelKind::Hearing | LevelKind::ApplicantRound => continue,
            LevelKind::Objection if !objects => continue,
            LevelKind::Objection => StepKind::Objection,
            LevelKind::Decision => StepKind::Approval,
        };
        day = add_working_days(day, level.within_working_days.into()).date;
        all.push(Ahead { kind, by: day });
    }
    all
}

/// A member of a union outside the province, as the certificate tells it; the number is ours.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The new membership's identity and number, and the person's name.
    pub new: Joining,
    /// When he joined there.
    pub joined: Date,
}

/// What is written when a membership moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The application's change.
    pub change: Change,
    /// The person's standing after it.
    pub standing: Standing,
    /// Events 4 and 2; 2 alone from a retained membership or from outside; none when a merger has
    /// brought him there already.
    pub events: Vec<MembershipEvent>,
}

/// Moves the membership of an approved application's person to `to`, as of the day of the decision.
/// `arrival` is there for a member from outside the province.
///
/// # Errors
/// [`Unchangeable`].
pub fn give_effect(
    read: &Application,
    standing: &Standing,
    to: &Union,
    employer: Option<EmployerId>,
    arrival: Option<Arrival>,
    at: Timestamp,
) -> Result<Moved, Unchangeable> {
    let today = shanghai_date(at);
    let since = standing.membership.as_ref().and_then(|one| one.affiliation.as_ref());
    let decided = read.decided_on.unwrap_or(today);
    let on = since.map_or(decided, |held| decided.max(held.from));
    let act = Act { on, at, application: Some(read.id.clone()) };
    let entering = Entering::member(to, affiliation_kind(to, read.route), employer)?;
    let outside = arrival.filter(|_| left(standing).is_none());
    let changed = match outside {
        Some(new) => arrive(standing, new.new, new.joined, &entering, &act),
        None => transfer(standing, &entering, ChangeReason::WorkRelationChanged, &act),
    };
    let (next, events) = match changed {
        Ok(changed) => (changed.standing, changed.events),
        Err(Unchangeable::SameUnion) => {
            let version = standing.version.saturating_add(1);
            (Standing { version, open: None, ..standing.clone() }, Vec::new())
        }
        Err(why) => return Err(why),
    };
    let membership = next.membership.as_ref().map(|one| one.id.clone());
    let details = Details {
        union: Some(to.id.clone()),
        from: left(standing).cloned(),
        decided_on: Some(on),
        ..Details::default()
    };
    let change = change(read, Event::MoveMembership, at, Actor::System, details, |next| {
        next.membership = membership;
        next.wake = drive_by(at);
    })
    .map_err(|_| Unchangeable::NotInForce)?;
    Ok(Moved { change, standing: next, events })
}

/// The union chosen takes nobody in any more: the case goes on at another one, where it is decided
/// anew; what the member and the old union have said stays said.
///
/// # Errors
/// [`IllegalMove`] when it is not being decided.
pub fn go_elsewhere(
    read: &Application,
    to: &Union,
    route: RouteReason,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    let details = Details {
        union: Some(to.id.clone()),
        route: Some(route),
        reasons: vec![Reason { code: ReasonCode::R18, text: None }],
        ..Details::default()
    };
    change(read, Event::Reroute, at, Actor::System, details, |next| {
        next.union = Some(to.id.clone());
        next.route = Some(route);
        next.pending = None;
        next.level = next.level.min(first_decision(next));
        next.decided_on = None;
        next.wake = drive_by(at);
    })
}

/// It can never take effect any more: it ends with the reason, whatever was said before.
///
/// # Errors
/// [`IllegalMove`] when it has ended.
pub fn end(read: &Application, code: ReasonCode, at: Timestamp) -> Result<Change, IllegalMove> {
    let reasons = vec![Reason { code, text: None }];
    let details = Details { reasons: reasons.clone(), ..Details::default() };
    change(read, Event::Refuse, at, Actor::System, details, |next| {
        crate::verification::close_refused(next, reasons, at);
        next.objected = false;
    })
}

/// True while the case could still need another union: nothing has been given effect.
#[must_use]
pub fn is_under_way(read: &Application) -> bool {
    matches!(read.state, State::Approving | State::Approved) && read.membership.is_none()
}
