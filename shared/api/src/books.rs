//! The books: suspense, ledger, budgets, and the roll as it is printed.

use serde::{Deserialize, Serialize};

/// `GET /v1/suspense`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuspenseList {
    /// At most 100 that are not cleared, oldest first.
    pub items: Vec<SuspenseView>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Money that waits for a person to say whose it is (暂记).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuspenseView {
    /// Of which run's report.
    pub run: String,
    /// Of which part.
    pub part: String,
    /// Its id in the part.
    pub id: String,
    /// Why, as a word that never changes.
    pub code: String,
    /// The same as a sentence.
    pub text: String,
    /// What to do.
    pub next: String,
    /// How much.
    pub amount_fen: u64,
    /// The reference as the bank gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The batch of the payment it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<u32>,
    /// Its line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u16>,
    /// When it was found.
    pub at: String,
    /// Where the caller may clear it to; empty where he may not.
    pub clear_to: Vec<AccountName>,
    /// Its version: whoever clears it names the one he looked at.
    pub version: u64,
}

/// `PUT …/suspense/{item}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClearRequest {
    /// Into which account: one of `clearTo`.
    pub to: AccountName,
    /// Why, at least 10 characters, no personal data.
    pub reason: String,
    /// The version that was looked at.
    pub version: u64,
}

/// Accounts of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AccountName {
    /// 预算.
    Budget,
    /// 已预留.
    Reserved,
    /// 在途.
    InFlight,
    /// 已支付.
    Paid,
    /// 退回.
    Returned,
    /// 暂记.
    Suspense,
    /// 行外.
    Outside,
}

/// `GET /v1/runs/{id}/ledger`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerView {
    /// What every account holds over all parts shown.
    pub balances: Vec<BalanceView>,
    /// The sum over all accounts: zero, always.
    pub sum_fen: i64,
    /// The same by part.
    pub parts: Vec<PartLedger>,
    /// The postings, oldest first, for the one part that `part` names; at most 5,000.
    pub postings: Vec<PostingView>,
}

/// The ledger of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartLedger {
    /// Which part.
    pub part: String,
    /// The city's name.
    pub name: String,
    /// What every account holds.
    pub balances: Vec<BalanceView>,
}

/// What an account holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BalanceView {
    /// Which account.
    pub account: AccountName,
    /// What it is called.
    pub title: String,
    /// What it holds; negative where more left it than came.
    pub amount_fen: i64,
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostingView {
    /// When.
    pub at: String,
    /// Out of this account.
    pub debit: AccountName,
    /// Into this one.
    pub credit: AccountName,
    /// How much.
    pub amount_fen: u64,
    /// Why, as a word that never changes.
    pub code: String,
    /// The same in words.
    pub text: String,
    /// In whose books.
    pub period: String,
    /// What it is about: the part, batch `1`, payment `1-34`, or suspense.
    pub about: String,
}

/// `GET /v1/budgets`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BudgetList {
    /// The lines of the year.
    pub items: Vec<BudgetView>,
}

/// A budget line (预算科目) in one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BudgetView {
    /// Its name.
    pub line: String,
    /// Which year.
    pub year: i16,
    /// Granted.
    pub granted_fen: u64,
    /// Not set aside yet.
    pub available_fen: u64,
    /// Grows with every change; 0 where nothing was granted.
    pub version: u64,
    /// How it came about, oldest first.
    pub changes: Vec<BudgetChange>,
    /// A lower amount that waits for a second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<BudgetLowering>,
}

/// A lower amount that one person asked for; it holds once a second one asks for the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BudgetLowering {
    /// Granted from then on.
    pub granted_fen: u64,
    /// The document.
    pub document: String,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub at: String,
    /// Whether the caller asked for it: then somebody else agrees.
    pub mine: bool,
}

/// A change of what is granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BudgetChange {
    /// Granted from then on.
    pub granted_fen: u64,
    /// The document.
    pub document: String,
    /// Why it was lowered; absent for a grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When.
    pub at: String,
}

/// `PUT /v1/budgets/{line}/{year}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BudgetRequest {
    /// Granted from now on; never less than what is set aside. Less than now is asked for by one
    /// person and holds once another puts the same amount. What is granted now takes back what was
    /// asked for.
    pub granted_fen: u64,
    /// The document that says so: title and number.
    pub document: String,
    /// Why it is lowered, at least 10 characters, no personal data; needed for less than now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The version that was looked at; 0 for a new line.
    pub version: u64,
}

/// `GET …/payroll`: the roll as it is printed and signed (发放表).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayrollView {
    /// The heading.
    pub title: String,
    /// The run's number and the part.
    pub number: String,
    /// The city's name.
    pub place: String,
    /// The list's hash, as approved.
    pub list_hash: String,
    /// 笔数.
    pub count: u64,
    /// 合计.
    pub total_fen: u64,
    /// 合计大写.
    pub total_capital: String,
    /// Who prepared, reviewed, approved and paid it: by office.
    pub signatures: Vec<SignatureView>,
    /// The lines of this page, masked.
    pub lines: Vec<PayrollLine>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Whether some value is an example (示例).
    pub example: bool,
    /// Whether these are invented data (合成数据).
    pub synthetic: bool,
}

/// A place for a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignatureView {
    /// 制表人, 审核人, 审批人, 付款人.
    pub title: String,
    /// The office.
    pub office: String,
    /// When; absent until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// A line of the printed roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayrollLine {
    /// From 1 over the whole roll.
    pub no: u64,
    /// The name, masked.
    pub name: String,
    /// The document's number, masked.
    pub id_masked: String,
    /// 单位.
    pub unit: String,
    /// What it is called.
    pub kind_title: String,
    /// How much.
    pub amount_fen: u64,
    /// 开户行.
    pub bank: String,
    /// The account's last four digits.
    pub last4: String,
    /// Where it stands, in words.
    pub state_text: String,
}
