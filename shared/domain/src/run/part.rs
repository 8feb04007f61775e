//! A part of a run: one city's roll on its way from the plan to the last fen accounted for.
//!
//! Deliberately absent: the roll (its own objects), batches and cases (their own records).

use super::ledger::Posting;
use super::roll::RollMark;
use crate::entry::{Actor, sha256};
use crate::id::{RunId, SubjectId, UnionId};
use crate::money::Fen;
use crate::role::Role;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Where a part stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// 待生成: nothing is drawn yet, or the roll went back.
    #[default]
    Planned,
    /// 已生成: eligibility is frozen, every amount calculated.
    Drawn,
    /// 已审核: every review said yes.
    Reviewed,
    /// 公示: the public notice is on, or was not needed.
    Posted,
    /// 已批准: total, count and list hash are locked.
    Approved,
    /// 资金已预留: set aside against the budget line.
    Funded,
    /// 发放中: every batch is with the bank, or is held back for a named reason.
    Executing,
    /// 已对账: every line is in an end state.
    Settled,
    /// 已结案: signed off.
    Closed,
    /// 已取消: before anything was approved.
    Cancelled,
}

impl State {
    /// True once its total, count and list are locked; a cancelled part never was.
    #[must_use]
    pub fn is_approved(self) -> bool {
        (State::Approved..=State::Closed).contains(&self)
    }
}

/// What happens to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Event {
    /// It was planned.
    Plan,
    /// A piece of a long step is done: so many people looked at, so many batches sent.
    Progress,
    /// The roll was drawn.
    Draw,
    /// A step was opened for a person.
    Open,
    /// One level said yes, another follows.
    Level,
    /// The last review said yes.
    Review,
    /// A level sent the roll back to be drawn again.
    Return,
    /// The public notice began, or none is needed.
    Post,
    /// The last approval said yes.
    Approve,
    /// The payer set the funds aside.
    Fund,
    /// A batch does not fit what was approved.
    Stop,
    /// What stopped it was mended and approved.
    Resume,
    /// Every batch is with the bank.
    Instruct,
    /// Something is late: the next level is told.
    Escalate,
    /// Every line is in an end state.
    Settle,
    /// Something settled came back.
    Reopen,
    /// It was signed off.
    Close,
    /// It was cancelled.
    Cancel,
    /// An officer handled a single line or finding: held, released, corrected, given up, cleared.
    Handle,
}

use Event as E;
use State as S;

/// Every legal move. What is not here is refused.
#[rustfmt::skip]
pub const MOVES: &[(State, Event, State)] = &[
    (S::Planned,   E::Progress, S::Planned),
    (S::Planned,   E::Draw,     S::Drawn),
    (S::Planned,   E::Open,     S::Planned),
    (S::Planned,   E::Escalate, S::Planned),
    (S::Planned,   E::Cancel,   S::Cancelled),
    (S::Drawn,     E::Open,     S::Drawn),
    (S::Drawn,     E::Level,    S::Drawn),
    (S::Drawn,     E::Review,   S::Reviewed),
    (S::Drawn,     E::Return,   S::Planned),
    (S::Drawn,     E::Escalate, S::Drawn),
    (S::Drawn,     E::Cancel,   S::Cancelled),
    (S::Reviewed,  E::Post,     S::Posted),
    (S::Reviewed,  E::Cancel,   S::Cancelled),
    (S::Posted,    E::Open,     S::Posted),
    (S::Posted,    E::Level,    S::Posted),
    (S::Posted,    E::Approve,  S::Approved),
    (S::Posted,    E::Return,   S::Planned),
    (S::Posted,    E::Escalate, S::Posted),
    (S::Posted,    E::Cancel,   S::Cancelled),
    (S::Approved,  E::Open,     S::Approved),
    (S::Approved,  E::Fund,     S::Funded),
    (S::Approved,  E::Escalate, S::Approved),
    (S::Funded,    E::Stop,     S::Funded),
    (S::Funded,    E::Resume,   S::Funded),
    (S::Funded,    E::Progress, S::Funded),
    (S::Funded,    E::Instruct, S::Executing),
    (S::Funded,    E::Escalate, S::Funded),
    (S::Executing, E::Open,     S::Executing),
    (S::Executing, E::Progress, S::Executing),
    (S::Executing, E::Stop,     S::Executing),
    (S::Executing, E::Resume,   S::Executing),
    (S::Executing, E::Escalate, S::Executing),
    (S::Executing, E::Settle,   S::Settled),
    (S::Settled,   E::Open,     S::Settled),
    (S::Settled,   E::Escalate, S::Settled),
    (S::Settled,   E::Reopen,   S::Executing),
    (S::Settled,   E::Close,    S::Closed),
    (S::Drawn,     E::Handle,   S::Drawn),
    (S::Reviewed,  E::Handle,   S::Reviewed),
    (S::Posted,    E::Handle,   S::Posted),
    (S::Approved,  E::Handle,   S::Approved),
    (S::Funded,    E::Handle,   S::Funded),
    (S::Executing, E::Handle,   S::Executing),
    (S::Settled,   E::Handle,   S::Settled),
    (S::Closed,    E::Handle,   S::Closed),
];

/// The state after an event.
///
/// # Errors
/// [`IllegalMove`] when [`MOVES`] has no such row.
pub fn advance(state: State, event: Event) -> Result<State, IllegalMove> {
    let found = MOVES.iter().find(|(from, by, _)| *from == state && *by == event);
    found.map(|(_, _, to)| *to).ok_or(IllegalMove)
}

/// The table of moves has no such row.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("the part's state does not allow this")]
pub struct IllegalMove;

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

/// How far a long draw is; what it has found so far lies in an object of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// Which draw it will be.
    pub draw: u32,
    /// The object that holds what was found.
    pub key: String,
    /// People looked at.
    pub people: u64,
    /// Batches written.
    pub batches: u32,
}

/// What a hand did to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Deed {
    /// Planned it, and so is its drawer.
    Drew,
    /// Reviewed it.
    Reviewed,
    /// Approved it.
    Approved,
    /// Set its funds aside.
    Paid,
}

/// Somebody who has acted on a part, himself or through a stand-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// Who.
    pub subject: SubjectId,
    /// For whom, if he stood in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<SubjectId>,
    /// What.
    pub deed: Deed,
    /// On which list.
    pub list_hash: String,
    /// When.
    pub at: Timestamp,
}

/// Why a part stands still after its approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StopReason {
    /// The list is not the one that was approved.
    ListChanged,
    /// An account is not the one that was approved: an amendment by two people lets it go.
    AccountChanged,
}

/// Where and why a part stands still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Why.
    pub reason: StopReason,
    /// Which batch.
    pub batch: u32,
    /// Which lines of it; empty for the whole list.
    #[serde(default)]
    pub lines: Vec<u16>,
}

/// When the public notice runs, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The head of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Of which run.
    pub run: RunId,
    /// Its number.
    pub run_number: String,
    /// Four digits of the city.
    pub part: String,
    /// The federation that keeps it.
    pub union: UnionId,
    /// Grows with every change.
    pub version: u64,
    /// `code@version`.
    pub benefit: String,
    /// Which period.
    pub period: String,
    /// In which year its money is spent.
    pub year: i16,
    /// From which budget line.
    pub budget_line: String,
    /// The instant at which eligibility is frozen.
    pub cut_off: Timestamp,
    /// Where it stands.
    pub state: State,
    /// How often it was drawn.
    pub draw: u32,
    /// How far the draw is, while one goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawing: Option<Drawing>,
    /// What was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<RollMark>,
    /// What is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
    /// How many steps were opened so far.
    pub steps: u32,
    /// How many levels of review and approval have said yes.
    pub levels: u32,
    /// Who has acted.
    pub hands: Vec<Hand>,
    /// Grows with every hold that is laid, released or changed: a batch goes only on the count
    /// that was read with its holds.
    pub holds: u64,
    /// The public notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// Why it stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stopped>,
    /// Batches, from the first on, that have both their record and their file.
    pub instructed: u32,
    /// What its payments add up to, as last counted.
    #[serde(default)]
    pub totals: super::Totals,
    /// What void payments gave back to the budget line so far.
    #[serde(default)]
    pub freed: Fen,
    /// Its page of the ledger.
    #[serde(default)]
    pub postings: Vec<Posting>,
    /// Entries so far.
    pub entries: u32,
    /// The hash of the last one.
    pub chain: String,
    /// When it must be driven again at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wake: Option<Timestamp>,
}

/// What an entry of a part tells beyond its event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The list it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_hash: Option<String>,
    /// Lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Their sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fen: Option<Fen>,
    /// The step that was opened or decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
    /// Its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<StepKind>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The batch it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<u32>,
    /// The line of that batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u16>,
    /// What was done to it: `HOLD`, `RELEASE`, `CORRECT`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<String>,
    /// An officer's own words; no personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// One line of a part's history. Never changed, never removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Of which run.
    pub run: RunId,
    /// Of which part.
    pub part: String,
    /// From 1, without gaps.
    pub no: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
    /// What happened.
    pub event: Event,
    /// The state after it.
    pub state: State,
    /// What it tells.
    pub details: Details,
    /// The hash of the entry before; empty for the first.
    pub prev: String,
    /// SHA-256 over `prev` and everything above.
    pub hash: String,
}

impl Entry {
    /// The hash that this entry must carry.
    #[must_use]
    pub fn computed_hash(&self) -> String {
        let plain = Entry { hash: String::new(), ..self.clone() };
        sha256(&serde_json::to_vec(&plain).unwrap_or_default())
    }
}

/// One change of a part: the head after it, and its entry, written together on condition that the
/// head still has the version that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The version that was read; 0 for a new part.
    pub read: u64,
    /// The head to write.
    pub part: Part,
    /// The entry to write.
    pub entry: Entry,
}

/// Builds the change that `event` makes to `read`; `mend` sets what else differs in the head.
///
/// # Errors
/// [`IllegalMove`].
pub fn change(
    read: &Part,
    event: Event,
    at: Timestamp,
    by: Actor,
    details: Details,
    mend: impl FnOnce(&mut Part),
) -> Result<Change, IllegalMove> {
    let mut next = read.clone();
    next.state = advance(read.state, event)?;
    mend(&mut next);
    Ok(finish(read.version, next, event, at, by, details))
}

/// The first change of all: the part as planned.
#[must_use]
pub fn begin(part: Part, at: Timestamp, by: Actor) -> Change {
    finish(0, part, Event::Plan, at, by, Details::default())
}

fn finish(
    read: u64,
    mut next: Part,
    event: Event,
    at: Timestamp,
    by: Actor,
    details: Details,
) -> Change {
    next.version = read.saturating_add(1);
    next.entries = next.entries.saturating_add(1);
    let mut entry = Entry {
        run: next.run.clone(),
        part: next.part.clone(),
        no: next.entries,
        at,
        by,
        event,
        state: next.state,
        details,
        prev: std::mem::take(&mut next.chain),
        hash: String::new(),
    };
    entry.hash = entry.computed_hash();
    next.chain.clone_from(&entry.hash);
    Change { read, part: next, entry }
}

/// The first entry of a chain that does not fit, by its number; none when the chain is whole.
#[must_use]
pub fn first_broken(entries: &[Entry]) -> Option<u32> {
    let mut prev = String::new();
    let mut wanted = 1_u32;
    for entry in entries {
        if entry.no != wanted || entry.prev != prev || entry.hash != entry.computed_hash() {
            return Some(wanted);
        }
        prev.clone_from(&entry.hash);
        wanted = wanted.saturating_add(1);
    }
    None
}

/// Why somebody may not act on a part.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Denied {
    /// He, or the one he stands in for, has drawn, reviewed, approved or paid this list already.
    #[error("nobody acts on one list twice")]
    FourEyes,
    /// He is on the register that the list was drawn from.
    #[error("nobody pays himself")]
    OwnPay,
    /// He decides on a list that is not the one that stands.
    #[error("the list is another one by now")]
    OtherList,
}

/// Whether `subject`, perhaps standing in for `principal`, may act on the list that stands. The
/// drawer of an earlier draw counts; reviewers of a list that went back do not.
///
/// # Errors
/// [`Denied`].
pub fn may_act(
    part: &Part,
    subject: &SubjectId,
    principal: Option<&SubjectId>,
    on_register: bool,
    list_hash: &str,
) -> Result<(), Denied> {
    let standing = part.roll.as_ref().map(|roll| roll.list_hash.as_str());
    if standing != Some(list_hash) {
        return Err(Denied::OtherList);
    }
    if on_register {
        return Err(Denied::OwnPay);
    }
    let same = |one: &SubjectId| one == subject || Some(one) == principal;
    let acted = part
        .hands
        .iter()
        .any(|hand| same(&hand.subject) || hand.principal.as_ref().is_some_and(same));
    if acted { Err(Denied::FourEyes) } else { Ok(()) }
}
