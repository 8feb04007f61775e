//! Amounts: domain 12.4's numbers, the borders of every formula, and replay as a property.

use crate::people::{benefit, drawn, model_worker, words, yuan};
use domain::benefit::amount::{Inputs, capped, label, replay, sentence};
use domain::benefit::{Amount, AmountRule, Decision};
use domain::money::Fen;
use domain::payee::{HonourLevel, WorkStatus};

#[test]
fn liaoning_pays_sixty_per_cent_up_to_fifty_thousand() {
    let cases = [
        // why                        self-paid fen     wanted
        ("40,000", Some(4_000_000), "family:B15 medical=24000.00 spouse:B11"),
        ("100,000: the cap", Some(10_000_000), "family:B15 medical=50000.00 spouse:B11"),
        ("just under the cap", Some(8_333_332), "family:B15 medical=49999.99 spouse:B11"),
        ("the cap to the fen", Some(8_333_333), "family:B15 medical=50000.00 spouse:B11"),
        ("half a fen up", Some(4), "family:B15 medical=0.02 spouse:B11"),
        ("nothing comes out", Some(0), "family:B15 medical:B16 spouse:B11"),
        ("not declared", None, "family:B15 medical:B16 spouse:B11"),
    ];
    for (why, cost, wanted) in cases {
        let payee = model_worker(HonourLevel::Province, |worker| {
            worker.self_paid_medical = cost.map(Fen::new);
        });
        let decisions = drawn(benefit("provincial-hardship-aid"), &payee, &[]);
        assert_eq!(words(&decisions), wanted, "{why}");
    }
}

#[test]
fn liaoning_pays_three_thousand_for_the_family_and_two_thousand_to_a_spouse() {
    let income = Some(yuan(5_000));
    let cases = [
        // why                       hardship income  spouse no income  wanted
        (
            "family, below the wage",
            true,
            income,
            false,
            false,
            "family=3000.00 medical:B16 spouse:B11",
        ),
        (
            "above the wage",
            true,
            Some(yuan(6_000)),
            false,
            false,
            "family:B13 medical:B16 spouse:B11",
        ),
        ("income not declared", true, None, false, false, "family:B14 medical:B16 spouse:B11"),
        ("no hardship", false, income, false, false, "family:B15 medical:B16 spouse:B11"),
        (
            "a spouse without income",
            false,
            None,
            true,
            true,
            "family:B10 medical:B10 spouse=2000.00",
        ),
        ("a spouse with income", false, income, true, false, "family:B10 medical:B10 spouse:B12"),
    ];
    for (why, hardship, income, spouse, none, wanted) in cases {
        let payee = model_worker(HonourLevel::Province, |worker| {
            worker.family_hardship = hardship;
            worker.monthly_income = income;
            worker.widowed_spouse = spouse;
            worker.no_fixed_income = none;
        });
        let decisions = drawn(benefit("provincial-hardship-aid"), &payee, &[]);
        assert_eq!(words(&decisions), wanted, "{why}");
    }
}

#[test]
fn the_provinces_amounts_name_their_document_and_are_no_example() {
    let payee = model_worker(HonourLevel::Province, |worker| {
        worker.self_paid_medical = Some(yuan(40_000));
    });
    let decisions = drawn(benefit("provincial-hardship-aid"), &payee, &[]);
    let basis = decisions.iter().find_map(|one| match one {
        Decision::Line { basis, .. } => Some(basis),
        Decision::Excluded { .. } => None,
    });
    let basis = basis.unwrap();
    assert!(!basis.example);
    assert_eq!(basis.sources, ["《省部级劳模特殊困难帮扶金发放管理办法(试行)》(2018-09-16)"]);
    assert_eq!(basis.formula.zh, "自付医疗费40,000.00元 × 60%,最多50,000.00元 = 24,000.00元");
    let payee = model_worker(HonourLevel::National, |_| {});
    let decisions = drawn(benefit("national-condolence"), &payee, &[]);
    let [Decision::Line { basis, .. }] = decisions.as_slice() else { panic!("{decisions:?}") };
    assert!(basis.example);
    assert_eq!(basis.sources, ["示例"]);
}

#[test]
fn a_low_income_is_topped_up_to_the_line() {
    let cases = [
        // why                       work                 income fen   wanted
        ("a gap under the cap", WorkStatus::Retired, 300_000, "low-income=6000.00"),
        ("a gap at the cap", WorkStatus::Retired, 250_000, "low-income=12000.00"),
        ("a gap over the cap", WorkStatus::Retired, 0, "low-income=12000.00"),
        ("a fen a month", WorkStatus::Retired, 349_999, "low-income=0.12"),
        ("on the line", WorkStatus::Retired, 350_000, "low-income:B13"),
        ("the line of those on the job", WorkStatus::OnJob, 600_000, "low-income=6000.00"),
        ("no line for others", WorkStatus::Other, 0, "low-income:B09"),
    ];
    for (why, work, income, wanted) in cases {
        let payee = model_worker(HonourLevel::National, |worker| {
            worker.work = work;
            worker.monthly_income = Some(Fen::new(income));
        });
        assert_eq!(words(&drawn(benefit("national-low-income"), &payee, &[])), wanted, "{why}");
    }
}

fn text(name: &str) -> String {
    name.to_owned()
}

fn all_rules() -> [(AmountRule, [&'static str; 4]); 4] {
    [
        (AmountRule::Flat { amount: text("a") }, ["amount_fen", "", "", ""]),
        (
            AmountRule::TopUp { line: text("l"), cap: text("c"), months: text("m") },
            ["line_fen", "income_fen", "cap_fen", "months"],
        ),
        (
            AmountRule::Percentage {
                percent: text("p"),
                cap: text("c"),
                of: domain::benefit::amount::Cost::SelfPaidMedical,
            },
            ["percent", "cost_fen", "cap_fen", ""],
        ),
        (
            AmountRule::MonthsOfParameter {
                monthly: text("y"),
                months: text("m"),
                most: text("x"),
            },
            ["monthly_fen", "months", "most_months", ""],
        ),
    ]
}

/// The formulas of domain 11.9 written down a second time, in whole numbers without limit.
fn by_hand(rule: &AmountRule, n: &[i128]) -> i128 {
    match rule {
        AmountRule::Flat { .. } => n[0],
        AmountRule::TopUp { .. } => (n[0] - n[1]).min(n[2]).max(0) * n[3],
        AmountRule::Percentage { .. } => ((n[1] * n[0] * 2 + 100) / 200).min(n[2]),
        AmountRule::MonthsOfParameter { .. } => n[0] * n[1].min(n[2]),
    }
}

/// Numbers without a pattern, the same on every run.
pub(crate) fn numbers(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    }
}

/// Invariant 20: what is stored is enough to compute the amount again, and no cap is exceeded.
#[test]
fn every_amount_is_computed_again_from_its_inputs() {
    let mut random = numbers(20);
    for _ in 0..2_000 {
        for (rule, names) in all_rules() {
            let mut inputs = Inputs::new();
            let mut plain = Vec::new();
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                let below = match name {
                    "percent" => 101,
                    "months" | "most_months" => 13,
                    _ => 20_000_000,
                };
                let number = random(below);
                inputs.insert(name.to_owned(), number.to_string());
                plain.push(i128::from(number));
                assert!(label(name).is_some(), "{name} has no label");
            }
            let fen = replay(&rule, &inputs).unwrap();
            assert_eq!(i128::from(fen.fen()), by_hand(&rule, &plain), "{rule:?} {inputs:?}");
            if let Some(cap) = inputs.get("cap_fen").filter(|_| !inputs.contains_key("months")) {
                assert!(fen.fen() <= cap.parse().unwrap());
            }
            check_cap(&rule, &inputs, fen, &mut random);
        }
    }
}

fn check_cap(rule: &AmountRule, inputs: &Inputs, fen: Fen, random: &mut impl FnMut(u64) -> u64) {
    let (cap, taken) = (Fen::new(random(30_000_000)), Fen::new(random(30_000_000)));
    let formula = sentence(rule, inputs, fen);
    let whole =
        Amount { fen, inputs: inputs.clone(), formula, sources: Vec::new(), example: false };
    let room = cap.checked_sub(taken).unwrap_or_default();
    let kept = capped(rule, whole, cap, taken);
    assert_eq!(kept.as_ref().map_or(Fen::ZERO, |one| one.fen), fen.min(room));
    if let Some(kept) = kept {
        assert_eq!(replay(rule, &kept.inputs), Some(kept.fen));
        assert!(kept.formula.zh.ends_with(&format!(" = {}元", kept.fen)));
    }
}

#[test]
fn inputs_that_are_not_there_or_no_number_give_no_amount() {
    for (rule, names) in all_rules() {
        let given = |value: &str| {
            let names = names.into_iter().filter(|name| !name.is_empty());
            names.map(|name| (name.to_owned(), value.to_owned())).collect::<Inputs>()
        };
        assert_eq!(replay(&rule, &Inputs::new()), None);
        assert_eq!(replay(&rule, &given("1.5")), None);
        assert_eq!(replay(&rule, &given("-1")), None);
        assert!(replay(&rule, &given("1")).is_some());
    }
    let (flat, _) = all_rules().into_iter().next().unwrap();
    let most = Inputs::from([("amount_fen".to_owned(), u64::MAX.to_string())]);
    assert_eq!(replay(&flat, &most), Some(Fen::new(u64::MAX)));
}

#[test]
fn what_cannot_be_held_gives_no_amount() {
    let [_, (top_up, _), _, (months, _)] = all_rules();
    let big = u64::MAX.to_string();
    let pairs = |names: &[&str]| -> Inputs {
        names.iter().map(|name| ((*name).to_owned(), big.clone())).collect()
    };
    let mut inputs = pairs(&["line_fen", "cap_fen", "months"]);
    inputs.insert("income_fen".to_owned(), "0".to_owned());
    assert_eq!(replay(&top_up, &inputs), None);
    assert_eq!(replay(&months, &pairs(&["monthly_fen", "months", "most_months"])), None);
}
