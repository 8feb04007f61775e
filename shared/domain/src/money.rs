//! Money: whole fen, every operation checked.
//!
//! Deliberately absent: `+`, floating point, other currencies.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::NonZeroU32;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

/// An amount of money in fen (分), a hundredth of a yuan; never negative.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct Fen(u64);

impl Fen {
    /// Nothing.
    pub const ZERO: Fen = Fen(0);

    /// So many fen.
    #[must_use]
    pub const fn new(fen: u64) -> Fen {
        Fen(fen)
    }

    /// So many whole yuan; none if that is more than can be held.
    #[must_use]
    pub fn from_yuan(yuan: u64) -> Option<Fen> {
        yuan.checked_mul(100).map(Fen)
    }

    /// True for no money at all; by reference, as `serde` asks.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.0 == 0
    }

    /// The amount in fen.
    #[must_use]
    pub const fn fen(self) -> u64 {
        self.0
    }

    /// Both together; none if that is more than can be held.
    #[must_use]
    pub fn checked_add(self, other: Fen) -> Option<Fen> {
        self.0.checked_add(other.0).map(Fen)
    }

    /// What is left; none if `other` is more.
    #[must_use]
    pub fn checked_sub(self, other: Fen) -> Option<Fen> {
        self.0.checked_sub(other.0).map(Fen)
    }

    /// So many times the amount; none if that is more than can be held.
    #[must_use]
    pub fn checked_mul(self, times: u64) -> Option<Fen> {
        self.0.checked_mul(times).map(Fen)
    }

    /// All together; none if that is more than can be held.
    #[must_use]
    pub fn total(amounts: impl IntoIterator<Item = Fen>) -> Option<Fen> {
        amounts.into_iter().try_fold(Fen::ZERO, Fen::checked_add)
    }

    /// So many hundredths of the amount, half a fen rounded up; none if that cannot be held.
    #[must_use]
    pub fn percent(self, hundredths: u32) -> Option<Fen> {
        let product = u128::from(self.0).checked_mul(u128::from(hundredths))?;
        let rounded = product.checked_add(50)?.checked_div(100)?;
        u64::try_from(rounded).ok().map(Fen)
    }

    /// Shares that differ by one fen at most and together are the whole; the larger come first.
    #[must_use]
    pub fn split(self, parts: NonZeroU32) -> Vec<Fen> {
        let count = u64::from(parts.get());
        let share = self.0.checked_div(count).unwrap_or_default();
        let rest = self.0.checked_rem(count).unwrap_or_default();
        (0..count).map(|at| Fen(share.saturating_add(u64::from(at < rest)))).collect()
    }

    /// The amount in words as a cheque wants it (合计大写): 壹仟贰佰叁拾肆元伍角陆分.
    ///
    /// Source: 中国人民银行《正确填写票据和结算凭证的基本规定》.
    #[must_use]
    pub fn capital(self) -> String {
        let (yuan, jiao, fen) = self.parts();
        let mut text = String::new();
        if yuan > 0 {
            text.push_str(&whole_number(yuan));
            text.push('元');
        }
        if jiao > 0 {
            text.push_str(digit(jiao));
            text.push('角');
        }
        if fen > 0 {
            if yuan > 0 && jiao == 0 {
                text.push('零');
            }
            text.push_str(digit(fen));
            text.push('分');
            return text;
        }
        if text.is_empty() {
            text.push_str("零元");
        }
        text.push('整');
        text
    }

    /// The amount as files carry it: yuan with two places and nothing else, `1234.50`.
    #[must_use]
    pub fn plain(self) -> String {
        let (yuan, jiao, fen) = self.parts();
        format!("{yuan}.{jiao}{fen}")
    }

    /// An amount out of a file, in yuan: `1234.5`, `1,234.50`, `3000`.
    ///
    /// None for a sign, an exponent, a third decimal, full-width digits, commas in the wrong place.
    #[must_use]
    pub fn from_yuan_text(text: &str) -> Option<Fen> {
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (yuan, places) = text.split_once('.').unwrap_or((text, "0"));
        let mut groups = yuan.split(',');
        let first = groups.next().filter(|first| digits(first))?;
        let mut whole = first.to_owned();
        for group in groups {
            if first.len() > 3 || group.len() != 3 || !digits(group) {
                return None;
            }
            whole.push_str(group);
        }
        let places = match places.len() {
            1 | 2 if digits(places) => format!("{places:0<2}"),
            _ => return None,
        };
        let rest = places.parse().ok().map(Fen)?;
        Fen::from_yuan(whole.parse().ok()?)?.checked_add(rest)
    }

    fn parts(self) -> (u64, u64, u64) {
        (self.0 / 100, self.0 / 10 % 10, self.0 % 10)
    }
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default()
}

/// A whole number over zero in capital numerals, split at 亿, then at 万, then by places.
fn whole_number(number: u64) -> String {
    let units =
        [(100_000_000, "亿"), (10_000, "万"), (1_000, "仟"), (100, "佰"), (10, "拾"), (1, "")];
    let found = units.iter().find(|(size, _)| number >= *size);
    let Some((size, unit)) = found.copied() else { return String::new() };
    let head = number.checked_div(size).unwrap_or_default();
    let rest = number.checked_rem(size).unwrap_or_default();
    let mut text = if head < 10 { digit(head).to_owned() } else { whole_number(head) };
    text.push_str(unit);
    // A gap of one or more places is said as one zero.
    if rest > 0 && rest < size / 10 {
        text.push('零');
    }
    text.push_str(&whole_number(rest));
    text
}

impl fmt::Display for Fen {
    /// Yuan with two places and groups of three: `1,234.56`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (yuan, jiao, fen) = self.parts();
        let digits = yuan.to_string();
        let mut text = String::new();
        for (left, letter) in (0..digits.len()).rev().zip(digits.chars()) {
            text.push(letter);
            if left > 0 && left % 3 == 0 {
                text.push(',');
            }
        }
        formatter.pad(&format!("{text}.{jiao}{fen}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_figures_and_in_capitals() {
        #[rustfmt::skip]
        let cases = [
            // why                              fen                 figures           capitals
            ("nothing",                         0,                  "0.00",           "零元整"),
            ("fen only",                        5,                  "0.05",           "伍分"),
            ("jiao only",                       50,                 "0.50",           "伍角整"),
            ("both",                            56,                 "0.56",           "伍角陆分"),
            ("ten",                             1_000,              "10.00",          "壹拾元整"),
            ("no jiao",                         32_504,             "325.04",         "叁佰贰拾伍元零肆分"),
            ("no fen",                          140_950,            "1,409.50",       "壹仟肆佰零玖元伍角整"),
            ("all places",                      123_456,            "1,234.56",       "壹仟贰佰叁拾肆元伍角陆分"),
            ("one zero for two places",         600_714,            "6,007.14",       "陆仟零柒元壹角肆分"),
            ("the bank's example",              1_640_902,          "16,409.02",      "壹万陆仟肆佰零玖元零贰分"),
            ("zeros at the end",                10_700_053,         "107,000.53",     "壹拾万柒仟元伍角叁分"),
            ("a gap after ten thousands",       1_000_500,          "10,005.00",      "壹万零伍元整"),
            ("the cap of special aid",          5_000_000,          "50,000.00",      "伍万元整"),
            ("a million and one",               100_000_100,        "1,000,001.00",   "壹佰万零壹元整"),
            ("a gap after hundred millions",    10_000_000_100,     "100,000,001.00", "壹亿零壹元整"),
            ("hundred millions, no ten thousands", 10_000_500_000,  "100,005,000.00", "壹亿零伍仟元整"),
            ("the national subsidy",            7_550_400_000,      "75,504,000.00",  "柒仟伍佰伍拾万肆仟元整"),
        ];
        for (why, fen, figures, capitals) in cases {
            assert_eq!(Fen::new(fen).to_string(), figures, "{why}");
            assert_eq!(Fen::new(fen).capital(), capitals, "{why}");
        }
        assert_eq!(Fen::new(u64::MAX).to_string(), "184,467,440,737,095,516.15");
        assert!(Fen::new(u64::MAX).capital().ends_with("元壹角伍分"));
    }

    #[test]
    fn an_amount_in_a_file_is_read_only_where_it_can_mean_one_thing() {
        #[rustfmt::skip]
        let cases = [
            // why                           text              wanted
            ("two places",                   "1234.50",        Some(123_450)),
            ("one place",                    "1234.5",         Some(123_450)),
            ("whole",                        "3000",           Some(300_000)),
            ("groups",                       "1,234.50",       Some(123_450)),
            ("more groups",                  "12,345,678.90",  Some(1_234_567_890)),
            ("nothing",                      "0.00",           Some(0)),
            ("the most",                     "184467440737095516.15", Some(u64::MAX)),
            ("one fen over the most",        "184467440737095516.16", None),
            ("three decimals",               "12.345",         None),
            ("a point and nothing",          "12.",            None),
            ("a point first",                ".50",            None),
            ("a group of two",               "1,23",           None),
            ("a group after four",           "1234,567",       None),
            ("negative",                     "-1.00",          None),
            ("a plus",                       "+1.00",          None),
            ("an exponent",                  "1e3",            None),
            ("full width",                   "１２.５０",       None),
            ("a space",                      "1 000",          None),
            ("empty",                        "",               None),
        ];
        for (why, text, wanted) in cases {
            assert_eq!(Fen::from_yuan_text(text), wanted.map(Fen::new), "{why}");
        }
        for fen in [0, 1, 99, 100, 123_450, u64::MAX] {
            assert_eq!(Fen::from_yuan_text(&Fen::new(fen).plain()), Some(Fen::new(fen)));
            assert_eq!(Fen::from_yuan_text(&Fen::new(fen).to_string()), Some(Fen::new(fen)));
        }
    }

    #[test]
    fn shares_are_even_and_lose_nothing() {
        for fen in [0, 1, 2, 99, 100, 1_000_003] {
            for parts in [1_u32, 2, 3, 7, 100] {
                let shares = Fen::new(fen).split(NonZeroU32::new(parts).unwrap());
                assert_eq!(shares.len(), usize::try_from(parts).unwrap());
                assert_eq!(Fen::total(shares.iter().copied()), Some(Fen::new(fen)));
                let (most, least) = (shares.first().unwrap(), shares.last().unwrap());
                assert!(most.checked_sub(*least).unwrap() <= Fen::new(1), "{fen} by {parts}");
            }
        }
    }

    #[test]
    fn what_cannot_be_held_is_refused() {
        let most = Fen::new(u64::MAX);
        assert_eq!(most.checked_add(Fen::new(1)), None);
        assert_eq!(Fen::ZERO.checked_sub(Fen::new(1)), None);
        assert_eq!(most.checked_mul(2), None);
        assert_eq!(most.percent(101), None);
        assert_eq!(Fen::from_yuan(u64::MAX), None);
        assert_eq!(Fen::total([most, Fen::new(1)]), None);
    }

    #[test]
    fn a_percentage_rounds_half_a_fen_up() {
        let cases = [
            // why                       fen       pct wanted
            ("medical, whole", 4_000_000, 60, 2_400_000),
            ("exactly half", 25, 10, 3),
            ("under half", 24, 10, 2),
            ("everything", 99, 100, 99),
            ("the most, no overflow", u64::MAX, 100, u64::MAX),
        ];
        for (why, fen, percent, wanted) in cases {
            assert_eq!(Fen::new(fen).percent(percent), Some(Fen::new(wanted)), "{why}");
        }
    }

    #[test]
    fn json_holds_a_whole_number_of_fen() {
        assert_eq!(serde_json::to_string(&Fen::new(123)).unwrap(), "123");
        assert_eq!(serde_json::from_str::<Fen>("123").unwrap(), Fen::new(123));
        for text in ["1.5", "-1", "\"1\""] {
            assert!(serde_json::from_str::<Fen>(text).is_err(), "{text}");
        }
    }
}
