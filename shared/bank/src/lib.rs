//! What goes to a bank and what comes back: payment files and result files, pure.
//!
//! Reading order: what is to be paid ([`batch`]), how a bank wants it ([`format`]), what is wrong
//! with it ([`fault`]), what the bank answered ([`report`]), and how a file is locked ([`lock`]).
//! Deliberately absent: a clock, randomness, AWS, and any matching by name.

pub mod batch;
pub mod fault;
pub mod format;
pub mod report;
mod text;

pub use batch::{Account, Batch, File, Instruction};
pub use fault::{Fault, Faults, Field, LineFault, LineProblem, Problem, ReportFault};
pub use format::{BankFormat, find_format, formats};
pub use report::{Outcome, Report, Row};

