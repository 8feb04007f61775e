//! The twelve case seeds of the domain (12.4), each with its outcome.

use crate::harness::door::{ask, word};
use crate::harness::people::{Worker, credit_code};
use crate::harness::provider::Manner;
use crate::harness::world::World;
use domain::application::{Application, State, StepKind};
use domain::id::EmployerId;
use domain::membership::MembershipState;
use domain::role::Role;
use domain::routing::RouteReason;
use serde_json::{Value, json};
use store::IndexKind;

fn employer(n: u8) -> Value {
    json!({ "creditCode": credit_code(&format!("91210102XX{n:07}")) })
}

/// Applies and drives once; where the application stands then.
async fn sent(world: &World, worker: &Worker) -> Application {
    let id = world.apply(worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    world.head(&id).await
}

/// 12.4 (1), 11.2 (1).
#[tokio::test]
async fn a_member_who_applies_again_is_offered_a_transfer() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let got = world.post(&worker, world.start()).await;
    assert_eq!(got.problem(), (409, "R09"));
    assert_eq!(got.body["next"]["action"], "transfer");
}

/// 12.4 (2) and (3): kept, not refused; a new job makes the membership live again.
#[tokio::test]
async fn a_retained_member_is_told_that_his_membership_is_kept() {
    let world = World::new().await;
    for (n, born) in [(1, "19600101"), (2, "19900101")] {
        let worker = world.worker_born(n, born).await;
        world.enrol(&worker, "FACTORY", MembershipState::Retained).await;
        let got = world.post(&worker, world.start()).await;
        assert_eq!(got.problem(), (409, "R09"));
        assert_eq!(got.body["title"], "会籍已保留,无需再申请");
        assert!(got.body["detail"].as_str().is_some_and(|text| text.contains("恢复会籍")));
    }
}

/// 12.4 (4) and (5), 11.2 (3) to (8): every branch of the routing, through the real check.
#[tokio::test]
async fn every_worker_finds_the_union_that_takes_him() {
    let courier = |place: &str| {
        json!({
            "relation": "SELF_EMPLOYED_PLATFORM", "occupationGroup": "COURIER",
            "residenceDivision": place,
        })
    };
    let at = |place: &str| json!({ "relation": "FLEXIBLE", "residenceDivision": place });
    let both = |prefers: &str| {
        json!({
            "relation": "FLEXIBLE", "residenceDivision": "210106004001",
            "workDivision": "210103001", "preferredPlace": prefers,
        })
    };
    let dispatched = |by: u8, at: u8| json!({ "relation": "DISPATCH", "employer": employer(by), "userEmployer": employer(at) });
    #[rustfmt::skip]
    let rows: [(&str, bool, Value, &str, RouteReason); 13] = [
        // why                                  employer  form                                    union        reason
        ("the employer's own union",            true,     json!({}),                              "FACTORY",   RouteReason::Employer),
        ("a joint union",                       true,     json!({ "employer": employer(6) }),     "JOINT",     RouteReason::Joint),
        ("its union is being dissolved",        true,     json!({ "employer": employer(7) }),     "STREET",    RouteReason::EmployerStreet),
        ("an employer without a union",         true,     json!({ "employer": employer(3) }),     "STREET",    RouteReason::EmployerStreet),
        ("the dispatching firm has a union",    true,     dispatched(1, 5),                       "FACTORY",   RouteReason::Dispatcher),
        ("the dispatching firm has none",       true,     dispatched(4, 5),                       "HOSPITAL",  RouteReason::DispatchUser),
        ("neither has one",                     true,     dispatched(4, 3),                       "STREET",    RouteReason::EmployerStreet),
        ("a courier, and couriers' union",      false,    courier("210106004001"),                "COURIERS",  RouteReason::Industry),
        ("a courier where there is none",       false,    courier("210103001"),                   "STREET-3",  RouteReason::Residence),
        ("where he lives",                      false,    at("210106004001"),                     "COMMUNITY", RouteReason::Residence),
        ("where he works, as he chose",         false,    both("WORK"),                           "STREET-3",  RouteReason::WorkPlace),
        ("where he lives, as he chose",         false,    both("RESIDENCE"),                      "COMMUNITY", RouteReason::Residence),
        ("nobody takes individuals: the pool",  false,    at("210102"),                           "POOL-2",    RouteReason::Pool),
    ];
    let world = World::new().await;
    for (n, (why, employed, fields, union, reason)) in (1_u16..).zip(rows) {
        let worker = world.worker(n).await.with(fields);
        let worker = if employed { worker } else { worker.without("employer") };
        let head = sent(&world, &worker).await;
        let found = (head.union.as_ref().map(|id| id.as_str()), head.route);
        assert_eq!(found, (Some(union), Some(reason)), "{why}");
        assert_eq!(head.state, State::Approving, "{why}");
    }
    world.check_invariants(&[]).await;
}

/// 11.2 (8): nobody takes him; a person of the province routes the case, it never stands still.
#[tokio::test]
async fn who_lives_where_no_union_is_known_is_routed_by_a_person() {
    let world = World::new().await;
    let places = ["440305", "999999", "210104"];
    for (n, place) in (1_u16..).zip(places) {
        let fields = json!({ "relation": "FLEXIBLE", "residenceDivision": place });
        let worker = world.worker(n).await.with(fields).without("employer");
        let head = sent(&world, &worker).await;
        let step = head.pending.expect(place);
        let held = (step.kind, step.union.as_ref().map(|union| union.as_str()));
        assert_eq!(held, (StepKind::Check, Some("LN")), "{place}");
        let task = world.task(&head.id).await;
        let to = json!({ "union": "POOL", "reason": "本人在铁西区工作" });
        let route = ask("POST /v1/tasks/{id}/route", &task).by("province-1").body(&to);
        route.at(&world, world.after(5)).await.expect(200);
        assert_eq!(world.drive(&head.id, world.after(6)).await, "Waiting", "{place}");
        let yes = word("approve", None);
        world.decide("pool-1", &head.id, &yes, world.after(7)).await.expect(200);
        assert_eq!(world.drive(&head.id, world.after(8)).await, "Completed", "{place}");
    }
    world.check_invariants(&[]).await;
}

/// 12.4 (6), 11.10 (26): the street decides; the lead counts and names nobody, and small
/// employers get none, because one could guess.
#[tokio::test]
async fn an_employer_without_a_union_leaves_an_anonymous_lead() {
    let world = World::new().await;
    for (n, number) in [(1, 3), (2, 3), (3, 8)] {
        let worker = world.worker(n).await.with(json!({ "employer": employer(number) }));
        sent(&world, &worker).await;
    }
    for _ in 0..3 {
        assert_eq!(world.project(world.after(2)).await, 0);
    }
    let leads = async |id: &str| {
        let id = EmployerId::parse(id).unwrap();
        world.store().count_leads(&id, "2026-06").await.unwrap()
    };
    assert_eq!((leads("E3").await, leads("E8").await), (2, 0));
    let rows = world.rows().await;
    let lead = rows.iter().find(|row| row["pk"]["S"] == "J#E3").unwrap();
    assert_eq!(lead.as_object().unwrap().len(), 3, "pk, sk and a number: {lead}");
}

/// 12.4 (7) is the dispatched rows above. 12.4 (8): a person checks, his yes releases the mobile.
#[tokio::test]
async fn a_mobile_that_another_has_is_released_by_a_manual_check() {
    let world = World::new().await;
    let before = world.worker(1).await;
    let worker = world.worker(2).await.with(json!({ "mobile": before.mobile }));
    let head = sent(&world, &worker).await;
    let step = head.pending.unwrap();
    assert_eq!((head.state, step.kind), (State::Verifying, StepKind::Check));
    world.decide("factory-3", &head.id, &word("approve", None), world.after(5)).await.expect(200);
    world.drive(&head.id, world.after(6)).await;
    assert_eq!(world.state(&head.id).await, State::Approving);
    let kit = world.kit(world.after(7));
    let mobile = domain::mobile::Mobile::parse(&before.mobile).unwrap();
    for (_, mac) in step::people::mobile_indexes(&kit, &mobile).await.unwrap() {
        let owner = world.store().find_person(IndexKind::Mobile, &mac).await.unwrap();
        assert_eq!(owner.as_ref(), Some(&worker.person));
    }
    let left = world.store().get_person(&before.person).await.unwrap().unwrap();
    assert_eq!((left.mobile_sealed, left.mobile_masked), (None, None));
    world.decide("factory-1", &head.id, &word("approve", None), world.after(9)).await.expect(200);
    assert_eq!(world.drive(&head.id, world.after(10)).await, "Completed");
    world.check_invariants(&[&before, &worker]).await;
}

/// 12.4 (9).
#[tokio::test]
async fn a_name_that_does_not_fit_the_number_comes_back_with_r01() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.providers.behave(Manner::NameDiffers);
    let head = sent(&world, &worker).await;
    assert_eq!(head.state, State::Returned);
    assert_eq!(head.reasons.first().map(|reason| reason.code.as_str()), Some("R01"));
}

/// 12.4 (10).
#[tokio::test]
async fn who_is_fifteen_is_refused_with_r03_and_who_turns_sixteen_that_day_is_not() {
    let world = World::new().await;
    #[rustfmt::skip]
    let rows = [
        // why                       born        state
        ("fifteen",                  "20100602", State::Refused),
        ("sixteen on the day",       "20100601", State::Approving),
    ];
    for (n, (why, born, state)) in (1_u16..).zip(rows) {
        let worker = world.worker_born(n, born).await;
        let head = sent(&world, &worker).await;
        assert_eq!(head.state, state, "{why}");
        if state == State::Refused {
            assert_eq!(head.reasons.first().map(|reason| reason.code.as_str()), Some("R03"));
        }
    }
    world.check_invariants(&[]).await;
}

/// 12.4 (11), 11.10 (8).
#[tokio::test]
async fn an_approver_who_joins_his_own_union_is_decided_by_another() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.appoint(worker.subject.as_str(), "FACTORY", Role::UnionApprover).await;
    let head = sent(&world, &worker).await;
    let yes = word("approve", None);
    let own = world.decide(worker.subject.as_str(), &head.id, &yes, world.after(5)).await;
    assert_eq!(own.problem(), (403, "OWN_CASE"));
    world.decide("factory-2", &head.id, &yes, world.after(6)).await.expect(200);
    assert_eq!(world.drive(&head.id, world.after(7)).await, "Completed");
    world.check_invariants(&[&worker]).await;
}
