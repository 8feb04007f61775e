//! Each rule of eligibility, by rows.

use crate::people::{CUT_OFF, account, at, benefit, drawn, household, listed, model_worker, words};
use domain::benefit::rule::category::{Borders, categories, per_head};
use domain::benefit::rule::{Category, EligibleRule, evaluate};
use domain::benefit::{Decision, Eligible, PayeeInput, calculate};
use domain::id::SubjectId;
use domain::matter::Text;
use domain::money::Fen;
use domain::payee::{
    BankAccount, Facts, HonourLevel, Household, Payee, PayeeStatus, Proxy, Residence, WorkStatus,
};
use jiff::civil::{Date, date};

fn verdict(rule: EligibleRule, payee: &Payee, account: Option<&BankAccount>) -> String {
    let text = Text { zh: "规则".to_owned(), en: "The rule".to_owned() };
    let rule = Eligible { id: "r".to_owned(), rule, text };
    let input = PayeeInput { payee, account, at: at(CUT_OFF), period: "2026" };
    let found = evaluate(benefit("national-low-income"), &rule, &input);
    assert_eq!(found.passed == Some(true), found.reason.is_none());
    match (found.passed, found.reason) {
        (Some(true), _) => "passed".to_owned(),
        (Some(false), Some(code)) => format!("failed {}", code.as_str()),
        (_, code) => format!("unknown {}", code.unwrap().as_str()),
    }
}

#[test]
fn a_status_has_its_own_reason_and_then_nothing_else_is_said() {
    let cases = [
        (PayeeStatus::Deceased, "*:B01"),
        (PayeeStatus::Revoked, "*:B02"),
        (PayeeStatus::Abroad, "*:B03"),
        (PayeeStatus::Lost, "*:B04"),
        (PayeeStatus::Exited, "*:B05"),
        (PayeeStatus::Living, "condolence=2000.00"),
    ];
    for (status, wanted) in cases {
        let mut payee = model_worker(HonourLevel::National, |_| {});
        payee.status = status;
        let decisions = drawn(benefit("national-condolence"), &payee, &[]);
        assert_eq!(words(&decisions), wanted, "{status:?}");
    }
}

#[test]
fn a_check_counts_for_twelve_months() {
    let cases: [(&str, Date, &str); 5] = [
        // why                        checked             wanted
        ("twelve months to the day", date(2025, 8, 1), "passed"),
        ("a day more", date(2025, 7, 31), "failed B06"),
        ("yesterday", date(2026, 7, 31), "passed"),
        ("on the day, in Shanghai", date(2026, 8, 1), "passed"),
        ("not yet", date(2026, 8, 2), "failed B06"),
    ];
    for (why, checked, wanted) in cases {
        let mut payee = model_worker(HonourLevel::National, |_| {});
        payee.checked_on = checked;
        assert_eq!(verdict(EligibleRule::CheckedWithinMonths(12), &payee, None), wanted, "{why}");
    }
}

#[test]
fn model_workers_by_level_work_spouse_and_income() {
    use EligibleRule as R;
    use HonourLevel::{City, National, Province};
    let line = || R::IncomeBelow("line".to_owned());
    let retired = || R::WorkStatusIn(vec![WorkStatus::Retired]);
    type Change = fn(&mut domain::payee::ModelWorker);
    let same: Change = |_| {};
    let cases: Vec<(&str, R, HonourLevel, Change, &str)> = vec![
        ("the level itself", R::HonourLevelAtLeast(Province), Province, same, "passed"),
        ("a higher one", R::HonourLevelAtLeast(Province), National, same, "passed"),
        ("a lower one", R::HonourLevelAtLeast(Province), City, same, "failed B08"),
        ("in the list", R::HonourLevelIn(vec![Province]), Province, same, "passed"),
        ("higher, not in the list", R::HonourLevelIn(vec![Province]), National, same, "failed B08"),
        ("retired", retired(), National, same, "passed"),
        ("farmer", retired(), National, |w| w.work = WorkStatus::Farmer, "failed B09"),
        ("the worker", R::WidowedSpouse(false), National, same, "passed"),
        (
            "the spouse",
            R::WidowedSpouse(false),
            National,
            |w| w.widowed_spouse = true,
            "failed B10",
        ),
        ("not the spouse", R::WidowedSpouse(true), National, same, "failed B11"),
        ("fixed income", R::NoFixedIncome, National, same, "failed B12"),
        ("none", R::NoFixedIncome, National, |w| w.no_fixed_income = true, "passed"),
        ("no hardship", R::FamilyHardship, National, same, "failed B15"),
        ("hardship", R::FamilyHardship, National, |w| w.family_hardship = true, "passed"),
        ("not declared", line(), National, same, "unknown B14"),
        (
            "the line itself",
            line(),
            National,
            |w| w.monthly_income = Some(Fen::new(350_000)),
            "failed B13",
        ),
        ("a fen below", line(), National, |w| w.monthly_income = Some(Fen::new(349_999)), "passed"),
        ("no line for this work", line(), National, |w| w.work = WorkStatus::Other, "unknown B25"),
        ("no such parameter", R::IncomeBelow("x".to_owned()), National, same, "unknown B25"),
    ];
    for (why, rule, level, change, wanted) in cases {
        let payee = model_worker(level, change);
        assert_eq!(verdict(rule, &payee, None), wanted, "{why}");
    }
}

#[test]
fn rules_about_another_register_are_not_met() {
    let payee = household(Fen::ZERO, |_| {});
    for rule in [
        EligibleRule::HonourLevelAtLeast(HonourLevel::City),
        EligibleRule::FamilyHardship,
        EligibleRule::ListedFor,
    ] {
        assert_eq!(verdict(rule, &payee, None), "failed B07");
    }
    assert_eq!(words(&drawn(benefit("national-condolence"), &payee, &[])), "*:B07");
}

fn by_account(payee: &Payee, account: Option<&BankAccount>) -> String {
    verdict(EligibleRule::AccountVerified { second_look_days: 7 }, payee, account)
}

/// Invariant 19: whose it is, and that he agreed.
#[test]
fn an_account_fits_its_person_and_he_agreed() {
    let proxy = || Proxy { relation: "配偶".to_owned(), document: "授权书".to_owned() };
    let before = "2026-07-31T23:59:59Z";
    let cases = [
        // why                           holder   proxy          consented               wanted
        ("his own", "李建国", None, before, "passed"),
        ("a space too many", "李建国 ", None, before, "passed"),
        ("another holder", "王芳", None, before, "failed B22"),
        ("recorded as proxy", "王芳", Some(proxy()), before, "passed"),
        ("agreed at the cut-off", "李建国", None, CUT_OFF, "passed"),
        ("agreed after it", "李建国", None, "2026-08-01T00:00:01Z", "failed B24"),
    ];
    let payee = model_worker(HonourLevel::National, |_| {});
    for (why, holder, proxy, consented, wanted) in cases {
        let holder = holder.to_owned();
        let account = BankAccount { holder, proxy, consented: at(consented), ..account(&payee) };
        assert_eq!(by_account(&payee, Some(&account)), wanted, "{why}");
    }
    assert_eq!(by_account(&payee, None), "failed B20");
}

/// Invariant 19: that somebody else looked at it, and when.
#[test]
fn an_account_is_verified_after_its_last_change_by_somebody_else() {
    let cases = [
        // why                       changed       verified            by               wanted
        ("long ago", "2026-01-10", Some("2026-01-11"), Some("clerk-b"), "passed"),
        ("never", "2026-01-10", None, None, "failed B21"),
        ("before it changed", "2026-02-01", Some("2026-01-11"), Some("clerk-b"), "failed B21"),
        ("after the cut-off", "2026-01-10", Some("2026-08-02"), Some("clerk-b"), "failed B21"),
        ("by who entered it", "2026-01-10", Some("2026-01-11"), Some("clerk-a"), "failed B21"),
        ("by the bank", "2026-01-10", Some("2026-01-11"), None, "passed"),
        ("lately, a second person", "2026-07-30", Some("2026-07-31"), Some("clerk-b"), "passed"),
        ("lately, himself", "2026-07-30", Some("2026-07-31"), Some("clerk-a"), "failed B23"),
        ("lately, the bank: the draw holds it", "2026-07-30", Some("2026-07-31"), None, "passed"),
        ("lately, nobody yet", "2026-07-30", Some("2026-01-11"), Some("clerk-b"), "failed B23"),
        ("seven days before, nobody", "2026-07-25", None, None, "failed B21"),
    ];
    let payee = model_worker(HonourLevel::National, |_| {});
    let day = |text: &str| at(&format!("{text}T00:00:00Z"));
    for (why, changed, verified, by, wanted) in cases {
        let account = BankAccount {
            changed: day(changed),
            verified: verified.map(day),
            verified_by: by.map(|by| SubjectId::parse(by).unwrap()),
            ..account(&payee)
        };
        assert_eq!(by_account(&payee, Some(&account)), wanted, "{why}");
    }
}

#[test]
fn categories_are_recomputed_with_strict_borders() {
    use Category::{Accident, Deep, Migrant, Relative};
    // The line of Shenyang, an example: 980.00 a month; for three people 35,280.00 a year.
    let line = 98_000 * 12 * 3;
    type Change = fn(&mut Household);
    let same: Change = |_| {};
    let cases: Vec<(&str, u64, Change, Option<Vec<Category>>)> = vec![
        ("a fen below the line", line - 1, same, Some(vec![Deep])),
        ("the line exactly: not deep, but relative", line, same, Some(vec![Relative])),
        ("a fen below twice the line", 2 * line - 1, same, Some(vec![Relative])),
        ("twice the line exactly", 2 * line, same, Some(vec![])),
        ("expenses above income", 0, |h| h.rigid = Fen::new(1), Some(vec![Deep])),
        (
            "rigid expenses count",
            3 * line,
            |h| h.rigid = Fen::new(98_000 * 36 * 2),
            Some(vec![Relative]),
        ),
        ("one more person", line, |h| h.people = 4, Some(vec![Deep])),
        ("nobody lives there", line, |h| h.people = 0, None),
        ("hurt in an accident", 3 * line, |h| h.accident = true, Some(vec![Accident])),
        (
            "a loss of 80 % exactly",
            10_000_000,
            |h| h.accident_loss = Some(Fen::new(8_000_000)),
            Some(vec![]),
        ),
        (
            "a fen more",
            10_000_000,
            |h| h.accident_loss = Some(Fen::new(8_000_001)),
            Some(vec![Accident]),
        ),
        ("deep and hurt", 0, |h| h.accident = true, Some(vec![Deep, Accident])),
        ("a migrant in hardship", 0, |h| h.migrant = true, Some(vec![Deep, Migrant])),
        ("a migrant in none", 2 * line, |h| h.migrant = true, Some(vec![])),
        ("the most there is", u64::MAX, same, Some(vec![])),
    ];
    let borders = Borders { line: 98_000, relative: 200, accident: 80 };
    for (why, left, change, wanted) in cases {
        let payee = household(Fen::new(left), change);
        let Facts::Hardship(household) = &payee.facts else { panic!("{why}") };
        assert_eq!(categories(household, borders), wanted, "{why}");
    }
}

#[test]
fn the_figure_that_people_read_is_rounded_and_decides_nothing() {
    let cases = [
        // why            income  rigid   people  wanted
        ("even", 36_00, 0, 3, Some(("", Fen::new(100)))),
        ("half a fen up", 18, 0, 3, Some(("", Fen::new(1)))),
        ("below zero", 0, 36_00, 3, Some(("-", Fen::new(100)))),
        ("nobody", 1, 0, 0, None),
    ];
    for (why, income, rigid, people, wanted) in cases {
        let payee = household(Fen::new(income), |h| {
            h.rigid = Fen::new(rigid);
            h.people = people;
        });
        let Facts::Hardship(household) = &payee.facts else { panic!("{why}") };
        assert_eq!(per_head(household), wanted, "{why}");
    }
}

#[test]
fn a_household_is_paid_by_its_category_place_and_residence() {
    type Change = fn(&mut Payee);
    let facts = |payee: &mut Payee, change: fn(&mut Household)| {
        if let Facts::Hardship(household) = &mut payee.facts {
            change(household);
        }
    };
    let line = Fen::new(98_000 * 36);
    let cases: Vec<(&str, Fen, Change, &str)> = vec![
        ("deep: six months", Fen::ZERO, |_| {}, "deep=5880.00 relative:B17 accident:B17"),
        ("x is the line exactly: relative", line, |_| {}, "deep:B17 relative=2940.00 accident:B17"),
        (
            "another city's line",
            Fen::ZERO,
            |p| p.city = "2102".to_owned(),
            "deep=5760.00 relative:B17 accident:B17",
        ),
        (
            "the province's line",
            Fen::ZERO,
            |p| p.city = "2114".to_owned(),
            "deep=4800.00 relative:B17 accident:B17",
        ),
    ];
    for (why, left, change, wanted) in cases {
        let mut payee = household(left, |_| {});
        change(&mut payee);
        assert_eq!(words(&drawn(benefit("living-aid"), &payee, &[])), wanted, "{why}");
    }
    type Inner = fn(&mut Household);
    let cases: Vec<(&str, Inner, &str)> = vec![
        ("rural", |h| h.residence = Residence::Rural, "deep=3900.00 relative:B17 accident:B17"),
        (
            "deep and hurt: the larger",
            |h| h.accident = true,
            "deep=5880.00 relative:B17 accident:B30",
        ),
        ("a file of two years ago", |h| h.year = 2024, "deep:B18 relative:B18 accident:B18"),
        ("a file of next year", |h| h.year = 2027, "deep:B18 relative:B18 accident:B18"),
        ("nobody lives there", |h| h.people = 0, "deep:B18 relative:B18 accident:B18"),
    ];
    for (why, change, wanted) in cases {
        let mut payee = household(Fen::ZERO, |_| {});
        facts(&mut payee, change);
        assert_eq!(words(&drawn(benefit("living-aid"), &payee, &[])), wanted, "{why}");
    }
}

#[test]
fn a_list_is_for_one_benefit_and_one_period() {
    let cases = [
        // why              benefit             period          wanted
        ("on it", "one-off-voucher", "2026-gaowen", "voucher=300.00"),
        ("another occasion", "one-off-voucher", "2026-fangxun", "*:B19"),
        ("another benefit", "living-aid", "2026-gaowen", "*:B19"),
    ];
    for (why, code, period, wanted) in cases {
        let payee = listed(code, period);
        let account = account(&payee);
        let input = PayeeInput {
            payee: &payee,
            account: Some(&account),
            at: at(CUT_OFF),
            period: "2026-gaowen",
        };
        assert_eq!(words(&calculate(benefit("one-off-voucher"), &input, &[])), wanted, "{why}");
    }
}

/// What a line or an exclusion carries: evidence without amounts, a sentence with his own figures.
#[test]
fn evidence_holds_no_amount_and_a_sentence_may() {
    let payee = model_worker(HonourLevel::National, |worker| {
        worker.monthly_income = Some(Fen::new(312_345));
    });
    let decisions = drawn(benefit("national-low-income"), &payee, &[]);
    let [Decision::Line { basis, .. }] = decisions.as_slice() else { panic!("{decisions:?}") };
    let facts: Vec<&str> = basis.evidence.iter().map(|one| one.facts.as_str()).collect();
    assert_eq!(
        facts,
        [
            "status=LIVING",
            "checked=2026-01-15",
            "level=NATIONAL",
            "spouse=false",
            "account=verified",
            "work=RETIRED",
            "below-line=true",
        ]
    );
    let payee = model_worker(HonourLevel::National, |worker| {
        worker.monthly_income = Some(Fen::new(412_345));
    });
    let decisions = drawn(benefit("national-low-income"), &payee, &[]);
    let [Decision::Excluded { text, .. }] = decisions.as_slice() else { panic!("{decisions:?}") };
    assert_eq!(text.zh, "收入没有低于规定标准。月均收入4,123.45元,标准3,500.00元。");
}
