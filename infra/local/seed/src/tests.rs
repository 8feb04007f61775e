//! The invented people fit their forms, the routing and each other.

use crate::figures::Wanted;
use crate::payees::{self, Card, Registered};
use crate::person::{Expect, Seeded};
use crate::world::World;
use crate::{cast, figures, register};
use domain::benefit::{Decision, PayeeInput, calculate};
use domain::form::{Door, Form, JoinForm, parse};
use domain::matter::FormKind;
use domain::occupation::OccupationGroup;
use domain::payee::{PayeeStatus, Register};
use domain::person::Sealed;
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

const TODAY: jiff::civil::Date = date(2026, 11, 22);

fn registered() -> Vec<Registered> {
    let cast = cast::people(&World::read().unwrap()).unwrap();
    payees::everybody(&cast, TODAY).unwrap()
}

#[test]
fn nobody_on_a_register_can_be_a_real_person_or_somebody_else_of_the_demo() {
    let payees = registered();
    let others: BTreeSet<String> = everybody(&World::read().unwrap())
        .iter()
        .map(|person| person.id_number.expose().to_owned())
        .collect();
    let mut numbers = BTreeSet::new();
    let mut cards = BTreeSet::new();
    for payee in &payees {
        assert!(payee.id_number.is_synthetic(), "{}", payee.key);
        assert!(numbers.insert(payee.id_number.expose().to_owned()), "{}", payee.key);
        let of_the_cast = !payee.key.starts_with("payee/");
        assert_eq!(others.contains(payee.id_number.expose()), of_the_cast, "{}", payee.key);
        assert!(!["方文墨", "钟国志"].contains(&payee.name.as_str()));
        if let Some(card) = &payee.card {
            assert!(card.number.starts_with("TESTCARD-") && card.number.len() <= 34);
            assert!(cards.insert(card.number.clone()), "{}", payee.key);
        }
    }
}

#[test]
fn the_registers_have_every_case_that_a_run_must_meet() {
    let payees = registered();
    let count = |of: &dyn Fn(&Registered) -> bool| payees.iter().filter(|one| of(one)).count();
    let on = |register| move |one: &Registered| one.facts.register() == register;
    let card = |of: fn(&Card) -> bool| move |one: &Registered| one.card.as_ref().is_some_and(of);
    #[rustfmt::skip]
    let rows: [(&str, usize, std::ops::RangeInclusive<usize>); 15] = [
        ("model workers",         count(&on(Register::ModelWorker)),                           235..=260),
        ("households",            count(&on(Register::Hardship)),                              115..=125),
        ("a list of one occasion", count(&on(Register::Voucher)),                              60..=65),
        ("dead",                  count(&|one| one.status == PayeeStatus::Deceased),           3..=15),
        ("title withdrawn",       count(&|one| one.status == PayeeStatus::Revoked),            3..=15),
        ("abroad",                count(&|one| one.status == PayeeStatus::Abroad),             3..=15),
        ("lost",                  count(&|one| one.status == PayeeStatus::Lost),               3..=15),
        ("not checked",           count(&|one| one.checked_days > 366),                        3..=15),
        ("no account",            count(&|one| one.card.is_none()),                            3..=15),
        ("not verified",          count(&card(|card| !card.verified)),                         6..=30),
        ("by proxy",              count(&card(|card| card.proxy.is_some())),                   3..=15),
        ("changed lately",        count(&card(|card| card.changed_days < 7)),                  3..=15),
        ("the bank misbehaves",   count(&card(|card| card.number.contains("-900"))),           9..=60),
        ("rare names",            count(&|one| one.name.contains(['㛃', '𬭎', '·'])),           3..=20),
        ("an officer",            count(&|one| one.key == "city-2"),                           1..=1),
    ];
    for (why, found, wanted) in rows {
        assert!(wanted.contains(&found), "{why}: {found}");
    }
    for city in 1..=14 {
        let city = format!("21{city:02}");
        assert!(payees.iter().any(|one| one.city == city), "{city}");
    }
}

#[test]
fn every_benefit_pays_somebody_and_has_a_budget_line() {
    let at = "2026-11-22T08:00:00Z".parse().unwrap();
    let budgets = payees::budgets(TODAY).unwrap();
    for benefit in domain::benefit::newest() {
        let line = budgets.iter().filter(|one| one.line == benefit.budget_line);
        assert_eq!(line.map(|one| one.year).collect::<Vec<_>>(), [2026, 2027], "{}", benefit.code);
        let period = if benefit.code == "one-off-voucher" { "2026-winter" } else { "2026" };
        let mut paid = BTreeMap::new();
        for one in registered().iter().filter(|one| one.facts.register() == benefit.register) {
            let payee = register::payee(one, TODAY).unwrap();
            let account = register::account(one, at, Sealed(String::new()), String::new()).unwrap();
            let input = PayeeInput { payee: &payee, account: account.as_ref(), at, period };
            let taken: &[domain::benefit::Taken] = &[];
            for decision in calculate(benefit, &input, taken) {
                if let Decision::Line { kind, .. } = decision {
                    *paid.entry(kind).or_insert(0) += 1;
                }
            }
        }
        for kind in &benefit.kinds {
            assert!(paid.contains_key(&kind.code), "{} {}: {paid:?}", benefit.code, kind.code);
        }
    }
}

#[test]
fn the_table_in_the_docs_is_this_one() {
    let people = cast::people(&World::read().unwrap()).unwrap();
    let docs = include_str!("../../../../docs/accounts.md");
    assert!(
        docs == crate::markdown::table(&people, &registered()),
        "write it anew: cargo run -q -p seed -- people --markdown > docs/accounts.md"
    );
}

#[test]
fn payees_of_the_figures_are_synthetic_distinct_and_in_every_city() {
    let wanted = Wanted { count: 1_400, exceptions: true };
    let all = figures::everybody(wanted).unwrap();
    let numbers: BTreeSet<&str> = all.iter().map(|one| one.id_number.expose()).collect();
    assert_eq!(numbers.len(), all.len(), "nobody is there twice");
    assert!(numbers.iter().all(|number| number.starts_with("2199")), "nobody is real");
    let cities: BTreeSet<&str> = all.iter().map(|one| one.city.as_str()).collect();
    assert_eq!(cities.len(), 14, "a part in every city");
    let odd = |one: &&Registered| {
        let card = one.card.as_ref().unwrap();
        ["9001", "9004", "9007"].iter().any(|last4| card.number.ends_with(last4))
    };
    assert_eq!(all.iter().filter(odd).count(), 14, "one in a hundred");
    let plain = figures::everybody(Wanted { exceptions: false, ..wanted }).unwrap();
    assert_eq!(plain.iter().filter(odd).count(), 0, "none where none is asked for");
}
