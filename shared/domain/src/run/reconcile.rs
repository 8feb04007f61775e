//! Reconciliation (对账): what a bank's report means for a batch, line by line, by reference.
//!
//! A line that cannot be matched never undoes or hides another. Booking the same line again
//! changes nothing, in whatever file it comes.

use super::ledger::{Account, Posting, Why};
use super::part::{Part, State as PartState};
use super::payment::{Batch, Case, Lines, State, Suspense, SuspenseWhy};
use super::reference::Reference;
use super::roll::{Line, RollBatch};
use crate::calendar::shanghai_date;
use crate::entry::sha256;
use crate::money::Fen;
use jiff::Timestamp;

/// What the bank says of one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 成功.
    Paid,
    /// 失败.
    Rejected {
        /// The bank's code.
        code: String,
        /// Its words.
        text: String,
    },
    /// 处理中.
    Pending,
    /// 退票.
    Returned {
        /// The bank's code.
        code: String,
        /// Its words.
        text: String,
    },
}

/// One line of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As the bank gave it back.
    pub reference: String,
    /// What it says.
    pub outcome: Outcome,
    /// Of how much; none where the report does not say.
    pub amount: Option<Fen>,
}

/// What a line of a report did.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Booked {
    /// The payment arrived.
    Confirmed,
    /// It was booked before.
    Repeated,
    /// The bank refused it.
    Failed,
    /// It came back.
    Returned,
    /// It arrived in part; the rest is in suspense.
    PartPaid,
    /// It arrived, and more than was told; what is over is in suspense.
    Overpaid,
    /// The bank is still at it.
    Pending,
    /// It belongs to nothing that was on its way; its money, if any, is in suspense.
    Unmatched,
}

/// What a report leads to for one batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// The batch after it; its version has grown if it differs.
    pub batch: Batch,
    /// Cases that are new or changed.
    pub cases: Vec<Case>,
    /// Money without an owner, new.
    pub suspense: Vec<Suspense>,
    /// What each row did, in order.
    pub results: Vec<Booked>,
}

impl Booking {
    /// True when there is something to write.
    #[must_use]
    pub fn changes(&self, read: &Batch) -> bool {
        self.batch != *read || !self.cases.is_empty() || !self.suspense.is_empty()
    }
}

/// In whose books something is entered now: the part's period, or after its close the year that
/// is open.
#[must_use]
pub fn open_period(part: &Part, at: Timestamp) -> String {
    if part.state != PartState::Closed {
        return part.period.clone();
    }
    let year = shanghai_date(at).year();
    year.max(part.year.saturating_add(1)).to_string()
}

/// Books rows of a report on a batch.
#[must_use]
pub fn book(
    part: &Part,
    batch: &Batch,
    cases: &[Case],
    roll: &RollBatch,
    rows: &[Row],
    at: Timestamp,
) -> Booking {
    let mut desk = Desk {
        part,
        roll,
        at,
        period: open_period(part, at),
        batch: batch.clone(),
        cases: cases.to_vec(),
        changed: Lines::NONE,
        confirmed: Fen::ZERO,
        suspense: Vec::new(),
    };
    let results = rows.iter().map(|row| desk.row(row)).collect();
    desk.finish(batch, results)
}

/// The money of a line that belongs to nothing of ours, for a report that names no batch of ours.
#[must_use]
pub fn unmatched(part: &Part, row: &Row, at: Timestamp) -> Option<Suspense> {
    let fen = match (&row.outcome, row.amount) {
        (Outcome::Paid, Some(fen)) if fen > Fen::ZERO => fen,
        _ => return None,
    };
    let entry = (Account::Outside, Account::Suspense);
    Some(suspense(part, row, SuspenseWhy::UnknownReference, fen, None, entry, at))
}

fn suspense(
    part: &Part,
    row: &Row,
    why: SuspenseWhy,
    fen: Fen,
    case: Option<(u32, u16)>,
    entry: (Account, Account),
    at: Timestamp,
) -> Suspense {
    let kept = row.reference.len() <= 35
        && row.reference.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let reference = if kept { row.reference.clone() } else { String::new() };
    let finding = format!("{}|{why:?}|{}", row.reference, fen.fen());
    let id = sha256(finding.as_bytes()).get(..16).unwrap_or_default().to_owned();
    let posted = match why {
        SuspenseWhy::UnknownReference | SuspenseWhy::PaidTwice => Why::Unmatched,
        SuspenseWhy::PartPaid => Why::PartPaid,
        SuspenseWhy::Overpaid => Why::Overpaid,
        SuspenseWhy::ReturnedAfterClose => Why::Return,
    };
    let postings = Posting::of(entry, fen, posted, &open_period(part, at), at);
    Suspense {
        id,
        run: part.run.clone(),
        part: part.part.clone(),
        version: 1,
        why,
        fen,
        reference,
        case,
        postings: postings.into_iter().collect(),
        at,
        cleared: None,
    }
}

struct Desk<'a> {
    part: &'a Part,
    roll: &'a RollBatch,
    at: Timestamp,
    period: String,
    batch: Batch,
    cases: Vec<Case>,
    changed: Lines,
    confirmed: Fen,
    suspense: Vec<Suspense>,
}

impl Desk<'_> {
    fn row(&mut self, row: &Row) -> Booked {
        let Some((attempt, line)) = self.own(row) else {
            self.suspense.extend(unmatched(self.part, row, self.at));
            return Booked::Unmatched;
        };
        if row.outcome == Outcome::Pending {
            return Booked::Pending;
        }
        match self.cases.iter().position(|case| case.line == line.no) {
            Some(place) => self.on_case(place, attempt, row),
            None => self.on_plain(&line, row),
        }
    }

    /// The attempt and the line a row is about, if both are of this batch.
    fn own(&self, row: &Row) -> Option<(u32, Line)> {
        let reference = Reference::parse(&row.reference)?;
        let message = &reference.message;
        let ours = message.run == self.part.run_number
            && message.part == self.part.part
            && message.batch == self.batch.no;
        let sent = self.batch.attempt(message.attempt)?;
        let line = self.roll.line(reference.line)?;
        (ours && sent.lines.has(reference.line)).then(|| (message.attempt, line.clone()))
    }

    fn post(&self, from: Account, to: Account, fen: Fen, why: Why) -> Option<Posting> {
        Posting::of((from, to), fen, why, &self.period, self.at)
    }

    fn park(&mut self, row: &Row, why: SuspenseWhy, fen: Fen, line: u16, from: Account) {
        let place = Some((self.batch.no, line));
        let entry = (from, Account::Suspense);
        self.suspense.push(suspense(self.part, row, why, fen, place, entry, self.at));
    }

    /// A line that has no case: it went in the first sending.
    fn on_plain(&mut self, line: &Line, row: &Row) -> Booked {
        let arrived = self.batch.confirmed.has(line.no);
        let amount = row.amount.unwrap_or(line.fen);
        match (&row.outcome, arrived) {
            (Outcome::Pending, _) => Booked::Pending,
            (Outcome::Paid, true) if amount <= line.fen => Booked::Repeated,
            (Outcome::Paid, true) => self.overpaid(row, line.no, amount, line.fen),
            (Outcome::Paid, false) if amount >= line.fen => {
                self.batch.confirmed = self.batch.confirmed.with(line.no);
                self.confirmed = self.confirmed.checked_add(line.fen).unwrap_or(self.confirmed);
                if amount > line.fen {
                    return self.overpaid(row, line.no, amount, line.fen);
                }
                Booked::Confirmed
            }
            (Outcome::Paid, false) => {
                let place = self.begin(line, State::Submitted);
                self.part_paid(place, row, amount, Account::InFlight)
            }
            (Outcome::Rejected { code, text }, false) => {
                let place = self.begin(line, State::Submitted);
                self.failed(place, code, text)
            }
            (Outcome::Returned { code, text }, false) => {
                let place = self.begin(line, State::Submitted);
                self.came_back(place, row, code, text, Account::InFlight)
            }
            (Outcome::Rejected { code, text } | Outcome::Returned { code, text }, true) => {
                self.batch.confirmed = self.batch.confirmed.minus(Lines::of([line.no]));
                let place = self.begin(line, State::Confirmed);
                self.came_back(place, row, code, text, Account::Paid)
            }
        }
    }

    fn on_case(&mut self, place: usize, attempt: u32, row: &Row) -> Booked {
        let Some(case) = self.cases.get(place).cloned() else { return Booked::Unmatched };
        let latest = attempt == case.attempt;
        match (&row.outcome, case.state) {
            (Outcome::Pending, _) => Booked::Pending,
            (Outcome::Paid, State::Submitted) if latest => self.paid(place, row, Account::InFlight),
            // The bank refused it first and paid after all, before it was sent again.
            (Outcome::Paid, State::Failed | State::Corrected)
                if latest
                    && case.refused.contains(&attempt)
                    && case.arrived == Fen::ZERO
                    && case.returned() == Fen::ZERO =>
            {
                self.paid(place, row, Account::Reserved)
            }
            // What the bank had refused is said to be paid while a later sending is on its way or
            // has arrived, or the payment was given up: the bank paid twice.
            (Outcome::Paid, state)
                if case.refused.contains(&attempt) && (!latest || state == State::Void) =>
            {
                let fen = row.amount.unwrap_or(case.fen);
                self.park(row, SuspenseWhy::PaidTwice, fen, case.line, Account::Outside);
                Booked::Unmatched
            }
            (Outcome::Rejected { code, text }, State::Submitted) if latest => {
                self.failed(place, code, text)
            }
            (Outcome::Returned { code, text }, State::Submitted) if latest => {
                self.came_back(place, row, code, text, Account::InFlight)
            }
            // An old refusal, told once more after the bank paid after all.
            (Outcome::Rejected { .. }, State::Confirmed) if case.refused.contains(&attempt) => {
                Booked::Repeated
            }
            (
                Outcome::Rejected { code, text } | Outcome::Returned { code, text },
                State::Confirmed | State::PartPaid,
            ) if latest => self.came_back(place, row, code, text, Account::Paid),
            (Outcome::Paid | Outcome::Rejected { .. } | Outcome::Returned { .. }, _) => {
                Booked::Repeated
            }
        }
    }

    /// A case for a line that had none; it was sent in the first sending.
    fn begin(&mut self, line: &Line, state: State) -> usize {
        self.cases.push(Case {
            run: self.part.run.clone(),
            part: self.part.part.clone(),
            batch: self.batch.no,
            line: line.no,
            version: 0,
            person: line.person.clone(),
            kind: line.kind.clone(),
            fen: line.fen,
            paid: if state == State::Confirmed { line.fen } else { Fen::ZERO },
            arrived: if state == State::Confirmed { line.fen } else { Fen::ZERO },
            state,
            attempt: 1,
            refused: Vec::new(),
            account: line.account.clone(),
            reasons: Vec::new(),
            postings: Vec::new(),
            at: self.at,
            asked: None,
        });
        self.batch.cased = self.batch.cased.with(line.no);
        self.cases.len().saturating_sub(1)
    }

    /// Moves a case; a move that [`super::payment::MOVES`] does not have leaves it as it was.
    fn shift(&mut self, place: usize, to: State, reason: (&str, &str), posting: Option<Posting>) {
        let at = self.at;
        let Some(case) = self.cases.get_mut(place) else { return };
        let Ok(mut moved) = case.clone().moved(to, reason.0, reason.1, at) else { return };
        moved.postings.extend(posting);
        self.changed = self.changed.with(moved.line);
        *case = moved;
    }

    /// Money of a case that the bank says it paid: all of it, less, or more.
    fn paid(&mut self, place: usize, row: &Row, from: Account) -> Booked {
        let Some(case) = self.cases.get(place) else { return Booked::Unmatched };
        let (line, due) = (case.line, case.due());
        let amount = row.amount.unwrap_or(due);
        if amount < due {
            return self.part_paid(place, row, amount, from);
        }
        self.arrived(place, from);
        if amount > due {
            return self.overpaid(row, line, amount, due);
        }
        Booked::Confirmed
    }

    fn arrived(&mut self, place: usize, from: Account) {
        let Some(case) = self.cases.get_mut(place) else { return };
        let due = case.due();
        case.paid = case.fen;
        case.arrived = due;
        let posting = self.post(from, Account::Paid, due, Why::Confirm);
        self.shift(place, State::Confirmed, ("P00", ""), posting);
    }

    fn failed(&mut self, place: usize, code: &str, text: &str) -> Booked {
        let Some(case) = self.cases.get_mut(place) else { return Booked::Unmatched };
        case.refused.push(case.attempt);
        let due = case.due();
        let posting = self.post(Account::InFlight, Account::Reserved, due, Why::Reject);
        self.shift(place, State::Failed, (code, text), posting);
        Booked::Failed
    }

    fn part_paid(&mut self, place: usize, row: &Row, amount: Fen, from: Account) -> Booked {
        let Some(case) = self.cases.get_mut(place) else { return Booked::Unmatched };
        let rest = case.due().checked_sub(amount).unwrap_or(Fen::ZERO);
        case.paid = case.paid.checked_add(amount).unwrap_or(case.paid);
        case.arrived = amount;
        let line = case.line;
        let posting = self.post(from, Account::Paid, amount, Why::PartPaid);
        self.shift(place, State::PartPaid, ("P07", ""), posting);
        self.park(row, SuspenseWhy::PartPaid, rest, line, from);
        Booked::PartPaid
    }

    fn overpaid(&mut self, row: &Row, line: u16, amount: Fen, due: Fen) -> Booked {
        let over = amount.checked_sub(due).unwrap_or(Fen::ZERO);
        self.park(row, SuspenseWhy::Overpaid, over, line, Account::Outside);
        Booked::Overpaid
    }

    fn came_back(
        &mut self,
        place: usize,
        row: &Row,
        code: &str,
        text: &str,
        from: Account,
    ) -> Booked {
        let Some(case) = self.cases.get_mut(place) else { return Booked::Unmatched };
        // Only what the last sending brought can come back of it.
        let fen = if from == Account::Paid { case.arrived } else { case.due() };
        if from == Account::Paid {
            case.paid = case.paid.checked_sub(fen).unwrap_or(Fen::ZERO);
            case.arrived = Fen::ZERO;
        }
        let line = case.line;
        if self.part.state == PartState::Closed {
            self.shift(place, State::Returned, (code, text), None);
            self.park(row, SuspenseWhy::ReturnedAfterClose, fen, line, from);
            return Booked::Returned;
        }
        let posting = self.post(from, Account::Returned, fen, Why::Return);
        self.shift(place, State::Returned, (code, text), posting);
        Booked::Returned
    }

    fn finish(mut self, read: &Batch, results: Vec<Booked>) -> Booking {
        let posting = self.post(Account::InFlight, Account::Paid, self.confirmed, Why::Confirm);
        self.batch.postings.extend(posting);
        if self.batch != *read {
            self.batch.version = read.version.saturating_add(1);
        }
        let changed = self.changed;
        self.cases.retain(|case| changed.has(case.line));
        let mut seen: Vec<String> = Vec::new();
        self.suspense.retain(|item| {
            let new = !seen.contains(&item.id);
            seen.push(item.id.clone());
            new
        });
        Booking { batch: self.batch, cases: self.cases, suspense: self.suspense, results }
    }
}
