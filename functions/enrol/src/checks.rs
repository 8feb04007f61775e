//! `POST /v1/payees/checks`: somebody made sure that people are alive and on the register.

use crate::list::row_of;
use api::payees::{LivingCheckRequest, ManyItem, ManyView};
use api::{FieldCode, Problem, ProblemCode};
use domain::authority::Action;
use domain::id::PersonId;
use domain::payee::{PayeeStatus, Register};
use jiff::ToSpan;
use jiff::civil::Date;
use step::finance::counter::Counter;
use step::finance::part_words::register_of;
use step::{Answer, Call, Fault, Kit, Reply};
use store::StoredPayee;

pub(crate) async fn check(kit: &Kit, call: &Call) -> Answer {
    let request: LivingCheckRequest = call.read()?;
    let counter = Counter::open(kit, call).await?;
    counter.needs(Action::KeepPayees)?;
    let day = day(&request.checked_on, counter.today).map_err(|code| {
        let problem = Problem::new(ProblemCode::FormFaulty, call.language);
        problem.with_error("/checkedOn", code, call.language)
    })?;
    let register = register_of(request.register);
    let mut items = Vec::new();
    for id in &request.ids {
        items.push(item(id, one(&counter, register, id, day).await, call)?);
    }
    Reply::json(200, &ManyView { items })
}

/// Not in the future, and not so long ago that it says nothing.
fn day(text: &str, today: Date) -> Result<Date, FieldCode> {
    let day: Date = text.parse().map_err(|_| FieldCode::DateFormat)?;
    if day > today {
        return Err(FieldCode::DateInFuture);
    }
    let first = today.checked_sub(90.days()).unwrap_or(Date::MIN);
    if day < first { Err(FieldCode::DateTooFar) } else { Ok(day) }
}

async fn one(counter: &Counter<'_>, register: Register, id: &str, day: Date) -> Result<(), Fault> {
    let id = PersonId::parse(id).map_err(|_| ProblemCode::NotFound)?;
    let (row, _) = row_of(counter, register, &id, Action::KeepPayees).await?;
    if row.status != PayeeStatus::Living {
        return Err(ProblemCode::PaymentState.into());
    }
    if row.checked_on >= day {
        return Ok(());
    }
    let read = row.version;
    let next = StoredPayee { version: read.saturating_add(1), checked_on: day, ..row };
    Ok(counter.kit.store().put_payee(&next, read).await?)
}

/// One result; only what nobody of us can mend ends the whole call.
pub(crate) fn item(id: &str, result: Result<(), Fault>, call: &Call) -> Result<ManyItem, Fault> {
    let problem = match result {
        Ok(()) => None,
        Err(fault) => Some(fault.problem(call.language)),
    };
    if let Some(broken) = problem.as_ref().filter(|problem| problem.status >= 500) {
        return Err(broken.clone().into());
    }
    let status = problem.as_ref().map_or(200, |problem| problem.status);
    Ok(ManyItem { id: id.to_owned(), status, problem })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_check_is_of_today_or_a_little_before() {
        let today = date(2026, 11, 22);
        #[rustfmt::skip]
        let rows = [
            // why              day           wanted
            ("today",           "2026-11-22", Ok(today)),
            ("90 days ago",     "2026-08-24", Ok(date(2026, 8, 24))),
            ("a day too long",  "2026-08-23", Err(FieldCode::DateTooFar)),
            ("tomorrow",        "2026-11-23", Err(FieldCode::DateInFuture)),
            ("no such day",     "2026-02-30", Err(FieldCode::DateFormat)),
        ];
        for (why, text, wanted) in rows {
            assert_eq!(day(text, today), wanted, "{why}");
        }
    }
}
