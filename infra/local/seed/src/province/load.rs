//! Writes a part of the synthetic province to the table, union by union, and says what it took.

use super::Wanted;
use super::people::{Member, People};
use super::sites::{CityMap, Site};
use super::split::cities;
use crate::fault::Fault;
use crate::load::{BORN_MS, identity, random, together};
use crate::world::World;
use domain::citizen_id::IdType;
use domain::id::MembershipId;
use domain::membership::change::{Act, Entering, Joining, Unchangeable, join};
use domain::membership::{AffiliationKind, Standing};
use domain::number::member_number;
use domain::person::Person;
use domain::union::{Employer, Union, UnionKind};
use std::sync::Arc;
use step::{Kit, Settings, Stage, people, places};
use store::LoadedMember;

/// How many members are prepared and written together.
const SLICE: u64 = 100;

/// The first member number of the province; the blocks that functions draw begin at 1.
const NUMBERS_FROM: u64 = 50_000_000;

/// Loads it; answers in one line of JSON what it did.
pub(crate) async fn load(world: &World, wanted: Wanted) -> Result<String, Fault> {
    let settings = Settings::from_env()?;
    if settings.stage == Stage::Production || !settings.allow_synthetic {
        return Err(Fault::NotHere);
    }
    let kit = Arc::new(Kit::new(settings));
    kit.vault().await?;
    let people = Arc::new(People::of(wanted.seed)?);
    let began = kit.now();
    let (mut first, mut unions, mut rows) = (0, 0_usize, 0_usize);
    for city in cities(wanted.members) {
        let map = CityMap::of(world, &city, first, wanted.seed)?;
        first = first.saturating_add(city.members);
        unions = unions.saturating_add(directory(&kit, &map).await?);
        rows = rows.saturating_add(members(&kit, &people, &map).await?);
    }
    let ms = kit.now().duration_since(began).as_millis();
    Ok(format!("{{\"members\":{first},\"unions\":{unions},\"rows\":{rows},\"ms\":{ms}}}\n"))
}

/// A city's streets, communities, basic unions and employers; how many unions.
async fn directory(kit: &Arc<Kit>, map: &CityMap) -> Result<usize, Fault> {
    let mut all: Vec<(Union, Option<Employer>)> = Vec::new();
    for street in &map.streets {
        all.push((street.union.clone(), None));
        all.extend(street.communities.iter().map(|union| (union.clone(), None)));
    }
    for site in map.sites() {
        let site = site?;
        all.push((site.union, site.employer));
    }
    let tools = Arc::clone(kit);
    together(all, move |(union, employer)| {
        let kit = Arc::clone(&tools);
        async move {
            kit.store().put_union(&union).await?;
            if let Some(employer) = employer {
                kit.store().put_employer(&employer).await?;
            }
            Ok(1)
        }
    })
    .await
}

/// A city's members; how many rows.
async fn members(kit: &Arc<Kit>, people: &Arc<People>, map: &CityMap) -> Result<usize, Fault> {
    let mut slices: Vec<(Arc<Site>, u64, u64)> = Vec::new();
    for site in map.sites() {
        let site = Arc::new(site?);
        let end = site.first.saturating_add(site.members);
        let mut from = site.first;
        while from < end {
            let to = from.saturating_add(SLICE).min(end);
            slices.push((Arc::clone(&site), from, to));
            from = to;
        }
    }
    let (tools, people) = (Arc::clone(kit), Arc::clone(people));
    together(slices, move |(site, from, to)| {
        let (kit, people) = (Arc::clone(&tools), Arc::clone(&people));
        async move {
            let mut slice = Vec::new();
            for number in from..to {
                slice.push(
                    member(&kit, &site.union, site.employer.as_ref(), people.member(number)?)
                        .await?,
                );
            }
            Ok(kit.store().load_members(&slice).await?)
        }
    })
    .await
}

/// Everything that is written of a member. Identities follow from his number.
async fn member(
    kit: &Kit,
    union: &Union,
    employer: Option<&Employer>,
    one: Member,
) -> Result<LoadedMember, Fault> {
    let key = format!("province/{}", one.number);
    let id = identity(&key);
    let vault = kit.vault().await?;
    let mut indexes = people::document_indexes(kit, IdType::IdCard, &one.id_number).await?;
    indexes.extend(people::mobile_indexes(kit, &one.mobile).await?);
    let person = Person {
        id: id.clone(),
        version: 1,
        name: one.name.clone(),
        id_type: IdType::IdCard,
        id_masked: one.id_number.masked(),
        id_sealed: vault.seal(&places::person_id_number(&id), one.id_number.expose())?,
        mobile_masked: Some(one.mobile.masked()),
        mobile_sealed: Some(vault.seal(&places::person_mobile(&id), one.mobile.expose())?),
        birth: one.born,
        sex: one.sex,
        subject: None,
        bound: None,
        released: None,
    };
    let kind = match union.kind {
        UnionKind::Joint => AffiliationKind::Joint,
        _ => AffiliationKind::Employer,
    };
    let wrong = |error: Unchangeable| Fault::data(error.to_string());
    let employer = employer.map(|employer| employer.id.clone());
    let to = Entering::member(union, kind, employer).map_err(wrong)?;
    let nothing = Standing::nothing(id);
    let act = Act { on: one.joined, at: kit.now(), application: None };
    let new = Joining {
        id: MembershipId::from_parts(BORN_MS, random(&format!("{key}/member"))),
        number: member_number(NUMBERS_FROM.saturating_add(one.number)),
        name: one.name,
    };
    let joined = join(&nothing, new, &to, &act).map_err(wrong)?;
    let event = joined.events.into_iter().next().ok_or_else(|| Fault::data("an event"))?;
    Ok(LoadedMember { person, standing: joined.standing, event, indexes })
}
