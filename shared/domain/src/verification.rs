//! What the machine's check makes of an application, and where it goes from there.

use crate::application::{
    Application, Event, IdentityState, IllegalMove, Pending, Reason, State, StepKind,
};
use crate::calendar::{add_working_days, shanghai_date};
use crate::deadline::next_wake;
use crate::entry::{Actor, Change, Details, change};
use crate::id::UnionId;
use crate::matter::Matter;
use crate::reason::ReasonCode;
use crate::role::Role;
use crate::routing::RouteReason;
use crate::rule::{Evidence, Rule};
use crate::union::Union;
use jiff::{SignedDuration, Timestamp};

/// How often the provider may fail to answer before a person checks instead.
pub const IDENTITY_TRIES: u8 = 3;

/// Working days for a manual check. Domain 11.3.
pub const CHECK_WITHIN: u16 = 5;

/// What the machine chooses on. The words are the contract with `application.asl.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every check passed.
    Passed,
    /// A person or a date comes next.
    Waiting,
    /// Refused, withdrawn, lapsed or completed.
    Closed,
}

impl Outcome {
    /// The word in the workflow.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Passed => "PASSED",
            Outcome::Waiting => "WAITING",
            Outcome::Closed => "CLOSED",
        }
    }
}

/// What Verify finds: the check is still to be made, or the record already has the answer.
#[must_use]
pub fn already(application: &Application) -> Option<Outcome> {
    match application.state {
        State::Submitted => None,
        State::Verifying => application.pending.as_ref().map(|_| Outcome::Waiting),
        State::Returned => Some(Outcome::Waiting),
        State::Approving | State::Approved => Some(Outcome::Passed),
        State::Completed | State::Refused | State::Withdrawn | State::Lapsed => {
            Some(Outcome::Closed)
        }
    }
}

/// The outcome after a change of the check.
#[must_use]
pub fn outcome(application: &Application) -> Outcome {
    already(application).unwrap_or(Outcome::Waiting)
}

/// Where the check found the case to belong.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The deciding union; none when nobody in the county takes individuals.
    pub union: Option<&'a Union>,
    /// Why that union.
    pub reason: Option<RouteReason>,
    /// The union that is left, of a move.
    pub from: Option<&'a UnionId>,
    /// Who makes a manual check: the deciding union, the street union above it where the deciding
    /// union has one officer only, or the county where there is no deciding union.
    pub checker: &'a Union,
}

/// The provider gave no answer: try again, and after [`IDENTITY_TRIES`] let a person check. Never
/// a refusal for our own fault.
///
/// # Errors
/// [`IllegalMove`] when the record is not in the machine's check.
pub fn identity_unavailable(
    read: &Application,
    checks: Vec<Evidence>,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    let tries = read.tries.saturating_add(1);
    if tries >= IDENTITY_TRIES {
        return open_check(read, checks, place, at);
    }
    let again = SignedDuration::from_mins(2).saturating_mul(i32::from(tries));
    change(read, Event::IdentityUnavailable, at, Actor::System, Details::default(), |next| {
        next.tries = tries;
        next.wake = at.checked_add(again).ok();
    })
}

/// What the evidence comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All rules are met (or a person confirmed what the machine could not tell).
    Pass,
    /// No, for the first reason.
    Refuse(Vec<Reason>),
    /// To be mended: all reasons.
    Return(Vec<Reason>),
    /// A person must look at these rules.
    Check,
}

/// The verdict over the evidence of a matter's rules.
#[must_use]
pub fn verdict(matter: &Matter, checks: &[Evidence], confirmed: bool) -> Verdict {
    let of = |row: &Evidence| matter.rules.iter().find(|rule| rule.id == row.rule);
    let rows = || checks.iter().filter_map(|row| Some((of(row)?, row)));
    let refused: Vec<Reason> = rows()
        .filter(|(_, row)| row.passed == Some(false))
        .filter_map(|(rule, _)| rule.refuse.as_ref())
        .map(|no| Reason { code: no.code, text: None })
        .take(1)
        .collect();
    if !refused.is_empty() {
        return Verdict::Refuse(refused);
    }
    if confirmed {
        return Verdict::Pass;
    }
    let returned: Vec<Reason> = rows()
        .filter(|(_, row)| row.passed == Some(false))
        .filter_map(|(rule, _)| rule.send_back.as_ref())
        .map(|no| Reason { code: no.code, text: None })
        .collect();
    if !returned.is_empty() {
        return Verdict::Return(returned);
    }
    if rows().any(|(rule, row)| needs_person(rule, row)) { Verdict::Check } else { Verdict::Pass }
}

fn needs_person(rule: &Rule, row: &Evidence) -> bool {
    row.passed != Some(true) && (rule.check.is_some() || row.passed.is_none())
}

/// Another application of the person came first: this one is refused, told apart from a fault.
///
/// # Errors
/// [`IllegalMove`] when the record is not in the machine's check.
pub fn duplicate(
    read: &Application,
    checks: Vec<Evidence>,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    barred(read, checks, ReasonCode::R11, place, at)
}

/// Something that no rule of the matter asks stands in the way: the union found takes nobody in, or
/// is the member's own already.
///
/// # Errors
/// [`IllegalMove`] when the record is not in the machine's check.
pub fn barred(
    read: &Application,
    checks: Vec<Evidence>,
    code: ReasonCode,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    refuse(read, checks, vec![Reason { code, text: None }], place, at)
}

/// Writes the verdict of a complete check.
///
/// # Errors
/// [`IllegalMove`] when the record is not in the machine's check.
pub fn decide(
    read: &Application,
    matter: &Matter,
    checks: Vec<Evidence>,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    match verdict(matter, &checks, read.confirmed) {
        Verdict::Pass if place.union.is_some() => {
            pass(read, matter.first_level(read.round), checks, place, at)
        }
        Verdict::Pass | Verdict::Check => open_check(read, checks, place, at),
        Verdict::Refuse(reasons) => refuse(read, checks, reasons, place, at),
        Verdict::Return(reasons) => send_back(read, matter, checks, reasons, place, at),
    }
}

fn route(next: &mut Application, place: Place<'_>) {
    if let Some(union) = place.union {
        next.union = Some(union.id.clone());
        next.route = place.reason;
    }
    next.from = place.from.cloned();
}

fn pass(
    read: &Application,
    level: u8,
    checks: Vec<Evidence>,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    let clean = checks.iter().all(|row| row.passed == Some(true));
    let details = Details {
        checks,
        union: place.union.map(|union| union.id.clone()),
        route: place.reason,
        from: place.from.cloned(),
        ..Details::default()
    };
    change(read, Event::Verify, at, Actor::System, details, |next| {
        route(next, place);
        next.clean = clean;
        if clean {
            next.identity = IdentityState::Agreed;
        }
        next.level = next.level.max(level);
    })
}

fn open_check(
    read: &Application,
    checks: Vec<Evidence>,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    let due = add_working_days(shanghai_date(at), CHECK_WITHIN.into()).date;
    let step = open(read, StepKind::Check, &place.checker.id, Role::UnionVerifier, due, at);
    let details = Details {
        checks,
        step: Some(step.seq),
        kind: Some(step.kind),
        union: step.union.clone(),
        due: Some(due),
        ..Details::default()
    };
    change(read, Event::OpenCheck, at, Actor::System, details, |next| {
        route(next, place);
        next.clean = false;
        hold(next, step);
    })
}

fn refuse(
    read: &Application,
    checks: Vec<Evidence>,
    reasons: Vec<Reason>,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    let details = Details { checks, reasons: reasons.clone(), ..Details::default() };
    change(read, Event::Refuse, at, Actor::System, details, |next| {
        route(next, place);
        close_refused(next, reasons, at);
    })
}

fn send_back(
    read: &Application,
    matter: &Matter,
    checks: Vec<Evidence>,
    reasons: Vec<Reason>,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    let due = add_working_days(shanghai_date(at), matter.amend_within_working_days.into()).date;
    let details =
        Details { checks, reasons: reasons.clone(), due: Some(due), ..Details::default() };
    change(read, Event::Return, at, Actor::System, details, |next| {
        route(next, place);
        ask_to_amend(next, reasons, due, at);
    })
}

/// A new pending step of `application`, numbered after the last.
#[must_use]
pub fn open(
    application: &Application,
    kind: StepKind,
    union: &UnionId,
    role: Role,
    due: jiff::civil::Date,
    at: Timestamp,
) -> Pending {
    Pending {
        seq: application.steps.saturating_add(1),
        kind,
        union: Some(union.clone()),
        role: Some(role),
        opened: at,
        due,
        escalation: 0,
        reminded: false,
    }
}

/// Makes `step` the one thing that `next` waits for.
pub fn hold(next: &mut Application, step: Pending) {
    next.steps = step.seq;
    next.wake = Some(next_wake(&step));
    next.pending = Some(step);
}

/// Leaves `next` refused, open to one appeal for ten working days.
pub fn close_refused(next: &mut Application, reasons: Vec<Reason>, at: Timestamp) {
    next.reasons = reasons;
    next.pending = None;
    next.wake = None;
    next.appeal_by = if next.appealed {
        None
    } else {
        Some(add_working_days(shanghai_date(at), crate::submission::APPEAL_WITHIN.into()).date)
    };
}

/// Leaves `next` waiting for its applicant until `due`.
pub fn ask_to_amend(
    next: &mut Application,
    reasons: Vec<Reason>,
    due: jiff::civil::Date,
    at: Timestamp,
) {
    next.reasons = reasons;
    next.returns = next.returns.saturating_add(1);
    let step = Pending {
        seq: next.steps.saturating_add(1),
        kind: StepKind::Amendment,
        union: None,
        role: None,
        opened: at,
        due,
        escalation: 0,
        reminded: false,
    };
    hold(next, step);
}
