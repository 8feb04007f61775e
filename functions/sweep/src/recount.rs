//! The nightly recount: every union's members counted from the register, and the counters of the
//! stream corrected where they differ, which is logged.

use domain::id::UnionId;
use domain::membership::MembershipState;
use domain::union::TOP;
use step::{Kit, StepError};
use store::StoreError;

/// The most unions below one.
const CHILDREN: usize = 10_000;

/// Recounts the whole tree; returns how many counters were wrong.
pub(crate) async fn run(kit: &Kit) -> Result<u32, StepError> {
    let Ok(top) = UnionId::parse(TOP) else { return Ok(0) };
    let (_, corrected) = Box::pin(union(kit, top)).await?;
    Ok(corrected)
}

/// The members of a union and everything below it, and how many counters were wrong.
async fn union(kit: &Kit, id: UnionId) -> Result<(i64, u32), StepError> {
    let mut members = own_members(kit, &id).await?;
    let mut corrected = 0_u32;
    for child in kit.store().list_children(&id, CHILDREN).await? {
        let (below, wrong) = Box::pin(union(kit, child.id)).await?;
        members = members.saturating_add(below);
        corrected = corrected.saturating_add(wrong);
    }
    if correct(kit, &id, members).await? {
        corrected = corrected.saturating_add(1);
    }
    Ok((members, corrected))
}

async fn own_members(kit: &Kit, id: &UnionId) -> Result<i64, StepError> {
    let mut count = 0_i64;
    let mut cursor = None;
    loop {
        let page = kit.store().list_members(id, 100, cursor).await?;
        let active = page.items.iter().filter(|row| row.state == MembershipState::Active);
        count = count.saturating_add(i64::try_from(active.count()).unwrap_or(0));
        cursor = page.cursor;
        if cursor.is_none() {
            return Ok(count);
        }
    }
}

/// A counter that moves while it is counted is left for the next night.
async fn correct(kit: &Kit, id: &UnionId, members: i64) -> Result<bool, StepError> {
    let counters = kit.store().list_counters(id.as_str(), "members").await?;
    let was = counters.iter().find(|(name, _)| name == "members").map_or(0, |(_, count)| *count);
    if was == members {
        return Ok(false);
    }
    match kit.store().correct_counter(id.as_str(), "members", was, members).await {
        Ok(()) => {
            tracing::warn!(union.id = id.as_str(), was, is = members, "a counter was corrected");
            Ok(true)
        }
        Err(StoreError::Conflict) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
