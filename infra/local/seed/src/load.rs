//! Writes the world and its people to the table. What is there already stays as it is.

use crate::fault::Fault;
use crate::figures;
use crate::numbers;
use crate::payees;
use crate::person::{Membership as Came, Seeded};
use crate::world::{Route, SINCE, World};
use crate::{records as union_records, register};
use domain::id::{EmployerId, MembershipId, PersonId, SubjectId, UnionId};
use domain::membership::change::{Act, Changed, Entering, Joining, Unchangeable, join, retain};
use domain::membership::{Affiliation, AffiliationKind, MembershipState, RetainCause, Standing};
use domain::number::member_number;
use domain::person::Person;
use domain::role::RoleGrant;
use domain::service::{Provider, grant};
use domain::union::record::UnionRecord;
use domain::union::{Employer, Union};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;
use step::{Kit, Settings, Stage, people, places};
use store::StoreError;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How many records are written at once.
const AT_ONCE: usize = 16;

/// Who reviews for every city where the figures are taken.
const REVIEWER: &str = "city-1";

/// The moment that the demo's identities begin with: 2025-01-01.
pub(crate) const BORN_MS: u64 = 1_735_689_600_000;

/// One record to write unless it is there.
enum Record {
    Union(Box<Union>, Box<UnionRecord>),
    Employer(Employer),
    Route(Route),
    Providers(String, Vec<Provider>),
    Roles(SubjectId, Vec<RoleGrant>),
    Person(Box<Seeded>, SubjectId, Option<Affiliation>),
}

/// Loads everything; answers in one line what it did.
pub(crate) async fn load(
    world: &World,
    cast: &[Seeded],
    file: &str,
    wanted: Option<figures::Wanted>,
) -> Result<String, Fault> {
    let settings = Settings::from_env()?;
    if settings.stage == Stage::Production || !settings.allow_synthetic {
        return Err(Fault::NotHere);
    }
    let subjects = subjects(file)?;
    let kit = Arc::new(Kit::new(settings));
    let today = domain::calendar::shanghai_date(kit.now());
    let mut records = records(world, cast, &subjects, today)?;
    if wanted.is_some() {
        let subject = subjects.get(REVIEWER);
        let subject =
            subject.ok_or_else(|| Fault::Accounts(format!("no subject for {REVIEWER}")))?;
        // A record of roles for each: a subject's are looked at one record at a time.
        for office in figures::offices(world, subject)? {
            records.push(Record::Roles(subject.clone(), vec![office]));
        }
    }
    kit.vault().await?;
    let budgets = payees::budgets(today)?;
    let (payees, budgets) = match wanted {
        Some(wanted) => (figures::everybody(wanted)?, figures::budgets(wanted, budgets)?),
        None => (payees::everybody(cast, today)?, budgets),
    };
    let count = records.len().saturating_add(register::count(&payees, &budgets));
    let tools = Arc::clone(&kit);
    let written = together(records, move |record| {
        let kit = Arc::clone(&tools);
        async move { write(&kit, record).await.map(usize::from) }
    });
    let fresh = wanted.is_some();
    let registers = register::write(&kit, payees, budgets, fresh);
    let written = written.await?.saturating_add(registers.await?);
    let kept = count.saturating_sub(written);
    Ok(format!("{count} records of demo data: {written} written, {kept} were there\n"))
}

fn subjects(file: &str) -> Result<HashMap<String, SubjectId>, Fault> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Fault::Accounts(format!("{file}: {}", error.kind())))?;
    serde_json::from_str(&text)
        .map_err(|_| Fault::Accounts("a JSON object of account and subject is wanted".to_owned()))
}

fn records(
    world: &World,
    cast: &[Seeded],
    subjects: &HashMap<String, SubjectId>,
    today: Date,
) -> Result<Vec<Record>, Fault> {
    let mut providers: HashMap<&str, Vec<Provider>> = HashMap::new();
    for provider in &world.providers {
        providers.entry(&provider.division).or_default().push(provider.clone());
    }
    let mut all: Vec<Record> = Vec::new();
    for (place, union) in world.unions.iter().enumerate() {
        let record = union_records::record(union, place, today)?;
        all.push(Record::Union(Box::new(union.clone()), Box::new(record)));
    }
    all.extend(world.employers.iter().cloned().map(Record::Employer));
    all.extend(world.routes.iter().cloned().map(Record::Route));
    all.extend(providers.into_iter().map(|(at, list)| Record::Providers(at.to_owned(), list)));
    for person in cast {
        if person.roles.is_empty() && !person.bound {
            continue;
        }
        let subject = subjects.get(&person.account);
        let missing = || Fault::Accounts(format!("no subject for {}", person.account));
        let subject = subject.ok_or_else(missing)?;
        let roles = person.roles.iter().map(|role| {
            let union = find(world, &role.union)?;
            Ok(RoleGrant {
                subject: subject.clone(),
                union: union.id.clone(),
                path: union.path.clone(),
                role: role.role,
                from: SINCE,
                to: None,
            })
        });
        let roles: Vec<RoleGrant> = roles.collect::<Result<_, Fault>>()?;
        if !roles.is_empty() {
            all.push(Record::Roles(subject.clone(), roles));
        }
        if person.bound {
            let affiliation =
                person.member.as_ref().map(|came| affiliation(world, came)).transpose()?;
            all.push(Record::Person(Box::new(person.clone()), subject.clone(), affiliation));
        }
    }
    Ok(all)
}

fn find<'a>(world: &'a World, id: &UnionId) -> Result<&'a Union, Fault> {
    world.union(id).ok_or_else(|| Fault::data(format!("no union {id}")))
}

fn affiliation(world: &World, came: &Came) -> Result<Affiliation, Fault> {
    let union = find(world, &came.union)?;
    let employer: &EmployerId = &came.employer;
    Ok(Affiliation {
        union: union.id.clone(),
        path: union.path.clone(),
        kind: AffiliationKind::Employer,
        employer: Some(employer.clone()),
        from: came.joined,
    })
}

/// Writes up to [`AT_ONCE`] records at a time; the sum of what each says that it wrote.
pub(crate) async fn together<T, F>(records: Vec<T>, write: impl Fn(T) -> F) -> Result<usize, Fault>
where
    F: Future<Output = Result<usize, Fault>> + Send + 'static,
{
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let mut running: JoinSet<Result<usize, Fault>> = JoinSet::new();
    for record in records {
        let (turns, writing) = (Arc::clone(&turns), write(record));
        running.spawn(async move {
            let turn = turns.acquire().await;
            let written = writing.await;
            drop(turn);
            written
        });
    }
    let mut count = 0_usize;
    while let Some(done) = running.join_next().await {
        let written = done.map_err(|_| Fault::data("a record's task"))??;
        count = count.saturating_add(written);
    }
    Ok(count)
}

/// True when something was written.
async fn write(kit: &Kit, record: Record) -> Result<bool, Fault> {
    let store = kit.store();
    match record {
        Record::Union(union, record) => {
            // One that somebody has changed since has a history, and stays as it is.
            if store.get_union_record(&union.id).await?.is_some() {
                return Ok(false);
            }
            store.put_union_with_record(&union, &record).await?;
            Ok(true)
        }
        Record::Employer(employer) => {
            let new = store.get_employer(&employer.id).await?.as_ref() != Some(&employer);
            if new {
                store.put_employer(&employer).await?;
            }
            Ok(new)
        }
        Record::Route((division, kind, union)) => {
            let known = store.find_union_for(&division, kind).await?;
            let new = known.is_none_or(|known| known.id != union);
            if new {
                store.put_route(&division, kind, &union).await?;
            }
            Ok(new)
        }
        Record::Providers(division, list) => {
            let known = store.list_providers(&division).await?;
            let missing: Vec<&Provider> = list.iter().filter(|one| !known.contains(one)).collect();
            for provider in &missing {
                store.put_provider(provider).await?;
            }
            Ok(!missing.is_empty())
        }
        Record::Roles(subject, grants) => {
            let known = store.get_account(&subject).await?.caller.grants;
            let missing: Vec<&RoleGrant> =
                grants.iter().filter(|one| !known.contains(one)).collect();
            for grant in &missing {
                store.put_role(grant).await?;
            }
            Ok(!missing.is_empty())
        }
        Record::Person(person, subject, affiliation) => {
            write_person(kit, &person, &subject, affiliation).await
        }
    }
}

/// A person who is there, or whose account or document is taken, is left as he is.
async fn write_person(
    kit: &Kit,
    seeded: &Seeded,
    subject: &SubjectId,
    affiliation: Option<Affiliation>,
) -> Result<bool, Fault> {
    let id = identity(&seeded.account);
    let known = kit.store().get_person_file(&id).await?;
    if known.person.is_none() {
        let mut indexes = people::document_indexes(kit, seeded.id_type, &seeded.id_number).await?;
        indexes.extend(people::mobile_indexes(kit, &seeded.mobile).await?);
        let person = person(kit, &id, seeded, subject).await?;
        match kit.store().bind(subject, &person, &indexes).await {
            Ok(()) => {}
            Err(StoreError::Conflict) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
    }
    let (Some(came), Some(affiliation), None) = (&seeded.member, affiliation, &known.standing)
    else {
        return Ok(known.person.is_none());
    };
    write_member(kit, &id, seeded, came, affiliation).await?;
    Ok(true)
}

async fn person(
    kit: &Kit,
    id: &PersonId,
    seeded: &Seeded,
    subject: &SubjectId,
) -> Result<Person, Fault> {
    let vault = kit.vault().await?;
    let number = vault.seal(&places::person_id_number(id), seeded.id_number.expose())?;
    let mobile = vault.seal(&places::person_mobile(id), seeded.mobile.expose())?;
    Ok(Person {
        id: id.clone(),
        version: 1,
        name: seeded.name.clone(),
        id_type: seeded.id_type,
        id_masked: seeded.id_number.masked(),
        id_sealed: number,
        mobile_masked: Some(seeded.mobile.masked()),
        mobile_sealed: Some(mobile),
        birth: seeded.born,
        sex: seeded.sex,
        subject: Some(subject.clone()),
        bound: Some(kit.now()),
        released: None,
    })
}

/// A membership from before: joined, perhaps retained since, with what was granted.
async fn write_member(
    kit: &Kit,
    id: &PersonId,
    seeded: &Seeded,
    came: &Came,
    affiliation: Affiliation,
) -> Result<(), Fault> {
    let membership =
        MembershipId::from_parts(BORN_MS, random(&format!("{}/member", seeded.account)));
    let number = member_number(kit.number("member").await?);
    let to = Entering {
        union: affiliation.union,
        path: affiliation.path,
        kind: affiliation.kind,
        employer: affiliation.employer,
    };
    let act = |on| Act { on, at: kit.now(), application: None };
    let nothing = Standing::nothing(id.clone());
    let new = Joining { id: membership, number, name: seeded.name.clone() };
    let joined = join(&nothing, new, &to, &act(came.joined)).map_err(impossible)?;
    put(kit, &joined).await?;
    let Some(since) = came.retained.filter(|_| came.state == MembershipState::Retained) else {
        let Some(member) = &joined.standing.membership else { return Ok(()) };
        let granted = grant(member, domain::occupation::OccupationGroup::None, kit.now());
        return Ok(kit.store().put_grant(id, &granted).await?);
    };
    let retained = retain(&joined.standing, RetainCause::Retired, None, &act(since));
    put(kit, &retained.map_err(impossible)?).await
}

fn impossible(_: Unchangeable) -> Fault {
    Fault::Step(step::StepError::broken("a seeded membership"))
}

async fn put(kit: &Kit, changed: &Changed) -> Result<(), Fault> {
    for event in &changed.events {
        kit.store().put_member(&changed.standing, event).await?;
    }
    Ok(())
}

/// The identity of somebody of the demo: always the same for the same account or name of his own.
pub(crate) fn identity(key: &str) -> PersonId {
    PersonId::from_parts(BORN_MS, random(key))
}

/// The random part of an account's identities: always the same for the same account.
pub(crate) fn random(account: &str) -> u128 {
    let fold =
        |seed: u64| account.bytes().fold(seed, |sum, byte| numbers::mix(sum ^ u64::from(byte)));
    (u128::from(fold(1)) << 16) ^ u128::from(fold(2))
}
