//! The dry run is asked for, the committee's decision recorded, a roster given up.

use crate::desk::{Desk, Seen, actor};
use crate::view::shown;
use api::rosters::RosterConfirmationRequest;
use api::{FieldCode, Problem, ProblemCode};
use domain::roster::{Confirmed, Moved, State, may_confirm};
use jiff::civil::Date;
use step::runs::objects;
use step::{Answer, Call, Fault, Kit, Reply};

/// How long ago the committee may have decided, in days.
const DECIDED_AT_MOST: i32 = 90;

pub(crate) async fn check(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    let seen = desk.roster().await?;
    let acting = desk.keeps(&seen.union).ok_or(ProblemCode::Forbidden)?;
    if seen.roster.state != State::Uploaded {
        return Reply::json(202, &shown(&desk, &seen.roster, &seen.union).await?);
    }
    let prefix = step::rosters::key(&seen.roster.id, "in/");
    let there = objects::list(kit, &prefix).await?.len();
    if u64::try_from(there).unwrap_or(0) < seen.roster.chunks() {
        return Err(ProblemCode::RosterIncomplete.into());
    }
    let moved = seen.roster.check(call.now, actor(&acting));
    drive(&desk, &seen, moved.map_err(|_| ProblemCode::RosterState)?).await
}

/// Writes a change and drives the machine.
async fn drive(desk: &Desk<'_>, seen: &Seen, moved: Moved) -> Answer {
    desk.kit.store().put_roster(&moved).await?;
    desk.kit.drive_roster(&moved.0.id, desk.call.now).await;
    Reply::json(202, &shown(desk, &moved.0, &seen.union).await?)
}

pub(crate) async fn confirm(kit: &Kit, call: &Call) -> Answer {
    let request: RosterConfirmationRequest = call.read()?;
    let desk = Desk::open(kit, call).await?;
    let seen = desk.roster().await?;
    let acting = desk.decides(&seen.union).ok_or(ProblemCode::Forbidden)?;
    let own = seen.roster.confirmed.as_ref().is_some_and(|one| one.by == acting.subject);
    if own {
        return Reply::json(202, &shown(&desk, &seen.roster, &seen.union).await?);
    }
    if !may_confirm(&seen.roster, &acting.subject, acting.principal.as_ref()) {
        return Err(ProblemCode::SecondPerson.into());
    }
    let on = day(&request.decided_on, &desk)?;
    let confirmed = Confirmed {
        by: acting.subject.clone(),
        principal: acting.principal.clone(),
        person: desk.caller.person.clone(),
        on,
        at: call.now,
    };
    let moved = seen.roster.confirm(confirmed, actor(&acting));
    drive(&desk, &seen, moved.map_err(|_| ProblemCode::RosterState)?).await
}

/// The committee's day: today, or not long ago.
fn day(text: &str, desk: &Desk<'_>) -> Result<Date, Fault> {
    let language = desk.call.language;
    let faulty = |code| -> Fault {
        Problem::new(ProblemCode::FormFaulty, language)
            .with_error("/decidedOn", code, language)
            .into()
    };
    let day: Date = text.parse().map_err(|_| faulty(FieldCode::DateFormat))?;
    if day > desk.today {
        return Err(faulty(FieldCode::DateInFuture));
    }
    let ago = desk.today.since(day).map_or(i32::MAX, |span| span.get_days());
    if ago > DECIDED_AT_MOST { Err(faulty(FieldCode::DateTooFar)) } else { Ok(day) }
}

pub(crate) async fn cancel(kit: &Kit, call: &Call) -> Answer {
    let desk = Desk::open(kit, call).await?;
    let seen = desk.roster().await?;
    let acting = desk.keeps(&seen.union).ok_or(ProblemCode::Forbidden)?;
    if seen.roster.state == State::Cancelled {
        return Reply::json(200, &shown(&desk, &seen.roster, &seen.union).await?);
    }
    let moved = seen.roster.cancel(None, call.now, actor(&acting));
    let moved = moved.map_err(|_| ProblemCode::RosterState)?;
    kit.store().put_roster(&moved).await?;
    Reply::json(200, &shown(&desk, &moved.0, &seen.union).await?)
}
