//! The report as text: a line per city and kind, then some of the people by masked names.

use crate::City;
use domain::benefit::Benefit;
use domain::benefit::what_if::{Effect, Sum};
use domain::run::Run;

/// The whole report.
pub(crate) fn report(run: &Run, new: &Benefit, cities: &[City]) -> String {
    let mut text = format!(
        "run {} of {} for {}, and what {} would have done; nothing is written\n\n",
        run.number,
        run.benefit,
        run.period,
        new.reference()
    );
    text.push_str(&row(["city", "kind", "lines", "yuan", "lines", "yuan", "more", "less"]));
    let mut all = Effect::default();
    for city in cities {
        let mut before = Sum::default();
        for ((place, kind), effect) in &city.effects {
            text.push_str(&effect_row(place, kind, effect));
            before = both(before, effect.before);
            all = all.plus(Effect { examples: Vec::new(), ..effect.clone() });
        }
        text.push_str(&remark(city, before));
    }
    text.push_str(&effect_row("all", "", &all));
    for (place, effect) in cities.iter().flat_map(|city| &city.effects) {
        text.push_str(&examples(place, effect));
    }
    let year = run.year;
    let examples = cities.iter().flat_map(|city| new.missing(year, &city.part));
    let mut names: Vec<String> = examples.map(|one| one.parameter).collect();
    names.sort();
    names.dedup();
    if !names.is_empty() {
        text.push_str(&format!("\nexamples (示例), not set by a document: {}\n", names.join(", ")));
    }
    text
}

fn both(one: Sum, other: Sum) -> Sum {
    let effect = |before| Effect { before, ..Effect::default() };
    effect(one).plus(effect(other)).before
}

fn row([city, kind, a, b, c, d, more, less]: [&str; 8]) -> String {
    format!("{city:<6}{kind:<14}{a:>7}{b:>18}  ->{c:>7}{d:>18}{more:>7}{less:>7}\n")
}

fn effect_row(city: &str, kind: &str, effect: &Effect) -> String {
    row([
        city,
        kind,
        &effect.before.count.to_string(),
        &effect.before.total.to_string(),
        &effect.after.count.to_string(),
        &effect.after.total.to_string(),
        &effect.gain.to_string(),
        &effect.lose.to_string(),
    ])
}

/// Whether the run's own version still gives the roll: if not, the registers changed since.
fn remark(city: &City, now: Sum) -> String {
    match city.roll {
        None => format!("{:<6}no roll was drawn there\n", city.part),
        Some(roll) if roll == now => String::new(),
        Some(roll) => format!(
            "{:<6}its roll had {} lines, {} yuan: registers or accounts changed since\n",
            city.part, roll.count, roll.total
        ),
    }
}

fn examples((city, kind): &(String, String), effect: &Effect) -> String {
    let mut text = String::new();
    for one in &effect.examples {
        text.push_str(&format!("{city} {kind}: {} {} -> {}\n", one.name, one.before, one.after));
    }
    if !text.is_empty() && effect.gain.saturating_add(effect.lose) > shown(effect) {
        text.push_str(&format!("{city} {kind}: and others\n"));
    }
    if text.is_empty() { text } else { format!("\n{text}") }
}

fn shown(effect: &Effect) -> u64 {
    u64::try_from(effect.examples.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::benefit::find;
    use domain::benefit::what_if::Example;
    use domain::id::RunId;
    use domain::money::Fen;
    use domain::run::part::State;
    use domain::run::{Planner, RunKind, Totals};
    use jiff::Timestamp;
    use std::collections::BTreeMap;

    fn run() -> Run {
        Run {
            id: RunId::from_parts(1, 1),
            number: "R260000118".to_owned(),
            version: 1,
            benefit: "provincial-hardship-aid@1".to_owned(),
            period: "2026".to_owned(),
            year: 2026,
            budget_line: "PROVINCE-MODEL-WORKER".to_owned(),
            kind: RunKind::Regular,
            planned: Planner::Schedule,
            at: Timestamp::UNIX_EPOCH,
            cut_off: Timestamp::UNIX_EPOCH,
            pay_by: None,
            parts: Vec::new(),
            missing: Vec::new(),
            state: State::Closed,
            totals: Totals::default(),
            looks: None,
            wake: None,
        }
    }

    fn sum(count: u64, fen: u64) -> Sum {
        Sum { count, total: Fen::new(fen) }
    }

    #[test]
    fn the_report_is_a_table_and_names_nobody_in_full() {
        let example =
            Example { name: "李**".to_owned(), before: Fen::new(100), after: Fen::new(300) };
        let effect = Effect {
            before: sum(2, 200),
            after: sum(2, 600),
            gain: 2,
            lose: 0,
            examples: vec![example],
        };
        let place = ("2101".to_owned(), "medical".to_owned());
        let effects = BTreeMap::from([(place, effect)]);
        let cities = [
            City { part: "2101".to_owned(), roll: Some(sum(3, 300)), effects },
            City { part: "2102".to_owned(), roll: None, effects: BTreeMap::new() },
        ];
        let wanted = "\
run R260000118 of provincial-hardship-aid@1 for 2026, and what provincial-hardship-aid@1 would have done; nothing is written

city  kind            lines              yuan  ->  lines              yuan   more   less
2101  medical             2              2.00  ->      2              6.00      2      0
2101  its roll had 3 lines, 3.00 yuan: registers or accounts changed since
2102  no roll was drawn there
all                       2              2.00  ->      2              6.00      2      0

2101 medical: 李** 1.00 -> 3.00
2101 medical: and others

examples (示例), not set by a document: average-wage
";
        let new = find("provincial-hardship-aid").unwrap();
        assert_eq!(report(&run(), new, &cities), wanted);
    }
}
