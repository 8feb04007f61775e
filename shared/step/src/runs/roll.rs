//! Rolls as they lie in S3: an index, batches, pages of excluded people; every object sealed.
//!
//! The keys of index and batches carry their hashes, so two draws at once never overwrite what the
//! other's head names. Who reads a roll through here reads the list that the head locks, or nothing.

use super::objects;
use crate::{Kit, StepError};
use domain::run::part::Part;
use domain::run::roll::{
    BatchMark, Excluded, RollBatch, RollIndex, RollMark, batch_hash, list_hash,
};

/// People on one page of the excluded.
pub const PAGE: usize = 98;

/// The folder of a draw.
#[must_use]
pub fn folder(part: &Part, draw: u32) -> String {
    format!("runs/{}/{}/{draw}", part.run.as_str(), part.part)
}

fn short(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}

/// The index of a draw.
#[must_use]
pub fn index_key(part: &Part, roll: &RollMark) -> String {
    format!("{}/index-{}", folder(part, roll.draw), short(&roll.list_hash))
}

/// A batch of a draw.
#[must_use]
pub fn batch_key(part: &Part, draw: u32, mark: &BatchMark) -> String {
    format!("{}/b{:04}-{}", folder(part, draw), mark.no, short(&mark.hash))
}

/// A page of the excluded people of a draw, from 1.
#[must_use]
pub fn excluded_key(part: &Part, draw: u32, page: u32) -> String {
    format!("{}/x{page:04}", folder(part, draw))
}

/// The index of the roll that stands; none when nothing is drawn, or when it is not the one that
/// the head locks.
///
/// # Errors
/// [`StepError`] when S3 does not answer, or the object was changed.
pub async fn index(kit: &Kit, part: &Part) -> Result<Option<RollIndex>, StepError> {
    let Some(roll) = &part.roll else { return Ok(None) };
    let found: Option<RollIndex> = objects::get_sealed(kit, &index_key(part, roll)).await?;
    Ok(found.filter(|index| list_hash(index) == roll.list_hash))
}

/// A batch of the roll that stands; none when it is not the one that the index names.
///
/// # Errors
/// [`StepError`] when S3 does not answer, or the object was changed.
pub async fn batch(
    kit: &Kit,
    part: &Part,
    mark: &BatchMark,
) -> Result<Option<RollBatch>, StepError> {
    let Some(roll) = &part.roll else { return Ok(None) };
    let found: Option<RollBatch> =
        objects::get_sealed(kit, &batch_key(part, roll.draw, mark)).await?;
    Ok(found.filter(|batch| batch_hash(batch) == mark.hash))
}

/// A page of the excluded people of the roll that stands; empty past the last one.
///
/// # Errors
/// [`StepError`] when S3 does not answer, or the object was changed.
pub async fn excluded(kit: &Kit, part: &Part, page: u32) -> Result<Vec<Excluded>, StepError> {
    let Some(roll) = &part.roll else { return Ok(Vec::new()) };
    let found = objects::get_sealed(kit, &excluded_key(part, roll.draw, page)).await?;
    Ok(found.unwrap_or_default())
}
