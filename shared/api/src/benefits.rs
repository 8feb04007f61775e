//! Benefits: what is paid on schedule, by which rules, and what each value rests on.

use serde::{Deserialize, Serialize};

use crate::me::RoleName;

/// Whose benefit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum BenefitTier {
    /// 全国.
    National,
    /// 省.
    Province,
    /// 市.
    City,
}

/// A register (名册) from which benefits are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RegisterName {
    /// 劳模名册.
    ModelWorker,
    /// 困难职工档案.
    Hardship,
    /// 一次性发放名单.
    Voucher,
}

/// How a roll is posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NoticeKind {
    /// An honour: person and unit in full.
    Honour,
    /// Aid: masked.
    Aid,
}

/// `GET /v1/benefits`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BenefitList {
    /// The newest version of each, in catalogue order.
    pub items: Vec<BenefitItem>,
}

/// A benefit in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BenefitItem {
    /// Its code.
    pub code: String,
    /// Its newest version.
    pub version: u32,
    /// What people call it.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Whose it is.
    pub tier: BenefitTier,
    /// From which register it is paid.
    pub register: RegisterName,
    /// Out of which budget line.
    pub budget_line: String,
    /// How it is posted; absent where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeKind>,
    /// Whether finance starts it by hand.
    pub by_hand: bool,
    /// The days of the period that comes next or is on; absent where they are not settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<ScheduleView>,
    /// How many values lack the document that sets them, for this year.
    pub missing: u32,
    /// Whether a run would use example values (示例): never in production.
    pub example: bool,
    /// Whether a run could begin here and now.
    pub ready: bool,
}

/// The days of one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScheduleView {
    /// Which period.
    pub period: String,
    /// First day to declare, where people declare anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declare_from_on: Option<String>,
    /// Last day to declare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declare_to_on: Option<String>,
    /// The roll is drawn.
    pub draw_on: String,
    /// Everybody has agreed.
    pub approve_by_on: String,
    /// The money has arrived.
    pub pay_by_on: String,
    /// The holiday begins, or the year ends.
    pub end_on: String,
    /// Whether these days may still move (预计).
    pub provisional: bool,
}

/// `GET /v1/benefits/{code}`: everything that a run of it would rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BenefitView {
    /// The benefit as in the list.
    #[serde(flatten)]
    pub item: BenefitItem,
    /// What everybody must meet.
    pub rules: Vec<BenefitRule>,
    /// What is paid.
    pub kinds: Vec<BenefitKindView>,
    /// Who agrees, in order.
    pub levels: Vec<LevelView>,
    /// Amounts, lines and shares.
    pub parameters: Vec<ParameterView>,
    /// The documents it rests on.
    pub documents: Vec<SourceView>,
    /// Values that a production run would need and that nobody has set; the list counts them.
    #[serde(rename = "missingValues")]
    pub missing: Vec<MissingView>,
    /// In which format the bank is told.
    pub bank_format: String,
    /// Consents without which nobody is paid.
    pub consents: Vec<String>,
}

/// A rule as a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BenefitRule {
    /// Its name within the benefit.
    pub id: String,
    /// What it asks.
    pub text: String,
}

/// One of the payments of a benefit (发放项).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BenefitKindView {
    /// Its code.
    pub code: String,
    /// What people call it.
    pub title: String,
    /// How it is computed, with the names of the values.
    pub formula: String,
    /// Its own rules.
    pub rules: Vec<BenefitRule>,
    /// Of this group a person gets one payment a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusive_group: Option<String>,
}

/// Somebody who has to agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LevelView {
    /// From 1, over reviews and approvals.
    pub no: u32,
    /// `REVIEW` before the public notice, `APPROVAL` after it.
    pub stage: StepName,
    /// In which office.
    pub role: RoleName,
    /// The office as people say it.
    pub role_text: String,
    /// Its limit.
    pub within_working_days: u32,
    /// Only for a part whose total is more than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above_fen: Option<u64>,
    /// Whether it has said yes; in a benefit's guide always `false`.
    pub done: bool,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StepName {
    /// 审核.
    Review,
    /// 公示.
    Notice,
    /// 审批.
    Approval,
    /// 确认付款.
    Funding,
    /// 等待银行回单.
    Report,
    /// 处理失败、退回、暂缓的付款.
    FollowUp,
    /// 结案签字.
    SignOff,
}

/// A parameter with all its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParameterView {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// `fen`, `percent` or `months`.
    pub unit: String,
    /// Its values, by year and place.
    pub values: Vec<ParameterValue>,
}

/// A value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParameterValue {
    /// The first year it is for.
    pub from_year: i16,
    /// The last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_year: Option<i16>,
    /// The beginning of the division's code.
    pub place: String,
    /// The place's name.
    pub place_name: String,
    /// For whom, where it differs: 在岗, 农村.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The value in words: `3,000.00元`, `60%`.
    pub text: String,
    /// Whether it is an example that nobody has set (示例).
    pub example: bool,
    /// Whether the document that sets it is attached; without it, production refuses it.
    pub attached: bool,
    /// The document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceView>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceView {
    /// Its title.
    pub title: String,
    /// Its number (文号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its date, as the document writes it.
    pub dated: String,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Whether the file is attached.
    pub attached: bool,
}

/// A value that is not set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingView {
    /// Which parameter.
    pub parameter: String,
    /// What people call it.
    pub title: String,
    /// For whom, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// For which year.
    pub year: i16,
    /// Where.
    pub place: String,
    /// What is missing, as a sentence.
    pub text: String,
}
