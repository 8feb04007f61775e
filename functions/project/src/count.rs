//! Which counters an entry or a membership event moves.

use domain::application::{Application, Event};
use domain::calendar::{shanghai_date, working_days_between};
use domain::entry::Entry;
use domain::membership::{MembershipEvent, counted};
use domain::union::ids_on;
use store::Increment;

/// The counter of active members in a union and everything below it.
const MEMBERS: &str = "members";

fn step(scope: &str, name: String, by: i64) -> Increment {
    Increment { scope: scope.to_owned(), name, by }
}

/// Members of the union and of every union above it.
pub(crate) fn of_membership(event: &MembershipEvent) -> Vec<Increment> {
    let by = counted(event);
    if by == 0 {
        return Vec::new();
    }
    ids_on(&event.path).map(|id| step(id, MEMBERS.to_owned(), by)).collect()
}

/// What happened on which day, by group, and how long a decision took. Counted for the union,
/// for every union above it, and for `ALL`; groups for the city, the province and `ALL` only. All
/// that a scope counts on a day lies in one row.
pub(crate) fn of_entry(
    entry: &Entry,
    application: &Application,
    path: Option<&str>,
) -> Vec<Increment> {
    let Some(name) = word(entry.event) else { return Vec::new() };
    let day = shanghai_date(entry.at);
    let matter = &application.matter.code;
    let group = application.group.as_str();
    let above: Vec<&str> = path.map(ids_on).into_iter().flatten().collect();
    let mut steps = Vec::new();
    for (depth, scope) in std::iter::once("ALL").chain(above).enumerate() {
        steps.push(step(scope, format!("day#{day}#{matter}#{name}"), 1));
        if depth <= CITY {
            steps.push(step(scope, format!("day#{day}#group#{group}#{matter}#{name}"), 1));
        }
        if matches!(entry.event, Event::Approve | Event::Refuse | Event::UpholdObjection) {
            let days = working_days_between(shanghai_date(application.submitted), day).max(0);
            steps.push(step(scope, format!("day#{day}#took#{matter}#{days:04}"), 1));
        }
    }
    steps
}

/// `ALL`, the province, the city.
const CITY: usize = 2;

/// Whether an entry of this event moves a counter.
pub(crate) fn is_counted(event: Event) -> bool {
    word(event).is_some()
}

fn word(event: Event) -> Option<&'static str> {
    match event {
        // A union learns of an application once it is known that it decides.
        Event::Submit => Some("SENT"),
        Event::Verify => Some("SUBMITTED"),
        Event::Approve => Some("APPROVED"),
        Event::Refuse | Event::UpholdRefusal | Event::UpholdObjection | Event::Overtake => {
            Some("REFUSED")
        }
        Event::Return => Some("RETURNED"),
        Event::Withdraw | Event::Lapse | Event::Decline => Some("ENDED"),
        Event::GrantServices
        | Event::ReissueCard
        | Event::ChangeMembership
        | Event::CompleteFounding
        | Event::ReplaceOfficers => Some("COMPLETED"),
        Event::Escalate => Some("ESCALATED"),
        Event::IdentityUnavailable
        | Event::OpenCheck
        | Event::OpenApproval
        | Event::ConfirmCheck
        | Event::ApproveLevel
        | Event::Amend
        | Event::Appeal
        | Event::SendBack
        | Event::Remind
        | Event::Urge
        | Event::Reroute
        | Event::OpenObjection
        | Event::OpenResolution
        | Event::OpenHearing
        | Event::Hear
        | Event::CloseHearing
        | Event::AskOwnYes
        | Event::Consent
        | Event::Object
        | Event::DismissObjection
        | Event::Confirm
        | Event::MoveMembership
        | Event::OpenRound
        | Event::SendRound
        | Event::FoundUnion
        | Event::AssignMembership => None,
    }
}
