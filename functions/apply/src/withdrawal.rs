//! `POST …/withdrawal`: the applicant takes his application back.

use crate::key::{self, Key};
use crate::own;
use api::ProblemCode;
use api::applications::Receipt;
use api::common::ApplicationState;
use domain::application::State;
use step::closing::{TakenBack, take_back};
use step::{Answer, Call, Kit, Reply};

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let read = own::find(kit, call).await?;
    let key = Key::optional(kit, call, &()).await?;
    if let Some(reply) = key::kept(key.as_ref(), kit, call).await? {
        return Ok(reply);
    }
    let receipt = own::receipt(kit, &read).await?;
    if read.state == State::Withdrawn {
        return Reply::json(202, &receipt);
    }
    let receipt = Receipt { state: ApplicationState::Withdrawn, ..receipt };
    let kept = key.as_ref().map(|key| key.keep(&receipt, call)).transpose()?;
    let more: Vec<_> = kept.into_iter().collect();
    match take_back(kit, &read.id, &more, call.now).await? {
        TakenBack::Yes(_) => Reply::json(202, &receipt),
        TakenBack::TooLate(_) => Err(ProblemCode::WrongState.into()),
    }
}
