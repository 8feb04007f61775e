//! The invented people fit their forms, the routing and each other.

use crate::cast;
use crate::person::{Expect, Seeded};
use crate::world::World;
use domain::form::{Door, Form, JoinForm, parse};
use domain::matter::FormKind;
use domain::occupation::OccupationGroup;
use domain::routing::{RouteFacts, decide};
use domain::union::Union;
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};
use store::RouteKind;

fn everybody(world: &World) -> Vec<Seeded> {
    let mut people = cast::people(world).unwrap();
    people.extend(cast::crowd(world, 1, 3_000).unwrap());
    people
}

#[test]
fn nobody_can_be_a_real_person_and_no_two_are_the_same() {
    let people = everybody(&World::read().unwrap());
    let count = |texts: BTreeSet<String>| assert_eq!(texts.len(), people.len());
    count(people.iter().map(|one| one.account.clone()).collect());
    count(people.iter().map(|one| one.mobile.expose().to_owned()).collect());
    count(people.iter().map(|one| one.id_number.expose().to_owned()).collect());
    for person in &people {
        assert!(person.id_number.is_synthetic() && person.mobile.is_synthetic());
        assert!(person.id_type.carries(&person.id_number), "{}", person.account);
        assert_eq!(person.id_number.birth_date(), person.born);
        assert_eq!(person.id_number.sex(), person.sex);
    }
}

#[test]
fn every_form_is_one_that_the_door_takes() {
    let door = Door { today: date(2026, 11, 22), allow_synthetic: true };
    for person in everybody(&World::read().unwrap()) {
        let Some(form) = &person.form else { continue };
        let value = serde_json::to_value(form).unwrap();
        let read = parse(FormKind::Join, &value, door);
        assert!(
            read.is_ok_and(|read| read == Form::Join(Box::new(form.clone()))),
            "{}",
            person.account
        );
    }
}

/// The directory's answer to a look-up, out of the world itself.
fn find<'a>(world: &'a World, division: &str, kind: RouteKind) -> Option<&'a Union> {
    let route = world.routes.iter().find(|(at, what, _)| at == division && *what == kind);
    route.and_then(|(_, _, id)| world.union(id))
}

fn territorial<'a>(world: &'a World, division: &str) -> Option<&'a Union> {
    let places = [12, 9, 6].into_iter().filter_map(|length| division.get(..length));
    places.filter_map(|place| find(world, place, RouteKind::Territorial)).next()
}

fn route(world: &World, form: &JoinForm) -> Option<(String, domain::routing::RouteReason)> {
    let employer = |named: &Option<domain::form::EmployerName>| {
        let code = named.as_ref()?.credit_code.clone();
        world.employers.iter().find(|employer| employer.credit_code == code)
    };
    let of = |employer: Option<&domain::union::Employer>| world.union(employer?.union.as_ref()?);
    let home = form.residence_division.as_str();
    let work = form.work_division.as_ref().map(|division| division.as_str());
    let county = |place: &str| place.get(..6).unwrap().to_owned();
    let facts = RouteFacts {
        employer_union: of(employer(&form.employer)),
        user_union: of(employer(&form.user_employer)),
        employer_named: form.employer.is_some(),
        employer_street: employer(&form.employer).and_then(|one| territorial(world, &one.division)),
        industry: find(
            world,
            &county(work.unwrap_or(home)),
            RouteKind::Industry(form.occupation_group),
        ),
        residence: territorial(world, home),
        work_place: work.and_then(|work| territorial(world, work)),
        pool: find(world, &county(home), RouteKind::Pool),
    };
    let preferred = form.preferred_place.unwrap_or_default();
    decide(form.relation, form.occupation_group, preferred, &facts)
        .map(|route| (route.union.id.as_str().to_owned(), route.reason))
}

#[test]
fn every_form_ends_where_its_row_says() {
    let world = World::read().unwrap();
    for person in everybody(&world) {
        let Some(form) = &person.form else { continue };
        let wanted = person.union.as_ref().map(|union| union.as_str().to_owned()).zip(person.route);
        assert_eq!(route(&world, form), wanted, "{}", person.account);
    }
}

#[test]
fn every_union_that_decides_has_an_officer_and_every_branch_is_there() {
    let world = World::read().unwrap();
    let people = cast::people(&world).unwrap();
    let mut officers: BTreeMap<&str, usize> = BTreeMap::new();
    for role in people.iter().flat_map(|person| &person.roles) {
        assert!(world.union(&role.union).is_some(), "{}", role.union);
        *officers.entry(role.union.as_str()).or_default() += 1;
    }
    let mut reasons = BTreeSet::new();
    for person in everybody(&world) {
        if let (Some(union), Some(route)) = (&person.union, person.route) {
            assert!(officers.contains_key(union.as_str()), "{}: {union}", person.account);
            reasons.insert(format!("{route:?}"));
        }
    }
    assert_eq!(reasons.len(), 9, "{reasons:?}");
    assert_eq!(officers.get("U210106004-02"), Some(&1), "one officer only");
    assert_eq!(officers.get("U210106004-08"), Some(&2), "the applicant's own and another");
}

#[test]
fn the_promised_accounts_are_there() {
    let world = World::read().unwrap();
    let people = cast::people(&world).unwrap();
    for number in 1..=40 {
        let name = format!("worker-{number}");
        let worker = people.iter().find(|person| person.account == name).unwrap();
        assert!(worker.bound && worker.form.is_some(), "{name}");
        assert_eq!(
            worker.expect == Expect::Completed,
            number <= 20 || [28, 29, 30, 31, 32, 36, 37, 38, 39, 40].contains(&number),
            "{name}"
        );
        let own = worker.union.as_ref().unwrap().as_str() == "U210106004-01";
        assert!(own || number > 20, "{name}");
    }
    let groups: BTreeSet<OccupationGroup> = cast::crowd(&world, 1, 200)
        .unwrap()
        .iter()
        .filter_map(|person| person.form.as_ref().map(|form| form.occupation_group))
        .collect();
    assert_eq!(groups.len(), OccupationGroup::ALL.len(), "every group is in the crowd");
}

#[test]
fn the_world_has_every_federation_and_pool_and_codes_that_nobody_has() {
    let world = World::read().unwrap();
    let leads = |kind| world.routes.iter().filter(|(_, what, _)| *what == kind).count();
    assert_eq!(leads(RouteKind::Federation), 114, "100 counties and 14 zones");
    assert_eq!(leads(RouteKind::Pool), 114);
    let ids: BTreeSet<&str> = world.unions.iter().map(|union| union.id.as_str()).collect();
    assert_eq!(ids.len(), world.unions.len());
    for union in &world.unions {
        assert!(union.path.ends_with(&format!("/{}/", union.id)), "{}", union.path);
        assert!(union.parent.as_ref().is_none_or(|parent| ids.contains(parent.as_str())));
        assert!(
            union.credit_code.as_ref().is_none_or(|code| code.is_union() && code.is_synthetic())
        );
    }
    for employer in &world.employers {
        let code = employer.credit_code.as_ref().unwrap();
        assert!(code.is_synthetic() && code.inner_check_agrees(), "{}", employer.id);
        assert!(employer.union.as_ref().is_none_or(|union| world.union(union).is_some()));
    }
    let services: BTreeSet<&str> =
        domain::service::catalogue().iter().map(|one| one.code.as_str()).collect();
    let given: BTreeSet<&str> = world.providers.iter().map(|one| one.service.as_str()).collect();
    assert!(given.is_subset(&services) && given.len() == 12, "12 of the 18 services");
}

#[test]
fn the_table_in_the_docs_is_this_one() {
    let people = cast::people(&World::read().unwrap()).unwrap();
    let docs = include_str!("../../../../docs/accounts.md");
    assert!(
        docs == crate::markdown::table(&people),
        "write it anew: cargo run -q -p seed -- people --markdown > docs/accounts.md"
    );
}
