//! One's own application, and the receipt for it.

use api::ProblemCode;
use api::applications::Receipt;
use domain::application::Application;
use domain::id::{ApplicationId, UnionId};
use step::closing::lost_race;
use step::view::{state, union_ref};
use step::{Call, Fault, Kit, StepError};

/// The application of the path, if the caller sent it. Somebody else's does not exist for him.
///
/// # Errors
/// [`ProblemCode::NotFound`].
pub(crate) async fn find(kit: &Kit, call: &Call) -> Result<Application, Fault> {
    let caller = call.caller()?;
    let id = ApplicationId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
    let found = kit.store().get_application(&id).await?.ok_or(ProblemCode::NotFound)?;
    // What was sent for a person without an account is his once he is bound to one.
    let person = if found.subject.is_guest() {
        kit.store().get_account(caller).await?.caller.person
    } else {
        None
    };
    let own = found.is_sent_by(caller, person.as_ref()).then_some(found);
    own.ok_or_else(|| ProblemCode::NotFound.into())
}

/// Whether a failure may be another call's doing, so that reading and deciding again is right: a
/// write lost a race, or the record has moved on since it was read, and what was found beside it
/// (the person's place is taken) may be that other call's own mark.
///
/// # Errors
/// When the table does not answer.
pub(crate) async fn is_overtaken(
    kit: &Kit,
    read: &Application,
    failed: &Fault,
) -> Result<bool, Fault> {
    match failed {
        Fault::Store(error) => Ok(lost_race(error)),
        Fault::Step(error) => Ok(*error == StepError::Conflict),
        Fault::Problem(_) | Fault::Code(_) => {
            let now = kit.store().get_application(&read.id).await?;
            Ok(now.is_none_or(|now| now.version != read.version))
        }
    }
}

/// What the applicant keeps, with the union where it is known.
///
/// # Errors
/// When the table does not answer.
pub(crate) async fn receipt(kit: &Kit, application: &Application) -> Result<Receipt, Fault> {
    let union = match &application.union {
        Some(id) => find_union(kit, id).await?,
        None => None,
    };
    Ok(Receipt { union, ..bare_receipt(application) })
}

/// The same without the union: of an application that is new.
pub(crate) fn bare_receipt(application: &Application) -> Receipt {
    Receipt {
        id: application.id.as_str().to_owned(),
        number: application.number.clone(),
        state: state(application.state),
        due_on: application.due.to_string(),
        provisional: application.provisional,
        union: None,
    }
}

async fn find_union(kit: &Kit, id: &UnionId) -> Result<Option<api::common::UnionRef>, Fault> {
    Ok(kit.store().get_union(id).await?.as_ref().map(union_ref))
}
