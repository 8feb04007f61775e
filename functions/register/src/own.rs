//! `GET /v1/me/record`: everything the union keeps about the caller, to read, to copy, to print.

use crate::card::whole;
use crate::scope::home;
use api::ProblemCode;
use api::members::{OwnConsent, OwnRecord};
use domain::calendar::shanghai_date;
use step::{Answer, Call, Kit, Reply};

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let caller = kit.store().get_account(call.caller()?).await?.caller;
    let person = caller.person.ok_or(ProblemCode::NotBound)?;
    let file = kit.store().get_person_file(&person).await?;
    let union = match file.standing.as_ref().and_then(home) {
        Some(id) => kit.store().get_union(&id).await?,
        None => None,
    };
    let record = whole(kit, call, &file, union.as_ref(), None).await?;
    let consents = file.consents.iter().map(|consent| OwnConsent {
        code: consent.code.clone(),
        granted_on: shanghai_date(consent.granted).to_string(),
        withdrawn_on: consent.withdrawn.map(|at| shanghai_date(at).to_string()),
    });
    let name = file.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    Reply::json(200, &OwnRecord { name, record, consents: consents.collect() })
}
