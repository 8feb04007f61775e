//! Foundings of unions (建会): how they stand, who takes part, the replies.

use serde::{Deserialize, Serialize};

use crate::common::{ActorKind, ApplicationState, UnionRef};

/// Where a founding stands, in the order in which one meets them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FoundingStep {
    /// The parent union looks at the request.
    Requested,
    /// The request is agreed to; people say that they take part.
    Recruiting,
    /// The parent union looks at the meeting that is planned.
    MeetingRequested,
    /// The meeting is agreed to; it is held, and its result is sent.
    MeetingAgreed,
    /// The parent union looks at the result.
    ResultReported,
    /// The result is agreed to; the union is being set up.
    Founding,
    /// The union exists and whoever took part is its member.
    Founded,
    /// Refused, withdrawn or lapsed.
    Closed,
}

/// A reply that was given (批复).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundingReply {
    /// To which round, from 1.
    pub round: u32,
    /// Its number (批复文号).
    pub number: String,
    /// The date of it.
    pub on: String,
    /// Who gave it.
    pub union: UnionRef,
}

/// An employer of a founding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundingEmployerView {
    /// Its name.
    pub name: String,
    /// How many work there.
    pub employees: u32,
    /// How many were expected to join.
    pub members: u32,
}

/// What the caller is to a founding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FoundingPart {
    /// Nothing yet.
    None,
    /// He takes part.
    In,
    /// He left again.
    Left,
    /// He is a member of the union.
    Member,
    /// The union exists and he could not become its member.
    Apart,
}

/// `GET /v1/foundings/{id}`: how a founding stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundingView {
    /// Its application's id.
    pub id: String,
    /// Its number (受理编号).
    pub number: String,
    /// The union's name.
    pub name: String,
    /// The form: `COMMITTEE`, `JOINT`, `ORGANISER`.
    pub form: String,
    /// The employers.
    pub employers: Vec<FoundingEmployerView>,
    /// The union that approves.
    pub parent: UnionRef,
    /// Where it stands.
    pub step: FoundingStep,
    /// Its application's state.
    pub state: ApplicationState,
    /// Who has it in hand; absent once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_for: Option<ActorKind>,
    /// The date by which that is due; absent once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<String>,
    /// How many take part.
    pub people: u32,
    /// How many of them are women.
    pub women: u32,
    /// The least of the committee for as many.
    pub committee_least: u32,
    /// The most of the committee for as many.
    pub committee_most: u32,
    /// The replies so far, oldest first.
    pub replies: Vec<FoundingReply>,
    /// The union that came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
    /// Whether the caller sent it.
    pub organiser: bool,
    /// What the caller is to it.
    pub part: FoundingPart,
    /// The caller's number, where he has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no: Option<u32>,
    /// Whether it was made of invented data (合成数据).
    pub synthetic: bool,
}

/// A founding in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundingItem {
    /// Its application's id.
    pub id: String,
    /// Its number (受理编号).
    pub number: String,
    /// The union's name.
    pub name: String,
    /// The union that approves.
    pub parent: UnionRef,
    /// Where it stands.
    pub step: FoundingStep,
    /// Who has it in hand; absent once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_for: Option<ActorKind>,
    /// The date by which that is due; absent once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<String>,
    /// How many take part.
    pub people: u32,
    /// When it was first sent.
    pub submitted_at: String,
    /// The open task, where the union has it in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
}

/// `GET /v1/foundings`: those of the unions where the caller holds an office, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundingList {
    /// At most 100.
    pub items: Vec<FoundingItem>,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundingPerson {
    /// His number in it.
    pub no: u32,
    /// His name in full: whoever takes part agreed to that.
    pub name: String,
    /// Whether it is a woman: the law asks for women among those elected.
    pub woman: bool,
    /// Of which employer.
    pub employer: String,
    /// What he is to it.
    pub part: FoundingPart,
    /// Why he could not become a member, and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// `GET /v1/foundings/{id}/people`: for its organiser and for officers in scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundingPeople {
    /// By number.
    pub items: Vec<FoundingPerson>,
}

/// `PUT /v1/foundings/{id}/participation`: the caller takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParticipationRequest {
    /// The consents that were given: `JOIN` is needed.
    pub consents: Vec<String>,
    /// Of which of the founding's employers, from 0.
    #[serde(default)]
    pub employer: u16,
}

/// The caller's own part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParticipationView {
    /// What he is to it now.
    pub part: FoundingPart,
    /// His number.
    pub no: u32,
    /// How many take part now.
    pub people: u32,
}

/// `GET /v1/foundings/{id}/replies/{round}`: a reply to print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplyView {
    /// Its number (批复文号).
    pub number: String,
    /// Its heading.
    pub title: String,
    /// To whom.
    pub to: String,
    /// What it says, a text per paragraph.
    pub paragraphs: Vec<String>,
    /// Who gave it.
    pub from: UnionRef,
    /// Its date.
    pub on: String,
    /// The number of the application that it answers.
    pub application_number: String,
    /// Whether it was made of invented data (合成数据).
    pub synthetic: bool,
}
