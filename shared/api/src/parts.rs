//! One part (分片) of a run: its roll, its steps, who acted, what the caller may do.

use serde::{Deserialize, Serialize};

use crate::benefits::LevelView;
use crate::common::TimelineEntry;
use crate::decisions::Decision;
use crate::runs::{PartItem, RunState};
use crate::tasks::Blocked;

/// `GET /v1/runs/{id}/parts/{part}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartView {
    /// The part as in its run.
    #[serde(flatten)]
    pub item: PartItem,
    /// The run's number.
    pub number: String,
    /// The benefit's code.
    pub benefit: String,
    /// The version on which it stays.
    pub benefit_version: u32,
    /// What the benefit is called.
    pub title: String,
    /// Which period.
    pub period: String,
    /// The instant at which eligibility is frozen.
    pub cut_off_at: String,
    /// From which budget line.
    pub budget_line: String,
    /// How much of that line is left; absent where it was not granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_available_fen: Option<u64>,
    /// The roll that stands; absent before it is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<RollView>,
    /// The public notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeDays>,
    /// Who has to agree, in order.
    pub levels: Vec<LevelView>,
    /// Who acted, by office.
    pub hands: Vec<HandView>,
    /// Batches that the bank has, of `batches` of the roll.
    pub instructed: u32,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// What the caller may do now.
    pub may: PartActions,
    /// Why the caller may not decide, where he could by his office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Blocked>,
    /// Whether some value is an example (示例).
    pub example: bool,
    /// Whether these are invented data (合成数据).
    pub synthetic: bool,
}

/// The roll that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RollView {
    /// Which draw it is, from 1.
    pub draw: u32,
    /// Over person, kind, amount and account of every line: what a decision is about.
    pub list_hash: String,
    /// Lines.
    pub count: u64,
    /// Their sum.
    pub total_fen: u64,
    /// Their sum in capital numerals (合计大写).
    pub total_capital: String,
    /// Batches.
    pub batches: u32,
    /// By kind.
    pub kinds: Vec<KindTotal>,
    /// People who were looked at and get nothing.
    pub excluded: u64,
    /// The same by reason.
    pub excluded_by: Vec<ReasonCount>,
}

/// Count and sum of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KindTotal {
    /// The kind's code.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Lines.
    pub count: u64,
    /// Their sum.
    pub total_fen: u64,
}

/// How many people one reason excludes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonCount {
    /// The reason's code.
    pub code: String,
    /// The reason as a sentence.
    pub text: String,
    /// How many.
    pub count: u64,
}

/// When a public notice runs, both days included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeDays {
    /// First day.
    pub from_on: String,
    /// Last day.
    pub to_on: String,
}

/// What a hand did to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DeedName {
    /// 制表.
    Drew,
    /// 审核.
    Reviewed,
    /// 审批.
    Approved,
    /// 确认付款.
    Paid,
}

/// Who acted on a part: by office, never by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandView {
    /// What.
    pub deed: DeedName,
    /// The office and its union: 沈阳市总工会 市级审核人.
    pub office: String,
    /// When.
    pub at: String,
    /// Whether it was the caller.
    pub mine: bool,
    /// Whether through a stand-in.
    pub stand_in: bool,
}

/// What the caller may do on a part now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartActions {
    /// What he may decide on the pending step; empty where none.
    pub decisions: Vec<Decision>,
    /// Set the funds aside and let the files go.
    pub fund: bool,
    /// Hold lines, and end holds that somebody else laid.
    pub hold: bool,
    /// Propose and approve corrections, give payments up.
    pub correct: bool,
    /// Fetch bank files.
    pub download: bool,
    /// Bring the bank's reports in.
    pub upload: bool,
    /// Clear suspense.
    pub clear: bool,
    /// Cancel it.
    pub cancel: bool,
}

/// `POST …/decision`: reviews, approvals and the sign-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartDecisionRequest {
    /// `approve`; `return` has the roll drawn again; `refuse` cancels the part.
    pub decision: Decision,
    /// The list that was looked at: `listHash` of the part.
    pub list_hash: String,
    /// Why; for a return or a refusal at least 10 characters, no personal data.
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_text: Option<String>,
    /// The declaration «我与发放对象无亲属关系»; must be `true`, left out it is not made.
    #[serde(default)]
    pub no_kinship: bool,
}

/// `POST …/funding`: the payer sets the funds aside and lets the bank files go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundingRequest {
    /// The list that was approved: `listHash` of the part.
    pub list_hash: String,
    /// The declaration «我与发放对象无亲属关系»; must be `true`, left out it is not made.
    #[serde(default)]
    pub no_kinship: bool,
}

/// Where a part stands after something was done to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartChangeView {
    /// Of which run.
    pub run: String,
    /// Which part.
    pub part: String,
    /// Where it stands; the machine drives it on from there.
    pub state: RunState,
    /// The same in words.
    pub state_text: String,
    /// When it was done; for a repeat, when it was done first.
    pub done_at: String,
}
