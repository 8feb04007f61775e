//! Reminders of what the dates of unions ask for: terms, certificates, data that nobody went through.
//!
//! The days on which a union is to be reminded lie in rows of their own, so that nothing is scanned. A
//! row is believed only if the union's record still says so.

use domain::calendar::shanghai_date;
use domain::id::{MessageId, SubjectId, UnionId};
use domain::matter::Text;
use domain::retention::{Kind, days};
use domain::union::dates::{Reminder, reminders};
use domain::union::{Union, UnionStatus};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeSet;
use step::{Kit, StepError};
use store::{InboxMessage, ReminderRow};

/// Days that are looked back, so that a run that was missed is made up.
const LOOK_BACK: i32 = 14;

/// Reminds what is due today and in the days before; returns how many unions. One that fails does not
/// hold up the others.
pub(crate) async fn run(kit: &Kit, now: Timestamp) -> Result<u32, StepError> {
    let mut reminded = 0_u32;
    let mut failed = None;
    for back in 0..=LOOK_BACK {
        let Ok(day) = shanghai_date(now).checked_sub(back.days()) else { continue };
        for row in kit.store().list_reminders(day).await? {
            match one(kit, &row, day, now).await {
                Ok(true) => reminded = reminded.saturating_add(1),
                Ok(false) => {}
                Err(error) => failed = Some(error),
            }
        }
    }
    // What failed stands in its day's list still; the next night tries again.
    failed.map_or(Ok(reminded), Err)
}

async fn one(kit: &Kit, row: &ReminderRow, day: Date, now: Timestamp) -> Result<bool, StepError> {
    let store = kit.store();
    let record = store.get_union_record(&row.union).await?;
    let union = store.get_union(&row.union).await?;
    let due = record.is_some_and(|record| reminders(&record).contains(&(day, row.reminder)));
    let works = union.filter(|union| union.status != UnionStatus::Dissolved);
    let told = match works.filter(|_| due) {
        Some(union) => {
            tell(kit, &union, row.reminder, day, now).await?;
            true
        }
        None => false,
    };
    store.remove_reminder(day, row).await?;
    Ok(told)
}

/// Into the inbox of each officer of the union; of a date that has passed the union above hears too.
async fn tell(
    kit: &Kit,
    union: &Union,
    reminder: Reminder,
    day: Date,
    now: Timestamp,
) -> Result<(), StepError> {
    let above =
        union.parent.iter().filter(|_| reminder.is_overdue() && reminder != Reminder::Stale);
    let mut readers: BTreeSet<SubjectId> = BTreeSet::new();
    for id in above.chain([&union.id]) {
        readers.extend(officers(kit, id, shanghai_date(now)).await?);
    }
    let (what, next) = (reminder.text(), reminder.next());
    let text = Text {
        zh: format!("{}:{}。{}", union.name, what.zh, next.zh),
        en: format!("{}: {}. {}", union.name, what.en, next.en),
    };
    let kept = i64::from(days(Kind::Message).unwrap_or_default()).saturating_mul(86_400);
    for subject in readers {
        let message = InboxMessage {
            id: identity(&union.id, reminder, day, &subject),
            subject,
            at: now,
            template: format!("union-{}", reminder.as_str().to_lowercase().replace('_', "-")),
            text: text.clone(),
            application: None,
            read: None,
        };
        kit.store().put_message(&message, now.as_second().saturating_add(kept)).await?;
    }
    Ok(())
}

async fn officers(kit: &Kit, union: &UnionId, today: Date) -> Result<Vec<SubjectId>, StepError> {
    let grants = kit.store().list_roles_by_union(union).await?;
    let valid = grants.into_iter().filter(|grant| grant.is_valid_on(today));
    Ok(valid.map(|grant| grant.subject).collect())
}

/// The same union, reminder, day and reader make the same message, whenever it is tried.
fn identity(union: &UnionId, reminder: Reminder, day: Date, reader: &SubjectId) -> MessageId {
    let seed = format!("{union}#{}#{day}#{reader}", reminder.as_str());
    let hash = ring::digest::digest(&ring::digest::SHA256, seed.as_bytes());
    let bytes = hash.as_ref().iter().take(10);
    let random = bytes.fold(0_u128, |sum, byte| sum.wrapping_shl(8) | u128::from(*byte));
    // The day's own moment, so that a second try on a later day makes the same one.
    let moment = domain::calendar::end_of_day_shanghai(day);
    MessageId::from_parts(u64::try_from(moment.as_millisecond()).unwrap_or(0), random)
}
