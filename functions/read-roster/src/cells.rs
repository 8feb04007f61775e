//! From a sheet's words to the roster's: columns, cells, what is wrong with either.

use domain::roster::columns::{COLUMNS, ColumnKind};
use domain::roster::fault::Fault;
use domain::roster::row::Cells;
use sheet::{CellProblem, Column, SheetFault, SheetRow};

/// The columns as a sheet finds them.
pub(crate) fn columns() -> Vec<Column> {
    let column = |one: &domain::roster::columns::RosterColumn| Column {
        code: one.code,
        names: one.names,
        required: one.required,
    };
    COLUMNS.iter().map(column).collect()
}

/// Why the file is not taken, with the columns that are meant.
pub(crate) fn refused(fault: &SheetFault) -> (Fault, Vec<String>) {
    let plain = |fault| (fault, Vec::new());
    match fault {
        SheetFault::Empty => plain(Fault::Empty),
        SheetFault::TooLarge => plain(Fault::FileTooLarge),
        SheetFault::TooManyRows => plain(Fault::TooManyRows),
        SheetFault::TooManyColumns => plain(Fault::TooManyColumns),
        SheetFault::Kind => plain(Fault::FileKind),
        SheetFault::Broken => plain(Fault::FileBroken),
        SheetFault::Macro => plain(Fault::FileMacro),
        SheetFault::Formula(_) => plain(Fault::FileFormula),
        SheetFault::Quote => plain(Fault::FileQuote),
        SheetFault::NoHeader => plain(Fault::NoHeader),
        SheetFault::Missing(codes) => {
            (Fault::MissingColumns, codes.iter().map(|code| (*code).to_owned()).collect())
        }
        SheetFault::Twice(code) => (Fault::ColumnTwice, vec![(*code).to_owned()]),
    }
}

/// A line's cells, days read.
pub(crate) fn cells(row: SheetRow) -> Cells {
    let days = ["birth", "idExpiry"].into_iter();
    let days =
        days.chain(COLUMNS.iter().filter(|one| one.kind == ColumnKind::Day).map(|one| one.code));
    let read = days.filter_map(|column| match row.date(column) {
        Ok(day) => Some((column, Ok(day?))),
        Err(fault) => Some((column, Err(of(fault.problem)))),
    });
    Cells {
        line: row.line,
        days: read.collect(),
        broken: row.faults.iter().map(|fault| (fault.column, of(fault.problem))).collect(),
        texts: row.cells,
    }
}

fn of(problem: CellProblem) -> Fault {
    match problem {
        CellProblem::Rounded => Fault::Rounded,
        CellProblem::Formula => Fault::Formula,
        CellProblem::Text => Fault::Text,
        CellProblem::Month => Fault::Month,
        CellProblem::Shape => Fault::Date,
    }
}
