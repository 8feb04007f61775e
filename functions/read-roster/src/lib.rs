//! Opens a roster's file, lays it out in slices, and lists those that are still to do.
//!
//! In: a drive of a roster. Out: `SLICES` with where the list lies, `NONE` or `CLOSED`.
//! Writes: slices in S3, sealed; the list; the head once the file is read; the end of a file that
//! cannot be read, did not arrive, or was never confirmed.
//! Repeat: the same file makes the same slices; a file that is read is not read again.
//! Undo: none, because nothing of it is in the register.

mod cells;

use cells::{cells, columns, refused};
use domain::calendar::shanghai_date;
use domain::entry::{Actor, sha256};
use domain::roster::fault::Fault;
use domain::roster::row::{Door, Line, mark_doubles, read};
use domain::roster::{Roster, SLICE, State};
use serde::Serialize;
use serde_json::json;
use sheet::{Limits, read_within};
use std::collections::BTreeSet;
use step::rosters::{RosterDrive, Slice, Stage, file, finished, key, part, roster};
use step::runs::objects;
use step::{Kit, StepError};

/// What there is to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// The word on which the machine chooses.
    pub outcome: &'static str,
    /// Where the list lies.
    pub bucket: String,
    /// Under which key.
    pub key: String,
    /// How many slices are on it.
    pub count: usize,
}

/// One drive's look at a roster.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: RosterDrive) -> Result<Planned, StepError> {
    let read = roster(kit, &drive.roster).await?;
    if let Some(fault) = read.lapsed(drive.at) {
        end(kit, &read, fault, Vec::new(), &drive).await?;
        return planned(kit, &read, "CLOSED", 0);
    }
    let (next, stage) = match read.state {
        State::Checking if read.slices == 0 => match lay_out(kit, &read, &drive).await? {
            Some(next) => (next, Stage::Checked),
            None => return planned(kit, &read, "CLOSED", 0),
        },
        State::Checking => (read, Stage::Checked),
        State::Importing => (read, Stage::Imported),
        State::Uploaded | State::Checked | State::Done | State::Cancelled => {
            return planned(kit, &read, "CLOSED", 0);
        }
    };
    let done: BTreeSet<String> = finished(kit, &next.id, stage).await?.into_iter().collect();
    let all = (1..=usize::try_from(next.slices).unwrap_or(0)).map(part);
    let left: Vec<String> = all.filter(|part| !done.contains(part)).collect();
    if left.is_empty() {
        return planned(kit, &next, "NONE", 0);
    }
    let line =
        |part: &String| json!({ "roster": next.id, "part": part, "at": drive.at }).to_string();
    let mut list = left.iter().map(line).collect::<Vec<_>>().join("\n");
    list.push('\n');
    objects::put(kit, &key(&next.id, "slices.jsonl"), list.into_bytes()).await?;
    planned(kit, &next, "SLICES", left.len())
}

fn planned(
    kit: &Kit,
    roster: &Roster,
    outcome: &'static str,
    count: usize,
) -> Result<Planned, StepError> {
    let (_, bucket) = kit.run_bucket()?;
    Ok(Planned { outcome, bucket: bucket.to_owned(), key: key(&roster.id, "slices.jsonl"), count })
}

async fn end(
    kit: &Kit,
    read: &Roster,
    fault: Fault,
    named: Vec<String>,
    drive: &RosterDrive,
) -> Result<(), StepError> {
    let moved = read.cancel(Some((fault, named)), drive.at, Actor::System);
    kit.store().put_roster(&moved.map_err(StepError::not_allowed)?).await?;
    Ok(())
}

/// Reads the file and lays it out; none when it cannot be read, which ends the roster.
async fn lay_out(
    kit: &Kit,
    read: &Roster,
    drive: &RosterDrive,
) -> Result<Option<Roster>, StepError> {
    let bytes = file(kit, read).await?.unwrap_or_default();
    if sha256(&bytes) != read.sha256 {
        end(kit, read, Fault::FileDiffers, Vec::new(), drive).await?;
        return Ok(None);
    }
    let door = Door { today: shanghai_date(drive.at), synthetic: kit.settings().allow_synthetic };
    let lines = match lines(bytes, door) {
        Ok(lines) => lines,
        Err((fault, named)) => {
            end(kit, read, fault, named, drive).await?;
            return Ok(None);
        }
    };
    let mut slices = 0_u32;
    for (n, lines) in (1_usize..).zip(lines.chunks(SLICE)) {
        let slice = Slice { lines: lines.to_vec() };
        objects::put_sealed(kit, &Stage::Lines.key(&read.id, &part(n)), &slice).await?;
        slices = slices.saturating_add(1);
    }
    let rows = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let moved = read.read(rows, slices, drive.at).map_err(StepError::not_allowed)?;
    kit.store().put_roster(&moved).await?;
    Ok(Some(moved.0))
}

/// The file's lines, doubles named.
fn lines(bytes: Vec<u8>, door: Door) -> Result<Vec<Line>, (Fault, Vec<String>)> {
    let table =
        read_within(&bytes, &columns(), &Limits::ROSTER).map_err(|fault| refused(&fault))?;
    drop(bytes);
    if table.rows.is_empty() {
        return Err((Fault::Empty, Vec::new()));
    }
    // Row by row: the cells go as the lines come.
    let mut lines: Vec<Line> = table.rows.into_iter().map(|row| read(&cells(row), door)).collect();
    mark_doubles(&mut lines);
    Ok(lines)
}
