//! Collective joining: batches, rosters, links, devices, check-ins, the ceremony; and each person's
//! own yes or no.
//!
//! In: a call of `/v1/batches…` with an officer's token, or of `/v1/confirmations…` with what a
//! link or a device carries.
//! Out: a batch, its roster, one outcome per line or item; who is asked, masked.
//! Writes: a batch's head with its line (Q1), rows (Q2); with a yes the application, as the door
//! writes it, and the row in one transaction; how often a link was called (Q4); what is to be erased
//! when (R1).
//! Repeat: the same file, link, answer, check-in or record changes nothing.
//! Undo: none, because a yes is taken back as any application is: by withdrawing it.

mod batches;
mod ceremony;
mod check_ins;
mod columns;
mod confirm;
mod desk;
mod devices;
mod invitations;
mod joined;
mod link;
mod listed;
mod rows;
mod upload;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "GET /v1/batches" => batches::list(kit, call).await,
        "POST /v1/batches" => batches::make(kit, call).await,
        "GET /v1/batches/template" => columns::template(kit, call).await,
        "GET /v1/batches/{id}" => batches::show(kit, call).await,
        "GET /v1/batches/{id}/rows" => listed::list(kit, call).await,
        "POST /v1/batches/{id}/roster" => upload::upload(kit, call).await,
        "POST /v1/batches/{id}/rows" => rows::add(kit, call).await,
        "PUT /v1/batches/{id}/rows/{row}" => rows::put_one(kit, call).await,
        "POST /v1/batches/{id}/invitations" => invitations::send(kit, call).await,
        "POST /v1/batches/{id}/devices" => devices::open(kit, call).await,
        "DELETE /v1/batches/{id}/devices" => devices::end(kit, call).await,
        "POST /v1/batches/{id}/check-ins" => check_ins::check_in(kit, call).await,
        "PUT /v1/batches/{id}/ceremony" => ceremony::record(kit, call).await,
        "POST /v1/batches/{id}/closure" => ceremony::close(kit, call).await,
        "POST /v1/confirmations/view" => confirm::view(kit, call).await,
        "POST /v1/confirmations" => confirm::answer(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
