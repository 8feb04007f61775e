//! Gives effect to a yes that changes a membership: kept, active again, ended, or a wrong report of
//! death undone.
//!
//! In: a drive. Out: `COMPLETED`, or `CLOSED` where the membership has changed since the yes.
//! Writes: head, entry, the person's standing, its events and what is granted, in one transaction.
//! Before it, at a death: the person's rows on the registers of payees, holds on every open line,
//! the end of what else he had open; each by itself, each as often as it takes.
//! Repeat: answers the same and writes nothing; what a lost answer left half done is taken up.
//! Undo: a death by `restore`; the others by their own procedures.

mod death;

use domain::alteration::{Alteration, Known, alter};
use domain::application::{Application, State};
use domain::form::ChangeForm;
use domain::matter::find_version;
use domain::person::Consent;
use jiff::Timestamp;
use step::{Drive, Kit, Outcome, StepError};
use store::{PersonFile, Write};

const COMPLETED: Outcome = Outcome { outcome: "COMPLETED" };
const CLOSED: Outcome = Outcome { outcome: "CLOSED" };

/// One drive's last step for a change of a membership.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: Drive) -> Result<Outcome, StepError> {
    let application = step::application(kit, &drive).await?;
    match application.state {
        State::Completed => return Ok(COMPLETED),
        State::Refused => return Ok(CLOSED),
        _ => {}
    }
    let form = form(kit, &application).await?;
    if matches!(form, ChangeForm::Decease(_)) {
        death::before(kit, &application, drive.at).await?;
    }
    let file = kit.store().get_person_file(&application.person).await?;
    let standing = file.standing.clone();
    let standing = standing.ok_or_else(|| StepError::broken("the person's standing"))?;
    let id = application.union.as_ref().ok_or_else(|| StepError::broken("no deciding union"))?;
    let union = kit.store().get_union(id).await?;
    let union = union.ok_or_else(|| StepError::broken("the deciding union is gone"))?;
    let known = Known { standing: &standing, events: &file.events, union: &union };
    match alter(&application, &form, known, drive.at).map_err(StepError::not_allowed)? {
        Alteration::Alter(altered) => {
            let person = &application.person;
            let mut writes = vec![Write::Standing(altered.standing)];
            let events = altered.events.into_iter();
            writes.extend(events.map(|event| Write::Event(person.clone(), event)));
            writes.push(Write::Grant(person.clone(), altered.grant));
            if matches!(form, ChangeForm::Decease(_)) {
                writes.extend(ended_consents(&file, drive.at));
            }
            kit.store().commit(&altered.change, writes).await?;
            Ok(COMPLETED)
        }
        Alteration::Void(change) => {
            let writes = step::closing::release(kit.store(), &application).await?;
            kit.store().commit(&change, writes).await?;
            Ok(CLOSED)
        }
    }
}

/// The form, of which only what is not sealed is looked at.
async fn form(kit: &Kit, application: &Application) -> Result<ChangeForm, StepError> {
    let matter = find_version(&application.matter);
    let matter = matter.ok_or_else(|| StepError::broken("a matter's version is gone"))?;
    let stored = kit.store().get_form(&application.id, application.form).await?;
    let stored = stored.ok_or_else(|| StepError::broken("the form is gone"))?;
    let form = ChangeForm::read(matter.form, stored.masked);
    form.ok_or_else(|| StepError::broken("a form that changes no membership"))
}

/// Nothing is paid to an account any more: the consent to use it ends.
fn ended_consents(file: &PersonFile, at: Timestamp) -> impl Iterator<Item = Write> {
    let open = file.consents.iter().filter(|one| one.code == "BANK" && one.withdrawn.is_none());
    open.map(move |one| Write::Consent(Consent { withdrawn: Some(at), ..one.clone() }))
}
