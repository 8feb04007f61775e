//! What one can apply for, and whether one may.

use serde::{Deserialize, Serialize};

use crate::common::{JsonObject, UnionRef};

/// `GET /v1/matters`: everything one can apply for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatterList {
    /// The matters, in the order in which the home page shows them.
    pub items: Vec<MatterSummary>,
}

/// A matter (事项) in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatterSummary {
    /// Its code: `join`.
    pub code: String,
    /// The version that a new application gets.
    pub version: u32,
    /// What it is called: 我要入会.
    pub title: String,
    /// One sentence about it.
    pub summary: String,
    /// How long a decision takes at most, in working days; 0 where nobody decides.
    pub decide_within_working_days: u32,
}

/// `GET /v1/matters/{code}`: everything a page needs to explain a matter and to ask its form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatterGuide {
    /// Its code: `join`.
    pub code: String,
    /// The version that this guide and its form belong to.
    pub version: u32,
    /// What it is called.
    pub title: String,
    /// One sentence about it.
    pub summary: String,
    /// Who may apply, one sentence each.
    pub who: Vec<String>,
    /// What one needs at hand, one thing each.
    pub needs: Vec<String>,
    /// How long a decision takes at most, in working days; 0 where nobody decides.
    pub decide_within_working_days: u32,
    /// What follows after the application, one step each.
    pub what_follows: Vec<String>,
    /// The consents that it asks; none is given beforehand.
    pub consents: Vec<MatterConsent>,
    /// The oath, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oath: Option<Oath>,
    /// JSON Schema (2020-12) of `form`, with titles, descriptions and groups in the answer's language.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::BTreeMap<String, serde_json::Value>))]
    pub form_schema: JsonObject,
    /// The rules that an application must pass, in the order of checking.
    pub rules: Vec<MatterRule>,
}

/// A consent that a matter asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatterConsent {
    /// Its code: `JOIN`.
    pub code: String,
    /// What one agrees to, word for word.
    pub text: String,
    /// The version of the policy behind it; stored with the consent.
    pub policy_version: String,
    /// Whether the application cannot be taken without it.
    pub required: bool,
}

/// The oath (入会宣誓) of a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Oath {
    /// The words, in Chinese in either language.
    pub text: String,
    /// The version of the words: `oath@1`.
    pub version: String,
    /// Whether the application cannot be taken without it; `false` for joining.
    pub required: bool,
}

/// A rule as a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatterRule {
    /// Its id within the matter: `age`.
    pub id: String,
    /// What it asks, as a sentence.
    pub text: String,
}

/// `POST /v1/matters/{code}/check`: the form as far as it is filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckRequest {
    /// Any of the form's fields. A rule whose fields are absent answers `null`.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::BTreeMap<String, serde_json::Value>))]
    pub form: JsonObject,
}

/// What the check says. Nothing of it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckAnswer {
    /// One answer per rule of the matter.
    pub rules: Vec<RuleAnswer>,
    /// The union that would decide, where the form says enough to know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
    /// Why that union, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// What a move of the membership would go through; for that matter only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moving: Option<MovingAhead>,
    /// The unions among which the applicant chooses, where he may; else empty.
    pub choices: Vec<UnionChoice>,
    /// The date by which an application made now is answered.
    pub due_on: String,
    /// Whether `dueOn` may move because the year's holidays are not published yet (预计).
    pub provisional: bool,
}

/// What a move of the caller's membership would go through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MovingAhead {
    /// The union that he would leave; absent where he is no member here or not signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<UnionRef>,
    /// What is waited for, in order, each with its last day.
    pub steps: Vec<AheadStep>,
}

/// One thing that is waited for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AheadStep {
    /// What.
    pub step: MovingStep,
    /// Its last day.
    pub by: String,
}

/// A step of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MovingStep {
    /// The member's own yes, where a union began it.
    OwnYes,
    /// The union that is left may object; silence is consent.
    Objection,
    /// The union above both decides on an objection.
    Resolution,
    /// The new union accepts.
    Acceptance,
    /// The membership moves.
    Effect,
}

/// A rule's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleAnswer {
    /// The rule's id.
    pub id: String,
    /// `true` passed, `false` failed, `null` cannot be told yet.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub passed: Option<bool>,
    /// The answer as a sentence; where it failed, with what to do.
    pub text: String,
}

/// Whether the union is near work or near home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Place {
    /// Where the person usually works.
    Work,
    /// Where the person lives.
    Residence,
}

/// One of the unions that the applicant may choose with `form.preferredPlace`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnionChoice {
    /// The value for `form.preferredPlace`.
    pub place: Place,
    /// The union there.
    pub union: UnionRef,
    /// What its services do not cover, if anything, as a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<String>,
}
