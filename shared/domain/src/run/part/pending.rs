//! The step of a part that somebody, the bank or a date comes next with.

use crate::id::UnionId;
use crate::money::Fen;
use crate::role::Role;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What somebody is asked to do, or which date is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepKind {
    /// 审核.
    Review,
    /// 公示期: a date ends it.
    Notice,
    /// 审批.
    Approval,
    /// 确认付款: the payer sets the funds aside and lets the files go.
    Funding,
    /// 等待银行回单.
    Report,
    /// 处理失败、退回、暂缓的付款.
    FollowUp,
    /// 结案签字.
    SignOff,
}

/// The pending step of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// From 1, never reused in a part.
    pub no: u32,
    /// What is asked for.
    pub kind: StepKind,
    /// The level of review or approval it is, from 0, counted over both.
    pub level: u32,
    /// In which role it is decided; none where a date or the bank ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// In which union.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionId>,
    /// Since when.
    pub opened: Timestamp,
    /// By when.
    pub due: Date,
    /// How often it was told upwards.
    #[serde(default)]
    pub escalation: u32,
    /// What the budget line lacks for it, as last looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Fen>,
}
