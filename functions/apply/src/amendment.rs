//! `POST …/amendment`: the applicant sends the form again, mended; the number stays.

use crate::key::{self, Key};
use crate::{own, person, round, wish};
use api::ProblemCode;
use api::applications::{AmendmentRequest, Receipt};
use domain::application::{Application, State};
use domain::form::{Form, parse};
use domain::id::PersonId;
use domain::matter::find_version;
use domain::submission::{Refused, amend};
use serde_json::Value;
use step::closing::{ATTEMPTS, release};
use step::door::vacancy;
use step::forms::{open_form, seal_form};
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::Write;

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let request: AmendmentRequest = call.read()?;
    let first = own::find(kit, call).await?;
    let key = Key::optional(kit, call, &request).await?;
    if let Some(reply) = key::kept(key.as_ref(), kit, call).await? {
        return Ok(reply);
    }
    let matter = find_version(&first.matter);
    let matter = matter.ok_or_else(|| StepError::broken("an application's matter"))?;
    let door = wish::door(call.now, kit.settings().allow_synthetic);
    let form = parse(matter.form_in(first.round), &Value::Object(request.form), door)
        .map_err(|faults| wish::form_faulty(&faults, call.language))?;
    round::holds(kit, call, &first, &form).await?;
    for _ in 0..ATTEMPTS {
        let read = own::find(kit, call).await?;
        // Another call may have amended it meanwhile, and the machine may have returned it again.
        if read.state != State::Returned || read.form != first.form {
            return match key::kept(key.as_ref(), kit, call).await? {
                Some(reply) => Ok(reply),
                None => repeated(kit, &read, &form).await,
            };
        }
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

/// An amendment that is there already is answered as the first time; another form comes too late.
async fn repeated(kit: &Kit, read: &Application, form: &Form) -> Answer {
    if read.state.is_closed() || read.form < 2 {
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
    let account = kit.store().get_account(call.caller()?).await?;
    let bound = account.caller.person.ok_or(ProblemCode::NotBound)?;
    let person = person::of_form(kit, form, &read.person).await?;
    let change = amend(read, &person, form.group(), call.now).map_err(|refused| match refused {
        Refused::TooLate => ProblemCode::AmendmentTooLate,
        Refused::WrongState | Refused::Again => ProblemCode::WrongState,
    })?;
    let application = &change.application;
    let stored = seal_form(kit.vault().await?, &read.id, application.form, form, call.now)?;
    let receipt = own::receipt(kit, application).await?;
    let mut writes = vec![Write::Form(read.id.clone(), stored)];
    writes.extend(key.map(|key| key.keep(&receipt, call)).transpose()?);
    writes.extend(moved(kit, call, read, &person, &bound).await?);
    kit.store().commit(&change, writes).await?;
    Ok(receipt)
}

/// A corrected document number may belong to another person: the application goes with it, gives
/// back the place it held and takes the other's.
async fn moved(
    kit: &Kit,
    call: &Call,
    read: &Application,
    person: &PersonId,
    bound: &PersonId,
) -> Result<Vec<Write>, Fault> {
    if read.person == *person {
        return Ok(Vec::new());
    }
    let mut writes = release(kit.store(), read).await?;
    let matter = find_version(&read.matter);
    let joining = matter.is_some_and(vacancy::is_joining);
    let asking = vacancy::Asking { subject: &read.subject, own: person == bound, joining };
    writes.extend(vacancy::find(kit, call, asking, person, &read.id).await?);
    Ok(writes)
}
