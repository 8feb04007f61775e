//! Collective joining (集中入会): batches, rosters, consents, check-ins, the committee's decision.

use serde::{Deserialize, Serialize};

use crate::common::{ApplicationState, UnionRef};
use crate::decisions::Decision;
use crate::files::FileView;
use crate::problem::Problem;

/// Makes a type of the API: JSON in camelCase, in the document.
macro_rules! shown {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
            #[serde(rename_all = "camelCase")]
            #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
            pub struct $name {
                $($(#[$field_doc])* pub $field: $kind,)*
            }
        )*
    };
}

/// `POST /v1/batches`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchRequest {
    /// The union that takes the people in, and decides.
    pub union: String,
    /// What people call it, 2 to 40 characters.
    pub title: String,
    /// Where it is held, 2 to 60 characters.
    pub place: String,
    /// When it is held.
    pub held_at: String,
    /// The last day on which somebody may answer by his link.
    pub until_on: String,
}

shown! {
    /// `GET /v1/batches`: a page of them, newest first.
    struct BatchList {
        /// At most 100 of each union.
        items: Vec<BatchSummary>,
    }
    /// A batch in a list.
    struct BatchSummary {
        /// Its id.
        id: String,
        /// The union that takes the people in.
        union: UnionRef,
        /// What people call it.
        title: String,
        /// Where.
        place: String,
        /// When.
        held_at: String,
        /// People on the roster.
        rows: u32,
        /// Recorded decisions.
        rounds: u32,
        /// Whether nobody answers any more.
        closed: bool,
        /// Whether the caller organises it: then somebody else decides.
        mine: bool,
    }
    /// How many people stand where.
    struct BatchCounts {
        /// On the roster.
        rows: u32,
        /// To whom the link was handed to the provider.
        sent: u32,
        /// Who said nothing yet.
        silent: u32,
        /// Who said yes.
        yes: u32,
        /// Who said no.
        no: u32,
        /// Whose application is being checked by the machine.
        checking: u32,
        /// Whose checks all passed: the batch's decision may cover them.
        ready: u32,
        /// Where a check did not pass: to be opened singly.
        singly: u32,
        /// Who has to mend something.
        returned: u32,
        /// Refused, withdrawn or lapsed.
        ended: u32,
        /// Members with a number.
        members: u32,
        /// Who came.
        present: u32,
        /// Of whom nothing was heard, and who did not come.
        absent: u32,
    }
    /// A recorded decision of the committee.
    struct RoundView {
        /// From 1.
        no: u32,
        /// The committee's date.
        decided_on: String,
        /// When it was recorded.
        at: String,
        /// How many people it covers.
        people: u32,
        /// How many of them are exceptions.
        exceptions: u32,
        /// Whether the caller recorded it.
        mine: bool,
    }
}

/// `GET /v1/batches/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchView {
    /// Its id.
    pub id: String,
    /// The union that takes the people in, and decides.
    pub union: UnionRef,
    /// What people call it.
    pub title: String,
    /// Where.
    pub place: String,
    /// When.
    pub held_at: String,
    /// The last day for an answer by link.
    pub until_on: String,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<String>,
    /// Whether the caller organises it: then somebody else decides.
    pub mine: bool,
    /// Whether the caller may keep its roster and run its ceremony.
    pub may_gather: bool,
    /// Whether the caller may record the committee's decision.
    pub may_decide: bool,
    /// How many people stand where.
    pub counts: BatchCounts,
    /// Devices that work now.
    pub devices: u32,
    /// The decisions so far.
    pub rounds: Vec<RoundView>,
    /// What was recorded of the ceremony.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceremony: Option<CeremonyView>,
    /// Whether the people are invented.
    pub synthetic: bool,
}

/// What somebody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RowAnswer {
    /// Nothing yet.
    Open,
    /// Yes.
    Yes,
    /// No.
    No,
}

/// `GET /v1/batches/{id}/rows`: a page of the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowList {
    /// At most 100, by number.
    pub items: Vec<RowView>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// One person of a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowView {
    /// His number on the roster.
    pub no: u32,
    /// His name; empty once erased.
    pub name: String,
    /// The same masked, for whatever leaves the desk.
    pub name_masked: String,
    /// The document's number, masked.
    pub id_masked: String,
    /// The mobile, masked.
    pub mobile_masked: String,
    /// The occupation group's code.
    pub group: String,
    /// Its name.
    pub group_name: String,
    /// The employer's name or code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
    /// The code on his card for checking in.
    pub code: String,
    /// Whether he came without being on the list.
    pub walk_in: bool,
    /// What he said.
    pub answer: RowAnswer,
    /// Whether he said it on a device at the place.
    pub on_the_spot: bool,
    /// When he said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<String>,
    /// How often the link was sent.
    pub sends: u32,
    /// When the provider last took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<String>,
    /// Whether the link is shut after wrong tries: sending it again opens it.
    pub shut: bool,
    /// When he came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_at: Option<String>,
    /// On which device that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_on: Option<String>,
    /// What came of his yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<RowApplication>,
}

/// The application of somebody who said yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowApplication {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// The pending step's task, where an officer is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// Whether the batch's decision may cover it: its approval is open and all checks passed.
    pub ready: bool,
    /// Codes of the reasons for a return or a refusal.
    pub reasons: Vec<String>,
    /// The number of the membership card, once he is a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_number: Option<String>,
}

/// `POST /v1/batches/{id}/roster`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchRosterRequest {
    /// The file's name.
    pub file_name: String,
    /// Its bytes (XLSX or CSV), base64; at most 4 MB and 2,000 rows.
    pub content: String,
    /// `true`: says what it would do and writes nothing.
    #[serde(default)]
    pub dry_run: bool,
}

shown! {
    /// What an upload did, line by line.
    struct BatchRosterView {
        /// Whether nothing was written.
        dry_run: bool,
        /// New people.
        added: u32,
        /// People who were on the roster already.
        known: u32,
        /// Lines that were not taken.
        refused: u32,
        /// Every line with its outcome.
        lines: Vec<BatchRosterLine>,
        /// The same file with a column 校验结果.
        file: FileView,
    }
    /// One line of an uploaded file.
    struct BatchRosterLine {
        /// Its line in the file.
        line: u32,
        /// What became of it.
        outcome: RosterOutcome,
        /// Why it was refused, each with how to mend it.
        notes: Vec<String>,
    }
}

/// What became of a line of a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RosterOutcome {
    /// New on the roster.
    Added,
    /// On it already.
    Known,
    /// Not taken; no other line suffers.
    Refused,
}

/// `POST /v1/batches/{id}/rows`, `PUT /v1/batches/{id}/rows/{row}`: one person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowRequest {
    /// As on the document.
    pub name: String,
    /// ID card or residence permit, 18 characters.
    pub id_number: String,
    /// His own mobile.
    pub mobile: String,
    /// The occupation group's code.
    pub group: String,
    /// His employer's name, if he has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
    /// Its unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<String>,
    /// Whether he came without being on the list.
    #[serde(default)]
    pub walk_in: bool,
}

/// `POST /v1/batches/{id}/invitations`: sends the link; `rows` left out: to all who have none yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationRequest {
    /// To whom, also once more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<u32>,
}

shown! {
    /// What became of the sending.
    struct InvitationView {
        /// Links that the provider took.
        sent: u32,
        /// Links that it did not take: send them again.
        failed: u32,
        /// People still without a link, whom this call had no time for: call again.
        left: u32,
    }
    /// A device for answers on the spot.
    struct DeviceView {
        /// From 1.
        no: u32,
        /// What its page is opened with; shown once.
        token: String,
        /// When it stops by itself.
        until_at: String,
    }
}

/// `POST /v1/batches/{id}/check-ins`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckInRequest {
    /// Which device noted them.
    pub device: String,
    /// 1 to 200, as they were noted.
    pub items: Vec<CheckInItem>,
}

/// One check-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckInItem {
    /// The code on the card, as scanned or typed.
    pub code: String,
    /// When, by the device's clock.
    pub at: String,
}

/// One outcome per check-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckInView {
    /// In the order of the request.
    pub items: Vec<CheckInResult>,
}

/// What became of one check-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckInResult {
    /// The code as it was sent.
    pub code: String,
    /// What became of it.
    pub outcome: CheckInOutcome,
    /// The row, where the code is one of the batch's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// When the check-in that stands was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// On which device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
}

/// What a check-in comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CheckInOutcome {
    /// Noted, now or before on this device.
    Present,
    /// Another device noted him; the first stands.
    Elsewhere,
    /// He said no: ask him.
    SaidNo,
    /// No card of this batch.
    Unknown,
}

/// `PUT /v1/batches/{id}/ceremony`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CeremonyRequest {
    /// When it was really held.
    pub held_at: String,
    /// Where.
    pub place: String,
    /// How many were counted in the hall.
    pub heads: u32,
    /// Whether the oath was taken together.
    pub oath: bool,
}

shown! {
    /// What was recorded of a ceremony.
    struct CeremonyView {
        /// When it was held.
        held_at: String,
        /// Where.
        place: String,
        /// How many were counted.
        heads: u32,
        /// Whether the oath was taken together.
        oath: bool,
        /// When it was recorded.
        at: String,
    }
}

/// `POST /v1/batches/{id}/decisions`: the committee's one decision, with exceptions by person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchDecisionRequest {
    /// The committee's date.
    pub decided_on: String,
    /// «我与申请人无亲属关系».
    pub no_kinship: bool,
    /// Whom it covers, by their numbers on the roster, 1 to 2,000.
    pub rows: Vec<u32>,
    /// For whom it decides otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<BatchException>,
}

/// Somebody for whom the committee decided otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchException {
    /// His number on the roster.
    pub row: u32,
    /// `return` or `refuse`.
    pub decision: Decision,
    /// Why.
    pub reason_code: String,
    /// In the committee's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_text: Option<String>,
}

shown! {
    /// What became of a decision.
    struct BatchDecisionView {
        /// The recorded decision.
        round: RoundView,
        /// People on whom it took effect, now or before.
        decided: u32,
        /// People whom this call had no time for: send the same again.
        left: u32,
        /// People on whom it could not take effect, each with why.
        problems: Vec<RowProblem>,
    }
    /// Why a decision has no effect on somebody.
    struct RowProblem {
        /// His number on the roster.
        row: u32,
        /// Why.
        problem: Problem,
    }
}
