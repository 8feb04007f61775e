//! The draw of one payee: every kind of a benefit, as a line or as an exclusion with its reasons.
//!
//! Deliberately absent: where payees and earlier payments come from. The same inputs give the same
//! decisions, so a roll can be drawn again and compared.

use super::amount::{Amount, Inputs, amount, capped};
use super::reason::BenefitReason;
use super::rule::{EligibleRule, Evidence, Verdict, evaluate};
use super::{Benefit, BenefitRef, Eligible, Kind, period_year};
use crate::matter::Text;
use crate::money::Fen;
use crate::payee::{BankAccount, Payee};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Everything that the rules look at, frozen at one instant.
#[derive(Clone, Copy, Debug)]
pub struct PayeeInput<'a> {
    /// The register's row.
    pub payee: &'a Payee,
    /// His account, if he has one.
    pub account: Option<&'a BankAccount>,
    /// The cut-off.
    pub at: Timestamp,
    /// The period that is paid.
    pub period: &'a str,
}

/// What a person got already, or is being paid, in the year; nothing that became void.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The benefit's code.
    pub benefit: String,
    /// For which period.
    pub period: String,
    /// Which kind.
    pub kind: String,
    /// How much.
    pub fen: Fen,
    /// Its exclusive group, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Its cap group, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_group: Option<String>,
}

/// Why a line has its amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// By which version of the benefit.
    pub benefit: BenefitRef,
    /// The formula's inputs.
    pub inputs: Inputs,
    /// The computation in a sentence.
    pub formula: Text,
    /// The documents of the values used; 示例 for an example.
    pub sources: Vec<String>,
    /// True when one of the values is an example: never paid in production.
    #[serde(default)]
    pub example: bool,
    /// What each rule looked at.
    pub evidence: Vec<Evidence>,
}

/// What becomes of one kind, or of the payee as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Decision {
    /// He is paid.
    Line {
        /// Which kind.
        kind: String,
        /// How much; more than nothing.
        fen: Fen,
        /// Why so much.
        basis: Basis,
    },
    /// He is not.
    Excluded {
        /// Which kind; none when it concerns all of them.
        kind: Option<String>,
        /// The reason's code.
        code: BenefitReason,
        /// The reason in a sentence.
        text: Text,
    },
}

/// An exclusion before it is said of what.
struct Refusal {
    code: BenefitReason,
    text: Text,
}

impl Refusal {
    fn for_reason(code: BenefitReason) -> Refusal {
        Refusal { code, text: code.text() }
    }

    fn of(self, kind: Option<&Kind>) -> Decision {
        let kind = kind.map(|kind| kind.code.clone());
        Decision::Excluded { kind, code: self.code, text: self.text }
    }
}

/// One kind on its way to a decision.
struct Candidate<'a> {
    kind: &'a Kind,
    state: Result<Amount, Refusal>,
    evidence: Vec<Evidence>,
}

/// All decisions for one payee: what concerns him as a whole first, then every kind in the benefit's
/// order. Somebody who is not paid learns every reason at once; of a dead man only that is said.
#[must_use]
pub fn calculate(benefit: &Benefit, input: &PayeeInput<'_>, already: &[Taken]) -> Vec<Decision> {
    if input.payee.facts.register() != benefit.register {
        return vec![Refusal::for_reason(BenefitReason::OtherRegister).of(None)];
    }
    let (evidence, refusals, only) = whole(benefit, input);
    if only {
        return refusals;
    }
    let mut candidates: Vec<Candidate<'_>> =
        benefit.kinds.iter().map(|kind| candidate(benefit, kind, input, already)).collect();
    keep_one_per_group(benefit, input, already, &mut candidates);
    apply_yearly_cap(benefit, input, already, &mut candidates);
    let payable = refusals.is_empty();
    let mut decisions = refusals;
    for one in candidates {
        match one.state {
            Err(refusal) => decisions.push(refusal.of(Some(one.kind))),
            Ok(amount) if payable => decisions.push(Decision::Line {
                kind: one.kind.code.clone(),
                fen: amount.fen,
                basis: Basis {
                    benefit: benefit.reference(),
                    inputs: amount.inputs,
                    formula: amount.formula,
                    sources: amount.sources,
                    example: amount.example,
                    evidence: evidence.iter().cloned().chain(one.evidence).collect(),
                },
            }),
            // What concerns him as a whole says why.
            Ok(_) => {}
        }
    }
    decisions
}

/// The benefit's own rules: evidence, refusals, and whether nothing else needs to be said.
fn whole(benefit: &Benefit, input: &PayeeInput<'_>) -> (Vec<Evidence>, Vec<Decision>, bool) {
    let mut evidence = Vec::new();
    let mut refusals = Vec::new();
    for rule in &benefit.eligible {
        match judge(benefit, rule, input) {
            Ok(found) => evidence.push(found),
            Err(refusal) if rule.rule == EligibleRule::StatusLiving => {
                return (Vec::new(), vec![refusal.of(None)], true);
            }
            Err(refusal) => refusals.push(refusal.of(None)),
        }
    }
    (evidence, refusals, false)
}

fn judge(benefit: &Benefit, rule: &Eligible, input: &PayeeInput<'_>) -> Result<Evidence, Refusal> {
    let Verdict { reason, evidence, text, .. } = evaluate(benefit, rule, input);
    match reason {
        None => Ok(evidence),
        Some(code) => Err(Refusal { code, text }),
    }
}

fn candidate<'a>(
    benefit: &Benefit,
    kind: &'a Kind,
    input: &PayeeInput<'_>,
    already: &[Taken],
) -> Candidate<'a> {
    let mut evidence = Vec::new();
    let state = decide(benefit, kind, input, already, &mut evidence);
    Candidate { kind, state, evidence }
}

fn decide(
    benefit: &Benefit,
    kind: &Kind,
    input: &PayeeInput<'_>,
    already: &[Taken],
    evidence: &mut Vec<Evidence>,
) -> Result<Amount, Refusal> {
    let paid = already.iter().any(|one| {
        one.benefit == benefit.code && one.period == input.period && one.kind == kind.code
    });
    if paid {
        return Err(Refusal::for_reason(BenefitReason::AlreadyPaid));
    }
    for rule in &kind.eligible {
        evidence.push(judge(benefit, rule, input)?);
    }
    amount(benefit, &kind.amount, input).map_err(Refusal::for_reason)
}

/// Of each exclusive group at most one: none if it was taken already, else the largest; of two that
/// are equal the first.
fn keep_one_per_group(
    benefit: &Benefit,
    input: &PayeeInput<'_>,
    already: &[Taken],
    candidates: &mut [Candidate<'_>],
) {
    let fen = |one: &Candidate<'_>| one.state.as_ref().ok().map(|amount| amount.fen);
    let best: Vec<(Option<&str>, Option<Fen>)> =
        candidates.iter().map(|one| (benefit.exclusive_group(one.kind), fen(one))).collect();
    for (at, one) in candidates.iter_mut().enumerate() {
        let (Some(group), Some(own)) = (benefit.exclusive_group(one.kind), fen(one)) else {
            continue;
        };
        let taken = already
            .iter()
            .any(|had| had.group.as_deref() == Some(group) && had.period == input.period);
        let beaten = best.iter().enumerate().any(|(other, (its, amount))| {
            *its == Some(group) && amount.is_some_and(|fen| fen > own || (fen == own && other < at))
        });
        if taken {
            one.state = Err(Refusal::for_reason(BenefitReason::GroupTaken));
        } else if beaten {
            one.state = Err(Refusal::for_reason(BenefitReason::LargerInstead));
        }
    }
}

/// What the yearly cap leaves, kind by kind in the benefit's order.
fn apply_yearly_cap(
    benefit: &Benefit,
    input: &PayeeInput<'_>,
    already: &[Taken],
    candidates: &mut [Candidate<'_>],
) {
    let Some(spec) = &benefit.cap else { return };
    let year = period_year(input.period);
    let cap = year.and_then(|year| benefit.yearly_cap(year, &input.payee.city));
    let mut had = Fen::total(already.iter().filter_map(|one| {
        let counts = one.cap_group.as_deref() == Some(spec.group.as_str())
            && period_year(&one.period) == year;
        counts.then_some(one.fen)
    }));
    for one in candidates {
        let Ok(full) = &one.state else { continue };
        let (Some((_, limit)), Some(taken)) = (cap, had) else {
            one.state = Err(Refusal::for_reason(BenefitReason::NoValue));
            continue;
        };
        let fits = taken.checked_add(full.fen).is_some_and(|sum| sum <= limit);
        let kept = if fits {
            Some(full.clone())
        } else {
            capped(&one.kind.amount, full.clone(), limit, taken)
        };
        match kept {
            Some(amount) => {
                had = taken.checked_add(amount.fen);
                one.state = Ok(amount);
            }
            None => {
                one.state = Err(Refusal::for_reason(BenefitReason::CapReached));
            }
        }
    }
}
