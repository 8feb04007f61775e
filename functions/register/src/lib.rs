//! The register of members: search, card with its history, what is shown in full, the release of a
//! mobile, the export, and what a member sees of himself.
//!
//! In: a call of `/v1/members/…` or `/v1/me/record` with a token.
//! Out: members, masked; values in full only after the look is on record; files in parts.
//! Writes: a reveal's entry before anything is shown or exported (L1); a person's record without
//! the mobile that is taken from him (P1, P2).
//! Repeat: a search, a card and an export change nothing; a mobile that is gone already is told so.
//! Undo: none, because a mobile is bound again by whoever proves it.

mod card;
mod export;
mod mobile;
mod own;
mod reveal;
mod scope;
mod search;
mod words;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "POST /v1/members/searches" => search::search(kit, call).await,
        "GET /v1/members/{id}" => card::show(kit, call).await,
        "POST /v1/members/{id}/reveals" => reveal::show(kit, call).await,
        "POST /v1/members/{id}/mobile-release" => mobile::release(kit, call).await,
        "POST /v1/members/exports" => export::export(kit, call).await,
        "GET /v1/me/record" => own::show(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
