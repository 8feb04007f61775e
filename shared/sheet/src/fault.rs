//! What is wrong with a file, and how to mend it.
//!
//! Deliberately absent: values. A fault names a column by its code and a line by its number.

use domain::matter::Text;
use thiserror::Error;

/// Why a file cannot be read as a table.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SheetFault {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More bytes than are taken, packed or unpacked.
    #[error("the file is too large")]
    TooLarge,
    /// More rows than are taken.
    #[error("the file has too many rows")]
    TooManyRows,
    /// More columns than are taken.
    #[error("the file has too many columns")]
    TooManyColumns,
    /// Neither XLSX nor CSV: an old XLS, a file with a password, something else.
    #[error("neither XLSX nor CSV")]
    Kind,
    /// XLSX, but broken.
    #[error("the workbook is broken")]
    Broken,
    /// A workbook with a program in it.
    #[error("the workbook has a macro")]
    Macro,
    /// A formula where values are wanted, by its line.
    #[error("a cell is a formula")]
    Formula(u32),
    /// CSV with a quotation mark that is not closed.
    #[error("a quotation mark is not closed")]
    Quote,
    /// None of the first rows has a column that we know.
    #[error("no header row")]
    NoHeader,
    /// Columns that are needed and not there, by code.
    #[error("columns are missing")]
    Missing(Vec<&'static str>),
    /// A column that stands in the header twice, by code.
    #[error("a column is there twice")]
    Twice(&'static str),
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellFault {
    /// The column's code.
    pub column: &'static str,
    /// What is wrong.
    pub problem: CellProblem,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellProblem {
    /// A long number that the spreadsheet rounded to 15 digits: its end is gone.
    Rounded,
    /// An error of the spreadsheet, such as `#REF!`.
    Formula,
    /// Bytes that are no text, or more text than a cell holds.
    Text,
    /// A month that the spreadsheet took for a decimal: `2020.1` is January or October.
    Month,
    /// Not of the shape that was asked for.
    Shape,
}

/// Why a file for people cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum WriteFault {
    /// More text than a cell holds: 32,767 characters.
    #[error("a cell's text is too long")]
    Text,
    /// A sheet's name that spreadsheets do not take.
    #[error("a sheet's name is not allowed")]
    Name,
    /// More rows or columns than a sheet has.
    #[error("the sheet is too large")]
    TooLarge,
    /// The workbook could not be made.
    #[error("the workbook could not be made")]
    Broken,
}

impl SheetFault {
    /// What is wrong and how to mend it; missing columns are named by the caller.
    #[must_use]
    pub fn text(&self) -> Text {
        let (zh, en) = match self {
            SheetFault::Empty => ("文件是空的。", "The file is empty."),
            SheetFault::TooLarge => (
                "文件过大,请拆成几个不超过6 MB的文件。",
                "The file is too large; split it into files of at most 6 MB.",
            ),
            SheetFault::TooManyRows => (
                "行数过多,请拆成几个不超过20000行的文件。",
                "Too many rows; split the file into parts of at most 20,000.",
            ),
            SheetFault::TooManyColumns => (
                "列数过多,请删除空白列和多余列。",
                "Too many columns; delete the empty and unneeded ones.",
            ),
            SheetFault::Kind => (
                "无法识别的文件,请去掉密码并另存为XLSX或CSV。",
                "Not a file we can read; remove its password and save it as XLSX or CSV.",
            ),
            SheetFault::Broken => (
                "工作簿已损坏,请重新另存为XLSX后再上传。",
                "The workbook is broken; save it as XLSX again.",
            ),
            SheetFault::Macro => (
                "工作簿里有宏,请另存为不含宏的XLSX后再上传。",
                "The workbook has a macro; save it as XLSX without macros.",
            ),
            SheetFault::Formula(_) => (
                "表里有公式,请复制后以“值”的方式粘贴再上传。",
                "There is a formula; copy the cells and paste them as values.",
            ),
            SheetFault::Quote => (
                "有引号没有成对,请用表格软件另存为XLSX后再上传。",
                "A quotation mark is not closed; save the file as XLSX.",
            ),
            SheetFault::NoHeader => (
                "找不到表头,请使用模板中的列名。",
                "No header row; use the template's column names.",
            ),
            SheetFault::Missing(_) => (
                "缺少必需的列,请按模板补齐。",
                "Needed columns are missing; add them as in the template.",
            ),
            SheetFault::Twice(_) => {
                ("同一列出现了两次,请只保留一列。", "A column is there twice; keep one of them.")
            }
        };
        Text { zh: zh.into(), en: en.into() }
    }
}

impl CellProblem {
    /// What is wrong and how to mend it.
    #[must_use]
    pub fn text(&self) -> Text {
        let (zh, en) = match self {
            CellProblem::Rounded => (
                "长数字已被表格软件改写,末几位丢失;请将该列设为文本后重新输入。",
                "The spreadsheet rounded this long number and lost its end; set the column to text and type it again.",
            ),
            CellProblem::Formula => {
                ("单元格是公式错误,请更正。", "The cell shows a formula's error; correct it.")
            }
            CellProblem::Text => (
                "单元格内容无法读取,请重新输入。",
                "The cell's content cannot be read; type it again.",
            ),
            CellProblem::Month => (
                "无法区分1月和10月,请写成2020-01或2020-10。",
                "January or October? Write 2020-01 or 2020-10.",
            ),
            CellProblem::Shape => (
                "格式不正确,请按模板的示例填写。",
                "Not of the right shape; follow the template's example.",
            ),
        };
        Text { zh: zh.into(), en: en.into() }
    }
}

impl WriteFault {
    /// What is wrong and how to mend it.
    #[must_use]
    pub fn text(&self) -> Text {
        let (zh, en) = match self {
            WriteFault::Text => (
                "有单元格超过32767个字符,请缩短。",
                "A cell has more than 32,767 characters; shorten it.",
            ),
            WriteFault::Name => (
                "工作表名称不符合要求,请更换。",
                "The sheet's name is not allowed; choose another.",
            ),
            WriteFault::TooLarge => {
                ("表格过大,请缩小范围后再导出。", "The table is too large; export less of it.")
            }
            WriteFault::Broken => {
                ("文件未能生成,请稍后再试。", "The file could not be made; try again later.")
            }
        };
        Text { zh: zh.into(), en: en.into() }
    }
}
