//! Pending steps of a part: opening one, and telling upwards once it is past its date.
//!
//! A step that stays open is told upwards each working day after its date, until it is closed.

use super::drive::WAITING;
use crate::{Kit, Outcome, StepError};
use domain::calendar::{
    add_working_days, shanghai_date, start_of_day_shanghai, working_days_between,
};
use domain::entry::Actor;
use domain::id::UnionId;
use domain::money::Fen;
use domain::role::Role;
use domain::run::PROVINCE_PART;
use domain::run::part::{Change, Details, Event, Next, Part, Pending, StepKind, change};
use domain::union::TOP;
use jiff::{SignedDuration, Timestamp, civil::Date};

/// How often the bank's folder is looked at while a report is expected.
pub const LOOK_EVERY: SignedDuration = SignedDuration::from_mins(10);

/// Working days within which a settled part is signed off.
const SIGN_OFF_WITHIN: u16 = 5;

/// A step to be opened.
#[derive(Clone, Debug)]
pub struct Step {
    /// What is asked for.
    pub kind: StepKind,
    /// The level of review or approval; 0 for other kinds.
    pub level: u32,
    /// In which role.
    pub role: Role,
    /// By when.
    pub due: Date,
    /// What the budget line lacks.
    pub short: Option<Fen>,
}

impl Step {
    /// A step that is due so many working days from now.
    #[must_use]
    pub fn within(kind: StepKind, role: Role, days: u16, at: Timestamp) -> Step {
        let due = add_working_days(shanghai_date(at), days.into()).date;
        Step { kind, level: 0, role, due, short: None }
    }
}

/// The signature under a settled part.
#[must_use]
pub fn sign_off(part: &Part, at: Timestamp) -> Step {
    let by_province = part.part == PROVINCE_PART;
    let role = if by_province { Role::ProvinceApprover } else { Role::CityReviewer };
    Step::within(StepKind::SignOff, role, SIGN_OFF_WITHIN, at)
}

/// Who holds a step in a role: the city's federation; the province for its own approver, and for
/// every reviewer of the part that it pays itself.
///
/// # Errors
/// [`StepError::Broken`] never, with the ids of this province.
pub fn holder(part: &Part, role: Role) -> Result<(Role, UnionId), StepError> {
    let top = || UnionId::parse(TOP).map_err(|_| StepError::broken("the top union's id"));
    let reviews = matches!(role, Role::CityReviewer | Role::CountyReviewer);
    match role {
        Role::ProvinceApprover => Ok((role, top()?)),
        _ if reviews && part.part == PROVINCE_PART => Ok((Role::ProvinceApprover, top()?)),
        _ => Ok((role, part.union.clone())),
    }
}

/// The change that opens a step in the place of whatever was open.
///
/// # Errors
/// [`StepError::NotAllowed`] when the part's state opens none.
pub fn open(part: &Part, step: &Step, at: Timestamp) -> Result<Change, StepError> {
    let pending = pending(part, step, at)?;
    let details = told(&pending);
    let opened = change(part, Event::Open, at, Actor::System, details, |next| {
        await_step(next, pending);
    });
    opened.map_err(StepError::not_allowed)
}

/// The step as it lies in the head once it is opened.
///
/// # Errors
/// As [`holder`].
pub fn pending(part: &Part, step: &Step, at: Timestamp) -> Result<Pending, StepError> {
    let (role, union) = holder(part, step.role)?;
    Ok(Pending {
        no: part.steps.saturating_add(1),
        kind: step.kind,
        level: step.level,
        role: Some(role),
        union: Some(union),
        opened: at,
        due: step.due,
        escalation: 0,
        short: step.short,
    })
}

/// Puts a step into a head.
pub fn await_step(next: &mut Part, pending: Pending) {
    next.steps = pending.no;
    next.wake = Some(next_wake(&pending));
    next.pending = Some(pending);
}

/// What an entry of another change tells of the step that it opens with itself.
#[must_use]
pub fn next(pending: &Pending) -> Next {
    Next { step: pending.no, kind: pending.kind, due: pending.due }
}

/// What an entry tells of a step.
#[must_use]
pub fn told(pending: &Pending) -> Details {
    Details {
        step: Some(pending.no),
        kind: Some(pending.kind),
        due: Some(pending.due),
        ..Details::default()
    }
}

/// The next moment at which the clock has something to do for this step: in the morning of the next
/// working day after its date, and of each one after that until it is done.
#[must_use]
pub fn next_wake(pending: &Pending) -> Timestamp {
    let day = add_working_days(pending.due, pending.escalation.saturating_add(1)).date;
    let begins = start_of_day_shanghai(day);
    begins.checked_add(MORNING).unwrap_or(begins)
}

/// When offices open.
const MORNING: SignedDuration = SignedDuration::from_hours(9);

/// The change that tells upwards that the open step is late, if it is time; none if not.
///
/// # Errors
/// [`StepError::NotAllowed`] when the part's state tells nobody.
pub fn late(part: &Part, at: Timestamp) -> Result<Option<Change>, StepError> {
    let Some(pending) = part.pending.clone().filter(|pending| at >= next_wake(pending)) else {
        return Ok(None);
    };
    let days = u32::try_from(working_days_between(pending.due, shanghai_date(at))).unwrap_or(0);
    let next = Pending { escalation: days.max(pending.escalation.saturating_add(1)), ..pending };
    let escalated = change(part, Event::Escalate, at, Actor::System, told(&next), |head| {
        head.wake = Some(next_wake(&next));
        head.pending = Some(next);
    });
    escalated.map(Some).map_err(StepError::not_allowed)
}

/// Waits on the open step; tells upwards when it is late.
///
/// # Errors
/// [`StepError`].
pub async fn stand(kit: &Kit, part: &Part, at: Timestamp) -> Result<Outcome, StepError> {
    match late(part, at)? {
        Some(change) => kit.store().commit_part(&change, Vec::new()).await?,
        // A head whose moment has come without anything to do would be driven over and over.
        None => rest(kit, part, part.pending.as_ref().map(next_wake), at).await?,
    }
    Ok(WAITING)
}

/// Moves the moment of the next drive, where the old one has come; nothing else changes.
///
/// # Errors
/// [`StepError`] when the table does not answer.
pub async fn rest(
    kit: &Kit,
    part: &Part,
    until: Option<Timestamp>,
    at: Timestamp,
) -> Result<(), StepError> {
    let (Some(until), Some(wake)) = (until, part.wake) else { return Ok(()) };
    if wake > at || until <= wake {
        return Ok(());
    }
    match kit.store().move_part_wake(part, until).await {
        Ok(()) | Err(store::StoreError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
