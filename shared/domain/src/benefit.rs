//! Benefits (福利项目) as data: who is eligible, how much, when, who agrees, out of which money.
//!
//! Every published version is embedded; a run stays on the version it began with. Reading order:
//! [`parameter`] (amounts and lines with their sources), [`rule`], [`amount`], [`decision`],
//! [`schedule`], [`what_if`]. Deliberately absent: any expression language; who was paid what.

pub mod amount;
pub mod decision;
pub mod lunar;
pub mod parameter;
pub mod reason;
pub mod rule;
pub mod schedule;
pub mod what_if;

pub use amount::{Amount, AmountRule};
pub use decision::{Basis, Decision, PayeeInput, Taken, calculate};
pub use parameter::{Missing, Parameter, Source};
pub use reason::BenefitReason;
pub use rule::Eligible;
pub use schedule::Schedule;

use crate::matter::Text;
use crate::money::Fen;
use crate::payee::Register;
use crate::role::Role;
use crate::versioned::Versioned;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use thiserror::Error;

/// A benefit and its version, written `provincial-hardship-aid@1`.
pub type BenefitRef = Versioned;

/// Whose benefit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Tier {
    /// 全国总工会, 中央财政.
    National,
    /// 省.
    Province,
    /// 市.
    City,
}

/// What one payment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PeriodKind {
    /// A calendar year: `2026`.
    Year,
    /// One occasion that finance names, its year first: `2026-gaowen`.
    Once,
}

/// The most characters of a period.
const PERIOD_LENGTH: usize = 24;

impl PeriodKind {
    /// True when a period of this kind is written so.
    #[must_use]
    pub fn accepts(self, period: &str) -> bool {
        let Some(year) = period.get(..4).filter(|_| period_year(period).is_some()) else {
            return false;
        };
        match self {
            PeriodKind::Year => period == year,
            PeriodKind::Once => {
                let name = period.get(4..).and_then(|rest| rest.strip_prefix('-'));
                period.len() <= PERIOD_LENGTH
                    && name.is_some_and(|name| {
                        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
                        !name.is_empty() && name.bytes().all(plain)
                    })
            }
        }
    }
}

/// The year that a period belongs to: its first four digits.
#[must_use]
pub fn period_year(period: &str) -> Option<i16> {
    let digits = period.get(..4).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse().ok()
}

/// Before the public notice, or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// 审核: looks through the roll before it is posted.
    Review,
    /// 审批: agrees to the posted roll.
    Approve,
}

/// Somebody who has to agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// When.
    pub stage: Stage,
    /// In which role.
    pub role: Role,
    /// Its limit.
    pub within_working_days: u16,
    /// Only for a part whose total is more than so many yuan; none: always.
    #[serde(default)]
    pub above_yuan: Option<u64>,
}

/// How a roll is posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// An honour: person and unit in full.
    Honour,
    /// Aid: masked.
    Aid,
}

/// The public notice (公示).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// What it shows.
    pub kind: NoticeKind,
    /// For how long.
    pub working_days: u16,
}

/// How a bank is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BankFormat {
    /// A Chinese bank's batch file.
    #[serde(rename = "icbc-batch")]
    IcbcBatch,
    /// ISO 20022.
    #[serde(rename = "pain.001")]
    Pain001,
}

impl BankFormat {
    /// The word in which the files and the table say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            BankFormat::IcbcBatch => "icbc-batch",
            BankFormat::Pain001 => "pain.001",
        }
    }
}

/// By which bank, and how long the last two steps may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// In which format.
    pub format: BankFormat,
    /// From which account: a name; the number is configuration.
    pub payer: String,
    /// The limit for funds to be reserved and released.
    pub funding_within_working_days: u16,
    /// The limit for the bank's report.
    pub report_within_working_days: u16,
}

/// The most that one person may get in a year over all benefits of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapGroup {
    /// The group's name, the same in each of its benefits.
    pub group: String,
    /// The parameter that holds the fen of a year.
    pub parameter: String,
}

/// One of the amounts that a benefit may pay to a person (发放项).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its code within the benefit.
    pub code: String,
    /// What people call it.
    pub title: Text,
    /// One payment per person, period and group; overrides the benefit's.
    #[serde(default)]
    pub exclusive_group: Option<String>,
    /// Rules of its own, beyond the benefit's.
    #[serde(default)]
    pub eligible: Vec<Eligible>,
    /// How much.
    pub amount: AmountRule,
}

/// One version of a benefit. Never changed once published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benefit {
    /// The code in the API.
    pub code: String,
    /// From 1.
    pub version: u32,
    /// What people call it.
    pub title: Text,
    /// One sentence.
    pub summary: Text,
    /// Whose it is.
    pub tier: Tier,
    /// From which register it is paid.
    pub register: Register,
    /// What one payment is for.
    pub period: PeriodKind,
    /// Out of which budget line.
    pub budget_line: String,
    /// One payment per person, period and group, over all benefits of the group.
    #[serde(default)]
    pub exclusive_group: Option<String>,
    /// The yearly cap it counts towards.
    #[serde(default)]
    pub cap: Option<CapGroup>,
    /// Consents without which nobody is paid.
    pub consents: Vec<String>,
    /// The public notice, if it has one.
    #[serde(default)]
    pub notice: Option<Notice>,
    /// By which bank.
    pub bank: Bank,
    /// When.
    pub schedule: Schedule,
    /// The documents that it rests on.
    #[serde(default, rename = "document")]
    pub documents: Vec<Source>,
    /// Amounts, lines and shares by year and place.
    #[serde(default, rename = "parameter")]
    pub parameters: Vec<Parameter>,
    /// What everybody must meet, in the order in which it is shown.
    #[serde(default)]
    pub eligible: Vec<Eligible>,
    /// What is paid.
    #[serde(default, rename = "kind")]
    pub kinds: Vec<Kind>,
    /// Who agrees, in order.
    #[serde(default, rename = "level")]
    pub levels: Vec<Level>,
}

/// A file that is no benefit: where it breaks, in the words of the reader.
#[derive(Debug, Error)]
#[error("not a benefit")]
pub struct NoBenefit(#[source] toml::de::Error);

impl Benefit {
    /// Reads a file that is not published, to see what it would do.
    ///
    /// # Errors
    /// [`NoBenefit`].
    pub fn read(file: &str) -> Result<Benefit, NoBenefit> {
        toml::from_str(file).map_err(NoBenefit)
    }

    /// The benefit and its version.
    #[must_use]
    pub fn reference(&self) -> BenefitRef {
        BenefitRef { code: self.code.clone(), version: self.version }
    }

    /// One of its kinds.
    #[must_use]
    pub fn kind(&self, code: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.code == code)
    }

    /// The group in which a kind is paid once per person and period, if any.
    #[must_use]
    pub fn exclusive_group<'a>(&'a self, kind: &'a Kind) -> Option<&'a str> {
        kind.exclusive_group.as_deref().or(self.exclusive_group.as_deref())
    }

    /// Who has to agree to a part with this total, in order.
    #[must_use]
    pub fn levels_for(&self, total: Fen) -> Vec<&Level> {
        let applies = |level: &&Level| match level.above_yuan {
            None => true,
            // A limit that cannot be held in fen is above every total.
            Some(yuan) => Fen::from_yuan(yuan).is_some_and(|limit| total > limit),
        };
        self.levels.iter().filter(applies).collect()
    }
}

/// Every published benefit file: its name and content, in the order in which they are shown.
pub const FILES: &[(&str, &str)] = &[
    ("national-condolence@1", include_str!("../../../infra/benefits/national-condolence@1.toml")),
    ("national-low-income@1", include_str!("../../../infra/benefits/national-low-income@1.toml")),
    (
        "national-hardship-aid@1",
        include_str!("../../../infra/benefits/national-hardship-aid@1.toml"),
    ),
    (
        "provincial-hardship-aid@1",
        include_str!("../../../infra/benefits/provincial-hardship-aid@1.toml"),
    ),
    ("living-aid@1", include_str!("../../../infra/benefits/living-aid@1.toml")),
    ("one-off-voucher@1", include_str!("../../../infra/benefits/one-off-voucher@1.toml")),
];

static BENEFITS: LazyLock<Vec<Benefit>> =
    LazyLock::new(|| FILES.iter().filter_map(|(_, file)| toml::from_str(file).ok()).collect());

/// The newest version of every benefit, in catalogue order.
pub fn newest() -> impl Iterator<Item = &'static Benefit> {
    BENEFITS.iter().filter(|benefit| {
        !BENEFITS.iter().any(|other| other.code == benefit.code && other.version > benefit.version)
    })
}

/// The newest version of one benefit.
#[must_use]
pub fn find(code: &str) -> Option<&'static Benefit> {
    newest().find(|benefit| benefit.code == code)
}

/// The version that a run began with.
#[must_use]
pub fn find_version(reference: &BenefitRef) -> Option<&'static Benefit> {
    BENEFITS
        .iter()
        .find(|benefit| benefit.code == reference.code && benefit.version == reference.version)
}
