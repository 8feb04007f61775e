//! `POST /v1/applications`: stores an application and starts its first drive.

use crate::key::Key;
use crate::wish::Wish;
use crate::{own, person, wish};
use api::applications::{ApplicationRequest, Receipt};
use api::{FieldCode, Problem, ProblemCode};
use domain::entry::Change;
use domain::id::PersonId;
use domain::submission::submit;
use step::closing::{ATTEMPTS, lost_race};
use step::door::{self, Wanted};
use step::{Answer, Call, Fault, Kit, Reply, StepError};

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    api::request::idempotency_key(call.header("idempotency-key"), call.language)?;
    let request: ApplicationRequest = call.read()?;
    let key = Key::required(kit, call, &request).await?;
    if let Some(reply) = key.kept(kit, call).await? {
        return Ok(reply);
    }
    let account = kit.store().get_account(call.caller()?).await?;
    let own = account.caller.person.ok_or(ProblemCode::NotBound)?;
    let door = wish::door(call.now, kit.settings().allow_synthetic);
    let wish = wish::read(request, door, call.language)?;
    at_counter(kit, call, &wish).await?;
    let person = person::of_form(kit, &wish.form, &own).await?;
    let new = begin(kit, call, &wish, person).await?;
    for _ in 0..ATTEMPTS {
        let failed = match write(kit, call, &new, &wish, &own, &key).await {
            Ok(receipt) => {
                let id = &new.application.id;
                tracing::info!(application.id = id.as_str(), "stored application {id}");
                kit.drive(id, call.now).await;
                return Reply::json(202, &receipt);
            }
            Err(failed) => failed,
        };
        // The same body may have come twice at once: then the other's answer is this one's too,
        // also where this one already found the other's application in its place.
        if let Some(reply) = key.kept(kit, call).await? {
            return Ok(reply);
        }
        match failed {
            Fault::Store(error) if lost_race(&error) => {}
            Fault::Step(StepError::Conflict) => {}
            fault => return Err(fault),
        }
    }
    Err(ProblemCode::LostRace.into())
}

/// The application as it will be stored, with its identity and its number.
async fn begin(kit: &Kit, call: &Call, wish: &Wish, person: PersonId) -> Result<Change, Fault> {
    let subject = call.caller()?.clone();
    let new = door::begin(kit, call, subject, person, &wish.form, wish.oath).await?;
    let change = submit(new, wish.matter, call.now);
    Ok(match &wish.counter {
        Some(union) => change.telling(|details| details.union = Some(union.clone())),
        None => change,
    })
}

/// The counter where an officer helped is that of a union which exists.
async fn at_counter(kit: &Kit, call: &Call, wish: &Wish) -> Result<(), Fault> {
    let Some(union) = &wish.counter else { return Ok(()) };
    if kit.store().get_union(union).await?.is_some() {
        return Ok(());
    }
    let faulty = Problem::new(ProblemCode::FormFaulty, call.language);
    Err(faulty.with_error("/counter", FieldCode::UnionUnknown, call.language).into())
}

/// Everything in one transaction, on what is read now.
async fn write(
    kit: &Kit,
    call: &Call,
    new: &Change,
    wish: &Wish,
    own: &PersonId,
    key: &Key,
) -> Result<Receipt, Fault> {
    let receipt = own::bare_receipt(&new.application);
    let wanted = Wanted {
        matter: wish.matter,
        form: &wish.form,
        consents: &wish.consents,
        channel: if wish.counter.is_some() { "COUNTER" } else { "ONLINE" },
        own,
    };
    door::store(kit, call, new, wanted, vec![key.keep(&receipt, call)?]).await?;
    Ok(receipt)
}
