//! Folds what the parts have come to into the run's head.
//!
//! In: a drive of a run. Out: `DONE`.
//! Writes: the run's head, only if something in it differs.
//! Repeat: finds the same sums and writes nothing.
//! Undo: none, because the parts are the truth and the next drive folds them again.

use domain::run::part::State;
use domain::run::{Run, Totals, concluded};
use step::runs::{self, RunDrive};
use step::{Kit, Outcome, StepError};

const DONE: Outcome = Outcome { outcome: "DONE" };

/// One drive's fold.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: RunDrive) -> Result<Outcome, StepError> {
    let run = runs::run(kit, &drive.run).await?;
    let parts = kit.store().list_parts(&run).await?;
    let state = concluded(&parts);
    let totals = parts
        .iter()
        .filter(|part| part.state != State::Cancelled)
        .fold(Totals::default(), |sum, part| sum.plus(part.totals));
    // Every part has a moment of its own; the run's is for those that are not begun, and for what
    // the bank sends back after the end.
    let ended = parts.iter().filter(|part| matches!(part.state, State::Settled | State::Closed));
    let ended = u32::try_from(ended.count()).unwrap_or(u32::MAX);
    let (looks, wake) = if parts.len() < run.parts.len() {
        (run.looks, run.wake)
    } else {
        run.next_look(ended, drive.at)
    };
    let next = Run { state, totals, looks, wake, ..run.clone() };
    if next != run {
        let version = run.version.saturating_add(1);
        kit.store().move_run(run.version, &Run { version, ..next }).await?;
    }
    Ok(DONE)
}
