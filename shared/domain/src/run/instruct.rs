//! Instructing (提交银行): which lines of a batch may be sent now, and what keeps the others.
//!
//! What is decided here is written in one transaction: the batch's record, the slots that make its
//! payments unique, the cases of those that stay behind. That write is the point of no return.

use super::hold::{Amendment, Hold, HoldKind, approved_account};
use super::ledger::{Account, Posting, Why};
use super::part::{Part, StopReason, Stopped};
use super::payment::{Attempt, Batch, Case, Lines, Reason, State};
use super::reference::Message;
use super::roll::{Line, RollBatch};
use crate::calendar::{add_working_days, shanghai_date};
use crate::id::PersonId;
use crate::money::Fen;
use crate::payee::PayeeStatus;
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};

/// Lines of one later sending: each may need its case and its slot, and all fit one transaction.
pub const LATER_LINES: usize = 48;

/// What makes a payment unique: the table refuses a second one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Who.
    pub person: PersonId,
    /// In which year the money is spent.
    pub year: i16,
    /// The benefit's code, without its version.
    pub benefit: String,
    /// Its period.
    pub period: String,
    /// The kind.
    pub kind: String,
    /// Where it lies: run number, part, batch, line.
    pub message: Message,
    /// Which line.
    pub line: u16,
    /// How much.
    pub fen: Fen,
    /// The group of which a person has one payment per period.
    pub group: Option<String>,
    /// The group whose payments of a year have a limit, and the limit.
    pub cap: Option<(String, Fen)>,
}

/// What is known about a batch at the moment of sending.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The part; approved and funded.
    pub part: &'a Part,
    /// The approved lines.
    pub roll: &'a RollBatch,
    /// [`super::roll::BatchMark::hash`] of the approved index.
    pub hash: &'a str,
    /// The batch's record, if it was sent before.
    pub batch: Option<&'a Batch>,
    /// Its cases.
    pub cases: &'a [Case],
    /// The holds on its lines.
    pub holds: &'a [Hold],
    /// The amendments to its lines.
    pub amendments: &'a [Amendment],
    /// The fingerprint of each payee's account as it is now; verified ones only.
    pub accounts: &'a HashMap<PersonId, String>,
    /// Whether each payee can be paid now.
    pub statuses: &'a HashMap<PersonId, PayeeStatus>,
    /// Payees who took back a consent without which the benefit is not paid.
    pub withdrawn: &'a HashSet<PersonId>,
    /// Lines whose slot the table refused: paid by another run, or over a limit.
    pub refused: Lines,
    /// Lines that cannot be written in the bank's format.
    pub unfit: Lines,
    /// The group's yearly limit, where the benefit has one.
    pub cap: Option<(String, Fen)>,
    /// Working days within which the bank's report is expected.
    pub report_within: u16,
    /// Now.
    pub at: Timestamp,
}

/// What is to be done with a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Nothing can be sent now.
    Nothing,
    /// It does not fit what was approved: nothing of it goes.
    Stop(Stopped),
    /// This is written, and then the file.
    Send(Box<Sending>),
}

/// One sending, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The batch's record after it; version 1 for the first sending.
    pub batch: Batch,
    /// The sending itself; none where every line stays behind.
    pub attempt: Option<Attempt>,
    /// The slots to be taken.
    pub slots: Vec<Slot>,
    /// Cases that are new or changed.
    pub cases: Vec<Case>,
}

/// Decides what of a batch is sent now.
#[must_use]
pub fn plan(facts: &Facts<'_>) -> Plan {
    if super::roll::batch_hash(facts.roll) != facts.hash {
        let stopped =
            Stopped { reason: StopReason::ListChanged, batch: facts.roll.no, lines: Vec::new() };
        return Plan::Stop(stopped);
    }
    match facts.batch {
        None => first(facts),
        Some(batch) => later(facts, batch),
    }
}

/// Why a line stays behind.
enum Behind {
    Held(&'static str, String),
    Void(&'static str, String),
}

fn behind(facts: &Facts<'_>, line: &Line) -> Option<Behind> {
    if facts.refused.has(line.no) {
        return Some(Behind::Void("P03", String::new()));
    }
    let hold = facts.holds.iter().find(|hold| hold.line == line.no);
    if let Some(hold) = hold {
        if hold.is_void() {
            return Some(Behind::Void("P02", hold.reason.clone()));
        }
        if hold.is_open() {
            return Some(Behind::Held(hold_code(hold.kind), hold.reason.clone()));
        }
    }
    match facts.statuses.get(&line.person) {
        Some(PayeeStatus::Living) if facts.withdrawn.contains(&line.person) => {
            Some(Behind::Held("P16", String::new()))
        }
        Some(PayeeStatus::Living) if facts.unfit.has(line.no) => {
            Some(Behind::Held("P15", String::new()))
        }
        Some(PayeeStatus::Living) => None,
        Some(PayeeStatus::Deceased) => Some(Behind::Held("P04", String::new())),
        Some(_) | None => Some(Behind::Held("P05", String::new())),
    }
}

/// Whether a case that may be sent again must wait all the same: a hold came in, the payee cannot
/// be paid any more or took his consent back, or the bank's format does not take the account.
fn waits(facts: &Facts<'_>, case: &Case) -> bool {
    let held = facts.holds.iter().any(|hold| hold.line == case.line && hold.is_open());
    let living = facts.statuses.get(&case.person) == Some(&PayeeStatus::Living);
    held || !living || facts.withdrawn.contains(&case.person) || facts.unfit.has(case.line)
}

fn hold_code(kind: HoldKind) -> &'static str {
    match kind {
        HoldKind::Objection => "P01",
        HoldKind::Deceased => "P04",
        HoldKind::NotPayable => "P05",
        HoldKind::AccountChanged => "P06",
        HoldKind::ByHand => "P08",
    }
}

fn first(facts: &Facts<'_>) -> Plan {
    let mut send: Vec<&Line> = Vec::new();
    let mut cases = Vec::new();
    let mut changed = Vec::new();
    for line in &facts.roll.lines {
        match behind(facts, line) {
            Some(behind) => cases.push(left_behind(facts, line, behind)),
            None if has_account(facts, line) => send.push(line),
            None => changed.push(line.no),
        }
    }
    if !changed.is_empty() {
        let batch = facts.roll.no;
        return Plan::Stop(Stopped { reason: StopReason::AccountChanged, batch, lines: changed });
    }
    let lines = Lines::of(send.iter().map(|line| line.no));
    let total = Fen::total(send.iter().map(|line| line.fen)).unwrap_or(Fen::ZERO);
    let attempt = attempt(facts, 1, lines, total);
    let posting = (Account::Reserved, Account::InFlight);
    let posting = Posting::of(posting, total, Why::Instruct, &facts.part.period, facts.at);
    let batch = Batch {
        run: facts.part.run.clone(),
        part: facts.part.part.clone(),
        no: facts.roll.no,
        draw: facts.part.draw,
        version: 1,
        hash: facts.hash.to_owned(),
        attempts: attempt.clone().into_iter().collect(),
        confirmed: Lines::NONE,
        cased: Lines::of(cases.iter().map(|case: &Case| case.line)),
        postings: posting.into_iter().collect(),
        reported: None,
    };
    let slots = send.iter().map(|line| slot(facts, line, 1)).collect();
    Plan::Send(Box::new(Sending { batch, attempt, slots, cases }))
}

fn has_account(facts: &Facts<'_>, line: &Line) -> bool {
    let amendment = facts.amendments.iter().find(|amendment| amendment.line == line.no);
    let approved = approved_account(&line.account, amendment);
    facts.accounts.get(&line.person).is_some_and(|now| now == approved)
}

fn attempt(facts: &Facts<'_>, no: u32, lines: Lines, total: Fen) -> Option<Attempt> {
    (lines.count() > 0).then(|| Attempt {
        no,
        message: message(facts, no).to_string(),
        lines,
        total,
        at: facts.at,
        due: add_working_days(shanghai_date(facts.at), facts.report_within.into()).date,
    })
}

fn message(facts: &Facts<'_>, attempt: u32) -> Message {
    Message {
        run: facts.part.run_number.clone(),
        part: facts.part.part.clone(),
        batch: facts.roll.no,
        attempt,
    }
}

fn slot(facts: &Facts<'_>, line: &Line, attempt: u32) -> Slot {
    let benefit = facts.part.benefit.split('@').next().unwrap_or_default().to_owned();
    Slot {
        person: line.person.clone(),
        year: facts.part.year,
        benefit,
        period: facts.part.period.clone(),
        kind: line.kind.clone(),
        message: message(facts, attempt),
        line: line.no,
        fen: line.fen,
        group: line.group.clone(),
        cap: facts.cap.clone(),
    }
}

/// A case for a line that was never sent.
fn left_behind(facts: &Facts<'_>, line: &Line, behind: Behind) -> Case {
    let (state, code, text) = match behind {
        Behind::Held(code, text) => (State::Held, code, text),
        Behind::Void(code, text) => (State::Void, code, text),
    };
    let back = (Account::Reserved, Account::Budget);
    let posting = (state == State::Void)
        .then(|| Posting::of(back, line.fen, Why::Void, &facts.part.period, facts.at))
        .flatten();
    Case {
        run: facts.part.run.clone(),
        part: facts.part.part.clone(),
        batch: facts.roll.no,
        line: line.no,
        version: 1,
        person: line.person.clone(),
        kind: line.kind.clone(),
        fen: line.fen,
        paid: Fen::ZERO,
        arrived: Fen::ZERO,
        state,
        attempt: 0,
        refused: Vec::new(),
        account: line.account.clone(),
        reasons: vec![Reason { code: code.to_owned(), text, at: facts.at }],
        postings: posting.into_iter().collect(),
        at: facts.at,
        asked: None,
    }
}

/// Cases that may be sent again, or for the first time after a hold.
fn later(facts: &Facts<'_>, batch: &Batch) -> Plan {
    let ready = |case: &&Case| matches!(case.state, State::Approved | State::Corrected);
    let mut next = batch.clone();
    let last = batch.attempts.iter().map(|attempt| attempt.no).max().unwrap_or(0);
    let no = last.saturating_add(1);
    let mut cases = Vec::new();
    let mut slots = Vec::new();
    let mut lines = Lines::NONE;
    let mut total = Fen::ZERO;
    for case in facts.cases.iter().filter(ready) {
        if cases.len() == LATER_LINES {
            break;
        }
        let Some(line) = facts.roll.line(case.line) else { continue };
        let amendment = facts.amendments.iter().find(|amendment| amendment.line == case.line);
        let approved = approved_account(&case.account, amendment);
        let fits = facts.accounts.get(&case.person).is_some_and(|now| now == approved);
        let (to, code) = if facts.refused.has(case.line) {
            (State::Void, "P03")
        } else if fits && !waits(facts, case) {
            (State::Submitted, "P09")
        } else {
            continue;
        };
        let Ok(mut moved) = case.clone().moved(to, code, "", facts.at) else { continue };
        let (into, why) = if to == State::Void {
            (Account::Budget, Why::Void)
        } else {
            (Account::InFlight, Why::Instruct)
        };
        let period = &facts.part.period;
        moved.postings.extend(postings(case, into, why, period, facts.at));
        if to == State::Submitted {
            if case.attempt == 0 {
                slots.push(slot(facts, line, no));
            }
            moved.attempt = no;
            moved.arrived = Fen::ZERO;
            approved.clone_into(&mut moved.account);
            lines = lines.with(case.line);
            total = total.checked_add(case.due()).unwrap_or(total);
        }
        cases.push(moved);
    }
    if cases.is_empty() {
        return Plan::Nothing;
    }
    let attempt = attempt(facts, no, lines, total);
    next.attempts.extend(attempt.clone());
    next.version = batch.version.saturating_add(1);
    Plan::Send(Box::new(Sending { batch: next, attempt, slots, cases }))
}

/// The postings that move what a case still has to get: what came back first, the rest out of
/// what is set aside.
#[must_use]
pub fn postings(case: &Case, into: Account, why: Why, period: &str, at: Timestamp) -> Vec<Posting> {
    let returned = case.returned().min(case.due());
    let rest = case.due().checked_sub(returned).unwrap_or(Fen::ZERO);
    let entries = [(Account::Returned, returned), (Account::Reserved, rest)];
    let posting = |(from, fen)| Posting::of((from, into), fen, why, period, at);
    entries.into_iter().filter_map(posting).collect()
}
