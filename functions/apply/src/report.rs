//! `POST /v1/members/{person}/changes`: an officer reports what changes a membership. The case is
//! his like an applicant's, so another person decides it.

use crate::key::Key;
use crate::{own, wish};
use api::applications::Receipt;
use api::changes::ChangeRequest;
use api::{FieldCode, Problem, ProblemCode};
use domain::alteration::report;
use domain::application::Application;
use domain::authority::{Acting, Action, Denied, may};
use domain::calendar::shanghai_date;
use domain::entry::Change;
use domain::form::{ChangeForm, Form, parse};
use domain::id::{ApplicationId, PersonId};
use domain::matter::{BegunBy, Matter, find};
use domain::membership::{Standing, before_end};
use domain::number::application_number;
use domain::occupation::OccupationGroup;
use domain::submission::Submission;
use domain::union::Union;
use serde_json::Value;
use step::closing::{ATTEMPTS, lost_race};
use step::forms::seal_form;
use step::view::scope::denied;
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::Write;

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    api::request::idempotency_key(call.header("idempotency-key"), call.language)?;
    let request: ChangeRequest = call.read()?;
    let key = Key::required(kit, call, &request).await?;
    if let Some(reply) = key.kept(kit, call).await? {
        return Ok(reply);
    }
    let person = PersonId::parse(call.param("person")).map_err(|_| ProblemCode::NotFound)?;
    let acting = acting(kit, call, &person).await?;
    let (matter, form) = asked(request, kit, call)?;
    let new = begin(kit, call, matter, &person, &acting).await?;
    for _ in 0..ATTEMPTS {
        let failed = match write(kit, call, &new, &form, &key).await {
            Ok(receipt) => {
                let id = &new.application.id;
                tracing::info!(application.id = id.as_str(), "stored report {id}");
                kit.drive(id, call.now).await;
                return Reply::json(202, &receipt);
            }
            Err(failed) => failed,
        };
        if let Some(reply) = key.kept(kit, call).await? {
            return Ok(reply);
        }
        match failed {
            Fault::Store(error) if lost_race(&error) => {}
            fault => return Err(fault),
        }
    }
    Err(ProblemCode::LostRace.into())
}

/// The matter, of those that an officer begins, and its form; every fault is named at once.
fn asked(
    request: ChangeRequest,
    kit: &Kit,
    call: &Call,
) -> Result<(&'static Matter, Form), Problem> {
    let offered = find(&request.matter).filter(|matter| matter.begun_by == BegunBy::Officer);
    let Some(matter) = offered else {
        let faulty = Problem::new(ProblemCode::FormFaulty, call.language);
        return Err(faulty.with_error("/matter", FieldCode::MatterUnknown, call.language));
    };
    let door = wish::door(call.now, kit.settings().allow_synthetic);
    let form = parse(matter.form, &Value::Object(request.form), door)
        .map_err(|faults| wish::form_faulty(&faults, call.language))?;
    Ok((matter, form))
}

/// In which capacity the caller reports about this member. Somebody who is no member of a union in
/// his reach does not exist to him.
async fn acting(kit: &Kit, call: &Call, person: &PersonId) -> Result<Acting, Fault> {
    let caller = kit.store().get_account(call.caller()?).await?.caller;
    let union = home(kit, person).await?.ok_or(ProblemCode::NotFound)?;
    let today = shanghai_date(call.now);
    if may(&caller, Action::View, &union.id, &union.path, today).is_err() {
        return Err(ProblemCode::NotFound.into());
    }
    if caller.person.as_ref() == Some(person) {
        return Err(denied(Denied::OwnCase).into());
    }
    let acting = may(&caller, Action::ReportChange, &union.id, &union.path, today);
    acting.map_err(|why| denied(why).into())
}

/// The union that the person belongs to, or belonged to until his membership ended.
async fn home(kit: &Kit, person: &PersonId) -> Result<Option<Union>, Fault> {
    let file = kit.store().get_person_file(person).await?;
    let membership = file.standing.as_ref().and_then(|one| one.membership.as_ref());
    let held = membership.and_then(|one| one.affiliation.as_ref()).map(|one| one.union.clone());
    let id = held.or_else(|| before_end(&file.events).map(|stay| stay.union));
    match id {
        Some(id) => Ok(kit.store().get_union(&id).await?),
        None => Ok(None),
    }
}

async fn begin(
    kit: &Kit,
    call: &Call,
    matter: &Matter,
    person: &PersonId,
    acting: &Acting,
) -> Result<Change, Fault> {
    let (ms, random) = kit.identity_parts()?;
    let year = shanghai_date(call.now).year();
    let sequence = kit.number(&format!("application#{year}")).await?;
    let new = Submission {
        id: ApplicationId::from_parts(ms, random),
        number: application_number(year, sequence),
        subject: acting.subject.clone(),
        person: person.clone(),
        group: OccupationGroup::None,
        oath: false,
    };
    Ok(report(new, matter, acting, call.now))
}

async fn write(
    kit: &Kit,
    call: &Call,
    new: &Change,
    form: &Form,
    key: &Key,
) -> Result<Receipt, Fault> {
    let application = &new.application;
    let standing = kit.store().get_standing(&application.person).await?;
    let place = place(&standing, application, form)?;
    let receipt = own::bare_receipt(application);
    let sealed = seal_form(kit.vault().await?, &application.id, 1, form, call.now)?;
    let mut writes = vec![Write::Form(application.id.clone(), sealed), key.keep(&receipt, call)?];
    writes.extend(place);
    kit.store().commit(new, writes).await?;
    Ok(receipt)
}

/// A report takes the member's one place; of a death it does not wait for it, because whatever he
/// has open ends with it.
fn place(
    standing: &Standing,
    application: &Application,
    form: &Form,
) -> Result<Option<Write>, Fault> {
    let Form::Change(change) = form else {
        return Err(StepError::broken("a report's form").into());
    };
    if matches!(change.as_ref(), ChangeForm::Decease(_)) {
        return Ok(None);
    }
    if standing.open.is_some() {
        return Err(ProblemCode::OpenApplication.into());
    }
    Ok(Some(Write::TakeOpen {
        person: application.person.clone(),
        application: application.id.clone(),
        joining: false,
        consents: Vec::new(),
    }))
}
