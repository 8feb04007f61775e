//! Which counters an entry or a membership event moves.

use domain::application::{Application, Event};
use domain::calendar::shanghai_date;
use domain::entry::Entry;
use domain::membership::MembershipEvent;
use domain::occupation::ChangeType;
use domain::union::ids_on;
use store::Increment;

/// The counter of active members in a union and everything below it.
const MEMBERS: &str = "members";

fn step(scope: &str, name: String, by: i64) -> Increment {
    Increment { scope: scope.to_owned(), name, by }
}

/// Members of the union and of every union above it.
pub(crate) fn of_membership(event: &MembershipEvent) -> Vec<Increment> {
    let by = match event.kind {
        ChangeType::Join | ChangeType::TransferIn => 1,
        ChangeType::Retain | ChangeType::TransferOut | ChangeType::Expel | ChangeType::Leave => -1,
    };
    ids_on(&event.path).map(|id| step(id, MEMBERS.to_owned(), by)).collect()
}

/// What happened on which day, in the union and above; by group, for the province.
pub(crate) fn of_entry(
    entry: &Entry,
    application: &Application,
    path: Option<&str>,
) -> Vec<Increment> {
    let name = match entry.event {
        Event::Submit => "SUBMITTED",
        Event::Approve => "APPROVED",
        Event::Refuse | Event::UpholdRefusal => "REFUSED",
        Event::Return => "RETURNED",
        Event::Withdraw => "WITHDRAWN",
        Event::Lapse => "LAPSED",
        Event::GrantServices | Event::ReissueCard => "COMPLETED",
        Event::Escalate => "ESCALATED",
        Event::IdentityUnavailable
        | Event::OpenCheck
        | Event::Verify
        | Event::OpenApproval
        | Event::ConfirmCheck
        | Event::ApproveLevel
        | Event::Amend
        | Event::Appeal
        | Event::SendBack
        | Event::Remind
        | Event::Urge
        | Event::Reroute
        | Event::AssignMembership => return Vec::new(),
    };
    let day = shanghai_date(entry.at);
    let matter = &application.matter.code;
    let mut steps = vec![
        step("ALL", format!("day#{day}#{matter}#{name}"), 1),
        step("ALL", format!("group#{}#{matter}#{name}", application.group.as_str()), 1),
    ];
    for id in path.map(ids_on).into_iter().flatten() {
        steps.push(step(id, format!("day#{day}#{matter}#{name}"), 1));
    }
    steps
}
