//! Benefit runs (发放批次), and their parts as a list shows them.

use serde::{Deserialize, Serialize};

use crate::benefits::{BenefitTier, StepName};
use crate::common::UnionRef;
use crate::me::RoleName;

/// Where a part stands; a run stands where its slowest part does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RunState {
    /// 待生成.
    Planned,
    /// 已生成,审核中.
    Drawn,
    /// 已审核.
    Reviewed,
    /// 公示或审批中.
    Posted,
    /// 已批准,待确认付款.
    Approved,
    /// 资金已预留,正在提交银行.
    Funded,
    /// 发放中.
    Executing,
    /// 已对账.
    Settled,
    /// 已结案.
    Closed,
    /// 已取消.
    Cancelled,
}

/// Whether a run is the period's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RunKindName {
    /// The period's run.
    Regular,
    /// Pays those whom it left out (补发).
    Supplement,
}

/// `POST /v1/runs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunRequest {
    /// The benefit's code.
    pub benefit: String,
    /// The period: `2026`, `2026-gaowen`.
    pub period: String,
    /// The run that it supplements; without it the period's own run is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement_to: Option<String>,
}

/// `POST /v1/runs/{id}/cancellation`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CancellationRequest {
    /// Why; at least 10 characters, no personal data.
    pub reason: String,
}

/// `GET /v1/runs`: newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunList {
    /// At most 100.
    pub items: Vec<RunItem>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A run in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunItem {
    /// The run's id.
    pub id: String,
    /// What people read out.
    pub number: String,
    /// The benefit's code.
    pub benefit: String,
    /// The version on which it stays.
    pub benefit_version: u32,
    /// What the benefit is called.
    pub title: String,
    /// Whose benefit it is.
    pub tier: BenefitTier,
    /// Which period.
    pub period: String,
    /// In which year its money is spent.
    pub year: i16,
    /// Regular or supplement.
    pub kind: RunKindName,
    /// The run that it supplements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement_to: Option<String>,
    /// When it was planned.
    pub planned_at: String,
    /// Whether the calendar planned it; else an officer did.
    pub scheduled: bool,
    /// The instant at which eligibility is frozen.
    pub cut_off_at: String,
    /// The last day for the money to arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_by_on: Option<String>,
    /// From which budget line.
    pub budget_line: String,
    /// Where it stands.
    pub state: RunState,
    /// The same in words.
    pub state_text: String,
    /// What its parts add up to.
    pub totals: TotalsView,
    /// How many parts it has.
    pub parts: u32,
    /// Of these, closed or cancelled.
    pub parts_ended: u32,
}

/// Sums over payments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotalsView {
    /// Lines on the rolls.
    pub lines: u64,
    /// Their sum.
    pub amount_fen: u64,
    /// Payments that arrived.
    pub paid: u64,
    /// Their sum, part payments included.
    pub paid_fen: u64,
    /// With the bank, answer outstanding.
    pub in_flight: u64,
    /// Failed, returned, held, or being corrected.
    pub open: u64,
    /// Given up by this run.
    pub void: u64,
}

/// `GET /v1/runs/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunView {
    /// The run as in the list.
    #[serde(flatten)]
    pub item: RunItem,
    /// Its parts that the caller may see, by city.
    pub parts_shown: Vec<PartItem>,
    /// Whether the caller may cancel what is not yet approved.
    pub cancellable: bool,
    /// Whether the caller may plan a supplement to it.
    pub supplementable: bool,
    /// Whether some value is an example (示例).
    pub example: bool,
    /// Whether these are invented data (合成数据).
    pub synthetic: bool,
}

/// A part in a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartItem {
    /// Of which run.
    pub run: String,
    /// Four digits of the city; `2100` for those whom the province pays itself.
    pub part: String,
    /// The city's name.
    pub name: String,
    /// The federation that keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
    /// Where it stands.
    pub state: RunState,
    /// The same in words.
    pub state_text: String,
    /// What is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<PendingView>,
    /// Its sums.
    pub totals: TotalsView,
    /// Steps that are done, of all steps of this part.
    pub steps_done: u32,
    /// All steps of this part.
    pub steps_of: u32,
    /// The days that are left; absent where there is no day to pay by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countdown: Option<CountdownView>,
    /// Why it stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<StoppedView>,
}

/// What a part waits for: who, and by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PendingView {
    /// From 1, never reused in a part.
    pub no: u32,
    /// What is asked for.
    pub kind: StepName,
    /// The same in words: 待沈阳市总工会市级审核.
    pub text: String,
    /// The office that decides; absent where a date or the bank ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleName>,
    /// The office in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_text: Option<String>,
    /// The union whose step it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
    /// Since when.
    pub opened_at: String,
    /// By when.
    pub due_on: String,
    /// Whether that day has passed.
    pub overdue: bool,
    /// How often it was told upwards.
    pub escalation: u32,
    /// Whether the caller could decide it by his office.
    pub mine: bool,
}

/// How the time looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Urgency {
    /// There are days to spare.
    Ample,
    /// No day to spare.
    Tight,
    /// The limits no longer fit.
    Short,
    /// The last day has passed.
    Late,
}

/// Working days counted back from the last day to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountdownView {
    /// The last day for the money to arrive.
    pub pay_by_on: String,
    /// Whether that day may still move (预计).
    pub provisional: bool,
    /// Working days from tomorrow to that day; negative when it has passed.
    pub days_left: i64,
    /// Working days that the steps to come may take.
    pub needed: i64,
    /// What is left over.
    pub spare: i64,
    /// How that looks.
    pub urgency: Urgency,
    /// The same as a sentence, with a warning where no day is to spare.
    pub text: String,
}

/// Why a part stands still, and what lets it go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoppedView {
    /// `LIST_CHANGED`, `ACCOUNT_CHANGED`.
    pub code: String,
    /// The same as a sentence.
    pub text: String,
    /// What to do.
    pub next: String,
    /// Which batch.
    pub batch: u32,
    /// Which of its lines; empty for the whole list.
    pub lines: Vec<u16>,
}
