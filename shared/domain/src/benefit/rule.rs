//! The rules of eligibility: typed, pure, each answer with its evidence and its reason.
//!
//! A rule answers passed, failed or cannot tell; it never guesses. Facts in evidence hold no amount,
//! no illness and no number: the amounts that a line needs are in its formula.

use super::parameter::{residence_word, work_word};
use super::reason::BenefitReason;
use super::{Benefit, PayeeInput, period_year};
use crate::calendar::shanghai_date;
use crate::matter::Text;
use crate::money::Fen;
use crate::payee::{Facts, HonourLevel, Household, ModelWorker, PayeeStatus, WorkStatus};
use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

pub mod category;

pub use category::{Category, CategoryRule};

/// What a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum EligibleRule {
    /// Alive, title or file in force, in the country, in contact.
    StatusLiving,
    /// Somebody made sure of it within so many months before the cut-off.
    CheckedWithinMonths(u16),
    /// The honour is of that level or a higher one.
    HonourLevelAtLeast(HonourLevel),
    /// The honour is of one of these levels.
    HonourLevelIn(Vec<HonourLevel>),
    /// Lives by work in one of these ways.
    WorkStatusIn(Vec<WorkStatus>),
    /// Is the widowed spouse of a deceased model worker, or is not.
    WidowedSpouse(bool),
    /// 无固定收入.
    NoFixedIncome,
    /// Own monthly income is less than that parameter.
    IncomeBelow(String),
    /// 家庭成员患病或子女就学等困难.
    FamilyHardship,
    /// The household is in one of these categories.
    CategoryIn(CategoryRule),
    /// On the list of this benefit and period.
    ListedFor,
    /// There is an account, of a fitting holder, with consent, and verified since it last changed by
    /// somebody else than who entered it. One that changed lately and only the bank verified passes:
    /// the draw holds its line until a second person has looked at it.
    AccountVerified {
        /// A change within so many days before the cut-off is a late one.
        second_look_days: u16,
    },
}

/// One rule of a benefit or of one of its kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eligible {
    /// Its name within the benefit.
    pub id: String,
    /// What it looks at.
    pub rule: EligibleRule,
    /// The rule in a sentence.
    pub text: Text,
}

/// What was looked at by which rule, in words without personal data: `level=NATIONAL`. Stored under
/// short names, as there is one for each rule of each line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The rule's name.
    #[serde(rename = "r")]
    pub rule: String,
    /// The facts.
    #[serde(rename = "f")]
    pub facts: String,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Passed, failed, or cannot tell (none).
    pub passed: Option<bool>,
    /// Why not; none when passed.
    pub reason: Option<BenefitReason>,
    /// What was looked at.
    pub evidence: Evidence,
    /// The reason in a sentence with the facts that the payee may read about himself; the rule's own
    /// sentence when passed.
    pub text: Text,
}

/// An answer before it is put in words.
pub(super) struct Answer {
    passed: Option<bool>,
    reason: BenefitReason,
    facts: String,
    detail: Option<Text>,
}

impl Answer {
    /// Passed, or failed for that reason.
    pub(super) fn of(passed: bool, reason: BenefitReason, facts: String) -> Answer {
        Answer { passed: Some(passed), reason, facts, detail: None }
    }

    /// Cannot tell, for that reason.
    pub(super) fn unknown(reason: BenefitReason, facts: impl Into<String>) -> Answer {
        Answer { passed: None, reason, facts: facts.into(), detail: None }
    }

    fn detail(self, zh: String, en: String) -> Answer {
        Answer { detail: Some(Text { zh, en }), ..self }
    }
}

/// One rule of a benefit applied to a payee.
#[must_use]
pub fn evaluate(benefit: &Benefit, rule: &Eligible, input: &PayeeInput<'_>) -> Verdict {
    let answer = answer(benefit, &rule.rule, input);
    let evidence = Evidence { rule: rule.id.clone(), facts: answer.facts };
    if answer.passed == Some(true) {
        return Verdict { passed: Some(true), reason: None, evidence, text: rule.text.clone() };
    }
    let mut text = answer.reason.text();
    if let Some(detail) = answer.detail {
        text.zh.push_str(&detail.zh);
        text.en.push(' ');
        text.en.push_str(&detail.en);
    }
    Verdict { passed: answer.passed, reason: Some(answer.reason), evidence, text }
}

fn answer(benefit: &Benefit, rule: &EligibleRule, input: &PayeeInput<'_>) -> Answer {
    match rule {
        EligibleRule::StatusLiving => status_living(input.payee.status),
        EligibleRule::CheckedWithinMonths(months) => {
            checked_within(input.payee.checked_on, *months, input.at)
        }
        EligibleRule::ListedFor => listed(benefit, input),
        EligibleRule::AccountVerified { second_look_days } => account(*second_look_days, input),
        EligibleRule::CategoryIn(rule) => match household(input) {
            Some(household) => category::answer(benefit, rule, household, input),
            None => Answer::of(false, BenefitReason::OtherRegister, "register=other".to_owned()),
        },
        EligibleRule::HonourLevelAtLeast(_)
        | EligibleRule::HonourLevelIn(_)
        | EligibleRule::WorkStatusIn(_)
        | EligibleRule::WidowedSpouse(_)
        | EligibleRule::NoFixedIncome
        | EligibleRule::IncomeBelow(_)
        | EligibleRule::FamilyHardship => match model_worker(input) {
            Some(worker) => of_model_worker(benefit, rule, worker, input),
            None => Answer::of(false, BenefitReason::OtherRegister, "register=other".to_owned()),
        },
    }
}

fn of_model_worker(
    benefit: &Benefit,
    rule: &EligibleRule,
    worker: &ModelWorker,
    input: &PayeeInput<'_>,
) -> Answer {
    match rule {
        EligibleRule::HonourLevelAtLeast(least) => {
            let fits = rank(worker.level) >= rank(*least);
            Answer::of(fits, BenefitReason::HonourLevel, level_fact(worker.level))
        }
        EligibleRule::HonourLevelIn(levels) => {
            let fits = levels.contains(&worker.level);
            Answer::of(fits, BenefitReason::HonourLevel, level_fact(worker.level))
        }
        EligibleRule::WorkStatusIn(statuses) => {
            let facts = format!("work={}", work_word(worker.work));
            Answer::of(statuses.contains(&worker.work), BenefitReason::WorkStatus, facts)
        }
        EligibleRule::WidowedSpouse(wanted) => {
            let reason =
                if *wanted { BenefitReason::OnlyForSpouse } else { BenefitReason::NotForSpouse };
            let facts = format!("spouse={}", worker.widowed_spouse);
            Answer::of(worker.widowed_spouse == *wanted, reason, facts)
        }
        EligibleRule::NoFixedIncome => {
            let facts = format!("no-fixed-income={}", worker.no_fixed_income);
            Answer::of(worker.no_fixed_income, BenefitReason::FixedIncome, facts)
        }
        EligibleRule::FamilyHardship => {
            let facts = format!("family-hardship={}", worker.family_hardship);
            Answer::of(worker.family_hardship, BenefitReason::NoFamilyHardship, facts)
        }
        EligibleRule::IncomeBelow(parameter) => income_below(benefit, parameter, worker, input),
        EligibleRule::StatusLiving
        | EligibleRule::CheckedWithinMonths(_)
        | EligibleRule::ListedFor
        | EligibleRule::CategoryIn(_)
        | EligibleRule::AccountVerified { .. } => {
            Answer::unknown(BenefitReason::OtherRegister, "rule=other")
        }
    }
}

fn model_worker<'a>(input: &PayeeInput<'a>) -> Option<&'a ModelWorker> {
    match &input.payee.facts {
        Facts::ModelWorker(worker) => Some(worker),
        Facts::Hardship(_) | Facts::Voucher(_) => None,
    }
}

fn household<'a>(input: &PayeeInput<'a>) -> Option<&'a Household> {
    match &input.payee.facts {
        Facts::Hardship(household) => Some(household),
        Facts::ModelWorker(_) | Facts::Voucher(_) => None,
    }
}

fn status_living(status: PayeeStatus) -> Answer {
    let (word, reason) = match status {
        PayeeStatus::Living => ("LIVING", BenefitReason::Exited),
        PayeeStatus::Deceased => ("DECEASED", BenefitReason::Deceased),
        PayeeStatus::Revoked => ("REVOKED", BenefitReason::Revoked),
        PayeeStatus::Abroad => ("ABROAD", BenefitReason::Abroad),
        PayeeStatus::Lost => ("LOST", BenefitReason::Lost),
        PayeeStatus::Exited => ("EXITED", BenefitReason::Exited),
    };
    Answer::of(status == PayeeStatus::Living, reason, format!("status={word}"))
}

/// A check of the very day so many months ago still counts; one that lies ahead does not.
fn checked_within(checked: Date, months: u16, at: Timestamp) -> Answer {
    let today = shanghai_date(at);
    let first = today.checked_sub(i64::from(months).months()).unwrap_or(Date::MIN);
    let fits = first <= checked && checked <= today;
    Answer::of(fits, BenefitReason::NotChecked, format!("checked={checked}")).detail(
        format!("最近核实:{checked};须在{first}之后。"),
        format!("Last checked on {checked}; it must be on or after {first}."),
    )
}

fn rank(level: HonourLevel) -> u8 {
    match level {
        HonourLevel::City => 1,
        HonourLevel::Province => 2,
        HonourLevel::National => 3,
    }
}

fn level_fact(level: HonourLevel) -> String {
    let word = match level {
        HonourLevel::National => "NATIONAL",
        HonourLevel::Province => "PROVINCE",
        HonourLevel::City => "CITY",
    };
    format!("level={word}")
}

/// Less than the line (低于); equal to it is not.
fn income_below(
    benefit: &Benefit,
    parameter: &str,
    worker: &ModelWorker,
    input: &PayeeInput<'_>,
) -> Answer {
    let year = period_year(input.period).unwrap_or_default();
    let when = work_word(worker.work);
    let found = benefit.parameter(parameter);
    let Some(line) = found.and_then(|one| one.value(year, &input.payee.city, Some(when))) else {
        return Answer::unknown(BenefitReason::NoValue, format!("no-value={parameter}"));
    };
    match worker.monthly_income {
        None => Answer::unknown(BenefitReason::IncomeUnknown, "income=unknown"),
        Some(income) => {
            let below = income.fen() < line.value;
            let line = Fen::new(line.value);
            Answer::of(below, BenefitReason::IncomeNotBelow, format!("below-{parameter}={below}"))
                .detail(
                    format!("月均收入{income}元,标准{line}元。"),
                    format!("The monthly income is {income} yuan, the line {line}."),
                )
        }
    }
}

fn listed(benefit: &Benefit, input: &PayeeInput<'_>) -> Answer {
    match &input.payee.facts {
        Facts::Voucher(listed) => {
            let fits = listed.benefit == benefit.code && listed.period == input.period;
            Answer::of(fits, BenefitReason::NotListed, format!("listed={fits}"))
        }
        Facts::ModelWorker(_) | Facts::Hardship(_) => {
            Answer::of(false, BenefitReason::OtherRegister, "register=other".to_owned())
        }
    }
}

/// Invariant 19, and domain 11.1 for an account that changed lately.
fn account(second_look_days: u16, input: &PayeeInput<'_>) -> Answer {
    let fail = |reason, word: &str| Answer::of(false, reason, format!("account={word}"));
    let Some(account) = input.account else {
        return fail(BenefitReason::NoAccount, "none");
    };
    if account.consented > input.at {
        return fail(BenefitReason::NoAccountConsent, "no-consent");
    }
    if !account.fits(&input.payee.name) {
        return fail(BenefitReason::AccountHolder, "holder");
    }
    // Verified before its last change is verified for another number.
    let verified = account.verified.is_some_and(|at| account.changed <= at && at <= input.at);
    let by_himself = account.verified_by.as_ref() == Some(&account.entered_by);
    let days = i64::from(second_look_days).saturating_mul(24);
    let first = input.at.checked_sub(days.hours()).unwrap_or(Timestamp::MIN);
    let lately = account.changed > first;
    if !verified || by_himself {
        return if lately {
            fail(BenefitReason::AccountChanged, "changed-lately")
        } else {
            fail(BenefitReason::AccountNotVerified, "not-verified")
        };
    }
    let word = if account.proxy.is_some() { "verified-proxy" } else { "verified" };
    Answer::of(true, BenefitReason::AccountNotVerified, format!("account={word}"))
}

/// The word by which a payee's values are keyed: his work status, or his household's residence.
#[must_use]
pub fn case_word(facts: &Facts) -> Option<&'static str> {
    match facts {
        Facts::ModelWorker(worker) => Some(work_word(worker.work)),
        Facts::Hardship(household) => Some(residence_word(household.residence)),
        Facts::Voucher(_) => None,
    }
}
