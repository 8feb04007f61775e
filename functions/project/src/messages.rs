//! Messages that follow from an entry: to the applicant, the holder's officers, the union above.

use crate::message_identity;
use domain::application::Application;
use domain::calendar::shanghai_date;
use domain::entry::Entry;
use domain::id::{ApplicationId, MessageId, PersonId, SubjectId, UnionId};
use domain::matter::Text;
use domain::message::{Audience, Notice, notices, of_officer};
use domain::retention::{Kind, days};
use domain::union::{Union, ids_on};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use step::{Kit, StepError, sms};
use store::{InboxMessage, OutboundSms};

/// Puts every message into its inbox, and hands SMS to the provider. An SMS is kept first and
/// due in two minutes, so that the sweep sends what is lost here.
pub(crate) async fn send(
    kit: &Kit,
    entry: &Entry,
    application: &Application,
) -> Result<(), StepError> {
    let named = entry.details.union.as_ref().or(application.union.as_ref());
    let union = match named {
        Some(id) => kit.store().get_union(id).await?,
        None => None,
    };
    let name = union.as_ref().map(|union| union.name.as_str());
    for notice in notices(entry, application, name) {
        for subject in recipients(kit, &notice, entry, application, union.as_ref()).await? {
            let letter = Letter {
                id: message_identity(
                    entry.application.as_str(),
                    entry.no,
                    entry.at,
                    subject.as_str(),
                ),
                at: entry.at,
                template: notice.template,
                text: notice.text.clone(),
                // Neither the person it is about nor one who lost his mobile may see somebody else's; a
                // case that an officer began about a member is that member's to see.
                application: (!matches!(notice.to, Audience::Owner | Audience::Released)
                    || (notice.to == Audience::Owner && of_officer(application)))
                .then(|| application.id.as_str().to_owned()),
                guest: subject.is_guest_of(&application.person).then(|| application.person.clone()),
                // Who has no account has no registered mobile either: it stands in his application.
                of_form: application.batch.is_some().then(|| application.id.clone()),
                sms: notice.sms,
                subject,
            };
            deliver(kit, letter).await?;
        }
    }
    Ok(())
}

async fn recipients(
    kit: &Kit,
    notice: &Notice,
    entry: &Entry,
    application: &Application,
    union: Option<&Union>,
) -> Result<BTreeSet<SubjectId>, StepError> {
    let holder = match (notice.to, union) {
        (Audience::Applicant, _) => return applicant(kit, application).await,
        (Audience::Owner, _) => return owner(kit, application).await,
        (Audience::Released, _) => return released(kit, entry).await,
        (_, None) => return Ok(BTreeSet::new()),
        (Audience::Holder, Some(union)) => Some(union.id.clone()),
        (Audience::Above(levels), Some(union)) => above(union, levels),
    };
    let Some(holder) = holder else { return Ok(BTreeSet::new()) };
    let today = shanghai_date(entry.at);
    let grants = kit.store().list_roles_by_union(&holder).await?;
    let valid = grants.into_iter().filter(|grant| grant.is_valid_on(today));
    Ok(valid.map(|grant| grant.subject).filter(|subject| *subject != application.subject).collect())
}

/// The applicant's account: for somebody who had none when he agreed, the one he has by now.
async fn applicant(kit: &Kit, application: &Application) -> Result<BTreeSet<SubjectId>, StepError> {
    let bound = if application.subject.is_guest() {
        kit.store().get_person(&application.person).await?.and_then(|person| person.subject)
    } else {
        None
    };
    Ok(BTreeSet::from([bound.unwrap_or_else(|| application.subject.clone())]))
}

/// The account of the person it is about, where that is not the applicant's.
async fn owner(kit: &Kit, application: &Application) -> Result<BTreeSet<SubjectId>, StepError> {
    let person = kit.store().get_person(&application.person).await?;
    let account = person.and_then(|person| person.subject);
    Ok(account.filter(|account| *account != application.subject).into_iter().collect())
}

/// The account of the person who lost his mobile to the applicant.
async fn released(kit: &Kit, entry: &Entry) -> Result<BTreeSet<SubjectId>, StepError> {
    let Some(id) = &entry.details.released else { return Ok(BTreeSet::new()) };
    let person = kit.store().get_person(id).await?;
    Ok(person.and_then(|person| person.subject).into_iter().collect())
}

/// The union so many levels above; the top of the tree when there are not so many.
fn above(union: &Union, levels: u8) -> Option<UnionId> {
    let ids: Vec<&str> = ids_on(&union.path).collect();
    let above: Vec<&str> = ids.iter().rev().skip(1).copied().collect();
    let index = usize::from(levels).saturating_sub(1);
    above.get(index).or(above.last()).and_then(|id| UnionId::parse(id).ok())
}

/// A message to one account.
pub(crate) struct Letter {
    pub(crate) id: MessageId,
    pub(crate) subject: SubjectId,
    pub(crate) at: Timestamp,
    pub(crate) template: &'static str,
    pub(crate) text: Text,
    pub(crate) application: Option<String>,
    /// The person, where the account is a guest's.
    pub(crate) guest: Option<PersonId>,
    /// The application whose form has the mobile.
    pub(crate) of_form: Option<ApplicationId>,
    pub(crate) sms: bool,
}

/// Puts a message into its inbox, and by SMS where that is wanted.
pub(crate) async fn deliver(kit: &Kit, letter: Letter) -> Result<(), StepError> {
    let store = kit.store();
    let kept = i64::from(days(Kind::Message).unwrap_or(365)).saturating_mul(86_400);
    let Letter { id, subject, at, template, text, application, guest, of_form, sms } = letter;
    let outbound_text = text.zh.clone();
    let message = InboxMessage {
        id: id.clone(),
        subject: subject.clone(),
        at,
        template: template.to_owned(),
        text,
        application,
        read: None,
    };
    store.put_message(&message, at.as_second().saturating_add(kept)).await?;
    if !sms {
        return Ok(());
    }
    let person = match guest {
        Some(person) => Some(person),
        None => store.get_account(&subject).await?.caller.person,
    };
    let Some(person) = person else { return Ok(()) };
    let outbound = OutboundSms {
        id,
        person,
        template: template.to_owned(),
        text: outbound_text,
        tries: 0,
        application: of_form,
    };
    let now = kit.now();
    let due = now.checked_add(SignedDuration::from_mins(2)).unwrap_or(now);
    if store.put_outbound(&outbound, due).await? {
        let sent = sms::send_outbound(kit, &outbound, now).await?;
        tracing::debug!(sent, "an SMS was handed over");
    }
    Ok(())
}
