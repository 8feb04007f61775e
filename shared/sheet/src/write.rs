//! What is written for people: workbooks and CSV whose texts are never formulas.
//!
//! Deliberately absent: a clock. A workbook says that it was made on a fixed day.

use crate::fault::WriteFault;
use crate::table::Table;
use domain::money::Fen;
use jiff::civil::Date;

/// A sheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name, at most 31 characters.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Heading>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A column's header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// Its title.
    pub title: String,
    /// Its width in characters of half width.
    pub width: u16,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, also where it looks like a number or a formula.
    Text(String),
    /// An amount: a number with two places.
    Fen(Fen),
    /// A day.
    Date(Date),
    /// A count.
    Count(u32),
}

/// What became of each line of a person's file: nothing wrong, or the reasons.
pub type Results = [(u32, Result<(), Vec<String>>)];
