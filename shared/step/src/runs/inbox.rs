//! Reports that lie in S3 and are not booked yet.

use super::objects::{self, Listed};
use crate::{Kit, StepError};
use domain::run::part::Part;
use std::collections::BTreeSet;

/// The reports of a part that no marker names, in order of keys.
///
/// # Errors
/// [`StepError`] when S3 or the table does not answer.
pub async fn unread(kit: &Kit, part: &Part) -> Result<Vec<Listed>, StepError> {
    let prefix = format!("in/{}-{}-", part.run_number, part.part);
    let found = objects::list(kit, &prefix).await?;
    if found.is_empty() {
        return Ok(found);
    }
    let marked = kit.store().list_reports(&part.run, &part.part).await?;
    let marked: BTreeSet<(&str, &str)> =
        marked.iter().map(|marker| (marker.key.as_str(), marker.tag.as_str())).collect();
    let is_new = |one: &Listed| !marked.contains(&(one.key.as_str(), one.tag.as_str()));
    Ok(found.into_iter().filter(is_new).collect())
}
