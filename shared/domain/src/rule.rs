//! The kinds of rules that a matter is made of: typed, pure, each with its evidence.
//!
//! The same rules serve the public check, the verification and a what-if over past applications.
//! A rule answers passed, failed or cannot tell; it never guesses.

use crate::calendar::shanghai_date;
use crate::citizen_id::{Sex, age_on};
use crate::form::{ChangeForm, Form, Relation};
use crate::matter::Text;
use crate::membership::{EndedHow, Membership, RetainCause};
use crate::occupation::OccupationGroup;
use crate::reason::ReasonCode;
use jiff::{Span, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum RuleKind {
    /// Old enough on the day of the check.
    AtLeastYearsOld {
        /// Full years.
        years: i16,
    },
    /// Name, number and mobile agree with the identity provider.
    IdentityAgrees,
    /// The account that applies is bound to the person in the form.
    OwnPerson,
    /// Not a member already, neither active nor retained.
    NotAMember,
    /// A member whose membership is active.
    ActiveMember,
    /// A member whose membership can move: active, retained, or of a union outside the province.
    MovableMember,
    /// A member, active or retained.
    MemberInForce,
    /// A retained member who may become active again: not one who retired.
    Reactivable,
    /// A membership that ended by a report of death.
    EndedByDeath,
    /// So many full months without dues and without taking part, and he was spoken to after them.
    ReviewGrounds {
        /// Full months.
        months: i32,
    },
    /// The mobile is not verified for somebody else.
    MobileFree,
    /// Works for an employer, through a platform, or lives on flexible work.
    WorkBasis,
    /// Not at an age at which many draw a pension; if so a person asks, never a machine.
    BelowPensionAge {
        /// Men, full years.
        men: i16,
        /// Women, full years.
        women: i16,
    },
    /// What must hold of a founding or a re-election.
    Founding {
        /// Which part of it.
        on: crate::founding::check::Part,
    },
}

/// What becomes of an application when a rule is not met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// The reason's code.
    pub code: ReasonCode,
    /// What the applicant reads, in Chinese.
    pub zh: String,
    /// What the applicant reads, in English.
    pub en: String,
}

/// One rule of a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its name within the matter.
    pub id: String,
    /// What it looks at.
    #[serde(flatten)]
    pub kind: RuleKind,
    /// In which rounds it is looked at, 0 being the first form; in every one where nothing is said.
    #[serde(default)]
    pub rounds: Vec<u8>,
    /// The rule in a sentence.
    pub text: Text,
    /// Failed: refused.
    #[serde(default)]
    pub refuse: Option<Consequence>,
    /// Failed: returned to be mended.
    #[serde(default, rename = "return")]
    pub send_back: Option<Consequence>,
    /// Failed or cannot tell: a person checks; this is what he is asked.
    #[serde(default)]
    pub check: Option<Text>,
}

impl Rule {
    /// Whether it is looked at in this round.
    #[must_use]
    pub fn is_in(&self, round: u8) -> bool {
        self.rounds.is_empty() || self.rounds.contains(&round)
    }
}

/// What the identity provider answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IdentityAnswer {
    /// All agree.
    Agree,
    /// Name or number is not right.
    Mismatch,
    /// Name and number agree, the mobile is somebody else's.
    MobileMismatch,
    /// The provider does not know the person.
    Unknown,
}

/// Whether a person is a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MemberFact {
    /// No, or no longer.
    None,
    /// Active.
    Active,
    /// Retained (保留会籍).
    Retained,
}

/// Everything a rule may look at. What is not known is none, and the rule says so.
#[derive(Clone)]
pub struct Facts<'a> {
    /// The moment of the check.
    pub at: Timestamp,
    /// The form.
    pub form: &'a Form,
    /// The provider's answer.
    pub identity: Option<IdentityAnswer>,
    /// Membership of the person in the form.
    pub member: Option<MemberFact>,
    /// That membership itself, ended or not.
    pub membership: Option<&'a Membership>,
    /// Whether the account is bound to the person in the form.
    pub own_person: Option<bool>,
    /// Whether the mobile is free or this person's own.
    pub mobile_free: Option<bool>,
    /// What is known of a founding, where the form is part of one.
    pub founding: Option<&'a crate::founding::check::Facts>,
}

/// One row of a verdict: what was looked at, by which rule, with which result. Stored under short
/// names: an entry with the rows of a whole matter must stay under the 1 KB that one write costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The rule's name.
    #[serde(rename = "r")]
    pub rule: String,
    /// Passed, failed, or cannot tell (none).
    #[serde(rename = "p")]
    pub passed: Option<bool>,
    /// The facts in words that hold no personal data: `age=36`, `provider=AGREE`.
    #[serde(rename = "f")]
    pub facts: String,
    /// Where they come from: `form`, `provider`, `register`.
    #[serde(rename = "s")]
    pub source: String,
    /// When.
    #[serde(rename = "t")]
    pub at: Timestamp,
}

/// One rule applied to the facts.
#[must_use]
pub fn evaluate(rule: &Rule, facts: &Facts<'_>) -> Evidence {
    let (passed, text, source) = result(rule.kind, facts);
    Evidence { rule: rule.id.clone(), passed, facts: text, source: source.to_owned(), at: facts.at }
}

/// All rules of a matter, in order.
#[must_use]
pub fn evaluate_all<'a>(
    rules: impl IntoIterator<Item = &'a Rule>,
    facts: &Facts<'_>,
) -> Vec<Evidence> {
    rules.into_iter().map(|rule| evaluate(rule, facts)).collect()
}

type Answer = (Option<bool>, String, &'static str);

fn result(kind: RuleKind, facts: &Facts<'_>) -> Answer {
    match kind {
        RuleKind::AtLeastYearsOld { years } => old_enough(years, facts),
        RuleKind::BelowPensionAge { men, women } => below_pension_age(men, women, facts),
        RuleKind::IdentityAgrees => identity_agrees(facts.identity),
        RuleKind::OwnPerson => known("own-person", facts.own_person, "register"),
        RuleKind::MobileFree => known("mobile-free", facts.mobile_free, "register"),
        RuleKind::NotAMember => member(facts.member, |fact| fact == MemberFact::None),
        RuleKind::ActiveMember => member(facts.member, |fact| fact == MemberFact::Active),
        RuleKind::MovableMember if facts.form.is_from_outside() => member(facts.member, |_| true),
        RuleKind::MovableMember => member(facts.member, |fact| fact != MemberFact::None),
        RuleKind::MemberInForce => member(facts.member, |fact| fact != MemberFact::None),
        RuleKind::Reactivable => reactivable(facts),
        RuleKind::EndedByDeath => ended_by_death(facts),
        RuleKind::ReviewGrounds { months } => review_grounds(months, facts),
        RuleKind::WorkBasis => work_basis(facts.form),
        RuleKind::Founding { on } => crate::founding::check::answer(on, facts.founding),
    }
}

fn known(name: &str, fact: Option<bool>, source: &'static str) -> Answer {
    match fact {
        Some(yes) => (Some(yes), format!("{name}={yes}"), source),
        None => (None, format!("{name}=unknown"), source),
    }
}

fn today(facts: &Facts<'_>) -> Date {
    shanghai_date(facts.at)
}

fn old_enough(years: i16, facts: &Facts<'_>) -> Answer {
    match facts.form.birth_date() {
        Some(birth) => {
            let age = age_on(birth, today(facts));
            (Some(age >= years), format!("age={age}"), "form")
        }
        None => (None, "age=unknown".to_owned(), "form"),
    }
}

/// Drawing a pension is a fact that the machine cannot know: at the age it only asks.
fn below_pension_age(men: i16, women: i16, facts: &Facts<'_>) -> Answer {
    let (Some(birth), Some(sex)) = (facts.form.birth_date(), facts.form.sex()) else {
        return (None, "age=unknown".to_owned(), "form");
    };
    let limit = match sex {
        Sex::Male => men,
        Sex::Female => women,
    };
    let age = age_on(birth, today(facts));
    let passed = if age < limit { Some(true) } else { None };
    (passed, format!("age={age} asked-from={limit}"), "form")
}

fn identity_agrees(answer: Option<IdentityAnswer>) -> Answer {
    let (passed, word) = match answer {
        Some(IdentityAnswer::Agree) => (Some(true), "AGREE"),
        Some(IdentityAnswer::Mismatch) => (Some(false), "MISMATCH"),
        Some(IdentityAnswer::MobileMismatch) => (Some(false), "MOBILE_MISMATCH"),
        Some(IdentityAnswer::Unknown) => (None, "UNKNOWN"),
        None => (None, "NO_ANSWER"),
    };
    (passed, format!("provider={word}"), "provider")
}

fn member(fact: Option<MemberFact>, wanted: impl Fn(MemberFact) -> bool) -> Answer {
    match fact {
        Some(fact) => {
            let word = match fact {
                MemberFact::None => "NONE",
                MemberFact::Active => "ACTIVE",
                MemberFact::Retained => "RETAINED",
            };
            (Some(wanted(fact)), format!("member={word}"), "register")
        }
        None => (None, "member=unknown".to_owned(), "register"),
    }
}

fn reactivable(facts: &Facts<'_>) -> Answer {
    let retired = facts.membership.and_then(|one| one.retained) == Some(RetainCause::Retired);
    let (passed, text, source) = member(facts.member, |fact| fact == MemberFact::Retained);
    (passed.map(|retained| retained && !retired), format!("{text} retired={retired}"), source)
}

fn ended_by_death(facts: &Facts<'_>) -> Answer {
    if facts.member.is_none() {
        return (None, "member=unknown".to_owned(), "register");
    }
    let ended = facts.membership.and_then(|one| one.ended.as_ref());
    let dead = ended.is_some_and(|end| end.how == EndedHow::Deceased);
    (Some(dead), format!("deceased={dead}"), "register")
}

/// Both for so many full months, counted to the day of the report, and spoken to after the first.
fn review_grounds(months: i32, facts: &Facts<'_>) -> Answer {
    let Form::Change(form) = facts.form else { return (None, String::new(), "form") };
    let ChangeForm::Review(form) = form.as_ref() else { return (None, String::new(), "form") };
    let last = today(facts).checked_sub(Span::new().months(months)).unwrap_or(Date::MIN);
    let long = form.unpaid_since <= last && form.absent_since <= last;
    let warned = form.warned_on > form.unpaid_since && form.warned_on > form.absent_since;
    let text = format!("months={months} long-enough={long} warned={warned}");
    (Some(long && warned), text, "form")
}

fn work_basis(form: &Form) -> Answer {
    let Some(work) = form.work() else {
        return (None, "relation=none".to_owned(), "form");
    };
    let has_group = work.group != OccupationGroup::None;
    let has_employer = work.employer.is_some();
    let (passed, word) = match work.relation {
        Relation::Labour => (if has_employer { Some(true) } else { None }, "LABOUR"),
        Relation::Dispatch => (if has_employer { Some(true) } else { None }, "DISPATCH"),
        Relation::PlatformManaged => {
            (if has_group || has_employer { Some(true) } else { None }, "PLATFORM_MANAGED")
        }
        Relation::SelfEmployedPlatform => {
            (if has_group { Some(true) } else { None }, "SELF_EMPLOYED_PLATFORM")
        }
        Relation::Flexible => (Some(true), "FLEXIBLE"),
    };
    (passed, format!("relation={word} employer={has_employer} group={has_group}"), "form")
}
