//! What can happen to a membership once it exists: each function takes the standing and the facts
//! and gives the standing after it with its events, to be written in one transaction.
//!
//! Days are the first ones on which a change counts: who moves on day D belongs to the old union
//! until D−1. Deliberately absent: who decides it and on what proof, which is the matters' affair.

use super::history::Stay;
use super::{
    Affiliation, AffiliationKind, EndedHow, Ending, Former, Membership, MembershipEvent,
    MembershipState, RetainCause, Standing,
};
use crate::calendar::shanghai_date;
use crate::id::{ApplicationId, EmployerId, MembershipId, UnionId};
use crate::occupation::{ChangeExtension, ChangeReason, ChangeType};
use crate::union::{Union, UnionStatus};
use jiff::{Timestamp, civil::Date};
use thiserror::Error;

/// By what, and from which day, a membership changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The first day on which it counts.
    pub on: Date,
    /// When it is written.
    pub at: Timestamp,
    /// The application that led to it; it gives up the person's place with the change.
    pub application: Option<ApplicationId>,
}

/// The union that takes somebody in or holds him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entering {
    /// Which.
    pub union: UnionId,
    /// Its path.
    pub path: String,
    /// Through what.
    pub kind: AffiliationKind,
    /// By which employer.
    pub employer: Option<EmployerId>,
}

impl Entering {
    /// A union that takes members in.
    ///
    /// # Errors
    /// [`Unchangeable::UnionClosed`] when it does not.
    pub fn member(
        union: &Union,
        kind: AffiliationKind,
        employer: Option<EmployerId>,
    ) -> Result<Entering, Unchangeable> {
        if !union.admits() {
            return Err(Unchangeable::UnionClosed);
        }
        Ok(Entering { union: union.id.clone(), path: union.path.clone(), kind, employer })
    }

    /// A union that holds a retained membership; one that leads others may.
    ///
    /// # Errors
    /// [`Unchangeable::UnionClosed`] when it does not work.
    pub fn holding(union: &Union) -> Result<Entering, Unchangeable> {
        if union.status != UnionStatus::Active {
            return Err(Unchangeable::UnionClosed);
        }
        let kind = AffiliationKind::Holding;
        Ok(Entering { union: union.id.clone(), path: union.path.clone(), kind, employer: None })
    }
}

/// What is written: the standing, and one or two events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The standing after it.
    pub standing: Standing,
    /// Its events, in order.
    pub events: Vec<MembershipEvent>,
}

/// Why a membership does not change so.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Unchangeable {
    /// There is no membership in force.
    #[error("there is no membership in force")]
    NotInForce,
    /// There is one already.
    #[error("a membership is in force")]
    InForce,
    /// Only a retained one can be made active again.
    #[error("the membership is not retained")]
    NotRetained,
    /// A retired member's membership stays retained.
    #[error("a retired member stays retained")]
    Retired,
    /// Only an ending by a wrong report of death is undone.
    #[error("the membership did not end by a report of death")]
    NotDeceased,
    /// He belongs to that union already.
    #[error("he belongs to that union already")]
    SameUnion,
    /// That union takes nobody in.
    #[error("the union takes nobody in")]
    UnionClosed,
    /// The day lies before the last change, or in the future.
    #[error("the day is not possible")]
    DayImpossible,
}

/// Who becomes a member, under what number.
#[derive(Clone, Debug)]
pub struct Joining {
    /// The new membership's identity.
    pub id: MembershipId,
    /// Its number.
    pub number: String,
    /// The person's name, for his union's list.
    pub name: String,
}

/// Begins a membership: event 1. One that ended before is kept by number; the events go on.
///
/// # Errors
/// [`Unchangeable::InForce`] when the person is a member; [`Unchangeable`] otherwise.
pub fn join(
    standing: &Standing,
    new: Joining,
    to: &Entering,
    act: &Act,
) -> Result<Changed, Unchangeable> {
    enter(standing, new, act.on, ChangeType::Join, to, act)
}

/// Takes in a member of a union outside the province: event 2 and a number of ours; he joined there,
/// on the day that his certificate names.
///
/// # Errors
/// [`Unchangeable::InForce`] when the person is a member here; [`Unchangeable`] otherwise.
pub fn arrive(
    standing: &Standing,
    new: Joining,
    joined: Date,
    to: &Entering,
    act: &Act,
) -> Result<Changed, Unchangeable> {
    enter(standing, new, joined.min(act.on), ChangeType::TransferIn, to, act)
}

fn enter(
    standing: &Standing,
    new: Joining,
    joined: Date,
    kind: ChangeType,
    to: &Entering,
    act: &Act,
) -> Result<Changed, Unchangeable> {
    let earlier = standing.membership.as_ref();
    if earlier.is_some_and(|one| one.state != MembershipState::Ended) {
        return Err(Unchangeable::InForce);
    }
    let Joining { id, number, name } = new;
    let new = Membership {
        id,
        number,
        state: MembershipState::Active,
        joined,
        affiliation: Some(affiliation(to, act.on)),
        card: 1,
        events: earlier.map_or(0, |one| one.events),
        retained: None,
        ended: None,
    };
    let since = earlier.and_then(|one| one.ended.as_ref()).map_or(act.on, |end| end.on);
    let mut making = Making::begin(standing, &new, act, since)?;
    making.was = earlier.map(|one| one.state);
    making.former = earlier.map(Former::of);
    making.event(&Event { kind, from: None, to: Some(to) }, None, None, &to.path);
    let mut changed = making.finish();
    changed.standing.name = name;
    Ok(changed)
}

/// Moves an active member to another union: events 4 and 2. One who is retained is made active
/// there: [`reactivate`].
///
/// # Errors
/// [`Unchangeable`].
pub fn transfer(
    standing: &Standing,
    to: &Entering,
    reason: ChangeReason,
    act: &Act,
) -> Result<Changed, Unchangeable> {
    let (membership, held) = in_force(standing)?;
    if membership.state == MembershipState::Retained {
        return reactivate(standing, to, act);
    }
    if held.union == to.union {
        return Err(Unchangeable::SameUnion);
    }
    let mut making = Making::begin(standing, membership, act, held.from)?;
    let left = Event { kind: ChangeType::TransferOut, from: Some(held), to: None };
    making.event(&left, Some(reason), None, &held.path);
    let entered = Event { kind: ChangeType::TransferIn, from: Some(held), to: Some(to) };
    making.event(&entered, Some(reason), None, &to.path);
    making.membership.affiliation = Some(affiliation(to, act.on));
    Ok(making.finish())
}

/// Makes a retained membership active again, in the union that held it or in a new one: event 2.
///
/// # Errors
/// [`Unchangeable::Retired`] for a retired member; [`Unchangeable`] otherwise.
pub fn reactivate(standing: &Standing, to: &Entering, act: &Act) -> Result<Changed, Unchangeable> {
    let (membership, held) = in_force(standing)?;
    if membership.state != MembershipState::Retained {
        return Err(Unchangeable::NotRetained);
    }
    if membership.retained == Some(RetainCause::Retired) {
        return Err(Unchangeable::Retired);
    }
    let mut making = Making::begin(standing, membership, act, held.from)?;
    let entered = Event { kind: ChangeType::TransferIn, from: Some(held), to: Some(to) };
    making.event(&entered, Some(ChangeReason::WorkRelationChanged), None, &to.path);
    making.membership.state = MembershipState::Active;
    making.membership.retained = None;
    making.membership.affiliation = Some(affiliation(to, act.on));
    Ok(making.finish())
}

/// Retains a membership: event 3. `holding` is another union that holds it from then on; none where
/// his own union does. One who is retained goes over to another holding union by the same event.
///
/// # Errors
/// [`Unchangeable::SameUnion`] when nothing would change; [`Unchangeable`] otherwise.
pub fn retain(
    standing: &Standing,
    cause: RetainCause,
    holding: Option<&Entering>,
    act: &Act,
) -> Result<Changed, Unchangeable> {
    let (membership, held) = in_force(standing)?;
    let elsewhere = holding.filter(|to| to.union != held.union);
    if membership.state == MembershipState::Retained && elsewhere.is_none() {
        return Err(Unchangeable::SameUnion);
    }
    let to = elsewhere.cloned().unwrap_or_else(|| Entering {
        union: held.union.clone(),
        path: held.path.clone(),
        kind: held.kind,
        employer: held.employer.clone(),
    });
    let mut making = Making::begin(standing, membership, act, held.from)?;
    making.cause = Some(cause);
    let kept = Event { kind: ChangeType::Retain, from: Some(held), to: Some(&to) };
    making.event(&kept, cause.reason(), cause.extension(), &held.path);
    making.membership.state = MembershipState::Retained;
    making.membership.retained = Some(cause);
    making.membership.affiliation = Some(affiliation(&to, act.on));
    Ok(making.finish())
}

/// He leaves of his own wish: event 6, reason 5.
///
/// # Errors
/// [`Unchangeable`].
pub fn leave(standing: &Standing, act: &Act) -> Result<Changed, Unchangeable> {
    end(standing, EndedHow::Withdrawn, act)
}

/// A committee has found after a review that he left by not paying and not coming: event 6.
///
/// # Errors
/// [`Unchangeable`].
pub fn withdraw_after_review(standing: &Standing, act: &Act) -> Result<Changed, Unchangeable> {
    end(standing, EndedHow::AutoWithdrawn, act)
}

/// He is expelled: event 5, reason 6.
///
/// # Errors
/// [`Unchangeable`].
pub fn expel(standing: &Standing, act: &Act) -> Result<Changed, Unchangeable> {
    end(standing, EndedHow::Expelled, act)
}

/// He died: event 6 with our own 7.
///
/// # Errors
/// [`Unchangeable`].
pub fn decease(standing: &Standing, act: &Act) -> Result<Changed, Unchangeable> {
    end(standing, EndedHow::Deceased, act)
}

/// His death was reported wrongly: the membership stands again where it stood, without a gap, with
/// our own 9. `before` is where he belonged ([`before_end`](super::history::before_end)), `to` that
/// union as it is now.
///
/// # Errors
/// [`Unchangeable::NotDeceased`] when it did not end so; [`Unchangeable`] otherwise.
pub fn restore(
    standing: &Standing,
    before: &Stay,
    to: &Entering,
    act: &Act,
) -> Result<Changed, Unchangeable> {
    let membership = standing.membership.as_ref().ok_or(Unchangeable::NotDeceased)?;
    let ended = membership.ended.as_ref().filter(|end| end.how == EndedHow::Deceased);
    let ended = ended.filter(|_| before.membership == membership.id);
    let ended = ended.ok_or(Unchangeable::NotDeceased)?;
    let act = Act { on: ended.on, ..act.clone() };
    let mut making = Making::begin(standing, membership, &act, ended.on)?;
    making.cause = before.cause;
    let kind = match before.state {
        MembershipState::Retained => ChangeType::Retain,
        MembershipState::Active | MembershipState::Ended => ChangeType::TransferIn,
    };
    let back = Event { kind, from: None, to: Some(to) };
    making.event(&back, None, Some(ChangeExtension::Restored), &to.path);
    making.membership.state = before.state;
    making.membership.retained = before.cause;
    making.membership.ended = None;
    making.membership.affiliation = Some(affiliation(to, act.on));
    Ok(making.finish())
}

fn end(standing: &Standing, how: EndedHow, act: &Act) -> Result<Changed, Unchangeable> {
    let (membership, held) = in_force(standing)?;
    let (kind, reason, ext) = match how {
        EndedHow::Withdrawn => (ChangeType::Leave, Some(ChangeReason::OwnWish), None),
        EndedHow::AutoWithdrawn => (ChangeType::Leave, None, None),
        EndedHow::Expelled => (ChangeType::Expel, Some(ChangeReason::ExpelledForCrime), None),
        EndedHow::Deceased => (ChangeType::Leave, None, Some(ChangeExtension::Death)),
    };
    let mut making = Making::begin(standing, membership, act, held.from)?;
    making.event(&Event { kind, from: Some(held), to: None }, reason, ext, &held.path);
    making.membership.state = MembershipState::Ended;
    making.membership.retained = None;
    making.membership.affiliation = None;
    making.membership.ended = Some(Ending { on: act.on, how });
    Ok(making.finish())
}

fn in_force(standing: &Standing) -> Result<(&Membership, &Affiliation), Unchangeable> {
    let membership = standing.membership.as_ref();
    let membership = membership.filter(|one| one.state != MembershipState::Ended);
    let membership = membership.ok_or(Unchangeable::NotInForce)?;
    let held = membership.affiliation.as_ref().ok_or(Unchangeable::NotInForce)?;
    Ok((membership, held))
}

fn affiliation(to: &Entering, from: Date) -> Affiliation {
    Affiliation {
        union: to.union.clone(),
        path: to.path.clone(),
        kind: to.kind,
        employer: to.employer.clone(),
        from,
    }
}

/// What an event is, apart from its codes.
struct Event<'a> {
    kind: ChangeType,
    from: Option<&'a Affiliation>,
    to: Option<&'a Entering>,
}

/// A change in the making.
struct Making<'a> {
    standing: &'a Standing,
    act: Act,
    was: Option<MembershipState>,
    former: Option<Former>,
    cause: Option<RetainCause>,
    membership: Membership,
    events: Vec<MembershipEvent>,
}

impl<'a> Making<'a> {
    fn begin(
        standing: &'a Standing,
        membership: &Membership,
        act: &Act,
        since: Date,
    ) -> Result<Making<'a>, Unchangeable> {
        if act.on < since || act.on > shanghai_date(act.at) {
            return Err(Unchangeable::DayImpossible);
        }
        Ok(Making {
            standing,
            act: act.clone(),
            was: Some(membership.state),
            former: None,
            cause: None,
            membership: membership.clone(),
            events: Vec::new(),
        })
    }

    fn event(
        &mut self,
        what: &Event<'_>,
        reason: Option<ChangeReason>,
        ext: Option<ChangeExtension>,
        path: &str,
    ) {
        self.membership.events = self.membership.events.saturating_add(1);
        self.events.push(MembershipEvent {
            membership: self.membership.id.clone(),
            seq: self.membership.events,
            kind: what.kind,
            reason,
            ext,
            was: self.was,
            cause: self.cause,
            on: self.act.on,
            at: self.act.at,
            from: what.from.map(|one| one.union.clone()),
            to: what.to.map(|one| one.union.clone()),
            via: what.to.map(|one| one.kind),
            employer: what.to.and_then(|one| one.employer.clone()),
            path: path.to_owned(),
            application: self.act.application.clone(),
        });
    }

    fn finish(self) -> Changed {
        let own = self.act.application.as_ref();
        let mut former = self.standing.former.clone();
        former.extend(self.former);
        let standing = Standing {
            version: self.standing.version.saturating_add(1),
            open: self.standing.open.clone().filter(|open| Some(open) != own),
            membership: Some(self.membership),
            former,
            ..self.standing.clone()
        };
        Changed { standing, events: self.events }
    }
}
