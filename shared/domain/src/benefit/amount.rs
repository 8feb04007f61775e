//! Amounts: what a kind pays, with every input kept, so that anybody can compute it again.
//!
//! The amount is always computed from the inputs as they are stored: [`replay`] is the computation,
//! not a copy of it. Whole fen; where a share is taken, half a fen is rounded up, at the end.

use super::parameter::Value;
use super::reason::BenefitReason;
use super::rule::case_word;
use super::{Benefit, PayeeInput, period_year};
use crate::matter::Text;
use crate::money::Fen;
use crate::payee::{Facts, ModelWorker};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The inputs of a formula by name; the unit is the end of the name, the value is digits.
pub type Inputs = BTreeMap<String, String>;

/// A cost that a payee declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cost {
    /// Self-paid medical cost of the year after all insurance.
    SelfPaidMedical,
}

/// How an amount is computed. Texts name parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum AmountRule {
    /// The parameter itself.
    Flat {
        /// The amount.
        amount: String,
    },
    /// `max(0, min(cap, line − income)) × months`.
    TopUp {
        /// The line a month.
        line: String,
        /// The most a month.
        cap: String,
        /// How many months.
        months: String,
    },
    /// `min(percent × cost, cap)`.
    Percentage {
        /// The share in hundredths.
        percent: String,
        /// The most.
        cap: String,
        /// Of which cost.
        of: Cost,
    },
    /// `monthly × min(months, most)`.
    MonthsOfParameter {
        /// The amount a month.
        monthly: String,
        /// How many months.
        months: String,
        /// The most months.
        most: String,
    },
}

/// An amount and what it was computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The amount.
    pub fen: Fen,
    /// From which inputs.
    pub inputs: Inputs,
    /// The computation in a sentence.
    pub formula: Text,
    /// The documents of the values used; 示例 for an example.
    pub sources: Vec<String>,
    /// True when one of them is an example.
    pub example: bool,
}

/// What a source says of a value that nobody has set.
pub const EXAMPLE: &str = "示例";

/// The amount of a rule for a payee, before any cap over several benefits.
///
/// # Errors
/// The reason why there is none: a value that is not set, a fact that is not declared, or nothing due.
pub fn amount(
    benefit: &Benefit,
    rule: &AmountRule,
    input: &PayeeInput<'_>,
) -> Result<Amount, BenefitReason> {
    let mut gathered = Gathered { benefit, input, inputs: Inputs::new(), values: Vec::new() };
    match rule {
        AmountRule::Flat { amount } => gathered.parameter("amount_fen", amount)?,
        AmountRule::TopUp { line, cap, months } => {
            gathered.parameter("line_fen", line)?;
            gathered.parameter("cap_fen", cap)?;
            gathered.parameter("months", months)?;
            let income = worker(input).and_then(|worker| worker.monthly_income);
            gathered.fact("income_fen", income.ok_or(BenefitReason::IncomeUnknown)?);
        }
        AmountRule::Percentage { percent, cap, of: Cost::SelfPaidMedical } => {
            gathered.parameter("percent", percent)?;
            gathered.parameter("cap_fen", cap)?;
            let cost = worker(input).and_then(|worker| worker.self_paid_medical);
            let cost = cost.filter(|cost| *cost > Fen::ZERO).ok_or(BenefitReason::NoCost)?;
            gathered.fact("cost_fen", cost);
        }
        AmountRule::MonthsOfParameter { monthly, months, most } => {
            gathered.parameter("monthly_fen", monthly)?;
            gathered.parameter("months", months)?;
            gathered.parameter("most_months", most)?;
        }
    }
    gathered.finish(rule)
}

fn worker<'a>(input: &PayeeInput<'a>) -> Option<&'a ModelWorker> {
    match &input.payee.facts {
        Facts::ModelWorker(worker) => Some(worker),
        Facts::Hardship(_) | Facts::Voucher(_) => None,
    }
}

/// Inputs as they come together.
struct Gathered<'a, 'b> {
    benefit: &'a Benefit,
    input: &'a PayeeInput<'b>,
    inputs: Inputs,
    values: Vec<&'a Value>,
}

impl Gathered<'_, '_> {
    fn parameter(&mut self, name: &str, parameter: &str) -> Result<(), BenefitReason> {
        let year = period_year(self.input.period).ok_or(BenefitReason::NoValue)?;
        let when = case_word(&self.input.payee.facts);
        let value = self
            .benefit
            .parameter(parameter)
            .and_then(|one| one.value(year, &self.input.payee.city, when))
            .ok_or(BenefitReason::NoValue)?;
        self.inputs.insert(name.to_owned(), value.value.to_string());
        self.values.push(value);
        Ok(())
    }

    fn fact(&mut self, name: &str, fen: Fen) {
        self.inputs.insert(name.to_owned(), fen.fen().to_string());
    }

    fn finish(self, rule: &AmountRule) -> Result<Amount, BenefitReason> {
        let fen = replay(rule, &self.inputs).filter(|fen| *fen > Fen::ZERO);
        let fen = fen.ok_or(BenefitReason::NothingDue)?;
        let formula = sentence(rule, &self.inputs, fen);
        let example = self.values.iter().any(|value| !value.is_attached());
        let mut sources: Vec<String> = self.values.iter().map(|value| cited(value)).collect();
        sources.sort();
        sources.dedup();
        Ok(Amount { fen, inputs: self.inputs, formula, sources, example })
    }
}

/// The document of a value as a line names it.
#[must_use]
pub fn cited(value: &Value) -> String {
    match value.source.as_ref().filter(|_| value.is_attached()) {
        None => EXAMPLE.to_owned(),
        Some(source) => match &source.number {
            Some(number) => format!("《{}》({number})", source.title),
            None => format!("《{}》({})", source.title, source.date),
        },
    }
}

/// What a yearly cap leaves of an amount: the same inputs and two more.
#[must_use]
pub fn capped(rule: &AmountRule, amount: Amount, cap: Fen, taken: Fen) -> Option<Amount> {
    let mut inputs = amount.inputs;
    inputs.insert("yearly_cap_fen".to_owned(), cap.fen().to_string());
    inputs.insert("taken_fen".to_owned(), taken.fen().to_string());
    let fen = replay(rule, &inputs).filter(|fen| *fen > Fen::ZERO)?;
    let formula = sentence(rule, &inputs, fen);
    Some(Amount { fen, inputs, formula, ..amount })
}

/// The amount of a rule from its stored inputs alone; none if one is not there or is no number.
#[must_use]
pub fn replay(rule: &AmountRule, inputs: &Inputs) -> Option<Fen> {
    let number = |name: &str| inputs.get(name)?.parse::<u64>().ok();
    let fen = |name: &str| number(name).map(Fen::new);
    let full = match rule {
        AmountRule::Flat { .. } => fen("amount_fen")?,
        AmountRule::TopUp { .. } => {
            let gap = fen("line_fen")?.checked_sub(fen("income_fen")?).unwrap_or_default();
            gap.min(fen("cap_fen")?).checked_mul(number("months")?)?
        }
        AmountRule::Percentage { .. } => {
            let percent = u32::try_from(number("percent")?).ok()?;
            fen("cost_fen")?.percent(percent)?.min(fen("cap_fen")?)
        }
        AmountRule::MonthsOfParameter { .. } => {
            let months = number("months")?.min(number("most_months")?);
            fen("monthly_fen")?.checked_mul(months)?
        }
    };
    match (fen("yearly_cap_fen"), fen("taken_fen")) {
        (Some(cap), Some(taken)) => Some(full.min(cap.checked_sub(taken).unwrap_or_default())),
        _ => Some(full),
    }
}

/// The computation as people read it.
#[must_use]
pub fn sentence(rule: &AmountRule, inputs: &Inputs, fen: Fen) -> Text {
    let number = |name: &str| inputs.get(name).and_then(|text| text.parse::<u64>().ok());
    let yuan = |name: &str| Fen::new(number(name).unwrap_or_default());
    let plain = |name: &str| number(name).unwrap_or_default();
    let (mut zh, mut en) = match rule {
        AmountRule::Flat { .. } => {
            let amount = yuan("amount_fen");
            (format!("每人{amount}元"), format!("{amount} yuan each"))
        }
        AmountRule::TopUp { .. } => {
            let (line, income) = (yuan("line_fen"), yuan("income_fen"));
            let (cap, months) = (yuan("cap_fen"), plain("months"));
            (
                format!("(补助标准{line}元 − 月均收入{income}元,每月最多{cap}元) × {months}个月"),
                format!("(line {line} − income {income}, at most {cap} a month) × {months} months"),
            )
        }
        AmountRule::Percentage { .. } => {
            let (cost, cap, percent) = (yuan("cost_fen"), yuan("cap_fen"), plain("percent"));
            (
                format!("自付医疗费{cost}元 × {percent}%,最多{cap}元"),
                format!("self-paid medical cost {cost} × {percent} %, at most {cap}"),
            )
        }
        AmountRule::MonthsOfParameter { .. } => {
            let (monthly, most) = (yuan("monthly_fen"), plain("most_months"));
            let months = plain("months");
            (
                format!("每月{monthly}元 × {months}个月(最多{most}个月)"),
                format!("{monthly} a month × {months} months (at most {most})"),
            )
        }
    };
    if inputs.contains_key("yearly_cap_fen") {
        let (cap, taken) = (yuan("yearly_cap_fen"), yuan("taken_fen"));
        zh.push_str(&format!(",个人年度上限{cap}元,已发{taken}元"));
        en.push_str(&format!(", yearly cap {cap}, had {taken}"));
    }
    zh.push_str(&format!(" = {fen}元"));
    en.push_str(&format!(" = {fen} yuan"));
    Text { zh, en }
}

/// What an input is called; none for a name that no formula has.
#[must_use]
pub fn label(name: &str) -> Option<Text> {
    let (zh, en) = match name {
        "amount_fen" => ("发放标准", "Amount"),
        "line_fen" => ("补助标准(每月)", "Line a month"),
        "income_fen" => ("本人月均收入", "Own monthly income"),
        "cap_fen" => ("上限", "Cap"),
        "months" => ("月数", "Months"),
        "percent" => ("比例(%)", "Share (%)"),
        "cost_fen" => ("自付医疗费", "Self-paid medical cost"),
        "monthly_fen" => ("每月标准", "Amount a month"),
        "most_months" => ("最多月数", "Most months"),
        "yearly_cap_fen" => ("个人年度上限", "Yearly cap"),
        "taken_fen" => ("本年度已发", "Had this year"),
        _ => return None,
    };
    Some(Text { zh: zh.to_owned(), en: en.to_owned() })
}
