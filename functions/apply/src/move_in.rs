//! `POST /v1/moves`: an officer begins to move a member who works for his union's employer now.

use crate::key::Key;
use crate::{own, wish};
use api::applications::Receipt;
use api::common::IdType;
use api::moves::MoveRequest;
use api::{FieldCode, Problem, ProblemCode};
use domain::authority::{Acting, Action, may};
use domain::calendar::shanghai_date;
use domain::citizen_id::{self, CitizenId};
use domain::entry::Change;
use domain::form::{Form, parse};
use domain::id::{ApplicationId, PersonId, SubjectId, UnionId};
use domain::matter::{FormKind, Matter, find};
use domain::number::application_number;
use domain::submission::{Submission, submit_for};
use domain::transfer::bar;
use domain::union::Union;
use serde_json::Value;
use step::closing::{ATTEMPTS, lost_race};
use step::forms::seal_form;
use step::people::{document_indexes, owner};
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::Write;

const MATTER: &str = "transfer";

/// Whom it is about, and his account.
struct Member {
    person: PersonId,
    subject: SubjectId,
}

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    api::request::idempotency_key(call.header("idempotency-key"), call.language)?;
    let request: MoveRequest = call.read()?;
    let key = Key::required(kit, call, &request).await?;
    if let Some(reply) = key.kept(kit, call).await? {
        return Ok(reply);
    }
    let matter = find(MATTER).ok_or_else(|| StepError::broken("the matter of a move"))?;
    let (acting, union) = officer(kit, call, &request.union).await?;
    let member = member(kit, call, &request).await?;
    let door = wish::door(call.now, kit.settings().allow_synthetic);
    let form = parse(FormKind::Transfer, &Value::Object(request.form), door)
        .map_err(|faults| wish::form_faulty(&faults, call.language))?;
    let new = begin(kit, call, matter, &member, &form, &acting).await?;
    for _ in 0..ATTEMPTS {
        let failed = match write(kit, call, &new, &form, &union, &key).await {
            Ok(receipt) => {
                kit.drive(&new.application.id, call.now).await;
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

/// In which capacity the caller acts for the union that he names.
async fn officer(kit: &Kit, call: &Call, union: &str) -> Result<(Acting, Union), Fault> {
    let caller = kit.store().get_account(call.caller()?).await?.caller;
    let id = UnionId::parse(union).map_err(|_| ProblemCode::Forbidden)?;
    let union = kit.store().get_union(&id).await?.ok_or(ProblemCode::Forbidden)?;
    let today = shanghai_date(call.now);
    let acting = may(&caller, Action::BeginMove, &union.id, &union.path, today)
        .map_err(|_| ProblemCode::Forbidden)?;
    Ok((acting, union))
}

/// The member with this name and document. Whoever does not fit both, or is not known, is answered
/// alike: nobody learns here who is a member.
async fn member(kit: &Kit, call: &Call, request: &MoveRequest) -> Result<Member, Fault> {
    let faulty = |code: &str| {
        let problem = Problem::new(ProblemCode::FormFaulty, call.language);
        problem.with_named_error("/idNumber", code, call.language)
    };
    let number = CitizenId::parse(&request.id_number).map_err(|fault| faulty(fault.code()))?;
    let indexes = document_indexes(kit, kind(request.id_type), &number).await?;
    let differs = || faulty(FieldCode::IdentityDiffers.as_str());
    let person = owner(kit, &indexes).await?.ok_or_else(differs)?;
    let known = kit.store().get_person(&person).await?.ok_or_else(differs)?;
    if known.name != request.name.trim() {
        return Err(differs().into());
    }
    if known.subject.as_ref() == call.subject.as_ref() {
        return Err(ProblemCode::OwnCase.into());
    }
    let subject = known.subject.ok_or(ProblemCode::NoAccount)?;
    Ok(Member { person, subject })
}

async fn begin(
    kit: &Kit,
    call: &Call,
    matter: &Matter,
    member: &Member,
    form: &Form,
    acting: &Acting,
) -> Result<Change, Fault> {
    let (ms, random) = kit.identity_parts()?;
    let year = shanghai_date(call.now).year();
    let sequence = kit.number(&format!("application#{year}")).await?;
    let new = Submission {
        id: ApplicationId::from_parts(ms, random),
        number: application_number(year, sequence),
        subject: member.subject.clone(),
        person: member.person.clone(),
        group: form.group(),
        oath: false,
    };
    Ok(submit_for(new, matter, acting, call.now))
}

/// Everything in one transaction, on what is read now.
async fn write(
    kit: &Kit,
    call: &Call,
    new: &Change,
    form: &Form,
    union: &Union,
    key: &Key,
) -> Result<Receipt, Fault> {
    let application = &new.application;
    let standing = kit.store().get_standing(&application.person).await?;
    if let Some(code) = bar(&standing, Some(union), form.is_from_outside()) {
        let text = call.language.pick(code.zh(), code.en());
        let next = call.language.pick(code.next_zh(), code.next_en());
        let problem = Problem::new(ProblemCode::MoveBarred, call.language);
        return Err(problem.with_detail(format!("{text}{next}")).into());
    }
    if standing.open.is_some() {
        return Err(Problem::new(ProblemCode::OpenApplication, call.language)
            .with_next(None)
            .into());
    }
    let receipt = own::bare_receipt(application);
    let stored = seal_form(kit.vault().await?, &application.id, 1, form, call.now)?;
    let writes = vec![
        Write::Form(application.id.clone(), stored),
        key.keep(&receipt, call)?,
        Write::TakeOpen {
            person: application.person.clone(),
            application: application.id.clone(),
            joining: form.is_from_outside(),
            consents: Vec::new(),
        },
    ];
    kit.store().commit(new, writes).await?;
    Ok(receipt)
}

fn kind(document: IdType) -> citizen_id::IdType {
    match document {
        IdType::IdCard => citizen_id::IdType::IdCard,
        IdType::HkMoTwPermit => citizen_id::IdType::HkMoTwPermit,
        IdType::Passport => citizen_id::IdType::Passport,
        IdType::Officer => citizen_id::IdType::Officer,
        IdType::HmTravel => citizen_id::IdType::HmTravel,
        IdType::TwTravel => citizen_id::IdType::TwTravel,
    }
}
