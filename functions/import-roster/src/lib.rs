//! The import of a slice: every good row in a transaction of its own.
//!
//! In: a drive of a slice. Out: `NEXT` when the slice is in.
//! Writes: of a new member person, indexes, standing, event, facts and grant; of a member who is here
//! already the facts that differ, with old and new value; the slice's results in S3, sealed.
//! Repeat: a slice that has its results is passed over; a row finds its own work by the identity
//! that follows from roster and line.
//! Undo: none, because a membership ends only by the register's own procedures.

mod write;

use domain::roster::State;
use domain::roster::judge::{Judged, Verdict};
use domain::roster::row::{Line, RosterRow};
use std::collections::HashMap;
use step::rosters::lanes::{Lane, all};
use step::rosters::lookup::People;
use step::rosters::{Done, Slice, SliceDrive, Stage, results, roster};
use step::runs::drive::NEXT;
use step::runs::objects;
use step::{Kit, Outcome, StepError};
use write::{Batch, Numbers};

/// Rows that are written at once.
const LANES: usize = 16;

/// The roster is not being imported.
const CLOSED: Outcome = Outcome { outcome: "CLOSED" };

/// One drive's import of a slice.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: SliceDrive) -> Result<Outcome, StepError> {
    let roster = roster(kit, &drive.roster).await?;
    let Some(confirmed) = roster.confirmed.clone().filter(|_| roster.state == State::Importing)
    else {
        return Ok(CLOSED);
    };
    if results(kit, &roster.id, Stage::Imported, &drive.part).await?.is_some() {
        return Ok(NEXT);
    }
    let lines = Stage::Lines.key(&roster.id, &drive.part);
    let slice: Option<Slice> = objects::get_sealed(kit, &lines).await?;
    let slice = slice.ok_or_else(|| StepError::broken("a slice is gone"))?;
    let union = kit.store().get_union(&roster.union).await?;
    let union = union.ok_or_else(|| StepError::broken("the roster's union is gone"))?;
    let rows: Vec<&RosterRow> = slice.lines.iter().filter_map(|line| line.row.as_ref()).collect();
    let people = People::of(kit, &rows).await?;
    let mut batch = Batch {
        kit,
        roster: &roster,
        confirmed: &confirmed,
        union: &union,
        employers: HashMap::new(),
        at: drive.at,
    };
    batch.find_employers(&rows).await?;
    let joining = rows.iter().filter(|row| batch.judge(row, &people).verdict == Verdict::Join);
    let numbers = Numbers::draw(kit, joining.count()).await?;
    let done = in_lanes(&batch, &slice.lines, &people, &numbers).await?;
    objects::put_sealed(kit, &Stage::Imported.key(&roster.id, &drive.part), &done).await?;
    Ok(NEXT)
}

/// Every line; a failure of the table ends the slice, and the next try finds what is written.
async fn in_lanes(
    batch: &Batch<'_>,
    lines: &[Line],
    people: &People,
    numbers: &Numbers,
) -> Result<Vec<Done>, StepError> {
    let each = lines.len().div_ceil(LANES).max(1);
    let lanes = lines
        .chunks(each)
        .map(|lines| -> Lane<'_, Result<Vec<Done>, StepError>> {
            Box::pin(async move {
                let mut done = Vec::new();
                for line in lines {
                    done.push(one(batch, line, people, numbers).await?);
                }
                Ok(done)
            })
        })
        .collect();
    let mut done = Vec::new();
    for lane in all(lanes).await {
        done.extend(lane?);
    }
    Ok(done)
}

async fn one(
    batch: &Batch<'_>,
    line: &Line,
    people: &People,
    numbers: &Numbers,
) -> Result<Done, StepError> {
    let (person, judged) = match &line.row {
        Some(row) => batch.take(row, people, numbers).await?,
        None => {
            let judged = Judged {
                verdict: Verdict::Refused,
                faults: line.faults.clone(),
                notes: Vec::new(),
                changes: Vec::new(),
                already: false,
            };
            (None, judged)
        }
    };
    Ok(Done { line: line.line, name: line.name.clone(), person, judged })
}
