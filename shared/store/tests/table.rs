//! Every access pattern against the local AWS's table: keys, conditions, what a stale write does.
//!
//! A test makes a table of its own, so none depends on another. Run: make test

#[path = "../../../tests/harness/table.rs"]
mod fresh;
#[path = "table/run_sample.rs"]
mod run_sample;
#[path = "table/sample.rs"]
mod sample;

#[path = "table/applications.rs"]
mod applications;
#[path = "table/bookings.rs"]
mod bookings;
#[path = "table/directory.rs"]
mod directory;
#[path = "table/lists.rs"]
mod lists;
#[path = "table/once.rs"]
mod once;
#[path = "table/payees.rs"]
mod payees;
#[path = "table/payments.rs"]
mod payments;
#[path = "table/people.rs"]
mod people;
#[path = "table/runs.rs"]
mod runs;
#[path = "table/streams.rs"]
mod streams;
#[path = "table/trail.rs"]
mod trail;
