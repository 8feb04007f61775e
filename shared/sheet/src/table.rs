//! What a file holds: rows of text with their line numbers, by the caller's columns.
//!
//! Deliberately absent: what the texts mean; [`crate::value`] reads those that were asked for.

use crate::fault::{CellFault, CellProblem, SheetFault};
use crate::{csv_text, header, value, xlsx};
use domain::money::Fen;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// How much of a file is taken, and whether it may calculate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of the file.
    pub bytes: usize,
    /// The most bytes that a workbook may unpack to.
    pub unpacked: u64,
    /// The most rows under the header.
    pub rows: usize,
    /// Whether a cell may be a formula: what it shows is then what it showed when it was saved.
    pub formulas: bool,
}

impl Limits {
    /// What one call through the gateway carries.
    pub const CALL: Limits =
        Limits { bytes: 6 * 1024 * 1024, unpacked: 64 * 1024 * 1024, rows: 20_000, formulas: true };
    /// A roster of a whole union, brought in pieces: 32,768 rows of 24 columns. Its cells are what
    /// people see, so that none is a formula.
    pub const ROSTER: Limits = Limits {
        bytes: 12 * 1024 * 1024,
        unpacked: 160 * 1024 * 1024,
        rows: 32_768,
        formulas: false,
    };
}

/// The most columns.
pub const MOST_COLUMNS: usize = 100;

/// The most characters of a cell, as in Excel.
pub const MOST_TEXT: usize = 32_767;

/// A column that the caller knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The field that it fills.
    pub code: &'static str,
    /// What people call it: 身份证号, 公民身份号码. Spaces, stars and bracketed notes do not matter.
    pub names: &'static [&'static str],
    /// Whether the file is refused without it.
    pub required: bool,
}

/// A table out of a person's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The header as the person wrote it, every column.
    pub header: Vec<String>,
    /// The rows under it that are not blank.
    pub rows: Vec<SheetRow>,
}

/// A row of a person's file. Its `Debug` shows no cell.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// Its line in the file, from 1, as the spreadsheet numbers it.
    pub line: u32,
    /// The cells of known columns that are not blank, by the column's code.
    pub cells: HashMap<&'static str, String>,
    /// Every cell as the person wrote it, in the header's order.
    pub own: Vec<String>,
    /// Cells of known columns that could not be read; those are not among `cells`.
    pub faults: Vec<CellFault>,
    /// Columns whose cell was a number of the spreadsheet's.
    pub(crate) numbers: HashSet<&'static str>,
}

impl fmt::Debug for SheetRow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SheetRow")
            .field("line", &self.line)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

impl SheetRow {
    /// A cell's text; none if it is blank.
    #[must_use]
    pub fn text(&self, column: &'static str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }

    /// A cell's amount; none if it is blank.
    ///
    /// # Errors
    /// If it is no amount in yuan.
    pub fn fen(&self, column: &'static str) -> Result<Option<Fen>, CellFault> {
        let shape = CellFault { column, problem: CellProblem::Shape };
        self.text(column).map(|text| value::fen(text).ok_or(shape)).transpose()
    }

    /// A cell's day, or the first of its month; none if it is blank.
    ///
    /// # Errors
    /// If it is no day, or a number such as `2020.1` that may be January or October.
    pub fn date(&self, column: &'static str) -> Result<Option<Date>, CellFault> {
        let Some(text) = self.text(column) else { return Ok(None) };
        if self.numbers.contains(column)
            && text.split_once('.').is_some_and(|(_, month)| month == "1")
        {
            return Err(CellFault { column, problem: CellProblem::Month });
        }
        let shape = CellFault { column, problem: CellProblem::Shape };
        value::date(text).map(Some).ok_or(shape)
    }
}

/// A cell as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawCell {
    /// Its text, without spaces around it.
    pub(crate) text: String,
    /// Whether it was a number of the spreadsheet's.
    pub(crate) number: bool,
    /// Why its text is not what the person meant.
    pub(crate) problem: Option<CellProblem>,
}

/// A line as it was read, with its number.
pub(crate) type RawLine = (u32, Vec<RawCell>);

/// A table out of a person's XLSX or CSV file, as large as one call carries.
///
/// # Errors
/// If the file is too large, of another kind, broken, or without the columns that are needed.
/// Cells that cannot be read are faults of their row.
pub fn read(bytes: &[u8], columns: &[Column]) -> Result<Table, SheetFault> {
    read_within(bytes, columns, &Limits::CALL)
}

/// The same within other limits.
///
/// # Errors
/// As [`read`]; and for a formula where none is taken.
pub fn read_within(bytes: &[u8], columns: &[Column], limits: &Limits) -> Result<Table, SheetFault> {
    if bytes.is_empty() {
        return Err(SheetFault::Empty);
    }
    if bytes.len() > limits.bytes {
        return Err(SheetFault::TooLarge);
    }
    if bytes.starts_with(b"PK") {
        header::table(xlsx::sheets(bytes, limits)?, columns, limits)
    } else {
        header::table(std::iter::once(csv_text::lines(bytes, limits)), columns, limits)
    }
}
