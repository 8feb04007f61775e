//! Unions that are merged, split and dissolved, under attack. Domain 11.10 (2), (4), (16), 12.4 (14).

use crate::harness::door::{Got, ask, word};
use crate::harness::people::Worker;
use crate::harness::world::{World, union_id};
use domain::application::State;
use domain::id::{PersonId, RestructuringId};
use domain::membership::MembershipState;
use domain::trail::first_broken;
use domain::union::UnionStatus;
use jiff::Timestamp;
use serde_json::{Value, json};

/// A member of the factory's union.
async fn member(world: &World, n: u16) -> (Worker, PersonId) {
    let worker = world.worker(n).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    world.decide("factory-1", &id, &word("approve", None), world.after(2)).await.expect(200);
    world.drive(&id, world.after(3)).await;
    let head = world.head(&id).await;
    assert_eq!(head.state, State::Completed);
    (worker, head.person)
}

fn new_id(world: &World) -> String {
    RestructuringId::from_parts(1_780_000_000_000, world.draw()).as_str().to_owned()
}

async fn version(world: &World, union: &str) -> u64 {
    let record = world.store().get_union_record(&union_id(union)).await.unwrap();
    record.map_or(0, |record| record.trail.version)
}

async fn wish(world: &World, officer: &str, id: &str, body: &Value) -> Got {
    ask("PUT /v1/restructurings/{id}", id).by(officer).body(body).at(world, world.after(10)).await
}

async fn plan(world: &World, kind: &str, target: &str) -> Value {
    json!({
        "union": "FACTORY", "version": version(world, "FACTORY").await, "kind": kind, "target": target,
        "reason": "单位已注销,会员大会同意。", "document": "会员大会决议〔2026〕3号",
    })
}

async fn answer(world: &World, officer: &str, id: &str, body: &Value) -> Got {
    let route = "POST /v1/restructurings/{id}/decision";
    ask(route, id).by(officer).body(body).at(world, world.after(11)).await
}

fn yes(cases_to: &str) -> Value {
    json!({ "approve": true, "casesTo": cases_to })
}

async fn undo(world: &World, officer: &str, id: &str) -> Got {
    ask("DELETE /v1/restructurings/{id}", id).by(officer).at(world, world.after(12)).await
}

async fn show(world: &World, id: &str) -> Value {
    let route = "GET /v1/restructurings/{id}";
    ask(route, id).by("street-1").at(world, world.after(13)).await.expect(200)
}

async fn status(world: &World) -> UnionStatus {
    world.store().get_union_now(&union_id("FACTORY")).await.unwrap().unwrap().status
}

async fn belongs(world: &World, person: &PersonId) -> (MembershipState, String) {
    let standing = world.store().get_standing(person).await.unwrap();
    let membership = standing.membership.unwrap();
    (membership.state, membership.affiliation.map_or(String::new(), |one| one.union.to_string()))
}

/// (16): while anybody belongs to it the union is not dissolved.
async fn check(world: &World, people: &[PersonId]) {
    if status(world).await != UnionStatus::Dissolved {
        return;
    }
    let left = world.store().list_members(&union_id("FACTORY"), 100, None).await.unwrap();
    assert!(left.items.is_empty(), "(16)");
    for person in people {
        let (state, union) = belongs(world, person).await;
        assert_ne!(state, MembershipState::Ended, "nobody loses his membership");
        assert_ne!(union, "FACTORY", "(16)");
    }
}

/// Sweeps every two minutes until it is over.
async fn sweep_out(world: &World, people: &[PersonId], from: i64) -> i64 {
    let mut minute = from;
    while status(world).await != UnionStatus::Dissolved {
        world.sweep(world.after(minute)).await;
        check(world, people).await;
        minute += 2;
        assert!(minute < from + 60, "it ends");
    }
    minute
}

/// 12.4 (14): everybody is retained first, by events; the union ends after a second look; offices end.
#[tokio::test]
async fn a_dissolved_unions_members_are_retained_one_by_one_before_it_ends() {
    let world = World::new().await;
    let (first, one) = member(&world, 1).await;
    let (second, two) = member(&world, 2).await;
    let people = [one.clone(), two.clone()];
    let id = new_id(&world);
    let body = plan(&world, "DISSOLVE", "STREET").await;
    let asked = wish(&world, "factory-1", &id, &body).await.expect(200);
    assert_eq!(asked["left"], 2);
    assert_eq!(
        wish(&world, "factory-1", &id, &body).await.expect(200)["id"],
        asked["id"],
        "a repeat"
    );
    assert_eq!(status(&world).await, UnionStatus::Active, "a request alone closes nothing");
    answer(&world, "street-1", &id, &yes("COMMUNITY")).await.expect(200);
    assert_eq!(status(&world).await, UnionStatus::Dissolving, "entry is closed at once");
    world.sweep(world.after(14)).await;
    check(&world, &people).await;
    assert_eq!(status(&world).await, UnionStatus::Dissolving, "one look is not enough");
    world.sweep(world.after(15)).await;
    assert_eq!(status(&world).await, UnionStatus::Dissolving, "nor two within three minutes");
    sweep_out(&world, &people, 16).await;
    for person in &people {
        assert_eq!(belongs(&world, person).await, (MembershipState::Retained, "STREET".to_owned()));
    }
    let view = show(&world, &id).await;
    assert_eq!((&view["stage"]["code"], &view["retained"]), (&json!("DONE"), &json!(2)));
    let offices = world.store().list_roles_by_union(&union_id("FACTORY")).await.unwrap();
    assert!(offices.iter().all(|grant| grant.to.is_some()), "offices end");
    let covered = world.store().list_covered(&union_id("FACTORY"), None, 10).await.unwrap();
    assert!(covered.items.is_empty(), "employers are released");
    let head = RestructuringId::parse(&id).unwrap();
    let head = world.store().get_restructuring(&head).await.unwrap().unwrap();
    assert_eq!(first_broken(&world.store().list_lines(&head.record()).await.unwrap()), None);
    world.sweep(world.after(100)).await;
    world.check_invariants(&[&first, &second]).await;
}

/// A merging carries the employer over and keeps the members active.
#[tokio::test]
async fn a_merged_unions_members_stay_active_in_the_other() {
    let world = World::new().await;
    let (worker, one) = member(&world, 1).await;
    let id = new_id(&world);
    wish(&world, "factory-1", &id, &plan(&world, "MERGE", "HOSPITAL").await).await.expect(200);
    answer(&world, "street-1", &id, &yes("HOSPITAL")).await.expect(200);
    sweep_out(&world, std::slice::from_ref(&one), 14).await;
    assert_eq!(belongs(&world, &one).await, (MembershipState::Active, "HOSPITAL".to_owned()));
    let employers = world.store().list_covered(&union_id("HOSPITAL"), None, 10).await.unwrap();
    assert_eq!(employers.items.len(), 2, "its own and the factory");
    world.check_invariants(&[&worker]).await;
}

/// A split moves those of one employer; the union stays and admits.
#[tokio::test]
async fn a_split_moves_the_chosen_and_the_union_stays() {
    let world = World::new().await;
    let (_, one) = member(&world, 1).await;
    let (_, two) = member(&world, 2).await;
    let id = new_id(&world);
    let mut body = plan(&world, "SPLIT", "JOINT").await;
    assert_eq!(wish(&world, "factory-1", &id, &body).await.status, 422, "of nobody");
    body["persons"] = json!([one.as_str()]);
    wish(&world, "factory-1", &id, &body).await.expect(200);
    answer(&world, "street-1", &id, &json!({ "approve": true })).await.expect(200);
    assert_eq!(status(&world).await, UnionStatus::Active);
    for minute in [14, 18, 22] {
        world.sweep(world.after(minute)).await;
    }
    assert_eq!(show(&world, &id).await["stage"]["code"], "DONE");
    assert_eq!(belongs(&world, &one).await.1, "JOINT");
    assert_eq!(belongs(&world, &two).await.1, "FACTORY");
    assert_eq!(status(&world).await, UnionStatus::Active);
    let record = world.store().get_union_record(&union_id("FACTORY")).await.unwrap().unwrap();
    assert_eq!(record.restructuring, None, "another may be asked for");
}

#[tokio::test]
async fn who_asks_does_not_decide_and_nobody_out_of_reach_does_either() {
    let world = World::new().await;
    let id = new_id(&world);
    #[rustfmt::skip]
    let rows = [
        // why                                   who          kind        target        status
        ("another union's officer",              "lonely-1",  "DISSOLVE", "STREET",     404),
        ("an auditor only reads",                "auditor-1", "DISSOLVE", "STREET",     403),
        ("into itself",                          "factory-1", "MERGE",    "FACTORY",    422),
        ("into one that is closing",             "factory-1", "MERGE",    "DISSOLVING", 422),
        ("active members into a federation",     "factory-1", "MERGE",    "210106",     422),
        ("into none",                            "factory-1", "MERGE",    "NOWHERE",    422),
        ("the street asks for it itself",        "street-1",  "DISSOLVE", "STREET",     200),
    ];
    for (why, who, kind, target, status) in rows {
        let got = wish(&world, who, &id, &plan(&world, kind, target).await).await;
        assert_eq!(got.status, status, "{why}: {}", got.body);
    }
    let second = plan(&world, "MERGE", "HOSPITAL").await;
    let second = wish(&world, "factory-1", &new_id(&world), &second).await;
    assert_eq!(second.problem(), (409, "UNION_STATE"), "one at a time");
    #[rustfmt::skip]
    let rows = [
        ("who asked",                         "street-1",  yes("COMMUNITY"),  403),
        ("the union itself",                  "factory-1", yes("COMMUNITY"),  403),
        ("another county",                    "county-3",  yes("COMMUNITY"),  404),
        ("without a word on the open cases",  "county-1",  json!({ "approve": true }), 422),
        ("cases to one that takes nobody",    "county-1",  yes("210106"),     422),
        ("a no without a reason",             "county-1",  json!({ "approve": false }), 422),
        ("the county",                        "county-1",  yes("COMMUNITY"),  200),
        ("the county once more",              "county-1",  yes("COMMUNITY"),  200),
        ("another after it",                  "city-1",    yes("COMMUNITY"),  409),
    ];
    for (why, who, body, status) in rows {
        let got = answer(&world, who, &id, &body).await;
        assert_eq!(got.status, status, "{why}: {}", got.body);
    }
}

/// It is taken back until the first member has gone; a decision and a taking back at once: one wins.
#[tokio::test]
async fn it_is_taken_back_only_before_the_first_member_has_gone() {
    let world = World::new().await;
    let (_, one) = member(&world, 1).await;
    let id = new_id(&world);
    wish(&world, "factory-1", &id, &plan(&world, "DISSOLVE", "STREET").await).await.expect(200);
    answer(&world, "street-1", &id, &yes("COMMUNITY")).await.expect(200);
    assert_eq!(undo(&world, "factory-1", &id).await.status, 403, "the union alone does not");
    undo(&world, "street-1", &id).await.expect(200);
    undo(&world, "street-1", &id).await.expect(200);
    assert_eq!(status(&world).await, UnionStatus::Active);
    world.sweep(world.after(20)).await;
    assert_eq!(belongs(&world, &one).await.1, "FACTORY", "nobody went");
    let again = new_id(&world);
    wish(&world, "factory-1", &again, &plan(&world, "DISSOLVE", "STREET").await).await.expect(200);
    answer(&world, "street-1", &again, &yes("COMMUNITY")).await.expect(200);
    let swept = world.after(22);
    let (_, taken) = tokio::join!(world.sweep(swept), undo(&world, "street-1", &again));
    let gone = belongs(&world, &one).await.1 == "STREET";
    assert_eq!(taken.status == 200, !gone, "one of the two: {taken:?}");
    if gone {
        assert_eq!(undo(&world, "street-1", &again).await.problem(), (409, "UNION_STATE"));
        sweep_out(&world, &[one], 24).await;
    } else {
        assert_eq!(status(&world).await, UnionStatus::Active);
    }
}

/// A union dissolved while somebody's entry into it is open: the case goes to the union that the
/// decision named, and he is admitted there or not at all.
#[tokio::test]
async fn an_open_entry_into_a_union_that_is_dissolved_is_passed_on() {
    let world = World::new().await;
    let (_, one) = member(&world, 1).await;
    let worker = world.worker(2).await;
    let open = world.apply(&worker, world.start()).await;
    world.drive(&open, world.after(1)).await;
    let id = new_id(&world);
    wish(&world, "factory-1", &id, &plan(&world, "DISSOLVE", "STREET").await).await.expect(200);
    answer(&world, "street-1", &id, &yes("COMMUNITY")).await.expect(200);
    sweep_out(&world, &[one], 14).await;
    let head = world.head(&open).await;
    assert_eq!(head.union, Some(union_id("COMMUNITY")));
    world.drive(&open, world.after(90)).await;
    let holder = world.head(&open).await.pending.and_then(|step| step.union);
    assert_eq!(holder, Some(union_id("COMMUNITY")), "it waits there");
    world.check_invariants(&[&worker]).await;
}

/// Somebody who was approved just before the decision and whose membership is written after it is seen
/// by the second look.
#[tokio::test]
async fn who_slips_in_after_the_decision_is_seen_before_the_end() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let late = world.apply(&worker, world.start()).await;
    world.drive(&late, world.after(1)).await;
    let id = new_id(&world);
    wish(&world, "factory-1", &id, &plan(&world, "DISSOLVE", "STREET").await).await.expect(200);
    world.decide("factory-2", &late, &word("approve", None), world.after(10)).await.expect(200);
    answer(&world, "street-1", &id, &yes("COMMUNITY")).await.expect(200);
    world.sweep(world.after(14)).await;
    world.drive(&late, world.after(15)).await;
    let minute = sweep_out(&world, &[], 18).await;
    world.drive(&late, world.after(minute)).await;
    let head = world.head(&late).await;
    let standing = world.store().get_standing(&head.person).await.unwrap();
    let held = standing.membership.and_then(|one| one.affiliation).map(|one| one.union);
    assert_ne!(held, Some(union_id("FACTORY")), "(16)");
}

/// The clock dies before or after any of its calls to the table, again and again: it goes on where it
/// was, and everybody has gone exactly once.
#[tokio::test]
async fn a_clock_that_dies_anywhere_goes_on() {
    let world = World::new().await;
    let mut people = Vec::new();
    for n in 1..=4 {
        people.push(member(&world, n).await.1);
    }
    let id = new_id(&world);
    wish(&world, "factory-1", &id, &plan(&world, "DISSOLVE", "STREET").await).await.expect(200);
    answer(&world, "street-1", &id, &yes("COMMUNITY")).await.expect(200);
    let mut minute = 14;
    // Each run is let go after a little more time than the one before, wherever it is then.
    for patience in 0..40_u64 {
        let now: Timestamp = world.after(minute);
        let limit = std::time::Duration::from_millis(patience * 3);
        let run = tokio::time::timeout(limit, world.sweep(now)).await;
        drop(run);
        check(&world, &people).await;
        minute += 1;
    }
    sweep_out(&world, &people, minute).await;
    for person in &people {
        assert_eq!(belongs(&world, person).await, (MembershipState::Retained, "STREET".to_owned()));
        let file = world.store().get_person_file(person).await.unwrap();
        assert_eq!(file.events.len(), 2, "joined, retained: each once");
    }
    assert_eq!(show(&world, &id).await["retained"], 4);
}

/// Two clocks at once do no harm.
#[tokio::test]
async fn two_clocks_at_once_move_nobody_twice() {
    let world = World::new().await;
    let mut people = Vec::new();
    for n in 1..=3 {
        people.push(member(&world, n).await.1);
    }
    let id = new_id(&world);
    wish(&world, "factory-1", &id, &plan(&world, "MERGE", "HOSPITAL").await).await.expect(200);
    answer(&world, "street-1", &id, &yes("HOSPITAL")).await.expect(200);
    for minute in [14, 18, 22, 26] {
        let now = world.after(minute);
        tokio::join!(world.sweep(now), world.sweep(now));
    }
    sweep_out(&world, &people, 30).await;
    for person in &people {
        assert_eq!(belongs(&world, person).await.1, "HOSPITAL");
        let file = world.store().get_person_file(person).await.unwrap();
        assert_eq!(file.events.len(), 3, "joined, out, in: each once");
    }
    assert_eq!(show(&world, &id).await["moved"], 3);
}

/// A target that closes meanwhile: nobody goes, the reason stands by each person, nothing ends.
#[tokio::test]
async fn a_target_that_closes_meanwhile_is_told_by_person() {
    let world = World::new().await;
    let (_, one) = member(&world, 1).await;
    let id = new_id(&world);
    wish(&world, "factory-1", &id, &plan(&world, "MERGE", "HOSPITAL").await).await.expect(200);
    answer(&world, "street-1", &id, &yes("COMMUNITY")).await.expect(200);
    let mut target = world.store().get_union_now(&union_id("HOSPITAL")).await.unwrap().unwrap();
    target.status = UnionStatus::Dissolving;
    world.store().put_union(&target).await.unwrap();
    for minute in [14, 20, 60] {
        world.sweep(world.after(minute)).await;
    }
    let view = show(&world, &id).await;
    assert_eq!(view["problems"][0]["of"], one.as_str());
    assert_eq!((&view["left"], &view["stage"]["code"]), (&json!(1), &json!("MOVING")));
    target.status = UnionStatus::Active;
    world.store().put_union(&target).await.unwrap();
    sweep_out(&world, &[one], 100).await;
}
