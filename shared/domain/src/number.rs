//! Numbers that people read out: of applications, members and unions, each with a check digit.
//!
//! Deliberately absent: the next number; blocks of numbers come from the table. Numbers are unique,
//! not gapless.

use crate::division::DivisionCode;

/// The check digit of ISO 7064 MOD 11,10 for a text of digits; none for other text.
///
/// Finds every single mistyped digit and nearly every swap of two neighbours.
#[must_use]
pub fn check_digit(digits: &str) -> Option<char> {
    let mut product: u32 = 10;
    for letter in digits.chars() {
        let digit = letter.to_digit(10)?;
        let sum = match product.saturating_add(digit) % 10 {
            0 => 10,
            sum => sum,
        };
        product = sum.saturating_mul(2) % 11;
    }
    char::from_digit(11_u32.saturating_sub(product) % 10, 10)
}

/// The number of an application (受理编号): year, at least 8 digits in sequence, check digit.
#[must_use]
pub fn application_number(year: i16, sequence: u64) -> String {
    with_check(format!("{year:04}{sequence:08}"))
}

/// The number of a benefit run (发放批次号): R, two digits of the year, 6 in sequence, check digit.
///
/// Short, because it begins every reference that a bank carries through (35 characters at most).
#[must_use]
pub fn run_number(year: i16, sequence: u64) -> String {
    let year = year.rem_euclid(100);
    format!("R{}", with_check(format!("{year:02}{sequence:06}")))
}

/// The number of a member (会员证号): 21 for Liaoning, at least 8 digits in sequence, check digit.
#[must_use]
pub fn member_number(sequence: u64) -> String {
    with_check(format!("21{sequence:08}"))
}

/// The code of a union (工会组织代码): 9 digits of division, 4 in sequence, check digit; never reused.
///
/// A union above the township has zeros in place of the levels below it. None for a division outside
/// Liaoning, a community, or a sequence over 9999.
#[must_use]
pub fn union_code14(division: &DivisionCode, sequence: u16) -> Option<String> {
    let place = division.as_str();
    let usable = place.starts_with("21") && place.len() <= 9 && sequence <= 9_999;
    usable.then(|| with_check(format!("{place:0<9}{sequence:04}")))
}

/// True when an application may have this number.
#[must_use]
pub fn is_valid_application_number(text: &str) -> bool {
    text.len() >= 13 && text.starts_with("20") && checks(text)
}

/// True when a member may have this number.
#[must_use]
pub fn is_valid_member_number(text: &str) -> bool {
    text.len() >= 11 && text.starts_with("21") && checks(text)
}

/// True when a union may have this code.
#[must_use]
pub fn is_valid_union_code14(text: &str) -> bool {
    text.len() == 14 && text.starts_with("21") && checks(text)
}

fn with_check(digits: String) -> String {
    let check = check_digit(&digits);
    digits.chars().chain(check).collect()
}

fn checks(text: &str) -> bool {
    let mut letters = text.chars();
    let last = letters.next_back();
    last.is_some() && last == check_digit(letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_that_of_the_standard() {
        let cases = [
            // why                                   digits        wanted
            ("the standard's example 0794", "0794", Some('5')),
            ("nothing at all", "", Some('1')),
            ("a letter", "07a4", None),
            ("full-width", "０", None),
        ];
        for (why, digits, wanted) in cases {
            assert_eq!(check_digit(digits), wanted, "{why}");
        }
    }

    #[test]
    fn numbers_have_their_shape() {
        let union = |division: &str, sequence| {
            union_code14(&DivisionCode::parse(division).unwrap(), sequence)
        };
        let shapes = [
            // why                  number                                     length begins with
            ("first of a year", application_number(2026, 1), 13, "202600000001"),
            ("largest of 8 digits", application_number(2026, 99_999_999), 13, "202699999999"),
            ("wider, never wrapped", application_number(2026, 100_000_000), 14, "2026100000000"),
            ("a member", member_number(7_863_165), 11, "2107863165"),
            ("a street's union", union("210106004", 1).unwrap(), 14, "2101060040001"),
            ("the province's union", union("21", 1).unwrap(), 14, "2100000000001"),
        ];
        for (why, number, length, head) in shapes {
            assert_eq!(number.len(), length, "{why}");
            assert!(number.starts_with(head), "{why}: {number}");
        }
        assert_eq!(union("110101", 1), None, "not in Liaoning");
        assert_eq!(union("210106004001", 1), None, "a community");
        assert_eq!(union("210106", 10_000), None, "five digits");
    }

    #[test]
    fn each_kind_knows_its_own_numbers() {
        for sequence in [0, 1, 9, 10, 12_345, 99_999_999, 123_456_789] {
            let application = application_number(2026, sequence);
            let member = member_number(sequence);
            assert!(is_valid_application_number(&application), "{application}");
            assert!(is_valid_member_number(&member), "{member}");
            assert!(!is_valid_member_number(&application), "{application}");
            assert!(!is_valid_application_number(&member), "{member}");
        }
        let code = union_code14(&DivisionCode::parse("210106").unwrap(), 42).unwrap();
        assert!(is_valid_union_code14(&code), "{code}");
        for text in ["", "2", "21", "会员", "21000000018x"] {
            assert!(!is_valid_member_number(text), "{text}");
        }
    }

    #[test]
    fn every_mistyped_digit_is_found() {
        let number = application_number(2026, 12_345_678);
        for at in 0..number.len() {
            for digit in b'0'..=b'9' {
                let mut other = number.clone().into_bytes();
                if other[at] == digit {
                    continue;
                }
                other[at] = digit;
                assert!(!checks(&String::from_utf8(other).unwrap()), "at {at}");
            }
        }
    }
}
