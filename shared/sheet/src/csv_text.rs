//! CSV of people's own: UTF-8 with or without a mark, or GBK as WPS writes it.
//!
//! Deliberately absent: guesses about the separator beyond comma, semicolon and tab.

use crate::fault::{CellProblem, SheetFault};
use crate::table::{Limits, MOST_COLUMNS, MOST_TEXT, RawCell, RawLine};
use crate::value::clean;

/// The file's lines.
pub(crate) fn lines(bytes: &[u8], limits: &Limits) -> Result<Vec<RawLine>, SheetFault> {
    // With \r\n the reader counts a record from the \n before it, and every line number is one less.
    let text = decode(bytes).replace("\r\n", "\n");
    if text.trim().is_empty() {
        return Err(SheetFault::Empty);
    }
    // Text has no zero bytes; an old XLS or a picture has.
    if text.contains('\0') {
        return Err(SheetFault::Kind);
    }
    // An open quotation mark would take the lines after it into one cell.
    if text.matches('"').count() % 2 == 1 {
        return Err(SheetFault::Quote);
    }
    // The separator is the one that makes the most cells.
    let cells = |lines: &Vec<RawLine>| lines.iter().map(|(_, cells)| cells.len()).sum::<usize>();
    let mut best = Err(SheetFault::Empty);
    // One reading and the best so far: a large file is never in memory three times.
    for separator in *b",;\t" {
        let lines = separated(&text, separator, limits);
        let better = match (&lines, &best) {
            (Ok(lines), Ok(best)) => cells(lines) > cells(best),
            (_, Err(SheetFault::Empty)) => true,
            (Ok(_) | Err(_), _) => false,
        };
        if better {
            best = lines;
        }
    }
    best
}

fn separated(text: &str, separator: u8, limits: &Limits) -> Result<Vec<RawLine>, SheetFault> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| SheetFault::Kind)?;
        if record.len() > MOST_COLUMNS {
            return Err(SheetFault::TooManyColumns);
        }
        // A title row and a header row may stand above.
        if lines.len() > limits.rows.saturating_add(crate::header::MOST_ABOVE) {
            return Err(SheetFault::TooManyRows);
        }
        let line = record.position().map(csv::Position::line).unwrap_or_default();
        let cells = record.iter().map(cell).collect();
        lines.push((u32::try_from(line).unwrap_or(u32::MAX), cells));
    }
    Ok(lines)
}

fn cell(text: &str) -> RawCell {
    let text = clean(text);
    let problem = if text.contains(char::REPLACEMENT_CHARACTER) || text.chars().count() > MOST_TEXT
    {
        Some(CellProblem::Text)
    } else if is_exponent(&text) {
        Some(CellProblem::Rounded)
    } else if text.starts_with('#') && ERRORS.contains(&text.as_str()) {
        Some(CellProblem::Formula)
    } else {
        None
    };
    RawCell { text, number: false, problem }
}

/// What spreadsheets show in place of a value.
const ERRORS: [&str; 7] = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"];

/// Whether a text is a long number as a spreadsheet shortens it: `2.19901E+17`.
fn is_exponent(text: &str) -> bool {
    let Some((head, tail)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let head = head.replacen('.', "", 1);
    tail.strip_prefix('+').is_some_and(digits) && digits(&head)
}

/// UTF-8 if it is, else GB 18030, which holds all of GBK; a mark at the start decides.
fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let body = bytes.get(length..).unwrap_or_default();
        return encoding.decode_without_bom_handling(body).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}
