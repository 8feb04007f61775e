//! The person whom a form is about: by the document, made known where nobody has it yet.

use api::ProblemCode;
use domain::form::Form;
use domain::id::PersonId;
use step::people::of_document;
use step::{Fault, Kit};

/// The person of a form; one without a document is about the caller himself.
///
/// # Errors
/// When the table or the keys do not answer.
pub(crate) async fn of_form(kit: &Kit, form: &Form, own: &PersonId) -> Result<PersonId, Fault> {
    match form {
        Form::Join(form) => {
            let found = of_document(kit, &form.name, form.id_type, &form.id_number).await?;
            found.ok_or_else(|| ProblemCode::LostRace.into())
        }
        Form::CardReissue(_)
        | Form::Transfer(_)
        | Form::Change(_)
        | Form::Founding(_)
        | Form::Meeting(_)
        | Form::Result(_)
        | Form::ReElection(_) => Ok(own.clone()),
    }
}
