//! Invented payees: one in good order of each register, to be changed by a test.

use domain::benefit::{Benefit, Decision, PayeeInput, Taken, calculate, find};
use domain::id::{PersonId, SubjectId};
use domain::money::Fen;
use domain::payee::{
    BankAccount, Facts, HonourLevel, Household, Listed, ModelWorker, Payee, PayeeStatus, Residence,
    WorkStatus,
};
use domain::person::Sealed;
use jiff::{Timestamp, civil::date};

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The cut-off of every test that does not say another.
pub(crate) const CUT_OFF: &str = "2026-08-01T00:00:00Z";

pub(crate) fn yuan(yuan: u64) -> Fen {
    Fen::from_yuan(yuan).unwrap()
}

pub(crate) fn benefit(code: &str) -> &'static Benefit {
    find(code).unwrap()
}

fn payee(facts: Facts) -> Payee {
    Payee {
        person: PersonId::from_parts(1, 2),
        version: 1,
        name: "李建国".to_owned(),
        id_masked: "2199**********0018".to_owned(),
        city: "2101".to_owned(),
        union: None,
        unit: "沈阳某厂".to_owned(),
        status: PayeeStatus::Living,
        checked_on: date(2026, 1, 15),
        facts,
    }
}

pub(crate) fn model_worker(level: HonourLevel, change: impl FnOnce(&mut ModelWorker)) -> Payee {
    let mut worker = ModelWorker {
        title: "劳动模范".to_owned(),
        level,
        awarded_year: 2010,
        work: WorkStatus::Retired,
        monthly_income: None,
        family_hardship: false,
        self_paid_medical: None,
        widowed_spouse: false,
        no_fixed_income: false,
    };
    change(&mut worker);
    payee(Facts::ModelWorker(worker))
}

/// Three people in Shenyang, urban, whose income after rigid expenses is so much in the year.
pub(crate) fn household(left: Fen, change: impl FnOnce(&mut Household)) -> Payee {
    let mut household = Household {
        number: "KN0001".to_owned(),
        year: 2025,
        income: left,
        rigid: Fen::ZERO,
        people: 3,
        accident_loss: None,
        accident: false,
        residence: Residence::Urban,
        migrant: false,
    };
    change(&mut household);
    payee(Facts::Hardship(household))
}

pub(crate) fn listed(benefit: &str, period: &str) -> Payee {
    payee(Facts::Voucher(Listed { benefit: benefit.to_owned(), period: period.to_owned() }))
}

/// His own account, entered long ago by one officer and verified by another.
pub(crate) fn account(payee: &Payee) -> BankAccount {
    BankAccount {
        person: payee.person.clone(),
        version: 1,
        holder: payee.name.clone(),
        proxy: None,
        bank: "某银行沈阳分行".to_owned(),
        clearing: None,
        sealed: Sealed("sealed".to_owned()),
        fingerprint: "f".to_owned(),
        last4: "0001".to_owned(),
        entered_by: SubjectId::parse("clerk-a").unwrap(),
        changed: at("2026-01-10T02:00:00Z"),
        verified: Some(at("2026-01-11T02:00:00Z")),
        verified_by: Some(SubjectId::parse("clerk-b").unwrap()),
        consented: at("2026-01-10T02:00:00Z"),
    }
}

/// The draw of a payee with a good account.
pub(crate) fn drawn(benefit: &Benefit, payee: &Payee, already: &[Taken]) -> Vec<Decision> {
    let account = account(payee);
    let input = PayeeInput { payee, account: Some(&account), at: at(CUT_OFF), period: "2026" };
    calculate(benefit, &input, already)
}

/// Decisions as short words: `medical=24000.00` for a line, `family:B15` and `*:B20` for exclusions.
pub(crate) fn words(decisions: &[Decision]) -> String {
    let word = |decision: &Decision| match decision {
        Decision::Line { kind, fen, .. } => {
            format!("{kind}={}.{:02}", fen.fen() / 100, fen.fen() % 100)
        }
        Decision::Excluded { kind, code, .. } => {
            format!("{}:{}", kind.as_deref().unwrap_or("*"), code.as_str())
        }
    };
    decisions.iter().map(word).collect::<Vec<_>>().join(" ")
}
