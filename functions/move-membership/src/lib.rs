//! Moves the membership of an approved move's person: the old affiliation ends, the new one begins.
//!
//! In: a drive. Out: `MOVED`.
//! Writes: head, entry, the person's standing and events 4 and 2, in one transaction.
//! Repeat: answers the same and writes nothing; a number drawn for a repeat stays unused.
//! Undo: none, because a membership moves back only by another move.

use domain::application::Application;
use domain::credit_code::CreditCode;
use domain::form::TransferForm;
use domain::id::{EmployerId, MembershipId};
use domain::membership::change::Joining;
use domain::number::member_number;
use domain::transfer::{Arrival, give_effect, left};
use step::{Drive, Kit, Outcome, StepError, forms};
use store::Write;

const MOVED: Outcome = Outcome { outcome: "MOVED" };

/// One drive's pass through the move.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: Drive) -> Result<Outcome, StepError> {
    let application = step::application(kit, &drive).await?;
    if application.membership.is_some() {
        return Ok(MOVED);
    }
    let store = kit.store();
    let standing = store.get_standing(&application.person).await?;
    if standing.open.as_ref() != Some(&application.id) {
        return Err(StepError::not_allowed("another application is open"));
    }
    let id = application.union.as_ref().ok_or_else(|| StepError::broken("no deciding union"))?;
    let union = store.get_union(id).await?;
    let union = union.ok_or_else(|| StepError::broken("the deciding union is gone"))?;
    let form = form(kit, &application).await?;
    let employer = employer(kit, &form).await?;
    let arrival = match (left(&standing), form.outside_joined_on) {
        (None, Some(joined)) => {
            let (ms, random) = kit.identity_parts()?;
            let id = MembershipId::from_parts(ms, random);
            let person = store.get_person_lately(&application.person).await?;
            let name = person.ok_or_else(|| StepError::broken("the person is gone"))?.name;
            let number = member_number(kit.number("member").await?);
            Some(Arrival { new: Joining { id, number, name }, joined })
        }
        _ => None,
    };
    let moved = give_effect(&application, &standing, &union, employer, arrival, drive.at)
        .map_err(StepError::not_allowed)?;
    let person = &application.person;
    let events = moved.events.into_iter().map(|event| Write::Event(person.clone(), event));
    let writes = std::iter::once(Write::Standing(moved.standing)).chain(events).collect();
    store.commit(&moved.change, writes).await?;
    Ok(MOVED)
}

async fn form(kit: &Kit, application: &Application) -> Result<TransferForm, StepError> {
    let stored = kit.store().get_form(&application.id, application.form).await?;
    let stored = stored.ok_or_else(|| StepError::broken("the form is gone"))?;
    let form = forms::open_unsealed(application, &stored)?;
    form.transfer().cloned().ok_or_else(|| StepError::broken("the form of a move"))
}

/// The employer in the register that the form names by its code.
async fn employer(kit: &Kit, form: &TransferForm) -> Result<Option<EmployerId>, StepError> {
    let code: Option<&CreditCode> =
        form.employer.as_ref().and_then(|named| named.credit_code.as_ref());
    let Some(code) = code else { return Ok(None) };
    Ok(kit.store().find_employer(code).await?.map(|employer| employer.id))
}
