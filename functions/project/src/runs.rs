//! Messages that follow from an entry of a benefit run: a late step is told to those who hold it and
//! to the union above, once with each working day's escalation.

use crate::message_identity;
use crate::messages::{Letter, deliver};
use domain::authority::{Action, MATRIX};
use domain::calendar::shanghai_date;
use domain::id::{SubjectId, UnionId};
use domain::role::RoleGrant;
use domain::run::notice::{LATE, late};
use domain::run::part::{Entry, Event, Pending};
use domain::union::ids_on;
use std::collections::BTreeSet;
use step::{Kit, StepError};

/// Tells whoever it concerns. A step that was closed meanwhile is told to nobody.
pub(crate) async fn send(kit: &Kit, entry: &Entry) -> Result<(), StepError> {
    if entry.event != Event::Escalate {
        return Ok(());
    }
    let Some(part) = kit.store().get_part(&entry.run, &entry.part).await? else {
        return Err(StepError::broken("an entry without its part"));
    };
    let Some(text) = late(entry, &part.run_number) else { return Ok(()) };
    let open = part.pending.filter(|step| Some(step.no) == entry.details.step);
    let Some(step) = open else { return Ok(()) };
    let record = format!("{}#{}", entry.run.as_str(), entry.part);
    for subject in concerned(kit, &step, entry).await? {
        let letter = Letter {
            id: message_identity(&record, entry.no, entry.at, subject.as_str()),
            subject,
            at: entry.at,
            template: LATE,
            text: text.clone(),
            application: None,
            guest: None,
            of_form: None,
            sms: true,
        };
        deliver(kit, letter).await?;
    }
    Ok(())
}

/// Those who may close the step, and those of the union above who may plan runs.
async fn concerned(
    kit: &Kit,
    step: &Pending,
    entry: &Entry,
) -> Result<BTreeSet<SubjectId>, StepError> {
    let Some(holder) = &step.union else { return Ok(BTreeSet::new()) };
    let today = shanghai_date(entry.at);
    let valid =
        |grants: Vec<RoleGrant>| grants.into_iter().filter(move |one| one.is_valid_on(today));
    let own = valid(kit.store().list_roles_by_union(holder).await?);
    let mut found: BTreeSet<SubjectId> =
        own.filter(|one| Some(one.role) == step.role).map(|one| one.subject).collect();
    let union = kit.store().get_union(holder).await?;
    let above = union.and_then(|union| {
        let ids: Vec<&str> = ids_on(&union.path).collect();
        ids.iter().rev().nth(1).and_then(|id| UnionId::parse(id).ok())
    });
    // At the top there is nobody above: its own planners are told.
    let above = above.unwrap_or_else(|| holder.clone());
    let plans = |grant: &RoleGrant| {
        MATRIX.iter().any(|(role, what, _)| *role == grant.role && *what == Action::PlanRun)
    };
    let planners = valid(kit.store().list_roles_by_union(&above).await?).filter(plans);
    found.extend(planners.map(|one| one.subject));
    Ok(found)
}
