//! The synthetic unions and their employers: streets, communities, basic unions, city by city.
//!
//! Cities, counties, zones and pools are the demo's own world; they are there already.

use super::split::{City, shared, sizes};
use crate::fault::Fault;
use crate::numbers::{credit_code, mix};
use crate::world::World;
use domain::division::{self, Division, DivisionCode, Level};
use domain::id::{EmployerId, UnionId};
use domain::union::{Employer, Union, UnionKind, UnionLevel};

/// Communities of a street.
const COMMUNITIES: u64 = 3;

/// The first credit code of a county's synthetic employers; those below are the demo's.
const CODES_FROM: u64 = 100_000;

/// What a synthetic employer makes or does.
const TRADES: [&str; 12] = [
    "机械制造",
    "汽车零部件",
    "纺织服装",
    "食品加工",
    "物流运输",
    "建筑安装",
    "商贸",
    "物业服务",
    "软件信息",
    "医疗护理",
    "餐饮服务",
    "家政服务",
];

/// A basic union with its employer and how many members it has.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// The union.
    pub(crate) union: Union,
    /// Its employer; a joint or community union has none here.
    pub(crate) employer: Option<Employer>,
    /// The number of its first member.
    pub(crate) first: u64,
    /// Its members.
    pub(crate) members: u64,
}

/// A street with its communities: unions that lead to the basic ones.
#[derive(Clone, Debug)]
pub(crate) struct Street {
    /// The street's union.
    pub(crate) union: Union,
    /// Its communities' unions.
    pub(crate) communities: Vec<Union>,
}

/// A city's streets and how its basic unions lie in them.
#[derive(Debug)]
pub(crate) struct CityMap {
    /// Every street, in the order of its code.
    pub(crate) streets: Vec<Street>,
    sizes: Vec<u64>,
    first: u64,
    seed: u64,
}

impl CityMap {
    /// The map of a city whose members are counted from `first`.
    ///
    /// # Errors
    /// When the reference data lack something.
    pub(crate) fn of(world: &World, city: &City, first: u64, seed: u64) -> Result<CityMap, Fault> {
        let code = DivisionCode::parse(city.code).map_err(|_| Fault::data("a city"))?;
        let counties: Vec<Division> =
            division::children(&code).into_iter().filter(|at| at.level == Level::County).collect();
        let unions = city.unions.min(city.members);
        let chance = |number: u64| mix(seed ^ mix(number) ^ first);
        let sizes = sizes(unions, city.members, chance)?;
        // A part of the province has no more streets than unions.
        let townships = city.townships.min(unions);
        let each = shared(townships, &vec![1; counties.len()]);
        let mut streets = Vec::new();
        for (county, count) in counties.iter().zip(each) {
            for number in 1..=count {
                streets.push(street(world, county, number)?);
            }
        }
        Ok(CityMap { streets, sizes, first, seed })
    }

    /// Its basic unions with their members' numbers, one after another.
    pub(crate) fn sites(&self) -> impl Iterator<Item = Result<Site, Fault>> + '_ {
        let mut next = self.first;
        (0_u64..).zip(&self.sizes).map(move |(number, members)| {
            let first = next;
            next = next.saturating_add(*members);
            self.site(number, first, *members)
        })
    }

    fn site(&self, number: u64, first: u64, members: u64) -> Result<Site, Fault> {
        let none = || Fault::data("a street");
        let count = u64::try_from(self.streets.len()).map_err(|_| none())?;
        let at =
            usize::try_from(number.checked_rem(count).ok_or_else(none)?).map_err(|_| none())?;
        let street = self.streets.get(at).ok_or_else(none)?;
        let turn = number.checked_div(count).ok_or_else(none)?.saturating_add(1);
        let chance = mix(self.seed ^ mix(first));
        let trade = usize::try_from(chance.checked_rem(12).unwrap_or(0)).unwrap_or(0);
        let trade = TRADES.get(trade).copied().unwrap_or_default();
        let place = street.union.name.trim_end_matches("总工会(合成)");
        // Four in a hundred are joint unions of a community's small employers.
        let joint = chance.checked_div(100).and_then(|rest| rest.checked_rem(25)) == Some(0);
        let firm = format!("{place}合成{trade}第{turn}公司");
        let name = if joint {
            format!("{place}第{turn}联合工会委员会(合成)")
        } else {
            format!("{firm}工会委员会")
        };
        let kind = if joint { UnionKind::Joint } else { UnionKind::Independent };
        let id = format!("S{}-{turn}", street.union.division);
        let union =
            below(&street.union, &id, name, UnionLevel::Grassroots, kind, &street.union.division)?;
        let employer = if joint { None } else { Some(employer(&union, firm, turn, at, members)?) };
        Ok(Site { union, employer, first, members })
    }
}

fn employer(
    union: &Union,
    name: String,
    turn: u64,
    street: usize,
    members: u64,
) -> Result<Employer, Fault> {
    let county = union.division.get(..6).ok_or_else(|| Fault::data("a county"))?;
    let street = u64::try_from(street).unwrap_or(0);
    let number = turn.saturating_mul(1_000).saturating_add(street).saturating_add(CODES_FROM);
    let number = u32::try_from(number).map_err(|_| Fault::data("a credit code"))?;
    let id = EmployerId::parse(&format!("E{}", union.id.as_str()));
    Ok(Employer {
        id: id.map_err(|_| Fault::data("an employer's id"))?,
        name,
        aliases: Vec::new(),
        credit_code: Some(credit_code("91", county, number)?),
        division: union.division.clone(),
        address: Some(format!("合成路{turn}号(合成数据)")),
        union: Some(union.id.clone()),
        employees: u32::try_from(members.saturating_add(members / 5)).unwrap_or(u32::MAX),
    })
}

fn street(world: &World, county: &Division, number: u64) -> Result<Street, Fault> {
    let id = UnionId::parse(county.code.as_str()).map_err(|_| Fault::data("a county"))?;
    let above = world.union(&id).ok_or_else(|| Fault::data("a county's federation"))?;
    let code = format!("{}{:03}", county.code.as_str(), number.saturating_add(100));
    let name = format!("{}合成第{number}街道总工会(合成)", county.name);
    let kind = UnionKind::Territorial;
    let union = below(above, &format!("S{code}"), name, UnionLevel::Township, kind, &code)?;
    let communities = (1..=COMMUNITIES).map(|place| {
        let inner = format!("{code}{place:03}");
        let name = format!("{}合成第{number}街道第{place}社区联合工会(合成)", county.name);
        below(&union, &format!("S{inner}"), name, UnionLevel::Community, kind, &inner)
    });
    let communities = communities.collect::<Result<_, Fault>>()?;
    Ok(Street { union, communities })
}

fn below(
    above: &Union,
    id: &str,
    name: String,
    level: UnionLevel,
    kind: UnionKind,
    division: &str,
) -> Result<Union, Fault> {
    Ok(Union {
        id: UnionId::parse(id).map_err(|_| Fault::data(format!("the union id {id}")))?,
        name,
        level,
        kind,
        parent: Some(above.id.clone()),
        path: format!("{}{id}/", above.path),
        division: division.to_owned(),
        accepts_individuals: kind == UnionKind::Territorial,
        ..crate::world::federation(id, Some(above), "", level, division)?
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::province::split::cities;
    use std::collections::HashSet;

    #[test]
    fn a_part_of_the_province_is_a_tree_with_every_member_in_one_union() {
        let world = World::read().unwrap();
        let (mut first, mut ids, mut codes) = (0, HashSet::new(), HashSet::new());
        for city in cities(20_000) {
            let map = CityMap::of(&world, &city, first, 1).unwrap();
            for street in &map.streets {
                assert!(ids.insert(street.union.id.clone()), "{}", street.union.id);
                assert_eq!(street.communities.len(), 3);
            }
            for site in map.sites() {
                let site = site.unwrap();
                assert!(ids.insert(site.union.id.clone()), "{}", site.union.id);
                assert!(site.union.path.ends_with(&format!("/{}/", site.union.id)));
                assert_eq!(site.first, first);
                first += site.members;
                if let Some(code) = site.employer.and_then(|employer| employer.credit_code) {
                    assert!(codes.insert(code.as_str().to_owned()), "{}", site.union.id);
                }
            }
        }
        assert_eq!(first, 20_000);
    }
}
