//! The person whom a form is about: by the document, made known where nobody has it yet.

use api::ProblemCode;
use domain::form::{Form, JoinForm};
use domain::id::PersonId;
use domain::person::Person;
use step::closing::lost_race;
use step::people::{document_indexes, owner};
use step::{Fault, Kit, places};

/// The person of a form; one without a document is about the caller himself.
///
/// # Errors
/// When the table or the keys do not answer.
pub(crate) async fn of_form(kit: &Kit, form: &Form, own: &PersonId) -> Result<PersonId, Fault> {
    match form {
        Form::Join(form) => of_document(kit, form).await,
        Form::CardReissue(_) => Ok(own.clone()),
    }
}

async fn of_document(kit: &Kit, form: &JoinForm) -> Result<PersonId, Fault> {
    let indexes = document_indexes(kit, form.id_type, &form.id_number).await?;
    if let Some(known) = owner(kit, &indexes).await? {
        return Ok(known);
    }
    let (ms, random) = kit.identity_parts()?;
    let id = PersonId::from_parts(ms, random);
    let number = form.id_number.expose();
    let sealed = kit.vault().await?.seal(&places::person_id_number(&id), number)?;
    let new = Person {
        id: id.clone(),
        version: 1,
        name: form.name.clone(),
        id_type: form.id_type,
        id_masked: form.id_number.masked(),
        id_sealed: sealed,
        mobile_masked: None,
        mobile_sealed: None,
        birth: form.id_number.birth_date(),
        sex: form.id_number.sex(),
        subject: None,
        bound: None,
        released: None,
    };
    match kit.store().put_new_person(&new, &indexes).await {
        Ok(()) => Ok(id),
        // Another call made the same person known a moment ago, or is about to.
        Err(error) if lost_race(&error) => {
            owner(kit, &indexes).await?.ok_or_else(|| ProblemCode::LostRace.into())
        }
        Err(error) => Err(error.into()),
    }
}
