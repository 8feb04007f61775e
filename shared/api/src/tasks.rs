//! An officer's worklist and one case of it, to read.

use serde::{Deserialize, Serialize};

use crate::common::{ApplicationState, Reason, TimelineEntry, UnionRef};
use crate::decisions::Decision;
use crate::moves::MovingView;

/// What a pending step (待办) asks of an officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TaskKind {
    /// A check by hand of what the machine could not tell.
    Check,
    /// The committee's decision.
    Approval,
    /// A second look at a refusal, at the parent union: approve sends the case back to the
    /// committee, refuse upholds the refusal.
    Appeal,
    /// The union that a member leaves may object (异议期): approve says that nothing stands against
    /// the move, refuse objects for a named reason; silence until the due date is consent.
    Objection,
    /// The union above both decides on an objection (异议裁定): approve lets the move go on, refuse
    /// upholds the objection.
    Resolution,
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TaskState {
    /// Nobody has it in hand.
    Open,
    /// An officer said that he has it in hand; others may still decide.
    Claimed,
    /// Closed.
    Done,
}

/// `GET /v1/tasks`: a page of the worklist, by due date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskList {
    /// At most 100, the most urgent first; of `DONE` the newest first.
    pub items: Vec<TaskItem>,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many there are in the same unions, whatever the filters.
    pub counts: TaskCounts,
}

/// How much waits. Exact to 1,000; 1,000 says «a thousand or more».
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskCounts {
    /// Open or claimed.
    pub waiting: u32,
    /// Of these, due within two working days.
    pub near_due: u32,
    /// Of these, past the due date.
    pub overdue: u32,
}

/// A task in the worklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskItem {
    /// The task's id.
    pub id: String,
    /// The application's id.
    pub application: String,
    /// The application's number (受理编号).
    pub number: String,
    /// The code of the matter.
    pub matter: String,
    /// What the matter is called.
    pub title: String,
    /// What it asks.
    pub kind: TaskKind,
    /// The applicant's name, masked.
    pub applicant: String,
    /// The applicant's occupation group, where the form asks it: `COURIER`, `NONE`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The union whose task it is.
    pub union: UnionRef,
    /// When it was opened.
    pub opened_at: String,
    /// The date by which it is to be decided.
    pub due_on: String,
    /// Whether `dueOn` is past.
    pub overdue: bool,
    /// Where it stands.
    pub state: TaskState,
    /// Whether every check passed; only such cases can be decided many at once.
    pub all_checks_passed: bool,
    /// Who has it in hand, where somebody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
}

/// A claim (认领): advisory, never a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// Whether it is the caller's.
    pub mine: bool,
    /// When it ends by itself: 30 minutes after it was made.
    pub until_at: String,
}

/// A claimed or released task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimView {
    /// The task's id.
    pub id: String,
    /// Where it stands now.
    pub state: TaskState,
    /// The claim; absent once released.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
}

/// `GET /v1/tasks/{id}`: everything that an officer needs to decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskView {
    /// The task as in the worklist.
    #[serde(flatten)]
    pub item: TaskItem,
    /// The version of the matter on which the application stays.
    pub matter_version: u32,
    /// Where the application stands.
    pub application_state: ApplicationState,
    /// Whether `dueOn` may move (预计).
    pub provisional: bool,
    /// The form, one row per field, sealed fields masked.
    pub form: Vec<FormField>,
    /// The fields that `POST /v1/reveals` would show to the caller.
    pub revealable: Vec<String>,
    /// One row per check of the machine, and of people.
    pub checks: Vec<CheckRow>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// Why it was returned or refused before; else empty.
    pub reasons: Vec<Reason>,
    /// What is peculiar to a move of the membership; absent for other matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moving: Option<MovingView>,
    /// The applicant's words, where this is an appeal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<String>,
    /// The person's other applications that the caller may see, newest first.
    pub history: Vec<HistoryItem>,
    /// What the caller may decide; empty where he may not, with `blocked` saying why.
    pub decisions: Vec<Decision>,
    /// Why the caller may decide nothing: his own case, four eyes, closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Blocked>,
    /// The reasons that a return or a refusal can give.
    pub reason_choices: Vec<ReasonChoice>,
    /// What the applicant will read, per decision.
    pub previews: Vec<Preview>,
    /// Whether it was made of invented data (合成数据).
    pub synthetic: bool,
}

/// One field of a form, for reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormField {
    /// JSON Pointer into the form: `/name`, `/employer/creditCode`.
    pub field: String,
    /// What it is called.
    pub label: String,
    /// Its value as text, in words where it is a code; masked where it is sealed.
    pub value: String,
    /// Whether `value` is masked.
    pub masked: bool,
}

/// One check with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckRow {
    /// The rule's id.
    pub rule: String,
    /// The matter and version that the rule belongs to: `join@1`.
    pub version: String,
    /// What the rule asks, as a sentence.
    pub text: String,
    /// `true` passed, `false` failed, `null` could not be told.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub passed: Option<bool>,
    /// The facts on which the answer rests, without sealed values: `age=36`.
    pub evidence: String,
    /// Where the facts came from: `form`, `register`, `provider`, `officer`.
    pub source: String,
    /// When it was checked.
    pub at: String,
}

/// Another application of the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryItem {
    /// The application's id.
    pub application: String,
    /// Its number (受理编号).
    pub number: String,
    /// What its matter is called.
    pub title: String,
    /// Where it stands or how it ended.
    pub state: ApplicationState,
    /// When it was first sent.
    pub submitted_at: String,
}

/// Why the caller may not decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Blocked {
    /// The code of the problem that a decision would get: `OWN_CASE`, `FOUR_EYES`, `STEP_CLOSED`.
    pub code: String,
    /// The same as a sentence.
    pub text: String,
}

/// A reason that an officer can give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonChoice {
    /// For which decision.
    pub decision: Decision,
    /// The reason code.
    pub code: String,
    /// The sentence that the applicant reads.
    pub text: String,
    /// What the applicant is told to do next.
    pub next: String,
    /// The least number of characters of `reasonText`; 0 where it is not needed.
    pub min_text: u32,
}

/// What the applicant will read after a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// After which decision.
    pub decision: Decision,
    /// The text; `{reason}` and `{next}` stand where the chosen reason's sentences go.
    pub text: String,
}
