//! Texts as banks write them: days, amounts, and characters that no file may hold.
//!
//! Deliberately absent: encodings; those are the layouts'.

use jiff::civil::Date;

/// `20260831`.
pub(crate) fn compact_date(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Whether a text holds what no line of text may hold.
pub(crate) fn has_control(text: &str) -> bool {
    text.chars().any(is_control)
}

/// Whether a character is a control, a line end, or one without a width.
pub(crate) fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFFC}'..='\u{FFFF}')
}

/// Whether a spreadsheet could take a text for a formula, also one typed in full width.
pub(crate) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// A cell without the spaces around it and the mark that keeps a number as text.
pub(crate) fn clean(cell: &str) -> String {
    let cell = cell.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{FEFF}');
    cell.strip_prefix('\'').unwrap_or(cell).to_owned()
}

/// The texts that the bytes may be, the likeliest first. What is no text is U+FFFD in them.
pub(crate) fn decodings(bytes: &[u8]) -> Vec<String> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let body = bytes.get(length..).unwrap_or_default();
        return vec![encoding.decode_without_bom_handling(body).0.into_owned()];
    }
    let codecs = [encoding_rs::UTF_8, encoding_rs::GB18030];
    codecs.map(|codec| codec.decode_without_bom_handling(bytes).0.into_owned()).into()
}
