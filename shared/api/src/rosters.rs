//! Rosters (花名册): a union's list of people as a file, checked first, then imported as a decision.

use serde::{Deserialize, Serialize};

use crate::common::UnionRef;

/// What the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RosterKind {
    /// Everybody in the union: who is missing in it is listed.
    Full,
    /// Some people.
    Part,
}

/// Where a roster stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RosterState {
    /// Announced; its chunks arrive.
    Uploaded,
    /// The dry run is under way.
    Checking,
    /// The dry run's result is there; nothing is written.
    Checked,
    /// Good rows go in.
    Importing,
    /// Imported.
    Done,
    /// Given up, refused as a file, or lapsed.
    Cancelled,
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RosterVerdict {
    /// 入会.
    Join,
    /// 建议转入: needs the person's own yes.
    MoveIn,
    /// 更正.
    Correct,
    /// 无变化.
    Unchanged,
    /// 不通过.
    Refused,
}

/// `POST /v1/rosters`: announces a file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterRequest {
    /// Whose roster it is.
    pub union: String,
    /// What the file is.
    pub kind: RosterKind,
    /// Its name, without a path.
    pub file_name: String,
    /// Its bytes; at most 12 MB.
    pub size: u64,
    /// SHA-256 of its content, as 64 hexadecimal digits.
    pub sha256: String,
}

/// `PUT /v1/rosters/{id}/chunks/{no}`: a piece of the file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChunkRequest {
    /// Its bytes, base64: `chunkBytes` of them, the last one what is left.
    pub content: String,
}

/// `POST /v1/rosters/{id}/confirmation`: the committee's decision.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterConfirmationRequest {
    /// The committee's day, on which the memberships begin; today or at most 90 days ago.
    pub decided_on: String,
}

/// How many rows do what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterCounts {
    /// Join.
    pub join: u32,
    /// Are proposed to move in.
    pub move_in: u32,
    /// Are corrected.
    pub correct: u32,
    /// Change nothing.
    pub unchanged: u32,
    /// Are refused.
    pub refused: u32,
}

/// A roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterView {
    /// Its id.
    pub id: String,
    /// Whose.
    pub union: UnionRef,
    /// What the file is.
    pub kind: RosterKind,
    /// Its file's name.
    pub file_name: String,
    /// When it was announced.
    pub at: String,
    /// Where it stands.
    pub state: RosterState,
    /// Bytes of a chunk, and how many chunks there are.
    pub chunk_bytes: u64,
    /// How many chunks there are.
    pub chunks: u64,
    /// Rows in it; 0 until it is read.
    pub rows: u32,
    /// Rows that the stage under way has finished.
    pub rows_done: u32,
    /// What the dry run found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<RosterCounts>,
    /// What the import did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<RosterCounts>,
    /// Members who are not in it.
    pub absent: u32,
    /// Whether there is a file to give back.
    pub returned: bool,
    /// Why the file was not taken and how to mend it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// The committee's day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<String>,
    /// Whether the caller uploaded it: then somebody else confirms it.
    pub mine: bool,
    /// Whether the caller may confirm it now.
    pub may_confirm: bool,
    /// Whether the caller may cancel it now.
    pub may_cancel: bool,
}

/// `GET /v1/rosters`: the rosters of a union, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterList {
    /// At most 50.
    pub items: Vec<RosterView>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Something about a cell, or the row as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterNote {
    /// The column's title; absent for the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// A code that never changes.
    pub code: String,
    /// What is wrong and how to mend it.
    pub text: String,
}

/// A fact that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterChange {
    /// The column's title.
    pub column: String,
    /// What is on record; empty where nothing was.
    pub old: String,
    /// What the roster says.
    pub new: String,
}

/// A row of a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterRowView {
    /// Its line in the file.
    pub line: u32,
    /// The name, masked.
    pub name: String,
    /// What it does, or did.
    pub verdict: RosterVerdict,
    /// Why not.
    pub faults: Vec<RosterNote>,
    /// What is good to know.
    pub notes: Vec<RosterNote>,
    /// What is corrected.
    pub changes: Vec<RosterChange>,
}

/// `GET /v1/rosters/{id}/rows`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterRowList {
    /// At most 100, in the file's order.
    pub items: Vec<RosterRowView>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A member who is not in a full roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AbsentView {
    /// The person's id.
    pub person: String,
    /// The name, masked.
    pub name: String,
    /// The member's number.
    pub number: String,
}

/// `GET /v1/rosters/{id}/absent`: proposals to move out, for a person to choose; none follows by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AbsentList {
    /// At most 1,000.
    pub items: Vec<AbsentView>,
}
