//! How foundings stand, and who takes part.

use crate::seen::{Seen, due, part, step_of};
use api::foundings::{
    FoundingEmployerView, FoundingItem, FoundingList, FoundingPart, FoundingPeople, FoundingPerson,
    FoundingReply, FoundingView,
};
use api::{Language, ProblemCode};
use domain::calendar::shanghai_date;
use domain::citizen_id::Sex;
use domain::entry::Entry;
use domain::founding::people::{Participant, People};
use domain::founding::{UnionForm, committee_size};
use domain::id::UnionId;
use step::foundings::{replies, request};
use step::view::scope::{Case, may_view, of_case};
use step::view::state;
use step::{Answer, Call, Fault, Kit, Reply, StepError};

/// The most foundings of one union in the list.
const MOST: i32 = 100;

/// `GET /v1/foundings`.
pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let store = kit.store();
    let caller = store.get_account(call.caller()?).await?.caller;
    let today = shanghai_date(call.now);
    let own = caller.grants.iter().filter(|grant| grant.is_valid_on(today));
    let lent = caller.stand_ins.iter().filter(|one| one.is_valid_on(today));
    let mut unions: Vec<UnionId> =
        own.map(|grant| grant.union.clone()).chain(lent.map(|one| one.union.clone())).collect();
    unions.sort();
    unions.dedup();
    if unions.is_empty() {
        return Err(ProblemCode::Forbidden.into());
    }
    let mut items = Vec::new();
    for union in unions {
        for founding in store.list_foundings(&union, MOST, None).await?.items {
            let mut case = Case::read(store, &founding.application).await?;
            case.unions.load(store, [founding.parent.clone()]).await?;
            if may_view(&caller, of_case(&case.application), &case.unions, today) {
                items.push(item(&Seen { founding, case }));
            }
        }
    }
    items.sort_by(|left, right| right.submitted_at.cmp(&left.submitted_at));
    items.truncate(usize::try_from(MOST).unwrap_or(0));
    Reply::json(200, &FoundingList { items })
}

fn item(seen: &Seen) -> FoundingItem {
    let application = &seen.case.application;
    let held = application.pending.as_ref().filter(|step| step.union.is_some());
    FoundingItem {
        id: application.id.as_str().to_owned(),
        number: application.number.clone(),
        name: seen.founding.name.clone(),
        parent: seen.union(&seen.founding.parent),
        step: step_of(application),
        waiting_for: seen.waiting_for(),
        due_on: due(application),
        people: seen.founding.people,
        submitted_at: application.submitted.to_string(),
        task: held.map(|step| format!("{}-{}", application.id.as_str(), step.seq)),
    }
}

/// `GET /v1/foundings/{id}`.
pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let mut seen = Seen::read(kit, call).await?;
    let own = kit.store().get_account(call.caller()?).await?.caller.person;
    let people = kit.store().list_participants(&seen.founding.application).await?;
    let entries = kit.store().list_entries(&seen.founding.application).await?;
    let named = entries.iter().filter_map(|entry| entry.details.union.clone());
    seen.case.unions.load(kit.store(), named).await?;
    let request = request(kit, &seen.case.application).await?;
    let request = request.ok_or_else(|| StepError::broken("a founding's request"))?;
    let all = People { all: &people, excluded: &[], exclude_hr: false };
    let members = all.count().max(1);
    let (committee_least, committee_most) = committee_size(members);
    let mine = people.iter().find(|one| Some(&one.person) == own.as_ref());
    let application = &seen.case.application;
    let employers = request.employers.iter().map(|one| FoundingEmployerView {
        name: one.name.clone(),
        employees: one.employees,
        members: one.members,
    });
    let view = FoundingView {
        id: application.id.as_str().to_owned(),
        number: application.number.clone(),
        name: request.union_name.clone(),
        form: form(request.form).to_owned(),
        employers: employers.collect(),
        parent: seen.union(&seen.founding.parent),
        step: step_of(application),
        state: state(application.state),
        waiting_for: seen.waiting_for(),
        due_on: due(application),
        people: seen.founding.people,
        women: all.women(),
        committee_least,
        committee_most,
        replies: given(&seen, &entries),
        union: seen.founding.union.as_ref().map(|union| seen.union(union)),
        organiser: seen.is_organiser(call),
        part: mine.map_or(FoundingPart::None, |one| part(one.part)),
        no: mine.map(|one| one.no),
        synthetic: kit.settings().allow_synthetic,
    };
    Reply::json(200, &view)
}

fn form(form: UnionForm) -> &'static str {
    match form {
        UnionForm::Committee => "COMMITTEE",
        UnionForm::Joint => "JOINT",
        UnionForm::Organiser => "ORGANISER",
    }
}

fn given(seen: &Seen, entries: &[Entry]) -> Vec<FoundingReply> {
    let given = (1_u32..).zip(replies(entries)).filter_map(|(round, entry)| {
        let union = entry.details.union.as_ref()?;
        Some(FoundingReply {
            round,
            number: entry.details.reply.clone()?,
            on: entry.details.decided_on.unwrap_or(shanghai_date(entry.at)).to_string(),
            union: seen.union(union),
        })
    });
    given.collect()
}

/// `GET /v1/foundings/{id}/people`.
pub(crate) async fn people(kit: &Kit, call: &Call) -> Answer {
    let seen = Seen::for_insiders(kit, call).await?;
    let all = kit.store().list_participants(&seen.founding.application).await?;
    let items = all.iter().map(|one| person(&seen, one, call.language)).collect();
    Reply::json(200, &FoundingPeople { items })
}

fn person(seen: &Seen, one: &Participant, language: Language) -> FoundingPerson {
    let employer = seen.founding.employers.get(usize::from(one.employer));
    FoundingPerson {
        no: one.no,
        name: one.name.clone(),
        woman: one.sex == Sex::Female,
        employer: employer.map(|employer| employer.name.clone()).unwrap_or_default(),
        part: part(one.part),
        why: one.why.map(|why| {
            let text = language.pick(why.zh(), why.en());
            format!(
                "{text}{}{}",
                language.pick("", " "),
                language.pick(why.next_zh(), why.next_en())
            )
        }),
    }
}

/// Whether the founding's reply to a round is there, with its union's name.
pub(crate) async fn reply_of(
    kit: &Kit,
    seen: &mut Seen,
    round: u32,
) -> Result<Option<FoundingReply>, Fault> {
    let entries = kit.store().list_entries(&seen.founding.application).await?;
    let named = entries.iter().filter_map(|entry| entry.details.union.clone());
    seen.case.unions.load(kit.store(), named).await?;
    Ok(given(seen, &entries).into_iter().find(|reply| reply.round == round))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_said_as_the_request_says_it() {
        for kind in [UnionForm::Committee, UnionForm::Joint, UnionForm::Organiser] {
            assert_eq!(serde_json::to_value(kind).unwrap(), form(kind));
        }
    }
}
