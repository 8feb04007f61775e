//! Lines of a roll: what each rests on, where it stands, what can be done about it.

use serde::{Deserialize, Serialize};

/// Which lines are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LineFilter {
    /// Every line of the roll.
    #[default]
    All,
    /// Held, failed, returned, part-paid or being corrected.
    Open,
    /// Held.
    Held,
    /// Refused by the bank, returned or paid in part.
    Failed,
    /// Given up.
    Void,
    /// People who were looked at and get nothing: `excluded` instead of `items`.
    Excluded,
}

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LineState {
    /// On the roll, not sent.
    Planned,
    /// 待支付: approved and not sent.
    Approved,
    /// 暂缓.
    Held,
    /// 作废.
    Void,
    /// 已提交银行.
    Submitted,
    /// 已到账.
    Confirmed,
    /// 支付失败.
    Failed,
    /// 部分到账.
    PartPaid,
    /// 退票.
    Returned,
    /// 已更正,待重发.
    Corrected,
}

/// `GET …/lines`: a page of the roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineList {
    /// At most 100 lines, in the roll's order.
    pub items: Vec<LineView>,
    /// At most 100 excluded people, for the filter `excluded`.
    pub excluded: Vec<ExcludedView>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// One line: a payment with everything it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineView {
    /// Which batch, from 1.
    pub batch: u32,
    /// Which line of it, from 1.
    pub line: u16,
    /// The name, masked.
    pub name: String,
    /// The document's number, masked.
    pub id_masked: String,
    /// 单位.
    pub unit: String,
    /// The kind's code.
    pub kind: String,
    /// What it is called.
    pub kind_title: String,
    /// How much.
    pub amount_fen: u64,
    /// The computation in a sentence.
    pub formula: String,
    /// Its inputs.
    pub inputs: Vec<InputView>,
    /// The documents of its values; 示例 for an example.
    pub sources: Vec<String>,
    /// Whether one of its values is an example (示例).
    pub example: bool,
    /// 开户行.
    pub bank: String,
    /// The account's last four digits.
    pub last4: String,
    /// Where it stands.
    pub state: LineState,
    /// The same in words.
    pub state_text: String,
    /// The reference that the bank has; absent while it was not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What must be looked at before it is paid, as sentences.
    pub flags: Vec<String>,
    /// What keeps it from being paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldView>,
    /// The account that takes the approved one's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<CorrectionView>,
    /// What happened off the plain path; absent on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseView>,
    /// What the caller may do about it now.
    pub may: LineActions,
}

/// One input of a formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InputView {
    /// What it is called.
    pub label: String,
    /// Its value with its unit.
    pub text: String,
}

/// Somebody who was looked at and gets nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExcludedView {
    /// The name, masked.
    pub name: String,
    /// The document's number, masked.
    pub id_masked: String,
    /// 单位.
    pub unit: String,
    /// For which kind; absent for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind_title: Option<String>,
    /// The reason's code.
    pub code: String,
    /// The reason as a sentence.
    pub text: String,
    /// What can be done.
    pub next: String,
}

/// Why a line is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HoldKindName {
    /// 公示异议.
    Objection,
    /// The payee died.
    Deceased,
    /// The payee may not be paid any more.
    NotPayable,
    /// The account changed lately.
    AccountChanged,
    /// An officer stopped it.
    ByHand,
}

/// A hold (暂缓).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HoldView {
    /// Why.
    pub kind: HoldKindName,
    /// The same in words.
    pub kind_text: String,
    /// In the words of whoever laid it.
    pub reason: String,
    /// Since when.
    pub held_at: String,
    /// Whether the caller laid it: then somebody else ends it.
    pub mine: bool,
    /// How it ended; absent while it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<HoldEndName>,
    /// Why it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_reason: Option<String>,
}

/// How a hold ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HoldEndName {
    /// It is paid after all.
    Release,
    /// It is not paid by this run.
    Void,
}

/// A correction (更正): proposed by one person, approved by another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectionView {
    /// Why.
    pub reason: String,
    /// When it was proposed.
    pub proposed_at: String,
    /// Whether the caller proposed it: then somebody else approves it.
    pub mine: bool,
    /// When it was approved; absent until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_at: Option<String>,
    /// 开户行 of the new account, where it is the payee's present one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    /// Its last four digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last4: Option<String>,
}

/// A payment off the plain path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseView {
    /// How much arrived.
    pub paid_fen: u64,
    /// How much is still to be paid.
    pub due_fen: u64,
    /// In which sending it went last; 0 if never.
    pub attempt: u32,
    /// Why it is where it is, newest last.
    pub reasons: Vec<CaseReason>,
    /// When it last changed.
    pub changed_at: String,
    /// When the payee said that the money did not arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<String>,
}

/// One reason of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseReason {
    /// Our code, or the bank's.
    pub code: String,
    /// The reason as a sentence.
    pub text: String,
    /// What to do next.
    pub next: String,
    /// When.
    pub at: String,
}

/// What the caller may do about a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineActions {
    /// Lay a hold.
    pub hold: bool,
    /// End the hold.
    pub release: bool,
    /// Propose a correction.
    pub correct: bool,
    /// Approve or refuse the correction.
    pub approve_correction: bool,
    /// Give it up.
    pub void: bool,
}
