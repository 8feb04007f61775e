//! The head of an application's record: where it stands, what it waits for, how its steps ended.
//!
//! Deliberately absent: the form (its own record), the entries (their own records), any key.

mod moves;

pub use moves::{Event, IllegalMove, MOVES, State, advance};

use crate::id::{ApplicationId, MembershipId, PersonId, SubjectId, UnionId};
use crate::matter::MatterRef;
use crate::occupation::OccupationGroup;
use crate::reason::ReasonCode;
use crate::role::Role;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What a pending step (待办) waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepKind {
    /// A person confirms what the machine could not tell.
    Check,
    /// A committee's decision.
    Approval,
    /// The parent union's second look at a refusal.
    Appeal,
    /// The applicant mends his form.
    Amendment,
    /// The union that is left may object; its silence is consent (原单位工会异议期).
    Objection,
    /// The nearest union above both decides on an objection (异议裁定).
    Resolution,
    /// The member may explain (本人申辩) before the committee decides about him.
    Hearing,
    /// The person himself says yes or no (本人确认); his silence is never consent.
    OwnYes,
    /// The applicant sends the next round's facts (下一轮材料); it lapses long after.
    Round,
}

impl StepKind {
    /// True for a step that lies with a union's officers; the others lie with the applicant.
    #[must_use]
    pub fn is_officers(self) -> bool {
        match self {
            StepKind::Check
            | StepKind::Approval
            | StepKind::Appeal
            | StepKind::Objection
            | StepKind::Resolution => true,
            StepKind::Amendment | StepKind::OwnYes | StepKind::Round | StepKind::Hearing => false,
        }
    }
}

/// The one thing that an open application waits for. At most one at a time: it lives in the head,
/// so a case without a step or with two cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Counts the steps of this application from 1; never reused.
    pub seq: u32,
    /// What is waited for.
    pub kind: StepKind,
    /// The union that holds the step; none for the applicant's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionId>,
    /// The role that may decide it; none for the applicant's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// When it was opened.
    pub opened: Timestamp,
    /// The last day for it, in Asia/Shanghai.
    pub due: Date,
    /// How many levels have been told that it is past due, 0 to 3; of a round how often its
    /// applicant was reminded.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub escalation: u8,
    /// True once its holder has been reminded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reminded: bool,
}

/// An advisory claim (认领): who is looking at the step, until when. Never blocks anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The step's number.
    pub seq: u32,
    /// Who.
    pub by: SubjectId,
    /// It ends by itself at this moment, 30 minutes after it was made.
    pub until: Timestamp,
}

/// How a step ended; kept in the head so that a repeat is recognised without another read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedStep {
    /// The step's number.
    pub seq: u32,
    /// What was decided.
    pub decision: Decision,
    /// Who decided.
    pub by: SubjectId,
    /// The reason's code, for a return or a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ReasonCode>,
}

/// An officer's word on a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Yes. On an appeal: back to the committee. On an objection step: nothing stands against it.
    Approve,
    /// Back to the applicant.
    Return,
    /// No. On an appeal: the refusal stands. On an objection step: the union objects.
    Refuse,
}

/// Why the applicant was told no or asked to mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The code from the reference list.
    pub code: ReasonCode,
    /// The officer's own words, shown word for word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What the identity provider has said so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IdentityState {
    /// Not asked, or no answer yet.
    #[default]
    Open,
    /// Name, number and mobile agree.
    Agreed,
    /// A person confirmed it.
    Confirmed,
}

/// The mutable head of an application's record: small, because every write costs by its size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its identity.
    pub id: ApplicationId,
    /// Grows by one with every change; a write is conditional on the one that was read.
    pub version: u64,
    /// The number that people see (受理编号), with a check digit.
    pub number: String,
    /// The matter and the version it began with.
    pub matter: MatterRef,
    /// Where it stands.
    pub state: State,
    /// The account that sent it.
    pub subject: SubjectId,
    /// The person it is about.
    pub person: PersonId,
    /// The latest form's version, from 1.
    pub form: u32,
    /// When it was first sent.
    pub submitted: Timestamp,
    /// The date by which the applicant is promised an answer.
    pub due: Date,
    /// True when that date rests on a calendar that is not out yet (预计).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    /// The occupation group, for worklists and figures.
    pub group: OccupationGroup,
    /// The union that decides, once routed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionId>,
    /// Why that union: the branch of the routing rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<crate::routing::RouteReason>,
    /// The union that is left, of a move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<UnionId>,
    /// The union whose officer began it for the applicant; none where he did himself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<UnionId>,
    /// True while an objection waits to be decided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub objected: bool,
    /// Rounds sent after the first form.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub round: u8,
    /// Approval levels passed so far.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub level: u8,
    /// What it waits for, if for a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
    /// Steps opened so far.
    #[serde(default, skip_serializing_if = "is_zero32")]
    pub steps: u32,
    /// Steps that ended, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<ClosedStep>,
    /// Everyone who has decided on it, and those they stood in for: none of them decides again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<SubjectId>,
    /// The moment at which it must be driven again at the latest; none when closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wake: Option<Timestamp>,
    /// What the identity provider said.
    #[serde(default)]
    pub identity: IdentityState,
    /// How often the provider failed to answer.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub tries: u8,
    /// How often it was returned.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub returns: u8,
    /// How often it was moved to another union.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub hops: u8,
    /// True when every check of the machine passed: only then may it be decided with others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub clean: bool,
    /// True once a person confirmed what the machine could not tell, for this form's version.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
    /// Why it was returned or refused, for the applicant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// The last day for an appeal against a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal_by: Option<Date>,
    /// True once an appeal was made: there is one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub appealed: bool,
    /// The committee's recorded date of decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// The membership that came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<MembershipId>,
    /// Its place in a collective joining, if it came with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<crate::batch::BatchPlace>,
    /// Entries written so far.
    pub entries: u32,
    /// The hash of the latest entry: the end of the chain.
    pub chain: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero32(number: &u32) -> bool {
    *number == 0
}

impl Application {
    /// True when it is this account's own: sent by it, or sent for the person it is bound to while
    /// he had no account.
    #[must_use]
    pub fn is_sent_by(&self, subject: &SubjectId, person: Option<&PersonId>) -> bool {
        self.subject == *subject || person.is_some_and(|person| self.subject.is_guest_of(person))
    }

    /// The step that is open now, if its number is `seq`.
    #[must_use]
    pub fn open_step(&self, seq: u32) -> Option<&Pending> {
        self.pending.as_ref().filter(|step| step.seq == seq)
    }

    /// How the step `seq` ended, if it has.
    #[must_use]
    pub fn closed_step(&self, seq: u32) -> Option<&ClosedStep> {
        self.closed.iter().find(|step| step.seq == seq)
    }
}
