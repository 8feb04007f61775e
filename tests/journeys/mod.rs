//! Applications from their sending to their end, over the real machine and the real handlers.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

mod binding;
mod cases;
mod changes;
mod clock;
mod faults;
mod founding;
mod founding_ends;
mod founding_faults;
mod identity;
mod joining;
mod levels;
mod members;
mod plain;
mod privacy;
mod register;
mod restructure;
mod rights;
mod rosters;
mod rosters_faults;
mod runs;
mod runs_faults;
mod together;
mod transfers;
mod unions;
mod upkeep;
