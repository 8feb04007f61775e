//! The look-ups for routing: what the directory says about the employer and the places of a form.
//!
//! Asked by the public check and by the verification alike. Nothing here decides: the branches
//! are in [`domain::routing`].

use domain::form::EmployerName;
use domain::occupation::OccupationGroup;
use domain::routing::{Route, RouteFacts, Work, decide, decide_move};
use domain::union::{Employer, Union};
use store::{RouteKind, Store, StoreError};

/// How many employers of a similar name are compared.
const NAMESAKES: usize = 20;

/// What the directory knows for one form.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    employer: Option<Employer>,
    user_employer: Option<Employer>,
    employer_union: Option<Union>,
    user_union: Option<Union>,
    employer_street: Option<Union>,
    industry: Option<Union>,
    residence: Option<Union>,
    work_place: Option<Union>,
    pool: Option<Union>,
    federation: Option<Union>,
}

impl Looked {
    /// The union that decides on this form, and why; none when not even a pool exists.
    #[must_use]
    pub fn route<'f>(&self, form: impl Into<Work<'f>>) -> Option<Route<'_>> {
        let work: Work<'f> = form.into();
        let facts = RouteFacts {
            employer_union: self.employer_union.as_ref(),
            user_union: self.user_union.as_ref(),
            employer_named: work.employer.is_some(),
            employer_street: self.employer_street.as_ref(),
            industry: self.industry.as_ref(),
            residence: self.residence.as_ref(),
            work_place: self.work_place.as_ref(),
            pool: self.pool.as_ref(),
        };
        if work.moving {
            return decide_move(&work, &facts);
        }
        decide(work.relation, work.group, work.preferred, &facts)
    }

    /// The employer, if the directory has him; for dispatched workers the dispatching firm.
    #[must_use]
    pub fn employer(&self) -> Option<&Employer> {
        self.employer.as_ref()
    }

    /// Where a dispatched worker really works, if the directory has it.
    #[must_use]
    pub fn user_employer(&self) -> Option<&Employer> {
        self.user_employer.as_ref()
    }

    /// The union that covers the employer.
    #[must_use]
    pub fn employer_union(&self) -> Option<&Union> {
        self.employer_union.as_ref()
    }

    /// The union for whoever lives there.
    #[must_use]
    pub fn residence(&self) -> Option<&Union> {
        self.residence.as_ref()
    }

    /// The union for whoever works there.
    #[must_use]
    pub fn work_place(&self) -> Option<&Union> {
        self.work_place.as_ref()
    }

    /// The federation that leads the county of residence.
    #[must_use]
    pub fn federation(&self) -> Option<&Union> {
        self.federation.as_ref()
    }
}

/// Asks the directory. At most one reading of each place, those of different places at once.
///
/// # Errors
/// [`StoreError`] when the table does not answer.
pub async fn look_up(store: &Store, form: impl Into<Work<'_>>) -> Result<Looked, StoreError> {
    let work = form.into();
    let (covered, places) = tokio::try_join!(covering(store, &work), places(store, &work))?;
    with_street(store, covered, places).await
}

/// The same for who only wants the route: where the union of the employer decides, no place is
/// asked, because none could change that.
///
/// # Errors
/// [`StoreError`] when the table does not answer.
pub async fn look_up_route(store: &Store, form: impl Into<Work<'_>>) -> Result<Looked, StoreError> {
    let work = form.into();
    let covered = covering(store, &work).await?;
    if covered.route(work).is_some() {
        return Ok(covered);
    }
    let places = places(store, &work).await?;
    with_street(store, covered, places).await
}

/// The employers and the unions that cover them; nothing about places.
async fn covering(store: &Store, work: &Work<'_>) -> Result<Looked, StoreError> {
    let (employer, user_employer) = tokio::try_join!(
        find_employer(store, work.employer),
        find_employer(store, work.user_employer),
    )?;
    let (employer_union, user_union) = tokio::try_join!(
        union_of(store, employer.as_ref()),
        union_of(store, user_employer.as_ref()),
    )?;
    Ok(Looked { employer, user_employer, employer_union, user_union, ..Looked::default() })
}

/// Who takes people of the form's own places.
async fn places(store: &Store, form: &Work<'_>) -> Result<Looked, StoreError> {
    let home = form.residence.as_str();
    let work = form.work.map(|division| division.as_str());
    let (industry, residence, work_place, pool, federation) = tokio::try_join!(
        find_industry(store, work.unwrap_or(home), form.group),
        find_territorial(store, Some(home)),
        find_territorial(store, work),
        store.find_union_for(county(home), RouteKind::Pool),
        store.find_union_for(county(home), RouteKind::Federation),
    )?;
    Ok(Looked { industry, residence, work_place, pool, federation, ..Looked::default() })
}

/// Both together, and the street at the employer's address.
async fn with_street(store: &Store, covered: Looked, places: Looked) -> Result<Looked, StoreError> {
    let division = covered.employer.as_ref().map(|employer| employer.division.as_str());
    let employer_street = find_territorial(store, division).await?;
    let Looked { employer, user_employer, employer_union, user_union, .. } = covered;
    Ok(Looked { employer, user_employer, employer_union, user_union, employer_street, ..places })
}

/// An employer by its credit code, else by its exact name or alias. A code that the directory
/// lacks is not looked for by name: it names another firm than any of that name.
///
/// # Errors
/// [`StoreError`] when the table does not answer.
pub async fn find_employer(
    store: &Store,
    named: Option<&EmployerName>,
) -> Result<Option<Employer>, StoreError> {
    let Some(named) = named else { return Ok(None) };
    if let Some(code) = &named.credit_code {
        return store.find_employer(code).await;
    }
    let Some(name) = &named.name else { return Ok(None) };
    let name = name.trim();
    let found = store.search_employers(name, NAMESAKES).await?;
    Ok(found
        .into_iter()
        .find(|one| one.name == name || one.aliases.iter().any(|also| also == name)))
}

async fn union_of(store: &Store, employer: Option<&Employer>) -> Result<Option<Union>, StoreError> {
    match employer.and_then(|employer| employer.union.as_ref()) {
        Some(union) => store.get_union(union).await,
        None => Ok(None),
    }
}

/// The union that takes whoever lives or works there: of the place itself, its street, its county.
async fn find_territorial(
    store: &Store,
    division: Option<&str>,
) -> Result<Option<Union>, StoreError> {
    for place in narrow_to_wide(division.unwrap_or_default()) {
        if let Some(union) = store.find_union_for(place, RouteKind::Territorial).await? {
            return Ok(Some(union));
        }
    }
    Ok(None)
}

/// The industry union of the county for an occupation group, else that of the city.
async fn find_industry(
    store: &Store,
    division: &str,
    group: OccupationGroup,
) -> Result<Option<Union>, StoreError> {
    if group == OccupationGroup::None {
        return Ok(None);
    }
    let kind = RouteKind::Industry(group);
    match store.find_union_for(county(division), kind).await? {
        Some(union) => Ok(Some(union)),
        None => store.find_union_for(head(division, 4), kind).await,
    }
}

fn county(division: &str) -> &str {
    head(division, 6)
}

fn head(division: &str, length: usize) -> &str {
    division.get(..length).unwrap_or(division)
}

/// The place itself, its street, its county; each once, nothing wider.
fn narrow_to_wide(division: &str) -> impl Iterator<Item = &str> {
    let lengths: &[usize] = match division.len() {
        12 => &[12, 9, 6],
        9 => &[9, 6],
        6 => &[6],
        _ => &[],
    };
    lengths.iter().filter_map(|length| division.get(..*length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_asked_from_narrow_to_wide() {
        let rows: [(&str, &str, &[&str]); 4] = [
            ("a community", "210106001002", &["210106001002", "210106001", "210106"]),
            ("a street", "210106001", &["210106001", "210106"]),
            ("a county", "210106", &["210106"]),
            ("nothing", "", &[]),
        ];
        for (why, division, wanted) in rows {
            assert_eq!(narrow_to_wide(division).collect::<Vec<_>>(), wanted, "{why}");
        }
    }
}
