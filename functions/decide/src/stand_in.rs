//! Naming a stand-in (代班) of the same union and office, for a time; and ending it.

use api::stand_ins::StandInRequest;
use api::{FieldCode, Problem, ProblemCode};
use domain::authority::{Action, may};
use domain::calendar::shanghai_date;
use domain::id::{StandInId, SubjectId, UnionId};
use domain::role::{Role, RoleGrant, StandIn};
use domain::union::Union;
use jiff::civil::Date;
use step::view::officers::{LENT, Officers, able, able_from_above};
use step::view::role;
use step::{Answer, Call, Fault, Kit, Reply};
use store::AccountRecord;

/// The longest time, in days after the first.
const LONGEST: i32 = 90;

/// `PUT /v1/stand-ins/{id}`.
pub(crate) async fn put(kit: &Kit, call: &Call) -> Answer {
    let request: StandInRequest = call.read()?;
    let store = kit.store();
    let faulty = |pointer, fault| faulty(pointer, fault, call);
    let id =
        StandInId::parse(call.param("id")).map_err(|_| faulty("/path/id", FieldCode::IdFormat))?;
    let account = store.get_account(call.caller()?).await?;
    let union = match UnionId::parse(&request.union) {
        Ok(id) => store.get_union(&id).await?,
        Err(_) => None,
    };
    let union = union.ok_or_else(|| faulty("/union", FieldCode::UnionUnknown))?;
    let absent = absent(&request, &account, &union, call)?;
    let officers = store.list_roles_by_union(&union.id).await?;
    let before = account.given.iter().find(|one| one.id == id);
    let (from, until) = days(&request, before, call)?;
    let role = office(&request, &officers, &absent, (from, until), call)?;
    let deputy = SubjectId::parse(&request.stand_in)
        .map_err(|_| faulty("/standIn", FieldCode::OfficerUnknown))?;
    let from_above = absent != account.caller.subject;
    let is_able = able(&officers, &absent, role, from, until).any(|one| one.subject == deputy)
        || from_above
            && able_from_above(&officers, &absent, from, until).any(|one| one.subject == deputy);
    if !is_able {
        return Err(Problem::new(ProblemCode::NoStandIn, call.language)
            .with_error("/standIn", FieldCode::OfficerUnknown, call.language)
            .into());
    }
    let named = StandIn {
        id,
        principal: absent,
        deputy,
        union: union.id,
        path: union.path,
        role,
        from,
        to: until,
        named_by: account.caller.subject.clone(),
    };
    write(kit, before, &named).await?;
    let view = Officers::default().stand_in(store, &named, &account.caller.subject).await?;
    Reply::json(200, &view)
}

/// `DELETE /v1/stand-ins/{id}`: for whoever gave it; a repeat finds nothing and is as good.
pub(crate) async fn delete(kit: &Kit, call: &Call) -> Answer {
    let id = StandInId::parse(call.param("id")).map_err(|_| ProblemCode::NotFound)?;
    let account = kit.store().get_account(call.caller()?).await?;
    if let Some(own) = account.given.iter().find(|one| one.id == id) {
        kit.store().remove_stand_in(own).await?;
    } else if account.caller.stand_ins.iter().any(|one| one.id == id) {
        return Err(ProblemCode::Forbidden.into());
    }
    Ok(Reply::empty())
}

fn faulty(pointer: &str, fault: FieldCode, call: &Call) -> Problem {
    let language = call.language;
    Problem::new(ProblemCode::FormFaulty, language).with_error(pointer, fault, language)
}

/// Who is absent: the caller himself, or an officer of a union below his.
fn absent(
    request: &StandInRequest,
    account: &AccountRecord,
    union: &Union,
    call: &Call,
) -> Result<SubjectId, Fault> {
    let caller = &account.caller;
    let absent = match &request.absent {
        Some(absent) => SubjectId::parse(absent)
            .map_err(|_| faulty("/absent", FieldCode::OfficerUnknown, call))?,
        None => caller.subject.clone(),
    };
    let today = shanghai_date(call.now);
    if absent != caller.subject
        && may(caller, Action::NameStandIn, &union.id, &union.path, today).is_err()
    {
        return Err(ProblemCode::Forbidden.into());
    }
    Ok(absent)
}

/// The first and the last day. A first day in the past is one's own, given before.
fn days(
    request: &StandInRequest,
    before: Option<&StandIn>,
    call: &Call,
) -> Result<(Date, Date), Problem> {
    let day = |pointer, text: &str| {
        text.parse::<Date>().map_err(|_| faulty(pointer, FieldCode::DateFormat, call))
    };
    let (from, until) = (day("/from", &request.from)?, day("/until", &request.until)?);
    let kept = before.is_some_and(|one| one.from == from);
    match fault_of_days(from, until, shanghai_date(call.now), kept) {
        Some((pointer, fault)) => Err(faulty(pointer, fault, call)),
        None => Ok((from, until)),
    }
}

fn fault_of_days(
    from: Date,
    until: Date,
    today: Date,
    kept: bool,
) -> Option<(&'static str, FieldCode)> {
    let length = until.since(from).map_or(i32::MAX, |span| span.get_days());
    if from < today && !kept {
        Some(("/from", FieldCode::DateInPast))
    } else if until < from {
        Some(("/until", FieldCode::DateOrder))
    } else if until < today {
        Some(("/until", FieldCode::DateInPast))
    } else if length > LONGEST {
        Some(("/until", FieldCode::DateTooFar))
    } else {
        None
    }
}

/// The office that is lent: the one that was named, or the only one that the absent officer holds.
fn office(
    request: &StandInRequest,
    officers: &[RoleGrant],
    absent: &SubjectId,
    (from, until): (Date, Date),
    call: &Call,
) -> Result<Role, Fault> {
    let held: Vec<Role> = officers
        .iter()
        .filter(|grant| grant.subject == *absent && LENT.contains(&grant.role))
        .filter(|grant| grant.is_valid_on(from) || grant.is_valid_on(until))
        .map(|grant| grant.role)
        .collect();
    let wanted = request.role.map(role);
    match (wanted, held.as_slice()) {
        (_, []) if request.absent.is_none() => Err(ProblemCode::Forbidden.into()),
        (_, []) => Err(faulty("/absent", FieldCode::OfficerUnknown, call).into()),
        (Some(role), held) if held.contains(&role) => Ok(role),
        (Some(_), _) => Err(faulty("/role", FieldCode::NotOneOf, call).into()),
        (None, [only]) => Ok(*only),
        (None, _) => Err(faulty("/role", FieldCode::Required, call).into()),
    }
}

/// Writes what differs from before; other people take the place of the old ones.
async fn write(kit: &Kit, before: Option<&StandIn>, named: &StandIn) -> Result<(), Fault> {
    if before == Some(named) {
        return Ok(());
    }
    if let Some(old) = before
        && (&old.deputy, &old.principal, &old.named_by)
            != (&named.deputy, &named.principal, &named.named_by)
    {
        kit.store().remove_stand_in(old).await?;
    }
    Ok(kit.store().put_stand_in(named).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stand_in_lasts_from_today_on_for_ninety_days_at_most() {
        #[rustfmt::skip]
        let cases = [
            // why                         from          until         kept   wanted
            ("one day",                    "2026-05-20", "2026-05-20", false, None),
            ("ninety days",                "2026-05-20", "2026-08-18", false, None),
            ("one more",                   "2026-05-20", "2026-08-19", false, Some(("/until", FieldCode::DateTooFar))),
            ("years",                      "2026-05-20", "2036-05-20", false, Some(("/until", FieldCode::DateTooFar))),
            ("began yesterday",            "2026-05-19", "2026-05-21", false, Some(("/from", FieldCode::DateInPast))),
            ("began yesterday, as before", "2026-05-19", "2026-05-21", true,  None),
            ("ended before it begins",     "2026-05-22", "2026-05-21", false, Some(("/until", FieldCode::DateOrder))),
            ("is over",                    "2026-05-18", "2026-05-19", true,  Some(("/until", FieldCode::DateInPast))),
        ];
        let day = |text: &str| text.parse::<Date>().unwrap();
        for (why, from, until, kept, wanted) in cases {
            let got = fault_of_days(day(from), day(until), day("2026-05-20"), kept);
            assert_eq!(got, wanted, "{why}");
        }
    }
}
