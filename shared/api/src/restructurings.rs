//! Merging, splitting and dissolving a union: what is asked for, what will happen, how far it is.

use serde::{Deserialize, Serialize};

use crate::common::UnionRef;
use crate::organisations::{HistoryLine, Worded};

/// `GET /v1/unions/{id}/outlook`: what an end of the union would touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutlookView {
    /// Members, active and retained; counted to 1,000.
    pub members: u32,
    /// Employers that it covers; counted to 1,000.
    pub employers: u32,
    /// Cases that wait there.
    pub open_cases: u32,
    /// Unions right below it; none may be left.
    pub below: u32,
    /// Offices that are held in it.
    pub offices: u32,
}

/// `PUT /v1/restructurings/{id}`: a union asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RestructuringRequest {
    /// Which union.
    pub union: String,
    /// The version of its record that was looked at.
    pub version: u64,
    /// `MERGE`, `SPLIT` or `DISSOLVE`.
    pub kind: String,
    /// To which union the members go, or which one holds them.
    pub target: String,
    /// Of a split: those of these employers go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employers: Option<Vec<String>>,
    /// Of a split: these persons go too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persons: Option<Vec<String>>,
    /// Why.
    pub reason: String,
    /// The document of the meeting, or of the employer's end.
    pub document: String,
}

/// `POST /v1/restructurings/{id}/decision`: a union above decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RestructuringDecisionRequest {
    /// Yes or no.
    pub approve: bool,
    /// The union that takes the open cases over; needed for a yes that ends the union.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases_to: Option<String>,
    /// In words; needed for a no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `GET /v1/restructurings/{id}`, and what every act on one gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RestructuringView {
    /// Its id.
    pub id: String,
    /// Of which union.
    pub union: UnionRef,
    /// What it is.
    pub kind: Worded,
    /// To which union the members go, or which one holds them.
    pub target: UnionRef,
    /// Where it stands.
    pub stage: Worded,
    /// Why.
    pub reason: String,
    /// By which document.
    pub document: String,
    /// When it was asked for.
    pub asked_at: String,
    /// The union that takes the open cases over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases_to: Option<UnionRef>,
    /// Members that went to another union.
    pub moved: u32,
    /// Members that are retained with another union.
    pub retained: u32,
    /// Members still in the union; counted to 1,000.
    pub left: u32,
    /// Who or what could not go when it was last tried.
    pub problems: Vec<RestructuringProblem>,
    /// What the caller may do.
    pub can: RestructuringRights,
    /// Its history, the newest first.
    pub history: Vec<HistoryLine>,
    /// True where the data are invented (合成数据).
    pub synthetic: bool,
}

/// Somebody, or a case, that could not go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RestructuringProblem {
    /// A person's id or an application's number.
    pub of: String,
    /// Why, and what to do.
    pub text: String,
}

/// What a caller may do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RestructuringRights {
    /// Say yes or no.
    pub decide: bool,
    /// Take it back.
    pub undo: bool,
}
