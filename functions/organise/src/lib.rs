//! The register of unions: the tree, a union's record and history, its changes, its reminders.
//!
//! In: a call of `/v1/unions/{id}…` or `/v1/restructurings/{id}…`. Out: places in the tree, a record, its changes; 404 for what the
//! caller may not see.
//! Writes: a union's record, head and one line per change; employers that it covers; offices that
//! move along with it; what asks for a union's end and decides it (the clock carries it out).
//! Repeat: a change that stands already is answered alike and writes nothing.
//! Undo: another change; the lines keep what was.

mod cover;
mod edit;
mod history;
mod office;
mod parent;
mod record;
mod restructure;
mod restructure_view;
mod tree;
mod words;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "GET /v1/unions/{id}" => record::show(kit, call).await,
        "GET /v1/unions/{id}/children" => tree::children(kit, call).await,
        "GET /v1/unions/{id}/history" => history::show(kit, call).await,
        "GET /v1/unions/{id}/employers" => cover::list(kit, call).await,
        "GET /v1/unions/{id}/reminders" => tree::reminders(kit, call).await,
        "PUT /v1/unions/{id}/contact" => edit::contact(kit, call).await,
        "PUT /v1/unions/{id}/structure" => edit::structure(kit, call).await,
        "PUT /v1/unions/{id}/officers" => edit::officers(kit, call).await,
        "PUT /v1/unions/{id}/certificate" => edit::certificate(kit, call).await,
        "PUT /v1/unions/{id}/parent" => parent::put(kit, call).await,
        "PUT /v1/unions/{id}/employers/{employer}" => cover::put(kit, call).await,
        "GET /v1/unions/{id}/outlook" => restructure::outlook(kit, call).await,
        "GET /v1/restructurings/{id}" => restructure::show(kit, call).await,
        "PUT /v1/restructurings/{id}" => restructure::ask(kit, call).await,
        "POST /v1/restructurings/{id}/decision" => restructure::decide(kit, call).await,
        "DELETE /v1/restructurings/{id}" => restructure::undo(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
