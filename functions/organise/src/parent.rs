//! `PUT /v1/unions/{id}/parent`: a union without any below it goes under another parent.
//!
//! Its own path changes, and the offices held in it, which carry the path, change with it. Everything
//! else names the union by its id. Paths of events that have happened stay as they were; what a
//! union above counts is put right by the nightly recount.

use crate::office::{Office, faulty, wrong};
use crate::record::view;
use api::organisations::UnionParentRequest;
use api::{FieldCode, ProblemCode};
use domain::authority::Action;
use domain::id::UnionId;
use domain::union::Union;
use domain::union::change::{check_parent, moved};
use serde_json::json;
use step::{Answer, Call, Kit, Reply};
use store::StoreError;

/// The most offices that go along in one transaction.
const OFFICES: usize = 80;

pub(crate) async fn put(kit: &Kit, call: &Call) -> Answer {
    let asked: UnionParentRequest = call.read()?;
    let office = Office::open(kit, call).await?;
    let acting = office.acting(Action::GovernUnion)?;
    let unknown = || faulty(call, "/parent", FieldCode::UnionUnknown);
    let id = UnionId::parse(&asked.parent).map_err(|_| unknown())?;
    let parent = kit.store().get_union_now(&id).await?.ok_or_else(unknown)?;
    // Whoever moves a union away from one must reach the other too.
    let below = Union { path: format!("{}{}/", parent.path, office.union.id), ..parent.clone() };
    if office.may_in(Action::GovernUnion, &below).is_none()
        && office.may_in(Action::KeepUnion, &parent).is_none()
    {
        return Err(ProblemCode::Forbidden.into());
    }
    if office.union.parent.as_ref() == Some(&parent.id) {
        return Reply::json(200, &view(&office, &office.union, &office.record).await?);
    }
    check_parent(office.union.level, &parent).map_err(|fault| wrong(call, vec![fault]))?;
    office.at_version(asked.version)?;
    if !kit.store().page_children(&office.union.id, None, 1).await?.items.is_empty() {
        return Err(ProblemCode::UnionHasChildren.into());
    }
    let union = moved(&office.union, &parent);
    let mut offices = kit.store().list_roles_by_union(&union.id).await?;
    if offices.len() > OFFICES {
        return Err(ProblemCode::UnionState.into());
    }
    offices.iter_mut().for_each(|grant| grant.path.clone_from(&union.path));
    let told = json!({
        "parent": { "old": office.union.parent, "new": union.parent }, "reason": asked.reason.trim(),
    });
    let mut record = office.record.clone();
    record.updated = Some(office.today);
    let change = office.change(union, record, &acting, "parent-changed", &told);
    match kit.store().move_union(&change, &offices).await {
        Ok(()) => Reply::json(200, &view(&office, &change.union, &change.record).await?),
        Err(StoreError::Conflict) => Err(ProblemCode::LostRace.into()),
        Err(error) => Err(error.into()),
    }
}
