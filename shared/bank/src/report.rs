//! What a bank answered: a report of rows, by reference only.
//!
//! Deliberately absent: names and account numbers. A row that carries them is read without them.

use crate::fault::LineFault;
use domain::money::Fen;
use std::fmt;

/// The most bytes of a result file; a batch of a hundred needs a fiftieth of it.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

/// The most lines that are read of a result file.
pub const MOST_LINES: usize = 10_000;

/// What a result file says (回盘文件).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The message that it answers, where the file says so.
    pub message: Option<String>,
    /// The lines that could be read, in the file's order; a reference given twice is here twice.
    pub rows: Vec<Row>,
    /// What could not be read, or is odd.
    pub faults: Vec<LineFault>,
    /// How many payments the bank counts, where the file says so.
    pub count: Option<u32>,
    /// What the bank's total is, where the file says so.
    pub total: Option<Fen>,
    /// What became of every payment that has no row, where the file or the agreement says so.
    /// `None` means that nothing is known of them: they are asked about and never sent again.
    pub others: Option<Outcome>,
}

/// What a bank says of one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Our reference.
    pub reference: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How much, where the bank says so; the caller compares it with the instruction.
    pub amount: Option<Fen>,
    /// The bank's own number of the payment (流水号).
    pub serial: Option<String>,
}

/// What became of a payment.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// 成功: the money has left.
    Paid,
    /// 失败: the bank did not pay.
    Rejected {
        /// The bank's code, or empty.
        code: String,
        /// The bank's words, or empty.
        text: String,
    },
    /// 处理中: not known yet.
    Pending,
    /// 退票: paid and come back.
    Returned {
        /// The bank's code, or empty.
        code: String,
        /// The bank's words, or empty.
        text: String,
    },
}

impl fmt::Debug for Outcome {
    /// Without the bank's words, which may name a person.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Paid => formatter.write_str("Paid"),
            Outcome::Pending => formatter.write_str("Pending"),
            Outcome::Rejected { code, .. } => write!(formatter, "Rejected({code})"),
            Outcome::Returned { code, .. } => write!(formatter, "Returned({code})"),
        }
    }
}
