//! What each operation takes and gives.

use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{examples, schemas::Schemas};
use crate::account::{AccountRequest, AccountView, RevealRequest, RevealView};
use crate::applications::{
    AmendmentRequest, AnswerRequest, AppealRequest, ApplicationRequest, ApplicationView, Receipt,
};
use crate::batches::{
    BatchDecisionRequest, BatchDecisionView, BatchList, BatchRequest, BatchRosterRequest,
    BatchRosterView, BatchView, CeremonyRequest, CheckInRequest, CheckInView, DeviceView,
    InvitationRequest, InvitationView, RowList, RowRequest, RowView,
};
use crate::benefits::{BenefitList, BenefitView};
use crate::books::{
    BudgetList, BudgetRequest, BudgetView, ClearRequest, LedgerView, PayrollView, SuspenseList,
    SuspenseView,
};
use crate::changes::{ChangeRequest, StatementRequest};
use crate::confirmations::{ConfirmationLook, ConfirmationView, JoiningAnswerRequest};
use crate::consents::{ConsentRequest, ConsentView, ConsentWithdrawal};
use crate::decisions::{
    BulkDecisionRequest, BulkDecisionResult, DecisionRequest, DecisionView, RouteRequest,
    RouteView, UrgeView,
};
use crate::directory::{DivisionView, EmployerList, UnionList};
use crate::figures::FiguresView;
use crate::files::{
    BankFileDownload, BankFileList, FileRequest, FileView, ReconciliationView, ReportReceipt,
    ReportRequest,
};
use crate::foundings::{
    FoundingList, FoundingPeople, FoundingView, ParticipationRequest, ParticipationView, ReplyView,
};
use crate::lines::{LineFilter, LineList};
use crate::matters::{CheckAnswer, CheckRequest, MatterGuide, MatterList};
use crate::me::MeView;
use crate::members::{
    ExportRequest, ExportView, MemberList, MemberView, MobileReleaseRequest, MobileReleaseView,
    OwnRecord, SearchRequest,
};
use crate::moves::{MoveList, MoveRequest};
use crate::notices::{NoticeList, NoticeView};
use crate::organisations::{
    CoverRequest, CoveredList, HistoryView, ReminderList, UnionBranch, UnionCertificateRequest,
    UnionContactRequest, UnionOfficersRequest, UnionParentRequest, UnionStructureRequest,
    UnionView,
};
use crate::parts::{FundingRequest, PartChangeView, PartDecisionRequest, PartView};
use crate::payees::{
    BankAccountView, ConfirmationRequest, ImportRequest, ImportView, LivingCheckRequest, ManyView,
    OwnAccountRequest, PayeeAccountRequest, PayeeAccountView, PayeeList, PayeeView, StatusRequest,
    StatusView, VerificationRequest,
};
use crate::payments::{
    CorrectionDecisionRequest, CorrectionRequest, FindingRequest, HoldRequest, InquiryView,
    LineChangeView, ObjectionList, ObjectionRequest, ObjectionView, ReleaseRequest, VoidRequest,
};
use crate::restructurings::{
    OutlookView, RestructuringDecisionRequest, RestructuringRequest, RestructuringView,
};
use crate::rosters::{
    AbsentList, ChunkRequest, RosterConfirmationRequest, RosterList, RosterRequest, RosterRowList,
    RosterVerdict, RosterView,
};
use crate::runs::{CancellationRequest, RunList, RunRequest, RunView};
use crate::stand_ins::{StandInList, StandInRequest, StandInView};
use crate::tasks::{ClaimView, TaskList, TaskView};

/// What an operation takes and gives.
pub(super) struct Bodies {
    /// The media type object of the request, where there is a body.
    pub(super) request: Option<Value>,
    /// The status and the response object of success.
    pub(super) answer: (u16, Value),
}

/// What the operation of this name takes and gives.
pub(super) fn of(operation: &str, all: &mut Schemas) -> Bodies {
    let mut bodies = without_examples(operation, all);
    if let (Some(request), Some(example)) = (&mut bodies.request, examples::request(operation)) {
        request["example"] = example;
    }
    let media_type = bodies.answer.1.pointer_mut("/content/application~1json");
    if let (Some(media_type), Some(example)) = (media_type, examples::answer(operation)) {
        media_type["example"] = example;
    }
    bodies
}

fn without_examples(operation: &str, all: &mut Schemas) -> Bodies {
    match operation {
        "listMatters" => gives::<MatterList>(all, 200, "The matters."),
        "getMatter" => gives::<MatterGuide>(all, 200, "The guide."),
        "checkMatter" => takes::<CheckRequest, CheckAnswer>(all, 200, "What the rules say."),
        "explain" => takes::<StatementRequest, Receipt>(all, 202, "The receipt."),
        "reportChange" => takes::<ChangeRequest, Receipt>(all, 202, "The receipt."),
        "apply" => takes::<ApplicationRequest, Receipt>(all, 202, "The receipt."),
        "getApplication" => gives::<ApplicationView>(all, 200, "The application."),
        "amendApplication" => takes::<AmendmentRequest, Receipt>(all, 202, "The receipt."),
        "withdrawApplication" => gives::<Receipt>(all, 202, "The receipt."),
        "appealApplication" => takes::<AppealRequest, Receipt>(all, 202, "The receipt."),
        "answerApplication" => takes::<AnswerRequest, Receipt>(all, 202, "The receipt."),
        "sendRound" => takes::<AmendmentRequest, Receipt>(all, 202, "The receipt."),
        "listFoundings" => gives::<FoundingList>(all, 200, "The foundings."),
        "getFounding" => gives::<FoundingView>(all, 200, "The founding."),
        "listFoundingPeople" => gives::<FoundingPeople>(all, 200, "The people."),
        "takePart" => takes::<ParticipationRequest, ParticipationView>(all, 200, "He takes part."),
        "leaveFounding" => gives::<ParticipationView>(all, 200, "He left."),
        "getReply" => gives::<ReplyView>(all, 200, "The reply."),
        "getMe" => gives::<MeView>(all, 200, "The page."),
        "bindAccount" => takes::<AccountRequest, AccountView>(all, 200, "Bound."),
        "giveConsent" => takes::<ConsentRequest, ConsentView>(all, 200, "Given."),
        "withdrawConsent" => gives::<ConsentWithdrawal>(all, 200, "Withdrawn, and what follows."),
        "reveal" => takes::<RevealRequest, RevealView>(all, 200, "The values, once."),
        "listTasks" => gives::<TaskList>(all, 200, "A page of the worklist."),
        "getTask" => gives::<TaskView>(all, 200, "The case."),
        "claimTask" => gives::<ClaimView>(all, 200, "Claimed."),
        "releaseTask" => gives::<ClaimView>(all, 200, "Released."),
        "decideTask" => takes::<DecisionRequest, DecisionView>(all, 200, "Decided."),
        "decideTasks" => {
            takes::<BulkDecisionRequest, BulkDecisionResult>(all, 207, "One result per item.")
        }
        "listMoves" => gives::<MoveList>(all, 200, "A page of the moves."),
        "beginMove" => takes::<MoveRequest, Receipt>(all, 202, "The receipt."),
        "urgeTask" => gives::<UrgeView>(all, 200, "Urged."),
        "routeTask" => takes::<RouteRequest, RouteView>(all, 200, "Passed on."),
        "listStandIns" => gives::<StandInList>(all, 200, "The stand-ins."),
        "getStandIn" => gives::<StandInView>(all, 200, "The stand-in."),
        "putStandIn" => takes::<StandInRequest, StandInView>(all, 200, "Named."),
        "getFigures" => gives::<FiguresView>(all, 200, "The figures."),
        "findEmployers" => gives::<EmployerList>(all, 200, "The employers."),
        "findUnions" => gives::<UnionList>(all, 200, "The unions."),
        "getDivision" => gives::<DivisionView>(all, 200, "The division."),
        "getDocument" => document(),
        other => finance(other, all),
    }
}

/// Benefit runs, payees and books.
fn finance(operation: &str, all: &mut Schemas) -> Bodies {
    match operation {
        "listBenefits" => gives::<BenefitList>(all, 200, "The benefits."),
        "getBenefit" => gives::<BenefitView>(all, 200, "The benefit."),
        "listRuns" => gives::<RunList>(all, 200, "A page of the runs."),
        "planRun" => takes::<RunRequest, RunView>(all, 202, "Planned."),
        "getRun" => gives::<RunView>(all, 200, "The run."),
        "cancelRun" => takes::<CancellationRequest, RunView>(all, 200, "Cancelled."),
        "getPart" => gives::<PartView>(all, 200, "The part."),
        "listLines" => {
            all.add::<LineFilter>();
            gives::<LineList>(all, 200, "A page of the roll.")
        }
        "exportLines" => gives::<FileView>(all, 200, "The workbook."),
        "getPayroll" => gives::<PayrollView>(all, 200, "A page of the printed roll."),
        "decidePart" => takes::<PartDecisionRequest, PartChangeView>(all, 200, "Decided."),
        "fundPart" => takes::<FundingRequest, PartChangeView>(all, 200, "Set aside."),
        "holdLine" => takes::<HoldRequest, LineChangeView>(all, 200, "Held."),
        "releaseLine" => takes::<ReleaseRequest, LineChangeView>(all, 200, "Ended."),
        "voidLine" => takes::<VoidRequest, LineChangeView>(all, 200, "Given up."),
        "proposeCorrection" => takes::<CorrectionRequest, LineChangeView>(all, 200, "Proposed."),
        "decideCorrection" => {
            takes::<CorrectionDecisionRequest, LineChangeView>(all, 200, "Decided.")
        }
        "objectToLine" => takes::<ObjectionRequest, ObjectionView>(all, 200, "Taken."),
        "listObjections" => gives::<ObjectionList>(all, 200, "The objections."),
        "decideObjection" => takes::<FindingRequest, ObjectionView>(all, 200, "Recorded."),
        "inquirePayment" => gives::<InquiryView>(all, 200, "Asked."),
        other => books(other, all),
    }
}

fn books(operation: &str, all: &mut Schemas) -> Bodies {
    match operation {
        "listBankFiles" => gives::<BankFileList>(all, 200, "The sendings."),
        "fetchBankFile" => takes::<FileRequest, BankFileDownload>(all, 200, "The file, once."),
        "uploadReport" => takes::<ReportRequest, ReportReceipt>(all, 202, "Taken."),
        "getReconciliation" => gives::<ReconciliationView>(all, 200, "What does not fit."),
        "getLedger" => gives::<LedgerView>(all, 200, "The ledger."),
        "listSuspense" => gives::<SuspenseList>(all, 200, "A page of what waits."),
        "clearSuspense" => takes::<ClearRequest, SuspenseView>(all, 200, "Cleared."),
        "listBudgets" => gives::<BudgetList>(all, 200, "The lines."),
        "putBudget" => takes::<BudgetRequest, BudgetView>(all, 200, "Granted."),
        "listNotices" => gives::<NoticeList>(all, 200, "The notices."),
        "getNotice" => gives::<NoticeView>(all, 200, "The notice."),
        "listPayees" => gives::<PayeeList>(all, 200, "A page of the register."),
        "getPayeeTemplate" => gives::<FileView>(all, 200, "The workbook."),
        "getPayee" => gives::<PayeeView>(all, 200, "The payee."),
        "importPayees" => takes::<ImportRequest, ImportView>(all, 200, "One outcome per line."),
        "checkPayees" => takes::<LivingCheckRequest, ManyView>(all, 200, "One result per item."),
        "putPayeeStatus" => takes::<StatusRequest, StatusView>(all, 200, "Entered."),
        "confirmPayeeStatus" => takes::<ConfirmationRequest, StatusView>(all, 200, "Confirmed."),
        "putPayeeAccount" => takes::<PayeeAccountRequest, PayeeAccountView>(all, 200, "Entered."),
        "verifyAccounts" => takes::<VerificationRequest, ManyView>(all, 200, "One per item."),
        "getBankAccount" => gives::<BankAccountView>(all, 200, "The account."),
        "putBankAccount" => takes::<OwnAccountRequest, BankAccountView>(all, 200, "Entered."),
        other => rosters(other, all),
    }
}

fn rosters(operation: &str, all: &mut Schemas) -> Bodies {
    match operation {
        "listRosters" => gives::<RosterList>(all, 200, "A page of them."),
        "getRosterTemplate" => gives::<FileView>(all, 200, "The workbook."),
        "announceRoster" => takes::<RosterRequest, RosterView>(all, 202, "Announced."),
        "putRosterChunk" => {
            Bodies { request: Some(json!({ "schema": all.add::<ChunkRequest>() })), ..nothing() }
        }
        "checkRoster" => gives::<RosterView>(all, 202, "Under way."),
        "getRoster" => gives::<RosterView>(all, 200, "The roster."),
        "listRosterRows" => {
            all.add::<RosterVerdict>();
            gives::<RosterRowList>(all, 200, "A page of the rows.")
        }
        "listRosterAbsent" => gives::<AbsentList>(all, 200, "The proposals."),
        "getRosterFile" => gives::<FileView>(all, 200, "The workbook."),
        "confirmRoster" => takes::<RosterConfirmationRequest, RosterView>(all, 202, "Recorded."),
        "cancelRoster" => gives::<RosterView>(all, 200, "Given up."),
        other => members(other, all),
    }
}

/// The register of members.
fn members(operation: &str, all: &mut Schemas) -> Bodies {
    match operation {
        "searchMembers" => takes::<SearchRequest, MemberList>(all, 200, "A page of members."),
        "getMember" => gives::<MemberView>(all, 200, "The card."),
        "revealMember" => takes::<RevealRequest, RevealView>(all, 200, "The values, once."),
        "releaseMobile" => takes::<MobileReleaseRequest, MobileReleaseView>(all, 200, "Released."),
        "exportMembers" => takes::<ExportRequest, ExportView>(all, 200, "A part of the file."),
        "getOwnRecord" => gives::<OwnRecord>(all, 200, "What is kept."),
        other => gatherings(other, all),
    }
}

/// Collective joining.
fn gatherings(operation: &str, all: &mut Schemas) -> Bodies {
    match operation {
        "listBatches" => gives::<BatchList>(all, 200, "The batches."),
        "makeBatch" => takes::<BatchRequest, BatchView>(all, 201, "Begun."),
        "getBatchTemplate" => gives::<FileView>(all, 200, "The workbook."),
        "getBatch" => gives::<BatchView>(all, 200, "The batch."),
        "listBatchRows" => gives::<RowList>(all, 200, "A page of the roster."),
        "uploadRoster" => {
            takes::<BatchRosterRequest, BatchRosterView>(all, 200, "One outcome per line.")
        }
        "addBatchRow" => takes::<RowRequest, RowView>(all, 200, "On the roster."),
        "putBatchRow" => takes::<RowRequest, RowView>(all, 200, "Corrected."),
        "sendInvitations" => takes::<InvitationRequest, InvitationView>(all, 200, "Sent."),
        "openDevice" => gives::<DeviceView>(all, 201, "Opened."),
        "checkIn" => takes::<CheckInRequest, CheckInView>(all, 200, "One outcome per item."),
        "recordCeremony" => takes::<CeremonyRequest, BatchView>(all, 200, "Recorded."),
        "closeBatch" => gives::<BatchView>(all, 200, "Closed."),
        "decideBatch" => takes::<BatchDecisionRequest, BatchDecisionView>(all, 200, "Recorded."),
        "viewConfirmation" => {
            takes::<ConfirmationLook, ConfirmationView>(all, 200, "Who is asked.")
        }
        "confirmJoining" => takes::<JoiningAnswerRequest, ConfirmationView>(all, 200, "Taken."),
        other => organisations(other, all),
    }
}

/// The register of unions.
fn organisations(operation: &str, all: &mut Schemas) -> Bodies {
    match operation {
        "getUnion" => gives::<UnionView>(all, 200, "The record."),
        "listUnionChildren" => gives::<UnionBranch>(all, 200, "The place in the tree."),
        "getUnionHistory" => gives::<HistoryView>(all, 200, "The changes."),
        "listCoveredEmployers" => gives::<CoveredList>(all, 200, "A page of employers."),
        "listUnionReminders" => gives::<ReminderList>(all, 200, "A page of unions."),
        "putUnionContact" => takes::<UnionContactRequest, UnionView>(all, 200, "Changed."),
        "putUnionStructure" => takes::<UnionStructureRequest, UnionView>(all, 200, "Changed."),
        "putUnionOfficers" => takes::<UnionOfficersRequest, UnionView>(all, 200, "Changed."),
        "putUnionCertificate" => takes::<UnionCertificateRequest, UnionView>(all, 200, "Changed."),
        "putUnionParent" => takes::<UnionParentRequest, UnionView>(all, 200, "Moved."),
        "getUnionOutlook" => gives::<OutlookView>(all, 200, "What it would touch."),
        "getRestructuring" | "undoRestructuring" => {
            gives::<RestructuringView>(all, 200, "How far it is.")
        }
        "putRestructuring" => {
            takes::<RestructuringRequest, RestructuringView>(all, 200, "Asked for.")
        }
        "decideRestructuring" => {
            takes::<RestructuringDecisionRequest, RestructuringView>(all, 200, "Decided.")
        }
        "putCoveredEmployer" => takes::<CoverRequest, UnionView>(all, 200, "Changed."),
        _ => nothing(),
    }
}

fn takes<Q: ToSchema, A: ToSchema>(all: &mut Schemas, status: u16, text: &str) -> Bodies {
    Bodies { request: Some(json!({ "schema": all.add::<Q>() })), ..gives::<A>(all, status, text) }
}

fn gives<A: ToSchema>(all: &mut Schemas, status: u16, text: &str) -> Bodies {
    let content = json!({ "application/json": { "schema": all.add::<A>() } });
    Bodies { request: None, answer: (status, json!({ "description": text, "content": content })) }
}

fn document() -> Bodies {
    let schema = json!({ "type": "object", "additionalProperties": true });
    let content = json!({ "application/json": { "schema": schema } });
    Bodies {
        request: None,
        answer: (200, json!({ "description": "The document.", "content": content })),
    }
}

fn nothing() -> Bodies {
    Bodies { request: None, answer: (204, json!({ "description": "Done." })) }
}
