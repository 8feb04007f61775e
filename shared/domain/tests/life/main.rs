//! The life of an application through the pure decisions, and what must never happen in it.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod admission;
mod authority;
mod case;
mod changes;
mod clock;
mod words;
