//! Stand-ins that the caller gave and was given, and whom he may name.

use api::ProblemCode;
use api::stand_ins::{Officer, StandInList};
use domain::authority::{Action, may};
use domain::calendar::shanghai_date;
use domain::id::{StandInId, UnionId};
use domain::role::StandIn;
use jiff::civil::Date;
use step::view::officers::{LENT, Officers, able};
use step::{Answer, Call, Fault, Kit, Reply};
use store::AccountRecord;

/// The most officers that are offered.
const CANDIDATES: usize = 100;

/// `GET /v1/stand-ins`, with `union` for the officers of a union below.
pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let account = kit.store().get_account(call.caller()?).await?;
    let today = shanghai_date(call.now);
    let grants = &account.caller.grants;
    let known = all(&account);
    if known.is_empty() && !grants.iter().any(|grant| grant.is_valid_on(today)) {
        return Err(ProblemCode::Forbidden.into());
    }
    let mut running: Vec<&StandIn> = known.into_iter().filter(|one| today <= one.to).collect();
    running.sort_by(|left, right| (left.from, &left.id).cmp(&(right.from, &right.id)));
    let mut officers = Officers::default();
    let mut items = Vec::new();
    for one in running.into_iter().take(CANDIDATES) {
        items.push(officers.stand_in(kit.store(), one, &account.caller.subject).await?);
    }
    let candidates = candidates(kit, call, &account, today, &mut officers).await?;
    Reply::json(200, &StandInList { items, candidates })
}

/// `GET /v1/stand-ins/{id}`.
pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let id = StandInId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
    let account = kit.store().get_account(call.caller()?).await?;
    let found = all(&account).into_iter().find(|one| one.id == id);
    let found = found.ok_or(ProblemCode::NotFound)?;
    let me = &account.caller.subject;
    let view = Officers::default().stand_in(kit.store(), found, me).await?;
    Reply::json(200, &view)
}

fn all(account: &AccountRecord) -> Vec<&StandIn> {
    account.given.iter().chain(&account.caller.stand_ins).collect()
}

/// Colleagues with the same office; of a union below that is named, all its officers.
async fn candidates(
    kit: &Kit,
    call: &Call,
    account: &AccountRecord,
    today: Date,
    officers: &mut Officers,
) -> Result<Vec<Officer>, Fault> {
    let caller = &account.caller;
    let mut found = Vec::new();
    if let Some(id) = call.query.get("union").and_then(|id| UnionId::parse(id).ok()) {
        let union = kit.store().get_union(&id).await?.ok_or(ProblemCode::NotFound)?;
        if may(caller, Action::NameStandIn, &union.id, &union.path, today).is_ok() {
            let all = kit.store().list_roles_by_union(&id).await?;
            let held = all.into_iter().filter(|grant| grant.is_valid_on(today));
            found.extend(held.filter(|grant| LENT.contains(&grant.role)));
        }
    }
    let own = caller.grants.iter().filter(|grant| grant.is_valid_on(today));
    for grant in own.filter(|grant| LENT.contains(&grant.role)) {
        let colleagues = kit.store().list_roles_by_union(&grant.union).await?;
        found.extend(able(&colleagues, &caller.subject, grant.role, today, today).cloned());
    }
    let mut shown = Vec::new();
    for grant in found.iter().take(CANDIDATES) {
        let one = officers.officer(kit.store(), &grant.subject, grant.role, &grant.union).await?;
        if !shown.contains(&one) {
            shown.push(one);
        }
    }
    Ok(shown)
}
