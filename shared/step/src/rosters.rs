//! What the steps of a roster share: the drive, where its objects lie, who the people of a slice are.
//!
//! Objects lie under `rosters/{id}/`: `in/{no}` the file's chunks, `lines/{part}` slices of it,
//! `checked/{part}` and `imported/{part}` what became of each, `absent` who is not in it, `back` the
//! file that is given back. All but the manifests are sealed to their place.

pub mod lanes;
pub mod lookup;

use crate::runs::objects;
use crate::{Kit, StepError};
use domain::id::{PersonId, RosterId};
use domain::roster::Roster;
use domain::roster::judge::Judged;
use domain::roster::row::Line;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The input of the machine and of the steps outside its map. More may come along.
#[derive(Clone, Debug, Deserialize)]
pub struct RosterDrive {
    /// Which roster.
    pub roster: RosterId,
    /// The drive's instant: every step decides by the same time, a retry too.
    pub at: Timestamp,
}

/// A line of the manifest: the input of every step of a slice. More may come along.
#[derive(Clone, Debug, Deserialize)]
pub struct SliceDrive {
    /// Of which roster.
    pub roster: RosterId,
    /// Which slice: four digits from `0001`.
    pub part: String,
    /// The drive's instant.
    pub at: Timestamp,
}

/// A slice of the file, as it is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    /// Its lines.
    pub lines: Vec<Line>,
}

/// What became of a line, as it is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The line.
    pub line: u32,
    /// The name, masked.
    pub name: String,
    /// The person, where the register knows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// What it does, or did, and why not.
    #[serde(flatten)]
    pub judged: Judged,
}

/// A member who is not in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// Who.
    pub person: PersonId,
    /// The name, masked.
    pub name: String,
    /// The member's number.
    pub number: String,
}

/// The folder in which a stage leaves one object per slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The slices themselves.
    Lines,
    /// The dry run.
    Checked,
    /// The import.
    Imported,
}

impl Stage {
    fn folder(self) -> &'static str {
        match self {
            Stage::Lines => "lines",
            Stage::Checked => "checked",
            Stage::Imported => "imported",
        }
    }

    /// Where a slice's object lies.
    #[must_use]
    pub fn key(self, roster: &RosterId, part: &str) -> String {
        format!("rosters/{}/{}/{part}", roster.as_str(), self.folder())
    }
}

/// The name of the `n`th slice, from 1.
#[must_use]
pub fn part(n: usize) -> String {
    format!("{n:04}")
}

/// Where a chunk of the file lies.
#[must_use]
pub fn chunk_key(roster: &RosterId, no: u64) -> String {
    format!("rosters/{}/in/{no:04}", roster.as_str())
}

/// Where something else of a roster lies: `absent`, `back`, a manifest.
#[must_use]
pub fn key(roster: &RosterId, name: &str) -> String {
    format!("rosters/{}/{name}", roster.as_str())
}

/// The roster of a drive.
///
/// # Errors
/// [`StepError::NotAllowed`] when there is none.
pub async fn roster(kit: &Kit, id: &RosterId) -> Result<Roster, StepError> {
    let found = kit.store().get_roster(id).await?;
    found.ok_or_else(|| StepError::not_allowed("no such roster"))
}

/// The slices that a stage has finished, by name.
///
/// # Errors
/// [`StepError::TryLater`] when S3 does not answer.
pub async fn finished(kit: &Kit, id: &RosterId, stage: Stage) -> Result<Vec<String>, StepError> {
    let prefix = stage.key(id, "");
    let found = objects::list(kit, &prefix).await?;
    let names = found.into_iter().filter_map(|one| Some(one.key.strip_prefix(&prefix)?.to_owned()));
    Ok(names.collect())
}

/// What a stage left of a slice; none when it has not come to it.
///
/// # Errors
/// [`StepError`].
pub async fn results(
    kit: &Kit,
    id: &RosterId,
    stage: Stage,
    part: &str,
) -> Result<Option<Vec<Done>>, StepError> {
    objects::get_sealed(kit, &stage.key(id, part)).await
}

/// The file as it arrived, once every chunk is there; none before.
///
/// # Errors
/// [`StepError`].
pub async fn file(kit: &Kit, roster: &Roster) -> Result<Option<Vec<u8>>, StepError> {
    use base64::Engine;
    let mut bytes = Vec::new();
    for no in 1..=roster.chunks() {
        let found: Option<String> = objects::get_sealed(kit, &chunk_key(&roster.id, no)).await?;
        let Some(text) = found else { return Ok(None) };
        let chunk = base64::engine::general_purpose::STANDARD.decode(text);
        bytes.extend(chunk.map_err(|_| StepError::broken("a chunk"))?);
    }
    Ok(Some(bytes))
}
