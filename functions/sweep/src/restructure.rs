//! Unions that are merged, split or dissolved: their members go one by one, in bounded slices.
//!
//! Every step may die anywhere: who has gone is in the register, and each member's going is one
//! transaction that counts itself. The union ends only when nobody is found under its key twice, some
//! minutes apart, so that whoever was let in just before the decision is seen too.

mod end;

use domain::calendar::shanghai_date;
use domain::entry::Actor;
use domain::id::{PersonId, RestructuringId};
use domain::membership::MembershipState;
use domain::membership::change::Act;
use domain::union::Union;
use domain::union::restructure::{Problem, Restructuring, Stage, TRY_AGAIN, goes, why};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use step::{Kit, StepError};
use store::StoreError;

/// Members that one look takes.
const SLICE: i32 = 50;
/// Looks of one run of the clock: some thousand members an hour, and room for everything else.
const SLICES: u32 = 6;
/// Problems that are kept.
const PROBLEMS: usize = 100;

/// Drives one; a lost race means that somebody else drove it.
pub(crate) async fn drive(
    kit: &Kit,
    id: &RestructuringId,
    now: Timestamp,
) -> Result<(), StepError> {
    let Some(head) = kit.store().get_restructuring(id).await? else { return Ok(()) };
    if head.stage != Stage::Moving {
        return Ok(());
    }
    let union = found(kit, &head.union).await?;
    let target = found(kit, head.plan.target()).await?;
    let mut next = head.clone();
    let look = take(kit, &head, &target, now).await?;
    next.problems = look.problems;
    // Whoever has just gone was not nobody: only a look that finds nobody counts.
    if look.left || look.gone > 0 {
        next.empty_since = None;
        next.wake = after(now, if look.gone > 0 { SignedDuration::ZERO } else { TRY_AGAIN });
        return noted(kit, &next).await;
    }
    let open = end::pass_on_cases(kit, &head, now).await?;
    if !open.is_empty() {
        next.problems = open;
        next.empty_since = None;
        next.wake = after(now, TRY_AGAIN);
        return noted(kit, &next).await;
    }
    if !head.is_surely_empty(now) {
        next.empty_since = head.empty_since.or(Some(now));
        next.wake = after(now, domain::union::restructure::SECOND_LOOK);
        return noted(kit, &next).await;
    }
    end::finish(kit, &head, &union, &target, now).await
}

/// What one run found.
struct Look {
    gone: u32,
    /// Somebody is left who should go.
    left: bool,
    problems: Vec<Problem>,
}

/// Takes members, slice by slice, from the beginning of the union's list.
async fn take(
    kit: &Kit,
    head: &Restructuring,
    target: &Union,
    now: Timestamp,
) -> Result<Look, StepError> {
    let mut look = Look { gone: 0, left: false, problems: Vec::new() };
    let mut cursor = None;
    for _ in 0..SLICES {
        let page = kit.store().list_members(&head.union, SLICE, cursor).await?;
        for person in page.items.iter().map(|one| one.person.clone()) {
            match one(kit, head, &person, target, now).await? {
                Went::Gone => look.gone = look.gone.saturating_add(1),
                Went::NotAsked => {}
                Went::Left(why) => {
                    look.left = true;
                    if look.problems.len() < PROBLEMS {
                        let of = person.as_str().to_owned();
                        look.problems.push(Problem { of, why: why.to_owned() });
                    }
                }
            }
        }
        cursor = page.cursor;
        if cursor.is_none() {
            return Ok(look);
        }
    }
    // There is more of the list than one run goes through.
    look.left = true;
    look.gone = look.gone.max(1);
    Ok(look)
}

enum Went {
    Gone,
    /// He stays by the plan, or has gone already.
    NotAsked,
    Left(&'static str),
}

async fn one(
    kit: &Kit,
    head: &Restructuring,
    person: &PersonId,
    target: &Union,
    now: Timestamp,
) -> Result<Went, StepError> {
    let standing = kit.store().get_standing(person).await?;
    let held = standing.membership.as_ref().and_then(|one| one.affiliation.as_ref());
    if held.is_none_or(|held| held.union != head.union) || !head.plan.takes(&standing) {
        return Ok(Went::NotAsked);
    }
    let act = Act { on: shanghai_date(now), at: now, application: None };
    let changed = match goes(&head.plan, &standing, target, &act) {
        Ok(changed) => changed,
        Err(reason) => return Ok(Went::Left(why(reason))),
    };
    let state = changed.standing.membership.as_ref().map(|one| one.state);
    let retained = state == Some(MembershipState::Retained);
    match kit.store().let_go(&head.id, retained, changed).await {
        Ok(()) => Ok(Went::Gone),
        // Something else of his changed just now: the next run sees him as he is then.
        Err(StoreError::Conflict) => Ok(Went::Left("CHANGED_JUST_NOW")),
        Err(error) => Err(error.into()),
    }
}

async fn found(kit: &Kit, id: &domain::id::UnionId) -> Result<Union, StepError> {
    let union = kit.store().get_union_now(id).await?;
    union.ok_or_else(|| StepError::broken("a union of a restructuring"))
}

fn after(now: Timestamp, wait: SignedDuration) -> Option<Timestamp> {
    now.checked_add(wait).ok()
}

async fn noted(kit: &Kit, next: &Restructuring) -> Result<(), StepError> {
    match kit.store().note_restructuring(next).await {
        Ok(()) | Err(StoreError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// A line by the clock.
fn told(
    next: &mut Restructuring,
    act: &str,
    details: &Value,
    now: Timestamp,
) -> domain::trail::Line {
    let of = next.record();
    next.trail.add(&of, now, Actor::System, act, details)
}
