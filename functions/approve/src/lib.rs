//! Opens the pending step of the next approval level, or says that all have agreed.
//!
//! In: a drive. Out: the effect's step (`assign-membership`), `WAITING` or `CLOSED`.
//! Writes: head and entry, once per level; nothing when the record already has the answer.
//! Repeat: answers the same and writes nothing.
//! Undo: none, because opening a step changes nothing outside the record.

use domain::approval;
use domain::matter;
use step::{Drive, Kit, Outcome, StepError};

/// One drive's pass through the approvals.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: Drive) -> Result<Outcome, StepError> {
    let application = step::application(kit, &drive).await?;
    let matter = matter::find_version(&application.matter)
        .ok_or_else(|| StepError::broken("a matter's version is gone"))?;
    let word = |outcome: approval::Outcome| Outcome {
        outcome: match outcome {
            approval::Outcome::Approved => matter.effect.step.as_str(),
            other @ (approval::Outcome::Waiting | approval::Outcome::Closed) => other.as_str(),
        },
    };
    if let Some(outcome) = approval::already(&application) {
        return Ok(word(outcome));
    }
    let id = application.union.as_ref().ok_or_else(|| StepError::broken("no deciding union"))?;
    let union = kit.store().get_union(id).await?;
    let union = union.ok_or_else(|| StepError::broken("the deciding union is gone"))?;
    let parent = match &union.parent {
        Some(parent) => kit.store().get_union(parent).await?,
        None => None,
    };
    let change = approval::open_next(&application, matter, &union, parent.as_ref(), drive.at)
        .map_err(StepError::not_allowed)?;
    kit.store().commit(&change, Vec::new()).await?;
    let outcome = approval::already(&change.application);
    Ok(word(outcome.unwrap_or(approval::Outcome::Waiting)))
}
