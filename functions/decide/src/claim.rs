//! Saying that one has a case in hand: advisory, for half an hour, locking nothing.

use crate::desk::{Desk, open_step};
use api::ProblemCode;
use api::tasks::{Claim, ClaimView, TaskState};
use domain::application;
use domain::authority::Action;
use jiff::SignedDuration;
use step::view::task::TaskId;
use step::{Answer, Call, Fault, Kit, Reply};
use store::StoreError;

/// How long a claim runs. Architecture rule 4.
const RUNS: SignedDuration = SignedDuration::from_mins(30);

/// Claims the open step, or begins the half hour anew.
pub(crate) async fn take(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    let id = desk.task()?;
    let case = desk.seen(&id).await?;
    open_step(&case.application, id.seq)?;
    let by = desk.acting(&case, Action::Claim)?.subject;
    let until = call.now.checked_add(RUNS).map_err(|_| StoreError::Malformed)?;
    let claim = application::Claim { seq: id.seq, by, until };
    match kit.store().put_claim(&id.application, &claim, call.now).await {
        Ok(()) => answer(&id, TaskState::Claimed, Some(&claim), true),
        Err(StoreError::Conflict) => Err(Fault::Code(ProblemCode::LostRace)),
        Err(error) => Err(error.into()),
    }
}

/// Ends one's own claim; another officer's is left alone.
pub(crate) async fn release(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    let id = desk.task()?;
    let case = desk.seen(&id).await?;
    if id.seq > case.application.steps {
        return Err(ProblemCode::NotFound.into());
    }
    kit.store().remove_claim(&id.application, &desk.caller.subject).await?;
    if case.application.open_step(id.seq).is_none() {
        return answer(&id, TaskState::Done, None, false);
    }
    let left = kit.store().get_claim(&id.application, call.now).await?;
    let left = left.filter(|claim| claim.seq == id.seq && claim.by != desk.caller.subject);
    let state = if left.is_some() { TaskState::Claimed } else { TaskState::Open };
    answer(&id, state, left.as_ref(), false)
}

fn answer(id: &TaskId, state: TaskState, claim: Option<&application::Claim>, mine: bool) -> Answer {
    let claim = claim.map(|claim| Claim { mine, until_at: claim.until.to_string() });
    Reply::json(200, &ClaimView { id: id.to_string(), state, claim })
}
