//! What is wrong with a batch or a result file: field, problem, and how to mend it.
//!
//! Deliberately absent: values. No fault can hold a number, a name or an amount.

use domain::matter::Text;
use std::fmt;
use thiserror::Error;

/// A field of a batch or of a result line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 批次号.
    Message,
    /// 指令: the list of them.
    Instructions,
    /// 参考号.
    Reference,
    /// 账号.
    Number,
    /// 户名.
    Holder,
    /// 开户行.
    Bank,
    /// 联行号.
    Clearing,
    /// 省份.
    Province,
    /// 城市.
    City,
    /// 金额.
    Amount,
    /// 汇款用途.
    Purpose,
    /// 备注.
    Note,
    /// 手机号码.
    Mobile,
    /// 结果.
    Outcome,
    /// 原因.
    Reason,
    /// 流水号.
    Serial,
    /// 笔数.
    Count,
    /// 合计.
    Total,
    /// The whole line.
    Line,
}

/// Whose field it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The batch itself.
    Batch,
    /// The account that pays.
    From,
    /// An instruction, or the account that it pays.
    Instruction(usize),
}

/// What is wrong with a field of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// Nothing there.
    Empty,
    /// Longer than this bank takes.
    TooLong {
        /// How many characters fit.
        most: usize,
    },
    /// More than can be paid, or more lines than fit.
    TooLarge,
    /// Not of the shape that the field has.
    Shape,
    /// Holds a separator, a quotation mark, a line end or a control character.
    Character,
    /// Holds a character that the bank's encoding lacks, such as 𬭎 in GBK.
    Encoding,
    /// Begins with a sign that a spreadsheet takes for a formula.
    Formula,
    /// The same one a second time.
    Duplicate,
    /// The amount is nothing.
    Zero,
}

/// What is wrong, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fault {
    /// Whose field; an instruction by its place in the batch, from 0.
    pub side: Side,
    /// The field.
    pub field: Field,
    /// What is wrong with it.
    pub problem: Problem,
}

/// Everything that is wrong with a batch; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} faults in the batch", .0.len())]
pub struct Faults(pub Vec<Fault>);

/// A line of a result file that could not be read, or is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LineFault {
    /// The line of the file, from 1; in XML the transaction's place, from 1, and 0 for the whole.
    pub line: u32,
    /// The field.
    pub field: Field,
    /// What is wrong with it.
    pub problem: LineProblem,
}

/// What is wrong with a field of a result line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineProblem {
    /// Nothing there.
    Missing,
    /// Not of the shape that the field has.
    Shape,
    /// A word or status that the agreement with the bank does not have.
    Unknown,
    /// The reference stood on an earlier line; both lines are in the rows.
    Duplicate,
    /// Bytes that are no text.
    Encoding,
    /// A quotation mark that is not closed.
    Quote,
    /// What the bank counts or adds up is not what its lines hold.
    Mismatch,
}

/// Why a result file cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum ReportFault {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More than a result file can be.
    #[error("the file is too large")]
    TooLarge,
    /// No line with the agreed column names.
    #[error("no line has the agreed column names")]
    Header,
    /// Not the XML document that was agreed.
    #[error("not a payment status report")]
    Document,
    /// Broken XML, or XML with a document type.
    #[error("the XML is broken at this offset")]
    Xml {
        /// Where, in bytes.
        offset: u64,
    },
}

impl Fault {
    /// A fault of the batch itself.
    #[must_use]
    pub const fn batch(field: Field, problem: Problem) -> Fault {
        Fault { side: Side::Batch, field, problem }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text().en)
    }
}

impl Fault {
    /// What is wrong and how to mend it.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = format!("{}{}", self.field.zh(), self.problem.zh());
        let en = format!("{}: {}", self.field.en(), self.problem.en());
        Text { zh, en }
    }
}

impl LineFault {
    /// What is wrong and how to mend it.
    #[must_use]
    pub fn text(&self) -> Text {
        let (zh, en) = self.problem.words();
        let line = self.line;
        let zh = format!("第{line}行{}{zh}", self.field.zh());
        let en = format!("line {line}, {}: {en}", self.field.en());
        Text { zh, en }
    }
}

impl Field {
    const fn zh(self) -> &'static str {
        match self {
            Field::Message => "批次号",
            Field::Instructions => "付款指令",
            Field::Reference => "参考号",
            Field::Number => "账号",
            Field::Holder => "户名",
            Field::Bank => "开户行",
            Field::Clearing => "联行号",
            Field::Province => "省份",
            Field::City => "城市",
            Field::Amount => "金额",
            Field::Purpose => "汇款用途",
            Field::Note => "备注",
            Field::Mobile => "手机号码",
            Field::Outcome => "结果",
            Field::Reason => "原因",
            Field::Serial => "流水号",
            Field::Count => "笔数",
            Field::Total => "合计",
            Field::Line => "",
        }
    }

    const fn en(self) -> &'static str {
        match self {
            Field::Message => "batch number",
            Field::Instructions => "instructions",
            Field::Reference => "reference",
            Field::Number => "account number",
            Field::Holder => "account holder",
            Field::Bank => "branch",
            Field::Clearing => "clearing number",
            Field::Province => "province",
            Field::City => "city",
            Field::Amount => "amount",
            Field::Purpose => "purpose",
            Field::Note => "note",
            Field::Mobile => "mobile number",
            Field::Outcome => "result",
            Field::Reason => "reason",
            Field::Serial => "serial number",
            Field::Count => "count",
            Field::Total => "total",
            Field::Line => "the line",
        }
    }
}

impl Problem {
    fn zh(self) -> String {
        match self {
            Problem::Empty => "为空,请补填。".into(),
            Problem::TooLong { most } => format!("过长,最多{most}个字符,请缩短。"),
            Problem::TooLarge => "超出上限,请拆分。".into(),
            Problem::Shape => "格式不正确,请按要求更正。".into(),
            Problem::Character => "含有分隔符、引号、换行或控制字符,请删除。".into(),
            Problem::Encoding => {
                "含有该银行编码无法表示的生僻字,请改用银行登记的写法,或与银行约定GB18030编码。"
                    .into()
            }
            Problem::Formula => "以等号、加号、减号或@开头,会被表格软件当作公式,请删除。".into(),
            Problem::Duplicate => "重复,请更正,每笔须不同。".into(),
            Problem::Zero => "为零,请更正或移除该笔。".into(),
        }
    }

    fn en(self) -> String {
        match self {
            Problem::Empty => "missing; fill it in".into(),
            Problem::TooLong { most } => format!("too long; at most {most} characters"),
            Problem::TooLarge => "over the limit; split it".into(),
            Problem::Shape => "not of the right shape; correct it".into(),
            Problem::Character => {
                "holds a separator, quotation mark, line end or control character; remove it".into()
            }
            Problem::Encoding => "holds a character that this bank's encoding lacks; use the form \
                 that the bank has on record, or agree on GB18030 with the bank"
                .into(),
            Problem::Formula => {
                "begins with =, +, - or @, which spreadsheets take for a formula; remove it".into()
            }
            Problem::Duplicate => "given twice; each must be different".into(),
            Problem::Zero => "is nothing; correct it or take the payment out".into(),
        }
    }
}

impl LineProblem {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            LineProblem::Missing => ("缺失,请向银行核实该行。", "missing; ask the bank about it"),
            LineProblem::Shape => {
                ("格式不正确,请向银行核实该行。", "not of the right shape; ask the bank about it")
            }
            LineProblem::Unknown => (
                "不是约定的写法,请核实后更新银行配置。",
                "not as agreed; find out what it means and add it to the bank's configuration",
            ),
            LineProblem::Duplicate => (
                "与前面的行重复,两行均已列出,请核实。",
                "stood on an earlier line; both are listed, find out which holds",
            ),
            LineProblem::Encoding => {
                ("无法按文字读取,请重新下载文件。", "not readable as text; download the file again")
            }
            LineProblem::Quote => (
                "引号没有闭合,请重新下载文件。",
                "has an open quotation mark; download the file again",
            ),
            LineProblem::Mismatch => (
                "与明细不符,请向银行核实。",
                "does not agree with the lines; ask the bank about it",
            ),
        }
    }
}

impl ReportFault {
    /// What is wrong and how to mend it.
    #[must_use]
    pub fn text(&self) -> Text {
        let (zh, en) = match self {
            ReportFault::Empty => {
                ("文件是空的,请重新下载。", "The file is empty; download it again.")
            }
            ReportFault::TooLarge => (
                "文件过大,不是结果文件,请核对。",
                "The file is too large for a result file; check which one it is.",
            ),
            ReportFault::Header => (
                "找不到约定的表头,请核对是否选对了银行和文件。",
                "No line has the agreed column names; check the bank and the file.",
            ),
            ReportFault::Document => (
                "不是付款状态报告(pain.002),请核对文件。",
                "Not a payment status report (pain.002); check which file it is.",
            ),
            ReportFault::Xml { .. } => (
                "XML不完整或含有不允许的内容,请重新下载。",
                "The XML is broken; download it again.",
            ),
        };
        Text { zh: zh.into(), en: en.into() }
    }
}
