//! Who may do what, tried through the doors: domain 11.10 (8) to (10).

use crate::harness::door::{ask, word};
use crate::harness::people::Worker;
use crate::harness::world::{World, union_id};
use domain::application::State;
use domain::id::{ApplicationId, StandInId, SubjectId};
use domain::role::{Role, RoleGrant, StandIn};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

async fn waiting() -> (World, Worker, ApplicationId) {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    (world, worker, id)
}

fn subject(text: &str) -> SubjectId {
    SubjectId::parse(text).unwrap()
}

fn stand_in(principal: &str, deputy: &str, from: Date, to: Date) -> StandIn {
    let ulid =
        domain::id::PersonId::from_parts(1, u128::try_from(principal.len()).unwrap()).to_string();
    StandIn {
        id: StandInId::parse(&ulid).unwrap(),
        principal: subject(principal),
        deputy: subject(deputy),
        union: union_id("FACTORY"),
        path: "/LN/2101/210106/STREET/FACTORY/".to_owned(),
        role: Role::UnionApprover,
        from,
        to,
        named_by: subject(principal),
    }
}

/// Domain 11.10 (8): nobody acts outside his union, his role, its dates, or in his own case; an
/// administrator is not exempt.
#[tokio::test]
async fn nobody_decides_outside_his_union_his_role_and_its_dates() {
    let (world, worker, id) = waiting().await;
    let past = RoleGrant {
        subject: subject("former"),
        union: union_id("FACTORY"),
        path: "/LN/2101/210106/STREET/FACTORY/".to_owned(),
        role: Role::UnionApprover,
        from: date(2020, 1, 1),
        to: Some(date(2026, 5, 31)),
    };
    let future =
        RoleGrant { subject: subject("next"), from: date(2026, 6, 2), to: None, ..past.clone() };
    for grant in [past, future] {
        world.store().put_role(&grant).await.unwrap();
    }
    #[rustfmt::skip]
    let rows = [
        // why                                      who            status  code
        ("another union's officer",                 "hospital-1",  404,    "NOT_FOUND"),
        ("somebody without any role",               "worker-7",    404,    "NOT_FOUND"),
        ("the applicant himself",                   "worker-1",    404,    "NOT_FOUND"),
        ("one whose time has ended",                "former",      404,    "NOT_FOUND"),
        ("one whose time has not begun",            "next",        404,    "NOT_FOUND"),
        ("another county",                          "county-3",    404,    "NOT_FOUND"),
        ("an administrator of data",                "admin-1",     404,    "NOT_FOUND"),
        ("the union above",                         "street-1",    403,    "FORBIDDEN"),
        ("who checks does not approve",             "factory-3",   403,    "FORBIDDEN"),
        ("the county",                              "county-1",    403,    "FORBIDDEN"),
        ("an auditor reads",                        "auditor-1",   403,    "FORBIDDEN"),
    ];
    for (why, who, status, code) in rows {
        for decision in ["approve", "refuse", "return"] {
            let code_given = (decision != "approve").then_some("R08");
            let got = world.decide(who, &id, &word(decision, code_given), world.after(5)).await;
            let word_fits = decision != "refuse" || got.problem() != (422, "FORM_FAULTY");
            assert!(word_fits && got.problem() == (status, code), "{why}: {got:?}");
        }
    }
    assert_eq!(world.head(&id).await.version, 3, "nothing was written");
    world.check_invariants(&[&worker]).await;
}

/// Domain 11.10 (8): a stand-in acts for the absent one, within his days, and never where the
/// absent one may not.
#[tokio::test]
async fn a_stand_in_decides_in_his_days_and_never_twice_or_in_the_absent_ones_own_case() {
    let (world, worker, id) = waiting().await;
    world
        .store()
        .put_stand_in(&stand_in("factory-1", "deputy", date(2026, 6, 1), date(2026, 6, 2)))
        .await
        .unwrap();
    let days = |days: i64| world.after(days * 24 * 60);
    let late = world.decide("deputy", &id, &word("approve", None), days(2)).await;
    assert_eq!(late.problem(), (404, "NOT_FOUND"), "his days are over");
    let own = stand_in(worker.subject.as_str(), "friend", date(2026, 6, 1), date(2026, 6, 9));
    world.appoint(worker.subject.as_str(), "FACTORY", Role::UnionApprover).await;
    world.store().put_stand_in(&own).await.unwrap();
    let through = world.decide("friend", &id, &word("approve", None), world.after(5)).await;
    assert_eq!(through.problem(), (403, "OWN_CASE"), "not through a stand-in either");
    world.decide("deputy", &id, &word("approve", None), world.after(6)).await.expect(200);
    let head = world.head(&id).await;
    assert_eq!(head.hands, [subject("deputy"), subject("factory-1")], "both have had a hand in it");
    world.drive(&id, world.after(7)).await;
    world.check_invariants(&[&worker]).await;
}

/// Domain 11.10 (8), (10): the declaration, the reason, the text of R99, the right code.
#[tokio::test]
async fn a_word_without_declaration_or_reason_is_not_taken() {
    let (world, worker, id) = waiting().await;
    let no = |fields: Value| {
        let mut word = json!({ "decision": "refuse", "noKinship": true });
        word.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        word
    };
    #[rustfmt::skip]
    let rows = [
        // why                                  word                                                        code
        ("no declaration",                      json!({ "decision": "approve" }),                           "KINSHIP_REQUIRED"),
        ("a false one",                         json!({ "decision": "approve", "noKinship": false }),       "KINSHIP_REQUIRED"),
        ("a refusal without a reason",          no(json!({})),                                              "REASON_REQUIRED"),
        ("a return without a reason",           json!({ "decision": "return", "noKinship": true }),         "REASON_REQUIRED"),
        ("another reason, without words",       no(json!({ "reasonCode": "R99" })),                         "REASON_REQUIRED"),
        ("another reason, nine letters",        no(json!({ "reasonCode": "R99", "reasonText": "一二三四五六七八九" })), "REASON_REQUIRED"),
        ("another union, without its name",     no(json!({ "reasonCode": "R07" })),                         "REASON_REQUIRED"),
        ("incomplete, without a list",          json!({ "decision": "return", "noKinship": true, "reasonCode": "R08", "reasonText": " " }), "REASON_REQUIRED"),
        ("a reason for a return only",          no(json!({ "reasonCode": "R02" })),                         "FORM_FAULTY"),
        ("the machine's own reason",            no(json!({ "reasonCode": "R12" })),                         "FORM_FAULTY"),
        ("a reason that is none",               no(json!({ "reasonCode": "R77" })),                         "FORM_FAULTY"),
    ];
    for (why, word, code) in rows {
        let got = world.decide("factory-1", &id, &word, world.after(5)).await;
        assert_eq!(got.problem(), (422, code), "{why}");
    }
    let words = no(json!({ "reasonCode": "R99", "reasonText": "您申报的岗位已由另一家单位登记" }));
    world.decide("factory-1", &id, &words, world.after(6)).await.expect(200);
    let view = world.view(&worker.subject, &id, world.after(7)).await.expect(200);
    assert_eq!(view["reasons"][0]["text"], "您申报的岗位已由另一家单位登记", "word for word");
    world.check_invariants(&[&worker]).await;
}

/// Domain 11.10 (8): a union with one officer has its manual checks done by its street union.
#[tokio::test]
async fn a_union_with_one_officer_has_its_checks_done_above_and_approves_itself() {
    let world = World::new().await;
    let code = crate::harness::people::credit_code("91210102XX0000002");
    let worker = world.worker_born(1, "19600101").await;
    let worker = worker.with(json!({ "employer": { "creditCode": code } }));
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    let step = world.head(&id).await.pending.unwrap();
    assert_eq!(step.union, Some(union_id("STREET")));
    world.decide("street-2", &id, &word("approve", None), world.after(5)).await.expect(200);
    world.drive(&id, world.after(6)).await;
    let step = world.head(&id).await.pending.unwrap();
    assert_eq!(step.union, Some(union_id("LONELY")));
    world.decide("lonely-1", &id, &word("approve", None), world.after(7)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(8)).await, "Completed");
    world.check_invariants(&[&worker]).await;
}

/// Many at once: each on its own, and what the machine could not tell only singly.
#[tokio::test]
async fn many_are_decided_at_once_each_on_its_own_and_checked_ones_only_singly() {
    let world = World::new().await;
    let mut tasks = Vec::new();
    for (n, born) in [(1, "19900101"), (2, "19910101"), (3, "19600101")] {
        let worker = world.worker_born(n, born).await;
        let id = world.apply(&worker, world.start()).await;
        world.drive(&id, world.after(1)).await;
        tasks.push(world.task(&id).await);
    }
    let item = |task: &str| json!({ "id": task, "decision": "approve", "noKinship": true });
    let items: Vec<Value> = tasks.iter().map(|task| item(task)).collect();
    let body =
        json!({ "items": [items[0], items[1], items[2], item("01KT1AX7K0000000000000000A-1")] });
    let many = ask("POST /v1/tasks/decisions", "").by("factory-1").body(&body);
    let got = many.at(&world, world.after(5)).await.expect(207);
    let statuses: Vec<_> =
        got["items"].as_array().unwrap().iter().map(|one| &one["status"]).collect();
    assert_eq!(statuses[..2], [200, 200]);
    assert!(statuses[2].as_u64() >= Some(400), "{got}");
    assert_eq!(statuses[3], 404);
    let again = many.at(&world, world.after(6)).await.expect(207);
    assert_eq!(again["items"][0]["result"], got["items"][0]["result"], "a repeat is the same");
}

/// A claim is advisory: others see it, and it stops nobody from deciding.
#[tokio::test]
async fn a_claim_stops_another_claim_and_no_decision() {
    let (world, worker, id) = waiting().await;
    let task = world.task(&id).await;
    let claim = ask("POST /v1/tasks/{id}/claim", &task);
    claim.clone().by("factory-1").at(&world, world.after(5)).await.expect(200);
    let other = claim.clone().by("factory-2").at(&world, world.after(6)).await;
    assert_eq!(other.problem(), (409, "LOST_RACE"));
    let stranger = claim.clone().by("hospital-1").at(&world, world.after(6)).await;
    assert_eq!(stranger.problem(), (404, "NOT_FOUND"));
    let list = ask("GET /v1/tasks", "").by("factory-2").query("state", "CLAIMED");
    let claimed = list.at(&world, world.after(7)).await.expect(200);
    assert_eq!(claimed["items"].as_array().map(Vec::len), Some(1));
    claim.by("factory-2").at(&world, world.after(40)).await.expect(200);
    world.decide("factory-1", &id, &word("approve", None), world.after(41)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(42)).await, "Completed");
    world.check_invariants(&[&worker]).await;
}

/// Domain 11.10 (9): a receiving union passes a case on twice in all, then the county decides.
#[tokio::test]
async fn a_case_goes_on_twice_and_then_the_county_says_where() {
    let world = World::new().await;
    let worker = world.worker(1).await.with(json!({
        "relation": "FLEXIBLE", "residenceDivision": "210106004001",
    }));
    let worker = worker.without("employer");
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    let go = async |officer: &str, to: &str, minutes: i64| {
        let task = world.task(&id).await;
        let body = json!({ "union": to, "reason": "本人实际工作地在街道" });
        let route = ask("POST /v1/tasks/{id}/route", &task).by(officer).body(&body);
        let got = route.at(&world, world.after(minutes)).await;
        world.drive(&id, world.after(minutes)).await;
        got
    };
    assert_eq!(
        go("community-1", "210106", 2).await.problem(),
        (422, "FORM_FAULTY"),
        "admits nobody"
    );
    assert_eq!(go("community-1", "NOBODY", 2).await.problem(), (422, "FORM_FAULTY"));
    go("community-1", "STREET", 3).await.expect(200);
    go("street-1", "COMMUNITY", 4).await.expect(200);
    let third = go("community-1", "STREET", 5).await;
    assert_eq!(third.status, 409, "two hops: {third:?}");
    go("county-1", "POOL", 6).await.expect(200);
    assert_eq!(world.head(&id).await.union, Some(union_id("POOL")));
    world.decide("pool-1", &id, &word("approve", None), world.after(9)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(10)).await, "Completed");
    assert_eq!(world.state(&id).await, State::Completed);
    world.check_invariants(&[&worker]).await;
}
