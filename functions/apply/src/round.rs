//! `POST …/round`: the applicant sends the next round's facts; the number stays.

use crate::key::{self, Key};
use crate::{own, wish};
use api::ProblemCode;
use api::applications::{AmendmentRequest, Receipt};
use domain::application::{Application, StepKind};
use domain::form::{Form, parse};
use domain::matter::find_version;
use domain::submission::{Refused, send_round};
use serde_json::Value;
use step::closing::ATTEMPTS;
use step::forms::{open_form, seal_form};
use step::{Answer, Call, Fault, Kit, Reply, StepError, foundings};
use store::Write;

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let request: AmendmentRequest = call.read()?;
    let first = own::find(kit, call).await?;
    let key = Key::optional(kit, call, &request).await?;
    if let Some(reply) = key::kept(key.as_ref(), kit, call).await? {
        return Ok(reply);
    }
    if first.state.is_closed() {
        return Err(ProblemCode::WrongState.into());
    }
    let matter = find_version(&first.matter);
    let matter = matter.ok_or_else(|| StepError::broken("an application's matter"))?;
    let asked = first.pending.as_ref().is_some_and(|step| step.kind == StepKind::Round);
    // Where nothing is asked for, it can only be a repeat of what was sent.
    let round = if asked { first.round.saturating_add(1) } else { first.round };
    let door = wish::door(call.now, kit.settings().allow_synthetic);
    let form = parse(matter.form_in(round), &Value::Object(request.form), door)
        .map_err(|faults| wish::form_faulty(&faults, call.language))?;
    for _ in 0..ATTEMPTS {
        let read = own::find(kit, call).await?;
        let open = read.pending.as_ref().is_some_and(|step| step.kind == StepKind::Round);
        if !open || read.form != first.form {
            return match key::kept(key.as_ref(), kit, call).await? {
                Some(reply) => Ok(reply),
                None => repeated(kit, &read, &form).await,
            };
        }
        holds(kit, call, &read, &form).await?;
        match write(kit, call, &read, &form, key.as_ref()).await {
            Ok(receipt) => {
                kit.drive(&read.id, call.now).await;
                return Reply::json(202, &receipt);
            }
            Err(failed) if own::is_overtaken(kit, &read, &failed).await? => {}
            Err(failed) => return Err(failed),
        }
    }
    Err(ProblemCode::LostRace.into())
}

/// A form that does not fit what the founding has so far is not taken: each fault names its field.
pub(crate) async fn holds(
    kit: &Kit,
    call: &Call,
    read: &Application,
    form: &Form,
) -> Result<(), Fault> {
    let Some(gathered) = foundings::gather(kit, read, form).await? else { return Ok(()) };
    if gathered.facts.faults.is_empty() {
        return Ok(());
    }
    Err(wish::form_faulty(&gathered.facts.faults, call.language).into())
}

/// A round that is there already is answered as the first time; another form comes too late.
async fn repeated(kit: &Kit, read: &Application, form: &Form) -> Answer {
    if read.state.is_closed() || read.round == 0 {
        return Err(ProblemCode::WrongState.into());
    }
    let stored = kit.store().get_form(&read.id, read.form).await?;
    let stored = stored.ok_or_else(|| StepError::broken("an application's form"))?;
    let last = open_form(kit.vault().await?, read, &stored)?;
    if last != *form {
        return Err(ProblemCode::WrongState.into());
    }
    Reply::json(202, &own::receipt(kit, read).await?)
}

async fn write(
    kit: &Kit,
    call: &Call,
    read: &Application,
    form: &Form,
    key: Option<&Key>,
) -> Result<Receipt, Fault> {
    let change = send_round(read, call.now).map_err(|refused| match refused {
        Refused::TooLate => ProblemCode::AmendmentTooLate,
        Refused::WrongState | Refused::Again => ProblemCode::WrongState,
    })?;
    let application = &change.application;
    let stored = seal_form(kit.vault().await?, &read.id, application.form, form, call.now)?;
    let receipt = own::receipt(kit, application).await?;
    let mut writes = vec![Write::Form(read.id.clone(), stored)];
    writes.extend(key.map(|key| key.keep(&receipt, call)).transpose()?);
    kit.store().commit(&change, writes).await?;
    Ok(receipt)
}
