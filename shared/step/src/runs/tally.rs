//! What the payments of a part add up to, from its batches, cases and suspense.

use super::wait::{self, LOOK_EVERY};
use domain::money::Fen;
use domain::run::Totals;
use domain::run::ledger::{Account, Balances};
use domain::run::part::Part;
use domain::run::payment::{Batch, Case, State, Suspense};
use jiff::{Timestamp, civil::Date};

/// The sums, and what is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The sums.
    pub totals: Totals,
    /// What void payments and cleared findings give back to the budget line, all together.
    pub freed: Fen,
    /// The sendings of which something is on its way still, and by when their reports are expected.
    pub open: Vec<(String, Date)>,
}

impl Tally {
    /// Counts.
    #[must_use]
    pub fn of(part: &Part, batches: &[Batch], cases: &[Case], suspense: &[Suspense]) -> Tally {
        let roll = part.roll.as_ref();
        let mut totals = Totals {
            lines: roll.map_or(0, |roll| roll.count),
            fen: roll.map_or(Fen::ZERO, |roll| roll.total),
            ..Totals::default()
        };
        for batch in batches {
            let plain = batch.confirmed.minus(batch.cased).count();
            totals.paid = totals.paid.saturating_add(plain.into());
            let flying = batch.plain_in_flight().count();
            totals.in_flight = totals.in_flight.saturating_add(flying.into());
        }
        for case in cases {
            let count = match case.state {
                State::Confirmed => &mut totals.paid,
                State::Submitted => &mut totals.in_flight,
                State::Void => &mut totals.void,
                _ => &mut totals.open,
            };
            *count = count.saturating_add(1);
        }
        let postings = batches.iter().flat_map(|batch| &batch.postings);
        let postings = postings.chain(cases.iter().flat_map(|case| &case.postings));
        let postings = postings.chain(suspense.iter().flat_map(|found| &found.postings));
        let paid = Balances::of(postings).on(Account::Paid);
        totals.paid_fen = Fen::new(u64::try_from(paid).unwrap_or(0));
        let given_up = cases.iter().flat_map(|case| &case.postings);
        let cleared = suspense.iter().flat_map(|found| &found.postings);
        let freed = Balances::of(given_up.chain(cleared)).on(Account::Budget);
        let freed = u64::try_from(freed).unwrap_or(0);
        Tally { totals, freed: Fen::new(freed), open: open(batches, cases) }
    }

    /// True when every line of every batch is in an end state.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.totals.in_flight == 0 && self.totals.open == 0
    }

    /// While the bank has not answered its folder is looked at often; else the step's own clock
    /// counts.
    #[must_use]
    pub fn next_look(&self, part: &Part, at: Timestamp) -> Option<Timestamp> {
        let step = part.pending.as_ref().map(wait::next_wake);
        if self.open.is_empty() {
            return step;
        }
        let look = at.checked_add(LOOK_EVERY).ok();
        [step, look].into_iter().flatten().min().filter(|next| *next > at).or(look)
    }

    /// The earliest day by which a report is expected.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.open.iter().map(|(_, due)| *due).min()
    }
}

/// Which sendings have something on its way: the first one by the batch, later ones by their cases.
fn open(batches: &[Batch], cases: &[Case]) -> Vec<(String, Date)> {
    let mut open = Vec::new();
    for batch in batches {
        for attempt in &batch.attempts {
            let plain = attempt.no == 1 && batch.plain_in_flight().count() > 0;
            let cased = cases.iter().any(|case| {
                case.batch == batch.no
                    && case.attempt == attempt.no
                    && case.state == State::Submitted
            });
            if plain || cased {
                open.push((attempt.message.clone(), attempt.due));
            }
        }
    }
    open
}
