//! Payees: who may be paid a benefit, as the registers know them, and the accounts they are paid to.
//!
//! What is sensitive (income, illness, household) lies in [`Facts`], which the store keeps sealed.
//! Deliberately absent: account numbers; a fingerprint stands for them everywhere but in the vault.

use crate::id::{PersonId, SubjectId, UnionId};
use crate::money::Fen;
use crate::person::Sealed;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// A register (名册) from which benefits are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Register {
    /// 劳模名册: model workers, and the widowed spouses of deceased ones.
    ModelWorker,
    /// 困难职工档案.
    Hardship,
    /// 一次性发放名单: a list made for one benefit.
    Voucher,
}

impl Register {
    /// All of them.
    pub const ALL: [Register; 3] = [Register::ModelWorker, Register::Hardship, Register::Voucher];

    /// The word in which the API and the table say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Register::ModelWorker => "MODEL_WORKER",
            Register::Hardship => "HARDSHIP",
            Register::Voucher => "VOUCHER",
        }
    }

    /// The register of that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Register> {
        Register::ALL.into_iter().find(|register| register.as_str() == word)
    }
}

/// The level of an honour (荣誉级别).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HonourLevel {
    /// 全国劳动模范, 全国先进工作者.
    National,
    /// 省部级.
    Province,
    /// 市级.
    City,
}

/// Whether somebody on a register can be paid at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PayeeStatus {
    /// Alive, in the country, in contact, title or file in force.
    Living,
    /// Dead: nothing is paid to him any more, what is on its way is held.
    Deceased,
    /// Title withdrawn (撤销荣誉称号).
    Revoked,
    /// Moved abroad.
    Abroad,
    /// Whereabouts unknown and out of contact.
    Lost,
    /// The hardship file is closed (已脱困退出), or the person left the list.
    Exited,
}

/// How a model worker lives by work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WorkStatus {
    /// 在岗.
    OnJob,
    /// 退休.
    Retired,
    /// 农民.
    Farmer,
    /// 其他.
    Other,
}

/// What the rules need to know of a model worker or a widowed spouse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelWorker {
    /// 全国劳动模范.
    pub title: String,
    /// Its level.
    pub level: HonourLevel,
    /// When it was awarded.
    pub awarded_year: i16,
    /// How he lives by work.
    pub work: WorkStatus,
    /// Own average monthly income of the last year, as declared and checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monthly_income: Option<Fen>,
    /// 家庭成员患病或子女就学等困难.
    #[serde(default)]
    pub family_hardship: bool,
    /// Self-paid medical cost of the year after all insurance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_paid_medical: Option<Fen>,
    /// True for the widowed spouse of a deceased model worker (已故劳模配偶).
    #[serde(default)]
    pub widowed_spouse: bool,
    /// 无固定收入.
    #[serde(default)]
    pub no_fixed_income: bool,
}

/// Where a household's costs are measured (城乡).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Residence {
    /// 城镇.
    Urban,
    /// 农村.
    Rural,
}

/// What the rules need to know of a household in hardship (困难职工家庭).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Household {
    /// The file's number.
    pub number: String,
    /// Which year's income the file declares.
    pub year: i16,
    /// Disposable income of the family in that year.
    pub income: Fen,
    /// Rigid expenses (刚性支出) of that year.
    pub rigid: Fen,
    /// People living together, at least one.
    pub people: u32,
    /// Loss by accident, disaster or sudden illness in that year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accident_loss: Option<Fen>,
    /// Injured, disabled or killed in a disaster or major accident.
    #[serde(default)]
    pub accident: bool,
    /// Where its costs are measured.
    pub residence: Residence,
    /// 困难农民工: at least a year of actual labour relation in the city.
    #[serde(default)]
    pub migrant: bool,
}

/// An entry of a list made for one benefit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// For which benefit.
    pub benefit: String,
    /// For which period of it.
    pub period: String,
}

/// What a register knows beyond who it is. Sealed in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "register", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Facts {
    /// [`Register::ModelWorker`].
    ModelWorker(ModelWorker),
    /// [`Register::Hardship`].
    Hardship(Household),
    /// [`Register::Voucher`].
    Voucher(Listed),
}

impl Facts {
    /// Of which register these are.
    #[must_use]
    pub fn register(&self) -> Register {
        match self {
            Facts::ModelWorker(_) => Register::ModelWorker,
            Facts::Hardship(_) => Register::Hardship,
            Facts::Voucher(_) => Register::Voucher,
        }
    }
}

/// A row of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// Who.
    pub person: PersonId,
    /// Grows with every change.
    pub version: u64,
    /// Name as on the document.
    pub name: String,
    /// The document's number, masked.
    pub id_masked: String,
    /// The part in which he is paid: four digits of the city, `2100` for the province itself.
    pub city: String,
    /// The union that keeps him.
    pub union: Option<UnionId>,
    /// 单位.
    pub unit: String,
    /// Whether he can be paid at all.
    pub status: PayeeStatus,
    /// When somebody last made sure of it; more than 12 months ago and he is not payable.
    pub checked_on: Date,
    /// The rest.
    pub facts: Facts,
}

/// Somebody who receives for the payee (代领人), with the paper that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proxy {
    /// 配偶, 子女, 监护人.
    pub relation: String,
    /// Number or title of the paper (授权书, 监护证明).
    pub document: String,
}

/// An account to pay to (收款账户). The number is sealed; its fingerprint stands for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    /// Whose benefit is paid to it.
    pub person: PersonId,
    /// Grows with every change.
    pub version: u64,
    /// The holder's name: the person's own, or the proxy's.
    pub holder: String,
    /// Who holds it for the person, if it is not his own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<Proxy>,
    /// 开户行.
    pub bank: String,
    /// 联行号, 12 digits, where the bank asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clearing: Option<String>,
    /// The number.
    pub sealed: Sealed,
    /// HMAC over holder, number and bank: changes with any of them.
    pub fingerprint: String,
    /// The last four digits.
    pub last4: String,
    /// Who entered it.
    pub entered_by: SubjectId,
    /// When it was entered or changed.
    pub changed: Timestamp,
    /// When a second person, or the bank by a payment that arrived, found it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<Timestamp>,
    /// Who did; none where the bank did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<SubjectId>,
    /// When the person agreed that his account is used for this (BANK consent).
    pub consented: Timestamp,
}

impl BankAccount {
    /// True when the holder is the person himself or a recorded proxy.
    #[must_use]
    pub fn fits(&self, name: &str) -> bool {
        self.proxy.is_some() || self.holder.trim() == name.trim()
    }
}
