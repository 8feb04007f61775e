//! Finding employers and unions. Nothing here says who works or applied somewhere.

use api::common::UnionRef;
use api::directory::{EmployerItem, EmployerList, UnionItem, UnionLevel, UnionList};
use api::request::Search;
use api::{FieldCode, Problem, ProblemCode};
use domain::credit_code::CreditCode;
use domain::division::DivisionCode;
use domain::id::UnionId;
use domain::number::is_valid_union_code14;
use domain::union::{Employer, Union, UnionStatus};
use step::view::divisions::division_ref;
use step::view::scope::Unions;
use step::view::union_ref;
use step::{Answer, Call, Fault, Kit, Reply};

/// The most employers that are shown: each is read with its union.
const EMPLOYERS: usize = 20;
/// The most unions that are shown.
const UNIONS: usize = 50;
/// The most that a search looks at before it keeps those of one division.
pub(crate) const LOOKED_AT: usize = 100;
/// The fewest characters that find something.
const LEAST: usize = 2;

/// `GET /v1/employers?q=`.
pub(crate) async fn employers(kit: &Kit, call: &Call) -> Answer {
    let search = search(call, LEAST)?;
    let text = search.q.clone().unwrap_or_default();
    let mut found = match CreditCode::parse(&text) {
        Ok(code) => kit.store().find_employer(&code).await?.into_iter().collect(),
        Err(_) => kit.store().search_employers(&text, LOOKED_AT).await?,
    };
    found.retain(|employer| is_in(&employer.division, search.division.as_deref()));
    found.truncate(EMPLOYERS);
    let mut unions = Unions::default();
    unions.load(kit.store(), found.iter().filter_map(|one| one.union.clone())).await?;
    let items = found.into_iter().map(|one| employer(one, &unions)).collect();
    Reply::json(200, &EmployerList { items, cursor: None })
}

fn employer(found: Employer, unions: &Unions) -> EmployerItem {
    EmployerItem {
        id: found.id.as_str().to_owned(),
        name: found.name,
        credit_code: found.credit_code.map(|code| code.as_str().to_owned()),
        division: division_ref(&found.division),
        address: found.address,
        union: found.union.as_ref().and_then(|id| unions.get(id)).map(union_ref),
    }
}

/// `GET /v1/unions?q=`.
pub(crate) async fn unions(kit: &Kit, call: &Call) -> Answer {
    let search = search(call, LEAST)?;
    let text = search.q.clone().unwrap_or_default();
    let by_code = by_code(kit, &text).await?;
    let by_name = kit.store().search_unions(&text, LOOKED_AT).await?;
    let at_place = match by_name.len() {
        0..UNIONS => kit.store().search_unions_at(&text, UNIONS).await?,
        _ => Vec::new(),
    };
    let mut items: Vec<UnionItem> = Vec::new();
    for found in by_code.into_iter().chain(by_name).chain(at_place) {
        let known = items.iter().any(|item| item.id == found.id.as_str());
        let works = found.status != UnionStatus::Dissolved;
        if works && !known && is_in(&found.division, search.division.as_deref()) {
            items.push(union(&found));
        }
    }
    items.truncate(UNIONS);
    Reply::json(200, &UnionList { items, cursor: None })
}

/// The unions of that id, of those 14 digits, or of that credit code.
async fn by_code(kit: &Kit, text: &str) -> Result<Vec<Union>, Fault> {
    let mut found = Vec::new();
    if let Ok(id) = UnionId::parse(text) {
        found.extend(kit.store().get_union(&id).await?);
    }
    if is_valid_union_code14(text) {
        found.extend(kit.store().find_union_by_code(text).await?);
    }
    if let Ok(code) = CreditCode::parse(text) {
        found.extend(kit.store().find_union_by_credit_code(&code).await?);
    }
    Ok(found)
}

fn union(found: &Union) -> UnionItem {
    let UnionRef { id, name, phone, address } = union_ref(found);
    let level = match found.level {
        domain::union::UnionLevel::Province => UnionLevel::Province,
        domain::union::UnionLevel::City => UnionLevel::City,
        domain::union::UnionLevel::County => UnionLevel::County,
        domain::union::UnionLevel::Township => UnionLevel::Township,
        domain::union::UnionLevel::Community => UnionLevel::Community,
        domain::union::UnionLevel::Grassroots => UnionLevel::Grassroots,
        domain::union::UnionLevel::Branch => UnionLevel::Branch,
    };
    let division = division_ref(&found.division);
    let accepts_individuals = found.admits_individuals();
    UnionItem { id, name, level, division, phone, address, accepts_individuals }
}

/// A search gives one page; a cursor was never given out.
pub(crate) fn search(call: &Call, least: usize) -> Result<Search, Fault> {
    let search = Search::read(&call.query, least, call.language)?;
    if search.cursor.is_some() {
        return Err(cursor_invalid(call));
    }
    Ok(search)
}

/// The problem of a page that does not begin anywhere.
pub(crate) fn cursor_invalid(call: &Call) -> Fault {
    Problem::new(ProblemCode::BadParameter, call.language)
        .with_error("/query/cursor", FieldCode::CursorInvalid, call.language)
        .into()
}

fn is_in(place: &str, division: Option<&str>) -> bool {
    let Some(wanted) = division else { return true };
    match DivisionCode::parse(wanted) {
        Ok(code) => place.starts_with(code.as_str()),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_searched_within_a_wider_one() {
        let cases = [
            // why                place         within          wanted
            ("anywhere", "210106004", None, true),
            ("its county", "210106004", Some("210106"), true),
            ("its city, filled up", "210106004", Some("210100"), true),
            ("another city", "210106004", Some("2103"), false),
            ("a place that is none", "210106004", Some("2199"), false),
        ];
        for (why, place, within, wanted) in cases {
            assert_eq!(is_in(place, within), wanted, "{why}");
        }
    }
}
