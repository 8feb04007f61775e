//! What an officer sends, and what it did.

use serde::{Deserialize, Serialize};

use crate::common::{ApplicationState, UnionRef};
use crate::problem::Problem;

/// What an officer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Decision {
    /// Yes.
    Approve,
    /// Back to the applicant to be mended.
    Return,
    /// No.
    Refuse,
}

/// `POST /v1/tasks/{id}/decision`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionRequest {
    /// What is decided: one of `decisions` of the task.
    pub decision: Decision,
    /// The reason code; needed for a return or a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 8))]
    pub reason_code: Option<String>,
    /// The officer's own words to the applicant, at most 500 characters; `R99` needs 10, `R07` the
    /// union's name and `R08` what is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub reason_text: Option<String>,
    /// The declaration «我与申请人无亲属关系»; must be `true`, left out it is not made.
    #[serde(default)]
    pub no_kinship: bool,
    /// The date of the committee's recorded decision, not later than today; today if absent.
    /// For an approved `join` it becomes `joinedOn`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<String>,
}

/// What a decision did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionView {
    /// The task's id.
    pub id: String,
    /// The application's id.
    pub application: String,
    /// The application's number (受理编号).
    pub number: String,
    /// What was decided.
    pub decision: Decision,
    /// When; for a repeat, when it was decided first.
    pub decided_at: String,
    /// Where the application stands after it; the machine drives it on from there.
    pub state: ApplicationState,
}

/// `POST /v1/tasks/decisions`: many at once; cases with a failed check are refused here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkDecisionRequest {
    /// 1 to 100 decisions, each task once.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub items: Vec<BulkDecisionItem>,
}

/// One of many decisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkDecisionItem {
    /// The task's id.
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub id: String,
    /// What is decided.
    pub decision: Decision,
    /// The reason code; needed for a return or a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 8))]
    pub reason_code: Option<String>,
    /// The officer's own words to the applicant, at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub reason_text: Option<String>,
    /// The declaration «我与申请人无亲属关系»; must be `true`, left out it is not made.
    #[serde(default)]
    pub no_kinship: bool,
    /// The date of the committee's recorded decision; today if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<String>,
}

/// One result per item, in the order of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkDecisionResult {
    /// The results.
    pub items: Vec<BulkDecisionOutcome>,
}

/// What one of many decisions did: `result` or `problem`, never both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkDecisionOutcome {
    /// The task's id.
    pub id: String,
    /// The HTTP status that it would have had on its own.
    pub status: u16,
    /// What it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<DecisionView>,
    /// Why it did nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// The answer to urging (催办).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UrgeView {
    /// The task's id.
    pub id: String,
    /// When the union was urged; within a working day, the first time.
    pub urged_at: String,
}

/// `POST /v1/tasks/{id}/route`: gives the case to another union (改派).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RouteRequest {
    /// The id of the union that is to have it.
    #[cfg_attr(feature = "openapi", schema(max_length = 26))]
    pub union: String,
    /// Why, 4 to 500 characters; the applicant reads it.
    #[cfg_attr(feature = "openapi", schema(min_length = 4, max_length = 500))]
    pub reason: String,
}

/// Where a case went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RouteView {
    /// The id of the task that was closed.
    pub id: String,
    /// The application's id.
    pub application: String,
    /// The union that has it now.
    pub union: UnionRef,
    /// How often it can still be passed on before the county decides: 0 to 2.
    pub hops_left: u32,
}
