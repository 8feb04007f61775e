//! The what-if: the same people under two versions, without whole names.

use crate::people::{CUT_OFF, account, at, benefit, model_worker, yuan};
use domain::benefit::what_if::{Effect, Sum, what_if};
use domain::benefit::{Benefit, FILES, PayeeInput, Taken};
use domain::payee::{HonourLevel, Payee};

fn changed(from: &str, to: &str) -> Benefit {
    let (_, file) = FILES.iter().find(|(name, _)| name.starts_with("provincial")).unwrap();
    let text = file.replace(from, to);
    assert_ne!(&text, file);
    toml::from_str(&text).unwrap()
}

fn people() -> Vec<Payee> {
    let costs = [("2101", 40_000), ("2101", 100_000), ("2102", 1_000), ("2102", 0)];
    costs
        .into_iter()
        .map(|(city, cost)| {
            let mut payee = model_worker(HonourLevel::Province, |worker| {
                worker.self_paid_medical = Some(yuan(cost));
            });
            payee.city = city.to_owned();
            payee
        })
        .collect()
}

fn effects(new: &Benefit) -> Vec<(String, Effect)> {
    let people = people();
    let accounts: Vec<_> = people.iter().map(account).collect();
    let rows: Vec<(PayeeInput<'_>, Vec<Taken>)> = people
        .iter()
        .zip(&accounts)
        .map(|(payee, account)| {
            let account = Some(account);
            (PayeeInput { payee, account, at: at(CUT_OFF), period: "2026" }, Vec::new())
        })
        .collect();
    what_if(benefit("provincial-hardship-aid"), new, &rows)
        .into_iter()
        .map(|((city, kind), effect)| (format!("{city} {kind}"), effect))
        .collect()
}

#[test]
fn a_higher_share_shows_who_gains_and_the_cap_where_nobody_does() {
    let effects = effects(&changed("value = 60,", "value = 70,"));
    let [(first, shenyang), (second, dalian)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((first.as_str(), second.as_str()), ("2101 medical", "2102 medical"));
    assert_eq!(shenyang.before, Sum { count: 2, total: yuan(74_000) });
    assert_eq!(shenyang.after, Sum { count: 2, total: yuan(78_000) });
    assert_eq!((shenyang.gain, shenyang.lose), (1, 0), "one is at the cap before and after");
    assert_eq!((dalian.before.total, dalian.after.total), (yuan(600), yuan(700)));
    let example = shenyang.examples.first().unwrap();
    assert_eq!(example.name, "李**");
    assert_eq!((example.before, example.after), (yuan(24_000), yuan(28_000)));
}

#[test]
fn a_lower_cap_and_a_kind_that_ends_show_who_loses() {
    let lower = effects(&changed("value = 50_000_00,", "value = 20_000_00,"));
    let shenyang = &lower.first().unwrap().1;
    assert_eq!((shenyang.gain, shenyang.lose), (0, 2));
    let renamed = effects(&changed("code            = \"medical\"", "code            = \"care\""));
    let words: Vec<(&str, u64, u64)> = renamed
        .iter()
        .map(|(at, effect)| (at.as_str(), effect.before.count, effect.after.count))
        .collect();
    assert_eq!(
        words,
        [("2101 care", 0, 2), ("2101 medical", 2, 0), ("2102 care", 0, 1), ("2102 medical", 1, 0)]
    );
}

#[test]
fn the_same_version_changes_nothing() {
    let same = effects(benefit("provincial-hardship-aid"));
    assert!(same.iter().all(|(_, one)| one.before == one.after && one.gain + one.lose == 0));
    assert!(same.iter().all(|(_, one)| one.examples.is_empty()));
}
