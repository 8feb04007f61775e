//! A person's one place for an open application: who may take it, and what stands in the way.
//!
//! Only the person himself is told of his membership or his open application. An application about
//! somebody else is taken like any other, without the place where that is not free: verification
//! gives it to an officer.

use crate::closing::{TakenBack, close};
use crate::{Call, Fault, Kit, StepError};
use api::{Language, Problem, ProblemCode};
use domain::application::{Application, Event, advance};
use domain::id::{ApplicationId, PersonId, SubjectId};
use domain::matter::{EffectStep, Matter};
use domain::membership::Standing;
use domain::rule::MemberFact;
use domain::submission::give_way;
use store::Write;

/// What stands in the way of the person's own application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// He is a member.
    Member,
    /// His membership is retained.
    Retained,
    /// He has one open; its identity, if he sent it himself.
    Open(Option<ApplicationId>),
}

/// Where a new application goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It takes the person's place.
    Take,
    /// It goes without; somebody else sent it and the place is not free.
    Without,
    /// Somebody else's application about this person gives way to his own.
    After(ApplicationId),
    /// It is not taken.
    Refused(Obstacle),
}

/// Who asks for the place.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The account.
    pub subject: &'a SubjectId,
    /// Whether the account is bound to the person.
    pub own: bool,
    /// Whether the application leads to a membership.
    pub joining: bool,
}

/// True for a matter that leads to a membership.
#[must_use]
pub fn is_joining(matter: &Matter) -> bool {
    match matter.effect.step {
        EffectStep::AssignMembership => true,
        EffectStep::MoveMembership
        | EffectStep::ReissueCard
        | EffectStep::ChangeMembership
        | EffectStep::FoundUnion
        | EffectStep::ReplaceOfficers => false,
    }
}

/// The place for a new application; `open` is the one that `standing` names, if it exists.
#[must_use]
pub fn decide(standing: &Standing, open: Option<&Application>, asking: Asking<'_>) -> Place {
    let member = if asking.joining { standing.member() } else { MemberFact::None };
    if !asking.own {
        let free = standing.open.is_none() && member == MemberFact::None;
        return if free { Place::Take } else { Place::Without };
    }
    match (member, &standing.open, open) {
        (MemberFact::Active, _, _) => Place::Refused(Obstacle::Member),
        (MemberFact::Retained, _, _) => Place::Refused(Obstacle::Retained),
        (MemberFact::None, None, _) => Place::Take,
        (MemberFact::None, Some(id), Some(open))
            if open.is_sent_by(asking.subject, Some(&standing.person)) =>
        {
            Place::Refused(Obstacle::Open(Some(id.clone())))
        }
        (MemberFact::None, Some(id), Some(open))
            if advance(Some(open.state), Event::Withdraw).is_ok() =>
        {
            Place::After(id.clone())
        }
        (MemberFact::None, Some(_), _) => Place::Refused(Obstacle::Open(None)),
    }
}

/// Reads and decides; lets somebody else's application give way. The write that takes the place,
/// if it is to be taken.
///
/// # Errors
/// R09 or R11 for the person himself.
pub async fn find(
    kit: &Kit,
    call: &Call,
    asking: Asking<'_>,
    person: &PersonId,
    application: &ApplicationId,
) -> Result<Option<Write>, Fault> {
    let standing = kit.store().get_standing(person).await?;
    let open = match &standing.open {
        Some(id) => kit.store().get_application(id).await?,
        None => None,
    };
    match decide(&standing, open.as_ref(), asking) {
        Place::Take => {}
        Place::Without => return Ok(None),
        Place::Refused(obstacle) => return Err(problem(obstacle, call.language).into()),
        Place::After(other) => {
            match close(kit, &other, &[], |read| give_way(read, call.now)).await? {
                TakenBack::Yes(_) => {}
                TakenBack::TooLate(_) => return Err(StepError::Conflict.into()),
            }
        }
    }
    Ok(Some(Write::TakeOpen {
        person: person.clone(),
        application: application.clone(),
        joining: asking.joining,
        consents: Vec::new(),
    }))
}

/// The problem that the person himself is told, with the way on.
#[must_use]
pub fn problem(obstacle: Obstacle, language: Language) -> Problem {
    match obstacle {
        Obstacle::Member => Problem::new(ProblemCode::AlreadyMember, language),
        Obstacle::Retained => Problem::membership_retained(language),
        Obstacle::Open(Some(id)) => {
            Problem::new(ProblemCode::OpenApplication, language).with_application(id.as_str())
        }
        Obstacle::Open(None) => {
            Problem::new(ProblemCode::OpenApplication, language).with_next(None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::MembershipId;
    use domain::matter::find;
    use domain::membership::{Membership, MembershipState};
    use domain::occupation::OccupationGroup;
    use domain::submission::{Submission, submit};
    use jiff::{Timestamp, civil::date};

    fn application(subject: &str) -> Application {
        let new = Submission {
            id: ApplicationId::from_parts(1, 1),
            number: "2026000000017".to_owned(),
            subject: SubjectId::parse(subject).unwrap(),
            person: PersonId::from_parts(1, 2),
            group: OccupationGroup::None,
            oath: false,
        };
        submit(new, find("join").unwrap(), Timestamp::UNIX_EPOCH).application
    }

    fn standing(open: Option<&Application>, member: Option<MembershipState>) -> Standing {
        Standing {
            person: PersonId::from_parts(1, 2),
            version: 1,
            name: String::new(),
            listed: None,
            open: open.map(|application| application.id.clone()),
            membership: member.map(|state| Membership {
                id: MembershipId::from_parts(1, 3),
                number: "210000000018".to_owned(),
                state,
                joined: date(2026, 1, 5),
                affiliation: None,
                card: 1,
                events: 1,
                retained: None,
                ended: None,
            }),
            former: Vec::new(),
            consents: Vec::new(),
        }
    }

    #[test]
    fn only_the_person_himself_is_told_and_never_blocked_by_others() {
        let mine = application("me");
        let theirs = application("somebody");
        let mut approved = application("somebody");
        approved.state = domain::application::State::Approved;
        let own = Obstacle::Open(Some(mine.id.clone()));
        let unnamed = Obstacle::Open(None);
        let (active, kept, ended) = (
            Some(MembershipState::Active),
            Some(MembershipState::Retained),
            Some(MembershipState::Ended),
        );
        #[rustfmt::skip]
        let rows = [
            // why                                    own    joining open            member  wanted
            ("nothing stands in the way",             true,  true,  None,            None,   Place::Take),
            ("an ended membership is over",           true,  true,  None,            ended,  Place::Take),
            ("a member",                              true,  true,  None,            active, Place::Refused(Obstacle::Member)),
            ("retained",                              true,  true,  None,            kept,   Place::Refused(Obstacle::Retained)),
            ("a member's new card",                   true,  false, None,            active, Place::Take),
            ("one of mine is open",                   true,  true,  Some(&mine),     None,   Place::Refused(own.clone())),
            ("one of mine is open, a card",           true,  false, Some(&mine),     active, Place::Refused(own)),
            ("somebody applied in my name",           true,  true,  Some(&theirs),   None,   Place::After(theirs.id.clone())),
            ("that one is approved",                  true,  true,  Some(&approved), None,   Place::Refused(unnamed)),
            ("somebody else, free",                   false, true,  None,            None,   Place::Take),
            ("somebody else, who is a member",        false, true,  None,            active, Place::Without),
            ("somebody else, who has one open",       false, true,  Some(&theirs),   None,   Place::Without),
            ("somebody else, and mine about him is open", false, true, Some(&mine),  None,   Place::Without),
        ];
        let subject = SubjectId::parse("me").unwrap();
        for (why, own, joining, open, member, wanted) in rows {
            let asking = Asking { subject: &subject, own, joining };
            assert_eq!(decide(&standing(open, member), open, asking), wanted, "{why}");
        }
    }
}
