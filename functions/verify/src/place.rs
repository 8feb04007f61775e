//! Where a case belongs: the deciding union, and who makes a manual check.

use crate::facts::Gathered;
use domain::application::Application;
use domain::calendar::shanghai_date;
use domain::form::{ChangeForm, Form};
use domain::id::{SubjectId, UnionId};
use domain::membership::before_end;
use domain::role::Role;
use domain::routing::RouteReason;
use domain::transfer;
use domain::union::{TOP, Union, UnionStatus};
use domain::verification::Place;
use jiff::Timestamp;
use std::collections::BTreeSet;
use step::{Kit, StepError, routing};

/// The deciding union as found, owned.
pub(crate) struct Found {
    pub(crate) union: Option<Union>,
    reason: Option<RouteReason>,
    federation: Option<Union>,
    /// The union that is left, of a move.
    from: Option<UnionId>,
}

impl Found {
    pub(crate) fn place<'a>(&'a self, checker: &'a Union) -> Place<'a> {
        Place { union: self.union.as_ref(), reason: self.reason, from: self.from.as_ref(), checker }
    }
}

/// Finds the deciding union: as sent on by a union, by the form, or the member's own.
pub(crate) async fn find(
    kit: &Kit,
    application: &Application,
    gathered: &Gathered,
) -> Result<Found, StepError> {
    let store = kit.store();
    let from = gathered.form.transfer().and_then(|_| transfer::left(&gathered.standing).cloned());
    // A union that sent the case on, or began it, keeps its word.
    let settled = matches!(application.route, Some(RouteReason::Rerouted | RouteReason::Begun));
    if let (true, Some(id)) = (settled, &application.union) {
        let union = store.get_union(id).await?;
        return Ok(Found { union, reason: application.route, federation: None, from });
    }
    if let Some(founding) = &gathered.founding {
        let union = crate::founding::parent(kit, application, founding).await?;
        let federation = if union.is_none() { top(kit).await? } else { None };
        return Ok(Found { union, reason: Some(RouteReason::EmployerStreet), federation, from });
    }
    if let Some(batch) = &application.batch {
        let union = store.get_union(&batch.union).await?.filter(Union::admits);
        if union.is_some() {
            return Ok(Found { union, reason: Some(RouteReason::Batch), federation: None, from });
        }
    }
    let Some(form) = gathered.form.work() else {
        let union = of_member(kit, application, gathered).await?;
        let federation = if union.is_none() { top(kit).await? } else { None };
        return Ok(Found { union, reason: None, federation, from });
    };
    let looked = routing::look_up_route(store, form).await?;
    let route = looked.route(form);
    let federation = match looked.federation() {
        // Nobody leads a place outside the province, and yet somebody must route the case.
        None if route.is_none() => top(kit).await?,
        found => found.cloned(),
    };
    Ok(Found {
        union: route.map(|route| route.union.clone()),
        reason: route.map(|route| route.reason),
        federation,
        from,
    })
}

/// The member's own union; the one above it where his own can hold him no more; the one he belonged
/// to where a wrong report of death is undone.
async fn of_member(
    kit: &Kit,
    application: &Application,
    gathered: &Gathered,
) -> Result<Option<Union>, StepError> {
    let store = kit.store();
    let membership = gathered.standing.membership.as_ref();
    let held = membership.and_then(|one| one.affiliation.as_ref()).map(|one| one.union.clone());
    let id = match held {
        Some(held) => Some(held),
        None => {
            let events = store.get_person_file(&application.person).await?.events;
            before_end(&events).map(|stay| stay.union)
        }
    };
    let Some(id) = id else { return Ok(None) };
    let Some(union) = store.get_union(&id).await? else { return Ok(None) };
    let elsewhere = match &gathered.form {
        Form::Change(form) => match form.as_ref() {
            ChangeForm::Retain(form) => form.retain_cause.is_held_elsewhere(),
            _ => union.status != UnionStatus::Active,
        },
        _ => false,
    };
    match &union.parent {
        Some(parent) if elsewhere => Ok(store.get_union(parent).await?.or(Some(union))),
        _ => Ok(Some(union)),
    }
}

/// The province's federation: for who belongs to no union and names no place within it.
async fn top(kit: &Kit) -> Result<Option<Union>, StepError> {
    let id = UnionId::parse(TOP).map_err(|_| StepError::broken("the top union's id"))?;
    Ok(kit.store().get_union(&id).await?)
}

/// Who would make a manual check; read from the directory only when one is `needed`.
pub(crate) async fn checker(
    kit: &Kit,
    application: &Application,
    found: &Found,
    needed: bool,
    at: Timestamp,
) -> Result<Union, StepError> {
    let Some(union) = &found.union else {
        let federation = found.federation.clone();
        return federation.ok_or_else(|| StepError::broken("no union leads this county"));
    };
    if !needed || officers(kit, application, union, at).await? > 1 {
        return Ok(union.clone());
    }
    let parent = match &union.parent {
        Some(parent) => kit.store().get_union(parent).await?,
        None => None,
    };
    Ok(parent.unwrap_or_else(|| union.clone()))
}

/// The officers of a union who could check this case today; the applicant is not one of them.
async fn officers(
    kit: &Kit,
    application: &Application,
    union: &Union,
    at: Timestamp,
) -> Result<usize, StepError> {
    let today = shanghai_date(at);
    let grants = kit.store().list_roles_by_union(&union.id).await?;
    let able: BTreeSet<SubjectId> = grants
        .into_iter()
        .filter(|grant| grant.is_valid_on(today) && grant.subject != application.subject)
        .filter(|grant| matches!(grant.role, Role::UnionVerifier | Role::UnionApprover))
        .map(|grant| grant.subject)
        .collect();
    Ok(able.len())
}
