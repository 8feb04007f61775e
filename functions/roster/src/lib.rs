//! Rosters at the desk: announced, sent, checked, confirmed or given up, and everything to read of them.
//!
//! In: a call of `/v1/rosters…` with an officer's token. Out: the roster, its rows, files.
//! Writes: the roster's head and line; pieces of the file in S3, sealed; nothing of the register.
//! Repeat: the same key, piece, check, confirmation or cancellation answers the roster as it stands.
//! Undo: a roster is given up while nothing of it is written.

mod acts;
mod announce;
mod desk;
mod rows;
mod template;
mod view;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "GET /v1/rosters" => view::list(kit, call).await,
        "GET /v1/rosters/template" => template::get(kit, call).await,
        "POST /v1/rosters" => announce::announce(kit, call).await,
        "PUT /v1/rosters/{id}/chunks/{no}" => announce::chunk(kit, call).await,
        "POST /v1/rosters/{id}/check" => acts::check(kit, call).await,
        "GET /v1/rosters/{id}" => view::show(kit, call).await,
        "GET /v1/rosters/{id}/rows" => rows::list(kit, call).await,
        "GET /v1/rosters/{id}/absent" => rows::absent(kit, call).await,
        "GET /v1/rosters/{id}/file" => rows::file(kit, call).await,
        "POST /v1/rosters/{id}/confirmation" => acts::confirm(kit, call).await,
        "POST /v1/rosters/{id}/cancellation" => acts::cancel(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
