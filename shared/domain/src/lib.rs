//! The rules of the trade, pure: no I/O, no clock, no randomness, nothing async.
//!
//! Reading order: the words ([`id`], [`citizen_id`], [`credit_code`], [`mobile`], [`money`],
//! [`number`]), the reference data ([`division`], [`calendar`], [`reason`], [`occupation`]), the
//! records ([`person`], [`union`], [`role`], [`application`], [`entry`], [`membership`]), the
//! catalogue ([`matter`], [`form`], [`rule`], [`service`], [`benefit`]), and then what is decided:
//! [`submission`], [`founding`], [`routing`], [`verification`], [`approval`], [`admission`],
//! [`deadline`], [`authority`], [`message`], [`retention`]. [`trail`] is the history of every record
//! that is no application.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod admission;
pub mod alteration;
pub mod application;
pub mod approval;
pub mod authority;
pub mod batch;
pub mod benefit;
pub mod calendar;
pub mod citizen_id;
pub mod credit_code;
pub mod deadline;
pub mod division;
pub mod entry;
pub mod form;
pub mod founding;
pub mod id;
pub mod initials;
pub mod mask;
pub mod matter;
pub mod membership;
pub mod message;
pub mod mobile;
pub mod money;
pub mod number;
pub mod occupation;
pub mod payee;
pub mod person;
pub mod reason;
pub mod retention;
pub mod role;
pub mod roster;
pub mod routing;
pub mod rule;
pub mod run;
pub mod service;
pub mod submission;
mod table;
pub mod trail;
pub mod transfer;
pub mod union;
pub mod verification;
pub mod versioned;
