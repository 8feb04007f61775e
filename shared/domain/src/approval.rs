//! Levels of approval: which one is open next, and an officer's decision on a pending step.

use crate::application::{
    Application, ClosedStep, Decision, Event, IdentityState, IllegalMove, Pending, Reason, State,
    StepKind,
};
use crate::authority::Acting;
use crate::calendar::{add_working_days, shanghai_date};
use crate::deadline::drive_by;
use crate::entry::{Actor, Change, Details, Entry, change};
use crate::matter::{Approval, ApprovalBy, LevelKind, Matter, RESOLVED_WITHIN};
use crate::reason::ReasonCode;
use crate::role::Role;
use crate::union::{Union, UnionLevel, UnionStatus};
use crate::verification::{Verdict, ask_to_amend, close_refused, hold, open, verdict};
use jiff::{Timestamp, civil::Date};
use thiserror::Error;

/// What the machine chooses on. The words are the contract with `application.asl.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every level said yes.
    Approved,
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
            Outcome::Approved => "APPROVED",
            Outcome::Waiting => "WAITING",
            Outcome::Closed => "CLOSED",
        }
    }
}

/// What Approve finds: none when a level is still to be opened.
#[must_use]
pub fn already(application: &Application) -> Option<Outcome> {
    match application.state {
        State::Approving => application.pending.as_ref().map(|_| Outcome::Waiting),
        State::Approved | State::Completed => Some(Outcome::Approved),
        State::Submitted | State::Verifying | State::Returned => Some(Outcome::Waiting),
        State::Refused | State::Withdrawn | State::Lapsed => Some(Outcome::Closed),
    }
}

/// The unions between which an application stands.
#[derive(Clone, Copy, Debug)]
pub struct Parties<'a> {
    /// The union that decides.
    pub deciding: &'a Union,
    /// The union above it.
    pub parent: Option<&'a Union>,
    /// The union that is left and may object; none where nobody is asked.
    pub old: Option<&'a Union>,
    /// The nearest union above both, which decides on an objection.
    pub above: Option<&'a Union>,
}

impl<'a> Parties<'a> {
    /// Those of a matter in which no union is left.
    #[must_use]
    pub fn of(deciding: &'a Union, parent: Option<&'a Union>) -> Parties<'a> {
        Parties { deciding, parent, old: None, above: None }
    }
}

/// The next level that asks anybody, and its number. A person is asked for his yes only where
/// somebody else began it, a union is not asked to accept what it began itself, and one that is
/// gone cannot object.
fn next_level<'m>(
    read: &Application,
    matter: &'m Matter,
    parties: Parties<'_>,
) -> Option<(u8, &'m Approval)> {
    let asks = |level: &Approval| match level.kind {
        LevelKind::OwnYes => read.begun.is_some(),
        LevelKind::Objection => parties.old.is_some_and(|old| {
            old.status != UnionStatus::Dissolved && old.id != parties.deciding.id
        }),
        LevelKind::Hearing => true,
        LevelKind::Decision => read.begun.as_ref() != Some(&parties.deciding.id),
        LevelKind::ApplicantRound => true,
    };
    (0_u8..).zip(&matter.approvals).skip(read.level.into()).find(|(_, level)| asks(level))
}

/// Opens the next level, or the decision on an objection; or approves where nobody is left to ask.
///
/// # Errors
/// [`IllegalMove`] when the record is not being approved.
pub fn open_next(
    read: &Application,
    matter: &Matter,
    parties: Parties<'_>,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    let today = shanghai_date(at);
    let Parties { deciding, parent, old, above } = parties;
    let due = |days: u16| add_working_days(today, days.into()).date;
    if read.objected {
        let union = above.unwrap_or(deciding);
        let role = resolving_role(union);
        let step = open(read, StepKind::Resolution, &union.id, role, due(RESOLVED_WITHIN), at);
        return opened(read, Event::OpenResolution, read.level, step, at);
    }
    let Some((number, level)) = next_level(read, matter, parties) else {
        return change(read, Event::Approve, at, Actor::System, Details::default(), |next| {
            next.decided_on = Some(next.decided_on.unwrap_or(today));
            next.wake = drive_by(at);
        });
    };
    let union = match level.by {
        ApprovalBy::DecidingUnion | ApprovalBy::Person => deciding,
        ApprovalBy::ParentUnion => parent.unwrap_or(deciding),
        ApprovalBy::OldUnion => old.unwrap_or(deciding),
    };
    let (kind, event) = match level.kind {
        LevelKind::Decision => (StepKind::Approval, Event::OpenApproval),
        LevelKind::Objection => (StepKind::Objection, Event::OpenObjection),
        LevelKind::Hearing => (StepKind::Hearing, Event::OpenHearing),
        LevelKind::OwnYes => (StepKind::OwnYes, Event::AskOwnYes),
        LevelKind::ApplicantRound => return open_round(read, (number, level), at),
    };
    let role = level.role.unwrap_or(Role::UnionApprover);
    let mut step = open(read, kind, &union.id, role, due(level.within_working_days), at);
    if !kind.is_officers() {
        step.union = None;
        step.role = None;
    }
    opened(read, event, number, step, at)
}

/// Who decides on an objection, by the place in the tree of the union that does.
fn resolving_role(union: &Union) -> Role {
    match union.level {
        UnionLevel::Province => Role::ProvinceApprover,
        UnionLevel::City => Role::CityReviewer,
        UnionLevel::County => Role::CountyReviewer,
        UnionLevel::Township
        | UnionLevel::Community
        | UnionLevel::Grassroots
        | UnionLevel::Branch => Role::UnionApprover,
    }
}

fn opened(
    read: &Application,
    event: Event,
    level: u8,
    step: Pending,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    let due = step.due;
    let details = Details {
        step: Some(step.seq),
        kind: Some(step.kind),
        union: step.union.clone(),
        due: Some(due),
        ..Details::default()
    };
    change(read, event, at, Actor::System, details, |next| {
        next.level = level;
        hold(next, step);
    })
}

/// The applicant is asked for the next round; the step lies with him until it lapses.
fn open_round(
    read: &Application,
    (number, level): (u8, &Approval),
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    let months = jiff::Span::new().months(i64::from(level.lapse_after_months));
    let due = shanghai_date(at).saturating_add(months);
    let step = Pending {
        seq: read.steps.saturating_add(1),
        kind: StepKind::Round,
        union: None,
        role: None,
        opened: at,
        due,
        escalation: 0,
        reminded: false,
    };
    let details = Details {
        step: Some(step.seq),
        kind: Some(step.kind),
        due: Some(due),
        level: Some(read.round.saturating_add(1)),
        ..Details::default()
    };
    change(read, Event::OpenRound, at, Actor::System, details, |next| {
        next.level = number;
        hold(next, step);
    })
}

/// What an officer says about a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Yes, back, or no.
    pub decision: Decision,
    /// Required for back and no.
    pub code: Option<ReasonCode>,
    /// The officer's own words; required with R07, R08 and R99.
    pub text: Option<String>,
    /// The committee's recorded date; today if none.
    pub decided_on: Option<Date>,
    /// «我与申请人无亲属关系».
    pub no_kinship: bool,
}

/// Why a word on a step cannot be taken.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Rejected {
    /// The step was closed otherwise, or is not open.
    #[error("the step is closed")]
    Closed,
    /// A return or refusal needs a code.
    #[error("a return or refusal needs a reason")]
    ReasonRequired,
    /// This code is not for this decision.
    #[error("this reason does not fit this decision")]
    ReasonUnfit,
    /// R07 needs the union's name, R08 what is missing, R99 at least ten characters of text.
    #[error("this reason needs a text of its own")]
    TextRequired,
    /// The declaration of no kinship is missing.
    #[error("the declaration of no kinship is missing")]
    KinshipRequired,
    /// The committee's date lies in the future, before the application, or before the applicant
    /// was sixteen.
    #[error("the committee's date is not possible")]
    DateImpossible,
    /// An appeal is upheld or sent back, not returned to the applicant, nor is a move that a union
    /// may object to; a form that was returned too often is refused instead.
    #[error("this step cannot be decided so")]
    DecisionUnfit,
}

/// True when a yes on a step of this kind could never take effect: the newest evidence holds what
/// no officer may pass over (under 16, a member already), and only an appeal brought the case here.
/// Such a case can be returned to correct the form, or refused.
#[must_use]
pub fn is_barred(matter: &Matter, kind: StepKind, entries: &[Entry]) -> bool {
    let takes_effect = kind == StepKind::Approval || matter.approvals.is_empty();
    let newest = entries.iter().rev().find(|entry| !entry.details.checks.is_empty());
    takes_effect
        && newest.is_some_and(|entry| {
            matches!(verdict(matter, &entry.details.checks, true), Verdict::Refuse(_))
        })
}

/// What a word on a step comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// The same officer has said the same before: nothing to write.
    Repeat,
    /// Write this.
    Change(Box<Change>),
}

/// An officer's word on the step `seq` of `read`. Who may speak was decided before
/// ([`crate::authority::may_handle`]).
///
/// # Errors
/// [`Rejected`].
pub fn decide(
    read: &Application,
    matter: &Matter,
    seq: u32,
    acting: &Acting,
    word: &Word,
    at: Timestamp,
) -> Result<Decided, Rejected> {
    if let Some(closed) = read.closed_step(seq) {
        let same = closed.by == acting.subject && is_repeat(read, closed, word);
        return if same { Ok(Decided::Repeat) } else { Err(Rejected::Closed) };
    }
    let step = read.open_step(seq).ok_or(Rejected::Closed)?.clone();
    check_word(read, matter, &step, word, at)?;
    written(read, matter, &step, acting, word, at)
        .map(|change| Decided::Change(Box::new(change)))
        .map_err(|_| Rejected::Closed)
}

/// Whether a word says what the step was closed with: decision, reason and, where it names one, the
/// committee's date.
#[must_use]
pub fn is_repeat(read: &Application, closed: &ClosedStep, word: &Word) -> bool {
    let other_date = word.decision == Decision::Approve
        && matches!((word.decided_on, read.decided_on), (Some(now), Some(then)) if now != then);
    closed.decision == word.decision && closed.code == word.code && !other_date
}

fn check_word(
    read: &Application,
    matter: &Matter,
    step: &Pending,
    word: &Word,
    at: Timestamp,
) -> Result<(), Rejected> {
    if !word.no_kinship {
        return Err(Rejected::KinshipRequired);
    }
    let unfit = match (step.kind, word.decision) {
        (StepKind::Amendment | StepKind::OwnYes | StepKind::Round | StepKind::Hearing, _)
        | (StepKind::Appeal | StepKind::Objection | StepKind::Resolution, Decision::Return) => true,
        (_, Decision::Return) => read.returns >= matter.amend_at_most,
        (_, Decision::Approve | Decision::Refuse) => false,
    };
    if unfit {
        return Err(Rejected::DecisionUnfit);
    }
    let today = shanghai_date(at);
    if let Some(day) = word.decided_on
        && (day > today || day < shanghai_date(read.submitted))
    {
        return Err(Rejected::DateImpossible);
    }
    if word.decision == Decision::Approve {
        return Ok(());
    }
    let code = word.code.ok_or(Rejected::ReasonRequired)?;
    if !fits(step.kind, word.decision, code) {
        return Err(Rejected::ReasonUnfit);
    }
    code.check_text(word.text.as_deref()).map_err(|_| Rejected::TextRequired)
}

/// Whether a code can be given with a decision on a step of this kind.
#[must_use]
pub fn fits(kind: StepKind, decision: Decision, code: ReasonCode) -> bool {
    match (kind, decision) {
        (_, Decision::Approve) => false,
        (StepKind::Objection, _) => code.for_objection(),
        (StepKind::Resolution, _) => code.for_resolution(),
        (_, Decision::Return) => code.for_return(),
        (_, Decision::Refuse) => code.for_refusal(),
    }
}

/// What a word on a step of this kind is called in the record; `last` where no level follows.
fn event_of(kind: StepKind, decision: Decision, last: bool) -> Event {
    match (kind, decision) {
        (StepKind::Check, Decision::Approve) => Event::ConfirmCheck,
        (StepKind::Appeal, Decision::Approve) => Event::SendBack,
        (StepKind::Appeal, _) => Event::UpholdRefusal,
        (StepKind::Objection, Decision::Approve) => Event::Consent,
        (StepKind::Objection, _) => Event::Object,
        (StepKind::Resolution, Decision::Approve) => Event::DismissObjection,
        (StepKind::Resolution, _) => Event::UpholdObjection,
        (_, Decision::Approve) if last => Event::Approve,
        (_, Decision::Approve) => Event::ApproveLevel,
        (_, Decision::Return) => Event::Return,
        (_, Decision::Refuse) => Event::Refuse,
    }
}

fn written(
    read: &Application,
    matter: &Matter,
    step: &Pending,
    acting: &Acting,
    word: &Word,
    at: Timestamp,
) -> Result<Change, IllegalMove> {
    let today = shanghai_date(at);
    let last = usize::from(read.level).saturating_add(1) >= matter.approvals.len();
    let event = event_of(step.kind, word.decision, last);
    let reasons: Vec<Reason> =
        word.code.map(|code| Reason { code, text: word.text.clone() }).into_iter().collect();
    let amend_by = add_working_days(today, matter.amend_within_working_days.into()).date;
    let decided_on = word.decided_on.unwrap_or(today);
    let details = Details {
        step: Some(step.seq),
        kind: Some(step.kind),
        decision: Some(word.decision),
        union: step.union.clone(),
        reasons: reasons.clone(),
        due: (event == Event::Return).then_some(amend_by),
        decided_on: (event == Event::Approve).then_some(decided_on),
        ..Details::default()
    };
    let by = Actor::Officer {
        subject: acting.subject.clone(),
        role: acting.role,
        union: acting.union.clone(),
        principal: acting.principal.clone(),
    };
    change(read, event, at, by, details, |next| {
        close_step(next, step, acting, word);
        if event == Event::Return {
            return ask_to_amend(next, reasons, amend_by, at);
        }
        if matches!(event, Event::Refuse | Event::UpholdRefusal) {
            return close_refused(next, reasons, at);
        }
        if event == Event::UpholdObjection {
            // The union above both has spoken: nobody stands above it for this case.
            close_refused(next, reasons, at);
            next.objected = false;
            next.appeal_by = None;
            return;
        }
        go_on(next, event, reasons, decided_on);
        if event == Event::SendBack {
            send_back(next, matter, acting);
        }
        next.wake = drive_by(at);
    })
}

/// What a yes, or an objection, leaves in the head besides the closed step.
fn go_on(next: &mut Application, event: Event, reasons: Vec<Reason>, decided_on: Date) {
    if event == Event::ConfirmCheck {
        next.confirmed = true;
        next.identity = IdentityState::Confirmed;
    } else if matches!(event, Event::ApproveLevel | Event::Consent) {
        next.level = next.level.saturating_add(1);
    } else if event == Event::Approve {
        next.decided_on = Some(decided_on);
    } else if event == Event::Object {
        next.objected = true;
        next.reasons = reasons;
    } else if event == Event::DismissObjection {
        next.objected = false;
        next.reasons.clear();
        next.level = next.level.saturating_add(1);
    }
}

/// The person's own answer to what somebody began for him.
///
/// # Errors
/// [`Rejected::Closed`] when he is not asked, or the time for it is over.
pub fn answer(read: &Application, yes: bool, at: Timestamp) -> Result<Decided, Rejected> {
    let decision = if yes { Decision::Approve } else { Decision::Refuse };
    let asked = read.pending.as_ref().filter(|step| step.kind == StepKind::OwnYes);
    let Some(step) = asked else {
        let said = read.closed.iter().rfind(|closed| closed.by == read.subject);
        return match said {
            Some(closed) if closed.decision == decision => Ok(Decided::Repeat),
            Some(_) | None => Err(Rejected::Closed),
        };
    };
    if shanghai_date(at) > step.due {
        return Err(Rejected::Closed);
    }
    let event = if yes { Event::Confirm } else { Event::Decline };
    let code = (!yes).then_some(ReasonCode::R16);
    let reasons: Vec<Reason> = code.map(|code| Reason { code, text: None }).into_iter().collect();
    let details = Details {
        step: Some(step.seq),
        kind: Some(step.kind),
        decision: Some(decision),
        reasons: reasons.clone(),
        ..Details::default()
    };
    let by = Actor::Applicant { subject: read.subject.clone() };
    let seq = step.seq;
    change(read, event, at, by, details, |next| {
        next.pending = None;
        next.closed.push(ClosedStep { seq, decision, by: next.subject.clone(), code });
        if yes {
            next.level = next.level.saturating_add(1);
            next.wake = drive_by(at);
        } else {
            next.reasons = reasons;
            next.wake = None;
        }
    })
    .map(|change| Decided::Change(Box::new(change)))
    .map_err(|_| Rejected::Closed)
}

fn close_step(next: &mut Application, step: &Pending, acting: &Acting, word: &Word) {
    next.pending = None;
    next.closed.push(ClosedStep {
        seq: step.seq,
        decision: word.decision,
        by: acting.subject.clone(),
        code: word.code,
    });
    if word.decision != Decision::Return {
        next.hands.push(acting.subject.clone());
        next.hands.extend(acting.principal.clone());
    }
}

/// The committee looks again from its round's first decision; only who decided the appeal keeps out
/// of it.
fn send_back(next: &mut Application, matter: &Matter, acting: &Acting) {
    next.level = matter.first_decision().max(matter.first_level(next.round));
    next.reasons.clear();
    next.appeal_by = None;
    next.hands = std::iter::once(acting.subject.clone()).chain(acting.principal.clone()).collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ApplicationId, PersonId, SubjectId};
    use crate::matter::find;
    use crate::occupation::OccupationGroup;
    use crate::rule::Evidence;
    use crate::submission::{Submission, submit};

    /// An application's first entry with evidence in which one rule failed.
    fn entry(matter: &Matter, failed: &str) -> Entry {
        let at = Timestamp::UNIX_EPOCH;
        let new = Submission {
            id: ApplicationId::from_parts(1, 1),
            number: "2026000000017".to_owned(),
            subject: SubjectId::parse("worker").unwrap(),
            person: PersonId::from_parts(1, 2),
            group: OccupationGroup::None,
            oath: false,
        };
        let mut entry = submit(new, matter, at).entry;
        let row = |rule: &crate::rule::Rule| Evidence {
            rule: rule.id.clone(),
            passed: Some(rule.id != failed),
            facts: String::new(),
            source: "form".to_owned(),
            at,
        };
        entry.details.checks = matter.rules.iter().map(row).collect();
        entry
    }

    #[test]
    fn no_officer_says_yes_to_what_could_never_take_effect() {
        use StepKind::{Appeal, Approval};
        #[rustfmt::skip]
        let rows = [
            // why                                    matter          kind      failed           barred
            ("every check passed",                    "join",         Approval, "",              false),
            ("under 16, sent back by an appeal",      "join",         Approval, "age",           true),
            ("a member already",                      "join",         Approval, "not-a-member",  true),
            ("a mismatch can be set right",           "join",         Approval, "identity",      false),
            ("the committee still has its say",       "join",         Appeal,   "age",           false),
            ("a new card for nobody's membership",    "card-reissue", Appeal,   "member",        true),
            ("a new card for a member",               "card-reissue", Appeal,   "",              false),
        ];
        for (why, code, kind, failed, barred) in rows {
            let matter = find(code).unwrap();
            assert_eq!(is_barred(matter, kind, &[entry(matter, failed)]), barred, "{why}");
        }
        assert!(!is_barred(find("join").unwrap(), Approval, &[]));
    }
}
