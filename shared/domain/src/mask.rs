//! Hiding: what a view shows of a name, a number or a card.
//!
//! Deliberately absent: who may see the whole; that is [`crate::authority`].

use serde::Deserializer;
use serde::de::{Error, Visitor};
use std::fmt;

/// A name as a view shows it: 张*, 张**, 欧***. The first character stays, each other is a star.
///
/// The dot of a transliterated name stays, so that it can still be recognised: 巴**·*.
#[must_use]
pub fn mask_name(name: &str) -> String {
    let mut letters = name.trim().chars();
    let first = letters.next();
    let rest = letters.map(|letter| if letter == '·' { '·' } else { '*' });
    first.into_iter().chain(rest).collect()
}

/// A text with its first `head` and last `tail` characters shown and the rest as stars.
///
/// A text that is too short to hide anything becomes stars throughout.
#[must_use]
pub fn mask_middle(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    let shown = head.saturating_add(tail);
    let end = length.saturating_sub(tail);
    let hide = |at: usize| shown >= length || (at >= head && at < end);
    text.chars().enumerate().map(|(at, letter)| if hide(at) { '*' } else { letter }).collect()
}

/// Reads a string; the error never shows what was there instead.
///
/// Asks for any value, because a reader that is asked for a string reports a number itself.
pub(crate) fn hidden_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_any(TextOnly)
}

struct TextOnly;

impl Visitor<'_> for TextOnly {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<String, E> {
        Err(E::custom("expected a string"))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<String, E> {
        Err(E::custom("expected a string"))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<String, E> {
        Err(E::custom("expected a string"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_name_keeps_its_first_character() {
        let cases = [
            // why                    name            wanted
            ("two characters", "张丰", "张*"),
            ("three characters", "张三丰", "张**"),
            ("a double surname", "欧阳小明", "欧***"),
            ("transliterated", "巴特尔·某", "巴**·*"),
            ("one character", "张", "张"),
            ("rare character", "𬭎某", "𬭎*"),
            ("spaces around", " 张丰 ", "张*"),
            ("nothing", "", ""),
        ];
        for (why, name, wanted) in cases {
            assert_eq!(mask_name(name), wanted, "{why}");
        }
    }

    #[test]
    fn a_masked_middle_never_shows_a_short_text() {
        let cases = [
            // why              text                  head tail wanted
            ("an ID number", "219901198805120018", 4, 4, "2199**********0018"),
            ("a mobile", "15400000001", 3, 4, "154****0001"),
            ("as long as shown", "12345678", 4, 4, "********"),
            ("shorter", "123", 4, 4, "***"),
            ("nothing", "", 4, 4, ""),
        ];
        for (why, text, head, tail, wanted) in cases {
            assert_eq!(mask_middle(text, head, tail), wanted, "{why}");
        }
    }
}
