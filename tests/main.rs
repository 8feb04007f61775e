//! Tests that cross crates: journeys over the real state machine, contracts between files, HTTP.
//!
//! They need a local AWS. Run: make test

mod campaign;
mod contracts;
mod harness;
mod http;
mod journeys;
