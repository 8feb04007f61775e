//! A membership that moves (会籍接转): as its parties see it, a union's list, and beginning one.

use serde::{Deserialize, Serialize};

use crate::common::{ApplicationState, IdType, JsonObject, Reason, UnionRef};
use crate::matters::MovingStep;

/// Where a step of a move stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MovingStepState {
    /// It is over.
    Done,
    /// It is what the case waits for.
    Now,
    /// It comes later.
    Ahead,
}

/// One step of a move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MovingStepView {
    /// Which.
    pub step: MovingStep,
    /// Where it stands.
    pub state: MovingStepState,
    /// The union that has it, where a union has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
    /// Its last day; of one ahead, if everybody before it takes all his time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<String>,
}

/// What is peculiar to an application that moves a membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MovingView {
    /// The union that is left; absent for a member from outside the province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<UnionRef>,
    /// The union outside the province, where the member comes from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<String>,
    /// The new union, once it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<UnionRef>,
    /// Why that union, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// Whether the new union began it, and so the member's own yes is asked.
    pub begun_by_union: bool,
    /// Why the union that is left objects, while that waits to be decided or was upheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objection: Option<Reason>,
    /// The first day in the new union, once it has moved; the day before was the last in the old one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<String>,
    /// Its steps, in order.
    pub steps: Vec<MovingStepView>,
}

/// Which way a membership moves, as a union sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MoveWay {
    /// Into the union (转入).
    In,
    /// Out of it (转出).
    Out,
}

/// `GET /v1/moves`: the moves into a union or out of it, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoveList {
    /// The union.
    pub union: UnionRef,
    /// Which way they go.
    pub way: MoveWay,
    /// Whether the caller may begin a move into it.
    pub may_begin: bool,
    /// At most 50.
    pub items: Vec<MoveItem>,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// One move in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoveItem {
    /// The application's id.
    pub application: String,
    /// Its number (受理编号).
    pub number: String,
    /// The member's name, masked.
    pub member: String,
    /// The union that is left; absent for a member from outside the province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<UnionRef>,
    /// The new union.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<UnionRef>,
    /// Where it stands.
    pub state: ApplicationState,
    /// What it waits for, while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<MovingStep>,
    /// The last day for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The task that waits for this union, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// When it was asked for.
    pub submitted_at: String,
}

/// `POST /v1/moves`: an officer begins to move a member who works for his union's employer now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoveRequest {
    /// The new union, one of the caller's own.
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub union: String,
    /// The member's name, as on the document.
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub name: String,
    /// The kind of document.
    pub id_type: IdType,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub id_number: String,
    /// The form of the matter `transfer`.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::BTreeMap<String, serde_json::Value>))]
    pub form: JsonObject,
}
