//! Makes the person of an approved application a member: number, affiliation, event 1.
//!
//! In: a drive. Out: `ASSIGNED`.
//! Writes: head, entry, the person's standing and the event, in one transaction.
//! Repeat: answers the same and writes nothing; a number drawn for a repeat stays unused.
//! Undo: none, because a membership ends only by the register's own procedures.

use domain::admission::{Admission, Drawn, admit};
use domain::application::Application;
use domain::credit_code::CreditCode;
use domain::id::{EmployerId, MembershipId};
use domain::number::member_number;
use step::{Drive, Kit, Outcome, StepError};
use store::Write;

const ASSIGNED: Outcome = Outcome { outcome: "ASSIGNED" };

/// One drive's pass through the admission.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: Drive) -> Result<Outcome, StepError> {
    let application = step::application(kit, &drive).await?;
    if application.membership.is_some() {
        return Ok(ASSIGNED);
    }
    let store = kit.store();
    let standing = store.get_standing(&application.person).await?;
    let person = store.get_person_lately(&application.person).await?;
    let person = person.ok_or_else(|| StepError::broken("the person is gone"))?;
    let id = application.union.as_ref().ok_or_else(|| StepError::broken("no deciding union"))?;
    let union = store.get_union(id).await?;
    let union = union.ok_or_else(|| StepError::broken("the deciding union is gone"))?;
    let (ms, random) = kit.identity_parts()?;
    let drawn = Drawn {
        id: MembershipId::from_parts(ms, random),
        number: member_number(kit.number("member").await?),
        employer: employer(kit, &application).await?,
        birth: person.birth,
        name: person.name,
    };
    let admission =
        admit(&application, &standing, &union, drawn, drive.at).map_err(StepError::not_allowed)?;
    if let Admission::Admit(admitted) = admission {
        let writes = vec![
            Write::Standing(admitted.standing),
            Write::Event(application.person.clone(), admitted.event),
        ];
        store.commit(&admitted.change, writes).await?;
    }
    Ok(ASSIGNED)
}

/// The employer in the register that the form names by its code.
async fn employer(kit: &Kit, application: &Application) -> Result<Option<EmployerId>, StepError> {
    let form = kit.store().get_form(&application.id, application.form).await?;
    let code = form.and_then(|form| {
        let code = form.masked.pointer("/employer/creditCode")?.as_str()?.to_owned();
        CreditCode::parse(&code).ok()
    });
    let Some(code) = code else { return Ok(None) };
    Ok(kit.store().find_employer(&code).await?.map(|employer| employer.id))
}
