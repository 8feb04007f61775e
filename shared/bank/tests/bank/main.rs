//! Bank files, written, locked, and answered.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod documents;
mod faults;
mod lines;
mod locked;
mod sample;
mod statuses;
mod words;
