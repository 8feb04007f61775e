//! The chain of reveals: who looked at what in full, in which role, for which purpose.

use crate::closing::{ATTEMPTS, lost_race};
use crate::{Call, Fault, Kit};
use api::ProblemCode;
use store::Reveal;

/// Appends to a record's chain of reveals, before anything is shown; another may have taken the
/// number meanwhile.
///
/// # Errors
/// [`ProblemCode::RetryLater`] when others kept taking it.
pub async fn note(
    kit: &Kit,
    call: &Call,
    record: &str,
    role: &str,
    fields: &[String],
    purpose: &str,
) -> Result<(), Fault> {
    for _ in 0..ATTEMPTS {
        let last = kit.store().get_last_reveal(record).await?;
        let mut reveal = Reveal {
            record: record.to_owned(),
            no: last.as_ref().map_or(0, |last| last.no).saturating_add(1),
            at: call.now,
            by: call.caller()?.clone(),
            role: role.to_owned(),
            fields: fields.to_vec(),
            purpose: purpose.to_owned(),
            prev: last.map(|last| last.hash).unwrap_or_default(),
            hash: String::new(),
        };
        reveal.hash = reveal.computed_hash();
        match kit.store().append_reveal(&reveal).await {
            Ok(()) => return Ok(()),
            Err(error) if lost_race(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(ProblemCode::RetryLater.into())
}
