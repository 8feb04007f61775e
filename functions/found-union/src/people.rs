//! Whoever took part: each in a transaction of his own, so that a failure between two loses nobody.

use crate::union::Round;
use domain::founding::Post;
use domain::founding::effect::{Admitted, Drawn, Target, admit as decide, founded_on};
use domain::founding::people::Part;
use domain::id::{EmployerId, MembershipId};
use domain::membership::Standing;
use domain::number::member_number;
use domain::occupation::OccupationGroup;
use domain::role::{Role, RoleGrant};
use domain::service;
use domain::union::Union;
use jiff::{Timestamp, ToSpan};
use step::{Kit, StepError};

/// How many are admitted in one run of the function: the machine's loop goes on with the rest.
const AT_ONCE: usize = 50;

/// Admits the next ones; true while somebody is left.
pub(crate) async fn admit(
    kit: &Kit,
    round: &Round<'_>,
    union: &Union,
    at: Timestamp,
) -> Result<bool, StepError> {
    let waiting: Vec<_> = round.people.iter().filter(|one| one.part == Part::In).collect();
    let employers = employers(kit, round).await?;
    for one in waiting.iter().take(AT_ONCE) {
        let file = kit.store().get_person_file(&one.person).await?;
        let standing = file.standing.unwrap_or_else(|| Standing::nothing(one.person.clone()));
        let consented = file
            .consents
            .iter()
            .any(|consent| consent.code == "JOIN" && consent.withdrawn.is_none());
        let employer = employers.get(usize::from(one.employer)).and_then(Option::as_ref);
        let into = Target {
            application: &round.application.id,
            union,
            employer,
            on: founded_on(round.application, at),
        };
        let (ms, random) = kit.identity_parts()?;
        let drawn = Drawn {
            id: MembershipId::from_parts(ms, random),
            number: member_number(kit.number("member").await?),
        };
        match decide(one, &standing, consented, into, drawn, at) {
            Admitted::Already => {}
            Admitted::Apart(next) => {
                kit.store().admit_participant(&next, None, &[], None).await?;
            }
            Admitted::Write { participant, standing, events } => {
                let membership = standing.membership.as_ref();
                let grant = membership
                    .map(|membership| service::grant(membership, OccupationGroup::None, at));
                let store = kit.store();
                store
                    .admit_participant(&participant, Some(&standing), &events, grant.as_ref())
                    .await?;
            }
        }
    }
    Ok(!waiting.is_empty())
}

async fn employers(kit: &Kit, round: &Round<'_>) -> Result<Vec<Option<EmployerId>>, StepError> {
    let mut ids = Vec::new();
    for employer in &round.request.employers {
        let known = kit.store().find_employer_now(&employer.credit_code).await?;
        ids.push(known.map(|known| known.id));
    }
    Ok(ids)
}

/// Gives the elected the offices in which they decide on the next applicants, for their term:
/// chairs and an organiser approve, the others of the committee check. Repeat: writes the same.
pub(crate) async fn appoint(
    kit: &Kit,
    round: &Round<'_>,
    union: &Union,
    at: Timestamp,
) -> Result<(), StepError> {
    let from = founded_on(round.application, at);
    let years = i64::from(round.result.term_years);
    let to = round.result.held_on.saturating_add(years.years()).saturating_sub(1.day());
    for one in &round.result.elected {
        let role = match one.post {
            Post::Chair | Post::Vice | Post::Organiser => Role::UnionApprover,
            Post::Member | Post::Women => Role::UnionVerifier,
            Post::AuditChair | Post::Audit => continue,
        };
        let member = round
            .people
            .iter()
            .find(|person| person.no == one.person && person.part == Part::Member);
        let Some(member) = member else { continue };
        let grant = RoleGrant {
            subject: member.subject.clone(),
            union: union.id.clone(),
            path: union.path.clone(),
            role,
            from,
            to: Some(to),
        };
        kit.store().put_role(&grant).await?;
    }
    Ok(())
}
