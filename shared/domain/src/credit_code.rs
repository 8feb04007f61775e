//! Unified social credit codes: of employers and of unions that are legal persons.
//!
//! Deliberately absent: whether the code was ever issued; only the register of its authority knows.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use thiserror::Error;

/// The 31 characters of a code; the place of a character is its value. I, O, S, V and Z are left out.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Weights of characters 1 to 17: powers of 3 modulo 31. Source: GB 32100-2015, annex.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Weights of the organisation code's 8 characters. Source: GB 11714-1997.
const INNER_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters.
///
/// Public data: Debug and Display print it in full.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// Why a text is not a credit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidCreditCode {
    /// Not 18 characters.
    #[error("a credit code has 18 characters")]
    Length,
    /// Not characters of the alphabet.
    #[error("a credit code has digits and capital letters without I, O, S, V and Z")]
    Characters,
    /// The last character does not fit the others: mostly a typing error.
    #[error("the last character of the credit code does not fit the others")]
    Check,
}

impl InvalidCreditCode {
    /// The fault's code in an answer; it never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            InvalidCreditCode::Length => "credit_code_length",
            InvalidCreditCode::Characters => "credit_code_characters",
            InvalidCreditCode::Check => "credit_code_checksum",
        }
    }
}

impl CreditCode {
    /// Reads a code; small letters and spaces around it are mended.
    ///
    /// # Errors
    /// [`InvalidCreditCode`] when the shape or the check character is wrong.
    pub fn parse(text: &str) -> Result<CreditCode, InvalidCreditCode> {
        let code = text.trim().to_ascii_uppercase();
        if code.chars().count() != 18 {
            return Err(InvalidCreditCode::Length);
        }
        let values: Option<Vec<usize>> = code.bytes().map(value).collect();
        let values = values.ok_or(InvalidCreditCode::Characters)?;
        let sum = weighted(&values, &WEIGHTS);
        // The check character makes the whole sum a multiple of 31.
        let check = 31_usize.saturating_sub(sum % 31) % 31;
        match values.last() {
            Some(last) if *last == check => Ok(CreditCode(code)),
            _ => Err(InvalidCreditCode::Check),
        }
    }

    /// The code in full.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code in full; the same word as for data that must be hidden.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// True for a union's own code: 81 (基层工会) and 89 (other unions).
    #[must_use]
    pub fn is_union(&self) -> bool {
        self.0.starts_with("81") || self.0.starts_with("89")
    }

    /// The registrar's division, characters 3 to 8, by GB/T 2260.
    #[must_use]
    pub fn division(&self) -> &str {
        self.0.get(2..8).unwrap_or_default()
    }

    /// The organisation code, characters 9 to 17, by GB 11714.
    #[must_use]
    pub fn organisation(&self) -> &str {
        self.0.get(8..17).unwrap_or_default()
    }

    /// True for an organisation body that begins with XX, which nobody issues: test data.
    #[must_use]
    pub fn is_synthetic(&self) -> bool {
        self.organisation().starts_with("XX")
    }

    /// True when the organisation code's own check character fits.
    ///
    /// Some old codes that were really issued break it: a reason to warn, never to reject.
    #[must_use]
    pub fn inner_check_agrees(&self) -> bool {
        let values: Option<Vec<usize>> = self.organisation().bytes().map(letter_value).collect();
        let Some(values) = values else { return false };
        let wanted = match 11_usize.saturating_sub(weighted(&values, &INNER_WEIGHTS) % 11) {
            10 => b'X',
            11 => b'0',
            digit => u8::try_from(digit).map_or(b'0', |digit| b'0'.saturating_add(digit)),
        };
        self.organisation().bytes().last() == Some(wanted)
    }
}

/// The value of a character in GB 32100.
fn value(byte: u8) -> Option<usize> {
    ALPHABET.iter().position(|letter| *letter == byte)
}

/// The value of a character in GB 11714: 0 to 9, A is 10, Z is 35.
fn letter_value(byte: u8) -> Option<usize> {
    char::from(byte).to_digit(36).and_then(|value| usize::try_from(value).ok())
}

/// The sum of the products; values without a weight do not count.
fn weighted(values: &[usize], weights: &[usize]) -> usize {
    values.iter().zip(weights).map(|(value, weight)| value.saturating_mul(*weight)).sum()
}

impl fmt::Display for CreditCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for CreditCode {
    type Error = InvalidCreditCode;

    fn try_from(text: String) -> Result<CreditCode, InvalidCreditCode> {
        CreditCode::parse(&text)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> String {
        code.0
    }
}

impl JsonSchema for CreditCode {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("CreditCode")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9A-HJ-NP-RTUWXY]{18}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_needs_its_shape_and_its_check_character() {
        use InvalidCreditCode::{Characters, Check, Length};
        let cases = [
            // why                           text                  wanted
            ("a union of the province", "81210000XX00000198", Ok(true)),
            ("a union of Shenyang", "81210100XX0000019D", Ok(true)),
            ("a union of Dalian", "81210200XX0000019J", Ok(true)),
            ("a union of a district", "81210102XX0000019A", Ok(true)),
            ("a union of another district", "81210203XX0000019X", Ok(true)),
            ("an enterprise", "91210102XX1000010K", Ok(false)),
            ("another enterprise", "91210102XX1000029G", Ok(false)),
            ("small letters, spaces", " 91210102xx1000029g ", Ok(false)),
            ("one character mistyped", "91210102XX1000020K", Err(Check)),
            ("check character wrong", "91210102XX10000100", Err(Check)),
            ("the letter O", "9121O102XX1000010K", Err(Characters)),
            ("17 characters", "91210102XX1000010", Err(Length)),
            ("19 characters", "91210102XX1000010KK", Err(Length)),
            ("empty", "", Err(Length)),
            ("Han", "统一社会信用代码统一社会信用代码统一", Err(Characters)),
        ];
        for (why, text, wanted) in cases {
            let got = CreditCode::parse(text);
            assert_eq!(got.as_ref().map(CreditCode::is_union), wanted.as_ref().copied(), "{why}");
            assert!(got.as_ref().map_or(true, CreditCode::is_synthetic), "{why}");
            assert!(got.as_ref().map_or(true, CreditCode::inner_check_agrees), "{why}");
        }
    }

    #[test]
    fn every_single_mistyped_character_is_found() {
        let code = "91210102XX1000010K";
        for at in 0..17 {
            for letter in ALPHABET {
                let mut other = code.as_bytes().to_vec();
                if other[at] == *letter {
                    continue;
                }
                other[at] = *letter;
                let other = String::from_utf8(other).unwrap();
                assert_eq!(CreditCode::parse(&other), Err(InvalidCreditCode::Check), "{other}");
            }
        }
    }

    #[test]
    fn a_broken_inner_check_only_warns() {
        // The body ends in 8 where GB 11714 wants 9; the outer check character fits.
        let found = ALPHABET.iter().find_map(|check| {
            CreditCode::parse(&format!("81210000XX0000018{}", char::from(*check))).ok()
        });
        let code = found.unwrap();
        assert!(!code.inner_check_agrees());
        assert_eq!(code.division(), "210000");
        assert_eq!(code.organisation(), "XX0000018");
    }

    #[test]
    fn a_code_survives_json_and_prints_in_full() {
        let code = CreditCode::parse("81210100XX0000019D").unwrap();
        let json = serde_json::to_string(&code).unwrap();
        assert_eq!(json, "\"81210100XX0000019D\"");
        assert_eq!(serde_json::from_str::<CreditCode>(&json).unwrap(), code);
        assert_eq!(code.to_string(), "81210100XX0000019D");
    }
}
