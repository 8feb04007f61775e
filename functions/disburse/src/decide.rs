//! `POST …/decision`: a level of review or approval, or the sign-off.

use crate::act::{again, no_kinship, reason, told};
use api::decisions::Decision;
use api::parts::{PartChangeView, PartDecisionRequest};
use api::{FieldCode, Problem, ProblemCode};
use domain::authority::{Acting, Action, may};
use domain::benefit::Stage;
use domain::entry::Actor;
use domain::money::Fen;
use domain::role::{Caller, Role};
use domain::run::part::{
    Change, Deed, Denied, Details, Event, Hand, Part, Pending, State, StepKind, may_act,
};
use domain::union::Union;
use jiff::Timestamp;
use step::finance::counter::{Counter, actor};
use step::finance::part_words::{part_text, state};
use step::runs::levels;
use step::runs::wait::{self, Step};
use step::{Answer, Call, Fault, Kit, Reply, StepError, runs};

pub(crate) async fn decide(kit: &Kit, call: &Call) -> Answer {
    let request: PartDecisionRequest = call.read()?;
    if request.decision != Decision::Approve {
        reason(request.reason_text.as_deref(), "/reasonText", call)?;
    }
    no_kinship(request.no_kinship, call)?;
    again(async || once(kit, call, &request).await).await
}

async fn once(kit: &Kit, call: &Call, request: &PartDecisionRequest) -> Answer {
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    let part = &seen.part;
    if let Some(no) = repeated(&counter, part, request).await? {
        return done_before(&counter, part, no).await;
    }
    let decided = |kind| matches!(kind, StepKind::Review | StepKind::Approval | StepKind::SignOff);
    let pending = part.pending.as_ref().filter(|step| decided(step.kind));
    let Some(pending) = pending else { return Err(closed(part)) };
    let acting = acting(&counter, pending, Action::DecideRun).await?;
    let on_register = counter.on_register(part, acting.principal.as_ref()).await?;
    let hash = request.list_hash.as_str();
    allowed(part, pending.kind, &acting, on_register, hash)?;
    let change = changed(part, pending, &acting, request, call)?;
    kit.store().commit_part(&change, Vec::new()).await?;
    // Where the next level is asked for already, a drive would find nothing to do.
    if change.entry.event != Event::Level || change.part.pending.is_none() {
        kit.drive_run(&part.run, call.now).await;
    }
    shown(&change.part, call.now, call)
}

/// What a repeat is answered with: where the part stands, and when the entry was made.
pub(crate) async fn done_before(counter: &Counter<'_>, part: &Part, no: u32) -> Answer {
    let entry = counter.kit.store().get_part_entry(&part.run, &part.part, no).await?;
    let at = entry.map_or(counter.call.now, |entry| entry.at);
    shown(part, at, counter.call)
}

/// What a step that is not open for a decision is answered with.
fn closed(part: &Part) -> Fault {
    match part.state {
        State::Cancelled | State::Planned => ProblemCode::ListChanged.into(),
        _ => ProblemCode::StepClosed.into(),
    }
}

/// In which capacity the caller may close the open step: in its role, where it is held.
pub(crate) async fn acting(
    counter: &Counter<'_>,
    pending: &Pending,
    action: Action,
) -> Result<Acting, Fault> {
    let id = pending.union.as_ref().ok_or(ProblemCode::Forbidden)?;
    let union: Union = counter.union(id).await?;
    let role = pending.role.ok_or(ProblemCode::Forbidden)?;
    let caller = in_role(&counter.caller, role);
    let found = may(&caller, action, &union.id, &union.path, counter.today);
    found.map_err(|_| ProblemCode::Forbidden.into())
}

/// The caller with the offices of one role only.
fn in_role(caller: &Caller, role: Role) -> Caller {
    let mut one = caller.clone();
    one.grants.retain(|grant| grant.role == role);
    one.stand_ins.retain(|stand_in| stand_in.role == role);
    one
}

/// Four eyes on the list that stands. Who signs off may have reviewed it, but not paid it.
pub(crate) fn allowed(
    part: &Part,
    kind: StepKind,
    acting: &Acting,
    on_register: bool,
    list_hash: &str,
) -> Result<(), Fault> {
    let subject = &acting.subject;
    let principal = acting.principal.as_ref();
    match may_act(part, subject, principal, on_register, list_hash) {
        Ok(()) => Ok(()),
        Err(Denied::OwnPay) => Err(ProblemCode::OwnPay.into()),
        Err(Denied::OtherList) => Err(ProblemCode::ListChanged.into()),
        Err(Denied::FourEyes) if kind == StepKind::SignOff && !has_paid(part, acting) => Ok(()),
        Err(Denied::FourEyes) => Err(ProblemCode::FourEyes.into()),
    }
}

fn has_paid(part: &Part, acting: &Acting) -> bool {
    let same = |one: &domain::id::SubjectId| {
        *one == acting.subject || acting.principal.as_ref() == Some(one)
    };
    part.hands.iter().any(|hand| {
        hand.deed == Deed::Paid
            && (same(&hand.subject) || hand.principal.as_ref().is_some_and(same))
    })
}

/// The entry by which the caller decided this very thing before; none if he did not.
async fn repeated(
    counter: &Counter<'_>,
    part: &Part,
    request: &PartDecisionRequest,
) -> Result<Option<u32>, Fault> {
    let standing = part.roll.as_ref().is_some_and(|roll| roll.list_hash == request.list_hash);
    let mine = |hand: &&Hand| {
        standing
            && hand.subject == counter.caller.subject
            && matches!(hand.deed, Deed::Reviewed | Deed::Approved)
    };
    let at_step = part.pending.as_ref().is_some_and(|step| step.kind == StepKind::SignOff);
    if request.decision == Decision::Approve && part.state != State::Closed && !at_step {
        return Ok(part.hands.iter().find(mine).map(|hand| hand.entry));
    }
    let wanted = match request.decision {
        Decision::Approve => Event::Close,
        Decision::Return => Event::Return,
        Decision::Refuse => Event::Cancel,
    };
    let entries = counter.kit.store().list_part_entries(&part.run, &part.part).await?;
    let by_me = |by: &Actor| match by {
        Actor::Officer { subject, .. } => *subject == counter.caller.subject,
        Actor::Applicant { .. } | Actor::System => false,
    };
    let found = entries.iter().rev().find(|entry| {
        entry.event == wanted
            && entry.details.list_hash.as_deref() == Some(request.list_hash.as_str())
            && by_me(&entry.by)
    });
    Ok(found.map(|entry| entry.no))
}

/// What the decision makes of the part.
fn changed(
    part: &Part,
    pending: &Pending,
    acting: &Acting,
    request: &PartDecisionRequest,
    call: &Call,
) -> Result<Change, Fault> {
    let roll = part.roll.as_ref().ok_or(ProblemCode::ListChanged)?;
    let (event, deed) = event(part, pending, request.decision, call)?;
    let text = request.reason_text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let next_step = opens(part, pending, event, call.now)?;
    let details = Details {
        list_hash: Some(roll.list_hash.clone()),
        count: Some(roll.count),
        fen: Some(roll.total),
        step: Some(pending.no),
        kind: Some(pending.kind),
        text: text.map(str::to_owned),
        next: next_step.as_ref().map(wait::next),
        ..Details::default()
    };
    let hand =
        deed.map(|deed| Hand::next(part, deed, acting.subject.clone(), acting.principal.clone()));
    told(part, event, call.now, actor(acting), details, |next| {
        next.pending = None;
        next.hands.extend(hand);
        match event {
            Event::Level | Event::Review | Event::Approve => {
                next.levels = next.levels.saturating_add(1);
            }
            Event::Return => {
                next.levels = 0;
                next.notice = None;
                next.hands.retain(|hand| hand.deed == Deed::Drew);
            }
            _ => next.wake = None,
        }
        if let Some(step) = next_step {
            let until = wait::next_wake(&step);
            wait::await_step(next, step);
            // A moment that is still to come does as well, if it is the earlier one.
            next.wake = part.wake.filter(|wake| (call.now..until).contains(wake)).or(next.wake);
        }
    })
}

/// The step that a yes asks for in the same write: the next level, or after the last one the funds.
/// Whether the budget line has enough is looked at by the drive that follows.
fn opens(
    part: &Part,
    pending: &Pending,
    event: Event,
    at: Timestamp,
) -> Result<Option<Pending>, Fault> {
    let step = match (event, pending.kind) {
        (Event::Level, kind) => {
            let stage = if kind == StepKind::Review { Stage::Review } else { Stage::Approve };
            let passed = Part { levels: part.levels.saturating_add(1), ..part.clone() };
            levels::first(&passed, stage, at)?
        }
        (Event::Approve, _) => {
            let days = runs::benefit(&part.benefit)?.bank.funding_within_working_days;
            Some(Step::within(StepKind::Funding, Role::FinancePayer, days, at))
        }
        _ => None,
    };
    Ok(step.map(|step| wait::pending(part, &step, at)).transpose()?)
}

/// The event of a decision on a step, and the deed that it leaves behind.
fn event(
    part: &Part,
    pending: &Pending,
    decision: Decision,
    call: &Call,
) -> Result<(Event, Option<Deed>), Fault> {
    let total = part.roll.as_ref().map_or(Fen::ZERO, |roll| roll.total);
    let benefit = runs::benefit(&part.benefit)?;
    let levels = benefit.levels_for(total);
    let small =
        |count: usize| u32::try_from(count).map_err(|_| Fault::Step(StepError::broken("levels")));
    let reviews = levels.iter().filter(|level| level.stage == Stage::Review).count();
    let after = part.levels.saturating_add(1);
    Ok(match (pending.kind, decision) {
        (StepKind::Review, Decision::Approve) if after >= small(reviews)? => {
            (Event::Review, Some(Deed::Reviewed))
        }
        (StepKind::Review, Decision::Approve) => (Event::Level, Some(Deed::Reviewed)),
        (StepKind::Approval, Decision::Approve) if after >= small(levels.len())? => {
            (Event::Approve, Some(Deed::Approved))
        }
        (StepKind::Approval, Decision::Approve) => (Event::Level, Some(Deed::Approved)),
        (StepKind::Review | StepKind::Approval, Decision::Return) => (Event::Return, None),
        (StepKind::Review | StepKind::Approval, Decision::Refuse) => (Event::Cancel, None),
        (StepKind::SignOff, Decision::Approve) => (Event::Close, None),
        _ => {
            let problem = Problem::new(ProblemCode::FormFaulty, call.language);
            let code = FieldCode::DecisionUnfit;
            return Err(problem.with_error("/decision", code, call.language).into());
        }
    })
}

/// Where the part stands.
pub(crate) fn shown(part: &Part, at: Timestamp, call: &Call) -> Answer {
    let view = PartChangeView {
        run: part.run.as_str().to_owned(),
        part: part.part.clone(),
        state: state(part.state),
        state_text: part_text(part, call.language),
        done_at: at.to_string(),
    };
    Reply::json(200, &view)
}

#[cfg(test)]
mod tests;
