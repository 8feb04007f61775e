//! Tables of people's own files: XLSX and CSV, read into text and written for people.
//!
//! Reading order: what a file holds ([`table`]), what is wrong with it ([`fault`]), the words in
//! its cells ([`value`]), and what is written for people ([`write`](mod@write)).
//! Deliberately absent: what the columns mean, a clock, AWS.

mod csv_text;
pub mod fault;
mod header;
pub mod table;
pub mod value;
pub mod write;
mod xlsx;

pub use fault::{CellFault, CellProblem, SheetFault, WriteFault};
pub use table::{Column, Limits, SheetRow, Table, read, read_within};
pub use value::{date, fen};
pub use write::{Cell, Heading, Results, Sheet, returned, write_csv, write_xlsx};
