//! Figures for those who decide: what came in, how it ended, how long it took, what is overdue.
//!
//! Every figure is of one union and everything below it. A count of 1 to 4 people is left out, so
//! that nobody can be recognised; 0 is told.

use serde::{Deserialize, Serialize};

use crate::common::UnionRef;

/// A count; absent where it is 1 to 4.
pub type Cell = Option<u32>;

/// Counts below this are left out, 0 apart.
pub const SUPPRESSED_BELOW: u32 = 5;

/// The target of the time to decide, in working days: the promise made to applicants.
pub const TARGET_WORKING_DAYS: u32 = 15;

/// `GET /v1/figures`: one union's figures over a span of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FiguresView {
    /// The union whose figures these are, with everything below it.
    pub union: UnionRef,
    /// The moment up to which everything is counted (截至时间).
    pub counted_at: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// Active members now.
    pub members: u32,
    /// One row per day on which something happened, oldest first.
    pub days: Vec<DayRow>,
    /// The same over the whole span.
    pub total: Counts,
    /// One row per occupation group since counting began; for a city or the province only.
    pub groups: Vec<GroupRow>,
    /// One row per union right below, with its worklist as it is now.
    pub below: Vec<BelowRow>,
    /// How long decisions took since counting began, where the union has decided anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took: Option<Took>,
    /// The count below which a cell is left out.
    pub suppressed_below: u32,
    /// Whether it was made of invented data (合成数据).
    pub synthetic: bool,
}

/// What happened to applications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Sent; counted for the union once it is known which one decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted: Cell,
    /// Approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Cell,
    /// Refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Cell,
    /// Sent back to be mended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Cell,
    /// Taken back or lapsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_by_applicant: Cell,
    /// Completed: the effect was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed: Cell,
    /// Told to a union above, because a step was past its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalated: Cell,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DayRow {
    /// The day, in Asia/Shanghai.
    pub day: String,
    /// What happened on it.
    pub counts: Counts,
}

/// One occupation group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupRow {
    /// `COURIER`, `NONE`, …
    pub group: String,
    /// What it is called.
    pub title: String,
    /// What happened to its applications.
    pub counts: Counts,
}

/// One union right below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BelowRow {
    /// The union.
    pub union: UnionRef,
    /// Active members now, with everything below it.
    pub members: u32,
    /// What happened in the span.
    pub counts: Counts,
    /// Steps on its own worklist now; exact to 1,000.
    pub waiting: u32,
    /// Of these, past their date.
    pub overdue: u32,
}

/// How long decisions took, in working days from the sending to the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Took {
    /// How many were decided; absent below five.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Cell,
    /// Half took no longer.
    pub p50: u32,
    /// Nine of ten took no longer.
    pub p90: u32,
    /// Of a hundred, so many within the target.
    pub within_target_percent: u32,
    /// The target.
    pub target: u32,
}
