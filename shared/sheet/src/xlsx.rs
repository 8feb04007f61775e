//! XLSX of people's own, read cell by cell in the file's order.
//!
//! Deliberately absent: ranges held whole, because two cells far apart would fill the memory.

use crate::fault::{CellProblem, SheetFault};
use crate::header::MOST_ABOVE;
use crate::table::{Limits, MOST_COLUMNS, MOST_TEXT, RawCell, RawLine};
use crate::value::{clean, number};
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use std::io::{Cursor, Read, sink};

/// The most files in a workbook's archive.
const MOST_FILES: usize = 1_000;

/// Numbers from here on have lost their last digits: a spreadsheet keeps 15.
const ROUNDED: f64 = 1e15;

/// The lines of every sheet that a person can see, read as they are asked for.
pub(crate) fn sheets<'a>(
    bytes: &'a [u8],
    limits: &Limits,
) -> Result<impl Iterator<Item = Result<Vec<RawLine>, SheetFault>> + use<'a>, SheetFault> {
    guard(bytes, limits)?;
    let limits = *limits;
    let mut workbook: Xlsx<Cursor<&'a [u8]>> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| SheetFault::Broken)?;
    let seen = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let names: Vec<String> =
        workbook.sheets_metadata().iter().filter(seen).map(|sheet| sheet.name.clone()).collect();
    Ok(names.into_iter().map(move |name| {
        if !limits.formulas {
            plain(&mut workbook, &name)?;
        }
        lines(&mut workbook, &name, &limits)
    }))
}

/// Unpacks everything once, to nowhere, and stops where it is more than a workbook may be.
fn guard(bytes: &[u8], limits: &Limits) -> Result<(), SheetFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetFault::Kind)?;
    if archive.len() > MOST_FILES {
        return Err(SheetFault::TooLarge);
    }
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(SheetFault::Kind);
    }
    let mut left = limits.unpacked;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| SheetFault::Broken)?;
        // Whatever it is called: .xlsm, or .xlsm renamed.
        let name = file.name().map_err(|_| SheetFault::Broken)?;
        if name.ends_with("vbaProject.bin") || name.contains("/macrosheets/") {
            return Err(SheetFault::Macro);
        }
        let mut limited = file.take(left.saturating_add(1));
        let read = std::io::copy(&mut limited, &mut sink()).map_err(|_| SheetFault::Broken)?;
        left = left.checked_sub(read).ok_or(SheetFault::TooLarge)?;
    }
    Ok(())
}

/// Stops at the first formula.
fn plain(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<(), SheetFault> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| SheetFault::Broken)?;
    while let Some(found) = reader.next_formula().map_err(|_| SheetFault::Broken)? {
        if !found.get_value().is_empty() {
            return Err(SheetFault::Formula(found.get_position().0.saturating_add(1)));
        }
    }
    Ok(())
}

fn lines(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limits: &Limits,
) -> Result<Vec<RawLine>, SheetFault> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| SheetFault::Broken)?;
    let mut lines: Vec<RawLine> = Vec::new();
    while let Some(found) = reader.next_cell().map_err(|_| SheetFault::Broken)? {
        let (row, column) = found.get_position();
        let cell = cell(found.get_value());
        if cell == RawCell::default() {
            continue;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MOST_COLUMNS {
            return Err(SheetFault::TooManyColumns);
        }
        let line = row.saturating_add(1);
        match lines.last().map(|(last, _)| *last) {
            Some(last) if last == line => {}
            // Rows of a file stand in order; others would be read as something else.
            Some(last) if last > line => return Err(SheetFault::Broken),
            _ if lines.len() > limits.rows.saturating_add(MOST_ABOVE) => {
                return Err(SheetFault::TooManyRows);
            }
            _ => lines.push((line, Vec::new())),
        }
        let Some((_, cells)) = lines.last_mut() else { continue };
        if cells.len() <= column {
            cells.resize(column.saturating_add(1), RawCell::default());
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
    }
    Ok(lines)
}

fn cell(value: &DataRef<'_>) -> RawCell {
    let text = |text: &str| {
        let text = clean(text);
        let problem = (text.chars().count() > MOST_TEXT).then_some(CellProblem::Text);
        RawCell { text, number: false, problem }
    };
    match value {
        DataRef::Empty => RawCell::default(),
        DataRef::String(found) => text(found),
        DataRef::SharedString(found) => text(found),
        DataRef::DateTimeIso(found) | DataRef::DurationIso(found) => text(found),
        DataRef::Bool(found) => text(if *found { "TRUE" } else { "FALSE" }),
        DataRef::Int(found) => RawCell { text: found.to_string(), number: true, problem: None },
        DataRef::Float(found) => {
            let problem = (found.abs() >= ROUNDED).then_some(CellProblem::Rounded);
            RawCell { text: number(*found), number: true, problem }
        }
        DataRef::DateTime(found) => day(found),
        DataRef::Error(_) => {
            RawCell { text: String::new(), number: false, problem: Some(CellProblem::Formula) }
        }
    }
}

/// A day that the spreadsheet knows to be one; what it shows as a span of time stays a number.
fn day(found: &ExcelDateTime) -> RawCell {
    let plain = number(found.as_f64());
    if !found.is_datetime() {
        return RawCell { text: plain, number: true, problem: None };
    }
    let (year, month, day, ..) = found.to_ymd_hms_milli();
    let text = format!("{year:04}-{month:02}-{day:02}");
    // A number that only looks like a day: an ID number in a column of days.
    let is_day = crate::value::date(&text).is_some() && serial_like(found.as_f64());
    let problem = (!is_day).then_some(CellProblem::Shape);
    RawCell { text, number: false, problem }
}

/// Whether a spreadsheet's count is of a day from 1900 to 2199.
fn serial_like(count: f64) -> bool {
    (1.0..109_575.0).contains(&count)
}
