//! What the door does with a wish without faults, whoever brings it: a person on his own account, or
//! one who agrees at a collective joining.
//!
//! Deliberately absent: what is asked of a wish before; that is the door's own.

pub mod vacancy;

use crate::forms::seal_form;
use crate::{Call, Fault, Kit};
use domain::calendar::shanghai_date;
use domain::entry::Change;
use domain::form::Form;
use domain::id::{ApplicationId, PersonId, SubjectId};
use domain::matter::{Matter, PublishedText};
use domain::number::application_number;
use domain::person::Consent;
use domain::submission::Submission;
use store::Write;

/// A wish without faults.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// What is applied for.
    pub matter: &'static Matter,
    /// The form.
    pub form: &'a Form,
    /// What is agreed to.
    pub consents: &'a [&'static PublishedText],
    /// Through which channel: `ONLINE`, `COUNTER`, `BATCH`.
    pub channel: &'static str,
    /// Who agrees, whomever the form names.
    pub own: &'a PersonId,
}

/// An application before it is stored, with its identity and its number.
///
/// # Errors
/// [`Fault`] when no number can be drawn.
pub async fn begin(
    kit: &Kit,
    call: &Call,
    subject: SubjectId,
    person: PersonId,
    form: &Form,
    oath: bool,
) -> Result<Submission, Fault> {
    let (ms, random) = kit.identity_parts()?;
    let year = shanghai_date(call.now).year();
    let sequence = kit.number(&format!("application#{year}")).await?;
    Ok(Submission {
        id: ApplicationId::from_parts(ms, random),
        number: application_number(year, sequence),
        subject,
        person,
        group: form.group(),
        oath,
    })
}

/// Stores a new application in one transaction, on what is read now: head, entry, sealed form, the
/// person's one place, consents that are not in force yet, and `more`.
///
/// # Errors
/// R09 or R11 for the person himself; [`Fault`] when a write lost a race.
pub async fn store(
    kit: &Kit,
    call: &Call,
    new: &Change,
    wanted: Wanted<'_>,
    more: Vec<Write>,
) -> Result<(), Fault> {
    let application = &new.application;
    let own = application.person == *wanted.own;
    let asking = vacancy::Asking {
        subject: &application.subject,
        own,
        joining: vacancy::is_joining(wanted.matter) || wanted.form.is_from_outside(),
    };
    // A founding is about a union: the applicant's own place stays free for his own affairs.
    let mut taken = if wanted.matter.is_about_union() {
        None
    } else {
        vacancy::find(kit, call, asking, &application.person, &application.id).await?
    };
    let form = seal_form(kit.vault().await?, &application.id, 1, wanted.form, call.now)?;
    let mut writes = vec![Write::Form(application.id.clone(), form)];
    writes.extend(more);
    let given = consents(kit, call, wanted).await?;
    match &mut taken {
        // His own place is written anyway: what he agrees to goes with it.
        Some(Write::TakeOpen { consents, .. }) if own => *consents = given,
        _ => writes.extend(given.into_iter().map(Write::Consent)),
    }
    writes.extend(taken);
    Ok(kit.store().commit(new, writes).await?)
}

/// The consents that are not in force yet. They are the caller's own, whomever the form names.
async fn consents(kit: &Kit, call: &Call, wanted: Wanted<'_>) -> Result<Vec<Consent>, Fault> {
    if wanted.consents.is_empty() {
        return Ok(Vec::new());
    }
    let given = kit.store().get_person_file(wanted.own).await?.consents;
    let missing = wanted.consents.iter().filter(|text| {
        !given.iter().any(|consent| {
            consent.code == text.code
                && consent.policy == text.version
                && consent.withdrawn.is_none()
        })
    });
    let consent = |text: &PublishedText| Consent {
        person: wanted.own.clone(),
        code: text.code.clone(),
        policy: text.version.clone(),
        granted: call.now,
        withdrawn: None,
        channel: wanted.channel.to_owned(),
    };
    Ok(missing.map(|text| consent(text)).collect())
}
