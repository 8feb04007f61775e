//! The categories of households in hardship (困难类别), always recomputed, never typed.
//!
//! Formula: x = (disposable income of the year − rigid expenses) / 12 / people living together.
//! Source: domain 8.1 (Shandong 鲁会办〔2020〕58号, which follows the national scheme); an example until
//! Liaoning's own text is attached, so line, multiple and share are parameters.

use super::{Answer, BenefitReason, PayeeInput, period_year, residence_word};
use crate::benefit::Benefit;
use crate::money::Fen;
use crate::payee::Household;
use serde::{Deserialize, Serialize};

/// A category of hardship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Category {
    /// 深度困难: x is less than the living line.
    Deep,
    /// 相对困难: x is less than the multiple of the line, and not less than the line.
    Relative,
    /// 意外致困: hurt in a disaster or accident, or a loss above the share of a year's income.
    Accident,
    /// 困难农民工: a migrant worker to whom one of the above applies.
    Migrant,
}

impl Category {
    /// The word in which evidence says it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Category::Deep => "DEEP",
            Category::Relative => "RELATIVE",
            Category::Accident => "ACCIDENT",
            Category::Migrant => "MIGRANT",
        }
    }
}

/// Which categories, and the parameters that draw their borders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRule {
    /// One of these.
    pub categories: Vec<Category>,
    /// The parameter with the living line (低保) a month.
    pub line: String,
    /// The parameter with the multiple of the line, in hundredths.
    pub relative: String,
    /// The parameter with the share of a year's income that a loss must exceed, in hundredths.
    pub accident: String,
}

/// The borders, as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Borders {
    /// The line in fen a month.
    pub line: u64,
    /// The multiple in hundredths.
    pub relative: u64,
    /// The share in hundredths.
    pub accident: u64,
}

/// The categories of a household, by whole numbers: no rounding comes near a border. None when there
/// is nobody to divide by.
#[must_use]
pub fn categories(household: &Household, borders: Borders) -> Option<Vec<Category>> {
    let shares = 12_i128.checked_mul(i128::from(household.people)).filter(|shares| *shares > 0)?;
    let left = i128::from(household.income.fen()).checked_sub(i128::from(household.rigid.fen()))?;
    let line = i128::from(borders.line).checked_mul(shares)?;
    let mut found = Vec::new();
    if left < line {
        found.push(Category::Deep);
    } else if left.checked_mul(100)? < line.checked_mul(i128::from(borders.relative))? {
        found.push(Category::Relative);
    }
    let heavy = match household.accident_loss {
        None => false,
        Some(loss) => {
            let share =
                i128::from(household.income.fen()).checked_mul(i128::from(borders.accident))?;
            i128::from(loss.fen()).checked_mul(100)? > share
        }
    };
    if household.accident || heavy {
        found.push(Category::Accident);
    }
    if household.migrant && !found.is_empty() {
        found.push(Category::Migrant);
    }
    Some(found)
}

/// x as people read it: its sign, and its size with half a fen rounded up. Nothing is decided by it.
#[must_use]
pub fn per_head(household: &Household) -> Option<(&'static str, Fen)> {
    let shares = 12_u64.checked_mul(u64::from(household.people)).filter(|shares| *shares > 0)?;
    let (sign, left) = match household.income.checked_sub(household.rigid) {
        Some(left) => ("", left),
        None => ("-", household.rigid.checked_sub(household.income)?),
    };
    let rounded = left.fen().checked_add(shares / 2)?.checked_div(shares)?;
    Some((sign, Fen::new(rounded)))
}

pub(super) fn answer(
    benefit: &Benefit,
    rule: &CategoryRule,
    household: &Household,
    input: &PayeeInput<'_>,
) -> Answer {
    let year = period_year(input.period).unwrap_or_default();
    let when = Some(residence_word(household.residence));
    let place = input.payee.city.as_str();
    let value = |name: &str| {
        benefit.parameter(name).and_then(|one| one.value(year, place, when)).map(|one| one.value)
    };
    let (Some(line), Some(relative), Some(accident)) =
        (value(&rule.line), value(&rule.relative), value(&rule.accident))
    else {
        return Answer::unknown(BenefitReason::NoValue, "no-value=category");
    };
    // The file declares the year itself or the one before it; an older one says nothing of today.
    let current = household.year <= year && year.saturating_sub(household.year) <= 1;
    if !current {
        return Answer::unknown(
            BenefitReason::CategoryUnknown,
            format!("file-year={}", household.year),
        );
    }
    match categories(household, Borders { line, relative, accident }) {
        None => Answer::unknown(BenefitReason::CategoryUnknown, "people=0"),
        Some(found) => {
            let words: Vec<&str> = found.iter().map(|one| one.as_str()).collect();
            let fits = found.iter().any(|one| rule.categories.contains(one));
            let word = if words.is_empty() { "NONE".to_owned() } else { words.join("+") };
            let (sign, x) = per_head(household).unwrap_or_default();
            let line = Fen::new(line);
            Answer::of(fits, BenefitReason::NotInCategory, format!("category={word}")).detail(
                format!("家庭人均月收入(扣除刚性支出){sign}{x}元,低保标准{line}元。"),
                format!("Monthly income per head is {sign}{x} yuan, the living line {line}."),
            )
        }
    }
}
