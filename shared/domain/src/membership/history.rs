//! A membership as the fold of its events: its state, where somebody belonged on a day, what the
//! counters make of each event.

use super::{AffiliationKind, MembershipEvent, MembershipState, RetainCause};
use crate::id::{EmployerId, MembershipId, UnionId};
use crate::occupation::ChangeType;
use jiff::civil::Date;
use std::cmp::Ordering;

/// The state of a membership as the fold of its events; none before the first.
#[must_use]
pub fn fold(events: &[MembershipEvent]) -> Option<MembershipState> {
    events.last().map(after)
}

fn after(event: &MembershipEvent) -> MembershipState {
    match event.kind {
        ChangeType::Join | ChangeType::TransferIn => MembershipState::Active,
        ChangeType::Retain => MembershipState::Retained,
        // A transfer out is followed by its transfer in within the same transaction.
        ChangeType::TransferOut => MembershipState::Active,
        ChangeType::Expel | ChangeType::Leave => MembershipState::Ended,
    }
}

/// By how much an event moves the number of members of the union on its path: retained members
/// are not counted, and who has ended leaves no second time.
#[must_use]
pub fn counted(event: &MembershipEvent) -> i64 {
    match event.kind {
        ChangeType::Join | ChangeType::TransferIn => 1,
        ChangeType::Retain | ChangeType::TransferOut | ChangeType::Expel | ChangeType::Leave => {
            match event.was {
                Some(MembershipState::Retained | MembershipState::Ended) => 0,
                Some(MembershipState::Active) | None => -1,
            }
        }
    }
}

/// A stretch of time in one union and one state (隶属区间).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Of which membership.
    pub membership: MembershipId,
    /// In which union.
    pub union: UnionId,
    /// Through what, as far as the events tell it.
    pub kind: Option<AffiliationKind>,
    /// By which employer.
    pub employer: Option<EmployerId>,
    /// Active or retained.
    pub state: MembershipState,
    /// Why retained.
    pub cause: Option<RetainCause>,
    /// The first day.
    pub from: Date,
    /// The last day; none while it lasts.
    pub until: Option<Date>,
}

/// Where somebody belonged and since when, oldest first, without overlaps, and without gaps within
/// a membership. A stay that was over on the day it began is left out.
#[must_use]
pub fn stays(events: &[MembershipEvent]) -> Vec<Stay> {
    let mut all: Vec<Stay> = Vec::new();
    for event in events {
        let before = all.last().filter(|stay| stay.until.is_none()).cloned();
        let next = opened(event, before.as_ref());
        if let Some(last) = all.last_mut().filter(|stay| stay.until.is_none()) {
            if event.on.cmp(&last.from) == Ordering::Greater {
                last.until = Some(event.on.yesterday().unwrap_or(event.on));
            } else {
                all.pop();
            }
        }
        all.extend(next);
    }
    all
}

/// The stay that an event opens. A transfer out opens none: the transfer in after it does.
fn opened(event: &MembershipEvent, before: Option<&Stay>) -> Option<Stay> {
    let state = after(event);
    if state == MembershipState::Ended || event.kind == ChangeType::TransferOut {
        return None;
    }
    // An older retaining event names no union: he stayed where he was.
    let old = before.filter(|_| event.to.is_none());
    Some(Stay {
        membership: event.membership.clone(),
        union: event.to.clone().or_else(|| old.map(|old| old.union.clone()))?,
        kind: event.via.or(old.and_then(|old| old.kind)),
        employer: event.employer.clone().or_else(|| old.and_then(|old| old.employer.clone())),
        state,
        cause: event.cause,
        from: event.on,
        until: None,
    })
}

/// Where somebody belonged on a day; none when he was no member.
#[must_use]
pub fn on_day(events: &[MembershipEvent], day: Date) -> Option<Stay> {
    let all = stays(events);
    all.into_iter().rfind(|stay| stay.from <= day && stay.until.is_none_or(|last| day <= last))
}

/// Where somebody belonged before his membership ended by the last of these events; none when it
/// has not ended.
#[must_use]
pub fn before_end(events: &[MembershipEvent]) -> Option<Stay> {
    let (last, before) = events.split_last()?;
    (after(last) == MembershipState::Ended).then(|| stays(before).pop()).flatten()
}
