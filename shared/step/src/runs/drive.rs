//! A drive of a run: what its steps are told, what they answer, how long they work at a time.

use crate::{Kit, Outcome, StepError};
use domain::benefit::{self, Benefit, BenefitRef};
use domain::id::{RunId, UnionId};
use domain::run::part::Part;
use domain::run::{PROVINCE_PART, Run};
use domain::union::TOP;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

/// The input of the machine and of the steps outside its map. More may come along.
#[derive(Clone, Debug, Deserialize)]
pub struct RunDrive {
    /// Which run.
    pub run: RunId,
    /// The drive's instant: every step decides by the same time, a retry too.
    pub at: Timestamp,
}

/// A line of the manifest: the input of every step of a part. More may come along.
#[derive(Clone, Debug, Deserialize)]
pub struct PartDrive {
    /// Of which run.
    pub run: RunId,
    /// Which part.
    pub part: String,
    /// The drive's instant.
    pub at: Timestamp,
}

/// This step is done: the next one.
pub const NEXT: Outcome = Outcome { outcome: "NEXT" };
/// A person, the bank or a date comes next.
pub const WAITING: Outcome = Outcome { outcome: "WAITING" };
/// A piece of the step is done, and more is left.
pub const MORE: Outcome = Outcome { outcome: "MORE" };
/// The part is closed or cancelled.
pub const CLOSED: Outcome = Outcome { outcome: "CLOSED" };

/// The run of a drive.
///
/// # Errors
/// [`StepError::NotAllowed`] when there is none.
pub async fn run(kit: &Kit, id: &RunId) -> Result<Run, StepError> {
    let found = kit.store().get_run(id).await?;
    found.ok_or_else(|| StepError::not_allowed("no such run"))
}

/// The part of a drive.
///
/// # Errors
/// [`StepError::NotAllowed`] when there is none.
pub async fn part(kit: &Kit, drive: &PartDrive) -> Result<Part, StepError> {
    let found = kit.store().get_part(&drive.run, &drive.part).await?;
    found.ok_or_else(|| StepError::not_allowed("no such part"))
}

/// The benefit in the version that a run or a part names.
///
/// # Errors
/// [`StepError::Broken`] when it is gone: versions are never taken away.
pub fn benefit(reference: &str) -> Result<&'static Benefit, StepError> {
    let gone = || StepError::broken("a benefit's version is gone");
    let reference: BenefitRef = reference.parse().map_err(|_| gone())?;
    benefit::find_version(&reference).ok_or_else(gone)
}

/// The federation that keeps a part.
///
/// # Errors
/// [`StepError::Broken`] for a part that no city has.
pub fn union_of(part: &str) -> Result<UnionId, StepError> {
    let id = if part == PROVINCE_PART { TOP } else { part };
    UnionId::parse(id).map_err(|_| StepError::broken("a part without a federation"))
}

/// How long a step works before it answers `MORE`: the clock is read at its beginning and after
/// each piece.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    until: Timestamp,
}

impl Budget {
    /// Begins now.
    #[must_use]
    pub fn new(kit: &Kit) -> Budget {
        let seconds = SignedDuration::from_secs(kit.settings().step_seconds.into());
        Budget { until: kit.now().checked_add(seconds).unwrap_or(Timestamp::MAX) }
    }

    /// True once nothing more is to be begun.
    #[must_use]
    pub fn is_over(&self, kit: &Kit) -> bool {
        kit.now() >= self.until
    }
}
