//! The campaign: benefit runs over the real machine file, handlers and table, with everything that
//! can go wrong on the wire between them, and a bank that misbehaves.
//!
//! `make test` runs a few dozen plans; `make campaign PLANS=… PAYEES=… SEED=…` any number of them,
//! and `make campaign MUTATE=1` shows that each guard that is taken away is seen.

#![expect(clippy::print_stdout, reason = "the campaign shows its table")]

mod check;
mod effect;
mod ground;
mod machine;
mod mutate;
mod office;
mod plan;
mod play;
mod table;
mod till;
mod wire;

use std::sync::atomic::{AtomicU64, Ordering};

/// A number that no other call gives.
fn wire_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// A setting of the long form.
fn wanted(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// So many plans, each with faults of its own, and after each of them everything is as it must be.
#[tokio::test]
async fn whatever_goes_wrong_nobody_is_paid_twice_and_nobody_is_lost() {
    let (plans, payees) = (wanted("PLANS", 24), wanted("PAYEES", 30));
    let seed = wanted("SEED", 20_261_122);
    let payees = usize::try_from(payees).expect("a number");
    let (table, bad) = plan::campaign(plans, payees, seed).await;
    println!("{table}");
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// Two clocks at the same moment: the table lets one of them plan the period.
#[tokio::test]
async fn of_two_clocks_one_plans_the_period() {
    let ground = ground::Ground::lay(1).await;
    for _ in 0..5 {
        assert_eq!(plan::two_clocks(&ground, None).await.0, 1);
    }
}

/// The proof that the campaign looks: without a guard that stands alone it sees what is wrong.
#[tokio::test]
async fn a_guard_that_is_taken_away_is_seen() {
    let seen = plan::mutations(12).await;
    let mut blind = Vec::new();
    for (mutation, mutated, faults) in seen {
        let first = faults.first().cloned().unwrap_or_default();
        println!(
            "{:<12} {mutated:>3} requests without it, {:>2} faults: {first}",
            format!("{mutation:?}"),
            faults.len()
        );
        let unseen = faults.is_empty() && mutation.stands_alone();
        if unseen || mutated == 0 || first.starts_with("NOT SOUND") {
            blind.push(mutation);
        }
    }
    assert!(blind.is_empty(), "not seen: {blind:?}");
}
