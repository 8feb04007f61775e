//! Finds the header among the first lines and makes rows of what stands under it.
//!
//! Deliberately absent: likeness. A name is known or it is not; spaces, stars and notes in brackets
//! do not count.

use crate::fault::{CellFault, SheetFault};
use crate::table::{Column, Limits, RawLine, SheetRow, Table};
use crate::write::{REASON, RESULT};
use std::collections::HashMap;

/// The most lines above the header: titles, notes.
pub(crate) const MOST_ABOVE: usize = 20;

/// Where the known columns stand in a line.
type Places = HashMap<usize, &'static str>;

/// The table of the first sheet that has a header; no sheet after it is read.
pub(crate) fn table(
    sheets: impl Iterator<Item = Result<Vec<RawLine>, SheetFault>>,
    columns: &[Column],
    limits: &Limits,
) -> Result<Table, SheetFault> {
    let mut empty = true;
    for lines in sheets {
        let lines = lines?;
        empty = empty && lines.iter().all(|(_, cells)| is_blank(cells));
        let Some((at, places)) = find(&lines, columns)? else { continue };
        let there = |column: &Column| places.values().any(|code| *code == column.code);
        let needed = columns.iter().filter(|column| column.required);
        let missing: Vec<&'static str> =
            needed.filter(|column| !there(column)).map(|column| column.code).collect();
        if !missing.is_empty() {
            return Err(SheetFault::Missing(missing));
        }
        return rows(lines, at, &places, limits);
    }
    Err(if empty { SheetFault::Empty } else { SheetFault::NoHeader })
}

/// The line with the most known names, the upper one of equals.
fn find(lines: &[RawLine], columns: &[Column]) -> Result<Option<(usize, Places)>, SheetFault> {
    let mut best: Option<(usize, Places)> = None;
    for (at, (_, cells)) in lines.iter().enumerate().take(MOST_ABOVE) {
        let names: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
        let places = places(&names, columns)?;
        if places.len() > best.as_ref().map_or(0, |(_, best)| best.len()) {
            best = Some((at, places));
        }
    }
    Ok(best)
}

fn rows(
    lines: Vec<RawLine>,
    header_at: usize,
    places: &Places,
    limits: &Limits,
) -> Result<Table, SheetFault> {
    let mut lines = lines.into_iter().skip(header_at);
    let (_, header) = lines.next().unwrap_or_default();
    let rows: Vec<RawLine> = lines.filter(|(_, cells)| !is_blank(cells)).collect();
    if rows.len() > limits.rows {
        return Err(SheetFault::TooManyRows);
    }
    let mut header: Vec<String> = header.into_iter().map(|cell| cell.text).collect();
    // Cells right of the header are the person's own too.
    let widest = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    header.resize(header.len().max(widest), String::new());
    // A returned file that comes back has our last words in it; they are not the person's.
    let ours: Vec<bool> =
        header.iter().map(|name| [RESULT, REASON].contains(&name.as_str())).collect();
    let rows = rows.into_iter().map(|line| row(line, places, &ours)).collect();
    let kept = header.into_iter().zip(&ours).filter(|(_, ours)| !**ours).map(|(name, _)| name);
    Ok(Table { header: kept.collect(), rows })
}

fn row((line, mut cells): RawLine, places: &Places, ours: &[bool]) -> SheetRow {
    let mut row = SheetRow { line, ..SheetRow::default() };
    cells.resize(ours.len(), crate::table::RawCell::default());
    for (at, (cell, ours)) in cells.into_iter().zip(ours).enumerate() {
        if let Some(column) = places.get(&at).copied() {
            match cell.problem {
                Some(problem) => row.faults.push(CellFault { column, problem }),
                None if cell.text.is_empty() => {}
                None => {
                    if cell.number {
                        row.numbers.insert(column);
                    }
                    row.cells.insert(column, cell.text.clone());
                }
            }
        }
        if !ours {
            row.own.push(cell.text);
        }
    }
    row
}

/// What stands where: whole names first, then names without their notes in brackets.
fn places(names: &[&str], columns: &[Column]) -> Result<Places, SheetFault> {
    let mut places = Places::new();
    let shortenings: [fn(&str) -> String; 2] = [plain, short];
    for shorten in shortenings {
        let taken: Vec<&'static str> = places.values().copied().collect();
        for (at, name) in names.iter().enumerate() {
            let name = shorten(name);
            if name.is_empty() || places.contains_key(&at) {
                continue;
            }
            let known = |column: &&Column| column.names.iter().any(|known| plain(known) == name);
            let Some(column) = columns.iter().find(known) else { continue };
            if taken.contains(&column.code) {
                continue;
            }
            if places.values().any(|code| *code == column.code) {
                return Err(SheetFault::Twice(column.code));
            }
            places.insert(at, column.code);
        }
    }
    Ok(places)
}

/// A name without spaces, stars and colons.
fn plain(name: &str) -> String {
    let skip = |letter: &char| letter.is_whitespace() || "*＊:：\u{200B}\u{FEFF}".contains(*letter);
    name.chars().filter(|letter| !skip(letter)).collect()
}

/// A plain name without what follows a bracket: 金额(元).
fn short(name: &str) -> String {
    plain(name).split(['(', '（', '[', '【']).next().unwrap_or_default().to_owned()
}

fn is_blank(cells: &[crate::table::RawCell]) -> bool {
    cells.iter().all(|cell| cell.text.is_empty() && cell.problem.is_none())
}
