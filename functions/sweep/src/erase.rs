//! Erasure: forms whose retention has ended lose their sealed fields.

use domain::calendar::shanghai_date;
use jiff::{Timestamp, ToSpan};
use step::{Kit, StepError};

/// Days that are looked back, so that a run that was missed is made up.
const LOOK_BACK: i32 = 14;

/// Erases what is due today and in the days before; returns how many applications.
pub(crate) async fn run(kit: &Kit, now: Timestamp) -> Result<u32, StepError> {
    let store = kit.store();
    let mut erased = 0_u32;
    for back in 0..=LOOK_BACK {
        let Ok(day) = shanghai_date(now).checked_sub(back.days()) else { continue };
        for due in store.list_erasures(day).await? {
            if let Some(application) = store.get_application(&due.application).await? {
                for version in 1..=application.form {
                    store.erase_form(&application.id, version).await?;
                }
            }
            store.remove_erasure(day, &due).await?;
            erased = erased.saturating_add(1);
        }
    }
    Ok(erased)
}
