//! The door: tells whether one may apply, stores an application and its applicant's later wishes.
//!
//! In: `POST /v1/matters/{code}/check`, `POST /v1/applications`, an officer's `POST /v1/moves` and
//! `POST /v1/members/{person}/changes`, and for one's own application `…/amendment`, `…/answer`,
//! `…/round`, `…/statement`, `…/withdrawal`, `…/appeal`.
//! Out: what the check says; a receipt with 202; or a problem document.
//! Writes: in one transaction the application's head, its entry, the sealed form, the person's one
//! place for an open application, the answer kept for the Idempotency-Key, consents not yet given.
//! Before it, where nobody has the form's document yet, the person. The check writes nothing.
//! Repeat: the same body under the same key gets the first answer for 48 hours; an amendment, an
//! answer, a withdrawal or an appeal that is there already is answered from the record.
//! Undo: the withdrawal, by the applicant.

mod amendment;
mod answer;
mod appeal;
mod check;
mod key;
mod move_in;
mod own;
mod person;
mod report;
mod round;
mod statement;
mod submission;
mod wish;
mod withdrawal;

use api::ProblemCode;
use step::{Answer, Call, Kit};

/// Answers one call.
///
/// # Errors
/// A problem document.
pub async fn handle(kit: &Kit, call: &Call) -> Answer {
    match call.route.as_str() {
        "POST /v1/matters/{code}/check" => check::handle(kit, call).await,
        "POST /v1/moves" => move_in::handle(kit, call).await,
        "POST /v1/applications" => submission::handle(kit, call).await,
        "POST /v1/applications/{id}/statement" => statement::handle(kit, call).await,
        "POST /v1/members/{person}/changes" => report::handle(kit, call).await,
        "POST /v1/applications/{id}/amendment" => amendment::handle(kit, call).await,
        "POST /v1/applications/{id}/answer" => answer::handle(kit, call).await,
        "POST /v1/applications/{id}/round" => round::handle(kit, call).await,
        "POST /v1/applications/{id}/withdrawal" => withdrawal::handle(kit, call).await,
        "POST /v1/applications/{id}/appeal" => appeal::handle(kit, call).await,
        _ => Err(ProblemCode::NotFound.into()),
    }
}
