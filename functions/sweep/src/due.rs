//! Open applications and benefit runs whose moment has come.

use crate::Done;
use domain::application::{Application, State};
use domain::deadline::{Tick, tick};
use domain::entry::Change;
use domain::id::ApplicationId;
use jiff::{SignedDuration, Timestamp};
use step::{Kit, StepError};
use store::{StoreError, Write};

/// How many a shard gives to one run; the oldest first.
const BATCH: i32 = 250;

/// A drive that is overdue for so long has failed more than once: the next try is put off, so
/// that a broken case never holds up the others.
const FAILING_AFTER: SignedDuration = SignedDuration::from_mins(10);

/// Does what is due; one that fails is counted and the rest go on.
pub(crate) async fn run(kit: &Kit, now: Timestamp, done: &mut Done) {
    let due = match kit.store().list_all_due(now, BATCH).await {
        Ok(due) => due,
        Err(error) => {
            tracing::error!(error = %error, "the wake index did not answer");
            done.failed = done.failed.saturating_add(1);
            return;
        }
    };
    for run in due.runs {
        // Its steps do what the clock wants of it; a run that fails is driven with every sweep.
        kit.drive_run(&run, now).await;
        done.driven = done.driven.saturating_add(1);
    }
    for roster in due.rosters {
        kit.drive_roster(&roster, now).await;
        done.driven = done.driven.saturating_add(1);
    }
    for id in due.restructurings {
        match crate::restructure::drive(kit, &id, now).await {
            Ok(()) => done.driven = done.driven.saturating_add(1),
            Err(error) => {
                tracing::error!(restructuring.id = id.as_str(), error = %error, "one failed");
                done.failed = done.failed.saturating_add(1);
            }
        }
    }
    for id in due.applications {
        match one(kit, &id, now).await {
            Ok(What::Driven) => done.driven = done.driven.saturating_add(1),
            Ok(What::Written) => done.written = done.written.saturating_add(1),
            Ok(What::Nothing) => {}
            Err(error) => {
                tracing::error!(application.id = id.as_str(), error = %error, "a due case failed");
                done.failed = done.failed.saturating_add(1);
            }
        }
    }
}

enum What {
    Nothing,
    Driven,
    Written,
}

async fn one(kit: &Kit, id: &ApplicationId, now: Timestamp) -> Result<What, StepError> {
    let Some(application) = kit.store().get_application(id).await? else {
        return Ok(What::Nothing);
    };
    match tick(&application, now).map_err(StepError::not_allowed)? {
        Tick::Nothing => Ok(What::Nothing),
        Tick::Drive => {
            kit.drive(id, now).await;
            put_off(kit, &application, now).await?;
            Ok(What::Driven)
        }
        Tick::Write(change) => write(kit, &change, now).await,
    }
}

/// A lost race means that somebody acted in the meantime, which is what the clock wanted.
async fn write(kit: &Kit, change: &Change, now: Timestamp) -> Result<What, StepError> {
    let writes = if change.application.state == State::Lapsed {
        vec![Write::ReleaseOpen {
            person: change.application.person.clone(),
            application: change.application.id.clone(),
        }]
    } else {
        Vec::new()
    };
    match kit.store().commit(change, writes).await {
        Ok(()) => {
            let next = &change.application;
            if next.pending.is_none() && !next.state.is_closed() {
                // Silence was taken for consent: what follows need not wait for the next sweep.
                kit.drive(&next.id, now).await;
            }
            Ok(What::Written)
        }
        Err(StoreError::Conflict) if change.application.state == State::Lapsed => {
            lapse_alone(kit, change).await
        }
        Err(StoreError::Conflict) => Ok(What::Nothing),
        Err(error) => Err(error.into()),
    }
}

/// An application that never held its person's place (a form for somebody else) lapses without
/// giving it back.
async fn lapse_alone(kit: &Kit, change: &Change) -> Result<What, StepError> {
    match kit.store().commit(change, Vec::new()).await {
        Ok(()) => Ok(What::Written),
        Err(StoreError::Conflict) => Ok(What::Nothing),
        Err(error) => Err(error.into()),
    }
}

async fn put_off(kit: &Kit, application: &Application, now: Timestamp) -> Result<(), StepError> {
    let Some(wake) = application.wake else { return Ok(()) };
    let late = now.duration_since(wake);
    let Some(next) = now.checked_add(FAILING_AFTER).ok().filter(|_| late > FAILING_AFTER) else {
        return Ok(());
    };
    match kit.store().move_wake(application, next).await {
        Ok(()) | Err(StoreError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
