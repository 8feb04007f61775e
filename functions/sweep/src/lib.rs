//! The clock: drives again what is due, reminds, escalates, lapses; sends SMS that did not go
//! out; plans the benefit runs that are due; once a day recounts, erases and signs the audit root.
//!
//! In: `{"job": "sweep" | "runs" | "daily", "now"?}`; `now` only outside production. Out: what was done.
//! Writes: head and entry of each reminder, escalation and lapse; new runs; corrected counters; the
//! root.
//! Repeat: finds nothing left to do.
//! Undo: none, because what it writes are facts about time that has passed.

mod audit;
mod due;
mod erase;
mod outbox;
mod recount;
mod reminders;
mod restructure;
mod runs;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use step::{Kit, Stage, StepError};

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Job {
    #[default]
    Sweep,
    Runs,
    Daily,
}

#[derive(Debug, Default, Deserialize)]
struct Tick {
    #[serde(default)]
    job: Job,
    #[serde(default)]
    now: Option<Timestamp>,
}

/// What one run did; what failed is counted too, and the rest went on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Done {
    /// Drives started.
    pub driven: u32,
    /// Reminders, escalations and lapses written.
    pub written: u32,
    /// SMS sent.
    pub sent: u32,
    /// Benefit runs planned.
    pub planned: u32,
    /// Counters corrected.
    pub corrected: u32,
    /// Applications whose forms were erased.
    pub erased: u32,
    /// Unions reminded of a date.
    pub reminded: u32,
    /// Chains under the signed root.
    pub rooted: u32,
    /// What failed and will be tried by the next run.
    pub failed: u32,
}

impl Done {
    /// Counts a part that worked, or the failure of it.
    fn add(slot: &mut u32, failed: &mut u32, part: Result<u32, StepError>, what: &str) {
        match part {
            Ok(count) => *slot = slot.saturating_add(count),
            Err(error) => {
                tracing::error!(error = %error, "{what} failed; the next run tries again");
                *failed = failed.saturating_add(1);
            }
        }
    }
}

/// One run of the clock.
///
/// # Errors
/// [`StepError::BadInput`] for an event of another shape. What fails inside is counted.
pub async fn handle(kit: &Kit, event: Value) -> Result<Done, StepError> {
    let tick: Tick = if event.get("job").is_some() || event.get("now").is_some() {
        serde_json::from_value(event)
            .map_err(|_| StepError::BadInput { field: "job, now".to_owned() })?
    } else {
        Tick::default()
    };
    let now = match (tick.now, kit.settings().stage) {
        (Some(now), Stage::NotProduction) => now,
        _ => kit.now(),
    };
    let mut done = Done::default();
    match tick.job {
        Job::Sweep => {
            due::run(kit, now, &mut done).await;
            let sent = outbox::run(kit, now).await;
            Done::add(&mut done.sent, &mut done.failed, sent, "sending SMS");
            if kit.settings().stage == Stage::NotProduction {
                // Where the clock is given, the day's own job would come too late.
                plan(kit, now, &mut done).await;
            }
        }
        Job::Runs => plan(kit, now, &mut done).await,
        Job::Daily => {
            let corrected = recount::run(kit).await;
            Done::add(&mut done.corrected, &mut done.failed, corrected, "the recount");
            let erased = erase::run(kit, now).await;
            Done::add(&mut done.erased, &mut done.failed, erased, "the erasure");
            let reminded = reminders::run(kit, now).await;
            Done::add(&mut done.reminded, &mut done.failed, reminded, "the reminders of unions");
            let rooted = audit::run(kit, now).await;
            Done::add(&mut done.rooted, &mut done.failed, rooted, "the audit root");
        }
    }
    Ok(done)
}

async fn plan(kit: &Kit, now: Timestamp, done: &mut Done) {
    let planned = runs::plan(kit, now).await;
    Done::add(&mut done.planned, &mut done.failed, planned, "planning runs");
}
