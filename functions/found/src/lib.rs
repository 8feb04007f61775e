//! Foundings beside their applications: how they stand, who takes part, the replies.
//!
//! In: `GET /v1/foundings…`, `PUT` and `DELETE …/participation`.
//! Out: what is asked for, or a problem document.
//! Writes: whoever takes part or leaves again, with the founding's numbers and his consent, in one
//! transaction, while the application is as it was read. Reading writes nothing.
//! Repeat: who takes part already is answered the same, and nothing is written.
//! Undo: leaving, by whoever takes part.

mod part;
mod read;
mod reply;
mod seen;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "GET /v1/foundings" => read::list(kit, call).await,
        "GET /v1/foundings/{id}" => read::show(kit, call).await,
        "GET /v1/foundings/{id}/people" => read::people(kit, call).await,
        "GET /v1/foundings/{id}/replies/{round}" => reply::show(kit, call).await,
        "PUT /v1/foundings/{id}/participation" => part::take(kit, call).await,
        "DELETE /v1/foundings/{id}/participation" => part::leave(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
