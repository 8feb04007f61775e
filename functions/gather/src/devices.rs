//! Devices that are handed from person to person; each is opened by an officer who stands beside it.

use crate::desk::Desk;
use crate::link::{Opens, token};
use api::ProblemCode;
use api::batches::DeviceView;
use domain::batch::{Device, JoinBatch};
use jiff::SignedDuration;
use serde_json::json;
use step::{Answer, Call, Kit, Reply, StepError};

/// How long a device works: a day of ceremony.
const WORKS: SignedDuration = SignedDuration::from_hours(12);

/// The most devices of a batch that work at the same time.
const MOST: usize = 20;

/// `POST /v1/batches/{id}/devices`.
pub(crate) async fn open(kit: &Kit, call: &Call) -> Answer {
    let mut desk = Desk::gathering(kit, call).await?;
    desk.is_open()?;
    let until = call.now.checked_add(WORKS).map_err(|_| StepError::broken("a moment"))?;
    let by = desk.caller.subject.clone();
    let working =
        |batch: &JoinBatch| batch.devices.iter().filter(|one| one.works(call.now)).count();
    if working(&desk.batch) >= MOST {
        return Err(ProblemCode::WrongState.into());
    }
    let told = json!({ "until": until });
    desk.change("device-opened", &told, |batch| {
        let last = batch.devices.iter().map(|one| one.no).max().unwrap_or(0);
        let mut next = batch.clone();
        // Those that stopped stay while they name somebody who stood beside one.
        next.devices.push(Device {
            no: last.saturating_add(1),
            by: by.clone(),
            until,
            ended: false,
        });
        Some(next)
    })
    .await?;
    let no = desk.batch.devices.last().map_or(0, |one| one.no);
    let token = token(kit.vault().await?, &desk.batch.id, &Opens::Device { no });
    Reply::json(201, &DeviceView { no, token, until_at: until.to_string() })
}

/// `DELETE /v1/batches/{id}/devices`.
pub(crate) async fn end(kit: &Kit, call: &Call) -> Answer {
    let mut desk = Desk::gathering(kit, call).await?;
    desk.change("devices-ended", &json!({}), |batch| {
        let mut next = batch.clone();
        next.devices.iter_mut().for_each(|one| one.ended = true);
        (next != *batch).then_some(next)
    })
    .await?;
    Ok(Reply::empty())
}
