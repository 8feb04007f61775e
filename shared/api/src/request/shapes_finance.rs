//! The shape of every body of benefit runs, payees and books.

use super::{Body, Field, Kind};
use crate::books::{BudgetRequest, ClearRequest};
use crate::files::{FileRequest, ReportRequest};
use crate::parts::{FundingRequest, PartDecisionRequest};
use crate::payees::{
    ConfirmationRequest, ImportRequest, LivingCheckRequest, OwnAccountRequest, PayeeAccountRequest,
    StatusRequest, VerificationRequest,
};
use crate::payments::{
    CorrectionDecisionRequest, CorrectionRequest, FindingRequest, HoldRequest, ObjectionRequest,
    ReleaseRequest, VoidRequest,
};
use crate::routes::{MAX_BULK, MAX_FILE_BODY_BYTES};
use crate::runs::{CancellationRequest, RunRequest};

/// The most characters of an id, a code or a hash.
const CODE: Kind = Kind::Text(1, 64);
/// An officer's reason, which stays on record.
const REASON: Kind = Kind::Lines(10, 500);
/// A file in base64: four megabytes.
const FILE: Kind = Kind::Text(1, MAX_FILE_BODY_BYTES);
/// The most fen of a budget line: a hundred milliard yuan.
const MOST_FEN: Kind = Kind::Number(10_000_000_000_000);
/// A version that was read.
const VERSION: Kind = Kind::Number(9_007_199_254_740_991);
/// The registers.
const REGISTER: Kind = Kind::Word(&["MODEL_WORKER", "HARDSHIP", "VOUCHER"]);

impl Body for RunRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("benefit", CODE),
        Field::required("period", Kind::Text(4, 24)),
        Field::optional("supplementTo", CODE),
    ];
}

impl Body for CancellationRequest {
    const FIELDS: &'static [Field] = &[Field::required("reason", REASON)];
}

impl Body for PartDecisionRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("decision", Kind::Word(&["approve", "return", "refuse"])),
        Field::required("listHash", CODE),
        Field::optional("reasonText", Kind::Lines(0, 500)),
        Field::optional("noKinship", Kind::Flag),
    ];
}

impl Body for FundingRequest {
    const FIELDS: &'static [Field] =
        &[Field::required("listHash", CODE), Field::optional("noKinship", Kind::Flag)];
}

impl Body for HoldRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("kind", Kind::Word(&["BY_HAND", "DECEASED", "NOT_PAYABLE"])),
        Field::required("reason", REASON),
    ];
}

impl Body for ReleaseRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("end", Kind::Word(&["RELEASE", "VOID"])),
        Field::required("reason", REASON),
    ];
}

impl Body for VoidRequest {
    const FIELDS: &'static [Field] = &[Field::required("reason", REASON)];
}

/// What an account number, a name or a clearing number has to be is the domain's.
const PROXY: &[Field] = &[
    Field::required("relation", Kind::Text(1, 20)),
    Field::required("document", Kind::Text(2, 100)),
];

/// An account as it is entered.
const ACCOUNT: &[Field] = &[
    Field::required("holder", Kind::Text(0, 60)),
    Field::required("bank", Kind::Text(0, 60)),
    Field::required("number", Kind::Text(0, 64)),
    Field::optional("clearing", Kind::Text(0, 32)),
    Field::optional("proxy", Kind::Fields(PROXY)),
];

impl Body for CorrectionRequest {
    const FIELDS: &'static [Field] =
        &[Field::required("reason", REASON), Field::optional("account", Kind::Fields(ACCOUNT))];
}

impl Body for CorrectionDecisionRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("approve", Kind::Flag),
        Field::optional("reason", Kind::Lines(0, 500)),
        Field::optional("noKinship", Kind::Flag),
    ];
}

impl Body for ObjectionRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("batch", Kind::Number(9_999)),
        Field::required("line", Kind::Number(98)),
        Field::required("name", Kind::Text(2, 30)),
        Field::required("unit", Kind::Text(2, 100)),
        Field::required("text", Kind::Lines(10, 1000)),
    ];
}

impl Body for FindingRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("finding", Kind::Word(&["UPHELD", "DISMISSED"])),
        Field::required("reason", REASON),
    ];
}

impl Body for FileRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("password", Kind::Text(0, 128)),
        Field::required("purpose", Kind::Text(4, 200)),
    ];
}

impl Body for ReportRequest {
    const FIELDS: &'static [Field] =
        &[Field::required("fileName", Kind::Text(1, 200)), Field::required("content", FILE)];
    const LIMIT: usize = MAX_FILE_BODY_BYTES;
}

impl Body for ClearRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("to", Kind::Word(ACCOUNTS)),
        Field::required("reason", REASON),
        Field::required("version", VERSION),
    ];
}

const ACCOUNTS: &[&str] =
    &["BUDGET", "RESERVED", "IN_FLIGHT", "PAID", "RETURNED", "SUSPENSE", "OUTSIDE"];

impl Body for BudgetRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("grantedFen", MOST_FEN),
        Field::required("document", Kind::Text(4, 200)),
        Field::optional("reason", Kind::Text(10, 200)),
        Field::required("version", VERSION),
    ];
}

impl Body for ImportRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("register", REGISTER),
        Field::required("fileName", Kind::Text(1, 200)),
        Field::required("content", FILE),
        Field::optional("dryRun", Kind::Flag),
        Field::optional("from", Kind::Number(20_000)),
        Field::optional(
            "earlier",
            Kind::Items(
                0,
                5_000,
                &[
                    Field::required("line", Kind::Number(30_000)),
                    Field::required("note", Kind::Lines(0, 2_000)),
                ],
            ),
        ),
    ];
    const LIMIT: usize = MAX_FILE_BODY_BYTES;
}

impl Body for LivingCheckRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("register", REGISTER),
        Field::required("ids", Kind::Texts(1, MAX_BULK)),
        Field::required("checkedOn", Kind::Date),
    ];
}

const STATUSES: &[&str] = &["LIVING", "DECEASED", "REVOKED", "ABROAD", "LOST", "EXITED"];

impl Body for StatusRequest {
    const FIELDS: &'static [Field] =
        &[Field::required("status", Kind::Word(STATUSES)), Field::required("reason", REASON)];
}

impl Body for ConfirmationRequest {
    const FIELDS: &'static [Field] =
        &[Field::required("confirm", Kind::Flag), Field::optional("reason", Kind::Lines(0, 500))];
}

impl Body for OwnAccountRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("holder", Kind::Text(0, 60)),
        Field::required("bank", Kind::Text(0, 60)),
        Field::required("number", Kind::Text(0, 64)),
        Field::optional("clearing", Kind::Text(0, 32)),
        Field::optional("consent", Kind::Flag),
    ];
}

impl Body for PayeeAccountRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("holder", Kind::Text(0, 60)),
        Field::required("bank", Kind::Text(0, 60)),
        Field::required("number", Kind::Text(0, 64)),
        Field::optional("clearing", Kind::Text(0, 32)),
        Field::optional("proxy", Kind::Fields(PROXY)),
        Field::required("consentDocument", Kind::Text(2, 100)),
    ];
}

impl Body for VerificationRequest {
    const FIELDS: &'static [Field] = &[Field::required(
        "items",
        Kind::Items(
            1,
            MAX_BULK,
            &[Field::required("id", CODE), Field::required("version", VERSION)],
        ),
    )];
}
