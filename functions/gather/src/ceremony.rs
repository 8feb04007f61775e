//! Recording the ceremony, and closing the batch.

use crate::batches::shown;
use crate::desk::{Desk, moment};
use api::batches::CeremonyRequest;
use domain::batch::Ceremony;
use serde_json::json;
use step::{Answer, Call, Kit, Reply};

/// `PUT /v1/batches/{id}/ceremony`.
pub(crate) async fn record(kit: &Kit, call: &Call) -> Answer {
    let request: CeremonyRequest = call.read()?;
    let mut desk = Desk::gathering(kit, call).await?;
    let held = moment(call, "/heldAt", &request.held_at)?;
    let ceremony = Ceremony {
        held,
        place: request.place.trim().to_owned(),
        heads: request.heads,
        oath: request.oath,
        by: desk.caller.subject.clone(),
        at: call.now,
    };
    let told = json!({
        "held": held, "place": ceremony.place, "heads": ceremony.heads, "oath": ceremony.oath,
    });
    desk.change("ceremony-recorded", &told, |batch| {
        let same = batch.ceremony.as_ref().is_some_and(|before| {
            let facts = |one: &Ceremony| (one.held, one.place.clone(), one.heads, one.oath);
            facts(before) == facts(&ceremony)
        });
        let mut next = batch.clone();
        next.ceremony = Some(ceremony.clone());
        (!same).then_some(next)
    })
    .await?;
    Reply::json(200, &shown(&desk).await?)
}

/// `POST /v1/batches/{id}/closure`.
pub(crate) async fn close(kit: &Kit, call: &Call) -> Answer {
    let mut desk = Desk::gathering(kit, call).await?;
    desk.change("closed", &json!({}), |batch| {
        let mut next = batch.clone();
        next.closed = Some(call.now);
        next.devices.iter_mut().for_each(|one| one.ended = true);
        batch.closed.is_none().then_some(next)
    })
    .await?;
    Reply::json(200, &shown(&desk).await?)
}
