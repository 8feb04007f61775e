//! A bank's batch file as lines of cells: which cell holds what.
//!
//! Deliberately absent: any one bank; the layout is data.

pub(crate) mod read;
pub(crate) mod write;

use crate::batch::{Account, Batch, Instruction};
use crate::fault::Field;
use crate::format::Kind;
use crate::text::compact_date;

/// The field that a column of this kind holds; none for what we count ourselves.
pub(crate) const fn field(kind: Kind) -> Option<Field> {
    match kind {
        Kind::FromBank | Kind::ToBank => Some(Field::Bank),
        Kind::FromNumber | Kind::ToNumber => Some(Field::Number),
        Kind::FromHolder | Kind::ToHolder => Some(Field::Holder),
        Kind::ToClearing => Some(Field::Clearing),
        Kind::ToProvince => Some(Field::Province),
        Kind::ToCity => Some(Field::City),
        Kind::Amount => Some(Field::Amount),
        Kind::Purpose => Some(Field::Purpose),
        Kind::Note => Some(Field::Note),
        Kind::Reference => Some(Field::Reference),
        Kind::Mobile => Some(Field::Mobile),
        Kind::PayOn | Kind::Line => None,
    }
}

/// What the paying account's columns hold; empty for other kinds.
pub(crate) fn payer(kind: Kind, from: &Account) -> String {
    match kind {
        Kind::FromBank => from.bank.clone(),
        Kind::FromNumber => from.number.clone(),
        Kind::FromHolder => from.holder.clone(),
        _ => String::new(),
    }
}

/// What a column holds for the instruction at a place from 0.
pub(crate) fn value(kind: Kind, batch: &Batch, instruction: &Instruction, at: usize) -> String {
    let to = &instruction.to;
    match kind {
        Kind::FromBank | Kind::FromNumber | Kind::FromHolder => payer(kind, &batch.from),
        Kind::ToBank => to.bank.clone(),
        Kind::ToClearing => to.clearing.clone().unwrap_or_default(),
        Kind::ToProvince => to.province.clone().unwrap_or_default(),
        Kind::ToCity => to.city.clone().unwrap_or_default(),
        Kind::ToNumber => to.number.clone(),
        Kind::ToHolder => to.holder.clone(),
        Kind::Amount => instruction.amount.plain(),
        Kind::Purpose => instruction.purpose.clone(),
        Kind::Note => instruction.note.clone(),
        Kind::Reference => instruction.reference.clone(),
        Kind::Mobile => instruction.mobile.clone().unwrap_or_default(),
        Kind::PayOn => compact_date(batch.pay_on),
        Kind::Line => at.saturating_add(1).to_string(),
    }
}
