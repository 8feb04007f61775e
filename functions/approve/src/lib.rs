//! Opens the pending step of the next approval level, or says that all have agreed.
//!
//! In: a drive. Out: the effect's step (`assign-membership`), `WAITING` or `CLOSED`.
//! Writes: head and entry, once per level; of a move whose union is being dissolved, its way on.
//! Nothing when the record already has the answer.
//! Repeat: answers the same and writes nothing.
//! Undo: none, because opening a step changes nothing outside the record.

use domain::application::Application;
use domain::approval::{self, Parties};
use domain::id::UnionId;
use domain::matter;
use domain::membership::MembershipState;
use domain::transfer::{is_move, is_under_way};
use domain::union::{Union, nearest_above};
use jiff::Timestamp;
use step::{Drive, Kit, Outcome, StepError, listed_moves};

/// One drive's pass through the approvals.
///
/// # Errors
/// [`StepError`].
pub async fn handle(kit: &Kit, drive: Drive) -> Result<Outcome, StepError> {
    let mut application = step::application(kit, &drive).await?;
    let matter = matter::find_version(&application.matter)
        .ok_or_else(|| StepError::broken("a matter's version is gone"))?;
    let word = |outcome: approval::Outcome| Outcome {
        outcome: match outcome {
            approval::Outcome::Approved => matter.effect.step.as_str(),
            other @ (approval::Outcome::Waiting | approval::Outcome::Closed) => other.as_str(),
        },
    };
    if is_move(matter)
        && let Some(led_on) = unblock(kit, &application, drive.at).await?
    {
        application = led_on;
    }
    if let Some(outcome) = approval::already(&application) {
        return Ok(word(outcome));
    }
    let id = application.union.as_ref().ok_or_else(|| StepError::broken("no deciding union"))?;
    let union = kit.store().get_union(id).await?;
    let union = union.ok_or_else(|| StepError::broken("the deciding union is gone"))?;
    let parent = match &union.parent {
        Some(parent) => kit.store().get_union(parent).await?,
        None => None,
    };
    let old = old(kit, &application).await?;
    let above = match &old {
        Some(old) => above(kit, old, &union).await?,
        None => None,
    };
    let parties = Parties {
        deciding: &union,
        parent: parent.as_ref(),
        old: old.as_ref(),
        above: above.as_ref(),
    };
    let change = approval::open_next(&application, matter, parties, drive.at)
        .map_err(StepError::not_allowed)?;
    kit.store().commit(&change, Vec::new()).await?;
    let outcome = approval::already(&change.application);
    Ok(word(outcome.unwrap_or(approval::Outcome::Waiting)))
}

/// A move whose union takes nobody in any more is led on, whatever it waits for, so that it never
/// stands still: to another union, or to its end. The application after it.
async fn unblock(
    kit: &Kit,
    application: &Application,
    at: Timestamp,
) -> Result<Option<Application>, StepError> {
    let Some(union) = application.union.as_ref().filter(|_| is_under_way(application)) else {
        return Ok(None);
    };
    let asked = application.pending.as_ref();
    if asked.is_some_and(|step| step.union.as_ref() != Some(union)) {
        // Somebody else has it: what he says comes first.
        return Ok(None);
    }
    let union = kit.store().get_union(union).await?;
    let union = union.ok_or_else(|| StepError::broken("the deciding union is gone"))?;
    let standing = kit.store().get_standing(&application.person).await?;
    let found = listed_moves::unblock(kit, application, &standing, &union, at).await?;
    let Some((change, writes)) = found else { return Ok(None) };
    kit.store().commit(&change, writes).await?;
    Ok(Some(change.application))
}

/// The union that is left, where it has anything to say: the one that only holds a retained
/// membership has not, nor has one that he does not belong to any more.
async fn old(kit: &Kit, application: &Application) -> Result<Option<Union>, StepError> {
    let Some(from) = &application.from else { return Ok(None) };
    if application.objected {
        return Ok(kit.store().get_union(from).await?);
    }
    let standing = kit.store().get_standing(&application.person).await?;
    let member = standing.membership.filter(|one| one.state == MembershipState::Active);
    let held = member.and_then(|one| one.affiliation).filter(|one| one.union == *from);
    match held {
        Some(_) => Ok(kit.store().get_union(from).await?),
        None => Ok(None),
    }
}

/// The nearest union above both; the one above the new union where the two have none in common.
async fn above(kit: &Kit, old: &Union, new: &Union) -> Result<Option<Union>, StepError> {
    let found = nearest_above(&new.path, &old.path).and_then(|id| UnionId::parse(id).ok());
    match found.or_else(|| new.parent.clone()) {
        Some(id) => Ok(kit.store().get_union(&id).await?),
        None => Ok(None),
    }
}
