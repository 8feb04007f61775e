//! Identity numbers of citizens and of residents from Hong Kong, Macau and Taiwan.
//!
//! Deliberately absent: whether the number belongs to the name; only the identity provider knows.

use crate::mask::{hidden_text, mask_middle};
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use thiserror::Error;

/// Weights of the first 17 digits. Source: GB 11643-1999.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check character for each remainder of 11. Source: GB 11643-1999.
const CHECKS: &[u8; 11] = b"10X98765432";

/// An identity number (公民身份号码, 港澳台居民居住证号码): 17 digits and a digit or X.
///
/// Six digits of the place of first registration, eight of the birth date, three in sequence, one
/// check character. Source: GB 11643-1999. Retired places stay valid. Debug and Display print it
/// masked.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CitizenId {
    number: String,
    born: Date,
}

/// Why a text is not an identity number that can be used. Holds no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidCitizenId {
    /// 15 digits: the number of a first-generation card, no longer in use since 2013.
    #[error("15-digit numbers are no longer in use: give the 18 characters of the present card")]
    OldForm,
    /// Not 18 characters.
    #[error("an identity number has 18 characters")]
    Length,
    /// Not 17 digits and a digit or X.
    #[error("an identity number has 17 digits and a last digit or X")]
    Characters,
    /// The first two digits are no province's; retired counties stay valid.
    #[error("the first digits of the identity number belong to no province")]
    Area,
    /// The birth date in it does not exist.
    #[error("the birth date in the identity number does not exist")]
    Date,
    /// The last character does not fit the others: mostly a typing error.
    #[error("the last character of the identity number does not fit the others")]
    Check,
    /// The birth date in it is yet to come.
    #[error("the birth date in the identity number is in the future")]
    NotBornYet,
    /// A number made for tests, where only real ones may be used.
    #[error("the identity number is made for tests and cannot be used here")]
    Synthetic,
}

impl InvalidCitizenId {
    /// The fault's code in an answer; it never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            InvalidCitizenId::OldForm => "id_number_15_digits",
            InvalidCitizenId::Length => "id_number_length",
            InvalidCitizenId::Characters => "id_number_characters",
            InvalidCitizenId::Area => "id_number_area",
            InvalidCitizenId::Date | InvalidCitizenId::NotBornYet => "id_number_date",
            InvalidCitizenId::Check => "id_number_checksum",
            InvalidCitizenId::Synthetic => "id_number_synthetic",
        }
    }
}

/// Sex as the number tells it (性别), GB/T 2261.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

impl Sex {
    /// The code of GB/T 2261.1.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Sex::Male => 1,
            Sex::Female => 2,
        }
    }
}

/// The kind of an identity document (证件类型).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IdType {
    /// 居民身份证.
    IdCard,
    /// 港澳台居民居住证.
    HkMoTwPermit,
    /// 护照.
    Passport,
    /// 军官证.
    Officer,
    /// 港澳居民来往内地通行证.
    HmTravel,
    /// 台湾居民来往大陆通行证.
    TwTravel,
}

impl IdType {
    /// True when the document carries an 18-character number that [`CitizenId`] can read.
    #[must_use]
    pub fn has_citizen_id(self) -> bool {
        match self {
            IdType::IdCard | IdType::HkMoTwPermit => true,
            IdType::Passport | IdType::Officer | IdType::HmTravel | IdType::TwTravel => false,
        }
    }

    /// True when a document of this kind carries numbers like this one.
    #[must_use]
    pub fn carries(self, id: &CitizenId) -> bool {
        self.has_citizen_id() && (self == IdType::HkMoTwPermit) == id.is_residence_permit()
    }

    /// The word in which the API and the table say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            IdType::IdCard => "ID_CARD",
            IdType::HkMoTwPermit => "HK_MO_TW_PERMIT",
            IdType::Passport => "PASSPORT",
            IdType::Officer => "OFFICER",
            IdType::HmTravel => "HM_TRAVEL",
            IdType::TwTravel => "TW_TRAVEL",
        }
    }
}

impl CitizenId {
    /// Reads a number; a small x and spaces around it are mended.
    ///
    /// # Errors
    /// [`InvalidCitizenId`] for shape, place, birth date and check character, in this order.
    pub fn parse(text: &str) -> Result<CitizenId, InvalidCitizenId> {
        let number = text.trim().to_ascii_uppercase();
        let bytes = number.as_bytes();
        if bytes.len() == 15 && bytes.iter().all(u8::is_ascii_digit) {
            return Err(InvalidCitizenId::OldForm);
        }
        let (Some((last, digits)), 18) = (bytes.split_last(), number.chars().count()) else {
            return Err(InvalidCitizenId::Length);
        };
        if !digits.iter().all(u8::is_ascii_digit) || !(last.is_ascii_digit() || *last == b'X') {
            return Err(InvalidCitizenId::Characters);
        }
        if !is_province(digits) {
            return Err(InvalidCitizenId::Area);
        }
        let born = birth_date(&number).ok_or(InvalidCitizenId::Date)?;
        if check_character(digits) != Some(*last) {
            return Err(InvalidCitizenId::Check);
        }
        Ok(CitizenId { number, born })
    }

    /// The birth date in the number.
    #[must_use]
    pub fn birth_date(&self) -> Date {
        self.born
    }

    /// The sex in the number: the 17th digit is odd for men.
    #[must_use]
    pub fn sex(&self) -> Sex {
        let digit = self.number.as_bytes().get(16).copied().unwrap_or(b'0');
        if digit % 2 == 1 { Sex::Male } else { Sex::Female }
    }

    /// The place of first registration: six digits, perhaps of a division that no longer exists.
    #[must_use]
    pub fn area(&self) -> &str {
        self.number.get(..6).unwrap_or_default()
    }

    /// True for areas that are assigned to nobody: 2199xx, and for permits 8199xx to 8399xx.
    #[must_use]
    pub fn is_synthetic(&self) -> bool {
        ["2199", "8199", "8299", "8399"].iter().any(|area| self.number.starts_with(area))
    }

    /// True for a residence permit of Hong Kong (81), Macau (82) or Taiwan (83).
    #[must_use]
    pub fn is_residence_permit(&self) -> bool {
        ["81", "82", "83"].iter().any(|region| self.number.starts_with(region))
    }

    /// True when its owner is born by `today`.
    ///
    /// # Errors
    /// [`InvalidCitizenId::NotBornYet`].
    pub fn check_born(&self, today: Date) -> Result<(), InvalidCitizenId> {
        if self.born > today { Err(InvalidCitizenId::NotBornYet) } else { Ok(()) }
    }

    /// True when the environment takes numbers of this kind.
    ///
    /// # Errors
    /// [`InvalidCitizenId::Synthetic`] for test numbers where only real ones count.
    pub fn check_allowed(&self, allow_synthetic: bool) -> Result<(), InvalidCitizenId> {
        if self.is_synthetic() && !allow_synthetic {
            return Err(InvalidCitizenId::Synthetic);
        }
        Ok(())
    }

    /// The full number. The name makes a leak easy to find.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.number
    }

    /// The number as a view shows it: `2199**********0018`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask_middle(&self.number, 4, 4)
    }
}

/// Full years lived on a day (周岁); who is born on 29 February turns on 1 March in other years.
#[must_use]
pub fn age_on(birth: Date, on: Date) -> i16 {
    let years = on.year().saturating_sub(birth.year());
    let before_birthday = (on.month(), on.day()) < (birth.month(), birth.day());
    years.saturating_sub(i16::from(before_birthday))
}

/// Provinces by GB/T 2260, with Taiwan (71) and the residence permits (81 to 83).
fn is_province(digits: &[u8]) -> bool {
    matches!(
        digits,
        [b'1', b'1'..=b'5', ..]
            | [b'2', b'1'..=b'3', ..]
            | [b'3', b'1'..=b'7', ..]
            | [b'4', b'1'..=b'6', ..]
            | [b'5', b'0'..=b'4', ..]
            | [b'6', b'1'..=b'5', ..]
            | [b'7', b'1', ..]
            | [b'8', b'1'..=b'3', ..]
    )
}

fn birth_date(number: &str) -> Option<Date> {
    let year = number.get(6..10)?.parse().ok()?;
    let month = number.get(10..12)?.parse().ok()?;
    let day = number.get(12..14)?.parse().ok()?;
    Date::new(year, month, day).ok()
}

fn check_character(digits: &[u8]) -> Option<u8> {
    let values = digits.iter().map(|digit| u32::from(digit.saturating_sub(b'0')));
    let sum: u32 = values.zip(WEIGHTS).map(|(digit, weight)| digit.saturating_mul(weight)).sum();
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

impl fmt::Display for CitizenId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.masked())
    }
}

impl fmt::Debug for CitizenId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CitizenId({})", self.masked())
    }
}

impl Serialize for CitizenId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.number)
    }
}

impl<'de> Deserialize<'de> for CitizenId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CitizenId, D::Error> {
        CitizenId::parse(&hidden_text(deserializer)?).map_err(D::Error::custom)
    }
}

impl TryFrom<String> for CitizenId {
    type Error = InvalidCitizenId;

    fn try_from(text: String) -> Result<CitizenId, InvalidCitizenId> {
        CitizenId::parse(&text)
    }
}

impl JsonSchema for CitizenId {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("CitizenId")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{17}[0-9Xx]$" })
    }
}

#[cfg(test)]
mod tests;
