//! What is to be done about a part after its reports: settled, opened again, asked about, followed up.

use domain::calendar::{end_of_day_shanghai, shanghai_date};
use domain::entry::Actor;
use domain::role::Role;
use domain::run::part::{Change, Details, Event, Part, Pending, State, StepKind, change};
use jiff::Timestamp;
use step::runs::drive::{CLOSED, NEXT, WAITING};
use step::runs::objects;
use step::runs::tally::Tally;
use step::runs::wait::{self, Step};
use step::{Kit, Outcome, StepError};
use store::RunWrite;

/// Working days within which somebody follows up what failed, came back or is held.
const FOLLOW_UP_WITHIN: u16 = 3;

/// Counts, and does what follows.
pub(crate) async fn up(kit: &Kit, read: &Part, at: Timestamp) -> Result<Outcome, StepError> {
    if read.state == State::Closed {
        return Ok(CLOSED);
    }
    let (run, part) = (&read.run, &read.part);
    let batches = kit.store().list_batches(run, part).await?;
    let cases = kit.store().list_cases(run, part).await?;
    let suspense = kit.store().list_suspense(run, part).await?;
    let tally = Tally::of(read, &batches, &cases, &suspense);
    match (read.state, tally.is_settled()) {
        (State::Executing, true) => {
            write(kit, read, &tally, settle(read, &tally, at)?).await?;
            Ok(NEXT)
        }
        (State::Settled, true) => Ok(NEXT),
        (State::Settled, false) => {
            write(kit, read, &tally, reopen(read, &tally, at)?).await?;
            Ok(WAITING)
        }
        _ => await_end(kit, read, &tally, at).await,
    }
}

/// Writes a change, and gives back to the budget line what became void since the last one.
async fn write(kit: &Kit, read: &Part, tally: &Tally, change: Change) -> Result<(), StepError> {
    let more = tally.freed.checked_sub(read.freed).filter(|more| more.fen() > 0);
    let back = more.map(|more| RunWrite::BudgetBack {
        line: read.budget_line.clone(),
        year: read.year,
        more,
    });
    Ok(kit.store().commit_part(&change, back.into_iter().collect()).await?)
}

fn made(
    read: &Part,
    event: Event,
    tally: &Tally,
    at: Timestamp,
    details: Details,
    mend: impl FnOnce(&mut Part),
) -> Result<Change, StepError> {
    let change = change(read, event, at, Actor::System, details, |next| {
        next.totals = tally.totals;
        next.freed = tally.freed.max(read.freed);
        mend(next);
    });
    change.map_err(StepError::not_allowed)
}

/// Settled, and the signature asked for in the same write.
fn settle(read: &Part, tally: &Tally, at: Timestamp) -> Result<Change, StepError> {
    let pending = wait::pending(read, &wait::sign_off(read, at), at)?;
    let details = Details {
        count: Some(tally.totals.paid),
        fen: Some(tally.totals.paid_fen),
        next: Some(wait::next(&pending)),
        ..Details::default()
    };
    made(read, Event::Settle, tally, at, details, |next| wait::await_step(next, pending))
}

fn reopen(read: &Part, tally: &Tally, at: Timestamp) -> Result<Change, StepError> {
    let pending = wait::pending(read, &follow_up(at), at)?;
    made(read, Event::Reopen, tally, at, wait::told(&pending), |next| {
        wait::await_step(next, pending);
    })
}

fn follow_up(at: Timestamp) -> Step {
    Step::within(StepKind::FollowUp, Role::FinancePayer, FOLLOW_UP_WITHIN, at)
}

/// What is asked for next: the bank's report once one is late; else what a person can do; else the
/// report that is expected. A part that stopped keeps its step.
fn wanted(read: &Part, tally: &Tally, at: Timestamp) -> Option<Step> {
    if read.state != State::Executing || read.stopped.is_some() {
        return None;
    }
    let report = |due| Step { due, ..Step::within(StepKind::Report, Role::FinancePayer, 0, at) };
    let late = tally.due().filter(|due| at >= end_of_day_shanghai(*due));
    match (late, tally.totals.open) {
        (Some(due), _) => Some(report(due)),
        (None, 0) => tally.due().map(report),
        (None, _) => Some(follow_up(at)),
    }
}

async fn await_end(
    kit: &Kit,
    read: &Part,
    tally: &Tally,
    at: Timestamp,
) -> Result<Outcome, StepError> {
    let open = read.pending.as_ref();
    let fits = |step: &Step| {
        open.is_some_and(|pending| {
            pending.kind == step.kind && (step.kind != StepKind::Report || pending.due == step.due)
        })
    };
    let change = match wanted(read, tally, at) {
        Some(step) if !fits(&step) => {
            let pending = wait::pending(read, &step, at)?;
            let details = wait::told(&pending);
            Some(made(read, Event::Open, tally, at, details, |next| {
                wait::await_step(next, pending);
            })?)
        }
        _ => match wait::late(read, at)? {
            Some(late) => {
                ask(kit, &late.part, tally, at).await?;
                Some(with_totals(late, tally))
            }
            None if read.totals != tally.totals || read.freed < tally.freed => {
                Some(made(read, Event::Progress, tally, at, Details::default(), |_| {})?)
            }
            None => None,
        },
    };
    match change {
        Some(mut change) => {
            change.part.wake = tally.next_look(&change.part, at);
            write(kit, read, tally, change).await?;
        }
        None => wait::rest(kit, read, tally.next_look(read, at), at).await?,
    }
    Ok(WAITING)
}

/// The same change with the sums as counted.
fn with_totals(mut change: Change, tally: &Tally) -> Change {
    change.part.totals = tally.totals;
    change.part.freed = tally.freed.max(change.part.freed);
    change
}

/// Asks the bank about every sending that is late: an inquiry, never a second sending. Written
/// before the escalation that counts it, under its number.
async fn ask(kit: &Kit, late: &Part, tally: &Tally, at: Timestamp) -> Result<(), StepError> {
    let Some(Pending { kind: StepKind::Report, escalation, .. }) = &late.pending else {
        return Ok(());
    };
    let today = shanghai_date(at);
    for (message, _) in tally.open.iter().filter(|(_, due)| *due < today) {
        let inquiry =
            format!("{{\"message\":\"{message}\",\"inquiry\":{escalation},\"on\":\"{today}\"}}\n");
        objects::put(kit, &format!("ask/{message}.{escalation}"), inquiry.into_bytes()).await?;
    }
    Ok(())
}
