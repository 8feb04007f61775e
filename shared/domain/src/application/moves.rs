//! The life of an application: its states, what can happen to it, the legal moves.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Where an application (入会等事项的申请) stands. There are no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Stored; the machine has not looked at it yet.
    Submitted,
    /// The machine's check, or a manual one, is under way.
    Verifying,
    /// A committee decides, or a parent union looks at an appeal.
    Approving,
    /// The applicant is asked to mend something.
    Returned,
    /// The committee said yes; the effect is being given.
    Approved,
    /// Everything is done.
    Completed,
    /// The answer is no, with a reason.
    Refused,
    /// The applicant took it back.
    Withdrawn,
    /// The applicant did not mend it in time.
    Lapsed,
}

impl State {
    /// All states, in the order in which people meet them.
    pub const ALL: [State; 9] = [
        State::Submitted,
        State::Verifying,
        State::Approving,
        State::Returned,
        State::Approved,
        State::Completed,
        State::Refused,
        State::Withdrawn,
        State::Lapsed,
    ];

    /// True when nothing further happens by itself: no drive, no step, no timer.
    #[must_use]
    pub fn is_closed(self) -> bool {
        match self {
            State::Completed | State::Refused | State::Withdrawn | State::Lapsed => true,
            State::Submitted
            | State::Verifying
            | State::Approving
            | State::Returned
            | State::Approved => false,
        }
    }

    /// The word in which the API and the table say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            State::Submitted => "SUBMITTED",
            State::Verifying => "VERIFYING",
            State::Approving => "APPROVING",
            State::Returned => "RETURNED",
            State::Approved => "APPROVED",
            State::Completed => "COMPLETED",
            State::Refused => "REFUSED",
            State::Withdrawn => "WITHDRAWN",
            State::Lapsed => "LAPSED",
        }
    }
}

/// What can happen to an application. Each leaves one entry with this code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Event {
    /// The applicant sent it.
    Submit,
    /// The identity provider did not answer; tried again later.
    IdentityUnavailable,
    /// The machine could not tell: a person checks.
    OpenCheck,
    /// All checks passed.
    Verify,
    /// A level of approval was put on a worklist.
    OpenApproval,
    /// The union that is left was told: it may object until a date.
    OpenObjection,
    /// An objection was put before the nearest union above both.
    OpenResolution,
    /// The member was told that he may explain until a date.
    OpenHearing,
    /// The member explained.
    Hear,
    /// The time for it is over; the committee decides.
    CloseHearing,
    /// The person was asked for his own yes.
    AskOwnYes,
    /// The union that is left has nothing against it: it said so, or said nothing until the date.
    Consent,
    /// The union that is left objects, for a named reason.
    Object,
    /// The union above both dismissed the objection: it goes on.
    DismissObjection,
    /// The union above both upheld the objection.
    UpholdObjection,
    /// The person said yes.
    Confirm,
    /// The person said no.
    Decline,
    /// An officer confirmed what the machine could not tell.
    ConfirmCheck,
    /// One level said yes and another follows.
    ApproveLevel,
    /// The last level said yes (or the matter needs none).
    Approve,
    /// Sent back to the applicant.
    Return,
    /// The applicant sent a mended form.
    Amend,
    /// The answer is no.
    Refuse,
    /// The applicant took it back.
    Withdraw,
    /// The applicant's time to mend, or to say yes, ran out.
    Lapse,
    /// The applicant asked the parent union to look again.
    Appeal,
    /// The parent union upholds the refusal.
    UpholdRefusal,
    /// The parent union sends the case back to the committee.
    SendBack,
    /// A pending step is near its date; its holder was reminded.
    Remind,
    /// A pending step is past its date; the union above was told.
    Escalate,
    /// The parent union urged the holder.
    Urge,
    /// Moved to another union that may admit.
    Reroute,
    /// The effect of a membership was given: number, affiliation, event.
    AssignMembership,
    /// A membership moved: the old affiliation ended, the new one began.
    MoveMembership,
    /// A new member card was issued.
    ReissueCard,
    /// A membership was retained, reactivated, ended or restored; all done.
    ChangeMembership,
    /// Services were granted; all done.
    GrantServices,
    /// The applicant is asked for the next round's facts.
    OpenRound,
    /// The applicant sent the next round's facts.
    SendRound,
    /// The union exists.
    FoundUnion,
    /// Its officers and their terms were replaced after a re-election.
    ReplaceOfficers,
    /// Everybody who took part is its member or knows why not; all done.
    CompleteFounding,
    /// What was approved can have no effect any more: another came first.
    Overtake,
}

/// Every legal move. What is not here is an [`IllegalMove`].
#[rustfmt::skip]
pub const MOVES: &[(Option<State>, Event, State)] = &[
    (None,                   Event::Submit,              State::Submitted),
    (Some(State::Submitted), Event::IdentityUnavailable, State::Verifying),
    (Some(State::Verifying), Event::IdentityUnavailable, State::Verifying),
    (Some(State::Submitted), Event::OpenCheck,           State::Verifying),
    (Some(State::Verifying), Event::OpenCheck,           State::Verifying),
    (Some(State::Submitted), Event::Verify,              State::Approving),
    (Some(State::Verifying), Event::Verify,              State::Approving),
    (Some(State::Verifying), Event::ConfirmCheck,        State::Verifying),
    (Some(State::Submitted), Event::Return,              State::Returned),
    (Some(State::Verifying), Event::Return,              State::Returned),
    (Some(State::Approving), Event::Return,              State::Returned),
    (Some(State::Submitted), Event::Refuse,              State::Refused),
    (Some(State::Verifying), Event::Refuse,              State::Refused),
    (Some(State::Approving), Event::Refuse,              State::Refused),
    (Some(State::Approved),  Event::Refuse,              State::Refused),
    (Some(State::Approving), Event::OpenApproval,        State::Approving),
    (Some(State::Approving), Event::OpenObjection,       State::Approving),
    (Some(State::Approving), Event::OpenResolution,      State::Approving),
    (Some(State::Approving), Event::OpenHearing,         State::Approving),
    (Some(State::Approving), Event::Hear,                State::Approving),
    (Some(State::Approving), Event::CloseHearing,        State::Approving),
    (Some(State::Approving), Event::AskOwnYes,           State::Approving),
    (Some(State::Approving), Event::Consent,             State::Approving),
    (Some(State::Approving), Event::Object,              State::Approving),
    (Some(State::Approving), Event::DismissObjection,    State::Approving),
    (Some(State::Approving), Event::UpholdObjection,     State::Refused),
    (Some(State::Approving), Event::Confirm,             State::Approving),
    (Some(State::Approving), Event::Decline,             State::Withdrawn),
    (Some(State::Approving), Event::ApproveLevel,        State::Approving),
    (Some(State::Approving), Event::Approve,             State::Approved),
    (Some(State::Approving), Event::UpholdRefusal,       State::Refused),
    (Some(State::Approving), Event::SendBack,            State::Approving),
    (Some(State::Verifying), Event::Reroute,             State::Verifying),
    (Some(State::Approving), Event::Reroute,             State::Approving),
    (Some(State::Approved),  Event::Reroute,             State::Approving),
    (Some(State::Verifying), Event::Remind,              State::Verifying),
    (Some(State::Approving), Event::Remind,              State::Approving),
    (Some(State::Returned),  Event::Remind,              State::Returned),
    (Some(State::Verifying), Event::Escalate,            State::Verifying),
    (Some(State::Approving), Event::Escalate,            State::Approving),
    (Some(State::Verifying), Event::Urge,                State::Verifying),
    (Some(State::Approving), Event::Urge,                State::Approving),
    (Some(State::Returned),  Event::Amend,               State::Submitted),
    (Some(State::Returned),  Event::Lapse,               State::Lapsed),
    (Some(State::Approving), Event::Lapse,               State::Lapsed),
    (Some(State::Submitted), Event::Withdraw,            State::Withdrawn),
    (Some(State::Verifying), Event::Withdraw,            State::Withdrawn),
    (Some(State::Approving), Event::Withdraw,            State::Withdrawn),
    (Some(State::Returned),  Event::Withdraw,            State::Withdrawn),
    (Some(State::Refused),   Event::Appeal,              State::Approving),
    (Some(State::Approved),  Event::AssignMembership,    State::Approved),
    (Some(State::Approved),  Event::MoveMembership,      State::Approved),
    (Some(State::Approved),  Event::ReissueCard,         State::Completed),
    (Some(State::Approved),  Event::ChangeMembership,    State::Completed),
    (Some(State::Approved),  Event::GrantServices,       State::Completed),
    (Some(State::Approving), Event::OpenRound,           State::Approving),
    (Some(State::Approving), Event::SendRound,           State::Submitted),
    (Some(State::Approved),  Event::FoundUnion,          State::Approved),
    (Some(State::Approved),  Event::ReplaceOfficers,     State::Completed),
    (Some(State::Approved),  Event::CompleteFounding,    State::Completed),
    (Some(State::Approved),  Event::Overtake,            State::Refused),
];

/// The event is not legal in this state.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{event:?} is not legal in {from:?}")]
pub struct IllegalMove {
    /// The state that was found; none for a record that does not exist yet.
    pub from: Option<State>,
    /// What was tried.
    pub event: Event,
}

/// The state after `event`.
///
/// # Errors
/// [`IllegalMove`] when [`MOVES`] has no such row.
pub fn advance(from: Option<State>, event: Event) -> Result<State, IllegalMove> {
    MOVES
        .iter()
        .find(|(state, name, _)| *state == from && *name == event)
        .map(|(_, _, to)| *to)
        .ok_or(IllegalMove { from, event })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_application_moves_only_by_an_appeal() {
        for (from, event, _) in MOVES {
            if let Some(state) = from
                && state.is_closed()
            {
                assert_eq!((*state, *event), (State::Refused, Event::Appeal));
            }
        }
    }

    #[test]
    fn no_pair_of_state_and_event_has_two_ends() {
        for (index, (from, event, _)) in MOVES.iter().enumerate() {
            let again = MOVES.iter().skip(index + 1).any(|(f, e, _)| f == from && e == event);
            assert!(!again, "{from:?} {event:?} stands twice");
        }
    }

    #[test]
    fn withdrawing_is_possible_before_the_approval_and_never_after() {
        for state in State::ALL {
            let wanted = matches!(
                state,
                State::Submitted | State::Verifying | State::Approving | State::Returned
            );
            assert_eq!(advance(Some(state), Event::Withdraw).is_ok(), wanted, "{state:?}");
        }
    }
}
