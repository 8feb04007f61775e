//! People's files, read and written.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod reading;
mod values;
mod writing;
