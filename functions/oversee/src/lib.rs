//! All reads of benefit runs: benefits, runs, parts, rolls, files, books, public notices; exports.
//!
//! In: a GET of `/v1/benefits…`, `/v1/runs…`, `/v1/suspense`, `/v1/budgets` or `/v1/notices…`.
//! Out: lists, one run, one part, its lines; 404 for what the caller may not see.
//! Writes: nothing.
//! Repeat: reads again.
//! Undo: none, because nothing is written.

mod benefits;
mod books;
mod export;
mod files;
mod lines;
mod notices;
mod objections;
mod part;
mod payroll;
mod runs;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "GET /v1/benefits" => benefits::list(kit, call).await,
        "GET /v1/benefits/{code}" => benefits::show(kit, call).await,
        "GET /v1/runs" => runs::list(kit, call).await,
        "GET /v1/runs/{id}" => runs::show(kit, call).await,
        "GET /v1/runs/{id}/ledger" => books::ledger(kit, call).await,
        "GET /v1/runs/{id}/parts/{part}" => part::show(kit, call).await,
        "GET /v1/runs/{id}/parts/{part}/lines" => lines::list(kit, call).await,
        "GET /v1/runs/{id}/parts/{part}/export" => export::export(kit, call).await,
        "GET /v1/runs/{id}/parts/{part}/payroll" => payroll::show(kit, call).await,
        "GET /v1/runs/{id}/parts/{part}/files" => files::list(kit, call).await,
        "GET /v1/runs/{id}/parts/{part}/objections" => objections::list(kit, call).await,
        "GET /v1/runs/{id}/parts/{part}/reconciliation" => files::reconciliation(kit, call).await,
        "GET /v1/suspense" => books::suspended(kit, call).await,
        "GET /v1/budgets" => books::budgets(kit, call).await,
        "GET /v1/notices" => notices::list(kit, call).await,
        "GET /v1/notices/{run}/{part}" => notices::show(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
