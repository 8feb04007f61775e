//! The six files: each parses, names itself, rests on documents, and never changes.

use crate::people::{benefit, yuan};
use domain::benefit::parameter::{By, Lack, Value};
use domain::benefit::rule::EligibleRule;
use domain::benefit::{
    AmountRule, Benefit, BenefitRef, Eligible, FILES, PeriodKind, Stage, find_version, newest,
    period_year,
};
use domain::entry::hex;
use domain::matter::consent;
use domain::role::Role;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../infra/benefits")
}

#[test]
fn every_published_file_parses_names_itself_and_is_embedded() {
    for (name, file) in FILES {
        let benefit: Benefit = toml::from_str(file).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(&benefit.reference().to_string(), name);
        assert_eq!(find_version(&benefit.reference()).unwrap(), &benefit);
    }
    assert_eq!(newest().count(), 6);
    let embedded: BTreeSet<String> = FILES.iter().map(|(name, _)| format!("{name}.toml")).collect();
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    assert_eq!(embedded, there);
    assert_eq!(find_version(&"living-aid@99".parse::<BenefitRef>().unwrap()), None);
}

/// A published version never changes: whoever needs a change publishes the next version.
#[test]
fn published_versions_are_never_changed() {
    let golden = include_str!("../../../../tests/golden/benefits.sha256");
    let now: Vec<String> = FILES
        .iter()
        .map(|(name, file)| format!("{}  {name}", hex(&Sha256::digest(file))))
        .collect();
    assert_eq!(golden.lines().collect::<Vec<_>>(), now, "publish a new version instead");
}

#[test]
fn an_unknown_word_in_a_file_is_refused() {
    let (_, file) = FILES.first().unwrap();
    let cases = [
        // why                          from                           to
        ("a misspelt field", "budget_line ", "budget_lines "),
        ("an unknown rule", "\"status-living\"", "\"status-alive\""),
        ("a misspelt parameter's field", "example = true", "exemple = true"),
        ("a rule's unknown setting", "second_look_days = 7", "days = 7"),
        ("an unknown bank format", "icbc-batch", "icbc"),
    ];
    for (why, from, to) in cases {
        let changed = file.replace(from, to);
        assert_ne!(&changed, file, "{why}");
        assert!(toml::from_str::<Benefit>(&changed).is_err(), "{why}");
    }
}

fn rules(benefit: &Benefit) -> impl Iterator<Item = &Eligible> {
    benefit.eligible.iter().chain(benefit.kinds.iter().flat_map(|kind| kind.eligible.iter()))
}

fn named_parameters(benefit: &Benefit) -> Vec<&str> {
    let mut names = Vec::new();
    for kind in &benefit.kinds {
        match &kind.amount {
            AmountRule::Flat { amount } => names.extend([amount.as_str()]),
            AmountRule::TopUp { line, cap, months } => names.extend([&**line, cap, months]),
            AmountRule::Percentage { percent, cap, .. } => names.extend([&**percent, cap]),
            AmountRule::MonthsOfParameter { monthly, months, most } => {
                names.extend([&**monthly, months, most]);
            }
        }
    }
    for rule in rules(benefit) {
        match &rule.rule {
            EligibleRule::IncomeBelow(name) => names.push(name),
            EligibleRule::CategoryIn(rule) => {
                names.extend([&*rule.line, &rule.relative, &rule.accident]);
            }
            _ => {}
        }
    }
    names.extend(benefit.cap.iter().map(|cap| cap.parameter.as_str()));
    names
}

#[test]
fn what_a_file_names_exists_and_nothing_is_there_for_nothing() {
    for benefit in newest() {
        let code = &benefit.code;
        let named: BTreeSet<&str> = named_parameters(benefit).into_iter().collect();
        let there: BTreeSet<&str> =
            benefit.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        assert_eq!(named, there, "{code}: parameters");
        assert_eq!(there.len(), benefit.parameters.len(), "{code}: a parameter twice");
        let ids: BTreeSet<&str> = rules(benefit).map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids.len(), rules(benefit).count(), "{code}: a rule's name twice");
        let kinds: BTreeSet<&str> = benefit.kinds.iter().map(|kind| kind.code.as_str()).collect();
        assert!(!kinds.is_empty() && kinds.len() == benefit.kinds.len(), "{code}: kinds");
        for one in &benefit.consents {
            assert!(consent(one).is_some(), "{code} asks for the unknown consent {one}");
        }
        for stage in [Stage::Review, Stage::Approve] {
            let unlimited = |level: &&domain::benefit::Level| level.above_yuan.is_none();
            let mine = benefit.levels.iter().filter(|level| level.stage == stage);
            assert!(mine.filter(unlimited).count() > 0, "{code}: nobody always has {stage:?}");
        }
        assert!(benefit.levels.is_sorted_by_key(|level| level.stage == Stage::Approve), "{code}");
        let payer = benefit.levels.iter().any(|level| level.role == Role::FinancePayer);
        assert!(!payer, "{code}: who pays does not approve");
    }
}

/// Invariant 19 and domain 11.1: without these nobody is paid, so every file has them.
#[test]
fn every_benefit_asks_for_life_a_recent_check_and_a_verified_account() {
    for benefit in newest() {
        let has = |rule: &EligibleRule| benefit.eligible.iter().any(|one| &one.rule == rule);
        assert!(has(&EligibleRule::StatusLiving), "{}", benefit.code);
        assert!(has(&EligibleRule::CheckedWithinMonths(12)), "{}", benefit.code);
        assert!(has(&EligibleRule::AccountVerified { second_look_days: 7 }), "{}", benefit.code);
        assert!(benefit.consents.iter().any(|code| code == "BANK"), "{}", benefit.code);
    }
}

fn check_value(benefit: &Benefit, by: Option<By>, value: &Value) {
    let code = &benefit.code;
    assert!(value.place.starts_with("21"), "{code}: {value:?}");
    assert_ne!(value.example, value.is_attached(), "{code}: an example, or a document: {value:?}");
    assert!(value.to.is_none_or(|to| value.from <= to), "{code}: {value:?}");
    let words: &[&str] = match by {
        None => &[],
        Some(By::Work) => &["ON_JOB", "RETIRED", "FARMER", "OTHER"],
        Some(By::Residence) => &["URBAN", "RURAL"],
    };
    let known = value.when.as_deref().is_none_or(|when| words.contains(&when));
    assert!(known && value.when.is_some() == by.is_some(), "{code}: {value:?}");
    let source = value.source.as_ref();
    if let Some(file) = source.and_then(|source| source.attached.as_ref()) {
        assert!(folder().join(file).is_file(), "{code}: {file} is not there");
    }
}

#[test]
fn every_value_is_an_example_or_has_its_document_attached() {
    for benefit in newest() {
        for parameter in &benefit.parameters {
            for value in &parameter.values {
                check_value(benefit, parameter.by, value);
            }
            assert_eq!(parameter.by.is_some(), !parameter.needed.is_empty(), "{}", parameter.name);
        }
        for document in &benefit.documents {
            let file = document.attached.as_ref().unwrap();
            assert!(folder().join(file).is_file(), "{file} is not there");
        }
    }
}

#[test]
fn benefits_of_one_cap_group_name_the_same_cap() {
    for one in newest() {
        for other in newest() {
            let (Some(cap), Some(its)) = (&one.cap, &other.cap) else { continue };
            if cap.group == its.group {
                let values = |b: &Benefit, name: &str| b.parameter(name).unwrap().values.clone();
                assert_eq!(values(one, &cap.parameter), values(other, &its.parameter));
            }
        }
    }
}

#[test]
fn a_production_run_refuses_what_has_no_document() {
    let mut words = Vec::new();
    for benefit in newest() {
        let missing = benefit.ready(2026, "2101", true).unwrap_err();
        assert!(missing.iter().all(|one| one.lack == Lack::ExampleOnly), "{}", benefit.code);
        let names: BTreeSet<&str> = missing.iter().map(|one| one.parameter.as_str()).collect();
        words.push(format!("{}: {}", benefit.code, Vec::from_iter(names).join(" ")));
        assert_eq!(benefit.ready(2026, "2101", false), Ok(()), "{}", benefit.code);
    }
    let wanted = [
        "national-condolence: condolence",
        "national-low-income: line monthly-cap months yearly-cap",
        "national-hardship-aid: family medical-cap medical-percent yearly-cap",
        // Liaoning's own three rules have their text; only the wage of each place is not in it.
        "provincial-hardship-aid: average-wage",
        "living-aid: accident-months accident-percent deep-months living-line most-months \
         relative-months relative-percent",
        "one-off-voucher: amount",
    ];
    assert_eq!(words, wanted);
}

#[test]
fn a_year_without_any_value_is_refused_everywhere() {
    let missing = benefit("living-aid").ready(2023, "2101", false).unwrap_err();
    assert!(missing.iter().all(|one| one.lack == Lack::NoValue));
    let lines: Vec<Option<&str>> = missing
        .iter()
        .filter(|one| one.parameter == "living-line")
        .map(|one| one.when.as_deref())
        .collect();
    assert_eq!(lines, [Some("URBAN"), Some("RURAL")]);
}

#[test]
fn an_attached_value_goes_before_an_example_and_a_near_place_before_a_wide_one() {
    let attached = "{ from = 2026, to = 2026, place = \"21\", when = \"URBAN\", value = 900_00, \
                    source = { title = \"t\", date = \"2026-01-01\", attached = \"f\" } },";
    let unattached = "{ from = 2026, place = \"2102\", when = \"URBAN\", value = 1, \
                      source = { title = \"t\", date = \"2026-01-01\" } },";
    let (_, file) = FILES.iter().find(|(name, _)| *name == "living-aid@1").unwrap();
    let head = "needed = [\"URBAN\", \"RURAL\"]\nvalue = [\n";
    let file = file.replace(head, &format!("{head}{attached}\n{unattached}\n"));
    let benefit: Benefit = toml::from_str(&file).unwrap();
    let line = benefit.parameter("living-line").unwrap();
    let cases = [
        // why                                      year  place   when     wanted
        ("the document before the nearer example", 2026, "2101", "URBAN", Some(90_000)),
        ("its year is over", 2027, "2101", "URBAN", Some(98_000)),
        ("the nearer example", 2025, "2102", "URBAN", Some(96_000)),
        ("the province's example", 2025, "2103", "URBAN", Some(80_000)),
        ("a county under its city", 2025, "210106", "URBAN", Some(98_000)),
        ("the other residence", 2026, "2101", "RURAL", Some(65_000)),
        ("before all of them", 2023, "2101", "URBAN", None),
        ("outside the province", 2026, "3701", "URBAN", None),
    ];
    for (why, year, place, when, wanted) in cases {
        let found = line.value(year, place, Some(when)).map(|value| value.value);
        assert_eq!(found, wanted, "{why}");
    }
    let missing = benefit.missing(2026, "2101");
    let lines = missing.iter().filter(|one| one.parameter == "living-line");
    assert_eq!(lines.count(), 1, "the urban line has its document, the rural one has none");
}

#[test]
fn more_people_agree_above_the_limit() {
    let cases = [
        // why                       code                       yuan       levels
        ("at the limit", "provincial-hardship-aid", 500_000, 2),
        ("one yuan over", "provincial-hardship-aid", 500_001, 3),
        ("nothing", "national-condolence", 0, 2),
        ("a large run", "national-condolence", 5_000_000, 3),
        ("no limit in the file", "one-off-voucher", 5_000_000, 2),
    ];
    for (why, code, total, levels) in cases {
        assert_eq!(benefit(code).levels_for(yuan(total)).len(), levels, "{why}");
    }
}

#[test]
fn periods_are_written_one_way() {
    let cases = [
        // why             kind              period              accepted
        ("a year", PeriodKind::Year, "2026", true),
        ("a year with a name", PeriodKind::Year, "2026-gaowen", false),
        ("no year", PeriodKind::Year, "20a6", false),
        ("too short", PeriodKind::Year, "202", false),
        ("nothing", PeriodKind::Year, "", false),
        ("an occasion", PeriodKind::Once, "2026-gaowen", true),
        ("an occasion without name", PeriodKind::Once, "2026-", false),
        ("an occasion without year", PeriodKind::Once, "gaowen-2026", false),
        ("what a key may not hold", PeriodKind::Once, "2026-a#b", false),
        ("not in figures and letters", PeriodKind::Once, "2026-高温", false),
        ("too long", PeriodKind::Once, "2026-abcdefghijabcdefghij", false),
    ];
    for (why, kind, period, accepted) in cases {
        assert_eq!(kind.accepts(period), accepted, "{why}");
    }
    assert_eq!(period_year("2026-gaowen"), Some(2026));
    assert_eq!(period_year("高温2026"), None);
}
