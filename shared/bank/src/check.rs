//! Whether a batch can be written as a bank wants it: every fault at once.
//!
//! Deliberately absent: whether the payments are right; that was decided before.

use crate::batch::{Account, Batch, Instruction};
use crate::fault::{Fault, Faults, Field, Problem, Side};
use crate::format::{BankFormat, Kind, Layout, MOST_INSTRUCTIONS, TableLayout};
use crate::table::value;
use crate::text::{has_control, is_control, is_formula};
use crate::{pain, table};
use std::collections::HashSet;

/// The most characters of a reference or a message: Max35Text of ISO 20022.
const MOST_REFERENCE: usize = 35;

/// The most characters of an account number: Max34Text of ISO 20022.
const MOST_NUMBER: usize = 34;

/// Nothing, or every fault of the batch in the order of its instructions.
pub(crate) fn check(batch: &Batch, format: &BankFormat) -> Result<(), Faults> {
    let mut faults = of_batch(batch);
    faults.extend(of_account(&batch.from, Side::From));
    faults.extend(of_columns(batch, None, &format.layout));
    let mut seen = HashSet::new();
    for (at, instruction) in batch.instructions.iter().enumerate() {
        let side = Side::Instruction(at);
        let mut add = |field, problem| faults.push(Fault { side, field, problem });
        if !is_reference(&instruction.reference) {
            add(Field::Reference, Problem::Shape);
        }
        // A bank may give the reference back in capitals.
        if !seen.insert(instruction.reference.to_ascii_uppercase()) {
            add(Field::Reference, Problem::Duplicate);
        }
        match instruction.amount.fen() {
            0 => add(Field::Amount, Problem::Zero),
            fen if fen > format.most_fen => add(Field::Amount, Problem::TooLarge),
            _ => {}
        }
        if instruction.mobile.as_deref().is_some_and(|mobile| !is_digits(mobile, 11)) {
            add(Field::Mobile, Problem::Shape);
        }
        faults.extend(of_account(&instruction.to, side));
        faults.extend(of_columns(batch, Some((at, instruction)), &format.layout));
    }
    if faults.is_empty() { Ok(()) } else { Err(Faults(faults)) }
}

fn of_batch(batch: &Batch) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !is_reference(&batch.message) {
        faults.push(Fault::batch(Field::Message, Problem::Shape));
    }
    if batch.instructions.is_empty() {
        faults.push(Fault::batch(Field::Instructions, Problem::Empty));
    }
    if batch.instructions.len() > MOST_INSTRUCTIONS {
        faults.push(Fault::batch(Field::Instructions, Problem::TooLarge));
    }
    faults
}

fn of_account(account: &Account, side: Side) -> Vec<Fault> {
    let mut faults = Vec::new();
    let letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let number = &account.number;
    if number.is_empty() {
        faults.push(Fault { side, field: Field::Number, problem: Problem::Empty });
    } else if number.len() > MOST_NUMBER {
        let problem = Problem::TooLong { most: MOST_NUMBER };
        faults.push(Fault { side, field: Field::Number, problem });
    } else if !number.chars().all(letter) || number.starts_with('-') {
        faults.push(Fault { side, field: Field::Number, problem: Problem::Shape });
    }
    if account.clearing.as_deref().is_some_and(|clearing| !is_digits(clearing, 12)) {
        faults.push(Fault { side, field: Field::Clearing, problem: Problem::Shape });
    }
    faults
}

/// Faults of one instruction's columns, or of the columns that are the same in all of them.
fn of_columns(
    batch: &Batch,
    instruction: Option<(usize, &Instruction)>,
    layout: &Layout,
) -> Vec<Fault> {
    let columns: Vec<(Kind, usize, bool)> = match layout {
        Layout::Pain(_) => pain::COLUMNS.to_vec(),
        Layout::Table(table) => {
            table.column.iter().map(|column| (column.kind, column.most, column.optional)).collect()
        }
    };
    let side = instruction.map_or(Side::From, |(at, _)| Side::Instruction(at));
    let mut faults = Vec::new();
    for (kind, most, optional) in columns {
        let Some(field) = table::field(kind) else { continue };
        let of_payer = matches!(kind, Kind::FromBank | Kind::FromHolder | Kind::FromNumber);
        if of_payer != instruction.is_none() {
            continue;
        }
        let text = match instruction {
            Some((at, instruction)) => value(kind, batch, instruction, at),
            None => table::payer(kind, &batch.from),
        };
        let table = match layout {
            Layout::Pain(_) => None,
            Layout::Table(table) => Some(table.as_ref()),
        };
        let problems = of_text(&text, most, optional, table);
        let known = |problem: &Problem| match field {
            // The number's own rule has told of these.
            Field::Number => *problem == Problem::TooLong { most } && most < MOST_NUMBER,
            Field::Reference => *problem == Problem::TooLong { most } && most < MOST_REFERENCE,
            _ => true,
        };
        faults.extend(problems.into_iter().filter(known).map(|problem| Fault {
            side,
            field,
            problem,
        }));
    }
    faults
}

fn of_text(text: &str, most: usize, optional: bool, layout: Option<&TableLayout>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if text.is_empty() {
        return if optional { problems } else { vec![Problem::Empty] };
    }
    if text.chars().count() > most {
        problems.push(Problem::TooLong { most });
    }
    if text.trim() != text {
        problems.push(Problem::Shape);
    }
    let parts = |layout: &TableLayout| text.contains([layout.separator, '"']);
    if has_control(text) || layout.is_some_and(parts) {
        problems.push(Problem::Character);
    }
    if let Some(layout) = layout {
        if is_formula(text) {
            problems.push(Problem::Formula);
        }
        let visible: String = text.chars().filter(|letter| !is_control(*letter)).collect();
        if table::write::encode(&visible, layout.encoding).is_none() {
            problems.push(Problem::Encoding);
        }
    }
    problems
}

/// Whether a text is 1 to 35 of `[A-Za-z0-9-]`, beginning with a letter or digit.
pub(crate) fn is_reference(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MOST_REFERENCE
        && !text.starts_with('-')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}
