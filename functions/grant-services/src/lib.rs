//! Grants a new member the services that are meant for him, and completes the application.
//!
//! In: a drive. Out: `COMPLETED`.
//! Writes: head, entry and one record of what was granted.
//! Repeat: answers the same and writes nothing.
//! Undo: none, because a grant lasts as long as the membership; failing here never undoes it.

use domain::application::State;
use domain::service;
use step::{Drive, Kit, Outcome, StepError};
use store::Write;

const COMPLETED: Outcome = Outcome { outcome: "COMPLETED" };

/// One drive's last step for a joining.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: Drive) -> Result<Outcome, StepError> {
    let application = step::application(kit, &drive).await?;
    if application.state == State::Completed {
        return Ok(COMPLETED);
    }
    let standing = kit.store().get_standing(&application.person).await?;
    let membership = standing
        .membership
        .filter(|membership| application.membership.as_ref() == Some(&membership.id))
        .ok_or_else(|| StepError::not_allowed("the application has led to no membership"))?;
    let grant = service::grant(&membership, application.group, drive.at);
    let change = service::complete(&application, drive.at).map_err(StepError::not_allowed)?;
    kit.store().commit(&change, vec![Write::Grant(application.person.clone(), grant)]).await?;
    Ok(COMPLETED)
}
