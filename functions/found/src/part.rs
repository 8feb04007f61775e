//! `PUT` and `DELETE …/participation`: the caller's own yes, and taking it back.

use crate::seen::{Seen, part};
use api::foundings::{ParticipationRequest, ParticipationView};
use api::{FieldCode, Problem, ProblemCode};
use domain::calendar::shanghai_date;
use domain::citizen_id::age_on;
use domain::founding::is_open_to_people;
use domain::founding::people::{Founding, Part, Participant};
use domain::id::{PersonId, SubjectId};
use domain::matter::consent;
use domain::person::{Consent, Person};
use jiff::Timestamp;
use step::closing::lost_race;
use step::{Answer, Call, Fault, Kit, Reply, StepError};

/// How often it is tried: many may say yes in the same minute, and each gets a number.
const TRIES: u8 = 12;

/// The consent that taking part needs.
const JOIN: &str = "JOIN";

/// The age from which one may join a union.
const AGE: i16 = 16;

/// `PUT`.
pub(crate) async fn take(kit: &Kit, call: &Call) -> Answer {
    let request: ParticipationRequest = call.read()?;
    let person = person(kit, call).await?;
    if !request.consents.iter().any(|code| code == JOIN) {
        let problem = Problem::new(ProblemCode::ConsentRequired, call.language);
        let faulty = problem.with_error("/consents", FieldCode::ConsentMissing, call.language);
        return Err(faulty.into());
    }
    for _ in 0..TRIES {
        let seen = Seen::read(kit, call).await?;
        if usize::from(request.employer) >= seen.founding.employers.len() {
            let problem = Problem::new(ProblemCode::FormFaulty, call.language);
            return Err(problem
                .with_error("/employer", FieldCode::OutOfRange, call.language)
                .into());
        }
        let known = kit.store().get_participant(&seen.founding.application, &person.id).await?;
        if let Some(known) = known.as_ref().filter(|known| known.part != Part::Left) {
            return answer(known, &seen.founding);
        }
        may_change(&seen, &person, call)?;
        let (next, one) =
            joined(&seen, &person, known, request.employer, (call.caller()?, call.now));
        let consents = missing(kit, call, &person.id).await?;
        let read = seen.case.application.version;
        match kit.store().put_participant(&next, &one, read, &consents).await {
            Ok(()) => return answer(&one, &next),
            Err(error) if lost_race(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(ProblemCode::LostRace.into())
}

/// `DELETE`.
pub(crate) async fn leave(kit: &Kit, call: &Call) -> Answer {
    let person = person(kit, call).await?;
    for _ in 0..TRIES {
        let seen = Seen::read(kit, call).await?;
        let id = &seen.founding.application;
        let known = kit.store().get_participant(id, &person.id).await?;
        let known = known.ok_or(ProblemCode::NotFound)?;
        if known.part == Part::Left {
            return answer(&known, &seen.founding);
        }
        may_change(&seen, &person, call)?;
        let one =
            Participant { version: known.version.saturating_add(1), part: Part::Left, ..known };
        let next = Founding {
            version: seen.founding.version.saturating_add(1),
            people: seen.founding.people.saturating_sub(1),
            ..seen.founding.clone()
        };
        let read = seen.case.application.version;
        match kit.store().put_participant(&next, &one, read, &[]).await {
            Ok(()) => return answer(&one, &next),
            Err(error) if lost_race(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(ProblemCode::LostRace.into())
}

fn answer(one: &Participant, founding: &Founding) -> Answer {
    let view = ParticipationView { part: part(one.part), no: one.no, people: founding.people };
    Reply::json(200, &view)
}

async fn person(kit: &Kit, call: &Call) -> Result<Person, Fault> {
    let account = kit.store().get_account(call.caller()?).await?;
    let bound = account.caller.person.ok_or(ProblemCode::NotBound)?;
    let person = kit.store().get_person(&bound).await?;
    person.ok_or_else(|| StepError::broken("the person of an account").into())
}

fn may_change(seen: &Seen, person: &Person, call: &Call) -> Result<(), Fault> {
    let of_age = age_on(person.birth, shanghai_date(call.now)) >= AGE;
    if is_open_to_people(&seen.case.application) && of_age {
        return Ok(());
    }
    Err(ProblemCode::WrongState.into())
}

/// He under his number, a new one or the one that he had before.
fn joined(
    seen: &Seen,
    person: &Person,
    known: Option<Participant>,
    employer: u16,
    (subject, at): (&SubjectId, Timestamp),
) -> (Founding, Participant) {
    let founding = &seen.founding;
    let numbers = match &known {
        Some(_) => founding.numbers,
        None => founding.numbers.saturating_add(1),
    };
    let next = Founding {
        version: founding.version.saturating_add(1),
        numbers,
        people: founding.people.saturating_add(1),
        ..founding.clone()
    };
    let one = Participant {
        founding: founding.application.clone(),
        no: known.as_ref().map_or(numbers, |known| known.no),
        version: known.as_ref().map_or(0, |known| known.version).saturating_add(1),
        person: person.id.clone(),
        subject: subject.clone(),
        name: person.name.clone(),
        sex: person.sex,
        birth: person.birth,
        employer,
        at,
        part: Part::In,
        why: None,
    };
    (next, one)
}

/// The consent, where it is not in force yet.
async fn missing(kit: &Kit, call: &Call, person: &PersonId) -> Result<Vec<Consent>, Fault> {
    let Some(text) = consent(JOIN) else { return Ok(Vec::new()) };
    let given = kit.store().get_person_file(person).await?.consents;
    let in_force = given
        .iter()
        .any(|one| one.code == text.code && one.policy == text.version && one.withdrawn.is_none());
    let new = Consent {
        person: person.clone(),
        code: text.code.clone(),
        policy: text.version.clone(),
        granted: call.now,
        withdrawn: None,
        channel: "ONLINE".to_owned(),
    };
    Ok(if in_force { Vec::new() } else { vec![new] })
}
