//! Erasure: forms and persons whose retention has ended. Messages, answers, marks, reveals and
//! withdrawn consents carry their end themselves, and the table erases them.

use domain::batch::RowState;
use domain::calendar::shanghai_date;
use domain::citizen_id::CitizenId;
use domain::entry::Actor;
use domain::id::{ApplicationId, BatchId, PersonId, SubjectId};
use domain::mobile::Mobile;
use domain::retention::{Kind, erase_on};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use step::{Kit, StepError, people, places};
use store::{ErasureDue, StoreError};

/// Days that are looked back, so that a run that was missed is made up.
const LOOK_BACK: i32 = 14;

/// Erases what is due today and in the days before; returns how many records. One that fails does
/// not hold up the others.
pub(crate) async fn run(kit: &Kit, now: Timestamp) -> Result<u32, StepError> {
    let mut erased = 0_u32;
    let mut failed = None;
    for back in 0..=LOOK_BACK {
        let Ok(day) = shanghai_date(now).checked_sub(back.days()) else { continue };
        for due in kit.store().list_erasures(day).await? {
            match one(kit, &due, day).await {
                Ok(()) => erased = erased.saturating_add(1),
                Err(error) => failed = Some(error),
            }
        }
    }
    // What failed stands in its day's list still; the next night tries again.
    failed.map_or(Ok(erased), Err)
}

async fn one(kit: &Kit, due: &ErasureDue, day: Date) -> Result<(), StepError> {
    match due {
        ErasureDue::Forms(id) => forms(kit, id).await?,
        ErasureDue::Person(id) => person(kit, id, day).await?,
        ErasureDue::Roster(id) => roster(kit, id, kit.now()).await?,
    }
    Ok(kit.store().remove_erasure(day, due).await?)
}

/// An application that an appeal has opened again keeps its forms until its own end.
async fn forms(kit: &Kit, id: &ApplicationId) -> Result<(), StepError> {
    let Some(application) = kit.store().get_application(id).await? else { return Ok(()) };
    if !application.state.is_closed() {
        return Ok(());
    }
    for version in 1..=application.form {
        kit.store().erase_form(&application.id, version).await?;
    }
    Ok(())
}

/// Erases a person, unless he has come back since: a member, somebody with an open application,
/// or one whose last application ended later stays (its own end has its own date).
async fn person(kit: &Kit, id: &PersonId, day: Date) -> Result<(), StepError> {
    let file = kit.store().get_person_file(id).await?;
    let Some(known) = &file.person else { return Ok(()) };
    let standing = file.standing.as_ref();
    let stays = standing.is_some_and(|s| s.open.is_some() || s.membership.is_some())
        || applied_since(kit, known.subject.as_ref(), day).await?;
    if stays {
        return Ok(());
    }
    let vault = kit.vault().await?;
    let number = vault.open_value(&places::person_id_number(id), &known.id_sealed)?;
    let number = CitizenId::parse(&number).map_err(|_| StepError::broken("a stored number"))?;
    let mut indexes = people::document_indexes(kit, known.id_type, &number).await?;
    if let Some(sealed) = &known.mobile_sealed {
        let digits = vault.open_value(&places::person_mobile(id), sealed)?;
        let mobile = Mobile::parse(&digits).map_err(|_| StepError::broken("a stored mobile"))?;
        indexes.extend(people::mobile_indexes(kit, &mobile).await?);
    }
    match kit.store().erase_person(&file, &indexes).await {
        Ok(()) | Err(StoreError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Erases what an organiser uploaded of people who never said yes, and closes the batch with it:
/// nobody can answer any more. Who said yes is in his application.
async fn roster(kit: &Kit, id: &BatchId, now: Timestamp) -> Result<(), StepError> {
    let Some(batch) = kit.store().get_joining(id).await? else { return Ok(()) };
    if batch.erased.is_some() {
        return Ok(());
    }
    let rows = kit.store().list_joining_rows(id).await?;
    let others = rows.iter().filter(|row| row.state != RowState::Yes && !row.name.is_empty());
    let mut count = 0_u32;
    for row in others {
        kit.store().put_joining_row(&row.erased()).await?;
        count = count.saturating_add(1);
    }
    let told = serde_json::json!({ "rows": count });
    let (next, line) = batch.change(now, Actor::System, "others-erased", &told, |next| {
        next.erased = Some(now);
        next.closed = Some(next.closed.unwrap_or(now));
    });
    Ok(kit.store().put_joining(&next, &line, &[], None).await?)
}

/// True when the account sent an application whose own retention has not ended by `day`.
async fn applied_since(
    kit: &Kit,
    subject: Option<&SubjectId>,
    day: Date,
) -> Result<bool, StepError> {
    let Some(subject) = subject else { return Ok(false) };
    let newest = kit.store().list_applications_by_subject(subject, 1, None).await?;
    Ok(newest.items.first().is_some_and(|application| {
        let sent = shanghai_date(application.submitted);
        erase_on(Kind::PersonAlone, sent).is_some_and(|end| end > day)
    }))
}
