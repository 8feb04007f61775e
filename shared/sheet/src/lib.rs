//! Tables of people's own files: XLSX and CSV, read into text and written for people.

pub mod fault;
pub mod value;

pub use fault::{CellFault, CellProblem, SheetFault, WriteFault};
pub use value::{date, fen};
