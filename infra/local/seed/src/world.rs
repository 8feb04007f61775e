//! The demo's places: unions, employers, providers. `data/world.toml` names the special ones; every
//! city, county and zone of the reference table gets its federation, every county and zone its pool.

use crate::fault::Fault;
use crate::numbers;
use domain::division::{self, Division, DivisionCode, Level};
use domain::id::{EmployerId, UnionId};
use domain::occupation::OccupationGroup;
use domain::service::Provider;
use domain::union::{Employer, Union, UnionKind, UnionLevel, UnionStatus};
use jiff::civil::{Date, date};
use serde::Deserialize;
use store::RouteKind;

/// Since when the demo's world stands.
pub(crate) const SINCE: Date = date(2024, 1, 1);

/// Who takes whom: a division, for whom, the union.
pub(crate) type Route = (String, RouteKind, UnionId);

/// Everything that is not a person.
#[derive(Clone, Debug)]
pub(crate) struct World {
    /// Parents before children.
    pub(crate) unions: Vec<Union>,
    /// The employers.
    pub(crate) employers: Vec<Employer>,
    /// The routes.
    pub(crate) routes: Vec<Route>,
    /// The providers.
    pub(crate) providers: Vec<Provider>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    union: Vec<UnionRow>,
    employer: Vec<EmployerRow>,
    provider: Vec<ProviderRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnionRow {
    id: UnionId,
    parent: UnionId,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    level: UnionLevel,
    kind: UnionKind,
    division: DivisionCode,
    #[serde(default)]
    individuals: bool,
    #[serde(default)]
    groups: Vec<OccupationGroup>,
    #[serde(default)]
    code: Option<u32>,
    phone: String,
    address: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EmployerRow {
    id: EmployerId,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    registrar: String,
    code: u32,
    division: DivisionCode,
    address: String,
    #[serde(default)]
    union: Option<UnionId>,
    employees: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProviderRow {
    service: String,
    name: String,
    place: String,
    /// Empty for every city.
    #[serde(default)]
    cities: Vec<String>,
}

impl World {
    /// Reads the data file and adds what follows from the divisions.
    pub(crate) fn read() -> Result<World, Fault> {
        let file: File = toml::from_str(include_str!("../data/world.toml"))
            .map_err(|error| Fault::data(format!("world.toml: {}", error.message())))?;
        let mut world = World {
            unions: Vec::new(),
            employers: Vec::new(),
            routes: Vec::new(),
            providers: Vec::new(),
        };
        world.add_federations()?;
        for row in file.union {
            world.add_union(row)?;
        }
        for row in file.employer {
            world.employers.push(row.employer()?);
        }
        for (number, row) in (1_u32..).zip(&file.provider) {
            world.add_provider(number, row)?;
        }
        Ok(world)
    }

    /// A union by its id.
    pub(crate) fn union(&self, id: &UnionId) -> Option<&Union> {
        self.unions.iter().find(|union| union.id == *id)
    }

    fn add_federations(&mut self) -> Result<(), Fault> {
        let province = federation("LN", None, "辽宁省总工会", UnionLevel::Province, "21")?;
        let top = DivisionCode::parse("21").map_err(|_| Fault::data("the province"))?;
        for city in division::children(&top) {
            let name = format!("{}总工会", city.name);
            let code = city.code.as_str();
            let above = federation(code, Some(&province), &name, UnionLevel::City, code)?;
            for county in division::children(&city.code) {
                self.add_county(&above, &city, &county)?;
            }
            self.unions.push(above);
        }
        self.unions.push(province);
        Ok(())
    }

    fn add_county(
        &mut self,
        above: &Union,
        city: &Division,
        county: &Division,
    ) -> Result<(), Fault> {
        let code = county.code.as_str();
        // A zone's name begins with its city's already.
        let place = match county.level {
            Level::Zone => county.name.to_owned(),
            Level::Province | Level::City | Level::County | Level::Township => {
                format!("{}{}", city.name, county.name)
            }
        };
        let name = format!("{place}总工会");
        let leads = federation(code, Some(above), &name, UnionLevel::County, code)?;
        let id = format!("{code}-POOL");
        let name = format!("{place}新就业群体工会(合成)");
        let pool = Union {
            kind: UnionKind::Pool,
            accepts_individuals: true,
            phone: Some(format!("0000-0000-{code}")),
            address: Some(format!("{place}职工服务大厅(合成数据)")),
            ..federation(&id, Some(&leads), &name, UnionLevel::Grassroots, code)?
        };
        self.routes.push((code.to_owned(), RouteKind::Federation, leads.id.clone()));
        self.routes.push((code.to_owned(), RouteKind::Pool, pool.id.clone()));
        self.unions.extend([leads, pool]);
        Ok(())
    }

    fn add_union(&mut self, row: UnionRow) -> Result<(), Fault> {
        let parent = self.union(&row.parent);
        let parent = parent.ok_or_else(|| Fault::data(format!("no union {}", row.parent)))?;
        let division = row.division.as_str().to_owned();
        let county = division.get(..6).unwrap_or(&division);
        let code = row.code.map(|code| numbers::credit_code("81", county, code)).transpose()?;
        let path = format!("{}{}/", parent.path, row.id);
        for group in &row.groups {
            self.routes.push((division.clone(), RouteKind::Industry(*group), row.id.clone()));
        }
        if row.kind == UnionKind::Territorial {
            self.routes.push((division.clone(), RouteKind::Territorial, row.id.clone()));
        }
        self.unions.push(Union {
            id: row.id,
            name: row.name,
            aliases: row.aliases,
            level: row.level,
            kind: row.kind,
            status: UnionStatus::Active,
            parent: Some(row.parent),
            path,
            division,
            accepts_individuals: row.individuals,
            accepts_groups: row.groups,
            credit_code: code,
            phone: Some(row.phone),
            address: Some(row.address),
        });
        Ok(())
    }

    fn add_provider(&mut self, number: u32, row: &ProviderRow) -> Result<(), Fault> {
        let top = DivisionCode::parse("21").map_err(|_| Fault::data("the province"))?;
        let wanted = |code: &str| row.cities.is_empty() || row.cities.iter().any(|one| one == code);
        for city in division::children(&top) {
            let code = city.code.as_str();
            if wanted(code) {
                self.providers.push(Provider {
                    service: row.service.clone(),
                    division: code.to_owned(),
                    name: format!("{}{}", city.name, row.name),
                    place: format!("{}{}", city.name, row.place),
                    phone: format!("0000-0000-{code}{number:02}"),
                    from: SINCE,
                    to: None,
                });
            }
        }
        Ok(())
    }
}

impl EmployerRow {
    fn employer(self) -> Result<Employer, Fault> {
        Ok(Employer {
            credit_code: Some(numbers::credit_code("91", &self.registrar, self.code)?),
            id: self.id,
            name: self.name,
            aliases: self.aliases,
            division: self.division.as_str().to_owned(),
            address: Some(self.address),
            union: self.union,
            employees: self.employees,
        })
    }
}

/// A federation; a pool is one with another kind.
pub(crate) fn federation(
    id: &str,
    above: Option<&Union>,
    name: &str,
    level: UnionLevel,
    division: &str,
) -> Result<Union, Fault> {
    Ok(Union {
        id: UnionId::parse(id).map_err(|_| Fault::data(format!("the union id {id}")))?,
        name: name.to_owned(),
        aliases: Vec::new(),
        level,
        kind: UnionKind::Federation,
        status: UnionStatus::Active,
        parent: above.map(|above| above.id.clone()),
        path: format!("{}{id}/", above.map_or("/", |above| above.path.as_str())),
        division: division.to_owned(),
        accepts_individuals: false,
        accepts_groups: Vec::new(),
        credit_code: None,
        phone: None,
        address: None,
    })
}
