//! `POST …/answer`: the person's own yes or no to what a union began for him (本人确认).

use crate::key::{self, Key};
use crate::own;
use api::ProblemCode;
use api::applications::AnswerRequest;
use domain::approval::{Decided, answer};
use step::closing::{ATTEMPTS, release};
use step::{Answer, Call, Fault, Kit, Reply};

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let request: AnswerRequest = call.read()?;
    own::find(kit, call).await?;
    let key = Key::optional(kit, call, &request).await?;
    if let Some(reply) = key::kept(key.as_ref(), kit, call).await? {
        return Ok(reply);
    }
    for _ in 0..ATTEMPTS {
        match write(kit, call, request.yes, key.as_ref()).await {
            Err(Fault::Store(error)) if step::closing::lost_race(&error) => {}
            done => return done,
        }
    }
    Err(ProblemCode::LostRace.into())
}

/// One try on what is read now.
async fn write(kit: &Kit, call: &Call, yes: bool, key: Option<&Key>) -> Answer {
    let read = own::find(kit, call).await?;
    let decided = answer(&read, yes, call.now).map_err(|_| ProblemCode::WrongState)?;
    let Decided::Change(change) = decided else {
        return Reply::json(202, &own::receipt(kit, &read).await?);
    };
    let next = &change.application;
    let receipt = own::receipt(kit, next).await?;
    let mut writes =
        if next.state.is_closed() { release(kit.store(), &read).await? } else { Vec::new() };
    writes.extend(key.map(|key| key.keep(&receipt, call)).transpose()?);
    kit.store().commit(&change, writes).await?;
    if !next.state.is_closed() {
        kit.drive(&next.id, call.now).await;
    }
    Reply::json(202, &receipt)
}
