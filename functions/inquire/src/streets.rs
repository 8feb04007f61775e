//! Divisions: those of the reference table, and below a county the streets whose unions the directory
//! knows. The table lists no streets: what a union serves is the directory's to say.

use crate::directory::{LOOKED_AT, search};
use crate::fallback::PUBLIC_S;
use api::directory::{DivisionLevel, DivisionRef, DivisionView};
use api::{FieldCode, Problem, ProblemCode};
use domain::division::{self, DivisionCode, InvalidDivisionCode};
use domain::union::{Union, UnionKind, UnionLevel, UnionStatus};
use step::view::divisions::{division_ref, listed};
use step::{Answer, Call, Fault, Kit, Reply};
use store::RouteKind;

/// Digits of a county's code.
const COUNTY: usize = 6;
/// Digits of a street's or township's code.
const STREET: usize = 9;
/// The fewest characters by which a union is found.
const LEAST: usize = 2;

/// `GET /v1/divisions/{code}`.
pub(crate) async fn division(kit: &Kit, call: &Call) -> Answer {
    let search = search(call, 0)?;
    let code = DivisionCode::parse(call.param("code")).map_err(|why| match why {
        InvalidDivisionCode::Unknown => Fault::Code(ProblemCode::NotFound),
        InvalidDivisionCode::Shape => Problem::new(ProblemCode::BadParameter, call.language)
            .with_error("/path/code", FieldCode::DivisionUnknown, call.language)
            .into(),
    })?;
    let above: Vec<DivisionRef> =
        above(&code).into_iter().map(|code| division_ref(code.as_str())).collect();
    let below = match &search.q {
        Some(text) => found(kit, &code, text).await?,
        None => children(kit, &code).await?,
    };
    let view = DivisionView { division: itself(kit, &code).await?, above, below };
    Ok(Reply::json(200, &view)?.cached(PUBLIC_S))
}

/// From the province down to the one above.
fn above(code: &DivisionCode) -> Vec<DivisionCode> {
    let mut chain: Vec<DivisionCode> =
        std::iter::successors(code.parent(), DivisionCode::parent).collect();
    chain.reverse();
    chain
}

/// A street has its name from the union that serves it, if one does.
async fn itself(kit: &Kit, code: &DivisionCode) -> Result<DivisionRef, Fault> {
    if code.as_str().len() == STREET && division::find(code).is_none() {
        let union = kit.store().find_union_for(code.as_str(), RouteKind::Territorial).await?;
        if let Some(street) = union.as_ref().and_then(street) {
            return Ok(street);
        }
    }
    Ok(division_ref(code.as_str()))
}

/// Those of the table; below a county that lists none, the streets of the unions under its own.
async fn children(kit: &Kit, code: &DivisionCode) -> Result<Vec<DivisionRef>, Fault> {
    let listed: Vec<DivisionRef> = division::children(code).iter().map(listed).collect();
    if !listed.is_empty() || code.as_str().len() != COUNTY {
        return Ok(listed);
    }
    let county = kit.store().find_union_for(code.as_str(), RouteKind::Federation).await?;
    let Some(county) = county else { return Ok(Vec::new()) };
    let unions = kit.store().list_children(&county.id, LOOKED_AT).await?;
    Ok(streets(&unions, code))
}

/// By name: of the table first, then streets by the names of their unions.
async fn found(kit: &Kit, code: &DivisionCode, text: &str) -> Result<Vec<DivisionRef>, Fault> {
    let mut all: Vec<DivisionRef> = division::search(text)
        .iter()
        .filter(|found| found.code != *code && found.code.is_within(code))
        .map(listed)
        .collect();
    if text.chars().count() >= LEAST {
        let unions = kit.store().search_unions(text, LOOKED_AT).await?;
        all.extend(streets(&unions, code).into_iter().filter(|street| is_meant(street, text)));
    }
    Ok(all)
}

/// A text that the county's own name holds means the county, not all of its streets.
fn is_meant(street: &DivisionRef, text: &str) -> bool {
    let county = street.full_name.strip_suffix(&street.name).unwrap_or_default();
    street.full_name.contains(text) && !county.contains(text)
}

/// The streets of these unions within a place, each once, in the order of their codes.
fn streets(unions: &[Union], within: &DivisionCode) -> Vec<DivisionRef> {
    let mut all: Vec<DivisionRef> = unions.iter().filter_map(street).collect();
    all.retain(|street| street.code.starts_with(within.as_str()) && street.code != within.as_str());
    all.sort_by(|one, other| one.code.cmp(&other.code));
    all.dedup_by(|one, other| one.code == other.code);
    all
}

/// The street that a street's union takes people of: its name is in the union's, after the county's
/// and with its mark of invented data.
fn street(union: &Union) -> Option<DivisionRef> {
    let serves = union.level == UnionLevel::Township
        && union.kind == UnionKind::Territorial
        && union.status == UnionStatus::Active;
    let code = DivisionCode::parse(&union.division).ok().filter(|_| serves)?;
    if code.as_str().len() != STREET {
        return None;
    }
    let county = division::find(&code.parent()?)?;
    let own = union.name.split(county.name).last()?;
    let end = ["街道", "镇", "乡"]
        .iter()
        .find_map(|kind| own.find(kind).map(|at| at.saturating_add(kind.len())))?;
    let mark = if own.contains("合成") { "(合成)" } else { "" };
    let name = format!("{}{mark}", own.get(..end)?);
    Some(DivisionRef {
        code: code.as_str().to_owned(),
        full_name: format!("{}{name}", county.full_name),
        name,
        level: DivisionLevel::Township,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::UnionId;

    #[test]
    fn what_is_above_goes_from_the_province_down() {
        let code = DivisionCode::parse("210106").unwrap();
        let names: Vec<String> =
            above(&code).iter().map(|code| division_ref(code.as_str()).name).collect();
        assert_eq!(names, ["辽宁省", "沈阳市"]);
    }

    fn union(name: &str, level: UnionLevel, kind: UnionKind, division: &str) -> Union {
        Union {
            id: UnionId::parse("U1").unwrap(),
            name: name.to_owned(),
            aliases: Vec::new(),
            level,
            kind,
            status: UnionStatus::Active,
            parent: None,
            path: "/U1/".to_owned(),
            division: division.to_owned(),
            accepts_individuals: true,
            accepts_groups: Vec::new(),
            credit_code: None,
            phone: None,
            address: None,
        }
    }

    #[test]
    fn a_street_has_its_name_from_its_union() {
        use UnionKind::{Independent, Territorial};
        use UnionLevel::{Community, Grassroots, Township};
        #[rustfmt::skip]
        let rows = [
            // why                       the union                            level       kind         place           wanted
            ("a street",                 "铁西区示范一街道总工会",            Township,   Territorial, "210106004",    Some("示范一街道")),
            ("an invented one",          "铁西区示范一街道总工会(合成)",    Township,   Territorial, "210106004",    Some("示范一街道(合成)")),
            ("with its city",            "沈阳市铁西区示范一街道总工会",      Township,   Territorial, "210106004",    Some("示范一街道")),
            ("a town",                   "康平县示范镇总工会",                Township,   Territorial, "210123101",    Some("示范镇")),
            ("of no street's name",      "铁西区职工之家",                    Township,   Territorial, "210106004",    None),
            ("a firm there",             "铁西区示范一街道某厂工会",          Grassroots, Independent, "210106004",    None),
            ("a community",              "铁西区示范一街道第一社区工会",      Community,  Territorial, "210106004001", None),
            ("a county's",               "铁西区总工会",                      Township,   Territorial, "210106",       None),
        ];
        for (why, name, level, kind, place, wanted) in rows {
            let got = street(&union(name, level, kind, place)).map(|found| found.name);
            assert_eq!(got.as_deref(), wanted, "{why}");
        }
    }

    #[test]
    fn a_search_for_a_county_does_not_bring_its_streets() {
        let union = union(
            "铁西区示范一街道总工会",
            UnionLevel::Township,
            UnionKind::Territorial,
            "210106004",
        );
        let found = street(&union).unwrap();
        let rows = [
            // why                    text                wanted
            ("the county", "铁西区", false),
            ("its city", "沈阳市", false),
            ("the street", "示范一街道", true),
            ("part of it", "示范", true),
            ("with its county", "铁西区示范", true),
            ("another one", "示范二街道", false),
        ];
        for (why, text, wanted) in rows {
            assert_eq!(is_meant(&found, text), wanted, "{why}");
        }
    }

    #[test]
    fn streets_come_once_and_only_within_the_place() {
        let (level, kind) = (UnionLevel::Township, UnionKind::Territorial);
        let unions = [
            union("铁西区乙街道总工会", level, kind, "210106005"),
            union("铁西区甲街道总工会", level, kind, "210106004"),
            union("铁西区甲街道工会联合会", level, kind, "210106004"),
            union("沈河区丙街道总工会", level, kind, "210103001"),
        ];
        let within = DivisionCode::parse("210106").unwrap();
        let names: Vec<String> =
            streets(&unions, &within).into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["甲街道", "乙街道"]);
    }
}
