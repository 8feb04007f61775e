//! Mobile numbers of the mainland.
//!
//! Deliberately absent: carriers and allocated ranges; numbers move between carriers since 2019 and
//! tables age badly. The message with the code proves that a number works.

use crate::mask::{hidden_text, mask_middle};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use std::fmt;
use thiserror::Error;

/// A mobile number (移动电话): 11 digits, the first 1, the second 3 to 9.
///
/// Debug and Display print it masked. Source: the public numbering plan, allocation of 2022.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Mobile(String);

/// Why a text is not a mobile number. Holds no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidMobile {
    /// Not 11 digits that begin with 13 to 19.
    #[error("a mobile number has 11 digits and begins with 13 to 19")]
    Shape,
    /// 13 digits: a number for machines, which gets no messages from people.
    #[error("a 13-digit number belongs to a machine (IoT); give a person's number")]
    Machine,
    /// A country code other than 86.
    #[error("only numbers of the mainland (+86) can be used")]
    Abroad,
}

impl InvalidMobile {
    /// The fault's code in an answer; it never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            InvalidMobile::Shape | InvalidMobile::Abroad => "mobile_format",
            InvalidMobile::Machine => "mobile_iot",
        }
    }
}

impl Mobile {
    /// Reads a number as people write it: with +86 or 0086, with spaces or hyphens.
    ///
    /// # Errors
    /// [`InvalidMobile`], which says what is wrong and never repeats the number.
    pub fn parse(text: &str) -> Result<Mobile, InvalidMobile> {
        let compact: String =
            text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
        let national = compact.strip_prefix("+86").or_else(|| compact.strip_prefix("0086"));
        let number = match national {
            Some(national) => national,
            None if compact.starts_with('+') || compact.starts_with("00") => {
                return Err(InvalidMobile::Abroad);
            }
            None => compact.as_str(),
        };
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidMobile::Shape);
        }
        match (number.len(), number.as_bytes()) {
            (13, [b'1', ..]) => Err(InvalidMobile::Machine),
            (11, [b'1', b'3'..=b'9', ..]) => Ok(Mobile(number.to_owned())),
            _ => Err(InvalidMobile::Shape),
        }
    }

    /// The full number. The name makes a leak easy to find.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The number as a view shows it: `154****0001`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask_middle(&self.0, 3, 4)
    }

    /// True for 154, which is not allocated to anybody: only test data has it.
    #[must_use]
    pub fn is_synthetic(&self) -> bool {
        self.0.starts_with("154")
    }
}

impl fmt::Display for Mobile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.masked())
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Mobile({})", self.masked())
    }
}

impl<'de> Deserialize<'de> for Mobile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Mobile, D::Error> {
        Mobile::parse(&hidden_text(deserializer)?).map_err(D::Error::custom)
    }
}

impl TryFrom<String> for Mobile {
    type Error = InvalidMobile;

    fn try_from(text: String) -> Result<Mobile, InvalidMobile> {
        Mobile::parse(&text)
    }
}

impl JsonSchema for Mobile {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Mobile")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^1[3-9][0-9]{9}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        use InvalidMobile::{Abroad, Machine, Shape};
        let cases = [
            // why                      text                   wanted
            ("plain", "15400000001", Ok("15400000001")),
            ("a token's claim", "+8615400000001", Ok("15400000001")),
            ("dialled from abroad", "008615400000001", Ok("15400000001")),
            ("spaces and hyphens", " +86 154-0000 0001 ", Ok("15400000001")),
            ("a new range", "19900000000", Ok("19900000000")),
            ("12x is no mobile", "12345678901", Err(Shape)),
            ("a landline", "02412345678", Err(Shape)),
            ("10 digits", "1540000000", Err(Shape)),
            ("12 digits", "154000000011", Err(Shape)),
            ("letters", "1540000000a", Err(Shape)),
            ("full-width digits", "154００００００01", Err(Shape)),
            ("empty", "", Err(Shape)),
            ("a machine's", "1440000000001", Err(Machine)),
            ("a machine's with prefix", "+861480000000001", Err(Machine)),
            ("Hong Kong", "+85251234567", Err(Abroad)),
            ("abroad, dialled", "0012125550100", Err(Abroad)),
        ];
        for (why, text, wanted) in cases {
            let got = Mobile::parse(text);
            assert_eq!(got.as_ref().map(Mobile::expose), wanted.as_ref().copied(), "{why}");
        }
    }

    #[test]
    fn a_number_is_masked_wherever_it_is_printed() {
        let mobile = Mobile::parse("15400000001").unwrap();
        assert_eq!(mobile.masked(), "154****0001");
        assert_eq!(mobile.to_string(), "154****0001");
        assert_eq!(format!("{mobile:?}"), "Mobile(154****0001)");
        assert!(mobile.is_synthetic());
        assert!(!Mobile::parse("13800000000").unwrap().is_synthetic());
    }

    #[test]
    fn no_error_repeats_the_number() {
        for json in ["\"15400000001x\"", "15400000001", "-15400000001", "154.5", "[154]"] {
            let error = serde_json::from_str::<Mobile>(json).unwrap_err().to_string();
            assert!(!error.contains("154"), "{error}");
        }
        let mobile: Mobile = serde_json::from_str("\"+86 154 0000 0001\"").unwrap();
        assert_eq!(serde_json::to_string(&mobile).unwrap(), "\"15400000001\"");
    }
}
