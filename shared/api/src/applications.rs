//! An application (申请) from its sending to its end, as its applicant sees it.

use serde::{Deserialize, Serialize};

use crate::common::{ActorKind, ApplicationState, JsonObject, Reason, TimelineEntry, UnionRef};
use crate::moves::MovingView;

/// `POST /v1/applications`: the whole application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationRequest {
    /// The code of the matter: `join`.
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub matter: String,
    /// The matter's form, by `formSchema` of its guide.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::BTreeMap<String, serde_json::Value>))]
    pub form: JsonObject,
    /// The codes of the consents that the applicant gave; left out, none.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub consents: Vec<String>,
    /// Whether the applicant took the oath; left out, no.
    #[serde(default)]
    pub oath: bool,
    /// The union at whose counter an officer filled it in on the applicant's behalf (代办), with the
    /// applicant's own sign-in as his yes; left out, he did it himself. The timeline says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub counter: Option<String>,
}

/// What the applicant keeps: the application is stored and will be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The application's id.
    pub id: String,
    /// The short number for people (受理编号), with a check digit.
    pub number: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// The date by which it is answered.
    pub due_on: String,
    /// Whether `dueOn` may move because the year's holidays are not published yet (预计).
    pub provisional: bool,
    /// The union that decides, where it is known already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
}

/// `GET /v1/applications/{id}`: one application, for its applicant and for officers in scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationView {
    /// The application's id.
    pub id: String,
    /// The short number for people (受理编号).
    pub number: String,
    /// The code of the matter.
    pub matter: String,
    /// The version of the matter on which the application stays.
    pub matter_version: u32,
    /// What the matter is called.
    pub title: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// When it was first sent.
    pub submitted_at: String,
    /// The date by which the next answer is due: the union's, or the applicant's while `RETURNED`.
    pub due_on: String,
    /// Whether `dueOn` may move because the year's holidays are not published yet (预计).
    pub provisional: bool,
    /// Working days from today to `dueOn`; below 0 when overdue. Absent once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days_left: Option<i32>,
    /// The union that decides or decided, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
    /// Who has it in hand; absent once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// Why it was returned or refused; else empty.
    pub reasons: Vec<Reason>,
    /// What the applicant can do now.
    pub next: Vec<NextAction>,
    /// What is peculiar to a move of the membership; absent for other matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moving: Option<MovingView>,
    /// The form as it stands, sealed fields masked; for the applicant only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<std::collections::BTreeMap<String, serde_json::Value>>))]
    pub form: Option<JsonObject>,
    /// Whether it was made of invented data (合成数据).
    pub synthetic: bool,
}

/// Who has an application in hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Holder {
    /// A union, the applicant or the machine.
    pub kind: ActorKind,
    /// The union, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
}

/// What an applicant can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Action {
    /// Mend the form: `POST …/amendment`.
    Amend,
    /// Take the application back: `POST …/withdrawal`.
    Withdraw,
    /// Ask the parent union to look again (申请复核): `POST …/appeal`.
    Appeal,
    /// Say yes or no to what a union began for him (本人确认): `POST …/answer`.
    Confirm,
    /// Explain before the committee decides (本人申辩): `POST …/statement`.
    Explain,
    /// Move the membership instead of joining twice.
    Transfer,
    /// Send the next round's facts: `POST …/round`.
    #[serde(rename = "round")]
    SendRound,
    /// Nothing: it is with the union or the machine.
    Wait,
}

/// One thing that the applicant can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextAction {
    /// What.
    pub action: Action,
    /// The last date on which it can be done, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// An application in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationSummary {
    /// The application's id.
    pub id: String,
    /// The short number for people (受理编号).
    pub number: String,
    /// The code of the matter.
    pub matter: String,
    /// What the matter is called.
    pub title: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// When it was first sent.
    pub submitted_at: String,
    /// The date by which the next answer is due.
    pub due_on: String,
    /// Whether `dueOn` may move (预计).
    pub provisional: bool,
    /// What the applicant can do now.
    pub next: Vec<NextAction>,
}

/// `POST /v1/applications/{id}/amendment`: the whole form again, mended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AmendmentRequest {
    /// The matter's form, by the schema of the version on which the application stays.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::BTreeMap<String, serde_json::Value>))]
    pub form: JsonObject,
}

/// `POST /v1/applications/{id}/answer`: the person's own yes or no to what a union began for him.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerRequest {
    /// Whether he agrees. His silence is no yes.
    pub yes: bool,
}

/// `POST /v1/applications/{id}/appeal`: why the refusal should be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppealRequest {
    /// The applicant's words, 10 to 1,000 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 10, max_length = 1000))]
    pub text: String,
}
