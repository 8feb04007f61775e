//! The rules of the trade, pure: no I/O, no clock, no randomness, nothing async.
//!
//! Reading order: the words ([`id`], [`citizen_id`], [`credit_code`], [`mobile`], [`money`]), the
//! reference data ([`division`], [`calendar`], [`reason`], [`occupation`]), then what is decided.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod calendar;
pub mod citizen_id;
pub mod credit_code;
pub mod division;
pub mod id;
pub mod mask;
pub mod mobile;
pub mod money;
pub mod number;
pub mod occupation;
pub mod reason;
mod table;
