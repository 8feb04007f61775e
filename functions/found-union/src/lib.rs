//! Makes a union out of its preparation group, and each of the group its member.
//!
//! In: a drive. Out: `MORE` while people are left, `FOUNDED`, or `CLOSED` where another union came
//! first.
//! Writes: in one transaction the union with its record and line, its employers' covering union,
//! the founding, head and entry; then each person in a transaction of his own, with his standing,
//! events and grant; the offices of the elected; at last head and entry.
//! Repeat: answers the same; a person who is a member already is left as he is.
//! Undo: none, because a union ends only by the register's own procedures.

mod people;
mod union;

use domain::application::State;
use domain::form::Form;
use domain::founding::effect;
use domain::matter::FormKind;
use step::{Drive, Kit, Outcome, StepError, foundings};

const FOUNDED: Outcome = Outcome { outcome: "FOUNDED" };
const MORE: Outcome = Outcome { outcome: "MORE" };
const CLOSED: Outcome = Outcome { outcome: "CLOSED" };

/// One drive's pass through the founding.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: Drive) -> Result<Outcome, StepError> {
    let application = step::application(kit, &drive).await?;
    match application.state {
        State::Completed => return Ok(FOUNDED),
        State::Refused => return Ok(CLOSED),
        State::Approved => {}
        _ => return Err(StepError::not_allowed("the founding is not approved")),
    }
    let founding = kit.store().get_founding(&application.id).await?;
    let founding =
        founding.ok_or_else(|| StepError::broken("a founding beside its application"))?;
    let request = foundings::request(kit, &application).await?;
    let request = request.ok_or_else(|| StepError::broken("a founding's request"))?;
    let result = match foundings::newest(kit, &application, FormKind::ElectionResult).await? {
        Some(Form::Result(result)) => *result,
        _ => return Err(StepError::broken("a founding's result")),
    };
    let all = foundings::people(kit, &application.id).await?;
    let round = union::Round {
        application: &application,
        request: &request,
        result: &result,
        people: &all,
    };
    let Some(id) = &founding.union else {
        return match union::found(kit, &round, &founding, drive.at).await? {
            // The union is there: its people follow in the next pass of the machine's loop.
            union::Founded::Yes => Ok(MORE),
            union::Founded::Overtaken => Ok(CLOSED),
        };
    };
    let union = kit.store().get_union_now(id).await?;
    let union = union.ok_or_else(|| StepError::broken("a union that was founded"))?;
    if people::admit(kit, &round, &union, drive.at).await? {
        return Ok(MORE);
    }
    people::appoint(kit, &round, &union, drive.at).await?;
    union::make_findable(kit, &request).await?;
    let change = effect::complete(&application, id, drive.at).map_err(StepError::not_allowed)?;
    kit.store().commit(&change, Vec::new()).await?;
    Ok(FOUNDED)
}
