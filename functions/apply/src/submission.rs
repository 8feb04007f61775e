//! `POST /v1/applications`: stores an application and starts its first drive.

use crate::key::Key;
use crate::wish::Wish;
use crate::{own, person, place, wish};
use api::applications::{ApplicationRequest, Receipt};
use api::{FieldCode, Problem, ProblemCode};
use domain::calendar::shanghai_date;
use domain::entry::Change;
use domain::id::{ApplicationId, PersonId};
use domain::number::application_number;
use domain::person::Consent;
use domain::submission::{Submission, submit};
use step::closing::{ATTEMPTS, lost_race};
use step::forms::seal_form;
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::Write;

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
    let (ms, random) = kit.identity_parts()?;
    let year = shanghai_date(call.now).year();
    let sequence = kit.number(&format!("application#{year}")).await?;
    let new = Submission {
        id: ApplicationId::from_parts(ms, random),
        number: application_number(year, sequence),
        subject: call.caller()?.clone(),
        person,
        group: wish.form.group(),
        oath: wish.oath,
    };
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
    let application = &new.application;
    let asking = place::Asking {
        subject: &application.subject,
        own: application.person == *own,
        joining: place::is_joining(wish.matter),
    };
    // A founding is about a union: the applicant's own place stays free for his own affairs.
    let mut taken = if wish.matter.is_about_union() {
        None
    } else {
        place::find(kit, call, asking, &application.person, &application.id).await?
    };
    let receipt = own::bare_receipt(application);
    let form = seal_form(kit.vault().await?, &application.id, 1, &wish.form, call.now)?;
    let mut writes = vec![Write::Form(application.id.clone(), form), key.keep(&receipt, call)?];
    let given = consents(kit, call, wish, own).await?;
    match &mut taken {
        // His own place is written anyway: what he agrees to goes with it.
        Some(Write::TakeOpen { person, consents, .. }) if person == own => *consents = given,
        _ => writes.extend(given.into_iter().map(Write::Consent)),
    }
    writes.extend(taken);
    kit.store().commit(new, writes).await?;
    Ok(receipt)
}

/// The consents that are not in force yet. They are the caller's own, whomever the form names.
async fn consents(
    kit: &Kit,
    call: &Call,
    wish: &Wish,
    own: &PersonId,
) -> Result<Vec<Consent>, Fault> {
    if wish.consents.is_empty() {
        return Ok(Vec::new());
    }
    let given = kit.store().get_person_file(own).await?.consents;
    let missing = wish.consents.iter().filter(|text| {
        !given.iter().any(|consent| {
            consent.code == text.code
                && consent.policy == text.version
                && consent.withdrawn.is_none()
        })
    });
    let consent = |text: &domain::matter::PublishedText| Consent {
        person: own.clone(),
        code: text.code.clone(),
        policy: text.version.clone(),
        granted: call.now,
        withdrawn: None,
        channel: if wish.counter.is_some() { "COUNTER" } else { "ONLINE" }.to_owned(),
    };
    Ok(missing.map(|text| consent(text)).collect())
}
