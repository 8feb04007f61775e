//! The union itself: found once, with everything that must be true from its first moment.

use domain::application::Application;
use domain::entry::Actor;
use domain::founding::effect::{found as founded, founded_on, overtaken, union_of};
use domain::founding::forms::{ElectionResult, FoundingRequest};
use domain::founding::people::{Founding, Participant};
use domain::founding::{Post, UnionForm};
use domain::id::{EmployerId, UnionId};
use domain::union::record::{self, Officer, OrgForm, OrgType, Term, UnionRecord};
use domain::union::{Employer, Union, UnionStatus};
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use step::{Kit, StepError, foundings};
use store::{UnionChange, Write};

/// What the rounds came to.
pub(crate) struct Round<'a> {
    pub(crate) application: &'a Application,
    pub(crate) request: &'a FoundingRequest,
    pub(crate) result: &'a ElectionResult,
    pub(crate) people: &'a [Participant],
}

/// How it ended.
pub(crate) enum Founded {
    /// The union exists.
    Yes,
    /// An employer has a union by now: this founding is over.
    Overtaken,
}

/// Writes the union, or that another came first.
pub(crate) async fn found(
    kit: &Kit,
    round: &Round<'_>,
    founding: &Founding,
    at: Timestamp,
) -> Result<Founded, StepError> {
    let mut employers = Vec::new();
    for one in &founding.employers {
        let known = kit.store().find_employer_now(&one.credit_code).await?;
        if let Some(known) = &known
            && is_covered(kit, known).await?
        {
            let change = overtaken(round.application, at).map_err(StepError::not_allowed)?;
            kit.store().commit(&change, Vec::new()).await?;
            return Ok(Founded::Overtaken);
        }
        employers.push((known.is_some(), employer(kit, known, one)?));
    }
    let parent = active_parent(kit, &founding.parent).await?;
    let (ms, random) = kit.identity_parts()?;
    let union = union_of(founding, round.request, UnionId::from_parts(ms, random), &parent);
    let (record, line) = record_of(kit, round, &union, at).await?;
    let change = founded(round.application, &union, at).map_err(StepError::not_allowed)?;
    let next = Founding {
        version: founding.version.saturating_add(1),
        union: Some(union.id.clone()),
        ..founding.clone()
    };
    let change_of_union =
        UnionChange { before: None, union: union.clone(), record_before: None, record, line };
    kit.store().prepare_union(&change_of_union).await?;
    let covers = employers.into_iter().map(|(known, employer)| Write::Cover {
        employer: Box::new(employer),
        known,
        union: union.id.clone(),
    });
    let mut writes: Vec<Write> = covers.collect();
    writes.push(Write::Founding(Box::new(next)));
    writes.push(Write::Union(Box::new(change_of_union)));
    kit.store().commit(&change, writes).await?;
    Ok(Founded::Yes)
}

async fn is_covered(kit: &Kit, employer: &Employer) -> Result<bool, StepError> {
    let Some(union) = &employer.union else { return Ok(false) };
    let union = kit.store().get_union_now(union).await?;
    Ok(union.is_none_or(|union| union.status != UnionStatus::Dissolved))
}

/// As the directory has him, else as the request names him.
fn employer(
    kit: &Kit,
    known: Option<Employer>,
    named: &domain::founding::forms::FoundingEmployer,
) -> Result<Employer, StepError> {
    if let Some(known) = known {
        return Ok(known);
    }
    let (ms, random) = kit.identity_parts()?;
    Ok(Employer {
        id: EmployerId::from_parts(ms, random),
        name: named.name.clone(),
        aliases: Vec::new(),
        credit_code: Some(named.credit_code.clone()),
        division: named.division.as_str().to_owned(),
        address: None,
        union: None,
        employees: named.employees,
    })
}

/// The parent that agreed, or the one above where it is dissolved by now.
async fn active_parent(kit: &Kit, id: &UnionId) -> Result<Union, StepError> {
    let mut next = Some(id.clone());
    while let Some(id) = next {
        let union = kit.store().get_union_now(&id).await?;
        let union = union.ok_or_else(|| StepError::broken("a parent union"))?;
        if union.status == UnionStatus::Active {
            return Ok(union);
        }
        next = union.parent;
    }
    Err(StepError::broken("no union above is active"))
}

async fn record_of(
    kit: &Kit,
    round: &Round<'_>,
    union: &Union,
    at: Timestamp,
) -> Result<(UnionRecord, domain::trail::Line), StepError> {
    let entries = kit.store().list_entries(&round.application.id).await?;
    let reply = foundings::replies(&entries).last().and_then(|entry| entry.details.reply.clone());
    let founded = founded_on(round.application, at);
    let term = term(round.result);
    let mut record = UnionRecord {
        org_type: Some(match round.request.form {
            UnionForm::Joint => OrgType::Joint,
            UnionForm::Committee | UnionForm::Organiser => OrgType::Independent,
        }),
        org_form: Some(match round.request.form {
            UnionForm::Committee => OrgForm::Committee,
            UnionForm::Joint => OrgForm::JointCommittee,
            UnionForm::Organiser => OrgForm::Union,
        }),
        reply_number: reply.clone(),
        founded: Some(founded),
        officers: officers(round, term),
        term: Some(term),
        updated: Some(founded),
        ..UnionRecord::nothing(union.id.clone())
    };
    let told = json!({
        "application": round.application.number,
        "reply": reply,
        "parent": union.parent,
        "termFrom": term.from.to_string(),
        "termTo": term.to.to_string(),
    });
    let name = record.record();
    let line = record.trail.add(&name, at, Actor::System, "founded", &told);
    Ok((record, line))
}

/// The term counts from the election's day.
fn term(result: &ElectionResult) -> Term {
    let years = i64::from(result.term_years);
    let to = result.held_on.saturating_add(years.years()).saturating_sub(1.day());
    Term { from: result.held_on, to }
}

/// Those elected, by name; whoever heads the women is the first of theirs.
fn officers(round: &Round<'_>, term: Term) -> Vec<Officer> {
    let mut headed = false;
    let elected = round.result.elected.iter().filter_map(|one| {
        let person = round.people.iter().find(|person| person.no == one.person)?;
        let post = match one.post {
            Post::Chair => record::Post::Chair,
            Post::Vice => record::Post::ViceChair,
            Post::AuditChair => record::Post::AuditChair,
            Post::Organiser => record::Post::Organiser,
            Post::Women if !headed => {
                headed = true;
                record::Post::WomenChair
            }
            Post::Women | Post::Member | Post::Audit => record::Post::Member,
        };
        Some(Officer {
            post,
            name: person.name.clone(),
            from: term.from,
            to: None,
            full_time: one.post == Post::Chair && round.result.full_time_chair,
        })
    });
    elected.collect()
}

/// Employers that are new in the directory are found by their names from now on.
pub(crate) async fn make_findable(kit: &Kit, request: &FoundingRequest) -> Result<(), StepError> {
    for employer in &request.employers {
        if let Some(known) = kit.store().find_employer_now(&employer.credit_code).await? {
            kit.store().make_employer_findable(&known).await?;
        }
    }
    Ok(())
}
