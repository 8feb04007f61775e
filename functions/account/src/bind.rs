//! `POST /v1/account`: binds the account to a person, both ways, once name, document and mobile
//! agree with the identity provider and the token proves the mobile.

use crate::request::{Claim, read};
use api::ProblemCode;
use api::account::{AccountRequest, AccountView};
use api::{FieldCode, Language, Problem};
use domain::calendar::shanghai_date;
use domain::entry::sha256;
use domain::form::Door;
use domain::id::{MessageId, PersonId};
use domain::message::mobile_released;
use domain::mobile::Mobile;
use domain::person::Person;
use domain::retention::{Kind, days};
use domain::rule::IdentityAnswer;
use step::closing::{ATTEMPTS, lost_race};
use step::people::{document_indexes, mobile_indexes, owner};
use step::wire::person_view;
use step::{Answer, Call, Fault, Kit, Reply, StepError, identity, places};
use store::{InboxMessage, IndexKind};

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let request: AccountRequest = call.read()?;
    let door =
        Door { today: shanghai_date(call.now), allow_synthetic: kit.settings().allow_synthetic };
    let claim = read(&request, call.phone.as_deref(), door, call.language)?;
    let indexes = document_indexes(kit, claim.id_type, &claim.id_number).await?;
    if let Some(person) = already(kit, call, &claim, &indexes).await? {
        return Reply::json(200, &AccountView { person: person_view(&person) });
    }
    agree(kit, call, &claim).await?;
    for _ in 0..ATTEMPTS {
        match bind(kit, call, &claim, &indexes).await {
            Ok((first, person)) => {
                let status = if first { 201 } else { 200 };
                return Reply::json(status, &AccountView { person: person_view(&person) });
            }
            Err(Fault::Store(error)) if lost_race(&error) => {}
            Err(fault) => return Err(fault),
        }
    }
    Err(ProblemCode::LostRace.into())
}

/// The person, if the account is bound to him already with the same name and mobile.
async fn already(
    kit: &Kit,
    call: &Call,
    claim: &Claim,
    indexes: &[(IndexKind, String)],
) -> Result<Option<Person>, Fault> {
    let account = kit.store().get_account(call.caller()?).await?;
    let Some(bound) = account.caller.person else { return Ok(None) };
    if owner(kit, indexes).await?.as_ref() != Some(&bound) {
        return Err(ProblemCode::AccountBound.into());
    }
    let person = kit.store().get_person(&bound).await?;
    let person = person.ok_or_else(|| StepError::broken("the person of an account"))?;
    let same = person.name == claim.name
        && person.subject.as_ref() == Some(call.caller()?)
        && mobile_of(kit, &person).await?.as_ref() == Some(&claim.mobile);
    Ok(same.then_some(person))
}

/// Asks the provider. Its silence is never held against anybody.
async fn agree(kit: &Kit, call: &Call, claim: &Claim) -> Result<(), Fault> {
    let said = format!(
        "{} {} {} {}",
        call.caller()?.as_str(),
        claim.name,
        claim.id_number.expose(),
        claim.mobile.expose(),
    );
    let request = kit.vault().await?.index("identity-request", &said).into_iter().next();
    let answer = identity::ask(
        kit,
        &request.unwrap_or_default(),
        &claim.name,
        claim.id_type,
        &claim.id_number,
        &claim.mobile,
    )
    .await?;
    match answer {
        Some(IdentityAnswer::Agree) => Ok(()),
        Some(answer) => Err(mismatch(answer, call.language).into()),
        None => Err(ProblemCode::IdentityUnavailable.into()),
    }
}

/// The problem that names the fields which do not belong together.
fn mismatch(answer: IdentityAnswer, language: Language) -> Problem {
    let problem = Problem::new(ProblemCode::IdentityMismatch, language);
    let fields: &[&str] = match answer {
        IdentityAnswer::MobileMismatch => &["/mobile"],
        IdentityAnswer::Mismatch | IdentityAnswer::Unknown | IdentityAnswer::Agree => {
            &["/name", "/idNumber"]
        }
    };
    fields.iter().fold(problem, |problem, field| {
        problem.with_error(*field, FieldCode::IdentityDiffers, language)
    })
}

/// One try on what is read now: true for a first binding, and the person after it.
async fn bind(
    kit: &Kit,
    call: &Call,
    claim: &Claim,
    indexes: &[(IndexKind, String)],
) -> Result<(bool, Person), Fault> {
    let subject = call.caller()?;
    let mobiles = mobile_indexes(kit, &claim.mobile).await?;
    // The mobile first: both indexes of a new person are written at once, so whoever has the mobile
    // and not the document is another one, and not the same person bound by a call in between.
    let holder = owner(kit, &mobiles).await?;
    let known = match owner(kit, indexes).await? {
        Some(id) => kit.store().get_person(&id).await?,
        None => None,
    };
    let known = match known {
        Some(person) => Some(make_way(kit, call, claim, person).await?),
        None => None,
    };
    if let Some(holder) = holder
        && known.as_ref().is_none_or(|person| person.id != holder)
    {
        take_mobile(kit, call, claim, &holder, &mobiles).await?;
    }
    let first = known.as_ref().is_none_or(|person| person.subject.is_none());
    let next = bound(kit, call, claim, known).await?;
    let all: Vec<(IndexKind, String)> = indexes.iter().chain(&mobiles).cloned().collect();
    kit.store().bind(subject, &next, &all).await?;
    Ok((first, next))
}

/// The person without another account and without another mobile. Another account gives way only
/// where its mobile is the one that the caller has proven: one SIM card, one person.
async fn make_way(kit: &Kit, call: &Call, claim: &Claim, person: Person) -> Result<Person, Fault> {
    let mobile = mobile_of(kit, &person).await?;
    let same = mobile.as_ref() == Some(&claim.mobile);
    let other = person.subject.clone().filter(|bound| Some(bound) != call.subject.as_ref());
    if let Some(other) = other {
        if !same {
            return Err(ProblemCode::PersonTaken.into());
        }
        let next = Person {
            version: person.version.saturating_add(1),
            subject: None,
            bound: None,
            released: Some(other.clone()),
            ..person
        };
        kit.store().unbind(&other, &next, &[]).await?;
        return Ok(next);
    }
    match mobile {
        Some(old) if !same => {
            let next = without_mobile(person);
            kit.store().release_indexes(&next, &mobile_indexes(kit, &old).await?).await?;
            Ok(next)
        }
        Some(_) | None => Ok(person),
    }
}

/// A number that has moved hands leaves the person who had it before. He is told first, so that
/// nothing that breaks in between leaves him untold; a repeat of this call makes the same message.
async fn take_mobile(
    kit: &Kit,
    call: &Call,
    claim: &Claim,
    holder: &PersonId,
    mobiles: &[(IndexKind, String)],
) -> Result<(), Fault> {
    let held = kit.store().get_person(holder).await?;
    let held = held.ok_or_else(|| StepError::broken("the owner of a mobile"))?;
    tell(kit, call, &held).await?;
    let next = if mobile_of(kit, &held).await?.as_ref() == Some(&claim.mobile) {
        without_mobile(held)
    } else {
        Person { version: held.version.saturating_add(1), ..held }
    };
    Ok(kit.store().release_indexes(&next, mobiles).await?)
}

async fn tell(kit: &Kit, call: &Call, held: &Person) -> Result<(), Fault> {
    let Some(subject) = &held.subject else { return Ok(()) };
    let seed = format!("{}#{}#mobile", held.id.as_str(), call.caller()?.as_str());
    let hash = sha256(seed.as_bytes());
    let random = hash.get(..20).and_then(|part| u128::from_str_radix(part, 16).ok());
    let ms = u64::try_from(call.now.as_millisecond()).unwrap_or(0);
    let notice = mobile_released();
    let kept = i64::from(days(Kind::Message).unwrap_or(365)).saturating_mul(86_400);
    let message = InboxMessage {
        id: MessageId::from_parts(ms, random.unwrap_or(0)),
        subject: subject.clone(),
        at: call.now,
        template: notice.template.to_owned(),
        text: notice.text,
        application: None,
        read: None,
    };
    Ok(kit.store().put_message(&message, call.now.as_second().saturating_add(kept)).await?)
}

fn without_mobile(person: Person) -> Person {
    Person {
        version: person.version.saturating_add(1),
        mobile_masked: None,
        mobile_sealed: None,
        ..person
    }
}

/// The record of the person once he is bound: what the provider has just confirmed.
async fn bound(
    kit: &Kit,
    call: &Call,
    claim: &Claim,
    known: Option<Person>,
) -> Result<Person, Fault> {
    let vault = kit.vault().await?;
    let (ms, random) = kit.identity_parts()?;
    let id =
        known.as_ref().map_or_else(|| PersonId::from_parts(ms, random), |person| person.id.clone());
    let before = known.as_ref();
    let since = before.filter(|person| person.subject.is_some()).and_then(|person| person.bound);
    Ok(Person {
        version: before.map_or(0, |person| person.version).saturating_add(1),
        name: claim.name.clone(),
        id_type: claim.id_type,
        id_masked: claim.id_number.masked(),
        id_sealed: vault.seal(&places::person_id_number(&id), claim.id_number.expose())?,
        mobile_masked: Some(claim.mobile.masked()),
        mobile_sealed: Some(vault.seal(&places::person_mobile(&id), claim.mobile.expose())?),
        birth: claim.id_number.birth_date(),
        sex: claim.id_number.sex(),
        subject: Some(call.caller()?.clone()),
        bound: since.or(Some(call.now)),
        released: known.and_then(|person| person.released),
        id,
    })
}

/// A person's verified mobile in full.
pub(crate) async fn mobile_of(kit: &Kit, person: &Person) -> Result<Option<Mobile>, Fault> {
    let Some(sealed) = &person.mobile_sealed else { return Ok(None) };
    let text = kit.vault().await?.open_value(&places::person_mobile(&person.id), sealed)?;
    Ok(Mobile::parse(&text).ok())
}
