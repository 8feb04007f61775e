//! Cancels a member's card and issues a new one.
//!
//! In: a drive. Out: `COMPLETED`.
//! Writes: head, entry and the person's standing, in one transaction.
//! Repeat: answers the same and writes nothing.
//! Undo: none, because the card before is void from that moment.

use domain::admission::reissue;
use domain::application::State;
use step::{Drive, Kit, Outcome, StepError};
use store::Write;

const COMPLETED: Outcome = Outcome { outcome: "COMPLETED" };

/// One drive's last step for a new card.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: Drive) -> Result<Outcome, StepError> {
    let application = step::application(kit, &drive).await?;
    if application.state == State::Completed {
        return Ok(COMPLETED);
    }
    let standing = kit.store().get_standing(&application.person).await?;
    let (change, standing) =
        reissue(&application, &standing, drive.at).map_err(StepError::not_allowed)?;
    kit.store().commit(&change, vec![Write::Standing(standing)]).await?;
    Ok(COMPLETED)
}
