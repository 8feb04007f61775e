//! Asks the payer to set the funds of an approved roll aside, and says what the budget line lacks.
//!
//! In: a drive of a part. Out: `NEXT`, `WAITING` or `CLOSED`.
//! Writes: head and entry when the step is opened or what is lacking has changed, and one each
//! working day that it is late. The funds themselves are set aside by the payer's own word.
//! Repeat: answers the same and writes nothing.
//! Undo: none, because opening a step changes nothing outside the record.

use domain::entry::Actor;
use domain::money::Fen;
use domain::role::Role;
use domain::run::part::{Change, Event, Part, Pending, State, StepKind, change};
use step::runs::drive::{CLOSED, NEXT, WAITING};
use step::runs::wait::{self, Step};
use step::runs::{self, PartDrive};
use step::{Kit, Outcome, StepError};

/// One drive's pass through the funding.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: PartDrive) -> Result<Outcome, StepError> {
    let part = runs::part(kit, &drive).await?;
    match part.state {
        State::Approved => {}
        State::Planned | State::Drawn | State::Reviewed | State::Posted => return Ok(WAITING),
        State::Cancelled => return Ok(CLOSED),
        _ => return Ok(NEXT),
    }
    let short = short(kit, &part).await?;
    let asked = match &part.pending {
        Some(pending) if pending.kind == StepKind::Funding && pending.short == short => {
            return wait::stand(kit, &part, drive.at).await;
        }
        Some(pending) if pending.kind == StepKind::Funding => mend(&part, pending, short, &drive)?,
        Some(_) | None => {
            let days = runs::benefit(&part.benefit)?.bank.funding_within_working_days;
            let step = Step::within(StepKind::Funding, Role::FinancePayer, days, drive.at);
            wait::open(&part, &Step { short, ..step }, drive.at)?
        }
    };
    kit.store().commit_part(&asked, Vec::new()).await?;
    Ok(WAITING)
}

/// What the budget line lacks for the part; none when it has enough.
async fn short(kit: &Kit, part: &Part) -> Result<Option<Fen>, StepError> {
    let total = part.roll.as_ref().map_or(Fen::ZERO, |roll| roll.total);
    let budget = kit.store().get_budget(&part.budget_line, part.year).await?;
    let available = budget.map_or(Fen::ZERO, |budget| budget.available);
    Ok(total.checked_sub(available).filter(|lack| *lack > Fen::ZERO))
}

/// The same step, with what is lacking now.
fn mend(
    part: &Part,
    pending: &Pending,
    short: Option<Fen>,
    drive: &PartDrive,
) -> Result<Change, StepError> {
    let pending = Pending { short, ..pending.clone() };
    let details = wait::told(&pending);
    let mended = change(part, Event::Open, drive.at, Actor::System, details, |next| {
        wait::await_step(next, pending);
    });
    mended.map_err(StepError::not_allowed)
}
