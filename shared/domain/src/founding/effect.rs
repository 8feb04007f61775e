//! What a yes on the election's result comes to: the union, and each who took part its member.

use super::UnionForm;
use super::forms::FoundingRequest;
use super::people::{Founding, Part, Participant};
use crate::application::{Application, Event, IllegalMove, Reason, State};
use crate::calendar::shanghai_date;
use crate::deadline::drive_by;
use crate::entry::{Actor, Change, Details, change};
use crate::id::{ApplicationId, EmployerId, MembershipId, UnionId};
use crate::membership::change::{Act, Changed, Entering, Joining, Unchangeable, join, transfer};
use crate::membership::{AffiliationKind, MembershipEvent, Standing};
use crate::occupation::ChangeReason;
use crate::reason::ReasonCode;
use crate::rule::MemberFact;
use crate::union::{Union, UnionKind, UnionLevel, UnionStatus};
use jiff::{Timestamp, civil::Date};

/// The union that comes of a founding, below `parent`, active from the first moment.
#[must_use]
pub fn union_of(
    founding: &Founding,
    request: &FoundingRequest,
    id: UnionId,
    parent: &Union,
) -> Union {
    let kind = match request.form {
        UnionForm::Joint => UnionKind::Joint,
        UnionForm::Committee | UnionForm::Organiser => UnionKind::Independent,
    };
    let division = founding.employers.first().map(|one| one.division.as_str().to_owned());
    Union {
        path: format!("{}{}/", parent.path, id.as_str()),
        id,
        name: request.union_name.clone(),
        aliases: Vec::new(),
        level: UnionLevel::Grassroots,
        kind,
        status: UnionStatus::Active,
        parent: Some(parent.id.clone()),
        division: division.unwrap_or_else(|| parent.division.clone()),
        accepts_individuals: false,
        accepts_groups: Vec::new(),
        credit_code: None,
        phone: None,
        address: None,
    }
}

/// The union exists: the application's change that is written with it.
///
/// # Errors
/// [`IllegalMove`] when the application is not approved.
pub fn found(read: &Application, union: &Union, at: Timestamp) -> Result<Change, IllegalMove> {
    let details = Details { union: Some(union.id.clone()), ..Details::default() };
    change(read, Event::FoundUnion, at, Actor::System, details, |next| next.wake = drive_by(at))
}

/// An employer has a union by now, or another founding came first: nothing can come of this one.
///
/// # Errors
/// [`IllegalMove`] when the application is not approved.
pub fn overtaken(read: &Application, at: Timestamp) -> Result<Change, IllegalMove> {
    let reasons = vec![Reason { code: ReasonCode::R40, text: None }];
    let details = Details { reasons: reasons.clone(), ..Details::default() };
    change(read, Event::Overtake, at, Actor::System, details, |next| {
        next.reasons = reasons;
        next.pending = None;
        next.wake = None;
    })
}

/// Everybody who took part is a member or knows why not.
///
/// # Errors
/// [`IllegalMove`] when the application is not approved.
pub fn complete(read: &Application, union: &UnionId, at: Timestamp) -> Result<Change, IllegalMove> {
    let details = Details { union: Some(union.clone()), ..Details::default() };
    change(read, Event::CompleteFounding, at, Actor::System, details, |next| next.wake = None)
}

/// Whether a founding still waits for its union or its people.
#[must_use]
pub fn is_under_way(application: &Application) -> bool {
    application.state == State::Approved
}

/// The new membership's own facts, drawn by the caller.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Its identity.
    pub id: MembershipId,
    /// Its number.
    pub number: String,
}

/// What becomes of one who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admitted {
    /// He was admitted before: nothing to write.
    Already,
    /// He becomes a member, or moves: write all of it together.
    Write {
        /// He, afterwards.
        participant: Box<Participant>,
        /// His standing, afterwards.
        standing: Box<Standing>,
        /// The events that led there.
        events: Vec<MembershipEvent>,
    },
    /// He cannot become its member now: write only him.
    Apart(Box<Participant>),
}

/// Whose founding, when, into which union.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The founding's application.
    pub application: &'a ApplicationId,
    /// The union.
    pub union: &'a Union,
    /// The employer he works for, in the register.
    pub employer: Option<&'a EmployerId>,
    /// The day on which the union was agreed to: his membership counts from it.
    pub on: Date,
}

/// Makes one who took part a member of the new union: who is none joins, who is one elsewhere moves
/// on his own yes, while it is in force. Who has another application or move open stays apart, and is told to move later.
#[must_use]
pub fn admit(
    read: &Participant,
    standing: &Standing,
    consented: bool,
    into: Target<'_>,
    drawn: Drawn,
    at: Timestamp,
) -> Admitted {
    if read.part != Part::In {
        return Admitted::Already;
    }
    let apart = |why: ReasonCode| {
        let next = Participant {
            version: read.version.saturating_add(1),
            part: Part::Apart,
            why: Some(why),
            ..read.clone()
        };
        Admitted::Apart(Box::new(next))
    };
    if !consented {
        let version = read.version.saturating_add(1);
        let next = Participant { version, part: Part::Left, ..read.clone() };
        return Admitted::Apart(Box::new(next));
    }
    if standing.open.is_some() {
        return apart(ReasonCode::R11);
    }
    if crate::citizen_id::age_on(read.birth, into.on) < 16 {
        return apart(ReasonCode::R03);
    }
    let kind = match into.union.kind {
        UnionKind::Joint => AffiliationKind::Joint,
        UnionKind::Independent
        | UnionKind::Industry
        | UnionKind::Territorial
        | UnionKind::Pool
        | UnionKind::Federation => AffiliationKind::Employer,
    };
    let Ok(to) = Entering::member(into.union, kind, into.employer.cloned()) else {
        return apart(ReasonCode::R07);
    };
    let act = Act { on: into.on, at, application: Some(into.application.clone()) };
    let changed = match standing.member() {
        MemberFact::None => {
            let new = Joining { id: drawn.id, number: drawn.number, name: read.name.clone() };
            join(standing, new, &to, &act)
        }
        MemberFact::Active | MemberFact::Retained => {
            transfer(standing, &to, ChangeReason::WorkRelationChanged, &act)
        }
    };
    match changed {
        Ok(Changed { standing, events }) => {
            let version = read.version.saturating_add(1);
            let participant = Participant { version, part: Part::Member, ..read.clone() };
            Admitted::Write {
                participant: Box::new(participant),
                standing: Box::new(standing),
                events,
            }
        }
        Err(Unchangeable::Retired) => apart(ReasonCode::R13),
        Err(_) => apart(ReasonCode::R09),
    }
}

/// The day on which the result was agreed to.
#[must_use]
pub fn founded_on(application: &Application, at: Timestamp) -> Date {
    application.decided_on.unwrap_or_else(|| shanghai_date(at))
}
