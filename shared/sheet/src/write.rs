//! What is written for people: workbooks and CSV whose texts are never formulas.
//!
//! Deliberately absent: a clock. A workbook says that it was made on a fixed day.

use crate::fault::WriteFault;
use crate::table::Table;
use domain::money::Fen;
use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};
use std::collections::HashMap;

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

/// The column of a returned file that says what became of the line.
pub const RESULT: &str = "校验结果";

/// The column of a returned file that says why.
pub const REASON: &str = "失败原因";

/// The most digits of a number that a spreadsheet keeps.
const MOST_DIGITS: usize = 15;

/// A workbook of the sheets: styled, frozen headers, amounts with two places, texts as texts.
///
/// # Errors
/// If a text, a name or a sheet is beyond what spreadsheets take.
pub fn write_xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, WriteFault> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let styles = Styles::new();
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name)?;
        worksheet.set_freeze_panes(1, 0)?;
        for (column, heading) in (0_u16..).zip(&sheet.columns) {
            worksheet.set_column_width(column, heading.width)?;
            worksheet.write_string_with_format(0, column, &heading.title, &styles.header)?;
        }
        for (line, row) in (1_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                write_cell(worksheet, line, column, cell, &styles)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

struct Styles {
    header: Format,
    text: Format,
    amount: Format,
    day: Format,
}

impl Styles {
    fn new() -> Styles {
        let header = Format::new()
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(0x00F2_F2F2))
            .set_border_bottom(FormatBorder::Thin);
        Styles {
            header,
            text: Format::new().set_num_format("@"),
            amount: Format::new().set_num_format("#,##0.00"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    cell: &Cell,
    styles: &Styles,
) -> Result<(), WriteFault> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string_with_format(line, column, text, &styles.text)?;
        }
        Cell::Count(count) => {
            sheet.write_number(line, column, *count)?;
        }
        Cell::Fen(fen) => {
            let plain = fen.plain();
            // Beyond a spreadsheet's precision the text says it right.
            match plain.parse::<f64>() {
                Ok(number) if plain.len() <= MOST_DIGITS => {
                    sheet.write_number_with_format(line, column, number, &styles.amount)?;
                }
                _ => {
                    sheet.write_string_with_format(line, column, &plain, &styles.text)?;
                }
            }
        }
        Cell::Date(date) => match excel_day(*date) {
            Some(day) => {
                sheet.write_datetime_with_format(line, column, &day, &styles.day)?;
            }
            None => {
                sheet.write_string_with_format(line, column, date.to_string(), &styles.text)?;
            }
        },
    }
    Ok(())
}

/// The day in a spreadsheet's count; none before 1900-03-01, where the count is wrong.
fn excel_day(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    if (year, month) < (1900, 3) {
        return None;
    }
    ExcelDateTime::from_ymd(year, month, day).ok()
}

impl From<XlsxError> for WriteFault {
    fn from(error: XlsxError) -> WriteFault {
        match error {
            XlsxError::MaxStringLengthExceeded => WriteFault::Text,
            XlsxError::RowColumnLimitError => WriteFault::TooLarge,
            XlsxError::SheetnameCannotBeBlank(_)
            | XlsxError::SheetnameLengthExceeded(_)
            | XlsxError::SheetnameReused(_)
            | XlsxError::SheetnameContainsInvalidCharacter(_)
            | XlsxError::SheetnameStartsOrEndsWithApostrophe(_) => WriteFault::Name,
            _ => WriteFault::Broken,
        }
    }
}

/// A sheet as CSV: UTF-8 with a mark, so that spreadsheets see Chinese, and no cell a formula.
#[must_use]
pub fn write_csv(sheet: &Sheet) -> Vec<u8> {
    let header = sheet.columns.iter().map(|heading| quote(&heading.title));
    let rows = sheet.rows.iter().map(|row| row.iter().map(csv_cell).collect::<Vec<_>>());
    let lines = std::iter::once(header.collect::<Vec<_>>()).chain(rows);
    let text: String = lines.map(|cells| format!("{}\r\n", cells.join(","))).collect();
    [b"\xEF\xBB\xBF", text.as_bytes()].concat()
}

fn csv_cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => quote(text),
        Cell::Fen(fen) => fen.plain(),
        Cell::Date(date) => date.to_string(),
        Cell::Count(count) => count.to_string(),
    }
}

/// A text that a spreadsheet shows as it is.
fn quote(text: &str) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    // Long digits would be rounded; the mark keeps them text.
    let long = text.len() > 11 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mark = if text.starts_with(formula) || long { "'" } else { "" };
    let text = text.replace('"', "\"\"");
    if !mark.is_empty() || text.contains(['"', ',', '\n', '\r']) {
        return format!("\"{mark}{text}\"");
    }
    text
}

/// The person's file back as a workbook: every column of his own, then what became of each line.
///
/// # Errors
/// As [`write_xlsx`].
pub fn returned(table: &Table, results: &Results) -> Result<Vec<u8>, WriteFault> {
    let own = table.header.iter().map(|title| Heading { title: title.clone(), width: 16 });
    let ours = [(RESULT, 12), (REASON, 60)]
        .map(|(title, width)| Heading { title: title.to_owned(), width });
    let found: HashMap<u32, &Result<(), Vec<String>>> =
        results.iter().map(|(line, result)| (*line, result)).collect();
    let rows = table.rows.iter().map(|row| {
        let (result, reason) = match found.get(&row.line) {
            None => (Cell::Empty, Cell::Empty),
            Some(Ok(())) => (Cell::Text("通过".into()), Cell::Empty),
            Some(Err(reasons)) => (Cell::Text("不通过".into()), Cell::Text(reasons.join("；"))),
        };
        row.own.iter().map(|text| Cell::Text(text.clone())).chain([result, reason]).collect()
    });
    let columns = own.chain(ours).collect();
    write_xlsx(&[Sheet { name: RESULT.to_owned(), columns, rows: rows.collect() }])
}
