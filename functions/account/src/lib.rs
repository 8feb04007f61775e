//! The account: who one is, what one agreed to, what is shown in full, what was read.
//!
//! In: `POST /v1/account`, `DELETE /v1/account/person`, `PUT` and `DELETE /v1/consents/{code}`,
//! `POST /v1/reveals`, `PUT /v1/inbox/{id}/read`.
//! Out: the person masked; a consent; values in full, once; nothing; or a problem document.
//! Writes: the binding with the person's record and blind indexes, in one transaction; consents;
//! a reveal's audit entry, before anything is shown; the moment of reading.
//! Repeat: the same binding, consent or mark changes nothing; a reveal is another act each time.
//! Undo: `DELETE /v1/account/person` frees the person; a consent is withdrawn.

mod bind;
mod consents;
mod inbox;
mod open;
mod release;
mod request;
mod reveal;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "POST /v1/account" => bind::handle(kit, call).await,
        "DELETE /v1/account/person" => release::handle(kit, call).await,
        "PUT /v1/consents/{code}" => consents::give(kit, call).await,
        "DELETE /v1/consents/{code}" => consents::withdraw(kit, call).await,
        "POST /v1/reveals" => reveal::handle(kit, call).await,
        "PUT /v1/inbox/{id}/read" => inbox::handle(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
