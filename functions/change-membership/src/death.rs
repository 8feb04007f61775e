//! What must be stopped when somebody has died, before his membership ends: payments, and whatever
//! else he had open. Each is done once however often the step runs.

use domain::alteration::ended_by_death;
use domain::application::{Application, Event};
use domain::entry::Actor;
use domain::payee::PayeeStatus;
use jiff::Timestamp;
use step::closing::{TakenBack, close};
use step::finance::open_lines::{Holder, hold_open_lines};
use step::{Fault, Kit, StepError};
use store::StoredPayee;

/// Why his payments are held.
const REASON: &str = "名册:已故";

pub(crate) async fn before(
    kit: &Kit,
    application: &Application,
    at: Timestamp,
) -> Result<(), StepError> {
    let actor = confirmed_by(kit, application).await?;
    for row in kit.store().find_payees_of(&application.person).await? {
        let row = deceased(kit, row).await?;
        let subject = match &actor {
            Actor::Officer { subject, .. } => Some(subject),
            Actor::System | Actor::Applicant { .. } => None,
        };
        let holder = Holder { subject, actor: actor.clone(), reason: REASON.to_owned(), at };
        let (held, late) = hold_open_lines(kit, &row, &holder).await.map_err(again)?;
        tracing::info!(held, late, "held what was open of somebody who died");
    }
    end_open(kit, application, at).await
}

/// The officer who confirmed it: the holds are his.
async fn confirmed_by(kit: &Kit, application: &Application) -> Result<Actor, StepError> {
    let entries = kit.store().list_entries(&application.id).await?;
    let yes = entries.into_iter().rfind(|entry| entry.event == Event::Approve);
    Ok(yes.map_or(Actor::System, |entry| entry.by))
}

/// The row says so from now on; two people stand behind it already.
async fn deceased(kit: &Kit, row: StoredPayee) -> Result<StoredPayee, StepError> {
    if row.status == PayeeStatus::Deceased && row.unconfirmed.is_none() {
        return Ok(row);
    }
    let read = row.version;
    let next = StoredPayee {
        version: read.saturating_add(1),
        status: PayeeStatus::Deceased,
        unconfirmed: None,
        ..row
    };
    kit.store().put_payee(&next, read).await?;
    Ok(next)
}

/// Another application that he had open ends; one that is approved already takes its effect first.
async fn end_open(kit: &Kit, own: &Application, at: Timestamp) -> Result<(), StepError> {
    let standing = kit.store().get_standing(&own.person).await?;
    let Some(open) = standing.open.filter(|open| *open != own.id) else { return Ok(()) };
    match close(kit, &open, &[], |read| ended_by_death(read, at)).await? {
        TakenBack::Yes(_) => Ok(()),
        TakenBack::TooLate(other) if other.state.is_closed() => Ok(()),
        TakenBack::TooLate(_) => Err(StepError::Conflict),
    }
}

fn again(fault: Fault) -> StepError {
    match fault {
        Fault::Store(error) => error.into(),
        Fault::Step(error) => error,
        Fault::Problem(_) | Fault::Code(_) => StepError::Conflict,
    }
}
