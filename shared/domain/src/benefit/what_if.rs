//! What a changed rule would have done to a past run: the same people, both versions.
//!
//! Deliberately absent: writing anything; whole names.

use super::Benefit;
use super::decision::{Decision, PayeeInput, Taken, calculate};
use crate::mask::mask_name;
use crate::money::Fen;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most people named for one city and kind.
pub const EXAMPLES: usize = 5;

/// How many lines, and their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Lines.
    pub count: u64,
    /// Their total.
    pub total: Fen,
}

/// Somebody to whom the change makes a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// His name, masked.
    pub name: String,
    /// Before.
    pub before: Fen,
    /// After.
    pub after: Fen,
}

/// What the change does to one kind in one city.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// By the old version.
    pub before: Sum,
    /// By the new one.
    pub after: Sum,
    /// People who would get more.
    pub gain: u64,
    /// People who would get less.
    pub lose: u64,
    /// Some of them, the first by the order of the rows.
    pub examples: Vec<Example>,
}

impl Sum {
    fn plus(self, other: Sum) -> Sum {
        Sum {
            count: self.count.saturating_add(other.count),
            // A total that cannot be held shows as the most there is; no run comes near it.
            total: self.total.checked_add(other.total).unwrap_or(Fen::new(u64::MAX)),
        }
    }
}

impl Effect {
    /// Both together: people come page by page.
    #[must_use]
    pub fn plus(mut self, other: Effect) -> Effect {
        self.examples.extend(other.examples);
        self.examples.truncate(EXAMPLES);
        Effect {
            before: self.before.plus(other.before),
            after: self.after.plus(other.after),
            gain: self.gain.saturating_add(other.gain),
            lose: self.lose.saturating_add(other.lose),
            examples: self.examples,
        }
    }
}

/// City and kind.
pub type Place = (String, String);

/// The effect per city and kind. `rows` are the payees of the past run with what they had got before
/// it. A kind that is in one version only counts as nothing in the other.
#[must_use]
pub fn what_if(
    old: &Benefit,
    new: &Benefit,
    rows: &[(PayeeInput<'_>, Vec<Taken>)],
) -> BTreeMap<Place, Effect> {
    let mut effects = BTreeMap::new();
    for (input, already) in rows {
        let mut lines: BTreeMap<String, (Option<Fen>, Option<Fen>)> = BTreeMap::new();
        for (kind, fen) in lines_of(old, input, already) {
            lines.entry(kind).or_default().0 = Some(fen);
        }
        for (kind, fen) in lines_of(new, input, already) {
            lines.entry(kind).or_default().1 = Some(fen);
        }
        for (kind, (before, after)) in lines {
            let effect: &mut Effect = effects.entry((input.payee.city.clone(), kind)).or_default();
            add(effect, &input.payee.name, before, after);
        }
    }
    effects
}

fn lines_of(
    benefit: &Benefit,
    input: &PayeeInput<'_>,
    already: &[Taken],
) -> impl Iterator<Item = (String, Fen)> {
    calculate(benefit, input, already).into_iter().filter_map(|decision| match decision {
        Decision::Line { kind, fen, .. } => Some((kind, fen)),
        Decision::Excluded { .. } => None,
    })
}

fn add(effect: &mut Effect, name: &str, before: Option<Fen>, after: Option<Fen>) {
    count(&mut effect.before, before);
    count(&mut effect.after, after);
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    if before == after {
        return;
    }
    let side = if after > before { &mut effect.gain } else { &mut effect.lose };
    *side = side.saturating_add(1);
    if effect.examples.len() < EXAMPLES {
        effect.examples.push(Example { name: mask_name(name), before, after });
    }
}

fn count(sum: &mut Sum, fen: Option<Fen>) {
    if let Some(total) = fen {
        *sum = sum.plus(Sum { count: 1, total });
    }
}
