//! What can be wrong with a roster, a cell or a row: codes, and their texts in both languages.
//!
//! Deliberately absent: values. A fault names a column and, where another line is meant, its number.

use crate::matter::Text;
use crate::table;
use serde::{Deserialize, Serialize};

/// The reference table; its header explains the columns.
const TABLE: &str = include_str!("../../../../infra/reference/roster-faults.tsv");

macro_rules! faults {
    ($($(#[$doc:meta])* $variant:ident $code:literal)*) => {
        /// What is wrong with a roster (花名册), a cell of it, or a row against the register.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Fault {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)*
        }

        impl Fault {
            /// All faults, in the order of their codes.
            pub const ALL: &'static [Fault] = &[$(Fault::$variant,)*];

            /// The code; it never changes.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Fault::$variant => $code,)* }
            }
        }
    };
}

faults! {
    /// Say how the person agreed to join: 纸质 (on paper), 短信 (by SMS) or 现场 (on the spot).
    AgreedMissing "AGREED_MISSING"
    /// The person has an application open.
    CaseOpen "CASE_OPEN"
    /// A column is there twice.
    ColumnTwice "COLUMN_TWICE"
    /// The credit code is wrong.
    CreditCode "CREDIT_CODE"
    /// The date cannot be read.
    Date "DATE"
    /// The date cannot be later than today.
    DateFuture "DATE_FUTURE"
    /// This is not an e-mail address.
    Email "EMAIL"
    /// The file is empty.
    Empty "EMPTY"
    /// The document has expired.
    Expired "EXPIRED"
    /// The workbook is broken.
    FileBroken "FILE_BROKEN"
    /// What arrived is not the file that was chosen.
    FileDiffers "FILE_DIFFERS"
    /// There is a formula.
    FileFormula "FILE_FORMULA"
    /// Not a file we can read.
    FileKind "FILE_KIND"
    /// The workbook has a macro.
    FileMacro "FILE_MACRO"
    /// A quotation mark is not closed.
    FileQuote "FILE_QUOTE"
    /// The file is too large.
    FileTooLarge "FILE_TOO_LARGE"
    /// Write 是 (yes) or 否 (no) here.
    Flag "FLAG"
    /// The cell shows a formula's error.
    Formula "FORMULA"
    /// 15-digit numbers are no longer used.
    Id15 "ID_15"
    /// The first 6 digits of the number are wrong.
    IdArea "ID_AREA"
    /// An ID number is 17 digits and a digit or X.
    IdCharacters "ID_CHARACTERS"
    /// One character of the ID number seems wrong.
    IdChecksum "ID_CHECKSUM"
    /// The birth date in the ID number does not exist.
    IdDate "ID_DATE"
    /// An ID number has 18 characters.
    IdLength "ID_LENGTH"
    /// This is a test number.
    IdSynthetic "ID_SYNTHETIC"
    /// This kind of document cannot be imported.
    IdType "ID_TYPE"
    /// The number does not belong to this kind of document.
    IdTypeDiffers "ID_TYPE_DIFFERS"
    /// Nobody confirmed it in time and it lapsed.
    Lapsed "LAPSED"
    /// The person left the union before.
    LeftBefore "LEFT_BEFORE"
    /// A member of another union.
    MemberElsewhere "MEMBER_ELSEWHERE"
    /// Needed columns are missing.
    MissingColumns "MISSING_COLUMNS"
    /// A mobile has 11 digits and begins with 1.
    MobileFormat "MOBILE_FORMAT"
    /// This is a number for machines, which gets no SMS.
    MobileIot "MOBILE_IOT"
    /// The mobile differs from the one on record, which stays.
    MobileKept "MOBILE_KEPT"
    /// This mobile belongs to another person on record.
    MobileTaken "MOBILE_TAKEN"
    /// January or October? Write 2020-01 or 2020-10.
    Month "MONTH"
    /// A name holds Chinese characters and «·» only, no blanks.
    NameCharacters "NAME_CHARACTERS"
    /// The name is not the one on record for this number.
    NameDiffers "NAME_DIFFERS"
    /// A name has 2 to 30 characters.
    NameLength "NAME_LENGTH"
    /// This is not one of the words that can stand here.
    NotAWord "NOT_A_WORD"
    /// No header row.
    NoHeader "NO_HEADER"
    /// Nobody confirms his own joining.
    OwnRow "OWN_ROW"
    /// Somebody changed this person's record a moment ago.
    Race "RACE"
    /// This does not agree with the ID number.
    RelationDiffers "RELATION_DIFFERS"
    /// Please fill this in.
    Required "REQUIRED"
    /// The membership is retained.
    Retained "RETAINED"
    /// The spreadsheet rounded this long number and lost its end.
    Rounded "ROUNDED"
    /// The same ID number as in line {line}.
    SameId "SAME_ID"
    /// The same mobile as in line {line}.
    SameMobile "SAME_MOBILE"
    /// The cell's content cannot be read.
    Text "TEXT"
    /// This is too long.
    TooLong "TOO_LONG"
    /// Too many columns.
    TooManyColumns "TOO_MANY_COLUMNS"
    /// Too many rows.
    TooManyRows "TOO_MANY_ROWS"
    /// Under 16 on the day of joining.
    TooYoung "TOO_YOUNG"
    /// This union takes nobody in at present.
    UnionClosed "UNION_CLOSED"
    /// The file did not arrive whole and lapsed.
    Unsent "UNSENT"
    /// Write a year of 4 digits, such as 2015.
    Year "YEAR"
}

impl Fault {
    /// What is wrong and how to mend it. `{line}` stands for the other line that is meant.
    #[must_use]
    pub fn text(self) -> Text {
        let columns = table::row(TABLE, self.as_str()).unwrap_or_default();
        let at = |place| table::column(columns, place).to_owned();
        Text { zh: at(0), en: at(1) }
    }
}

/// What is wrong with one cell, or with the row as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellFault {
    /// The column's code; empty for the row as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// What is wrong.
    pub fault: Fault,
    /// The words of the dictionary that come nearest, at most three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<String>,
    /// The other line that is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

impl CellFault {
    /// A fault of a cell.
    #[must_use]
    pub fn of(column: &str, fault: Fault) -> CellFault {
        CellFault { column: column.to_owned(), fault, nearest: Vec::new(), line: None }
    }

    /// A fault of a row.
    #[must_use]
    pub fn row(fault: Fault) -> CellFault {
        CellFault::of("", fault)
    }

    /// The sentence, with the words that come nearest and the line that is meant.
    #[must_use]
    pub fn text(&self) -> Text {
        let text = self.fault.text();
        let line = self.line.map(|line| line.to_string()).unwrap_or_default();
        let mut zh = text.zh.replace("{line}", &line);
        let mut en = text.en.replace("{line}", &line);
        if !self.nearest.is_empty() {
            zh.push_str(&format!("可以填:{}。", self.nearest.join("、")));
            en.push_str(&format!(" Nearest: {}.", self.nearest.join(", ")));
        }
        Text { zh, en }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_its_row_and_every_row_its_fault() {
        table::assert_sorted(TABLE);
        let rows: Vec<&str> = table::rows(TABLE, "")
            .map(|(code, _)| code)
            .filter(|code| !code.starts_with('#'))
            .collect();
        let codes: Vec<&str> = Fault::ALL.iter().map(|fault| fault.as_str()).collect();
        assert_eq!(rows, codes);
        for fault in Fault::ALL {
            let text = fault.text();
            assert!(text.zh.chars().count() > 4 && text.en.len() > 10, "{fault:?}");
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.as_str());
        }
    }

    #[test]
    fn a_sentence_names_the_other_line_and_the_nearest_words() {
        let twice = CellFault { line: Some(7), ..CellFault::of("idNumber", Fault::SameId) };
        assert_eq!(twice.text().zh, "与第7行是同一个证件号,请只保留一行。");
        let nearest = vec!["汉族".to_owned()];
        let word = CellFault { nearest, ..CellFault::of("ethnicity", Fault::NotAWord) };
        assert_eq!(word.text().zh, "不是规定的写法。可以填:汉族。");
    }
}
