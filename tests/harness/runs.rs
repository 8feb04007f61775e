//! Benefit runs: payees on a register, officers who agree, a bank that answers.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::walker::{Ended, Fault};
use super::world::World;
use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::id::{PersonId, RunId, SubjectId};
use domain::money::Fen;
use domain::payee::{
    BankAccount, Facts, HonourLevel, ModelWorker, PayeeStatus, Register, WorkStatus,
};
use domain::role::Role;
use domain::run::Run;
use domain::run::ledger::{Account, Balances, Posting, Why};
use domain::run::part::{
    Change, Deed, Details, Event, Hand, Part, State, StepKind, change, first_broken, may_act,
};
use domain::run::payment::{Batch, Case, State as Payment};
use domain::run::reference::{Message, Reference};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use step::runs::{self, objects, pay, roll};
use step::{Kit, places};
use store::{Budget, BudgetChange, RunWrite, StoredPayee};

/// The password of bank files in tests.
pub(crate) const PASSWORD: &str = "test-bank-files-1";

/// The benefit that most of these tests pay: everybody the same, with a public notice.
pub(crate) const BENEFIT: &str = "national-condolence";

/// The accounts that pay.
pub(crate) fn payers() -> String {
    let payer = json!({ "number": "TESTCARD-9", "holder": "合成总工会", "bank": "合成银行" });
    json!({ "PROVINCE-SPECIAL": payer, "PROVINCE-HARDSHIP": payer, "PROVINCE-GENERAL": payer })
        .to_string()
}

/// The day on which the run of 2026 is drawn: Monday, 19 January 2026, 09:00 in Asia/Shanghai.
pub(crate) fn draw_day() -> Timestamp {
    "2026-01-19T01:00:00Z".parse().expect("a moment")
}

/// So many days after it, at the same hour.
pub(crate) fn day(days: i64) -> Timestamp {
    draw_day() + SignedDuration::from_hours(24 * days)
}

/// The `n`th payee.
pub(crate) fn payee(n: u32) -> PersonId {
    PersonId::from_parts(1_700_000_000_000, u128::from(n))
}

fn subject(name: &str) -> SubjectId {
    SubjectId::parse(name).expect("a subject")
}

impl World {
    /// Puts payees on the register of a city, each with an account, and money on the budget line.
    pub(crate) async fn register(&self, city: &str, people: std::ops::Range<u32>) {
        for n in people {
            self.register_one(city, n).await;
        }
    }

    async fn register_one(&self, city: &str, n: u32) {
        let kit = self.kit(draw_day());
        let vault = kit.vault().await.expect("the vault");
        let person = payee(n);
        let facts = Facts::ModelWorker(ModelWorker {
            title: "全国劳动模范".to_owned(),
            level: HonourLevel::National,
            awarded_year: 1995,
            work: WorkStatus::Retired,
            monthly_income: None,
            family_hardship: false,
            self_paid_medical: None,
            widowed_spouse: false,
            no_fixed_income: false,
        });
        let place = StoredPayee::place(Register::ModelWorker, &person);
        let facts = serde_json::to_string(&facts).expect("JSON");
        let row = StoredPayee {
            register: Register::ModelWorker,
            person: person.clone(),
            version: 1,
            name: format!("王合成{n}"),
            id_masked: "2199**********0018".to_owned(),
            city: city.to_owned(),
            union: None,
            unit: "合成工厂".to_owned(),
            status: PayeeStatus::Living,
            checked_on: date(2025, 9, 1),
            unconfirmed: None,
            facts: vault.seal(&place, &facts).expect("sealed"),
        };
        self.store().put_payee(&row, 0).await.expect("a payee");
        let account = self.account(&kit, n, 1, day(-100)).await;
        self.store().put_bank_account(&account, 0).await.expect("an account");
    }

    /// An account that a second person found right when it was entered.
    pub(crate) async fn account(
        &self,
        kit: &Kit,
        n: u32,
        version: u64,
        changed: Timestamp,
    ) -> BankAccount {
        let vault = kit.vault().await.expect("the vault");
        let (holder, number) = (format!("王合成{n}"), format!("TESTCARD-{version}{n:06}"));
        let value = places::bank_account_value(&holder, &number, "合成银行");
        BankAccount {
            person: payee(n),
            version,
            proxy: None,
            bank: "合成银行".to_owned(),
            clearing: None,
            sealed: vault.seal(&places::bank_account(&payee(n)), &number).expect("sealed"),
            fingerprint: vault.index("bank", &value).into_iter().next().expect("an index"),
            last4: number[number.len() - 4..].to_owned(),
            holder,
            entered_by: subject("finance-1"),
            changed,
            verified: Some(changed),
            verified_by: Some(subject("finance-2")),
            consented: changed,
        }
    }

    /// Makes the bucket of the runs, and grants so many yuan for 2026.
    pub(crate) async fn grant(&self, yuan: u64) {
        let kit = self.kit(draw_day());
        let (s3, bucket) = kit.run_bucket().expect("a bucket's name");
        s3.create_bucket().bucket(bucket).send().await.expect("a bucket");
        let change = BudgetChange {
            lowered: None,
            fen: Fen::from_yuan(yuan).expect("fen"),
            document: "合成批复".to_owned(),
            by: subject("finance-1"),
            at: draw_day(),
        };
        let budget = Budget::nothing("NATIONAL-MODEL-WORKER", 2026).with(change).expect("a sum");
        self.store().put_budget(&budget, 0).await.expect("a budget");
    }

    /// Lets the calendar plan what is due; the run of the benefit.
    pub(crate) async fn planned(&self, at: Timestamp) -> RunId {
        let done = sweep::handle(&self.kit(at), json!({ "job": "runs" })).await.expect("an answer");
        assert_eq!(done.failed, 0, "{done:?}");
        let found = self.store().find_run(BENEFIT, "2026").await.expect("read");
        found.expect("a run")
    }

    /// Tools that give up a step after each piece of work.
    pub(crate) fn hasty(&self, at: Timestamp) -> Kit {
        self.kit_with(at, |settings| settings.step_seconds = 0)
    }

    /// One drive of a run without faults.
    pub(crate) async fn drive_run(&self, run: &RunId, at: Timestamp) -> Ended {
        self.drive_run_with(self.kit(at), run, at, Fault::None).await
    }

    /// A run's head.
    pub(crate) async fn run(&self, run: &RunId) -> Run {
        self.store().get_run(run).await.expect("read").expect("a run")
    }

    /// A part's head.
    pub(crate) async fn part(&self, run: &RunId, part: &str) -> Part {
        self.store().get_part(run, part).await.expect("read").expect("a part")
    }

    /// An officer's yes to whatever is open in a part: a review, an approval, funds, the signature.
    pub(crate) async fn agree(&self, run: &RunId, part: &str, officer: &str, at: Timestamp) {
        let read = self.part(run, part).await;
        let (change, writes) = yes(&read, officer, at);
        self.store().commit_part(&change, writes).await.expect("agreed");
    }

    /// A payment's account is corrected, and a second person agrees.
    pub(crate) async fn correct(&self, run: &RunId, part: &str, line: u16, at: Timestamp) {
        let read = self.part(run, part).await;
        let case = self.store().get_case(run, part, 1, line).await.expect("read").expect("a case");
        let n = (0..1_000).find(|n| payee(*n) == case.person).expect("a payee");
        let account = self.account(&self.kit(at), n, 2, at).await;
        self.store().put_bank_account(&account, 1).await.expect("an account");
        let before = case.version;
        let mut case = case.moved(Payment::Corrected, "P10", "", at).expect("a legal move");
        case.account = account.fingerprint;
        let event = Event::Progress;
        let made = change(&read, event, at, Actor::System, Details::default(), |next| {
            next.wake = drive_by(at);
        });
        let writes = vec![RunWrite::CaseRead { case, read: before }];
        self.store().commit_part(&made.expect("a move"), writes).await.expect("corrected");
    }

    /// A case in another state, by an officer's hand.
    pub(crate) async fn move_case(
        &self,
        run: &RunId,
        part: &str,
        line: u16,
        to: Payment,
        at: Timestamp,
    ) {
        let read = self.part(run, part).await;
        let case = self.store().get_case(run, part, 1, line).await.expect("read").expect("a case");
        let before = case.version;
        let case = case.moved(to, "P12", "", at).expect("a legal move");
        let made = change(&read, Event::Handle, at, Actor::System, Details::default(), |next| {
            next.wake = drive_by(at);
        });
        let writes = vec![RunWrite::CaseRead { case, read: before }];
        self.store().commit_part(&made.expect("a move"), writes).await.expect("moved");
    }

    /// The bank's answers to every file of a part that it has not answered yet.
    pub(crate) async fn bank_answers(
        &self,
        run: &RunId,
        part: &str,
        say: impl Fn(u32, u16) -> &'static str,
    ) {
        let kit = self.kit(draw_day());
        let head = self.part(run, part).await;
        for batch in self.batches(run, part).await {
            let cases = self.store().list_cases_of(run, part, batch.no).await.expect("cases");
            let lines = lines(&kit, &head, batch.no).await;
            for attempt in &batch.attempts {
                let out = self.file(&head, &attempt.message).await;
                assert!(out.is_some(), "{}: the file is there", attempt.message);
                let message = Message::parse(&attempt.message).expect("a message");
                let mut text = "备注,金额,结果,原因,流水号\r\n".to_owned();
                for line in attempt.lines.iter() {
                    let reference = Reference { message: message.clone(), line };
                    let case = cases.iter().find(|case| case.line == line);
                    let fen = match case.filter(|_| attempt.no > 1) {
                        Some(case) => case.due(),
                        None => lines[&line],
                    };
                    let said = say(attempt.no, line);
                    text.push_str(&format!("{reference},{},{said},,S{line}\r\n", yuan(fen)));
                }
                let key = format!("in/{}.csv", attempt.message);
                let bytes = text.into_bytes();
                objects::put_new(&kit, &key, bytes).await.expect("S3");
            }
        }
    }

    /// A sending's file as the bank opens it.
    pub(crate) async fn file(&self, part: &Part, message: &str) -> Option<String> {
        let kit = self.kit(draw_day());
        let benefit = runs::benefit(&part.benefit).expect("a benefit");
        let key = pay::out_key(pay::format(benefit).expect("a format"), message);
        let locked = objects::get(&kit, &key).await.expect("S3")?;
        let (name, _) = bank::unprotect(&locked, PASSWORD).expect("our password opens it");
        Some(name)
    }

    /// The batches of a part that were sent.
    pub(crate) async fn batches(&self, run: &RunId, part: &str) -> Vec<Batch> {
        self.store().list_batches(run, part).await.expect("batches")
    }

    /// The cases of a part.
    pub(crate) async fn cases(&self, run: &RunId, part: &str) -> Vec<Case> {
        self.store().list_cases(run, part).await.expect("cases")
    }

    /// What must hold of a run at every committed point: whole chains, a ledger that adds up and
    /// agrees with the budget line, every payment in one slot, nobody paid twice, nobody lost.
    pub(crate) async fn check_run(&self, run: &RunId) {
        let head = self.run(run).await;
        let mut budget = 0_i128;
        for part in self.store().list_parts(&head).await.expect("parts") {
            budget += self.check_part(&part).await;
        }
        let line = self.store().get_budget(&head.budget_line, head.year).await.expect("read");
        if let Some(line) = line {
            let gone = i128::from(line.granted.fen()) - i128::from(line.available.fen());
            assert_eq!(gone, -budget, "the budget line and the ledger agree");
        }
    }

    /// Returns what the part took from the budget, negative.
    async fn check_part(&self, part: &Part) -> i128 {
        let (run, code) = (&part.run, part.part.as_str());
        let entries = self.store().list_part_entries(run, code).await.expect("entries");
        assert_eq!(first_broken(&entries), None, "{code}: the chain is whole");
        let last = entries.last().expect("an entry");
        assert_eq!((last.state, &last.hash), (part.state, &part.chain), "{code}");
        let over = matches!(part.state, State::Closed | State::Cancelled);
        assert_eq!(part.wake.is_none(), over, "{code}: what is open has a timer");
        let mut hands = BTreeSet::new();
        for hand in &part.hands {
            assert!(hands.insert(&hand.subject), "{code}: nobody acts on one list twice");
        }
        let batches = self.batches(run, code).await;
        let cases = self.cases(run, code).await;
        let suspense = self.store().list_suspense(run, code).await.expect("suspense");
        let postings: Vec<&Posting> = part
            .postings
            .iter()
            .chain(batches.iter().flat_map(|one| &one.postings))
            .chain(cases.iter().flat_map(|one| &one.postings))
            .chain(suspense.iter().flat_map(|one| &one.postings))
            .collect();
        let balances = Balances::of(postings);
        assert_eq!(balances.sum(), 0, "{code}: the ledger is zero");
        for account in [Account::Reserved, Account::InFlight, Account::Paid, Account::Returned] {
            assert!(balances.on(account) >= 0, "{code}: {account:?} {}", balances.on(account));
        }
        self.check_lines(part, &batches, &cases, balances).await;
        // Void money that is not given back yet is given back by the next drive.
        let parked = suspense.iter().flat_map(|one| &one.postings);
        let given = cases.iter().flat_map(|one| &one.postings).chain(parked);
        let void = Balances::of(given).on(Account::Budget);
        balances.on(Account::Budget) - (void - i128::from(part.freed.fen()))
    }

    async fn check_lines(
        &self,
        part: &Part,
        batches: &[Batch],
        cases: &[Case],
        balances: Balances,
    ) {
        let Some(mark) = part.roll.as_ref().filter(|mark| mark.count > 0) else { return };
        let kit = self.kit(draw_day());
        let index = roll::index(&kit, part).await.expect("S3").expect("the index");
        let mut arrived = 0_u64;
        let mut count = 0;
        for mark in &index.batches {
            let lines = roll::batch(&kit, part, mark).await.expect("S3").expect("a batch");
            count += lines.lines.len();
            let Some(batch) = batches.iter().find(|one| one.no == mark.no) else { continue };
            for attempt in &batch.attempts {
                assert!(attempt.lines.count() > 0, "no empty sending");
            }
            let people: Vec<PersonId> = lines.lines.iter().map(|l| l.person.clone()).collect();
            let years = self.store().get_years(&people, part.year).await.expect("years");
            for line in &lines.lines {
                let case = cases.iter().find(|one| one.batch == mark.no && one.line == line.no);
                let sent = batch.attempts.iter().any(|one| one.lines.has(line.no));
                let slot = years.get(&line.person).into_iter().flat_map(|year| &year.slots);
                let ours = slot.filter(|slot| {
                    slot.message.run == part.run_number && slot.message.batch == mark.no
                });
                assert_eq!(ours.count(), usize::from(sent), "a slot for what was sent");
                assert!(sent || case.is_some(), "no line is lost");
                let paid = match case {
                    Some(case) if case.state == Payment::Confirmed => case.fen,
                    Some(case) => case.paid,
                    None if batch.confirmed.has(line.no) => line.fen,
                    None => Fen::ZERO,
                };
                arrived += paid.fen();
            }
        }
        assert_eq!(u64::try_from(count).ok(), Some(mark.count), "the roll is whole");
        if part.state != State::Closed {
            assert_eq!(balances.on(Account::Paid), i128::from(arrived), "paid is what arrived");
        }
    }
}

fn yuan(fen: Fen) -> String {
    format!("{}.{:02}", fen.fen() / 100, fen.fen() % 100)
}

async fn lines(kit: &Kit, part: &Part, no: u32) -> BTreeMap<u16, Fen> {
    let index = roll::index(kit, part).await.expect("S3").expect("the index");
    let mark = index.batches.iter().find(|mark| mark.no == no).expect("a batch");
    let batch = roll::batch(kit, part, mark).await.expect("S3").expect("a batch");
    batch.lines.iter().map(|line| (line.no, line.fen)).collect()
}

/// The change that an officer's yes makes, as the door writes it.
fn yes(read: &Part, officer: &str, at: Timestamp) -> (Change, Vec<RunWrite>) {
    let step = read.pending.clone().expect("an open step");
    let mark = read.roll.clone().expect("a roll");
    let subject = subject(officer);
    let signs = step.kind == StepKind::SignOff;
    if !signs {
        may_act(read, &subject, None, false, &mark.list_hash).expect("he may");
    }
    let levels = runs::benefit(&read.benefit).expect("a benefit").levels_for(mark.total);
    let stage = |stage| levels.iter().filter(|level| level.stage == stage).count();
    let reviews = stage(domain::benefit::Stage::Review);
    let passed = usize::try_from(read.levels).expect("few") + 1;
    let (event, deed) = match step.kind {
        StepKind::Review if passed < reviews => (Event::Level, Deed::Reviewed),
        StepKind::Review => (Event::Review, Deed::Reviewed),
        StepKind::Approval if passed < levels.len() => (Event::Level, Deed::Approved),
        StepKind::Approval => (Event::Approve, Deed::Approved),
        StepKind::Funding => (Event::Fund, Deed::Paid),
        StepKind::SignOff => (Event::Close, Deed::Approved),
        other => panic!("nobody says yes to {other:?}"),
    };
    let by = Actor::Officer {
        subject: subject.clone(),
        role: step.role.unwrap_or(Role::FinancePayer),
        union: step.union.clone().expect("a union"),
        principal: None,
    };
    let funds = event == Event::Fund;
    let done = change(read, event, at, by, Details::default(), |next| {
        next.pending = None;
        next.wake = if signs { None } else { drive_by(at) };
        if !signs {
            next.hands.push(Hand::next(read, deed, subject, None));
        }
        if matches!(step.kind, StepKind::Review | StepKind::Approval) {
            next.levels += 1;
        }
        if funds {
            let accounts = (Account::Budget, Account::Reserved);
            next.postings.extend(Posting::of(accounts, mark.total, Why::Fund, &read.period, at));
        }
    });
    let (line, year, less) = (read.budget_line.clone(), read.year, mark.total);
    let writes = if funds { vec![RunWrite::Budget { line, year, less }] } else { Vec::new() };
    (done.expect("a legal move"), writes)
}
