//! All reads of the API, and the answer to every address that there is not.
//!
//! In: a GET of `/v1/…`, with a token where the route asks for one; `$default` for the rest.
//! Out: lists, guides, cases; 404 for what the caller may not see, 405 for another method.
//! Writes: nothing.
//! Repeat: reads again.
//! Undo: none, because nothing is written.

mod application;
mod case;
mod catalogue;
mod directory;
mod fallback;
mod figures;
mod inbox;
mod item;
mod me;
mod merge;
mod moves;
mod payments;
mod schema;
mod services;
mod stand_ins;
mod standing;
mod streets;
mod worklist;

use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "GET /v1/openapi.json" => fallback::document(),
        "GET /v1/matters" => catalogue::list(call),
        "GET /v1/matters/{code}" => catalogue::guide(call),
        "GET /v1/applications/{id}" => application::show(kit, call).await,
        "GET /v1/me" => me::show(kit, call).await,
        "GET /v1/tasks" => worklist::list(kit, call).await,
        "GET /v1/tasks/{id}" => case::show(kit, call).await,
        "GET /v1/moves" => moves::list(kit, call).await,
        "GET /v1/figures" => figures::answer(kit, call).await,
        "GET /v1/stand-ins" => stand_ins::list(kit, call).await,
        "GET /v1/stand-ins/{id}" => stand_ins::show(kit, call).await,
        "GET /v1/employers" => directory::employers(kit, call).await,
        "GET /v1/unions" => directory::unions(kit, call).await,
        "GET /v1/divisions/{code}" => streets::division(kit, call).await,
        _ => fallback::unknown(call),
    }
}
