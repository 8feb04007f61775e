//! Reasons: why an application was returned, refused or ended, and what to do next.
//!
//! Deliberately absent: the faults of a form's fields; they have codes of their own.

use crate::table;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The reference table; its header explains the columns.
const TABLE: &str = include_str!("../../../infra/reference/reasons.tsv");

/// Characters of an officer's text where the code says nothing by itself. Domain 11.3.
pub const LEAST_TEXT: usize = 10;

/// Characters of an officer's text that names what the code leaves open: a union, what is missing.
/// The shortest such word has two (身份). Domain 11.3.
pub const LEAST_NAME: usize = 2;

/// Why an application was returned, refused or ended (理由代码). Domain 11.3.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[non_exhaustive]
pub enum ReasonCode {
    /// The identity does not agree.
    R01,
    /// The document has expired.
    R02,
    /// Under 16.
    R03,
    /// Already draws a pension; never on age alone.
    R04,
    /// No wage or labour basis.
    R05,
    /// The employer cannot be confirmed.
    R06,
    /// Belongs to another union; the text names it.
    R07,
    /// Incomplete; the text lists what is missing.
    R08,
    /// Already a member: a transfer is the way on.
    R09,
    /// The applicant declined when called back.
    R10,
    /// Has another application open.
    R11,
    /// Did not amend in time: the application lapsed. Only the machine gives it.
    R12,
    /// 没有在籍会籍: the matter is for active members.
    R13,
    /// 仍在本单位工作: an objection of the union that is left.
    R14,
    /// 身份信息有误: an objection of the union that is left.
    R15,
    /// The person said no to what somebody began for him. Only the machine gives it.
    R16,
    /// The person did not answer in time: that is no yes. Only the machine gives it.
    R17,
    /// The union is being dissolved and takes nobody in.
    R18,
    /// The person belongs to that union already.
    R19,
    /// The papers do not show what was reported.
    R21,
    /// 会籍情况已变化: it can have no effect any more. Only the machine gives it.
    R22,
    /// Nothing to make active: not retained, or retired.
    R23,
    /// No grounds for a review: under six months, or nobody has spoken to him.
    R24,
    /// 单位已有工会: the employer has a union already. Only the machine gives it.
    R40,
    /// 已有建会申请: another founding of the employer is under way. Only the machine gives it.
    R41,
    /// 建会材料有矛盾: the facts of the round do not hold.
    R42,
    /// 建会条件不具备: an officer says what is missing.
    R43,
    /// Another reason; the text says which.
    R99,
}

/// An officer's text does not carry what its code needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this reason needs a text of at least {least} characters")]
pub struct TextTooShort {
    /// How many characters it needs.
    pub least: usize,
}

impl ReasonCode {
    /// All codes, in order.
    pub const ALL: [ReasonCode; 28] = [
        ReasonCode::R01,
        ReasonCode::R02,
        ReasonCode::R03,
        ReasonCode::R04,
        ReasonCode::R05,
        ReasonCode::R06,
        ReasonCode::R07,
        ReasonCode::R08,
        ReasonCode::R09,
        ReasonCode::R10,
        ReasonCode::R11,
        ReasonCode::R12,
        ReasonCode::R13,
        ReasonCode::R14,
        ReasonCode::R15,
        ReasonCode::R16,
        ReasonCode::R17,
        ReasonCode::R18,
        ReasonCode::R19,
        ReasonCode::R21,
        ReasonCode::R22,
        ReasonCode::R23,
        ReasonCode::R24,
        ReasonCode::R40,
        ReasonCode::R41,
        ReasonCode::R42,
        ReasonCode::R43,
        ReasonCode::R99,
    ];

    /// The code as everybody writes it: `R01`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ReasonCode::R01 => "R01",
            ReasonCode::R02 => "R02",
            ReasonCode::R03 => "R03",
            ReasonCode::R04 => "R04",
            ReasonCode::R05 => "R05",
            ReasonCode::R06 => "R06",
            ReasonCode::R07 => "R07",
            ReasonCode::R08 => "R08",
            ReasonCode::R09 => "R09",
            ReasonCode::R10 => "R10",
            ReasonCode::R11 => "R11",
            ReasonCode::R12 => "R12",
            ReasonCode::R13 => "R13",
            ReasonCode::R14 => "R14",
            ReasonCode::R15 => "R15",
            ReasonCode::R16 => "R16",
            ReasonCode::R17 => "R17",
            ReasonCode::R18 => "R18",
            ReasonCode::R19 => "R19",
            ReasonCode::R21 => "R21",
            ReasonCode::R22 => "R22",
            ReasonCode::R23 => "R23",
            ReasonCode::R24 => "R24",
            ReasonCode::R40 => "R40",
            ReasonCode::R41 => "R41",
            ReasonCode::R42 => "R42",
            ReasonCode::R43 => "R43",
            ReasonCode::R99 => "R99",
        }
    }

    /// The code that is written so, if any.
    #[must_use]
    pub fn parse(text: &str) -> Option<ReasonCode> {
        ReasonCode::ALL.into_iter().find(|code| code.as_str() == text)
    }

    /// True when an officer may return an application with it.
    #[must_use]
    pub fn for_return(self) -> bool {
        matches!(self.column(0), "return" | "both")
    }

    /// True when an officer may refuse an application with it.
    #[must_use]
    pub fn for_refusal(self) -> bool {
        matches!(self.column(0), "refuse" | "both")
    }

    /// True when the union that is left may object with it; nothing else stops a move. Domain 11.5.
    #[must_use]
    pub fn for_objection(self) -> bool {
        self.column(0) == "object"
    }

    /// True when the union above both may uphold an objection with it.
    #[must_use]
    pub fn for_resolution(self) -> bool {
        self.for_objection() || self == ReasonCode::R99
    }

    /// The field of the form that it concerns, as a JSON pointer, if it is always the same one.
    #[must_use]
    pub fn field(self) -> Option<&'static str> {
        Some(self.column(1)).filter(|pointer| !pointer.is_empty())
    }

    /// The reason in a sentence, in Chinese.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.column(2)
    }

    /// The reason in a sentence, in English.
    #[must_use]
    pub fn en(self) -> &'static str {
        self.column(3)
    }

    /// What the applicant can do next, in Chinese.
    #[must_use]
    pub fn next_zh(self) -> &'static str {
        self.column(4)
    }

    /// What the applicant can do next, in English.
    #[must_use]
    pub fn next_en(self) -> &'static str {
        self.column(5)
    }

    /// How many characters of the officer's own words the code needs: R99 says nothing by itself,
    /// R07 leaves open which union, R08 what is missing.
    #[must_use]
    pub fn least_text(self) -> usize {
        if self.needs_text() {
            LEAST_TEXT
        } else if matches!(self, ReasonCode::R07 | ReasonCode::R08 | ReasonCode::R43) {
            LEAST_NAME
        } else {
            0
        }
    }

    /// True when the code means nothing without a text of [`LEAST_TEXT`] characters.
    #[must_use]
    pub fn needs_text(self) -> bool {
        self == ReasonCode::R99
    }

    /// Whether an officer's text is long enough for this code; spaces around it do not count.
    ///
    /// # Errors
    /// [`TextTooShort`] with the number of characters that it needs.
    pub fn check_text(self, text: Option<&str>) -> Result<(), TextTooShort> {
        let least = self.least_text();
        let length = text.unwrap_or_default().trim().chars().count();
        if length < least { Err(TextTooShort { least }) } else { Ok(()) }
    }

    fn column(self, at: usize) -> &'static str {
        table::row(TABLE, self.as_str()).map_or("", |columns| table::column(columns, at))
    }
}

impl std::fmt::Display for ReasonCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_row_and_every_row_its_code() {
        table::assert_sorted(TABLE);
        let rows: Vec<&str> = table::rows(TABLE, "R").map(|(key, _)| key).collect();
        let codes: Vec<&str> = ReasonCode::ALL.into_iter().map(ReasonCode::as_str).collect();
        assert_eq!(rows, codes);
        for code in ReasonCode::ALL {
            for text in [code.zh(), code.en(), code.next_zh(), code.next_en()] {
                assert!(text.ends_with('。') || text.ends_with('.'), "{code}: {text}");
            }
            assert!(
                ["return", "refuse", "both", "object", "system"].contains(&code.column(0)),
                "{code}"
            );
            assert!(code.field().is_none_or(|pointer| pointer.starts_with('/')), "{code}");
            assert_eq!(code.column(6), "", "{code} has a column too many");
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
            assert_eq!(ReasonCode::parse(code.as_str()), Some(code));
        }
        assert_eq!(ReasonCode::parse("R98"), None);
    }

    #[test]
    fn an_officer_gives_only_the_codes_that_fit() {
        let cases = [
            // why                              code           return refuse
            ("mismatch can be mended or not", ReasonCode::R01, true, true),
            ("an expired document is renewed", ReasonCode::R02, true, false),
            ("nobody mends his age", ReasonCode::R03, false, true),
            ("incomplete is never a no", ReasonCode::R08, true, false),
            ("a member needs a transfer", ReasonCode::R09, false, true),
            ("lapsing is the machine's", ReasonCode::R12, false, false),
            ("anything else", ReasonCode::R99, true, true),
        ];
        for (why, code, returns, refuses) in cases {
            assert_eq!((code.for_return(), code.for_refusal()), (returns, refuses), "{why}");
        }
    }

    #[test]
    fn what_a_code_leaves_open_the_officer_says_in_his_own_words() {
        let short = Err(TextTooShort { least: 10 });
        let unnamed = Err(TextTooShort { least: 2 });
        let cases = [
            // why                     code             text                       wanted
            ("none", ReasonCode::R99, None, short),
            ("nine", ReasonCode::R99, Some("一二三四五六七八九"), short),
            ("nine and spaces", ReasonCode::R99, Some(" 一二三四五六七八九 "), short),
            ("ten", ReasonCode::R99, Some("一二三四五六七八九十"), Ok(())),
            ("the union is not named", ReasonCode::R07, None, unnamed),
            ("it is", ReasonCode::R07, Some("示范街道总工会"), Ok(())),
            ("nothing is listed", ReasonCode::R08, Some("  "), unnamed),
            ("one letter", ReasonCode::R08, Some(" 少 "), unnamed),
            ("it is listed", ReasonCode::R08, Some("合同"), Ok(())),
            ("others speak for themselves", ReasonCode::R05, None, Ok(())),
        ];
        for (why, code, text, wanted) in cases {
            assert_eq!(code.check_text(text), wanted, "{why}");
        }
    }
}
