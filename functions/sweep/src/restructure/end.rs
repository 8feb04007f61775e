//! The end of a merging, splitting or dissolving: open cases, employers, places, offices, the union.

use super::told;
use domain::application::Application;
use domain::calendar::shanghai_date;
use domain::entry::Actor;
use domain::submission::reroute;
use domain::union::record::UnionRecord;
use domain::union::restructure::{Problem, Restructuring, Stage};
use domain::union::{Employer, Union, UnionKind, UnionStatus};
use jiff::Timestamp;
use serde_json::json;
use step::{Kit, StepError};
use store::{RouteKind, StoreError, UnionChange};

/// Cases of one run.
const CASES: i32 = 100;

/// Gives the union's open cases to the one that the decision named; those that cannot be passed on are
/// named. A union that stays keeps its own.
pub(super) async fn pass_on_cases(
    kit: &Kit,
    head: &Restructuring,
    now: Timestamp,
) -> Result<Vec<Problem>, StepError> {
    if !head.plan.ends_union() {
        return Ok(Vec::new());
    }
    let work = kit.store().list_work_after(&head.union, None, CASES).await?;
    let mut left = Vec::new();
    for row in work {
        let Some(application) = kit.store().get_application(&row.application.id).await? else {
            continue;
        };
        let holds = application.pending.as_ref().and_then(|step| step.union.as_ref());
        if holds != Some(&head.union) {
            continue;
        }
        if !passed_on(kit, head, &application, now).await? {
            let of = application.number.clone();
            left.push(Problem { of, why: "CASE_NOT_PASSED_ON".to_owned() });
        }
    }
    Ok(left)
}

async fn passed_on(
    kit: &Kit,
    head: &Restructuring,
    application: &Application,
    now: Timestamp,
) -> Result<bool, StepError> {
    let (Some(to), Some(decider)) = (&head.cases_to, &head.decided) else { return Ok(false) };
    let Some(to) = kit.store().get_union_now(to).await? else { return Ok(false) };
    let reason = "工会合并或撤销,由上级指定的工会接办".to_owned();
    let Ok(change) = reroute(application, &to, reason, &decider.acting(), now) else {
        return Ok(false);
    };
    match kit.store().commit(&change, Vec::new()).await {
        Ok(()) => {
            kit.drive(&application.id, now).await;
            Ok(true)
        }
        Err(StoreError::Conflict) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Everything that goes with the end, each done once and found done by a repeat; the union last.
pub(super) async fn finish(
    kit: &Kit,
    head: &Restructuring,
    union: &Union,
    target: &Union,
    now: Timestamp,
) -> Result<(), StepError> {
    hand_over_employers(kit, head, target).await?;
    let record = kit.store().get_union_record(&union.id).await?;
    let stored = record.clone();
    let mut record = record.unwrap_or_else(|| UnionRecord::nothing(union.id.clone()));
    if head.plan.ends_union() {
        hand_over_places(kit, head, union, &record).await?;
        end_offices(kit, union, now).await?;
    }
    let mut next = head.clone();
    next.stage = Stage::Done;
    next.wake = None;
    next.problems = Vec::new();
    let gone = kit.store().get_gone(&head.id).await?;
    let details = json!({ "moved": gone.moved, "retained": gone.retained });
    let line = told(&mut next, "done", &details, now);
    let mut after = union.clone();
    if head.plan.ends_union() {
        after.status = UnionStatus::Dissolved;
    }
    record.restructuring = None;
    record.updated = Some(shanghai_date(now));
    let of = record.record();
    let details = json!({
        "status": { "old": union.status, "new": after.status }, "restructuring": head.id,
    });
    let act = if head.plan.ends_union() { "dissolved" } else { "split" };
    let change = UnionChange {
        before: Some(union.clone()),
        union: after,
        record_before: stored,
        line: record.trail.add(&of, now, Actor::System, act, &details),
        record,
    };
    match kit.store().move_restructuring(&next, &line, Some(&change), false).await {
        Ok(()) | Err(StoreError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Employers go to the target of a merging or a split, and are free after a dissolving.
async fn hand_over_employers(
    kit: &Kit,
    head: &Restructuring,
    target: &Union,
) -> Result<(), StepError> {
    let dissolves = matches!(head.plan, domain::union::restructure::Plan::Dissolve { .. });
    let mut cursor = None;
    loop {
        let page = kit.store().list_covered(&head.union, cursor, 50).await?;
        for employer in page.items {
            let takes = head.plan.takes_employer(&employer.id);
            if !takes || employer.union.as_ref() != Some(&head.union) {
                continue;
            }
            let after = Employer { union: (!dissolves).then(|| target.id.clone()), ..employer };
            match kit.store().recover_employer(&head.union, &after).await {
                Ok(()) | Err(StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        cursor = page.cursor;
        if cursor.is_none() {
            return Ok(());
        }
    }
}

/// The places whose people the union took go to the union that takes the cases.
async fn hand_over_places(
    kit: &Kit,
    head: &Restructuring,
    union: &Union,
    record: &UnionRecord,
) -> Result<(), StepError> {
    let kinds: Vec<RouteKind> = match union.kind {
        UnionKind::Territorial => vec![RouteKind::Territorial],
        UnionKind::Pool => vec![RouteKind::Pool],
        UnionKind::Industry => {
            union.accepts_groups.iter().map(|group| RouteKind::Industry(*group)).collect()
        }
        UnionKind::Federation => vec![RouteKind::Federation],
        UnionKind::Independent | UnionKind::Joint => Vec::new(),
    };
    let Some(to) = &head.cases_to else { return Ok(()) };
    for place in std::iter::once(&union.division).chain(&record.service_area) {
        for kind in &kinds {
            let known = kit.store().find_union_for(place, *kind).await?;
            if known.is_some_and(|known| known.id == union.id) {
                kit.store().put_route(place, *kind, to).await?;
            }
        }
    }
    Ok(())
}

/// Whoever held an office in the union held it until yesterday.
async fn end_offices(kit: &Kit, union: &Union, now: Timestamp) -> Result<(), StepError> {
    let today = shanghai_date(now);
    for mut grant in kit.store().list_roles_by_union(&union.id).await? {
        if grant.is_valid_on(today) || grant.from > today {
            grant.to = today.yesterday().ok();
            kit.store().put_role(&grant).await?;
        }
    }
    Ok(())
}
