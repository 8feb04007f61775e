//! `POST /v1/batches/{id}/check-ins`: who came, as a device noted it, perhaps long before.

use crate::desk::{Desk, moment};
use api::batches::{CheckInOutcome, CheckInRequest, CheckInResult, CheckInView};
use domain::batch::{BatchRow, CheckIn, CheckedIn, check_in as decide, read_code};
use jiff::Timestamp;
use step::closing::{ATTEMPTS, lost_race};
use step::{Answer, Call, Fault, Kit, Reply};

pub(crate) async fn check_in(kit: &Kit, call: &Call) -> Answer {
    let request: CheckInRequest = call.read()?;
    let desk = Desk::gathering(kit, call).await?;
    let mut items = Vec::with_capacity(request.items.len());
    for (at, item) in request.items.iter().enumerate() {
        // A device whose clock is ahead does not see into the future.
        let seen = moment(call, &format!("/items/{at}/at"), &item.at)?.min(call.now);
        items.push(one(&desk, &request.device, &item.code, seen).await?);
    }
    Reply::json(200, &CheckInView { items })
}

async fn one(
    desk: &Desk<'_>,
    device: &str,
    code: &str,
    at: Timestamp,
) -> Result<CheckInResult, Fault> {
    let result =
        |outcome, row: Option<&BatchRow>, at: Option<Timestamp>, on: Option<&str>| CheckInResult {
            code: code.to_owned(),
            outcome,
            row: row.map(|row| row.no),
            at: at.map(|at| at.to_string()),
            device: on.map(str::to_owned),
        };
    let unknown = || result(CheckInOutcome::Unknown, None, None, None);
    let Some((no, plain)) = read_code(code) else { return Ok(unknown()) };
    let seen = CheckIn { code: plain.clone(), at, device: device.to_owned() };
    for tried in 1..=ATTEMPTS {
        let row = desk.kit.store().get_joining_row(&desk.batch.id, no).await?;
        let Some(row) = row.filter(|row| row.code == plain) else { return Ok(unknown()) };
        match decide(&row, &seen) {
            CheckedIn::Repeat => {
                let at = row.present.as_ref().map(|one| one.at);
                return Ok(result(CheckInOutcome::Present, Some(&row), at, Some(device)));
            }
            CheckedIn::Elsewhere(first) => {
                let (outcome, on) = (CheckInOutcome::Elsewhere, Some(first.device.as_str()));
                return Ok(result(outcome, Some(&row), Some(first.at), on));
            }
            CheckedIn::SaidNo => return Ok(result(CheckInOutcome::SaidNo, Some(&row), None, None)),
            CheckedIn::Present(next) => match desk.kit.store().put_joining_row(&next).await {
                Ok(()) => {
                    return Ok(result(CheckInOutcome::Present, Some(&row), Some(at), Some(device)));
                }
                Err(error) if lost_race(&error) && tried < ATTEMPTS => {}
                Err(error) => return Err(error.into()),
            },
        }
    }
    Ok(unknown())
}
