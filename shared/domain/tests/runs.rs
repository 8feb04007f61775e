//! Runs as a whole: whatever the bank says, in whatever order, no fen is lost and none is paid twice.
#![expect(
    clippy::unwrap_used,
    clippy::type_complexity,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "a test fails by panicking"
)]

use domain::benefit::{Basis, BenefitRef};
use domain::id::{PersonId, RunId, SubjectId, UnionId};
use domain::matter::Text;
use domain::money::Fen;
use domain::payee::PayeeStatus;
use domain::run::hold::{Hold, HoldKind};
use domain::run::instruct::{Facts, Plan, Sending, plan};
use domain::run::ledger::{Account, Balances, Posting, Why};
use domain::run::part::{
    Deed, Denied, Event, Hand, MOVES, Notice, Part, State as PartState, advance, may_act,
};
use domain::run::payment::{Batch, Case, Lines, State, Suspense};
use domain::run::reconcile::{Booked, Outcome, Row, book};
use domain::run::roll::{Line, RollBatch, RollIndex, batch_hash, list_hash};
use domain::run::{Totals, concluded};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap, HashSet};

fn at() -> Timestamp {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

fn person(no: u16) -> PersonId {
    PersonId::from_parts(1_790_000_000_000, u128::from(no))
}

fn line(no: u16) -> Line {
    Line {
        no,
        person: person(no),
        name: format!("合成{no}"),
        id_masked: "2199**********0014".into(),
        unit: "合成单位".into(),
        kind: "FLAT".into(),
        fen: Fen::new(100_000 + u64::from(no)),
        account: format!("fp{no}"),
        last4: "0000".into(),
        bank: "合成银行".into(),
        basis: Basis {
            benefit: BenefitRef { code: "one-off-voucher".into(), version: 1 },
            inputs: Default::default(),
            formula: Text { zh: String::new(), en: String::new() },
            sources: Vec::new(),
            example: true,
            evidence: Vec::new(),
        },
        group: None,
        flags: Vec::new(),
    }
}

fn roll(lines: u16) -> RollBatch {
    RollBatch { no: 1, lines: (1..=lines).map(line).collect() }
}

fn part(state: PartState) -> Part {
    let index = RollIndex { batches: vec![roll(10).mark().unwrap()], ..RollIndex::default() };
    Part {
        run: RunId::from_parts(1_790_000_000_000, 7),
        run_number: "R260000019".into(),
        part: "2101".into(),
        union: UnionId::parse("2101").unwrap(),
        version: 1,
        benefit: "one-off-voucher@1".into(),
        period: "2026-gaowen".into(),
        year: 2026,
        budget_line: "VOUCHER".into(),
        cut_off: at(),
        state,
        draw: 1,
        drawing: None,
        roll: index.mark(1),
        pending: None,
        steps: 0,
        levels: 0,
        hands: Vec::new(),
        holds: 0,
        notice: None::<Notice>,
        stopped: None,
        instructed: 0,
        totals: Totals::default(),
        freed: Fen::ZERO,
        postings: Vec::new(),
        entries: 0,
        chain: String::new(),
        wake: None,
    }
}

/// A small world: what lies in the table for one batch.
struct World {
    part: Part,
    roll: RollBatch,
    batch: Option<Batch>,
    cases: BTreeMap<u16, Case>,
    suspense: BTreeMap<String, Suspense>,
    holds: Vec<Hold>,
    accounts: HashMap<PersonId, String>,
    statuses: HashMap<PersonId, PayeeStatus>,
    withdrawn: HashSet<PersonId>,
    /// What the bank was told, ever: reference, fen.
    told: Vec<(u32, u16, Fen)>,
}

impl World {
    fn new(lines: u16) -> World {
        let mut part = part(PartState::Funded);
        let roll = roll(lines);
        let total = roll.mark().unwrap().total;
        part.postings.extend(Posting::of(
            (Account::Budget, Account::Reserved),
            total,
            Why::Fund,
            &part.period,
            at(),
        ));
        World {
            part,
            accounts: roll.lines.iter().map(|l| (l.person.clone(), l.account.clone())).collect(),
            withdrawn: HashSet::new(),
            statuses: roll.lines.iter().map(|l| (l.person.clone(), PayeeStatus::Living)).collect(),
            roll,
            batch: None,
            cases: BTreeMap::new(),
            suspense: BTreeMap::new(),
            holds: Vec::new(),
            told: Vec::new(),
        }
    }

    fn plan(&self, refused: Lines) -> Plan {
        let cases: Vec<Case> = self.cases.values().cloned().collect();
        plan(&Facts {
            part: &self.part,
            roll: &self.roll,
            hash: &batch_hash(&self.roll),
            batch: self.batch.as_ref(),
            cases: &cases,
            holds: &self.holds,
            amendments: &[],
            accounts: &self.accounts,
            statuses: &self.statuses,
            withdrawn: &self.withdrawn,
            refused,
            unfit: Lines::NONE,
            cap: None,
            report_within: 3,
            at: at(),
        })
    }

    fn take(&mut self, sending: Sending) {
        if let Some(attempt) = &sending.attempt {
            for line in attempt.lines.iter() {
                let case = sending.cases.iter().find(|case| case.line == line);
                let fen = case.map_or(self.roll.line(line).unwrap().fen, Case::due);
                self.told.push((attempt.no, line, fen));
            }
        }
        self.batch = Some(sending.batch);
        self.cases.extend(sending.cases.into_iter().map(|case| (case.line, case)));
    }

    fn send(&mut self) {
        if let Plan::Send(sending) = self.plan(Lines::NONE) {
            self.take(*sending);
        }
    }

    fn reference(&self, attempt: u32, line: u16) -> String {
        format!("R260000019-2101-0001-{attempt}-{line:03}")
    }

    fn book(&mut self, rows: &[Row]) -> Vec<Booked> {
        let read = self.batch.clone().unwrap();
        let cases: Vec<Case> = self.cases.values().cloned().collect();
        let booking = book(&self.part, &read, &cases, &self.roll, rows, at());
        self.batch = Some(booking.batch);
        self.cases.extend(booking.cases.into_iter().map(|case| (case.line, case)));
        for item in booking.suspense {
            self.suspense.entry(item.id.clone()).or_insert(item);
        }
        booking.results
    }

    fn balances(&self) -> Balances {
        let mut all: Vec<&Posting> = self.part.postings.iter().collect();
        all.extend(self.batch.iter().flat_map(|batch| &batch.postings));
        all.extend(self.cases.values().flat_map(|case| &case.postings));
        all.extend(self.suspense.values().flat_map(|item| &item.postings));
        Balances::of(all)
    }

    /// Everything that must hold at every committed point.
    fn check(&self, why: &str) {
        let books = self.balances();
        assert_eq!(books.sum(), 0, "{why}: the ledger");
        let Some(batch) = &self.batch else { return };
        let fen = |line: u16| i128::from(self.roll.line(line).unwrap().fen.fen());
        let due = |state: State| -> i128 {
            let found = self.cases.values().filter(|case| case.state == state);
            found.map(|case| i128::from(case.due().fen())).sum()
        };
        let flying: i128 = batch.plain_in_flight().iter().map(fen).sum::<i128>();
        assert_eq!(books.on(Account::InFlight), flying + due(State::Submitted), "{why}: in flight");
        let plain: i128 = batch.confirmed.iter().map(fen).sum();
        let paid: i128 = self.cases.values().map(|case| i128::from(case.paid.fen())).sum();
        assert_eq!(books.on(Account::Paid), plain + paid, "{why}: paid");
        for account in [Account::Reserved, Account::Returned, Account::Suspense] {
            assert!(books.on(account) >= 0, "{why}: {account:?}");
        }
        for line in &self.roll.lines {
            let sent = batch.attempts.iter().filter(|a| a.lines.has(line.no)).count();
            let case = self.cases.get(&line.no);
            assert!(sent <= 1 || case.is_some(), "{why}: a second sending has a case");
            let known = batch.confirmed.has(line.no)
                || batch.plain_in_flight().has(line.no)
                || case.is_some();
            assert!(known, "{why}: line {} is lost", line.no);
            assert!(case.is_none_or(|case| case.paid <= case.fen), "{why}: paid too much");
        }
    }
}

fn paid(reference: String, amount: Option<u64>) -> Row {
    Row { reference, outcome: Outcome::Paid, amount: amount.map(Fen::new) }
}

fn no(reference: String) -> Row {
    let outcome = Outcome::Rejected { code: "AC01".into(), text: String::new() };
    Row { reference, outcome, amount: None }
}

fn back(reference: String) -> Row {
    let outcome = Outcome::Returned { code: "P14".into(), text: String::new() };
    Row { reference, outcome, amount: None }
}

#[test]
fn each_word_of_the_bank_is_booked_once_whatever_it_says() {
    #[rustfmt::skip]
    let rows: Vec<(&str, Vec<Row>, Vec<Booked>, Option<State>)> = vec![
        // why                                    what the bank says of line 1                                  booked                                   the case then
        ("it arrived",                            vec![paid(r(1), Some(100_001))],                              vec![Booked::Confirmed],                  None),
        ("without an amount",                     vec![paid(r(1), None)],                                       vec![Booked::Confirmed],                  None),
        ("said twice",                            vec![paid(r(1), None), paid(r(1), None)],                     vec![Booked::Confirmed, Booked::Repeated], None),
        ("refused",                               vec![no(r(1))],                                               vec![Booked::Failed],                     Some(State::Failed)),
        ("refused, then paid after all",          vec![no(r(1)), paid(r(1), None)],                             vec![Booked::Failed, Booked::Confirmed],  Some(State::Confirmed)),
        ("a late return after success",           vec![paid(r(1), None), back(r(1))],                           vec![Booked::Confirmed, Booked::Returned], Some(State::Returned)),
        ("the return said twice",                 vec![paid(r(1), None), back(r(1)), back(r(1))],               vec![Booked::Confirmed, Booked::Returned, Booked::Repeated], Some(State::Returned)),
        ("the success once more after it",        vec![paid(r(1), None), back(r(1)), paid(r(1), None)],         vec![Booked::Confirmed, Booked::Returned, Booked::Repeated], Some(State::Returned)),
        ("returned without a success before",     vec![back(r(1))],                                             vec![Booked::Returned],                   Some(State::Returned)),
        ("half of it",                            vec![paid(r(1), Some(50_000))],                               vec![Booked::PartPaid],                   Some(State::PartPaid)),
        ("half of it, said twice",                vec![paid(r(1), Some(50_000)), paid(r(1), Some(50_000))],     vec![Booked::PartPaid, Booked::Repeated], Some(State::PartPaid)),
        ("too much",                              vec![paid(r(1), Some(150_001))],                              vec![Booked::Overpaid],                   None),
        ("too much, said twice",                  vec![paid(r(1), Some(150_001)), paid(r(1), Some(150_001))],   vec![Booked::Overpaid, Booked::Overpaid], None),
        ("nobody we know",                        vec![paid("R260000019-2101-0001-1-077".into(), Some(5))],     vec![Booked::Unmatched],                  None),
        ("another's reference",                   vec![paid("INV-1".into(), Some(5)), paid(r(1), None)],        vec![Booked::Unmatched, Booked::Confirmed], None),
        ("a sending that never was",              vec![paid("R260000019-2101-0001-2-001".into(), Some(5))],     vec![Booked::Unmatched],                  None),
    ];
    for (why, said, booked, state) in rows {
        let mut world = World::new(10);
        world.send();
        world.check(why);
        assert_eq!(world.book(&said), booked, "{why}");
        assert_eq!(world.cases.get(&1).map(|case| case.state), state, "{why}");
        world.check(why);
        let before = (world.batch.clone(), world.cases.clone(), world.suspense.clone());
        world.book(&said[said.len() - 1..]);
        world.book(&said);
        let ends = world.cases.get(&1).map(|case| case.state);
        assert_eq!(ends, state, "{why}: said again");
        assert_eq!(world.suspense, before.2, "{why}: said again");
        assert_eq!(world.balances(), {
            world.check(why);
            world.balances()
        });
    }
}

fn r(line: u16) -> String {
    format!("R260000019-2101-0001-1-{line:03}")
}

#[test]
fn what_was_paid_twice_by_the_bank_waits_in_suspense() {
    let mut world = World::new(3);
    world.send();
    world.book(&[no(r(1))]);
    correct(&mut world, 1);
    world.send();
    assert_eq!(world.cases[&1].attempt, 2);
    world.check("sent again");
    // The bank now says that the first sending arrived too.
    assert_eq!(world.book(&[paid(r(1), Some(100_001))]), vec![Booked::Unmatched]);
    assert_eq!(world.book(&[paid(world.reference(2, 1), None)]), vec![Booked::Confirmed]);
    world.check("paid twice");
    assert_eq!(world.suspense.len(), 1);
    assert_eq!(world.balances().on(Account::Suspense), 100_001);
}

fn correct(world: &mut World, line: u16) {
    let case = world.cases.remove(&line).unwrap();
    world.cases.insert(line, case.moved(State::Corrected, "P10", "", at()).unwrap());
}

/// A seeded walk: sendings, reports in any order, corrections, holds; checked after each step.
#[test]
fn no_order_of_events_loses_a_fen_or_pays_one_twice() {
    for seed in 0..2_000_u64 {
        let mut world = World::new(12);
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1);
        let mut next = |below: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % below
        };
        for step in 0..40 {
            let line = (next(12) + 1) as u16;
            match next(7) {
                0 => world.send(),
                1 if world.batch.is_none() => world.holds.push(Hold {
                    draw: 1,
                    batch: 1,
                    line,
                    version: 1,
                    kind: HoldKind::ByHand,
                    reason: "核实".into(),
                    by: None,
                    at: at(),
                    end: None,
                }),
                2 => {
                    let open = [State::Failed, State::Returned, State::PartPaid];
                    if world.cases.get(&line).is_some_and(|case| open.contains(&case.state)) {
                        clear(&mut world, line);
                        correct(&mut world, line);
                    }
                }
                _ if world.told.is_empty() => {}
                kind => {
                    let (attempt, line, fen) = world.told[next(world.told.len() as u64) as usize];
                    let reference = world.reference(attempt, line);
                    let row = match kind {
                        3 => no(reference),
                        4 => back(reference),
                        5 => paid(reference, Some(fen.fen() / (next(2) + 1))),
                        _ => paid(reference, None),
                    };
                    world.book(std::slice::from_ref(&row));
                    let after = (world.balances(), world.suspense.len());
                    world.book(&[row]);
                    assert_eq!((world.balances(), world.suspense.len()), after, "{seed} {step}");
                }
            }
            world.check(&format!("seed {seed} step {step}"));
        }
    }
}

/// Finance clears the rest of a part payment, so that it can be sent.
fn clear(world: &mut World, line: u16) {
    let found = world.suspense.values_mut().filter(|item| {
        item.case == Some((1, line)) && item.cleared.is_none() && item.postings.len() == 1
    });
    for item in found {
        if item.postings[0].from == Account::Outside {
            continue;
        }
        item.postings.extend(Posting::of(
            (Account::Suspense, Account::Reserved),
            item.fen,
            Why::Clear,
            "2026",
            at(),
        ));
    }
}

#[test]
fn a_batch_goes_only_as_it_was_approved() {
    let mut changed = World::new(4);
    changed.accounts.insert(person(2), "another".into());
    assert!(matches!(changed.plan(Lines::NONE), Plan::Stop(stop) if stop.lines == [2]));

    let mut fen = World::new(4);
    let hash = batch_hash(&fen.roll);
    fen.roll.lines[0].fen = Fen::new(100_002);
    assert_ne!(batch_hash(&fen.roll), hash, "one fen is another list");

    let mut dead = World::new(4);
    dead.statuses.insert(person(3), PayeeStatus::Deceased);
    dead.send();
    assert_eq!(dead.cases[&3].state, State::Held);
    assert!(!dead.batch.as_ref().unwrap().attempts[0].lines.has(3));
    dead.check("died after the approval");

    let mut without = World::new(4);
    without.withdrawn.insert(person(2));
    without.send();
    assert_eq!(without.cases[&2].state, State::Held);
    assert_eq!(without.cases[&2].reasons[0].code, "P16");
    assert!(!without.batch.as_ref().unwrap().attempts[0].lines.has(2));
    without.check("took his consent back after the approval");

    let taken = World::new(4);
    let Plan::Send(sending) = taken.plan(Lines::of([1])) else { panic!("a plan") };
    assert_eq!(sending.cases[0].state, State::Void, "paid by another run");
    assert_eq!(sending.slots.len(), 3);
}

#[test]
fn the_same_people_in_another_order_are_another_list() {
    let one = RollIndex { batches: vec![roll(3).mark().unwrap()], ..RollIndex::default() };
    let mut turned = roll(3);
    turned.lines.swap(0, 1);
    let two = RollIndex { batches: vec![turned.mark().unwrap()], ..RollIndex::default() };
    assert_ne!(list_hash(&one), list_hash(&two));
}

#[test]
fn nobody_acts_twice_or_for_himself_or_on_another_list() {
    let mut part = part(PartState::Drawn);
    let hash = part.roll.as_ref().unwrap().list_hash.clone();
    let subject = |name: &str| SubjectId::parse(name).unwrap();
    part.hands.push(Hand {
        subject: subject("reviewer"),
        principal: Some(subject("absent")),
        deed: Deed::Reviewed,
        entry: 2,
    });
    #[rustfmt::skip]
    let rows = [
        // why                                   who         for whom            on the register  list      allowed
        ("somebody else",                        "approver", None,               false, hash.as_str(), Ok(())),
        ("the same again",                       "reviewer", None,               false, hash.as_str(), Err(Denied::FourEyes)),
        ("the one he stood in for",              "absent",   None,               false, hash.as_str(), Err(Denied::FourEyes)),
        ("standing in for one who acted",        "third",    Some("reviewer"),   false, hash.as_str(), Err(Denied::FourEyes)),
        ("standing in for one who was stood for", "third",   Some("absent"),     false, hash.as_str(), Err(Denied::FourEyes)),
        ("on the register himself",              "approver", None,               true,  hash.as_str(), Err(Denied::OwnPay)),
        ("a list that is no longer the one",     "approver", None,               false, "old",         Err(Denied::OtherList)),
    ];
    for (why, who, principal, on_register, list, wanted) in rows {
        let principal = principal.map(subject);
        let got = may_act(&part, &subject(who), principal.as_ref(), on_register, list);
        assert_eq!(got, wanted, "{why}");
    }
}

#[test]
fn a_part_moves_only_as_the_table_says_and_is_cancelled_only_before_its_approval() {
    use PartState::{Cancelled, Closed, Drawn, Planned, Posted, Reviewed};
    let all = [
        Planned,
        Drawn,
        Reviewed,
        Posted,
        PartState::Approved,
        PartState::Funded,
        PartState::Executing,
        PartState::Settled,
        Closed,
        Cancelled,
    ];
    for state in all {
        let may = advance(state, Event::Cancel).is_ok();
        assert_eq!(may, [Planned, Drawn, Reviewed, Posted].contains(&state), "{state:?}");
        assert_eq!(state.is_approved(), !may && state != Cancelled, "{state:?}");
        for event in [Event::Draw, Event::Approve, Event::Fund, Event::Instruct, Event::Close] {
            let legal = MOVES.iter().any(|(from, by, _)| *from == state && *by == event);
            assert_eq!(advance(state, event).is_ok(), legal, "{state:?} {event:?}");
        }
    }
    let leaves_an_end = |(from, _, to): &(PartState, Event, PartState)| {
        from != to && [Closed, Cancelled].contains(from)
    };
    assert!(!MOVES.iter().any(leaves_an_end), "ends are ends");
}

#[test]
fn a_run_stands_where_its_slowest_part_stands() {
    use PartState::{Approved, Cancelled, Closed, Planned};
    let rows: [(&str, &[PartState], PartState); 5] = [
        ("no part yet", &[], Planned),
        ("one late city", &[Closed, Planned, Closed], Planned),
        ("a cancelled one does not count", &[Cancelled, Approved], Approved),
        ("all cancelled", &[Cancelled, Cancelled], Cancelled),
        ("all closed", &[Closed, Closed], Closed),
    ];
    for (why, states, wanted) in rows {
        let parts: Vec<Part> = states.iter().map(|state| part(*state)).collect();
        assert_eq!(concluded(&parts), wanted, "{why}");
    }
}
