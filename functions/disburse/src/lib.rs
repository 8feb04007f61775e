//! What people do about benefit runs: plan, decide, fund, hold, correct, object, reconcile, clear.
//!
//! In: a call of `/v1/runs/…`, `/v1/budgets/…` or `/v1/payments/…` with a token.
//! Out: where the run, the part or the line stands; 409 with what can still be done.
//! Writes: a part's head and entry with what goes with them, in one transaction (D4, D5); budget
//! lines; a reveal's entry before a bank file is shown; then it starts a drive.
//! Repeat: one's own act answers the same and writes nothing.
//! Undo: none, because money is involved: a hold is released, a correction approved, a payment
//! given up, each by its own act.

mod act;
mod books;
mod cancel;
mod correct;
mod decide;
mod file;
mod fund;
mod hold;
mod inquiry;
mod object;
mod plan;
mod report;
mod void;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "POST /v1/runs" => plan::plan(kit, call).await,
        "POST /v1/runs/{id}/cancellation" => cancel::cancel(kit, call).await,
        "POST /v1/runs/{id}/parts/{part}/decision" => decide::decide(kit, call).await,
        "POST /v1/runs/{id}/parts/{part}/funding" => fund::fund(kit, call).await,
        "POST /v1/runs/{id}/parts/{part}/lines/{batch}/{line}/hold" => hold::lay(kit, call).await,
        "POST /v1/runs/{id}/parts/{part}/lines/{batch}/{line}/release" => {
            hold::release(kit, call).await
        }
        "POST /v1/runs/{id}/parts/{part}/lines/{batch}/{line}/void" => void::void(kit, call).await,
        "POST /v1/runs/{id}/parts/{part}/lines/{batch}/{line}/correction" => {
            correct::propose(kit, call).await
        }
        "POST /v1/runs/{id}/parts/{part}/lines/{batch}/{line}/correction/decision" => {
            correct::decide(kit, call).await
        }
        "POST /v1/runs/{id}/parts/{part}/objections" => object::take(kit, call).await,
        "PUT /v1/runs/{id}/parts/{part}/objections/{no}" => object::find(kit, call).await,
        "POST /v1/runs/{id}/parts/{part}/files/{message}" => file::fetch(kit, call).await,
        "POST /v1/runs/{id}/parts/{part}/reports" => report::upload(kit, call).await,
        "PUT /v1/runs/{id}/parts/{part}/suspense/{item}" => books::clear(kit, call).await,
        "PUT /v1/budgets/{line}/{year}" => books::grant(kit, call).await,
        "POST /v1/payments/{id}/inquiry" => inquiry::ask(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
