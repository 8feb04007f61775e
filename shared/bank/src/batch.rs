//! What is to be paid: accounts, instructions, batches, and the file that carries them.
//!
//! Deliberately absent: how a bank wants it; that is [`crate::format`].

use crate::fault::{Fault, Faults, Field, Problem};
use crate::format::BankFormat;
use domain::mask::{mask_middle, mask_name};
use domain::money::Fen;
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::fmt;

/// A bank account (银行账户). Its `Debug` shows four digits and the first character of the name.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The number (账号): letters, digits and hyphens, at most 34.
    pub number: String,
    /// Whose it is (户名).
    pub holder: String,
    /// The branch that keeps it (开户行).
    pub bank: String,
    /// The branch's number in the clearing system (联行号): 12 digits.
    pub clearing: Option<String>,
    /// The branch's province.
    pub province: Option<String>,
    /// The branch's city.
    pub city: Option<String>,
}

impl fmt::Debug for Account {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Account")
            .field("number", &mask_middle(&self.number, 0, 4))
            .field("holder", &mask_name(&self.holder))
            .finish_non_exhaustive()
    }
}

/// One payment to one person (付款指令).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Our reference: at most 35 of `[A-Za-z0-9-]`, once in a batch. The bank's answer names it.
    pub reference: String,
    /// Who is paid.
    pub to: Account,
    /// How much.
    pub amount: Fen,
    /// What for (汇款用途), as the payee reads it.
    pub purpose: String,
    /// Anything more (备注); a layout may carry the reference in its place.
    pub note: String,
    /// Where the bank sends its message: 11 digits.
    pub mobile: Option<String>,
}

/// Payments that go to the bank in one file, from one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The file's own reference: at most 35 of `[A-Za-z0-9-]`.
    pub message: String,
    /// When the batch was closed.
    pub at: Timestamp,
    /// The day on which the bank is to pay.
    pub pay_on: Date,
    /// Who pays.
    pub from: Account,
    /// The payments, at most [`crate::format::MOST_INSTRUCTIONS`].
    pub instructions: Vec<Instruction>,
}

/// A bank file, with what a person compares before it is sent (笔数, 合计).
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, by the bank's pattern.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many payments.
    pub count: u32,
    /// All amounts together.
    pub total: Fen,
    /// SHA-256 of the content, in lower-case hexadecimal.
    pub sha256: String,
}

impl fmt::Debug for File {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("File")
            .field("name", &self.name)
            .field("count", &self.count)
            .field("total", &self.total)
            .field("sha256", &self.sha256)
            .finish_non_exhaustive()
    }
}

impl Batch {
    /// All amounts together; none if that cannot be held.
    #[must_use]
    pub fn total(&self) -> Option<Fen> {
        Fen::total(self.instructions.iter().map(|instruction| instruction.amount))
    }
}

impl File {
    /// The file of a batch that was checked.
    pub(crate) fn of(batch: &Batch, format: &BankFormat, bytes: Vec<u8>) -> Result<File, Faults> {
        let total = batch.total();
        let count = u32::try_from(batch.instructions.len()).ok();
        let (Some(total), Some(count)) = (total, count) else {
            return Err(Faults(vec![Fault::batch(Field::Amount, Problem::TooLarge)]));
        };
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(File { name: format.file_name(batch), bytes, count, total, sha256 })
    }
}
