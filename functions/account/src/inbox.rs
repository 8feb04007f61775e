//! `PUT /v1/inbox/{id}/read`: a message was read; the first time stays.

use api::ProblemCode;
use domain::id::MessageId;
use step::{Answer, Call, Kit, Reply};
use store::StoreError;

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let id = MessageId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
    match kit.store().move_message_to_read(call.caller()?, &id, call.now).await {
        Ok(()) => Ok(Reply::empty()),
        Err(StoreError::Conflict) => Err(ProblemCode::NotFound.into()),
        Err(error) => Err(error.into()),
    }
}
