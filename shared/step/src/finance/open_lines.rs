//! Holds on every open line of somebody who may not be paid any more.
//!
//! Rolls are in order of person, so a few batches of a part are read, however many it has.

use super::roll_view::read_batch;
use crate::closing::{ATTEMPTS, lost_race};
use crate::runs::{self, roll};
use crate::{Fault, Kit, StepError};
use domain::deadline::drive_by;
use domain::entry::Actor;
use domain::id::{PersonId, SubjectId};
use domain::payee::PayeeStatus;
use domain::run::Run;
use domain::run::hold::{Hold, HoldKind};
use domain::run::part::{Change, Details, Event, Part, State, change};
use domain::run::payment::State as Payment;
use domain::run::roll::{RollBatch, RollIndex};
use jiff::Timestamp;
use store::{RunWrite, StoredPayee};

/// Runs that are looked through: years of them.
const RUNS: u32 = 100;

/// Who holds, why, and when.
#[derive(Clone, Debug)]
pub struct Holder<'a> {
    /// The officer; none for the machine.
    pub subject: Option<&'a SubjectId>,
    /// As the entries name him.
    pub actor: Actor,
    /// Why, in words.
    pub reason: String,
    /// The moment.
    pub at: Timestamp,
}

/// How one line went.
enum Laid {
    Held,
    TooLate,
    Nothing,
}

/// How many were held, and how many the bank has already.
/// Repeat: a line that is held stays as it is.
///
/// # Errors
/// [`Fault`] when the table or the rolls do not answer, or others kept writing.
pub async fn hold_open_lines(
    kit: &Kit,
    payee: &StoredPayee,
    holder: &Holder<'_>,
) -> Result<(u32, u32), Fault> {
    let (mut held, mut too_late) = (0_u32, 0_u32);
    let page = kit.store().list_runs(None, RUNS).await?;
    for run in page.items.iter().filter(|run| run.state < State::Settled) {
        if !pays(run, payee)? {
            continue;
        }
        let Some(part) = kit.store().get_part(&run.id, &payee.city).await? else { continue };
        if part.state < State::Drawn || part.state > State::Executing {
            continue;
        }
        for place in places(kit, &part, &payee.person).await? {
            match lay(kit, &part, place, payee.status, holder).await? {
                Laid::Held => held = held.saturating_add(1),
                Laid::TooLate => too_late = too_late.saturating_add(1),
                Laid::Nothing => {}
            }
        }
    }
    Ok((held, too_late))
}

fn pays(run: &Run, payee: &StoredPayee) -> Result<bool, StepError> {
    let benefit = runs::benefit(&run.benefit)?;
    Ok(benefit.register == payee.register && run.parts.contains(&payee.city))
}

/// The lines of a person in the roll that stands.
async fn places(kit: &Kit, part: &Part, person: &PersonId) -> Result<Vec<(u32, u16)>, Fault> {
    let Some(index) = roll::index(kit, part).await? else { return Ok(Vec::new()) };
    let (mut low, mut high) = (0_usize, index.batches.len());
    while low < high {
        let middle = low.midpoint(high);
        let Some(batch) = at(kit, part, &index, middle).await? else { break };
        let last = batch.lines.last().map(|line| &line.person);
        if last.is_some_and(|last| last < person) {
            low = middle.saturating_add(1);
        } else {
            high = middle;
        }
    }
    let mut found = Vec::new();
    for place in low..index.batches.len() {
        let Some(batch) = at(kit, part, &index, place).await? else { break };
        if batch.lines.first().is_none_or(|line| line.person > *person) {
            break;
        }
        let own = batch.lines.iter().filter(|line| line.person == *person);
        found.extend(own.map(|line| (batch.no, line.no)));
    }
    Ok(found)
}

async fn at(
    kit: &Kit,
    part: &Part,
    index: &RollIndex,
    place: usize,
) -> Result<Option<RollBatch>, Fault> {
    match index.batches.get(place) {
        Some(mark) => read_batch(kit, part, index, mark.no).await,
        None => Ok(None),
    }
}

async fn lay(
    kit: &Kit,
    first: &Part,
    place: (u32, u16),
    status: PayeeStatus,
    holder: &Holder<'_>,
) -> Result<Laid, Fault> {
    let store = kit.store();
    let (run, code) = (&first.run, first.part.as_str());
    for _ in 0..ATTEMPTS {
        let Some(part) = store.get_part(run, code).await? else { return Ok(Laid::Nothing) };
        let batch = store.get_batch(run, code, place.0).await?;
        let case = store.get_case(run, code, place.0, place.1).await?;
        match (&batch, case.map(|case| case.state)) {
            (None, _) => {}
            (Some(_), Some(Payment::Submitted) | None) => return Ok(Laid::TooLate),
            // It is off the plain path: nothing goes while the register says so.
            (Some(_), Some(_)) => return Ok(Laid::Nothing),
        }
        let holds = store.list_holds(run, code).await?;
        let known = holds.into_iter().find(|one| (one.batch, one.line) == place);
        if known.as_ref().is_some_and(|hold| hold.draw == part.draw && hold.is_open()) {
            return Ok(Laid::Held);
        }
        let read = known.map_or(0, |hold| hold.version);
        let hold = hold(&part, place, status, read, holder);
        let change = told(&part, &hold, holder)?;
        let as_read = RunWrite::BatchAsRead { no: place.0, version: None };
        let writes = vec![RunWrite::Hold { hold, read }, as_read];
        match store.commit_part(&change, writes).await {
            Ok(()) => return Ok(Laid::Held),
            Err(error) if lost_race(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(api::ProblemCode::LostRace.into())
}

fn hold(
    part: &Part,
    (batch, line): (u32, u16),
    status: PayeeStatus,
    read: u64,
    holder: &Holder<'_>,
) -> Hold {
    let kind = match status {
        PayeeStatus::Deceased => HoldKind::Deceased,
        _ => HoldKind::NotPayable,
    };
    Hold {
        draw: part.draw,
        batch,
        line,
        version: read.saturating_add(1),
        kind,
        reason: holder.reason.clone(),
        by: holder.subject.cloned(),
        at: holder.at,
        end: None,
    }
}

fn told(part: &Part, hold: &Hold, holder: &Holder<'_>) -> Result<Change, Fault> {
    let details = Details {
        batch: Some(hold.batch),
        line: Some(hold.line),
        deed: Some("HOLD".to_owned()),
        text: Some(hold.reason.clone()),
        ..Details::default()
    };
    let now = holder.at;
    let made = change(part, Event::Handle, now, holder.actor.clone(), details, |next| {
        next.holds = next.holds.saturating_add(1);
        next.wake = drive_by(now);
    });
    made.map_err(|_| api::ProblemCode::PaymentState.into())
}
