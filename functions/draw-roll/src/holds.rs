//! Holds of a new roll: those of the roll before it that are open still, and those that the draw
//! itself lays.

use crate::people::UNSEEN;
use domain::id::PersonId;
use domain::run::hold::{Hold, HoldKind};
use domain::run::part::Part;
use domain::run::roll::{Line, RollBatch};
use jiff::Timestamp;
use std::collections::BTreeMap;
use step::runs::roll;
use step::{Kit, StepError};

/// What is known of holds before the draw.
#[derive(Default)]
pub(crate) struct Known {
    /// Open holds of the roll before, by person and kind: a return does not lift them.
    carried: BTreeMap<(PersonId, String), Hold>,
    /// The versions of what lies under a line's key, of whatever draw.
    versions: BTreeMap<(u32, u16), u64>,
}

impl Known {
    /// Reads what is there.
    pub(crate) async fn read(kit: &Kit, part: &Part) -> Result<Known, StepError> {
        let holds = kit.store().list_holds(&part.run, &part.part).await?;
        let mut known = Known::default();
        let mut open: BTreeMap<u32, Vec<Hold>> = BTreeMap::new();
        for hold in holds {
            known.versions.insert((hold.batch, hold.line), hold.version);
            if hold.draw == part.draw && hold.is_open() {
                open.entry(hold.batch).or_default().push(hold);
            }
        }
        if open.is_empty() {
            return Ok(known);
        }
        let Some(index) = roll::index(kit, part).await? else { return Ok(known) };
        for mark in &index.batches {
            let Some(holds) = open.remove(&mark.no) else { continue };
            let Some(batch) = roll::batch(kit, part, mark).await? else { continue };
            for hold in holds {
                let Some(line) = batch.line(hold.line) else { continue };
                known.carried.insert((line.person.clone(), line.kind.clone()), hold);
            }
        }
        Ok(known)
    }

    /// The version that lies under a line's key; 0 for none.
    pub(crate) fn version(&self, hold: &Hold) -> u64 {
        self.versions.get(&(hold.batch, hold.line)).copied().unwrap_or(0)
    }

    /// The holds of a batch of the new roll.
    pub(crate) fn of(&self, batch: &RollBatch, draw: u32, at: Timestamp) -> Vec<Hold> {
        let held = batch.lines.iter().filter_map(|line| self.hold(line, at));
        held.map(|hold| {
            let hold = Hold { draw, batch: batch.no, ..hold };
            Hold { version: self.version(&hold).saturating_add(1), ..hold }
        })
        .collect()
    }

    fn hold(&self, line: &Line, at: Timestamp) -> Option<Hold> {
        if let Some(hold) = self.carried.get(&(line.person.clone(), line.kind.clone())) {
            return Some(Hold { line: line.no, ..hold.clone() });
        }
        line.flags.iter().any(|flag| flag == UNSEEN).then(|| Hold {
            draw: 0,
            batch: 0,
            line: line.no,
            version: 0,
            kind: HoldKind::AccountChanged,
            reason: "截止日前7日内变更 / changed within 7 days before the cut-off".to_owned(),
            by: None,
            at,
            end: None,
        })
    }
}
