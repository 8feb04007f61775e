//! Sums what the slices did, makes the file that is given back, and says who is not in the roster.
//!
//! In: a drive of a roster. Out: `DONE` when a stage is over, `WAITING` while slices are left.
//! Writes: the returned file and the absent in S3, sealed; the head with the counts.
//! Repeat: sums the same slices to the same head.
//! Undo: none, because it only adds up.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::id::PersonId;
use domain::mask::mask_name;
use domain::membership::MembershipState;
use domain::roster::columns::{COLUMNS, title};
use domain::roster::judge::Verdict;
use domain::roster::{Counts, Kind, Roster, State};
use sheet::{Column, Limits, read_within, returned};
use std::collections::{HashMap, HashSet};
use step::rosters::{Absent, Done, RosterDrive, Stage, file, finished, key, part, results, roster};
use step::runs::drive::WAITING;
use step::runs::objects;
use step::{Kit, Outcome, StepError};

const DONE: Outcome = Outcome { outcome: "DONE" };

/// Members that are read at once.
const PAGE: i32 = 300;

/// One drive's sum.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: RosterDrive) -> Result<Outcome, StepError> {
    let read = roster(kit, &drive.roster).await?;
    let stage = match read.state {
        State::Checking if read.slices > 0 => Stage::Checked,
        State::Importing => Stage::Imported,
        _ => return Ok(DONE),
    };
    let slices = usize::try_from(read.slices).unwrap_or(usize::MAX);
    if finished(kit, &read.id, stage).await?.len() < slices {
        return Ok(WAITING);
    }
    let mut sum = Sum::default();
    for n in 1..=slices {
        let found = results(kit, &read.id, stage, &part(n)).await?;
        sum.add(found.ok_or_else(|| StepError::broken("a slice's results"))?);
    }
    let returned = give_back(kit, &read, &sum.reasons).await?;
    let moved = if stage == Stage::Checked {
        let absent = absent(kit, &read, &sum.people).await?;
        read.checked(sum.counts, absent, returned, drive.at)
    } else {
        read.done(sum.counts, returned, drive.at)
    };
    kit.store().put_roster(&moved.map_err(StepError::not_allowed)?).await?;
    Ok(DONE)
}

#[derive(Default)]
struct Sum {
    counts: Counts,
    people: HashSet<PersonId>,
    /// What is said of lines that were not taken in.
    reasons: HashMap<u32, Vec<String>>,
}

impl Sum {
    fn add(&mut self, slice: Vec<Done>) {
        for done in slice {
            self.counts.add(done.judged.verdict);
            self.people.extend(done.person);
            if matches!(done.judged.verdict, Verdict::Refused | Verdict::MoveIn) {
                let say = |fault: &domain::roster::fault::CellFault| {
                    let text = fault.text().zh;
                    if fault.column.is_empty() {
                        text
                    } else {
                        format!("{}:{text}", title(&fault.column).zh)
                    }
                };
                self.reasons.insert(done.line, done.judged.faults.iter().map(say).collect());
            }
        }
    }
}

/// The lines that were not taken in, with the person's own columns and why; false when there are none.
async fn give_back(
    kit: &Kit,
    read: &Roster,
    reasons: &HashMap<u32, Vec<String>>,
) -> Result<bool, StepError> {
    if reasons.is_empty() {
        return Ok(false);
    }
    let bytes = file(kit, read).await?.ok_or_else(|| StepError::broken("the roster's file"))?;
    let columns: Vec<Column> = COLUMNS
        .iter()
        .map(|one| Column { code: one.code, names: one.names, required: one.required })
        .collect();
    let table = read_within(&bytes, &columns, &Limits::ROSTER);
    let mut table = table.map_err(|_| StepError::broken("a file that was read before"))?;
    drop(bytes);
    table.rows.retain(|row| reasons.contains_key(&row.line));
    let lines: Vec<(u32, Result<(), Vec<String>>)> =
        reasons.iter().map(|(line, reasons)| (*line, Err(reasons.clone()))).collect();
    let back = returned(&table, &lines).map_err(|_| StepError::broken("a returned file"))?;
    objects::put_sealed(kit, &key(&read.id, "back"), &STANDARD.encode(back)).await?;
    Ok(true)
}

/// Active members of the union who are not in a full roster: nothing follows from it by itself.
async fn absent(kit: &Kit, read: &Roster, there: &HashSet<PersonId>) -> Result<u32, StepError> {
    if read.kind != Kind::Full {
        return Ok(0);
    }
    let mut absent = Vec::new();
    let mut cursor = None;
    loop {
        let page = kit.store().list_members(&read.union, PAGE, cursor).await?;
        let active = page.items.into_iter().filter(|row| row.state == MembershipState::Active);
        absent.extend(active.filter(|row| !there.contains(&row.person)).map(|row| Absent {
            name: mask_name(&row.name),
            person: row.person,
            number: row.number,
        }));
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    objects::put_sealed(kit, &key(&read.id, "absent"), &absent).await?;
    Ok(u32::try_from(absent.len()).unwrap_or(u32::MAX))
}
