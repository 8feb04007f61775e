//! The words in people's cells: days and amounts.
//!
//! Deliberately absent: guesses. What can be read in two ways is not read.

use domain::money::Fen;
use jiff::civil::Date;

/// Days that a bare number may be in a spreadsheet's count: 1927-05-18 to 2099-12-31.
const SERIALS: std::ops::RangeInclusive<i32> = 10_000..=73_050;

/// A day as people write it: `2020-08-31`, `2020/8/31`, `2020.8.31`, `20200831`, `2020年8月31日`, a
/// spreadsheet's `44074`; without a day (`2020.8`, `2020年8月`) the first of the month.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    // Spreadsheets add midnight: 2020-08-31 00:00:00.
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return match text.len() {
            8 => civil(text.get(..4)?, text.get(4..6)?, text.get(6..)?),
            5 => serial(text.parse().ok()?),
            _ => None,
        };
    }
    let parts: Vec<&str> = if text.contains('年') {
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let day = rest.trim_end_matches(['日', '号']);
        if day.is_empty() { vec![year, month] } else { vec![year, month, day] }
    } else {
        let sign = ['-', '/', '.'].into_iter().find(|sign| text.contains(*sign))?;
        text.split(sign).collect()
    };
    match parts.as_slice() {
        [year, month] => civil(year, month, "1"),
        [year, month, day] => civil(year, month, day),
        _ => None,
    }
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |text: &str, most: usize| {
        let right = !text.is_empty() && text.len() <= most;
        (right && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<i16>().ok())?
    };
    if year.len() != 4 {
        return None;
    }
    let month = i8::try_from(digits(month, 2)?).ok()?;
    let day = i8::try_from(digits(day, 2)?).ok()?;
    Date::new(digits(year, 4)?, month, day).ok()
}

/// A day by a spreadsheet's count from 1899-12-30.
pub(crate) fn serial(days: i32) -> Option<Date> {
    if !SERIALS.contains(&days) {
        return None;
    }
    let span = jiff::Span::new().try_days(days).ok()?;
    Date::new(1899, 12, 30).ok()?.checked_add(span).ok()
}

/// An amount in yuan as people write it: `1,234.50`, `1234.5`, `3000`, `3000元`, `¥3000`.
///
/// None for a third decimal, a sign, an exponent, full-width digits, or commas in the wrong place.
#[must_use]
pub fn fen(text: &str) -> Option<Fen> {
    let text = text.trim();
    let text = text.strip_prefix(['¥', '￥']).unwrap_or(text);
    Fen::from_yuan_text(text.strip_suffix('元').unwrap_or(text).trim())
}

/// A cell without the spaces around it and the mark that keeps a number as text.
pub(crate) fn clean(text: &str) -> String {
    let hidden = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || "\u{200B}\u{FEFF}\u{202C}\u{202D}".contains(letter)
    };
    let text = text.trim_matches(hidden);
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_digit()) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

/// A number as a spreadsheet shows it: 15 digits, without an exponent.
pub(crate) fn number(value: f64) -> String {
    // 1.23400000000000e-2: one digit, a point, fourteen digits, an exponent.
    let text = format!("{:.14e}", value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = mantissa.replace('.', "");
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let point = usize::try_from(exponent.saturating_add(1)).unwrap_or_default();
    let (whole, places) = if exponent < 0 {
        let zeros =
            usize::try_from(exponent.saturating_neg().saturating_sub(1)).unwrap_or_default();
        (String::new(), format!("{}{digits}", "0".repeat(zeros.min(20))))
    } else if point >= digits.len() {
        (format!("{digits:0<point$}"), String::new())
    } else {
        let (whole, places) = digits.split_at(point);
        (whole.to_owned(), places.to_owned())
    };
    let whole = if whole.is_empty() { "0" } else { &whole };
    let places = places.trim_end_matches('0');
    let sign = if value.is_sign_negative() && value != 0.0 { "-" } else { "" };
    if places.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{places}") }
}
