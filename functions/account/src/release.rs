//! `DELETE /v1/account/person`: «this was not me». Frees the person from this account.

use crate::bind::mobile_of;
use crate::open;
use api::ProblemCode;
use domain::person::Person;
use step::closing::{ATTEMPTS, lost_race};
use step::people::mobile_indexes;
use step::{Answer, Call, Kit, Reply, StepError};

pub(crate) async fn handle(kit: &Kit, call: &Call) -> Answer {
    let subject = call.caller()?;
    for _ in 0..ATTEMPTS {
        let Some(bound) = kit.store().get_account(subject).await?.caller.person else {
            return Ok(Reply::empty());
        };
        let person = kit.store().get_person(&bound).await?;
        let person = person.ok_or_else(|| StepError::broken("the person of an account"))?;
        let about = open::find(kit, call, &bound, |one| one.person == bound).await?;
        open::take_all_back(kit, call, about).await?;
        let mobile = mobile_of(kit, &person).await?;
        let free = match &mobile {
            Some(mobile) => mobile_indexes(kit, mobile).await?,
            None => Vec::new(),
        };
        let next = Person {
            version: person.version.saturating_add(1),
            mobile_masked: None,
            mobile_sealed: None,
            subject: None,
            bound: None,
            released: Some(subject.clone()),
            ..person
        };
        match kit.store().unbind(subject, &next, &free).await {
            Ok(()) => return Ok(Reply::empty()),
            Err(error) if lost_race(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(ProblemCode::LostRace.into())
}
