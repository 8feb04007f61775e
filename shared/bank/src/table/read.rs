//! Reads a bank's result file, line by line.
//!
//! Deliberately absent: quotation marks that span lines. One that is not closed is a fault of its
//! line and takes no other line with it.

use crate::check::is_reference;
use crate::fault::{Field, LineFault, LineProblem, ReportFault};
use crate::format::{ResultLayout, Word};
use crate::report::{MOST_LINES, Outcome, Report, Row};
use crate::text::{clean, decodings};
use domain::money::Fen;
use std::collections::HashSet;

/// Where each agreed column stands.
struct Places {
    reference: usize,
    outcome: usize,
    amount: Option<usize>,
    reason: Option<usize>,
    serial: Option<usize>,
}

/// What the file says.
pub(crate) fn report(bytes: &[u8], layout: &ResultLayout) -> Result<Report, ReportFault> {
    let decoded = decodings(bytes);
    if decoded.iter().all(|text| text.trim().is_empty()) {
        return Err(ReportFault::Empty);
    }
    let found = decoded.iter().find_map(|text| header(text, layout).map(|found| (text, found)));
    let (text, (header_line, places)) = found.ok_or(ReportFault::Header)?;
    if text.lines().count() > MOST_LINES {
        return Err(ReportFault::TooLarge);
    }
    let mut report = Report::default();
    let mut seen = HashSet::new();
    let mut listed: u32 = 0;
    for (line, text) in (1_u32..).zip(text.lines()) {
        if text.trim().is_empty() || line == header_line {
            continue;
        }
        let Some(cells) = split(text, layout.separator) else {
            report.faults.push(LineFault { line, field: Field::Line, problem: LineProblem::Quote });
            continue;
        };
        if cells.iter().all(String::is_empty) || totals(&cells, line, layout, &mut report) {
            continue;
        }
        if line < header_line {
            continue;
        }
        listed = listed.saturating_add(1);
        match row(&cells, &places, layout) {
            Err((field, problem)) => report.faults.push(LineFault { line, field, problem }),
            Ok(row) => {
                if !seen.insert(row.reference.clone()) {
                    let problem = LineProblem::Duplicate;
                    report.faults.push(LineFault { line, field: Field::Reference, problem });
                }
                report.rows.push(row);
            }
        }
    }
    compare(&mut report, listed);
    Ok(report)
}

/// The header's line and what stands where in it.
fn header(text: &str, layout: &ResultLayout) -> Option<(u32, Places)> {
    (1_u32..).zip(text.lines()).find_map(|(line, text)| {
        let cells = split(text, layout.separator)?;
        let place = |name: &str| cells.iter().position(|cell| cell == name);
        let optional = |name: &Option<String>| name.as_deref().and_then(place);
        let places = Places {
            reference: place(&layout.reference)?,
            outcome: place(&layout.outcome)?,
            amount: optional(&layout.amount),
            reason: optional(&layout.reason),
            serial: optional(&layout.serial),
        };
        // Without an agreed amount, a wrong one would pass for right.
        let whole = layout.amount.is_none() || places.amount.is_some();
        whole.then_some((line, places))
    })
}

/// Whether the line is one of totals; if so its count, total and message are taken.
fn totals(cells: &[String], line: u32, layout: &ResultLayout, report: &mut Report) -> bool {
    let after = |label: &Option<String>| {
        let at = label.as_ref().and_then(|label| cells.iter().position(|cell| cell == label))?;
        Some(cells.get(at.saturating_add(1)).map(String::as_str).unwrap_or_default())
    };
    let mut found = false;
    let mut bad =
        |field| report.faults.push(LineFault { line, field, problem: LineProblem::Shape });
    if let Some(count) = after(&layout.count_label) {
        found = true;
        match count.parse() {
            Ok(count) => report.count = Some(count),
            Err(_) => bad(Field::Count),
        }
    }
    if let Some(total) = after(&layout.total_label) {
        found = true;
        match Fen::from_yuan_text(total) {
            Some(total) => report.total = Some(total),
            None => bad(Field::Total),
        }
    }
    if let Some(message) = after(&layout.message_label) {
        found = true;
        if is_reference(message) {
            report.message = Some(message.to_owned());
        } else {
            bad(Field::Message);
        }
    }
    found
}

fn row(
    cells: &[String],
    places: &Places,
    layout: &ResultLayout,
) -> Result<Row, (Field, LineProblem)> {
    let cell = |at: usize| cells.get(at).map(String::as_str).unwrap_or_default();
    let optional = |at: Option<usize>| at.map(cell).unwrap_or_default();
    if cells.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER)) {
        return Err((Field::Line, LineProblem::Encoding));
    }
    let reference = match cell(places.reference) {
        "" => return Err((Field::Reference, LineProblem::Missing)),
        text if is_reference(text) => text.to_owned(),
        _ => return Err((Field::Reference, LineProblem::Shape)),
    };
    let amount = match places.amount.map(cell) {
        None => None,
        Some("") => return Err((Field::Amount, LineProblem::Missing)),
        Some(text) => match Fen::from_yuan_text(text) {
            None => return Err((Field::Amount, LineProblem::Shape)),
            amount => amount,
        },
    };
    let reason = || (String::new(), optional(places.reason).to_owned());
    let outcome = match cell(places.outcome) {
        "" => return Err((Field::Outcome, LineProblem::Missing)),
        text => match layout.words.get(text) {
            None => return Err((Field::Outcome, LineProblem::Unknown)),
            Some(Word::Paid) => Outcome::Paid,
            Some(Word::Pending) => Outcome::Pending,
            Some(Word::Rejected) => {
                let (code, text) = reason();
                Outcome::Rejected { code, text }
            }
            Some(Word::Returned) => {
                let (code, text) = reason();
                Outcome::Returned { code, text }
            }
        },
    };
    let serial = Some(optional(places.serial)).filter(|serial| !serial.is_empty());
    Ok(Row { reference, outcome, amount, serial: serial.map(str::to_owned) })
}

/// Says where the bank's own count or total is not that of its lines.
fn compare(report: &mut Report, listed: u32) {
    let mut add = |field| {
        let problem = LineProblem::Mismatch;
        report.faults.push(LineFault { line: 0, field, problem });
    };
    if report.count.is_some_and(|count| count != listed) {
        add(Field::Count);
    }
    let amounts: Option<Vec<Fen>> = report.rows.iter().map(|row| row.amount).collect();
    let whole = usize::try_from(listed).is_ok_and(|listed| listed == report.rows.len());
    if let (Some(total), Some(amounts), true) = (report.total, amounts, whole)
        && Fen::total(amounts) != Some(total)
    {
        add(Field::Total);
    }
}

/// A line's cells without spaces around them; none if a quotation mark stays open.
fn split(line: &str, separator: char) -> Option<Vec<String>> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        if quoted {
            match letter {
                '"' if letters.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => quoted = false,
                _ => cell.push(letter),
            }
        } else if letter == separator {
            cells.push(clean(&cell));
            cell.clear();
        } else if letter == '"' && cell.trim().is_empty() {
            quoted = true;
        } else {
            cell.push(letter);
        }
    }
    cells.push(clean(&cell));
    (!quoted).then_some(cells)
}
