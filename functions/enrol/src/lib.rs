//! Registers of payees: their import, their yearly check, their end, and the accounts paid to.
//!
//! In: a call of `/v1/payees…`, `/v1/bank-account` or `/v1/bank-accounts/…` with a token.
//! Out: rows, masked; one outcome per line of a file; one result per item.
//! Writes: rows of a register with facts sealed (G1, G2), people who are not known yet (P1),
//! accounts sealed (G3), holds on open payments of somebody who may not be paid (D8).
//! Repeat: the same file, check, status or account changes nothing.
//! Undo: none, because a register is corrected by the next entry; a status is put back by the
//! second person.

mod accounts;
mod checks;
mod columns;
mod import;
mod list;
mod row;
mod status;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "GET /v1/payees" => list::list(kit, call).await,
        "GET /v1/payees/template" => columns::template(kit, call).await,
        "GET /v1/payees/{register}/{id}" => list::show(kit, call).await,
        "POST /v1/payees/imports" => import::import(kit, call).await,
        "POST /v1/payees/checks" => checks::check(kit, call).await,
        "PUT /v1/payees/{register}/{id}/status" => status::put(kit, call).await,
        "POST /v1/payees/{register}/{id}/status/confirmation" => status::confirm(kit, call).await,
        "PUT /v1/payees/{register}/{id}/bank-account" => accounts::put(kit, call).await,
        "POST /v1/bank-accounts/verifications" => accounts::verify(kit, call).await,
        "GET /v1/bank-account" => accounts::own(kit, call).await,
        "PUT /v1/bank-account" => accounts::put_own(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
