//! Payees (发放对象): the registers, their import and yearly check, and the accounts paid to.

use serde::{Deserialize, Serialize};

use crate::benefits::RegisterName;
use crate::common::UnionRef;
use crate::files::FileView;
use crate::problem::Problem;

/// Whether somebody on a register can be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PayeeStatusName {
    /// 在世、在册.
    Living,
    /// 已故.
    Deceased,
    /// 撤销荣誉称号.
    Revoked,
    /// 移居国(境)外.
    Abroad,
    /// 去向不明.
    Lost,
    /// 已退出.
    Exited,
}

/// `GET /v1/payees`: a page of a register in a city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayeeList {
    /// At most 100, in the register's order.
    pub items: Vec<PayeeView>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A row of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayeeView {
    /// The person's id.
    pub id: String,
    /// Which register.
    pub register: RegisterName,
    /// The name, masked.
    pub name: String,
    /// The document's number, masked.
    pub id_masked: String,
    /// Four digits of the city; `2100` for the province itself.
    pub city: String,
    /// The city's name.
    pub city_name: String,
    /// The union that keeps him.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<UnionRef>,
    /// 单位.
    pub unit: String,
    /// Whether he can be paid.
    pub status: PayeeStatusName,
    /// The same in words.
    pub status_text: String,
    /// When somebody last made sure of it.
    pub checked_on: String,
    /// Whether that is more than 12 months ago: he is not paid until it is checked.
    pub check_due: bool,
    /// A status that one person entered and a second has not confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unconfirmed: Option<UnconfirmedView>,
    /// What the rules look at, in words; only for one payee.
    pub facts: Vec<FactView>,
    /// The account; absent where none was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<PayeeAccountView>,
    /// Grows with every change.
    pub version: u64,
}

/// A fact of a payee in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactView {
    /// What it is called.
    pub label: String,
    /// Its value; amounts and illness are masked.
    pub text: String,
}

/// A status that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnconfirmedView {
    /// What was entered.
    pub status: PayeeStatusName,
    /// Why.
    pub reason: String,
    /// When.
    pub at: String,
    /// Whether the caller entered it: then somebody else confirms it.
    pub mine: bool,
}

/// An account as officers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayeeAccountView {
    /// 开户行.
    pub bank: String,
    /// The last four digits.
    pub last4: String,
    /// The holder, masked.
    pub holder: String,
    /// Who holds it for the payee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<ProxyView>,
    /// When it was entered or changed.
    pub changed_at: String,
    /// When a second person, or a payment that arrived, found it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<String>,
    /// Whether the caller entered it: then somebody else verifies it.
    pub mine: bool,
    /// Which entry it is: whoever verifies it names the one he looked at.
    pub version: u64,
}

/// Somebody who receives for the payee (代领人).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProxyView {
    /// 配偶, 子女, 监护人.
    pub relation: String,
    /// Title or number of the paper that says so.
    pub document: String,
}

/// `POST /v1/payees/imports`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRequest {
    /// Into which register.
    pub register: RegisterName,
    /// The file's name.
    pub file_name: String,
    /// Its bytes (XLSX or CSV), base64; at most 4 MB and 20,000 rows.
    pub content: String,
    /// Rows that are done already: the `next` of the call before, with the same file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
    /// The lines that the calls before refused, so that the returned file has them all; at most 5,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<RefusedLine>,
    /// `true`: says what it would do and writes nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// A line that an earlier call of the same import refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefusedLine {
    /// Its line in the file.
    pub line: u32,
    /// Its notes as that call gave them, one a line.
    pub note: String,
}

/// What an import did, line by line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportView {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Lines of each outcome.
    pub counts: ImportCounts,
    /// Every line of this call with its outcome.
    pub lines: Vec<ImportLine>,
    /// Rows of the whole file.
    pub rows: u32,
    /// Where the next call goes on with the same file; absent once every row is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u32>,
    /// The same file with a column 校验结果; with the last call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileView>,
}

/// How many lines had which outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportCounts {
    /// New rows.
    pub added: u32,
    /// Rows that changed.
    pub changed: u32,
    /// Rows that were there already.
    pub unchanged: u32,
    /// Lines that were not taken.
    pub refused: u32,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ImportOutcome {
    /// A new row.
    Added,
    /// A row that changed.
    Changed,
    /// It was there already.
    Unchanged,
    /// Not taken; no other line suffers.
    Refused,
}

/// One line of an imported file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportLine {
    /// Its line in the file.
    pub line: u32,
    /// What became of it.
    pub outcome: ImportOutcome,
    /// Why it was refused, or what to look at: each with how to mend it.
    pub notes: Vec<String>,
}

/// `POST /v1/payees/checks`: the yearly check that somebody is alive and on the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LivingCheckRequest {
    /// Of which register.
    pub register: RegisterName,
    /// Whose: 1 to 100.
    pub ids: Vec<String>,
    /// When somebody made sure: not in the future, not older than 90 days.
    pub checked_on: String,
}

/// One result per item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ManyView {
    /// In the order of the request.
    pub items: Vec<ManyItem>,
}

/// The result of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ManyItem {
    /// Which.
    pub id: String,
    /// 200, or the problem's status.
    pub status: u16,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// `PUT /v1/payees/{register}/{id}/status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusRequest {
    /// The new status.
    pub status: PayeeStatusName,
    /// Why, and by which proof; at least 10 characters.
    pub reason: String,
}

/// `POST /v1/payees/{register}/{id}/status/confirmation`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationRequest {
    /// Whether it is right; `false` puts the old status back.
    pub confirm: bool,
    /// Why not, at least 10 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A status after it was entered or confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusView {
    /// The row.
    pub payee: PayeeView,
    /// How many open payments were held at once.
    pub held: u32,
    /// How many were too late to be held, because the bank has them.
    pub too_late: u32,
    /// What happens now, as a sentence.
    pub text: String,
}

/// `PUT /v1/bank-account`: one's own account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnAccountRequest {
    /// The holder's name: one's own.
    pub holder: String,
    /// 开户行.
    pub bank: String,
    /// The number.
    pub number: String,
    /// 联行号, 12 digits, where the bank asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clearing: Option<String>,
    /// The consent that the account is used for benefits (BANK); must be `true`.
    #[serde(default)]
    pub consent: bool,
}

/// `PUT /v1/payees/{register}/{id}/bank-account`: by an officer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayeeAccountRequest {
    /// The holder's name: the payee's own, or the proxy's.
    pub holder: String,
    /// 开户行.
    pub bank: String,
    /// The number.
    pub number: String,
    /// 联行号, 12 digits, where the bank asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clearing: Option<String>,
    /// Who holds it for the payee, if it is not his own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<ProxyView>,
    /// The paper on which the payee agreed that the account is used (BANK consent).
    pub consent_document: String,
}

/// `GET` and `PUT /v1/bank-account`: one's own account, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BankAccountView {
    /// 开户行.
    pub bank: String,
    /// The last four digits.
    pub last4: String,
    /// The holder, masked.
    pub holder: String,
    /// When it was entered or changed.
    pub changed_at: String,
    /// When it was found right; absent until then, and nothing is paid to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<String>,
    /// What happens now, as a sentence.
    pub text: String,
}

/// `POST /v1/bank-accounts/verifications`: a second person looked at them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerificationRequest {
    /// 1 to 100.
    pub items: Vec<VerificationItem>,
}

/// One account to be verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerificationItem {
    /// The person's id.
    pub id: String,
    /// The entry that was looked at: `version` of the account.
    pub version: u64,
}
