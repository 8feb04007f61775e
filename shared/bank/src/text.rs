//! Texts as banks write them: days, amounts, and characters that no file may hold.
//!
//! Deliberately absent: encodings; those are the layouts'.

use jiff::civil::Date;

/// `20260831`.
pub(crate) fn compact_date(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Whether a text holds what no line of text may hold: controls, line ends, characters without a width.
pub(crate) fn has_control(text: &str) -> bool {
    text.chars().any(|letter| {
        letter.is_control()
            || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFFC}'..='\u{FFFF}')
    })
}

/// Whether a spreadsheet could take a text for a formula, also one typed in full width.
pub(crate) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}
