//! The table's stream: messages, counters, the chain heads of the day, what is to be erased when.
//!
//! In: a batch of stream records. Out: the records that failed, for the stream to send again.
//! Writes: inbox messages, SMS to send, erasures; once for the batch day heads and counters.
//! Repeat: each has the event's identity, so a second delivery changes nothing.
//! Undo: none, because everything it writes can be made again from the records.

mod count;
mod messages;
mod runs;
mod together;

use domain::application::{Application, Event};
use domain::calendar::shanghai_date;
use domain::entry::Entry;
use domain::retention::{Kind, erase_on};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use step::{Kit, StepError};
use store::{Counted, ErasureDue, Image};

/// How often a record is tried within one delivery.
const TRIES: u8 = 3;

/// What the stream sends again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failures {
    /// The failed records, by sequence number.
    pub batch_item_failures: Vec<Failure>,
}

/// One record that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// Its sequence number.
    pub item_identifier: String,
}

/// One batch. A record that cannot be read is a defect: it is logged and set aside, never thrown,
/// because it would hold up everything behind it.
///
/// # Errors
/// None; failed records are in the answer.
pub async fn handle(kit: &Kit, event: Value) -> Result<Failures, StepError> {
    let mut failures = Failures::default();
    let mut followed = Vec::new();
    for record in event.get("Records").and_then(Value::as_array).into_iter().flatten() {
        let text = |at| record.pointer(at).and_then(Value::as_str).unwrap_or_default();
        let (id, sequence) = (text("/eventID"), text("/dynamodb/SequenceNumber"));
        if text("/eventName") != "INSERT" {
            continue;
        }
        let image = record.pointer("/dynamodb/NewImage").and_then(Image::read);
        let Some(image) = image else {
            tracing::error!(event.id = id, "a stream record cannot be read and is set aside");
            continue;
        };
        match tried(async || one(kit, id, &image).await).await {
            Ok(Some(follows)) => followed.push((sequence, follows)),
            Ok(None) => {}
            Err(error) => failures.add(id, sequence, &error),
        }
    }
    together::heads(kit, &followed, &mut failures).await;
    together::counters(kit, &followed, &mut failures).await;
    Ok(failures)
}

impl Failures {
    fn add(&mut self, id: &str, sequence: &str, error: &StepError) {
        tracing::error!(event.id = id, error = %error, "a stream record failed");
        let failure = Failure { item_identifier: sequence.to_owned() };
        if !self.batch_item_failures.contains(&failure) {
            self.batch_item_failures.push(failure);
        }
    }
}

/// What a record adds to what the whole batch writes once.
struct Follows {
    /// The head of a chain on a day.
    head: Option<Head>,
    /// Its counters, by the event's identity.
    counted: Counted,
}

/// The head of a chain on a day.
struct Head {
    day: Date,
    chain: String,
    no: u32,
    hash: String,
}

async fn tried<T>(work: impl AsyncFn() -> Result<T, StepError>) -> Result<T, StepError> {
    let mut tries = 1_u8;
    loop {
        match work().await {
            Err(StepError::TryLater { .. } | StepError::Conflict) if tries < TRIES => {
                tries = tries.saturating_add(1);
            }
            other => return other,
        }
    }
}

async fn one(kit: &Kit, id: &str, image: &Image) -> Result<Option<Follows>, StepError> {
    let event = id.to_owned();
    match image {
        Image::Entry(entry) => entry_follows(kit, id, entry).await.map(Some),
        Image::Event(_, membership) => {
            let counted = Counted { event, steps: count::of_membership(membership) };
            Ok(Some(Follows { head: None, counted }))
        }
        Image::Reveal(reveal) => {
            let head = Head {
                day: shanghai_date(reveal.at),
                chain: reveal.chain(),
                no: reveal.no,
                hash: reveal.hash.clone(),
            };
            let counted = Counted { event, steps: Vec::new() };
            Ok(Some(Follows { head: Some(head), counted }))
        }
        Image::Line(line) => {
            let head = Head {
                day: shanghai_date(line.at),
                chain: line.chain(),
                no: line.no,
                hash: line.hash.clone(),
            };
            let counted = Counted { event, steps: Vec::new() };
            Ok(Some(Follows { head: Some(head), counted }))
        }
        Image::PartEntry(entry) => runs::send(kit, entry).await.map(|()| None),
        Image::Head(_) | Image::Other => Ok(None),
    }
}

/// What follows from an entry. Its head and its counters come last, with those of the batch: the
/// event's mark says that all of it is done.
async fn entry_follows(kit: &Kit, id: &str, entry: &Entry) -> Result<Follows, StepError> {
    let store = kit.store();
    let Some(application) = store.get_application(&entry.application).await? else {
        return Err(StepError::broken("an entry without its application"));
    };
    schedule_erasure(kit, entry, &application).await?;
    messages::send(kit, entry, &application).await?;
    if entry.event == Event::Verify {
        lead(kit, id, entry, &application).await?;
    }
    let head = Head {
        day: shanghai_date(entry.at),
        chain: entry.application.as_str().to_owned(),
        no: entry.no,
        hash: entry.hash.clone(),
    };
    let path = match &application.union {
        Some(union) if count::is_counted(entry.event) => {
            store.get_union(union).await?.map(|union| union.path)
        }
        _ => None,
    };
    let steps = count::of_entry(entry, &application, path.as_deref());
    Ok(Follows { head: Some(head), counted: Counted { event: id.to_owned(), steps } })
}

/// What is erased when: a form after its retention, and a person who is left with nothing else.
async fn schedule_erasure(
    kit: &Kit,
    entry: &Entry,
    application: &Application,
) -> Result<(), StepError> {
    let ended = shanghai_date(entry.at);
    let forms = ErasureDue::Forms(application.id.clone());
    let mut due = Vec::new();
    match entry.event {
        Event::Refuse
        | Event::UpholdRefusal
        | Event::UpholdObjection
        | Event::Overtake
        | Event::Withdraw
        | Event::Decline
        | Event::Lapse => {
            due.push((Kind::FormNotAdmitted, forms));
            due.push((Kind::PersonAlone, ErasureDue::Person(application.person.clone())));
        }
        Event::GrantServices | Event::CompleteFounding | Event::ChangeMembership => {
            due.push((Kind::FormAdmitted, forms));
        }
        _ => {}
    }
    for (kind, what) in due {
        if let Some(day) = erase_on(kind, ended) {
            kit.store().put_erasure(day, &what).await?;
        }
    }
    Ok(())
}

/// An employer without a union: one more worker this month, nobody knows who. Counted once by
/// the event's mark of its own.
async fn lead(
    kit: &Kit,
    id: &str,
    entry: &Entry,
    application: &Application,
) -> Result<(), StepError> {
    // A mended form is the same worker once more.
    let again = application.returns > 0;
    if again || entry.details.route != Some(domain::routing::RouteReason::EmployerStreet) {
        return Ok(());
    }
    let form = kit.store().get_form(&application.id, application.form).await?;
    let code = form.and_then(|form| {
        let code = form.masked.pointer("/employer/creditCode")?.as_str()?.to_owned();
        domain::credit_code::CreditCode::parse(&code).ok()
    });
    let Some(code) = code else { return Ok(()) };
    let Some(employer) = kit.store().find_employer(&code).await? else { return Ok(()) };
    let month = shanghai_date(entry.at).strftime("%Y-%m").to_string();
    let mark = format!("{id}#lead");
    if employer.employees >= domain::union::LEAD_FROM_EMPLOYEES
        && kit.store().put_mark(&mark, kit.now()).await?
    {
        kit.store().append_lead(&employer.id, &month).await?;
    }
    Ok(())
}

/// The identity of what follows from an entry of a record: the same entry makes the same one.
fn message_identity(record: &str, no: u32, at: Timestamp, to: &str) -> domain::id::MessageId {
    let seed = format!("{record}#{no}#{to}");
    let hash = ring::digest::digest(&ring::digest::SHA256, seed.as_bytes());
    let random = hash
        .as_ref()
        .iter()
        .take(10)
        .fold(0_u128, |sum, byte| sum.wrapping_shl(8) | u128::from(*byte));
    domain::id::MessageId::from_parts(moment(at), random)
}

fn moment(at: Timestamp) -> u64 {
    u64::try_from(at.as_millisecond()).unwrap_or(0)
}
