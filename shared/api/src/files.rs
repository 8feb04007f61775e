//! The bank's side: files that go out, reports that come in, what does not fit.

use serde::{Deserialize, Serialize};

use crate::books::SuspenseView;
use crate::lines::LineView;

/// A file inside an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes, base64.
    pub content: String,
}

/// `GET …/files`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BankFileList {
    /// Every sending of the part, oldest first.
    pub items: Vec<BankFileView>,
}

/// A bank file, with what a person compares before it is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BankFileView {
    /// The message: run, part, batch and sending.
    pub message: String,
    /// Which batch.
    pub batch: u32,
    /// Which sending, from 1.
    pub attempt: u32,
    /// 笔数.
    pub count: u32,
    /// 合计.
    pub total_fen: u64,
    /// 合计大写.
    pub total_capital: String,
    /// When the bank was told.
    pub sent_at: String,
    /// By when its report is expected.
    pub due_on: String,
    /// Whether every payment in it has its answer.
    pub answered: bool,
    /// How many have none.
    pub outstanding: u32,
}

/// `POST …/files/{message}`: fetches a bank file, locked. An audited act.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileRequest {
    /// Opens the file; at least 12 visible ASCII characters. It is not kept.
    pub password: String,
    /// Why it is fetched.
    pub purpose: String,
}

/// A bank file in a locked ZIP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BankFileDownload {
    /// What it holds.
    #[serde(flatten)]
    pub file: BankFileView,
    /// SHA-256 of the file inside.
    pub sha256: String,
    /// The ZIP (WinZip AES-256).
    pub zip: FileView,
}

/// `POST …/reports`: a report that the bank gave by hand.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportRequest {
    /// Its name, without a path.
    pub file_name: String,
    /// Its bytes (XML or CSV), base64; at most 4 MB.
    pub content: String,
}

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportReceipt {
    /// The message that it answers.
    pub message: String,
    /// How many lines it has.
    pub rows: u32,
    /// Lines that cannot be read, with why; they hide no other.
    pub faults: Vec<ReportFaultView>,
    /// Whether the same bytes had been taken before: nothing changes.
    pub repeated: bool,
    /// What happens now, as a sentence.
    pub text: String,
}

/// A line of a report that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportFaultView {
    /// Its line in the file, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What is wrong and how to mend it.
    pub text: String,
}

/// `GET …/reconciliation`: what does not fit, on top.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReconciliationView {
    /// Money without an owner, of this part, not cleared.
    pub unmatched: Vec<SuspenseView>,
    /// Payments that wait for somebody, at most 100.
    pub open: Vec<LineView>,
    /// Sendings without a whole answer.
    pub waiting: Vec<BankFileView>,
    /// The reports that were booked, newest first.
    pub reports: Vec<ReportView>,
}

/// A report that was booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportView {
    /// The message that it answers; absent where it says none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// When it was booked.
    pub at: String,
    /// Whether a person brought it; else the bank did.
    pub by_hand: bool,
    /// What its lines did.
    pub results: Vec<ReportCount>,
    /// Lines that could not be read.
    pub faults: u32,
}

/// How many lines of a report did one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportCount {
    /// What, as a word that never changes: `CONFIRMED`, `FAILED`, `UNMATCHED`, …
    pub code: String,
    /// The same in words.
    pub text: String,
    /// How many.
    pub count: u32,
}
