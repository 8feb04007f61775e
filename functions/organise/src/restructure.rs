//! Merging, splitting and dissolving: asked for by the union, decided above, taken back in time.

use crate::office::{Office, faulty};
use crate::restructure_view::{count_members, shown};
use api::restructurings::{OutlookView, RestructuringDecisionRequest, RestructuringRequest};
use api::{FieldCode, ProblemCode};
use domain::authority::{Acting, Action};
use domain::id::{EmployerId, PersonId, RestructuringId, UnionId};
use domain::trail::Trail;
use domain::union::restructure::{Decider, Plan, Refusal, Restructuring, Stage, fits};
use domain::union::{Union, UnionStatus};
use serde_json::{Value, json};
use step::{Answer, Call, Fault, Kit, Reply};
use store::StoreError;

/// `GET /v1/unions/{id}/outlook`.
pub(crate) async fn outlook(kit: &Kit, call: &Call) -> Answer {
    let office = Office::open(kit, call).await?;
    let (store, union) = (kit.store(), &office.union.id);
    let mut employers = 0_usize;
    let mut cursor = None;
    loop {
        let page = store.list_covered(union, cursor, 100).await?;
        employers = employers.saturating_add(page.items.len());
        cursor = page.cursor;
        if cursor.is_none() || employers >= 1_000 {
            break;
        }
    }
    let work = store.count_work(union, office.today, office.today).await?;
    let below = store.list_children(union, 1_000).await?;
    let works = |one: &&Union| one.status != UnionStatus::Dissolved;
    let offices = store.list_roles_by_union(union).await?;
    let held = offices.iter().filter(|grant| grant.is_valid_on(office.today)).count();
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let view = OutlookView {
        members: count_members(kit, union).await?,
        employers: small(employers),
        open_cases: work.waiting,
        below: small(below.iter().filter(works).count()),
        offices: small(held),
    };
    Reply::json(200, &view)
}

/// `GET /v1/restructurings/{id}`.
pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let head = find(kit, call).await?;
    let office = Office::of(kit, call, &head.union).await?;
    Reply::json(200, &shown(&office, &head).await?)
}

async fn find(kit: &Kit, call: &Call) -> Result<Restructuring, Fault> {
    let id = RestructuringId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
    let found = kit.store().get_restructuring(&id).await?;
    found.ok_or_else(|| ProblemCode::NotFound.into())
}

/// `PUT /v1/restructurings/{id}`.
pub(crate) async fn ask(kit: &Kit, call: &Call) -> Answer {
    let asked: RestructuringRequest = call.read()?;
    let id = RestructuringId::parse(call.param("id"));
    let id = id.map_err(|_| faulty(call, "/id", FieldCode::IdFormat))?;
    let unknown = |pointer| faulty(call, pointer, FieldCode::UnionUnknown);
    let union = UnionId::parse(&asked.union).map_err(|_| unknown("/union"))?;
    let office = Office::of(kit, call, &union).await?;
    let plan = plan(call, &asked)?;
    if let Some(known) = kit.store().get_restructuring(&id).await? {
        let same = known.union == union && known.plan == plan;
        let mine = &known.asked.subject == call.caller()?;
        return if same && mine {
            Reply::json(200, &shown(&office, &known).await?)
        } else {
            Err(ProblemCode::UnionState.into())
        };
    }
    let acting = office.acting(Action::KeepUnion)?;
    if office.record.restructuring.is_some() {
        return Err(ProblemCode::UnionState.into());
    }
    check(&office, &plan).await?;
    office.at_version(asked.version)?;
    let mut head = Restructuring {
        id,
        trail: Trail::default(),
        union,
        plan,
        reason: asked.reason.trim().to_owned(),
        document: asked.document.trim().to_owned(),
        asked: Decider::of(&acting),
        asked_at: call.now,
        stage: Stage::Requested,
        decided: None,
        cases_to: None,
        empty_since: None,
        problems: Vec::new(),
        wake: None,
    };
    let mut record = office.record.clone();
    record.restructuring = Some(head.id.clone());
    let told = json!({ "plan": head.plan.as_str(), "target": head.plan.target(),
        "reason": head.reason, "document": head.document });
    let change = office.change(office.union.clone(), record, &acting, "end-asked-for", &told);
    let line = line(&office, &mut head, &acting, "asked", &told);
    written(kit.store().move_restructuring(&head, &line, Some(&change), false).await)?;
    Reply::json(200, &shown(&office, &head).await?)
}

fn plan(call: &Call, asked: &RestructuringRequest) -> Result<Plan, Fault> {
    let target = UnionId::parse(&asked.target);
    let target = target.map_err(|_| faulty(call, "/target", FieldCode::UnionUnknown))?;
    match asked.kind.as_str() {
        "MERGE" => Ok(Plan::Merge { into: target }),
        "DISSOLVE" => Ok(Plan::Dissolve { hold: target }),
        _ => {
            let parsed = |texts: &Option<Vec<String>>| texts.clone().unwrap_or_default();
            let employers = parsed(&asked.employers).into_iter().enumerate().map(|(at, text)| {
                let wrong = |_| faulty(call, &format!("/employers/{at}"), FieldCode::IdFormat);
                EmployerId::parse(&text).map_err(wrong)
            });
            let persons = parsed(&asked.persons).into_iter().enumerate().map(|(at, text)| {
                let wrong = |_| faulty(call, &format!("/persons/{at}"), FieldCode::IdFormat);
                PersonId::parse(&text).map_err(wrong)
            });
            let employers: Vec<EmployerId> = employers.collect::<Result<_, _>>()?;
            let persons: Vec<PersonId> = persons.collect::<Result<_, _>>()?;
            if employers.is_empty() && persons.is_empty() {
                return Err(faulty(call, "/employers", FieldCode::TooFew));
            }
            Ok(Plan::Split { into: target, employers, persons })
        }
    }
}

/// The target must fit, and a union that ends has none below it.
async fn check(office: &Office<'_>, plan: &Plan) -> Result<Union, Fault> {
    let store = office.kit.store();
    let target = store.get_union_now(plan.target()).await?;
    let unknown = || faulty(office.call, "/target", FieldCode::UnionUnknown);
    let target = target.ok_or_else(unknown)?;
    if !fits(plan, &office.union, &target) {
        return Err(faulty(office.call, "/target", FieldCode::UnionNotAdmitting));
    }
    if plan.ends_union() {
        let below = store.list_children(&office.union.id, 1_000).await?;
        if below.iter().any(|one| one.status != UnionStatus::Dissolved) {
            return Err(ProblemCode::UnionHasChildren.into());
        }
    }
    Ok(target)
}

/// `POST /v1/restructurings/{id}/decision`.
pub(crate) async fn decide(kit: &Kit, call: &Call) -> Answer {
    let asked: RestructuringDecisionRequest = call.read()?;
    let head = find(kit, call).await?;
    let office = Office::of(kit, call, &head.union).await?;
    if let Some(by) = head.decided.as_ref().filter(|by| Some(&by.subject) == call.subject.as_ref())
    {
        let same = asked.approve == (head.stage != Stage::Refused);
        let told = same && by.subject == *call.caller()?;
        return if told {
            Reply::json(200, &shown(&office, &head).await?)
        } else {
            Err(ProblemCode::UnionState.into())
        };
    }
    let acting = office.may(Action::GovernUnion).ok_or(ProblemCode::Forbidden)?;
    let reason = asked.reason.as_deref().unwrap_or_default().trim();
    if !asked.approve && reason.chars().count() < 10 {
        return Err(faulty(call, "/reason", FieldCode::TooShort));
    }
    let cases_to = match (asked.approve && head.plan.ends_union(), &asked.cases_to) {
        (true, Some(id)) => Some(receiver(&office, &head, id).await?),
        (true, None) => return Err(faulty(call, "/casesTo", FieldCode::Required)),
        (false, _) => None,
    };
    if asked.approve {
        check(&office, &head.plan).await?;
    }
    let decided = head.decide(asked.approve, cases_to, &acting, call.now);
    let mut next = decided.map_err(refused)?;
    let mut union = office.union.clone();
    let mut record = office.record.clone();
    if asked.approve && head.plan.ends_union() {
        union.status = UnionStatus::Dissolving;
    } else if !asked.approve {
        record.restructuring = None;
    }
    let act = if asked.approve { "end-approved" } else { "end-refused" };
    let told = json!({ "status": { "old": office.union.status, "new": union.status },
        "reason": (!reason.is_empty()).then_some(reason), "casesTo": next.cases_to });
    let change = office.change(union, record, &acting, act, &told);
    let line = line(
        &office,
        &mut next,
        &acting,
        if asked.approve { "approved" } else { "refused" },
        &told,
    );
    written(kit.store().move_restructuring(&next, &line, Some(&change), false).await)?;
    Reply::json(200, &shown(&office, &next).await?)
}

/// The union that takes the open cases over: one that takes people in.
async fn receiver(office: &Office<'_>, head: &Restructuring, id: &str) -> Result<UnionId, Fault> {
    let wrong = |code| faulty(office.call, "/casesTo", code);
    let id = UnionId::parse(id).map_err(|_| wrong(FieldCode::UnionUnknown))?;
    let union = office.kit.store().get_union_now(&id).await?;
    let union = union.ok_or_else(|| wrong(FieldCode::UnionUnknown))?;
    if union.id == head.union || !union.admits() {
        return Err(wrong(FieldCode::UnionNotAdmitting));
    }
    Ok(union.id)
}

/// `DELETE /v1/restructurings/{id}`: before the decision, or before the first member went.
pub(crate) async fn undo(kit: &Kit, call: &Call) -> Answer {
    let head = find(kit, call).await?;
    let office = Office::of(kit, call, &head.union).await?;
    if head.stage == Stage::Undone {
        return Reply::json(200, &shown(&office, &head).await?);
    }
    let action = match head.stage {
        Stage::Requested => Action::KeepUnion,
        Stage::Moving | Stage::Done | Stage::Refused | Stage::Undone => Action::GovernUnion,
    };
    let acting = office.may(action).ok_or(ProblemCode::Forbidden)?;
    let mut next = head.undo().map_err(refused)?;
    let mut union = office.union.clone();
    if union.status == UnionStatus::Dissolving {
        union.status = UnionStatus::Active;
    }
    let mut record = office.record.clone();
    record.restructuring = None;
    let told = json!({ "status": { "old": office.union.status, "new": union.status } });
    let change = office.change(union, record, &acting, "end-taken-back", &told);
    let line = line(&office, &mut next, &acting, "taken-back", &told);
    match kit.store().move_restructuring(&next, &line, Some(&change), true).await {
        // The first member has gone, or somebody else acted: either way it cannot be taken back now.
        Err(StoreError::Conflict) => Err(ProblemCode::UnionState.into()),
        other => {
            written(other)?;
            Reply::json(200, &shown(&office, &next).await?)
        }
    }
}

fn line(
    office: &Office<'_>,
    head: &mut Restructuring,
    acting: &Acting,
    act: &str,
    told: &Value,
) -> domain::trail::Line {
    let of = head.record();
    head.trail.add(&of, office.call.now, crate::office::actor(acting), act, told)
}

fn refused(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::Stage => ProblemCode::UnionState.into(),
        Refusal::FourEyes => ProblemCode::FourEyes.into(),
    }
}

fn written(done: Result<(), StoreError>) -> Result<(), Fault> {
    match done {
        Ok(()) => Ok(()),
        Err(StoreError::Conflict) => Err(ProblemCode::LostRace.into()),
        Err(error) => Err(error.into()),
    }
}
