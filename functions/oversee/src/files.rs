//! `GET …/files` and `…/reconciliation`: what the bank was told, what it said, what does not fit.

use crate::lines::Desk;
use api::files::{BankFileList, BankFileView, ReconciliationView, ReportCount, ReportView};
use api::lines::LineFilter;
use domain::authority::Action;
use domain::run::part::Part;
use step::finance::counter::Counter;
use step::finance::file_view::file_view;
use step::finance::ledger_words::{booked, suspense};
use step::{Answer, Call, Fault, Kit, Reply};
use store::ReportMarker;

/// The most open payments beside what is unmatched.
const OPEN: usize = 100;

async fn sendings(kit: &Kit, part: &Part) -> Result<Vec<BankFileView>, Fault> {
    let batches = kit.store().list_batches(&part.run, &part.part).await?;
    let cases = kit.store().list_cases(&part.run, &part.part).await?;
    let mut views: Vec<BankFileView> = batches
        .iter()
        .flat_map(|batch| batch.attempts.iter().map(|attempt| file_view(batch, attempt, &cases)))
        .collect();
    views.sort_by(|one, other| {
        (one.attempt, one.batch, &one.message).cmp(&(other.attempt, other.batch, &other.message))
    });
    Ok(views)
}

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    Reply::json(200, &BankFileList { items: sendings(kit, &seen.part).await? })
}

pub(crate) async fn reconciliation(kit: &Kit, call: &Call) -> Answer {
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    let part = &seen.part;
    let language = call.language;
    let clears = counter.may(Action::KeepBooks, &seen.union).is_some();
    let found = kit.store().list_suspense(&part.run, &part.part).await?;
    let open = found.iter().filter(|item| item.cleared.is_none());
    let unmatched = open.map(|item| suspense(item, clears, language)).collect();
    let desk = Desk::open(&counter, &seen).await?;
    let (mut lines, _) = desk.page(LineFilter::Open, 1, OPEN).await?;
    lines.truncate(OPEN);
    let mut reports = kit.store().list_reports(&part.run, &part.part).await?;
    reports.sort_by_key(|report| std::cmp::Reverse(report.at));
    let waiting = sendings(kit, part).await?.into_iter().filter(|file| !file.answered);
    let view = ReconciliationView {
        unmatched,
        open: lines,
        waiting: waiting.collect(),
        reports: reports.iter().map(|report| shown(report, call)).collect(),
    };
    Reply::json(200, &view)
}

fn shown(report: &ReportMarker, call: &Call) -> ReportView {
    let results = report.results.iter().map(|(what, count)| {
        let (code, text) = booked(*what, call.language);
        ReportCount { code: code.to_owned(), text: text.to_owned(), count: *count }
    });
    ReportView {
        message: Some(report.message.clone()).filter(|text| !text.is_empty()),
        at: report.at.to_string(),
        by_hand: report.by.is_some(),
        results: results.collect(),
        faults: report.faults,
    }
}
