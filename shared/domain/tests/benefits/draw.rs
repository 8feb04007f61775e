//! The draw of one payee as a whole: all reasons at once, exclusive groups, the yearly cap, and what
//! must hold for anybody.

use crate::amounts::numbers;
use crate::people::{
    CUT_OFF, account, at, benefit, drawn, household, listed, model_worker, words, yuan,
};
use domain::benefit::amount::replay;
use domain::benefit::{
    Benefit, BenefitReason, Decision, FILES, PayeeInput, Taken, calculate, newest,
};
use domain::money::Fen;
use domain::payee::{HonourLevel, Payee, PayeeStatus, Residence, WorkStatus};
use jiff::civil::date;
use std::collections::BTreeMap;

fn taken(benefit: &str, period: &str, kind: &str, yuan_had: u64) -> Taken {
    Taken {
        benefit: benefit.to_owned(),
        period: period.to_owned(),
        kind: kind.to_owned(),
        fen: yuan(yuan_had),
        group: None,
        cap_group: None,
    }
}

fn of_group(group: &str, had: Taken) -> Taken {
    Taken { group: Some(group.to_owned()), ..had }
}

fn of_cap(group: &str, had: Taken) -> Taken {
    Taken { cap_group: Some(group.to_owned()), ..had }
}

#[test]
fn somebody_who_is_not_paid_learns_every_reason_at_once() {
    let mut payee = model_worker(HonourLevel::City, |_| {});
    payee.checked_on = date(2024, 1, 1);
    let input = PayeeInput { payee: &payee, account: None, at: at(CUT_OFF), period: "2026" };
    let decisions = calculate(benefit("provincial-hardship-aid"), &input, &[]);
    assert_eq!(words(&decisions), "*:B06 *:B08 *:B20 family:B15 medical:B16 spouse:B11");
    payee.status = PayeeStatus::Deceased;
    let input = PayeeInput { payee: &payee, account: None, at: at(CUT_OFF), period: "2026" };
    let decisions = calculate(benefit("provincial-hardship-aid"), &input, &[]);
    assert_eq!(words(&decisions), "*:B01", "of a dead man nothing else is said");
}

#[test]
fn a_kind_that_would_pay_is_silent_where_the_payee_as_a_whole_is_not_payable() {
    let payee = model_worker(HonourLevel::National, |_| {});
    let input = PayeeInput { payee: &payee, account: None, at: at(CUT_OFF), period: "2026" };
    assert_eq!(words(&calculate(benefit("national-condolence"), &input, &[])), "*:B20");
}

/// Both kinds apply: family 3,000 and medical 24,000 of one exclusive group.
fn both(cost: u64) -> Payee {
    model_worker(HonourLevel::Province, |worker| {
        worker.family_hardship = true;
        worker.monthly_income = Some(yuan(5_000));
        worker.self_paid_medical = Some(yuan(cost));
    })
}

#[test]
fn of_one_group_the_larger_is_paid_once_a_period() {
    let aid = "provincial-hardship-aid";
    let group = |had| of_group("provincial-hardship", had);
    let cases = [
        // why                          cost    already                           wanted
        ("medical is larger", 40_000, vec![], "family:B30 medical=24000.00 spouse:B11"),
        ("family is larger", 1_000, vec![], "family=3000.00 medical:B30 spouse:B11"),
        ("equal: the first of the file", 5_000, vec![], "family=3000.00 medical:B30 spouse:B11"),
        (
            "the group is taken",
            40_000,
            vec![group(taken("other", "2026", "x", 1))],
            "family:B28 medical:B28 spouse:B11",
        ),
        (
            "the kind is paid: said so, and the group is taken",
            40_000,
            vec![group(taken(aid, "2026", "medical", 1))],
            "family:B28 medical:B27 spouse:B11",
        ),
        (
            "taken last year",
            40_000,
            vec![group(taken(aid, "2025", "medical", 1))],
            "family:B30 medical=24000.00 spouse:B11",
        ),
        (
            "another group",
            40_000,
            vec![of_group("z", taken("other", "2026", "x", 1))],
            "family:B30 medical=24000.00 spouse:B11",
        ),
    ];
    for (why, cost, already, wanted) in cases {
        assert_eq!(words(&drawn(benefit(aid), &both(cost), &already)), wanted, "{why}");
    }
}

/// The text does not say whether both may be paid: it is a matter of data, a version without groups.
#[test]
fn without_the_group_both_are_paid() {
    let (_, file) = FILES.iter().find(|(name, _)| name.starts_with("provincial")).unwrap();
    let free: Benefit =
        toml::from_str(&file.replace("exclusive_group = \"provincial-hardship\"\n", "")).unwrap();
    let decisions = drawn(&free, &both(40_000), &[]);
    assert_eq!(words(&decisions), "family=3000.00 medical=24000.00 spouse:B11");
    // A supplement under it pays what the earlier version held back.
    let had = of_group(
        "provincial-hardship",
        taken("provincial-hardship-aid", "2026", "medical", 24_000),
    );
    let decisions = drawn(&free, &both(40_000), &[had]);
    assert_eq!(words(&decisions), "family=3000.00 medical:B27 spouse:B11");
}

#[test]
fn a_yearly_cap_over_several_benefits_leaves_what_is_left() {
    let cap = |had| of_cap("national-model-worker-aid", had);
    let low = |period, had| cap(taken("national-low-income", period, "low-income", had));
    let cases = [
        // The cap of the year is an example: 40,000.
        ("nothing had", vec![], "family=5000.00 medical=30000.00"),
        ("just fits", vec![low("2026", 5_000)], "family=5000.00 medical=30000.00"),
        ("the second is cut", vec![low("2026", 12_000)], "family=5000.00 medical=23000.00"),
        (
            "the first is cut, the second gets nothing",
            vec![low("2026", 36_000)],
            "family=4000.00 medical:B29",
        ),
        ("reached", vec![low("2026", 40_000)], "family:B29 medical:B29"),
        ("exceeded by an older version", vec![low("2026", 50_000)], "family:B29 medical:B29"),
        (
            "last year's does not count",
            vec![low("2025", 40_000)],
            "family=5000.00 medical=30000.00",
        ),
        (
            "another group's does not count",
            vec![taken("x", "2026", "x", 40_000)],
            "family=5000.00 medical=30000.00",
        ),
    ];
    let payee = model_worker(HonourLevel::National, |worker| {
        worker.family_hardship = true;
        worker.self_paid_medical = Some(yuan(80_000));
    });
    for (why, already, wanted) in cases {
        let decisions = drawn(benefit("national-hardship-aid"), &payee, &already);
        assert_eq!(words(&decisions), wanted, "{why}");
    }
}

#[test]
fn a_cut_amount_says_so_and_replays() {
    let had = of_cap(
        "national-model-worker-aid",
        taken("national-low-income", "2026", "low-income", 38_000),
    );
    let payee = model_worker(HonourLevel::National, |worker| worker.family_hardship = true);
    let benefit = benefit("national-hardship-aid");
    let decisions = drawn(benefit, &payee, &[had]);
    let Some(Decision::Line { kind, fen, basis }) = decisions.first() else {
        panic!("{decisions:?}")
    };
    assert_eq!(*fen, yuan(2_000));
    assert_eq!(replay(&benefit.kind(kind).unwrap().amount, &basis.inputs), Some(*fen));
    assert_eq!(
        basis.formula.zh,
        "每人5,000.00元,个人年度上限40,000.00元,已发38,000.00元 = 2,000.00元"
    );
}

#[test]
fn a_year_or_place_without_values_pays_nothing_and_says_why() {
    let payee = model_worker(HonourLevel::National, |_| {});
    let account = account(&payee);
    for period in ["2023", "x"] {
        let input = PayeeInput { payee: &payee, account: Some(&account), at: at(CUT_OFF), period };
        let decisions = calculate(benefit("national-condolence"), &input, &[]);
        assert_eq!(words(&decisions), "condolence:B25", "{period}");
    }
}

/// Somebody with facts drawn at random, of the register that is asked for.
fn anybody(benefit: &Benefit, random: &mut impl FnMut(u64) -> u64) -> Payee {
    use domain::payee::Register;
    let mut payee = match benefit.register {
        Register::ModelWorker => {
            let levels = [HonourLevel::National, HonourLevel::Province, HonourLevel::City];
            let works =
                [WorkStatus::OnJob, WorkStatus::Retired, WorkStatus::Farmer, WorkStatus::Other];
            let level = levels[usize::try_from(random(3)).unwrap()];
            model_worker(level, |worker| {
                worker.work = works[usize::try_from(random(4)).unwrap()];
                worker.monthly_income = (random(5) > 0).then(|| Fen::new(random(900_000)));
                worker.self_paid_medical = (random(2) > 0).then(|| Fen::new(random(20_000_000)));
                worker.family_hardship = random(2) > 0;
                worker.widowed_spouse = random(5) == 0;
                worker.no_fixed_income = random(2) > 0;
            })
        }
        Register::Hardship => household(Fen::new(random(9_000_000)), |household| {
            household.rigid = Fen::new(random(4_000_000));
            household.people = u32::try_from(random(6)).unwrap();
            household.accident = random(4) == 0;
            household.migrant = random(4) == 0;
            household.accident_loss = (random(3) == 0).then(|| Fen::new(random(9_000_000)));
            household.residence = if random(2) > 0 { Residence::Urban } else { Residence::Rural };
        }),
        Register::Voucher => listed("one-off-voucher", "2026"),
    };
    payee.city = format!("21{:02}", random(15));
    if random(12) == 0 {
        payee.status = PayeeStatus::Lost;
    }
    payee
}

/// Invariants 19, 20 and 22, exclusive groups and caps, over 3,000 invented people and all benefits in
/// turn, each seeing what the earlier ones paid.
#[test]
fn whatever_the_facts_the_laws_of_a_draw_hold() {
    let mut random = numbers(22);
    let mut lines = 0;
    for _ in 0..3_000 {
        let mut already: Vec<Taken> = Vec::new();
        for benefit in newest() {
            let payee = anybody(benefit, &mut random);
            let decisions = drawn(benefit, &payee, &already);
            assert_eq!(decisions, drawn(benefit, &payee, &already), "the same again");
            check(benefit, &payee, &decisions);
            for decision in decisions {
                let Decision::Line { kind, fen, .. } = decision else { continue };
                let found = benefit.kind(&kind).unwrap();
                already.push(Taken {
                    group: benefit.exclusive_group(found).map(str::to_owned),
                    cap_group: benefit.cap.as_ref().map(|cap| cap.group.clone()),
                    fen,
                    ..taken(&benefit.code, "2026", &kind, 0)
                });
            }
            let again = drawn(benefit, &payee, &already);
            let paid = again.iter().any(|one| matches!(one, Decision::Line { .. }));
            assert!(!paid, "a second draw of the period pays nobody: {again:?}");
        }
        check_year(&already);
        lines += already.len();
    }
    assert!(lines > 2_000, "people who are paid are among them: {lines}");
}

fn check(benefit: &Benefit, payee: &Payee, decisions: &[Decision]) {
    assert!(!decisions.is_empty(), "everybody is a line or has a reason");
    for decision in decisions {
        match decision {
            Decision::Line { kind, fen, basis } => {
                assert!(*fen > Fen::ZERO);
                assert_eq!(payee.status, PayeeStatus::Living);
                let rule = &benefit.kind(kind).unwrap().amount;
                assert_eq!(replay(rule, &basis.inputs), Some(*fen), "{basis:?}");
                assert!(basis.formula.en.ends_with(&format!(" = {fen} yuan")));
            }
            Decision::Excluded { code, text, .. } => {
                assert!(text.zh.starts_with(&code.text().zh), "{text:?}");
                assert_ne!(*code, BenefitReason::OtherRegister);
            }
        }
        let json = serde_json::to_string(decision).unwrap();
        assert_eq!(&serde_json::from_str::<Decision>(&json).unwrap(), decision);
    }
}

fn check_year(already: &[Taken]) {
    let mut groups: BTreeMap<&str, u32> = BTreeMap::new();
    let mut caps: BTreeMap<&str, u64> = BTreeMap::new();
    for had in already {
        *groups.entry(had.group.as_deref().unwrap_or_default()).or_default() += 1;
        *caps.entry(had.cap_group.as_deref().unwrap_or_default()).or_default() += had.fen.fen();
    }
    for (group, count) in groups.into_iter().filter(|(group, _)| !group.is_empty()) {
        assert_eq!(count, 1, "{group} twice");
    }
    for (group, fen) in caps.into_iter().filter(|(group, _)| !group.is_empty()) {
        assert!(fen <= 4_000_000, "{group}: {fen}");
    }
}
