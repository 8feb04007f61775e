//! The document is in step with the code, whole, and every example fits its type.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::*;
use crate::problem::MEDIA_TYPE;
use crate::request::{Body, read};
use crate::routes::{IdempotencyKey, Method};
use crate::{Language, account, applications, changes, consents, decisions, directory};
use crate::{
    benefits, books, files, lines, matters, me, members, notices, parts, payees, payments, rosters,
};
use crate::{organisations, restructurings, runs, stand_ins, tasks};

#[test]
fn the_file_is_in_step_with_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/openapi.json");
    let file = std::fs::read_to_string(path).unwrap();
    assert!(
        file == text(),
        "run: cargo run -p api --features openapi --bin openapi > web/openapi.json"
    );
}

/// Every string under a `$ref` in the document.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(object) => {
            found.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|item| references(item, found));
        }
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_schema_is_used() {
    let document = document();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    for reference in &found {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
    for name in document["components"]["schemas"].as_object().unwrap().keys() {
        assert!(found.contains(&format!("#/components/schemas/{name}")), "{name} is not used");
    }
}

#[test]
fn routes_are_unique_and_have_what_their_kind_needs() {
    let (mut paths, mut names) = (BTreeSet::new(), BTreeSet::new());
    for route in routes::all() {
        let what = format!("{} {}", route.method.as_str(), route.path);
        assert!(paths.insert(what.clone()), "{what} is there twice");
        assert!(names.insert(route.operation), "{what}: its operation is there twice");
        let required = route.key == IdempotencyKey::Required;
        assert_eq!(
            required,
            route.problems.contains(&ProblemCode::IdempotencyKeyMissing),
            "{what}"
        );
        let takes = route.key != IdempotencyKey::Unused;
        assert_eq!(takes, route.problems.contains(&ProblemCode::IdempotencyKeyInvalid), "{what}");
        let document = document();
        let operation = &document["paths"][route.path][route.method.as_str().to_lowercase()];
        assert_eq!(operation["requestBody"].is_object(), route.has_body(), "{what}");
        if matches!(route.method, Method::Get | Method::Delete) {
            assert!(!route.has_body(), "{what}");
        }
        assert_eq!(operation["security"] == json!([]), route.access == Access::Public, "{what}");
    }
    let public: Vec<&str> = routes::all()
        .filter(|route| route.access == Access::Public)
        .map(|route| route.operation)
        .collect();
    assert_eq!(
        public,
        [
            "listMatters",
            "getMatter",
            "checkMatter",
            "listNotices",
            "getNotice",
            "viewConfirmation",
            "confirmJoining",
            "findEmployers",
            "findUnions",
            "getDivision",
            "getDocument"
        ]
    );
}

#[test]
fn a_failure_is_a_problem_document_for_every_route() {
    let document = document();
    for route in routes::all() {
        let operation = &document["paths"][route.path][route.method.as_str().to_lowercase()];
        for code in route.problems.iter().chain(EVERYWHERE) {
            let response = &operation["responses"][code.status().to_string()];
            let content = &response["content"][MEDIA_TYPE];
            assert!(content["examples"][code.as_str()].is_object(), "{}: {code:?}", route.path);
        }
    }
}

#[test]
fn dates_have_a_format_and_optional_means_left_out() {
    let schemas = &document()["components"]["schemas"];
    let receipt = &schemas["Receipt"];
    assert_eq!(receipt["properties"]["dueOn"]["format"], "date");
    assert_eq!(receipt["properties"]["union"]["$ref"], "#/components/schemas/UnionRef");
    assert!(!receipt["required"].as_array().unwrap().contains(&json!("union")));
    assert_eq!(schemas["TimelineEntry"]["properties"]["at"]["format"], "date-time");
    let rule = &schemas["RuleAnswer"];
    assert_eq!(rule["properties"]["passed"]["type"], json!(["boolean", "null"]));
    assert!(rule["required"].as_array().unwrap().contains(&json!("passed")));
}

/// The example of an answer, read as its type and written again, is the same.
fn round_trip<T: Serialize + DeserializeOwned>(operation: &str) {
    let example = examples::answer(operation).unwrap();
    let read: T = serde_json::from_value(example.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), example, "{operation}");
}

/// The example of a request is accepted at the door.
fn accepted<T: Body>(operation: &str) {
    let example = examples::request(operation).unwrap();
    let read = read::<T>(example.to_string().as_bytes(), Language::Zh).map(drop);
    assert_eq!(read, Ok(()), "{operation}");
}

#[test]
fn every_example_of_a_request_is_accepted() {
    accepted::<matters::CheckRequest>("checkMatter");
    accepted::<applications::ApplicationRequest>("apply");
    accepted::<changes::ChangeRequest>("reportChange");
    accepted::<changes::StatementRequest>("explain");
    accepted::<applications::AmendmentRequest>("amendApplication");
    accepted::<applications::AppealRequest>("appealApplication");
    accepted::<applications::AnswerRequest>("answerApplication");
    accepted::<account::AccountRequest>("bindAccount");
    accepted::<account::RevealRequest>("reveal");
    accepted::<consents::ConsentRequest>("giveConsent");
    accepted::<decisions::DecisionRequest>("decideTask");
    accepted::<decisions::BulkDecisionRequest>("decideTasks");
    accepted::<decisions::RouteRequest>("routeTask");
    accepted::<crate::moves::MoveRequest>("beginMove");
    accepted::<stand_ins::StandInRequest>("putStandIn");
    the_finance_examples_are_accepted();
    accepted::<organisations::UnionContactRequest>("putUnionContact");
    accepted::<organisations::UnionStructureRequest>("putUnionStructure");
    accepted::<organisations::UnionOfficersRequest>("putUnionOfficers");
    accepted::<organisations::UnionCertificateRequest>("putUnionCertificate");
    accepted::<organisations::UnionParentRequest>("putUnionParent");
    accepted::<organisations::CoverRequest>("putCoveredEmployer");
    accepted::<restructurings::RestructuringRequest>("putRestructuring");
    accepted::<restructurings::RestructuringDecisionRequest>("decideRestructuring");
    for route in routes::all() {
        assert_eq!(
            examples::request(route.operation).is_some(),
            route.has_body(),
            "{}",
            route.path
        );
    }
}

fn the_finance_examples_are_accepted() {
    accepted::<runs::RunRequest>("planRun");
    accepted::<runs::CancellationRequest>("cancelRun");
    accepted::<parts::PartDecisionRequest>("decidePart");
    accepted::<parts::FundingRequest>("fundPart");
    accepted::<payments::HoldRequest>("holdLine");
    accepted::<payments::ReleaseRequest>("releaseLine");
    accepted::<payments::VoidRequest>("voidLine");
    accepted::<payments::CorrectionRequest>("proposeCorrection");
    accepted::<payments::CorrectionDecisionRequest>("decideCorrection");
    accepted::<payments::ObjectionRequest>("objectToLine");
    accepted::<payments::FindingRequest>("decideObjection");
    accepted::<files::FileRequest>("fetchBankFile");
    accepted::<files::ReportRequest>("uploadReport");
    accepted::<books::ClearRequest>("clearSuspense");
    accepted::<books::BudgetRequest>("putBudget");
    accepted::<members::SearchRequest>("searchMembers");
    accepted::<members::MobileReleaseRequest>("releaseMobile");
    accepted::<members::ExportRequest>("exportMembers");
    accepted::<payees::ImportRequest>("importPayees");
    accepted::<payees::LivingCheckRequest>("checkPayees");
    accepted::<payees::StatusRequest>("putPayeeStatus");
    accepted::<payees::ConfirmationRequest>("confirmPayeeStatus");
    accepted::<payees::PayeeAccountRequest>("putPayeeAccount");
    accepted::<payees::VerificationRequest>("verifyAccounts");
    accepted::<payees::OwnAccountRequest>("putBankAccount");
    accepted::<rosters::RosterRequest>("announceRoster");
    accepted::<rosters::ChunkRequest>("putRosterChunk");
    accepted::<rosters::RosterConfirmationRequest>("confirmRoster");
}

#[test]
fn every_example_of_an_answer_survives_the_round_trip() {
    round_trip::<matters::MatterList>("listMatters");
    round_trip::<matters::MatterGuide>("getMatter");
    round_trip::<matters::CheckAnswer>("checkMatter");
    round_trip::<applications::Receipt>("apply");
    round_trip::<applications::ApplicationView>("getApplication");
    round_trip::<me::MeView>("getMe");
    round_trip::<account::AccountView>("bindAccount");
    round_trip::<account::RevealView>("reveal");
    round_trip::<consents::ConsentView>("giveConsent");
    round_trip::<consents::ConsentWithdrawal>("withdrawConsent");
    round_trip::<tasks::TaskList>("listTasks");
    round_trip::<tasks::TaskView>("getTask");
    round_trip::<tasks::ClaimView>("claimTask");
    round_trip::<decisions::DecisionView>("decideTask");
    round_trip::<decisions::BulkDecisionResult>("decideTasks");
    round_trip::<decisions::UrgeView>("urgeTask");
    round_trip::<decisions::RouteView>("routeTask");
    round_trip::<stand_ins::StandInList>("listStandIns");
    round_trip::<stand_ins::StandInView>("putStandIn");
    round_trip::<directory::EmployerList>("findEmployers");
    round_trip::<directory::UnionList>("findUnions");
    round_trip::<directory::DivisionView>("getDivision");
    round_trip::<benefits::BenefitList>("listBenefits");
    round_trip::<runs::RunList>("listRuns");
    round_trip::<runs::RunView>("getRun");
    round_trip::<parts::PartView>("getPart");
    round_trip::<lines::LineList>("listLines");
    round_trip::<parts::PartChangeView>("decidePart");
    round_trip::<payments::LineChangeView>("holdLine");
    round_trip::<payments::ObjectionList>("listObjections");
    round_trip::<payments::InquiryView>("inquirePayment");
    round_trip::<files::BankFileList>("listBankFiles");
    round_trip::<files::ReportReceipt>("uploadReport");
    round_trip::<files::ReconciliationView>("getReconciliation");
    round_trip::<books::LedgerView>("getLedger");
    round_trip::<books::SuspenseList>("listSuspense");
    round_trip::<books::BudgetList>("listBudgets");
    round_trip::<books::PayrollView>("getPayroll");
    round_trip::<notices::NoticeView>("getNotice");
    round_trip::<members::MemberList>("searchMembers");
    round_trip::<members::MemberView>("getMember");
    round_trip::<members::ExportView>("exportMembers");
    round_trip::<members::OwnRecord>("getOwnRecord");
    round_trip::<organisations::UnionView>("getUnion");
    round_trip::<organisations::UnionBranch>("listUnionChildren");
    round_trip::<organisations::HistoryView>("getUnionHistory");
    round_trip::<restructurings::OutlookView>("getUnionOutlook");
    round_trip::<restructurings::RestructuringView>("getRestructuring");
    round_trip::<organisations::CoveredList>("listCoveredEmployers");
    round_trip::<organisations::ReminderList>("listUnionReminders");
    round_trip::<payees::PayeeList>("listPayees");
    round_trip::<payees::ImportView>("importPayees");
    round_trip::<payees::ManyView>("checkPayees");
    round_trip::<payees::StatusView>("putPayeeStatus");
    round_trip::<payees::BankAccountView>("putBankAccount");
    round_trip::<rosters::RosterList>("listRosters");
    round_trip::<rosters::RosterRowList>("listRosterRows");
    round_trip::<rosters::AbsentList>("listRosterAbsent");
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
fn the_shape_of_a_body_is_no_looser_than_its_schema() {
    fn same<T: Body>(schema: &str) {
        let document = document();
        let schema = &document["components"]["schemas"][schema];
        let wanted: BTreeSet<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let shape: BTreeSet<&str> = T::FIELDS.iter().map(|field| field.name).collect();
        assert_eq!(shape, wanted, "{schema}");
        assert_eq!(schema["additionalProperties"], false, "{schema}");
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for field in T::FIELDS {
            assert_eq!(field.required, required.contains(&json!(field.name)), "{}", field.name);
        }
    }
    same::<matters::CheckRequest>("CheckRequest");
    same::<applications::ApplicationRequest>("ApplicationRequest");
    same::<applications::AmendmentRequest>("AmendmentRequest");
    same::<applications::AppealRequest>("AppealRequest");
    same::<applications::AnswerRequest>("AnswerRequest");
    same::<account::AccountRequest>("AccountRequest");
    same::<account::RevealRequest>("RevealRequest");
    same::<consents::ConsentRequest>("ConsentRequest");
    same::<decisions::DecisionRequest>("DecisionRequest");
    same::<decisions::BulkDecisionRequest>("BulkDecisionRequest");
    same::<decisions::RouteRequest>("RouteRequest");
    same::<stand_ins::StandInRequest>("StandInRequest");
    same::<runs::RunRequest>("RunRequest");
    same::<runs::CancellationRequest>("CancellationRequest");
    same::<parts::PartDecisionRequest>("PartDecisionRequest");
    same::<parts::FundingRequest>("FundingRequest");
    same::<payments::HoldRequest>("HoldRequest");
    same::<payments::ReleaseRequest>("ReleaseRequest");
    same::<payments::VoidRequest>("VoidRequest");
    same::<payments::CorrectionRequest>("CorrectionRequest");
    same::<payments::CorrectionDecisionRequest>("CorrectionDecisionRequest");
    same::<payments::ObjectionRequest>("ObjectionRequest");
    same::<payments::FindingRequest>("FindingRequest");
    same::<files::FileRequest>("FileRequest");
    same::<files::ReportRequest>("ReportRequest");
    same::<books::ClearRequest>("ClearRequest");
    same::<books::BudgetRequest>("BudgetRequest");
    same::<members::SearchRequest>("SearchRequest");
    same::<members::MobileReleaseRequest>("MobileReleaseRequest");
    same::<members::ExportRequest>("ExportRequest");
    same::<organisations::UnionContactRequest>("UnionContactRequest");
    same::<organisations::UnionStructureRequest>("UnionStructureRequest");
    same::<organisations::UnionOfficersRequest>("UnionOfficersRequest");
    same::<organisations::UnionCertificateRequest>("UnionCertificateRequest");
    same::<organisations::UnionParentRequest>("UnionParentRequest");
    same::<organisations::CoverRequest>("CoverRequest");
    same::<restructurings::RestructuringRequest>("RestructuringRequest");
    same::<restructurings::RestructuringDecisionRequest>("RestructuringDecisionRequest");
    same::<payees::ImportRequest>("ImportRequest");
    same::<payees::LivingCheckRequest>("LivingCheckRequest");
    same::<payees::StatusRequest>("StatusRequest");
    same::<payees::ConfirmationRequest>("ConfirmationRequest");
    same::<payees::PayeeAccountRequest>("PayeeAccountRequest");
    same::<payees::VerificationRequest>("VerificationRequest");
    same::<payees::OwnAccountRequest>("OwnAccountRequest");
    same::<rosters::RosterRequest>("RosterRequest");
    same::<rosters::ChunkRequest>("ChunkRequest");
    same::<rosters::RosterConfirmationRequest>("RosterConfirmationRequest");
}

#[test]
fn examples_hold_invented_data_only() {
    let text = text();
    let digits = |length: usize| {
        text.split(|c: char| !c.is_ascii_digit())
            .filter(move |run| run.len() == length)
            .collect::<BTreeSet<&str>>()
    };
    assert!(digits(18).iter().all(|number| number.starts_with("2199")), "{:?}", digits(18));
    assert!(digits(11).iter().all(|number| number.starts_with("154")), "{:?}", digits(11));
}
