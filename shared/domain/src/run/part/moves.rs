//! Where a part stands, and what may follow what.

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
