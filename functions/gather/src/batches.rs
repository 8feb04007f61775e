//! Beginning a batch, and showing one or all.

use crate::desk::{Desk, actor, faulty, moment};
use crate::joined::{Joined, count};
use api::batches::{BatchList, BatchRequest, BatchSummary, BatchView, CeremonyView, RoundView};
use api::request::idempotency_key;
use api::{FieldCode, ProblemCode};
use domain::authority::{Action, may};
use domain::batch::{JoinBatch, Round};
use domain::calendar::{end_of_day_shanghai, shanghai_date};
use domain::id::{BatchId, SubjectId, UnionId};
use domain::retention::{Kind, erase_on};
use domain::trail::Trail;
use domain::union::Union;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use std::collections::BTreeSet;
use step::view::union_ref;
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::{Idempotency, StoreError};

/// How long an answer to a key is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// The longest time between now and the last day for an answer.
const LONGEST_DAYS: i32 = 90;

/// `GET /v1/batches`.
pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let caller = kit.store().get_account(call.caller()?).await?.caller;
    let today = shanghai_date(call.now);
    let asked = match call.query.get("union") {
        Some(text) => vec![UnionId::parse(text).map_err(|_| ProblemCode::BadParameter)?],
        None => {
            let own = caller.grants.iter().filter(|one| one.is_valid_on(today));
            let lent = caller.stand_ins.iter().filter(|one| one.is_valid_on(today));
            let unions = own.map(|one| &one.union).chain(lent.map(|one| &one.union));
            unions.cloned().collect::<BTreeSet<_>>().into_iter().collect()
        }
    };
    let mut items = Vec::new();
    for id in asked {
        let Some(union) = kit.store().get_union(&id).await? else { continue };
        if may(&caller, Action::View, &union.id, &union.path, today).is_err() {
            continue;
        }
        let page = kit.store().list_joinings(&id, 100, None).await?;
        items.extend(page.items.iter().map(|batch| summary(batch, &union, &caller.subject)));
    }
    items.sort_by(|one, other| other.id.cmp(&one.id));
    Reply::json(200, &BatchList { items })
}

fn summary(batch: &JoinBatch, union: &Union, me: &SubjectId) -> BatchSummary {
    BatchSummary {
        id: batch.id.as_str().to_owned(),
        union: union_ref(union),
        title: batch.title.clone(),
        place: batch.place.clone(),
        held_at: batch.held.to_string(),
        rows: batch.rows,
        rounds: u32::try_from(batch.rounds.len()).unwrap_or(u32::MAX),
        closed: batch.closed.is_some(),
        mine: batch.by == *me,
    }
}

/// `GET /v1/batches/{id}`.
pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    Reply::json(200, &shown(&desk).await?)
}

/// A batch with how many people stand where.
pub(crate) async fn shown(desk: &Desk<'_>) -> Result<BatchView, Fault> {
    let rows = desk.kit.store().list_joining_rows(&desk.batch.id).await?;
    let joined = Joined::read(desk.kit, &rows).await?;
    let batch = &desk.batch;
    let me = &desk.caller.subject;
    let working = batch.devices.iter().filter(|one| one.works(desk.call.now)).count();
    Ok(BatchView {
        id: batch.id.as_str().to_owned(),
        union: union_ref(&desk.union),
        title: batch.title.clone(),
        place: batch.place.clone(),
        held_at: batch.held.to_string(),
        until_on: batch.until.to_string(),
        closed_at: batch.closed.map(|at| at.to_string()),
        mine: batch.by == *me,
        may_gather: desk.may(Action::Gather).is_some(),
        may_decide: desk.may(Action::DecideApproval).is_some()
            && batch.by != *me
            && batch.devices.iter().all(|one| one.by != *me),
        counts: count(&rows, &joined),
        devices: u32::try_from(working).unwrap_or(u32::MAX),
        rounds: batch.rounds.iter().map(|round| round_view(round, me)).collect(),
        ceremony: batch.ceremony.as_ref().map(|one| CeremonyView {
            held_at: one.held.to_string(),
            place: one.place.clone(),
            heads: one.heads,
            oath: one.oath,
            at: one.at.to_string(),
        }),
        synthetic: desk.kit.settings().allow_synthetic,
    })
}

fn round_view(round: &Round, me: &SubjectId) -> RoundView {
    RoundView {
        no: round.no,
        decided_on: round.on.to_string(),
        at: round.at.to_string(),
        people: round.people,
        exceptions: round.exceptions,
        mine: round.by == *me,
    }
}

/// `POST /v1/batches`.
pub(crate) async fn make(kit: &Kit, call: &Call) -> Answer {
    let key = idempotency_key(call.header("idempotency-key"), call.language)?.to_owned();
    let request: BatchRequest = call.read()?;
    let said = serde_json::to_string(&request).map_err(|_| StepError::broken("a body"))?;
    let bodies = kit.vault().await?.index("idempotency", &said);
    let me = call.caller()?.clone();
    if let Some(kept) = kit.store().get_idempotency(&me, &call.route, &key, call.now).await? {
        return repeated(kit, call, &bodies, &kept).await;
    }
    let caller = kit.store().get_account(&me).await?.caller;
    let union = match UnionId::parse(&request.union) {
        Ok(id) => kit.store().get_union(&id).await?.filter(Union::admits),
        Err(_) => None,
    };
    let union = union.ok_or_else(|| faulty(call, "/union", FieldCode::UnionUnknown))?;
    let acting = may(&caller, Action::Gather, &union.id, &union.path, shanghai_date(call.now))
        .map_err(|_| ProblemCode::Forbidden)?;
    let batch = begun(kit, call, &request, &union, &me)?;
    let told = serde_json::json!({ "union": union.id, "until": batch.until, "held": batch.held });
    let (next, line) = batch.change(call.now, actor(&acting), "begun", &told, |_| {});
    let kept = Idempotency {
        subject: me,
        route: call.route.clone(),
        key,
        body: bodies.into_iter().next().unwrap_or_default(),
        answer: next.id.as_str().to_owned(),
        expires: call.now.checked_add(KEPT).map_err(|_| StepError::broken("a moment"))?,
    };
    let last = shanghai_date(next.held).max(next.until);
    if let Some(day) = erase_on(Kind::RosterOfOthers, last) {
        let due = store::ErasureDue::Roster(next.id.clone());
        kit.store().put_erasure(day, &due).await?;
    }
    match kit.store().put_joining(&next, &line, &[], Some(&kept)).await {
        Ok(()) => answer(kit, call, &next.id, 201).await,
        Err(StoreError::Conflict) => Err(ProblemCode::LostRace.into()),
        Err(error) => Err(error.into()),
    }
}

/// The first answer again; another body under the same key is told.
async fn repeated(kit: &Kit, call: &Call, bodies: &[String], kept: &Idempotency) -> Answer {
    if !bodies.contains(&kept.body) {
        return Err(ProblemCode::IdempotencyBodyDiffers.into());
    }
    let id = BatchId::parse(&kept.answer).map_err(|_| StepError::broken("a kept answer"))?;
    answer(kit, call, &id, 201).await
}

async fn answer(kit: &Kit, call: &Call, id: &BatchId, status: u16) -> Answer {
    let mut named = call.clone();
    named.params.insert("id".to_owned(), id.as_str().to_owned());
    let desk = Desk::open(kit, &named).await?;
    Reply::json(status, &shown(&desk).await?)
}

fn begun(
    kit: &Kit,
    call: &Call,
    request: &BatchRequest,
    union: &Union,
    me: &SubjectId,
) -> Result<JoinBatch, Fault> {
    let held = moment(call, "/heldAt", &request.held_at)?;
    let until: Date =
        request.until_on.parse().map_err(|_| faulty(call, "/untilOn", FieldCode::DateFormat))?;
    let today = shanghai_date(call.now);
    let longest = today.checked_add(LONGEST_DAYS.days()).unwrap_or(today);
    if until < today {
        return Err(faulty(call, "/untilOn", FieldCode::DateInPast));
    }
    if until > longest || held > end_of_day_shanghai(longest) {
        return Err(faulty(call, "/untilOn", FieldCode::DateTooFar));
    }
    let (ms, random) = kit.identity_parts()?;
    Ok(JoinBatch {
        id: BatchId::from_parts(ms, random),
        trail: Trail::default(),
        union: union.id.clone(),
        title: request.title.trim().to_owned(),
        place: request.place.trim().to_owned(),
        held,
        until,
        created: call.now,
        by: me.clone(),
        closed: None,
        rows: 0,
        devices: Vec::new(),
        rounds: Vec::new(),
        ceremony: None,
        erased: None,
    })
}
