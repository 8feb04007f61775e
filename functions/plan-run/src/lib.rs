//! Begins the parts of a run that are missing, and lists those that can still move.
//!
//! In: a drive of a run. Out: `PARTS` with where the list lies, `NONE` or `REFUSED`.
//! Writes: heads and first entries of missing parts; the list in S3, one line per part; the
//! missing values in the run's head where production refuses it.
//! Repeat: finds the parts there, and writes the same list.
//! Undo: none, because a part that is begun pays nobody yet.

use domain::benefit::{Benefit, Missing, period_year};
use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::money::Fen;
use domain::run::part::{Deed, Hand, Part, State, begin};
use domain::run::{Planner, Run, Totals};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use step::runs::{self, RunDrive, drive, inbox, objects};
use step::{Kit, Stage, StepError};
use store::StoreError;

/// What there is to drive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// The word on which the machine chooses.
    pub outcome: &'static str,
    /// Where the list lies.
    pub bucket: String,
    /// Under which key.
    pub key: String,
    /// How many parts are on it.
    pub count: usize,
}

/// One drive's look at the parts of its run.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: RunDrive) -> Result<Planned, StepError> {
    let run = runs::run(kit, &drive.run).await?;
    let benefit = runs::benefit(&run.benefit)?;
    let (_, bucket) = kit.run_bucket()?;
    let key = format!("runs/{}/parts.jsonl", run.id.as_str());
    let planned =
        |outcome, count| Planned { outcome, bucket: bucket.to_owned(), key: key.clone(), count };
    if kit.settings().stage == Stage::Production {
        let missing = missing(benefit, &run);
        if !missing.is_empty() {
            refuse(kit, &run, missing).await?;
            return Ok(planned("REFUSED", 0));
        }
    }
    let parts = begin_missing(kit, &run, &drive).await?;
    let mut moving: Vec<&String> = Vec::new();
    for part in &parts {
        if moves(part, drive.at) || looks(kit, &run, part, drive.at).await? {
            moving.push(&part.part);
        }
    }
    if moving.is_empty() {
        return Ok(planned("NONE", 0));
    }
    let line = |part: &&String| json!({ "run": run.id, "part": part, "at": drive.at }).to_string();
    let mut list = moving.iter().map(line).collect::<Vec<_>>().join("\n");
    list.push('\n');
    objects::put(kit, &key, list.into_bytes()).await?;
    Ok(planned("PARTS", moving.len()))
}

/// Whether something may be done for a part now. One that waits for a person or for the end of its
/// notice has nothing to do until its moment comes: whoever acts on it makes that moment now.
fn moves(part: &Part, at: Timestamp) -> bool {
    let due = part.wake.is_some_and(|wake| Some(wake) <= drive_by(at));
    let waits = part.pending.as_ref().is_some_and(|step| step.short.is_none());
    match part.state {
        State::Planned | State::Funded | State::Executing => true,
        State::Drawn | State::Reviewed | State::Posted | State::Approved => due || !waits,
        State::Settled | State::Closed => due,
        State::Cancelled => false,
    }
}

/// Whether something came from the bank for a part that has ended: looked at once a day.
async fn looks(kit: &Kit, run: &Run, part: &Part, at: Timestamp) -> Result<bool, StepError> {
    if !matches!(part.state, State::Settled | State::Closed) || !run.looks_at(at) {
        return Ok(false);
    }
    Ok(!inbox::unread(kit, part).await?.is_empty())
}

/// The values for which no document is attached, each once.
fn missing(benefit: &Benefit, run: &Run) -> Vec<Missing> {
    let year = period_year(&run.period).unwrap_or(run.year);
    let mut found: Vec<Missing> = Vec::new();
    for part in &run.parts {
        for one in benefit.ready(year, part, true).err().unwrap_or_default() {
            let known = found
                .iter()
                .any(|other| other.parameter == one.parameter && other.when == one.when);
            if !known {
                found.push(one);
            }
        }
    }
    found
}

/// The run stays as it is until somebody cancels it: a published version never gets its values.
async fn refuse(kit: &Kit, run: &Run, missing: Vec<Missing>) -> Result<(), StepError> {
    if run.missing == missing && run.wake.is_none() {
        return Ok(());
    }
    let version = run.version.saturating_add(1);
    let refused = Run { version, missing, wake: None, ..run.clone() };
    Ok(kit.store().move_run(run.version, &refused).await?)
}

/// All parts, those that were missing begun.
async fn begin_missing(kit: &Kit, run: &Run, drive: &RunDrive) -> Result<Vec<Part>, StepError> {
    let mut parts = kit.store().list_parts(run).await?;
    for code in &run.parts {
        if parts.iter().any(|part| part.part == *code) {
            continue;
        }
        let change = begin(new_part(run, code, drive)?, drive.at, Actor::System);
        match kit.store().put_new_part(&change).await {
            Ok(()) => parts.push(change.part),
            // Another drive was first: as good.
            Err(StoreError::Conflict) => {
                parts.extend(kit.store().get_part(&run.id, code).await?);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(parts)
}

fn new_part(run: &Run, code: &str, drive: &RunDrive) -> Result<Part, StepError> {
    let drew = |subject: &domain::id::SubjectId| Hand {
        subject: subject.clone(),
        principal: None,
        deed: Deed::Drew,
        entry: 1,
    };
    let hands = match &run.planned {
        Planner::Schedule => Vec::new(),
        Planner::Officer { subject } => vec![drew(subject)],
    };
    Ok(Part {
        run: run.id.clone(),
        run_number: run.number.clone(),
        part: code.to_owned(),
        union: drive::union_of(code)?,
        version: 0,
        benefit: run.benefit.clone(),
        period: run.period.clone(),
        year: run.year,
        budget_line: run.budget_line.clone(),
        cut_off: run.cut_off,
        state: State::Planned,
        draw: 0,
        drawing: None,
        roll: None,
        pending: None,
        steps: 0,
        levels: 0,
        hands,
        holds: 0,
        notice: None,
        stopped: None,
        instructed: 0,
        totals: Totals::default(),
        freed: Fen::ZERO,
        postings: Vec::new(),
        entries: 0,
        chain: String::new(),
        wake: drive_by(drive.at),
    })
}
