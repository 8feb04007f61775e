//! Levels of review and approval: which comes next, and the step that asks for it.

use super::wait::Step;
use crate::StepError;
use domain::benefit::{Level, Stage};
use domain::money::Fen;
use domain::run::part::{Part, StepKind};
use jiff::Timestamp;

/// What the levels of a stage still want.
#[derive(Clone, Debug)]
pub enum Next {
    /// Every one has said yes.
    Done,
    /// The open step is the one that is wanted.
    Open,
    /// This one is to be opened.
    Wanted(Step),
}

/// The step that a stage opens on a roll that was just drawn or agreed to; none when every level
/// of it has said yes.
///
/// # Errors
/// As [`next`].
pub fn first(part: &Part, stage: Stage, at: Timestamp) -> Result<Option<Step>, StepError> {
    let bare = Part { pending: None, ..part.clone() };
    Ok(match next(&bare, stage, at)? {
        Next::Wanted(step) => Some(step),
        Next::Open | Next::Done => None,
    })
}

/// What a stage still wants from the list that stands. Levels are counted over both stages.
///
/// # Errors
/// [`StepError::Broken`] when the benefit's version is gone.
pub fn next(part: &Part, stage: Stage, at: Timestamp) -> Result<Next, StepError> {
    let total = part.roll.as_ref().map_or(Fen::ZERO, |roll| roll.total);
    let levels = super::benefit(&part.benefit)?.levels_for(total);
    let (first, second): (Vec<&Level>, Vec<&Level>) =
        levels.into_iter().partition(|level| level.stage == Stage::Review);
    let (kind, wanted, before) = match stage {
        Stage::Review => (StepKind::Review, first, 0),
        Stage::Approve => (StepKind::Approval, second, first.len()),
    };
    let passed = usize::try_from(part.levels).unwrap_or(usize::MAX).saturating_sub(before);
    let Some(level) = wanted.get(passed) else { return Ok(Next::Done) };
    let is_open = part
        .pending
        .as_ref()
        .is_some_and(|pending| pending.kind == kind && pending.level == part.levels);
    if is_open {
        return Ok(Next::Open);
    }
    let step = Step::within(kind, level.role, level.within_working_days, at);
    Ok(Next::Wanted(Step { level: part.levels, ..step }))
}
