//! What officers do: claim, decide one case, many or a whole batch, urge, pass on, name a stand-in.
//!
//! In: a call of `/v1/tasks/…`, `/v1/batches/{id}/decisions` or `/v1/stand-ins/{id}` with a token.
//! Out: what was done; 409 where the step was closed otherwise; 207 for many at once.
//! Writes: the application's head and entry (A2), claims, stand-ins (S1), a batch's recorded decision
//! (Q1); then it starts a drive.
//! Repeat: one's own decision, urging, passing on or stand-in answers the same and writes nothing.
//! Undo: none, because a decision is final; an appeal or a new application follows it.

mod batch;
mod bulk;
mod claim;
mod decision;
mod desk;
mod reroute;
mod stand_in;
mod urge;
mod word;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "POST /v1/tasks/{id}/claim" => claim::take(kit, call).await,
        "DELETE /v1/tasks/{id}/claim" => claim::release(kit, call).await,
        "POST /v1/tasks/{id}/decision" => decision::one(kit, call).await,
        "POST /v1/tasks/decisions" => bulk::many(kit, call).await,
        "POST /v1/batches/{id}/decisions" => batch::decide(kit, call).await,
        "POST /v1/tasks/{id}/urge" => urge::urge(kit, call).await,
        "POST /v1/tasks/{id}/route" => reroute::reroute(kit, call).await,
        "PUT /v1/stand-ins/{id}" => stand_in::put(kit, call).await,
        "DELETE /v1/stand-ins/{id}" => stand_in::delete(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
