//! What all plans of a campaign stand on: a table with registers, accounts and a bucket. Each plan
//! is a run of its own year, so that plans share the people and nothing else.
#![expect(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use crate::harness::table;
use domain::benefit::find;
use domain::id::{PersonId, RunId, SubjectId};
use domain::money::Fen;
use domain::number::run_number;
use domain::payee::{
    BankAccount, Facts, HonourLevel, ModelWorker, PayeeStatus, Register, WorkStatus,
};
use domain::run::part::State;
use domain::run::{Planner, Run, RunKind, Totals};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use std::sync::atomic::{AtomicI16, Ordering};
use step::{Kit, Settings, Stage, places};
use store::{Budget, BudgetChange, StoredPayee};

/// The first year that a plan takes for its own.
const FIRST_YEAR: i16 = 2027;

/// Writes at once while the ground is laid.
const AT_ONCE: usize = 8;

/// See the module's text.
pub(crate) struct Ground {
    settings: Settings,
    years: AtomicI16,
    /// Tools whose requests no wire touches.
    pub(crate) kit: Kit,
}

/// A subject by name.
pub(crate) fn subject(name: &str) -> SubjectId {
    SubjectId::parse(name).expect("a subject")
}

/// When every plan begins: Monday, 23 November 2026, 09:00 in Asia/Shanghai.
pub(crate) fn start() -> Timestamp {
    "2026-11-23T01:00:00Z".parse().expect("a moment")
}

impl Ground {
    /// A fresh table and bucket with so many payees in 沈阳 and a few in 鞍山.
    pub(crate) async fn lay(payees: usize) -> Ground {
        let client = table::client();
        let bucket = format!("campaign-{:016x}", table::unique() >> 64);
        let payer = r#"{"number":"TESTCARD-PAYER-1","holder":"合成总工会","bank":"合成银行"}"#;
        let settings = Settings {
            table: table::fresh(&client).await,
            stage: Stage::NotProduction,
            allow_synthetic: true,
            key: Some(table::setting("KEY_ID")),
            sign_key: None,
            audit_bucket: None,
            machine: None,
            identity_url: None,
            sms_url: None,
            pages_url: None,
            run_bucket: Some(bucket.clone()),
            roster_machine: None,
            run_machine: Some("arn:aws:states:us-east-1:000000000000:stateMachine:d".to_owned()),
            bank_password: Some("campaign-password-1".to_owned()),
            payers: Some(format!(
                "{{\"PROVINCE-SPECIAL\":{payer},\"PROVINCE-HARDSHIP\":{payer},\"PROVINCE-GENERAL\":{payer}}}"
            )),
            step_seconds: 20,
            region: table::setting("AWS_REGION"),
            endpoint: Some(table::setting("AWS_ENDPOINT_URL")),
        };
        let kit = Kit::new(settings.clone()).at(start()).expect("not production");
        kit.s3().create_bucket().bucket(&bucket).send().await.expect("a bucket");
        let ground = Ground { settings, years: AtomicI16::new(FIRST_YEAR), kit };
        let people: Vec<usize> = (0..payees + 6).collect();
        for some in people.chunks(AT_ONCE) {
            let writes =
                some.iter().map(|n| ground.enrol(*n, if *n < payees { "2101" } else { "2103" }));
            join_all(writes).await;
        }
        ground
    }

    /// Tools at a moment whose requests go over a wire.
    pub(crate) fn kit_on(&self, url: &str, now: Timestamp, seconds: u32) -> Kit {
        let settings = Settings {
            endpoint: Some(url.to_owned()),
            step_seconds: seconds,
            ..self.settings.clone()
        };
        Kit::new(settings).at(now).expect("not production")
    }

    /// Tools of a function that has just started, beside every wire.
    pub(crate) fn direct(&self, now: Timestamp) -> Kit {
        Kit::new(self.settings.clone()).at(now).expect("not production")
    }

    /// The local AWS itself.
    pub(crate) fn endpoint(&self) -> &str {
        self.settings.endpoint.as_deref().expect("an endpoint")
    }

    /// A year that no other plan has.
    pub(crate) fn year(&self) -> i16 {
        self.years.fetch_add(1, Ordering::Relaxed)
    }

    async fn enrol(&self, n: usize, city: &str) {
        let vault = self.kit.vault().await.expect("the vault");
        let person = person(n);
        let facts = serde_json::to_string(&facts(n)).expect("JSON");
        let place = StoredPayee::place(Register::ModelWorker, &person);
        let payee = StoredPayee {
            register: Register::ModelWorker,
            person: person.clone(),
            version: 1,
            name: name(n),
            id_masked: "2199**********0018".to_owned(),
            city: city.to_owned(),
            union: None,
            unit: "合成工厂".to_owned(),
            status: PayeeStatus::Living,
            checked_on: date(2026, 9, 1),
            unconfirmed: None,
            facts: vault.seal(&place, &facts).expect("sealed"),
        };
        let store = self.kit.store();
        store.put_payee(&payee, 0).await.expect("a payee");
        let account = self.account(n, &card(n, 0), 1).await;
        store.put_bank_account(&account, 0).await.expect("an account");
    }

    /// An account that a second person found right long ago.
    pub(crate) async fn account(&self, n: usize, number: &str, version: u64) -> BankAccount {
        let vault = self.kit.vault().await.expect("the vault");
        let changed = start() - SignedDuration::from_hours(24 * 100);
        let value = places::bank_account_value(&name(n), number, "合成银行");
        BankAccount {
            person: person(n),
            version,
            holder: name(n),
            proxy: None,
            bank: "合成银行".to_owned(),
            clearing: None,
            sealed: vault.seal(&places::bank_account(&person(n)), number).expect("sealed"),
            fingerprint: vault.index("bank", &value).into_iter().next().expect("an index"),
            last4: number.get(number.len() - 4..).expect("digits").to_owned(),
            entered_by: subject("finance-1"),
            changed,
            verified: Some(changed),
            verified_by: Some(subject("finance-2")),
            consented: changed,
        }
    }

    /// A run of a benefit in a year, with its budget; not yet stored.
    pub(crate) async fn run(&self, benefit: &str, year: i16, granted: u64, now: Timestamp) -> Run {
        let benefit = find(benefit).expect("a benefit");
        let budget = Budget::nothing(&benefit.budget_line, year).with(BudgetChange {
            lowered: None,
            fen: Fen::from_yuan(granted).expect("fen"),
            document: "合成批复".to_owned(),
            by: subject("finance-1"),
            at: now,
        });
        let budget = budget.expect("a sum");
        let known = self.kit.store().get_budget(&budget.line, year).await.expect("read");
        if known.is_none() {
            self.kit.store().put_budget(&budget, 0).await.expect("a budget");
        }
        let draw = table::unique();
        Run {
            id: RunId::from_parts(1_790_000_000_000, draw >> 48),
            number: run_number(year, u64::try_from(draw % 900_000).expect("small") + 1),
            version: 1,
            benefit: benefit.reference().to_string(),
            period: year.to_string(),
            year,
            budget_line: benefit.budget_line.clone(),
            kind: RunKind::Regular,
            planned: Planner::Schedule,
            at: now,
            cut_off: now,
            pay_by: None,
            parts: vec!["2101".to_owned(), "2103".to_owned()],
            missing: Vec::new(),
            state: State::Planned,
            totals: Totals::default(),
            looks: None,
            wake: Some(now),
        }
    }
}

/// Waits for all of them.
async fn join_all<F: Future<Output = ()>>(works: impl Iterator<Item = F>) {
    let mut works: Vec<_> = works.map(Box::pin).collect();
    std::future::poll_fn(|context| {
        works.retain_mut(|work| work.as_mut().poll(context).is_pending());
        if works.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
}

/// The `n`th payee.
pub(crate) fn person(n: usize) -> PersonId {
    PersonId::from_parts(1_700_000_000_000, u128::try_from(n).expect("a number") + 1)
}

/// The place of a payee among them.
pub(crate) fn place_of(id: &PersonId, payees: usize) -> Option<usize> {
    (0..payees + 6).find(|n| person(*n) == *id)
}

/// The number of a payee's account; a new one with every correction.
pub(crate) fn card(n: usize, correction: u32) -> String {
    format!("TESTCARD-2101-{n:06}-{:04}", 1_000 + correction)
}

fn name(n: usize) -> String {
    let letters: Vec<char> = "德秀淑桂玉凤振国文华志强".chars().collect();
    let pick = |at: usize| letters.get(at % letters.len()).copied().expect("a letter");
    format!("王{}{}", pick(n), pick(n / letters.len()))
}

/// Everybody has a national honour; the rest differs, so that each benefit pays some of them.
fn facts(n: usize) -> Facts {
    Facts::ModelWorker(ModelWorker {
        title: "全国劳动模范".to_owned(),
        level: HonourLevel::National,
        awarded_year: 2010,
        work: if n.is_multiple_of(2) { WorkStatus::Retired } else { WorkStatus::OnJob },
        monthly_income: Fen::from_yuan(2_000 + u64::try_from(n % 30).expect("small") * 100),
        family_hardship: n.is_multiple_of(3),
        self_paid_medical: n.is_multiple_of(4).then(|| Fen::from_yuan(9_001)).flatten(),
        widowed_spouse: false,
        no_fixed_income: false,
    })
}
