//! Benefits: the six files, the rules, the amounts, the draw of one payee, the calendar, the what-if.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

mod amounts;
mod calendar;
mod catalogue;
mod draw;
mod people;
mod rules;
mod what_if;
