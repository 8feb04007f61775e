//! The caller's applications that are still open.

use domain::application::Application;
use domain::id::PersonId;
use step::closing::{TakenBack, take_back};
use step::{Call, Fault, Kit};

/// How many of the newest are looked at: more than anybody has open.
const NEWEST: i32 = 50;

/// The caller's open applications that `concerns` names: the one that holds his person's place,
/// and the newest that he sent.
pub(crate) async fn find(
    kit: &Kit,
    call: &Call,
    person: &PersonId,
    concerns: impl Fn(&Application) -> bool,
) -> Result<Vec<Application>, Fault> {
    let subject = call.caller()?;
    let mut found = Vec::new();
    if let Some(id) = kit.store().get_standing(person).await?.open {
        found.extend(kit.store().get_application(&id).await?);
    }
    let page = kit.store().list_applications_by_subject(subject, NEWEST, None).await?;
    for application in page.items {
        if found.iter().all(|one| one.id != application.id) {
            found.push(application);
        }
    }
    found.retain(|one| one.subject == *subject && !one.state.is_closed() && concerns(one));
    Ok(found)
}

/// Takes them back as far as that is still possible; those that are withdrawn now.
pub(crate) async fn take_all_back(
    kit: &Kit,
    call: &Call,
    open: Vec<Application>,
) -> Result<Vec<Application>, Fault> {
    let mut withdrawn = Vec::new();
    for application in open {
        match take_back(kit, &application.id, &[], call.now).await? {
            TakenBack::Yes(application) => withdrawn.push(*application),
            TakenBack::TooLate(_) => {}
        }
    }
    Ok(withdrawn)
}
