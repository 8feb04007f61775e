//! Public notices (公示): who is to be paid, for everybody, as long as the notice runs.

use serde::{Deserialize, Serialize};

use crate::benefits::NoticeKind;

/// `GET /v1/notices`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeList {
    /// Those that run today, at most 100.
    pub items: Vec<NoticeItem>,
}

/// A notice in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeItem {
    /// Of which run.
    pub run: String,
    /// Of which part.
    pub part: String,
    /// What the benefit is called, and for which period.
    pub title: String,
    /// The city's name.
    pub place: String,
    /// Aid is masked, honours are in full.
    pub kind: NoticeKind,
    /// First day.
    pub from_on: String,
    /// Last day.
    pub to_on: String,
    /// How many people.
    pub count: u64,
    /// How to object, and where.
    pub objection: String,
    /// Whether these are invented data (合成数据).
    pub synthetic: bool,
}

/// `GET /v1/notices/{run}/{part}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeView {
    /// The notice as in the list.
    #[serde(flatten)]
    pub item: NoticeItem,
    /// At most 100 lines.
    pub lines: Vec<NoticeLine>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// One line of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeLine {
    /// What an objection names: batch and line.
    pub reference: String,
    /// The name: in full for an honour, else the first character.
    pub name: String,
    /// 单位; absent in aid where it would tell too much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What it is for; absent where it would tell too much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind_title: Option<String>,
    /// How much; absent where it would tell too much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_fen: Option<u64>,
}
