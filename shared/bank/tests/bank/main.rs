//! Bank files, written, locked, and answered.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod documents;
mod faults;
mod lines;
mod locked;
mod sample;
mod statuses;
mod words;
