//! What a yes does: a membership with its number, affiliation and event; or a new card.

use crate::application::{Application, Event, State};
use crate::calendar::shanghai_date;
use crate::deadline::drive_by;
use crate::entry::{Actor, Change, Details, change};
use crate::id::{EmployerId, MembershipId};
use crate::membership::change::{Act, Changed, Entering, Joining, join};
use crate::membership::{AffiliationKind, MembershipEvent, MembershipState, Standing};
use crate::routing::RouteReason;
use crate::union::{Union, UnionKind};
use jiff::{Timestamp, civil::Date};
use thiserror::Error;

/// What the step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Done before: answer the same.
    Already,
    /// Write the application, the standing and the event together.
    Admit(Box<Admitted>),
}

/// What is written when somebody becomes a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    /// The application's change.
    pub change: Change,
    /// The person's standing after it.
    pub standing: Standing,
    /// Event 1 of the membership.
    pub event: MembershipEvent,
}

/// Why nobody is admitted.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Barred {
    /// The application is not approved.
    #[error("the application is not approved")]
    NotApproved,
    /// The person has a membership already.
    #[error("the person is a member already")]
    Member,
    /// The standing does not hold this application as the open one.
    #[error("another application is open")]
    NotTheOpenOne,
    /// The union is not active, or is one that leads and does not admit.
    #[error("the union takes nobody in")]
    UnionClosed,
    /// The date of the decision lies in the future, or before an earlier membership ended.
    #[error("the committee's date is not possible")]
    DateImpossible,
    /// The date of the decision lies before the person was sixteen.
    #[error("the committee's date lies before the age of sixteen")]
    TooYoung,
}

/// What stands in the way of making the person of `read` a member as of `joined`. Asked before a
/// yes is written, so that none is given which can have no effect, and again when it takes effect.
///
/// # Errors
/// [`Barred`].
pub fn bar(
    read: &Application,
    standing: &Standing,
    birth: Date,
    joined: Date,
) -> Result<(), Barred> {
    if standing.member() != crate::rule::MemberFact::None {
        return Err(Barred::Member);
    }
    if standing.open.as_ref() != Some(&read.id) {
        return Err(Barred::NotTheOpenOne);
    }
    let ended = standing.membership.as_ref().and_then(|one| one.ended.as_ref());
    if ended.is_some_and(|end| joined < end.on) {
        return Err(Barred::DateImpossible);
    }
    if crate::citizen_id::age_on(birth, joined) < 16 {
        return Err(Barred::TooYoung);
    }
    Ok(())
}

/// The new membership's own facts, drawn by the caller.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Its identity.
    pub id: MembershipId,
    /// Its number, from a block.
    pub number: String,
    /// The employer in the register, if the affiliation comes through it.
    pub employer: Option<EmployerId>,
    /// The person's birth date.
    pub birth: Date,
    /// The person's name.
    pub name: String,
}

/// Makes the person of an approved application a member of `union`.
///
/// # Errors
/// [`Barred`].
pub fn admit(
    read: &Application,
    standing: &Standing,
    union: &Union,
    drawn: Drawn,
    at: Timestamp,
) -> Result<Admission, Barred> {
    if read.membership.is_some() {
        return Ok(Admission::Already);
    }
    if read.state != State::Approved {
        return Err(Barred::NotApproved);
    }
    if !union.admits() {
        return Err(Barred::UnionClosed);
    }
    let joined = read.decided_on.unwrap_or_else(|| shanghai_date(at));
    bar(read, standing, drawn.birth, joined)?;
    let details =
        Details { union: Some(union.id.clone()), decided_on: Some(joined), ..Details::default() };
    let change = change(read, Event::AssignMembership, at, Actor::System, details, |next| {
        next.membership = Some(drawn.id.clone());
        next.wake = drive_by(at);
    })
    .map_err(|_| Barred::NotApproved)?;
    let entering = Entering {
        union: union.id.clone(),
        path: union.path.clone(),
        kind: affiliation_kind(union, read.route),
        employer: drawn.employer,
    };
    let act = Act { on: joined, at, application: Some(read.id.clone()) };
    let new = Joining { id: drawn.id, number: drawn.number, name: drawn.name };
    let joined = join(standing, new, &entering, &act);
    let Changed { standing, events } = joined.map_err(|_| Barred::DateImpossible)?;
    let event = events.into_iter().next().ok_or(Barred::DateImpossible)?;
    Ok(Admission::Admit(Box::new(Admitted { change, standing, event })))
}

/// Through what somebody belongs to a union that he came to by this route.
#[must_use]
pub fn affiliation_kind(union: &Union, route: Option<RouteReason>) -> AffiliationKind {
    match union.kind {
        UnionKind::Independent => AffiliationKind::Employer,
        UnionKind::Joint => AffiliationKind::Joint,
        UnionKind::Industry => AffiliationKind::Industry,
        UnionKind::Pool => AffiliationKind::Pool,
        UnionKind::Territorial | UnionKind::Federation => match route {
            Some(RouteReason::EmployerStreet | RouteReason::Holding) => AffiliationKind::Holding,
            _ => AffiliationKind::Community,
        },
    }
}

/// A new card for an active member: the standing after it and the application's last change.
///
/// # Errors
/// [`Barred::NotApproved`] when the application is not approved or the person is no member.
pub fn reissue(
    read: &Application,
    standing: &Standing,
    at: Timestamp,
) -> Result<(Change, Standing), Barred> {
    let mut next_standing = standing.clone();
    let membership = next_standing.membership.as_mut().ok_or(Barred::NotApproved)?;
    if membership.state != MembershipState::Active {
        return Err(Barred::NotApproved);
    }
    membership.card = membership.card.saturating_add(1);
    let id = membership.id.clone();
    next_standing.open = None;
    next_standing.version = standing.version.saturating_add(1);
    let change = change(read, Event::ReissueCard, at, Actor::System, Details::default(), |next| {
        next.membership = Some(id);
        next.wake = None;
    })
    .map_err(|_| Barred::NotApproved)?;
    Ok((change, next_standing))
}
