//! Runs, parts and payments for the tests: small, complete, as large as real ones where size counts.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use crate::sample::{at, day, person_id, subject, union_id};
use domain::entry::{Actor, sha256};
use domain::id::RunId;
use domain::money::Fen;
use domain::person::Sealed;
use domain::run::hold::{Hold, HoldKind};
use domain::run::instruct::{Sending, Slot};
use domain::run::ledger::{Account, Posting, Why};
use domain::run::part::{self, Change, Deed, Details, Event, Hand, Notice, Part, State};
use domain::run::payment::{
    Attempt, Batch, Case, Lines, Reason, State as PaymentState, Suspense, SuspenseWhy,
};
use domain::run::reconcile::Booking;
use domain::run::reference::Message;
use domain::run::roll::RollMark;
use domain::run::{BATCH, Planner, Run, RunKind, Totals};
use store::{Objection, RunWrite, Sent, Store};

pub(crate) const PERIOD: &str = "2026";
pub(crate) const CODE: &str = "provincial-hardship-aid";

pub(crate) fn run_id(n: u128) -> RunId {
    RunId::from_parts(1_780_000_000_000, n)
}

pub(crate) fn number(n: u128) -> String {
    domain::number::run_number(2026, u64::try_from(n).expect("a small number"))
}

pub(crate) fn run(n: u128) -> Run {
    Run {
        id: run_id(n),
        number: number(n),
        version: 1,
        benefit: format!("{CODE}@1"),
        period: PERIOD.to_owned(),
        year: 2026,
        budget_line: "provincial-hardship-aid".to_owned(),
        kind: RunKind::Regular,
        planned: Planner::Schedule,
        at: at(0),
        cut_off: at(0),
        pay_by: Some(day(30)),
        missing: Vec::new(),
        parts: vec!["2101".to_owned(), "2102".to_owned()],
        state: State::Planned,
        totals: Totals::default(),
        looks: None,
        wake: None,
    }
}

/// A part as it is planned.
pub(crate) fn planned(n: u128, city: &str) -> Part {
    Part {
        run: run_id(n),
        run_number: number(n),
        part: city.to_owned(),
        union: union_id(city),
        version: 0,
        benefit: format!("{CODE}@1"),
        period: PERIOD.to_owned(),
        year: 2026,
        budget_line: "provincial-hardship-aid".to_owned(),
        cut_off: at(0),
        state: State::Planned,
        draw: 0,
        drawing: None,
        roll: None,
        pending: None,
        steps: 0,
        levels: 0,
        hands: Vec::new(),
        holds: 0,
        notice: None,
        stopped: None,
        instructed: 0,
        freed: Fen::ZERO,
        totals: Totals::default(),
        postings: Vec::new(),
        entries: 0,
        chain: String::new(),
        wake: None,
    }
}

/// The same in a state, with everything that a part carries by then.
pub(crate) fn in_state(n: u128, city: &str, state: State) -> Part {
    let list_hash = sha256(b"list");
    let hand = |who, deed| Hand { subject: subject(who), principal: None, deed, entry: 1 };
    let total = Fen::new(9_800_000);
    let posting = (Account::Budget, Account::Reserved);
    Part {
        state,
        draw: 1,
        roll: Some(RollMark {
            draw: 1,
            list_hash: list_hash.clone(),
            count: 98,
            total,
            batches: 1,
            excluded: 3,
        }),
        hands: vec![hand(1, Deed::Reviewed), hand(2, Deed::Approved), hand(3, Deed::Paid)],
        notice: Some(Notice { from: day(2), to: day(8) }),
        levels: 2,
        steps: 3,
        postings: Posting::of(posting, total, Why::Fund, PERIOD, at(2)).into_iter().collect(),
        ..planned(n, city)
    }
}

pub(crate) fn new_part(part: Part) -> Change {
    part::begin(part, at(0), Actor::System)
}

/// A funded part of run `n`, written.
pub(crate) async fn funded(store: &Store, n: u128, city: &str) -> Part {
    let change = new_part(in_state(n, city, State::Funded));
    store.put_new_part(&change).await.expect("a new part");
    change.part
}

/// The next change of a part by an event that leaves its state alone.
pub(crate) fn escalated(read: &Part) -> Change {
    let event = Event::Escalate;
    part::change(read, event, at(5), Actor::System, Details::default(), |_| {}).expect("a move")
}

/// A change that counts one more hold.
pub(crate) fn one_more_hold(read: &Part) -> Change {
    let mend = |part: &mut Part| part.holds += 1;
    part::change(read, Event::Escalate, at(5), Actor::System, Details::default(), mend)
        .expect("a move")
}

pub(crate) fn message(part: &Part, batch: u32, attempt: u32) -> Message {
    Message { run: part.run_number.clone(), part: part.part.clone(), batch, attempt }
}

/// The slot of person `who` as line `line` of a batch.
pub(crate) fn slot(part: &Part, batch: u32, line: u16, who: u128) -> Slot {
    Slot {
        person: person_id(who),
        year: 2026,
        benefit: CODE.to_owned(),
        period: PERIOD.to_owned(),
        kind: "LIVING".to_owned(),
        message: message(part, batch, 1),
        line,
        fen: Fen::new(100_000),
        group: None,
        cap: None,
    }
}

/// The first sending of a batch with these slots; the other lines are `behind`.
pub(crate) fn sending(part: &Part, batch: u32, slots: Vec<Slot>, behind: Vec<Case>) -> Sending {
    let lines = Lines::of(slots.iter().map(|slot| slot.line));
    let total = Fen::total(slots.iter().map(|slot| slot.fen)).expect("a sum");
    let attempt = (lines.count() > 0).then(|| Attempt {
        no: 1,
        message: message(part, batch, 1).to_string(),
        lines,
        total,
        at: at(10),
        due: day(4),
    });
    let posting = (Account::Reserved, Account::InFlight);
    let batch = Batch {
        run: part.run.clone(),
        part: part.part.clone(),
        no: batch,
        draw: 1,
        version: 1,
        hash: sha256(b"batch"),
        attempts: attempt.clone().into_iter().collect(),
        confirmed: Lines::NONE,
        cased: Lines::of(behind.iter().map(|case| case.line)),
        postings: Posting::of(posting, total, Why::Instruct, PERIOD, at(10)).into_iter().collect(),
        reported: None,
    };
    Sending { batch, attempt, slots, cases: behind }
}

/// A plain batch of people `from` and those after.
pub(crate) fn plain(part: &Part, batch: u32, from: u128, lines: u16) -> Sending {
    let slots = (1..=lines).map(|no| slot(part, batch, no, from + u128::from(no) - 1)).collect();
    sending(part, batch, slots, Vec::new())
}

pub(crate) fn full(part: &Part, batch: u32, from: u128) -> Sending {
    plain(part, batch, from, u16::try_from(BATCH).unwrap())
}

pub(crate) fn case(part: &Part, batch: u32, line: u16, state: PaymentState) -> Case {
    Case {
        run: part.run.clone(),
        part: part.part.clone(),
        batch,
        line,
        version: 1,
        person: person_id(u128::from(line)),
        kind: "LIVING".to_owned(),
        fen: Fen::new(100_000),
        paid: Fen::ZERO,
        arrived: Fen::ZERO,
        state,
        attempt: u32::from(state != PaymentState::Held),
        refused: Vec::new(),
        account: "fingerprint".to_owned(),
        reasons: vec![Reason { code: "P01".to_owned(), text: String::new(), at: at(10) }],
        postings: Vec::new(),
        at: at(10),
        asked: None,
    }
}

pub(crate) fn hold(batch: u32, line: u16, version: u64) -> Hold {
    Hold {
        draw: 1,
        batch,
        line,
        version,
        kind: HoldKind::Objection,
        reason: "收入与申报不符".to_owned(),
        by: Some(subject(7)),
        at: at(20),
        end: None,
    }
}

pub(crate) fn suspense(part: &Part, id: &str, minutes: i64) -> Suspense {
    Suspense {
        id: id.to_owned(),
        run: part.run.clone(),
        part: part.part.clone(),
        version: 1,
        why: SuspenseWhy::UnknownReference,
        fen: Fen::new(500),
        reference: "R269999991-2101-0001-1-001".to_owned(),
        case: None,
        postings: Vec::new(),
        at: at(minutes),
        cleared: None,
    }
}

pub(crate) fn objection(no: u32) -> RunWrite {
    let objection = Objection {
        no,
        version: 1,
        batch: 1,
        line: 1,
        sealed: Sealed("1.c2VhbGVk".to_owned()),
        by: Some(subject(7)),
        at: at(20),
        finding: None,
    };
    RunWrite::Objection { objection, read: 0 }
}

/// The booking of a report that says that these lines arrived.
pub(crate) fn confirmed(read: &Batch, lines: Lines) -> Booking {
    let mut batch = read.clone();
    batch.version += 1;
    batch.confirmed = batch.confirmed.plus(lines);
    Booking { batch, cases: Vec::new(), suspense: Vec::new(), results: Vec::new() }
}

pub(crate) fn one(part: &Part, batch: u32, slot: Slot) -> Sending {
    sending(part, batch, vec![slot], Vec::new())
}

pub(crate) fn only(line: u16) -> Sent {
    Sent::Refused(Lines::of([line]))
}
