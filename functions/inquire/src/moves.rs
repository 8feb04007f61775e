//! `GET /v1/moves`: the moves into a union and out of it, newest first.

use crate::directory::cursor_invalid;
use api::ProblemCode;
use api::moves::{MoveItem, MoveList, MoveWay};
use api::request::MoveFilters;
use domain::application::Application;
use domain::authority::{Action, may};
use domain::calendar::shanghai_date;
use domain::id::{ApplicationId, PersonId, UnionId};
use domain::mask::mask_name;
use domain::role::Caller;
use domain::union::Union;
use std::collections::HashMap;
use step::view::moving::step_of;
use step::view::scope::Unions;
use step::view::task::TaskId;
use step::view::{state, union_ref};
use step::{Answer, Call, Fault, Kit, Reply};
use store::StoreError;

/// The most on a page.
const PAGE: i32 = 50;

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let filters = MoveFilters::read(&call.query, call.language)?;
    let store = kit.store();
    let caller = store.get_account(call.caller()?).await?.caller;
    let union = union(kit, call, &caller, filters.union.as_deref()).await?;
    let today = shanghai_date(call.now);
    let way = filters.way.unwrap_or(MoveWay::In);
    let rows = match way {
        MoveWay::In => store::MoveWay::In,
        MoveWay::Out => store::MoveWay::Out,
    };
    let page = match store.list_moves(&union.id, rows, PAGE, filters.cursor).await {
        Err(StoreError::Malformed) => return Err(cursor_invalid(call)),
        page => page?,
    };
    let ids: Vec<ApplicationId> = page.items.into_iter().map(|row| row.application).collect();
    let heads = store.list_applications(&ids).await?;
    let people: Vec<PersonId> = heads.iter().map(|head| head.person.clone()).collect();
    let names: HashMap<PersonId, String> = store
        .list_people(&people)
        .await?
        .into_iter()
        .map(|person| (person.id, mask_name(&person.name)))
        .collect();
    let mut unions = Unions::default();
    let concerned = heads.iter().flat_map(|head| head.from.iter().chain(head.union.iter()));
    unions.load(store, concerned.cloned()).await?;
    let items = heads.iter().map(|head| item(head, &union.id, &names, &unions)).collect();
    let begins = may(&caller, Action::BeginMove, &union.id, &union.path, today).is_ok();
    let answer = MoveList {
        may_begin: begins && union.admits(),
        union: union_ref(&union),
        way,
        items,
        cursor: page.cursor,
    };
    Reply::json(200, &answer)
}

/// The union asked for, else that of the caller's first office.
async fn union(
    kit: &Kit,
    call: &Call,
    caller: &Caller,
    asked: Option<&str>,
) -> Result<Union, Fault> {
    let today = shanghai_date(call.now);
    let own = caller.grants.iter().filter(|grant| grant.is_valid_on(today));
    let lent = caller.stand_ins.iter().filter(|one| one.is_valid_on(today));
    let mut offices = own.map(|grant| &grant.union).chain(lent.map(|one| &one.union));
    let id = match asked {
        Some(id) => UnionId::parse(id).map_err(|_| ProblemCode::NotFound)?,
        None => offices.next().cloned().ok_or(ProblemCode::Forbidden)?,
    };
    let union = kit.store().get_union(&id).await?.ok_or(ProblemCode::NotFound)?;
    may(caller, Action::View, &union.id, &union.path, today).map_err(|_| ProblemCode::Forbidden)?;
    Ok(union)
}

fn item(
    head: &Application,
    mine: &UnionId,
    names: &HashMap<PersonId, String>,
    unions: &Unions,
) -> MoveItem {
    let named = |id: Option<&UnionId>| unions.get(id?).map(union_ref);
    let waits = head.pending.as_ref().filter(|step| step.union.as_ref() == Some(mine));
    let task = waits.map(|step| TaskId { application: head.id.clone(), seq: step.seq }.to_string());
    MoveItem {
        application: head.id.as_str().to_owned(),
        number: head.number.clone(),
        member: names.get(&head.person).cloned().unwrap_or_default(),
        from: named(head.from.as_ref()),
        to: named(head.union.as_ref()),
        state: state(head.state),
        step: head.pending.as_ref().and_then(|step| step_of(step.kind)),
        by: head.pending.as_ref().map(|step| step.due.to_string()),
        task,
        submitted_at: head.submitted.to_string(),
    }
}
