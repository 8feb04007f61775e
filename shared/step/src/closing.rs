//! Taking an application back, and giving up the person's one place for an open application.
//!
//! An application about somebody else's person may be stored without that place: whoever closes
//! one asks here what there is to give back, and never assumes it.

use crate::{Kit, StepError};
use domain::application::{Application, State};
use domain::entry::Change;
use domain::id::ApplicationId;
use domain::submission::{Refused, withdraw};
use jiff::Timestamp;
use store::{Store, StoreError, Write};

/// How often a write that lost a race is tried on what was read again.
pub const ATTEMPTS: u8 = 3;

/// True when the write lost a race: nothing was written, and reading again may help.
#[must_use]
pub fn lost_race(error: &StoreError) -> bool {
    match error {
        StoreError::Conflict => true,
        StoreError::Unavailable { code } => code == "TransactionConflict",
        StoreError::Malformed | StoreError::Refused { .. } => false,
    }
}

/// Gives back the person's place for an open application, where this application holds it.
///
/// # Errors
/// [`StoreError`] when the table does not answer.
pub async fn release(store: &Store, application: &Application) -> Result<Vec<Write>, StoreError> {
    let standing = store.get_standing(&application.person).await?;
    let held = standing.open.as_ref() == Some(&application.id);
    let write = held.then(|| Write::ReleaseOpen {
        person: application.person.clone(),
        application: application.id.clone(),
    });
    Ok(write.into_iter().collect())
}

/// How a wish to take an application back ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// It is withdrawn, by this call or an earlier one.
    Yes(Box<Application>),
    /// It cannot be any more: approved, or closed otherwise.
    TooLate(Box<Application>),
}

/// Takes an application back for its applicant; `more` is written with it.
/// Repeat: an application that is withdrawn is left as it is, and nothing is written.
///
/// # Errors
/// [`StepError::Conflict`] when others kept writing in between.
pub async fn take_back(
    kit: &Kit,
    id: &ApplicationId,
    more: &[Write],
    at: Timestamp,
) -> Result<TakenBack, StepError> {
    close(kit, id, more, |read| withdraw(read, at)).await
}

/// Takes an application back by `decide`, whoever the actor is.
///
/// # Errors
/// As [`take_back`].
pub async fn close(
    kit: &Kit,
    id: &ApplicationId,
    more: &[Write],
    decide: impl Fn(&Application) -> Result<Change, Refused>,
) -> Result<TakenBack, StepError> {
    for _ in 0..ATTEMPTS {
        let read = kit.store().get_application(id).await?;
        let read = read.ok_or_else(|| StepError::not_allowed("no such application"))?;
        if read.state == State::Withdrawn {
            return Ok(TakenBack::Yes(Box::new(read)));
        }
        let Ok(change) = decide(&read) else {
            return Ok(TakenBack::TooLate(Box::new(read)));
        };
        let mut writes = release(kit.store(), &read).await?;
        writes.extend_from_slice(more);
        match kit.store().commit(&change, writes).await {
            Ok(()) => return Ok(TakenBack::Yes(Box::new(change.application))),
            Err(error) if lost_race(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StepError::Conflict)
}
