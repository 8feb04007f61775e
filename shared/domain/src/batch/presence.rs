//! Who came: check-ins that may arrive late, twice, and from two devices.

use super::{BatchRow, Presence, RowState};
use jiff::Timestamp;

/// The letters and digits of a code: none that are mistaken for one another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How long a code is: three characters find the row, five are random.
pub const CODE_LENGTH: usize = 8;

/// The code on the card of the person in row `no`, from random bytes. It says nothing about him.
#[must_use]
pub fn code_of(no: u32, random: [u8; 5]) -> String {
    let digits = [no >> 10, no >> 5, no].map(|part| u8::try_from(part & 31).unwrap_or(0));
    let letter = |byte: u8| LETTERS.get(usize::from(byte & 31)).map_or('0', |one| char::from(*one));
    digits.into_iter().chain(random).map(letter).collect()
}

/// The row that a code leads to, as it was typed: small letters, spaces and hyphens do not matter,
/// O is 0, I and L are 1. Whether it is that row's code is still to be compared.
#[must_use]
pub fn read_code(typed: &str) -> Option<(u32, String)> {
    let code: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    if code.len() != CODE_LENGTH {
        return None;
    }
    let values = code.bytes().map(|byte| LETTERS.iter().position(|one| *one == byte));
    let values: Vec<usize> = values.collect::<Option<_>>()?;
    let no = values.iter().take(3).try_fold(0_u32, |sum, value| {
        sum.checked_mul(32)?.checked_add(u32::try_from(*value).ok()?)
    })?;
    Some((no, code))
}

/// One check-in as a device noted it, perhaps long before it reaches us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// The code on the card.
    pub code: String,
    /// When, by the device's clock.
    pub at: Timestamp,
    /// Which device.
    pub device: String,
}

/// What a check-in comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckedIn {
    /// Write this row.
    Present(Box<BatchRow>),
    /// The same device said so before: nothing to write.
    Repeat,
    /// Another device noted him, at this moment: the first stays, and the second is told.
    Elsewhere(Presence),
    /// He said no.
    SaidNo,
}

/// A check-in of the person of `row`. The first one stays, whichever came first to us.
#[must_use]
pub fn check_in(row: &BatchRow, seen: &CheckIn) -> CheckedIn {
    match &row.present {
        Some(before) if before.device == seen.device => CheckedIn::Repeat,
        Some(before) => CheckedIn::Elsewhere(before.clone()),
        None if row.state == RowState::No => CheckedIn::SaidNo,
        None => {
            let present = Some(Presence { at: seen.at, device: seen.device.clone() });
            CheckedIn::Present(Box::new(BatchRow { present, ..row.next() }))
        }
    }
}

/// True for somebody of whom nothing was heard: no answer, and he did not come.
#[must_use]
pub fn may_be_absent(row: &BatchRow) -> bool {
    row.state == RowState::Open && row.present.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::test::row;

    #[test]
    fn a_code_leads_to_its_row_however_it_is_typed() {
        for no in [1, 31, 32, 1_023, 2_000] {
            let code = code_of(no, [1, 2, 30, 31, 200]);
            assert_eq!(read_code(&code), Some((no, code.clone())));
            let typed = format!(" {}-{} ", &code[..4].to_lowercase(), &code[4..]);
            assert_eq!(read_code(&typed), Some((no, code)));
        }
        assert_eq!(read_code("OIL00000").map(|(no, _)| no), Some(33));
        for bad in ["", "1234567", "123456789", "ABCDEFGU", "会会"] {
            assert_eq!(read_code(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_first_check_in_stays_and_the_second_device_is_told() {
        let at: Timestamp = "2026-06-01T01:00:00Z".parse().unwrap();
        let seen = |device: &str| CheckIn { code: "K".into(), at, device: device.into() };
        let CheckedIn::Present(once) = check_in(&row(1), &seen("gate-1")) else {
            panic!("he is present");
        };
        assert_eq!(check_in(&once, &seen("gate-1")), CheckedIn::Repeat);
        let first = once.present.clone().unwrap();
        assert_eq!(check_in(&once, &seen("gate-2")), CheckedIn::Elsewhere(first));
        let no = BatchRow { state: RowState::No, ..row(1) };
        assert_eq!(check_in(&no, &seen("gate-1")), CheckedIn::SaidNo);
        assert!(may_be_absent(&row(1)) && !may_be_absent(&once) && !may_be_absent(&no));
    }
}
