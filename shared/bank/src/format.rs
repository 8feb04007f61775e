//! How each bank wants its files: data, from `infra/reference/banks.toml`, parsed once.
//!
//! Deliberately absent: anything about one batch.

use crate::batch::Batch;
use domain::matter::Text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../infra/reference/banks.toml");

/// The most instructions in one file: what one execution of a child of the run carries.
pub const MOST_INSTRUCTIONS: usize = 100;

static FORMATS: LazyLock<Vec<BankFormat>> =
    LazyLock::new(|| toml::from_str::<Table>(TABLE).map(|table| table.bank).unwrap_or_default());

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    bank: Vec<BankFormat>,
}

/// A bank's agreement with us on files.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BankFormat {
    /// What a benefit names: `iso20022`, `icbc-batch`.
    pub code: String,
    /// How people call it.
    pub name: Text,
    /// The payment file's name, with `{date}` (of payment) and `{message}`.
    pub file_name: String,
    /// The most that one payment may be, in fen.
    pub most_fen: u64,
    /// How the files are made.
    #[serde(flatten)]
    pub layout: Layout,
}

/// How a bank's files are made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "layout", rename_all = "kebab-case")]
pub enum Layout {
    /// ISO 20022: pain.001 out, pain.002 back.
    Pain(PainLayout),
    /// Lines of cells, out and back.
    Table(Box<TableLayout>),
}

/// The agreement on ISO 20022 messages.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PainLayout {
    /// The message that we send.
    pub message: PainVersion,
    /// What it means when a partly accepted report does not list a payment.
    #[serde(default)]
    pub absent: Absent,
}

/// A version of pain.001 that the writer's document is valid under; a test proves it for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum PainVersion {
    /// Of 2019, which most corporate agreements name.
    #[serde(rename = "pain.001.001.09")]
    V9,
    /// Of 2026.
    #[serde(rename = "pain.001.001.13")]
    V13,
}

impl PainVersion {
    /// `pain.001.001.13`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PainVersion::V9 => "pain.001.001.09",
            PainVersion::V13 => "pain.001.001.13",
        }
    }
}

/// What it means when a report does not list a payment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Absent {
    /// Nothing: the payment is asked about.
    #[default]
    Unknown,
    /// It was paid; only what failed is listed.
    Accepted,
}

/// The agreement on lines of cells.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableLayout {
    /// How characters become bytes.
    pub encoding: Encoding,
    /// What stands between cells.
    pub separator: char,
    /// What ends a line.
    pub line_end: LineEnd,
    /// Whether the first line names the columns.
    pub header: bool,
    /// Where the line with count and total stands, if there is one.
    #[serde(default)]
    pub totals: Option<Totals>,
    /// What stands before an account number so that a spreadsheet keeps it as text.
    #[serde(default)]
    pub account_mark: String,
    /// The columns, in order.
    pub column: Vec<Column>,
    /// How the result file looks.
    pub result: ResultLayout,
}

/// How characters become bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// GBK: two bytes at most. What it lacks is a fault, never a question mark.
    Gbk,
    /// GB 18030: every character, rare ones in four bytes.
    Gb18030,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineEnd {
    /// As on Windows.
    Crlf,
    /// As elsewhere.
    Lf,
}

/// The line with count and total.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Above or below the payments.
    pub at: TotalsAt,
    /// Its cells, with `{count}`, `{total}`, `{date}` and `{message}`.
    pub cells: Vec<String>,
}

/// Where the line with count and total stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TotalsAt {
    /// The first line of the file, above the header.
    First,
    /// The last line of the file.
    Last,
}

/// A column of the payment file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// What it holds.
    pub kind: Kind,
    /// The most characters that the bank takes.
    pub most: usize,
    /// Whether it may be empty.
    #[serde(default)]
    pub optional: bool,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The paying account's branch.
    FromBank,
    /// The paying account's number.
    FromNumber,
    /// The paying account's holder.
    FromHolder,
    /// The payee's branch.
    ToBank,
    /// The payee's branch's clearing number.
    ToClearing,
    /// The payee's branch's province.
    ToProvince,
    /// The payee's branch's city.
    ToCity,
    /// The payee's account number.
    ToNumber,
    /// The payee's account's holder.
    ToHolder,
    /// The amount in yuan, with two places.
    Amount,
    /// What for.
    Purpose,
    /// Our note.
    Note,
    /// Our reference.
    Reference,
    /// The payee's mobile.
    Mobile,
    /// The day of payment, `20260831`.
    PayOn,
    /// The line's number, from 1.
    Line,
}

/// How a result file looks. Its columns are found by their names, in any order.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultLayout {
    /// What stands between cells.
    pub separator: char,
    /// The reference's column; the bank gives back the cell that carried it.
    pub reference: String,
    /// The amount's column, if there is one.
    #[serde(default)]
    pub amount: Option<String>,
    /// The outcome's column.
    pub outcome: String,
    /// The reason's column, if there is one.
    #[serde(default)]
    pub reason: Option<String>,
    /// The serial number's column, if there is one.
    #[serde(default)]
    pub serial: Option<String>,
    /// The words of the outcome's column.
    pub words: BTreeMap<String, Word>,
    /// The label before a count, where a line of totals is given.
    #[serde(default)]
    pub count_label: Option<String>,
    /// The label before a total, where a line of totals is given.
    #[serde(default)]
    pub total_label: Option<String>,
    /// The label before the batch's message, where it is given.
    #[serde(default)]
    pub message_label: Option<String>,
}

/// What a word of the outcome's column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// 成功.
    Paid,
    /// 失败.
    Rejected,
    /// 处理中.
    Pending,
    /// 退票.
    Returned,
}

impl BankFormat {
    /// The payment file's name for a batch.
    #[must_use]
    pub fn file_name(&self, batch: &Batch) -> String {
        let date = crate::text::compact_date(batch.pay_on);
        self.file_name.replace("{date}", &date).replace("{message}", &batch.message)
    }
}

/// Every bank's format, in the table's order.
#[must_use]
pub fn formats() -> &'static [BankFormat] {
    &FORMATS
}

/// One bank's format.
#[must_use]
pub fn find_format(code: &str) -> Option<&'static BankFormat> {
    FORMATS.iter().find(|format| format.code == code)
}
