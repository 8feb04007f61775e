//! What goes to a bank and what comes back: payment files and result files, pure.
//!
//! Reading order: what is to be paid ([`batch`]), how a bank wants it ([`format`]), what is wrong
//! with it ([`fault`]), what the bank answered ([`report`]), and how a file is locked ([`lock`]).
//! Deliberately absent: a clock, randomness, AWS, and any matching by name.

pub mod batch;
mod check;
pub mod fault;
pub mod format;
pub mod lock;
mod pain;
pub mod report;
mod table;
mod text;

pub use batch::{Account, Batch, File, Instruction};
pub use fault::{Fault, Faults, Field, LineFault, LineProblem, Problem, ReportFault};
pub use format::{BankFormat, find_format, formats};
pub use lock::{LockFault, protect, unprotect};
pub use report::{Outcome, Report, Row};

/// The file that tells a bank to pay a batch; the same batch gives the same bytes.
///
/// # Errors
/// Every fault of the batch at once, none with a value in it.
pub fn write(batch: &Batch, format: &BankFormat) -> Result<File, Faults> {
    check::check(batch, format)?;
    let bytes = match &format.layout {
        format::Layout::Pain(pain) => pain::write::document(batch, pain),
        format::Layout::Table(table) => table::write::lines(batch, table)?,
    };
    batch::File::of(batch, format, bytes)
}

/// What a bank's result file says, line by line; a bad line hides no good one.
///
/// # Errors
/// Only if nothing in the file can be read.
pub fn read(bytes: &[u8], format: &BankFormat) -> Result<Report, ReportFault> {
    if bytes.len() > report::MOST_BYTES {
        return Err(ReportFault::TooLarge);
    }
    match &format.layout {
        format::Layout::Pain(pain) => pain::read::report(bytes, pain),
        format::Layout::Table(table) => table::read::report(bytes, &table.result),
    }
}
