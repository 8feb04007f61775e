//! The dry run of a slice: what every row would do, and everything that is wrong with it.
//!
//! In: a drive of a slice. Out: `CHECKED`, or `NEXT` once the roster is confirmed.
//! Writes: the slice's results in S3, sealed; nothing in the table.
//! Repeat: a slice that has its results is not judged again.
//! Undo: none, because nothing is written to the register.

use domain::calendar::shanghai_date;
use domain::roster::judge::{Bench, Judged, Verdict, judge};
use domain::roster::row::{Line, RosterRow};
use domain::roster::{State, made_by};
use step::rosters::lookup::People;
use step::rosters::{Done, Slice, SliceDrive, Stage, roster};
use step::runs::drive::NEXT;
use step::runs::objects;
use step::{Kit, Outcome, StepError};

const CHECKED: Outcome = Outcome { outcome: "CHECKED" };

/// One drive's look at a slice.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: SliceDrive) -> Result<Outcome, StepError> {
    let roster = roster(kit, &drive.roster).await?;
    match roster.state {
        State::Checking => {}
        State::Importing => return Ok(NEXT),
        State::Uploaded | State::Checked | State::Done | State::Cancelled => return Ok(CHECKED),
    }
    let place = Stage::Checked.key(&roster.id, &drive.part);
    if objects::get(kit, &place).await?.is_some() {
        return Ok(CHECKED);
    }
    let lines = Stage::Lines.key(&roster.id, &drive.part);
    let slice: Option<Slice> = objects::get_sealed(kit, &lines).await?;
    let slice = slice.ok_or_else(|| StepError::broken("a slice is gone"))?;
    let union = kit.store().get_union(&roster.union).await?;
    let union = union.ok_or_else(|| StepError::broken("the roster's union is gone"))?;
    let rows: Vec<&RosterRow> = slice.lines.iter().filter_map(|line| line.row.as_ref()).collect();
    let people = People::of(kit, &rows).await?;
    let on = shanghai_date(drive.at);
    let done: Vec<Done> = slice
        .lines
        .iter()
        .map(|line| {
            let (_, made) = made_by(&roster.id, roster.at, line.line);
            let bench = Bench { union: &union, on, confirmer: None, made: &made };
            one(line, &people, bench)
        })
        .collect();
    objects::put_sealed(kit, &place, &done).await?;
    Ok(CHECKED)
}

fn one(line: &Line, people: &People, bench: Bench<'_>) -> Done {
    let judged = match &line.row {
        Some(row) => judge(row, people.known(line.line), bench),
        None => Judged {
            verdict: Verdict::Refused,
            faults: line.faults.clone(),
            notes: Vec::new(),
            changes: Vec::new(),
            already: false,
        },
    };
    let person = people.person(line.line).cloned();
    Done { line: line.line, name: line.name.clone(), person, judged }
}
