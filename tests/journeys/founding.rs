//! A union is founded in three rounds, and the next applicant joins it.

use crate::harness::door::{ask, word};
use crate::harness::founding::{meeting, on, request, result};
use crate::harness::people::Worker;
use crate::harness::world::World;
use domain::application::State;
use domain::id::UnionId;
use domain::membership::MembershipState;
use domain::union::record::Post;
use domain::union::{UnionKind, UnionStatus};
use serde_json::{Value, json};

fn pointers(body: &Value) -> Vec<String> {
    let errors = body["errors"].as_array().into_iter().flatten();
    errors
        .map(|one| {
            format!("{} {}", one["pointer"].as_str().unwrap(), one["code"].as_str().unwrap())
        })
        .collect()
}

/// From the request to a union with officers, members and a term, which the next one joins.
#[tokio::test]
async fn a_union_is_founded_in_three_rounds_and_the_next_applicant_joins_it() {
    let world = World::new().await;
    let group = world.group(2, 5).await;
    let prepared = world.agree_to_result(3, group).await;
    assert_eq!(world.founding(&prepared, on(&world, 7)).await["step"], "FOUNDING");
    assert_eq!(world.drive(&prepared.id, on(&world, 7)).await, "Completed");
    let view = world.founding(&prepared, on(&world, 8)).await;
    assert_eq!(
        (&view["step"], &view["part"], &view["people"]),
        (&json!("FOUNDED"), &json!("MEMBER"), &json!(5))
    );
    assert_eq!(view["replies"].as_array().map(Vec::len), Some(3), "a reply per round");
    assert_eq!(view.get("waitingFor"), None);
    let id = UnionId::parse(view["union"]["id"].as_str().unwrap()).unwrap();
    let union = world.store().get_union_now(&id).await.unwrap().unwrap();
    assert_eq!((union.status, union.kind), (UnionStatus::Active, UnionKind::Independent));
    assert_eq!(union.path, format!("/LN/2101/210106/STREET/{id}/"));
    let record = world.store().get_union_record(&id).await.unwrap().unwrap();
    assert_eq!(record.officers.iter().filter(|one| one.post == Post::Chair).count(), 1);
    let term = record.term.unwrap();
    assert_eq!(
        (term.from.to_string(), term.to.to_string()),
        ("2026-06-06".to_owned(), "2029-06-05".to_owned())
    );
    assert_eq!(record.reply_number.as_deref(), view["replies"][2]["number"].as_str());
    for one in &prepared.group {
        let me = world.me(&one.subject, on(&world, 8)).await;
        assert_eq!(me["membership"]["union"]["id"], json!(id.as_str()));
        assert_eq!(me["membership"]["joinedOn"], "2026-06-08");
        assert_eq!(me["services"].as_array().map(Vec::len), Some(18));
    }
    let newcomer = world.worker(40).await.with(json!({ "employer": request(3, &prepared.group)["employers"][0]["creditCode"].as_str().map(|code| json!({ "creditCode": code })).unwrap() }));
    let application = world.apply(&newcomer, on(&world, 9)).await;
    world.drive(&application, on(&world, 9)).await;
    let chair = prepared.group[0].subject.as_str();
    world.decide(chair, &application, &word("approve", None), on(&world, 10)).await.expect(200);
    assert_eq!(world.drive(&application, on(&world, 10)).await, "Completed");
    let me = world.me(&newcomer.subject, on(&world, 11)).await;
    assert_eq!(me["membership"]["union"]["id"], json!(id.as_str()), "the next one joins it");
    let all: Vec<&Worker> = prepared.group.iter().chain([&newcomer]).collect();
    world.check_invariants(&all).await;
}

/// Domain 12.4 (15): 60 of 100 are no quorum. Nothing is stored, the field says why.
#[tokio::test]
async fn a_result_that_contradicts_itself_is_not_taken_and_each_fault_names_its_field() {
    let world = World::new().await;
    let prepared = world.agree_to_meeting(3, world.group(2, 5).await).await;
    let version = world.head(&prepared.id).await.version;
    let good = result(&world, 5, 5);
    let with = |pointer: &str, value: Value| {
        let mut form = good.clone();
        *form.pointer_mut(pointer).unwrap() = value;
        form
    };
    let mut hundred = with("/entitled", json!(100));
    hundred["present"] = json!(60);
    hundred["ballots"] = json!(60);
    for at in 0..4 {
        hundred["elected"][at]["votes"] = json!(51);
    }
    #[rustfmt::skip]
    let rows = [
        ("60 of 100 present",         hundred,                                  vec!["/form/present quorum_not_met"]),
        ("more present than entitled", with("/present", json!(6)),              vec!["/form/present present_over_entitled"]),
        ("more votes than ballots",   with("/elected/0/votes", json!(6)),       vec!["/form/elected/0/votes votes_over_ballots"]),
        ("half is no majority",       with("/elected/0/votes", json!(2)),       vec!["/form/elected/0/votes majority_not_met"]),
        ("not as many as take part",  { let mut f = result(&world, 5, 4); f["entitled"] = json!(4); f }, vec!["/form/entitled entitled_differs"]),
        ("held before it was agreed", with("/heldOn", json!("2026-06-02")),     vec!["/form/heldOn meeting_too_early"]),
        ("no auditors",               { let mut f = good.clone(); f["elected"].as_array_mut().unwrap().pop(); f }, vec!["/form/elected audit_missing"]),
        ("a number of nobody's",      with("/elected/1/person", json!(9)),      vec!["/form/elected/1/person person_unknown"]),
        ("two chairs",                with("/elected/1/post", json!("CHAIR")),  vec!["/form/elected chair_one"]),
    ];
    for (why, form, wanted) in rows {
        let got = world.sends(&prepared, &form, on(&world, 6)).await;
        assert_eq!(got.problem(), (422, "FORM_FAULTY"), "{why}");
        assert_eq!(pointers(&got.body), wanted, "{why}");
    }
    assert_eq!(world.head(&prepared.id).await.version, version, "nothing was stored");
    world.sends(&prepared, &good, on(&world, 6)).await.expect(202);
    world.check_invariants(&[]).await;
}

/// Domain 12.4 (16), and a request whose facts contradict each other.
#[tokio::test]
async fn a_joint_union_of_24_is_agreed_to_and_one_of_25_is_not() {
    let world = World::new().await;
    let group = world.group(2, 3).await;
    let mut form = request(3, &group);
    let second = request(4, &group)["employers"][0].clone();
    form["form"] = json!("JOINT");
    form["employers"].as_array_mut().unwrap().push(second);
    form["employers"][1]["members"] = json!(25);
    let got = world.ask_to_found(&group[0], &form, world.start()).await;
    assert_eq!(pointers(&got.body), ["/form/employers/1/members own_committee_required"]);
    form["employers"][1]["members"] = json!(24);
    form["preparers"].as_array_mut().unwrap().pop();
    let got = world.ask_to_found(&group[0], &form, world.start()).await;
    assert_eq!(pointers(&got.body), ["/form/preparers preparers_count"]);
    form["preparers"] = request(3, &group)["preparers"].clone();
    let receipt = world.ask_to_found(&group[0], &form, world.start()).await.expect(202);
    let id = domain::id::ApplicationId::parse(receipt["id"].as_str().unwrap()).unwrap();
    assert_eq!(world.drive(&id, world.after(1)).await, "Waiting");
    assert_eq!(world.state(&id).await, State::Approving);
    world.check_invariants(&[]).await;
}

/// A member of another union moves on his own yes; who left again stays what he is; who has an
/// application open stays apart and reads why.
#[tokio::test]
async fn who_takes_part_joins_or_moves_and_who_left_does_not() {
    let world = World::new().await;
    let group = world.group(2, 6).await;
    let (mover, leaver, busy) = (group[4].clone(), group[5].clone(), world.worker(30).await);
    world.enrol(&mover, "JOINT", MembershipState::Active).await;
    let prepared = world.recruit(3, group).await;
    world.takes_part(&busy, &prepared.id, world.after(50)).await.expect(200);
    for why in ["once", "a repeat changes nothing"] {
        let leave = ask("DELETE /v1/foundings/{id}/participation", prepared.id.as_str());
        let got = leave.by(leaver.subject.as_str()).at(&world, world.after(60)).await.expect(200);
        assert_eq!((&got["part"], &got["people"]), (&json!("LEFT"), &json!(6)), "{why}");
    }
    world.sends(&prepared, &meeting(&world, 5, 4), on(&world, 1)).await.expect(202);
    world.drive(&prepared.id, on(&world, 1)).await;
    world.decide("street-1", &prepared.id, &word("approve", None), on(&world, 2)).await.expect(200);
    world.drive(&prepared.id, on(&world, 2)).await;
    world.sends(&prepared, &result(&world, 5, 6), on(&world, 6)).await.expect(202);
    world.drive(&prepared.id, on(&world, 6)).await;
    world.apply(&busy, on(&world, 6)).await;
    let late = world.takes_part(&leaver, &prepared.id, on(&world, 6)).await;
    assert_eq!(late.problem(), (409, "WRONG_STATE"), "the result is sent");
    world.decide("street-1", &prepared.id, &word("approve", None), on(&world, 7)).await.expect(200);
    assert_eq!(world.drive(&prepared.id, on(&world, 7)).await, "Completed");
    let union = world.founding(&prepared, on(&world, 8)).await["union"]["id"].clone();
    let me = world.me(&mover.subject, on(&world, 8)).await;
    assert_eq!(me["membership"]["union"]["id"], union, "he moved");
    assert_eq!(me["membership"]["joinedOn"], "2020-01-06", "and is a member since he was");
    let file = world.store().get_person_file(&mover.person).await.unwrap();
    assert_eq!(file.events.len(), 3, "joined, out, in");
    for one in [&leaver, &busy] {
        let me = world.me(&one.subject, on(&world, 8)).await;
        assert_eq!(me.get("membership"), None);
    }
    let ask = ask("GET /v1/foundings/{id}/people", prepared.id.as_str());
    let people = ask.by(prepared.group[0].subject.as_str()).at(&world, on(&world, 8)).await;
    let people = people.expect(200);
    let parts: Vec<&str> = people["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["part"].as_str().unwrap())
        .collect();
    assert_eq!(parts, ["MEMBER", "MEMBER", "MEMBER", "MEMBER", "MEMBER", "LEFT", "APART"]);
    assert!(people["items"][6]["why"].as_str().is_some_and(|why| why.contains("正在办理")));
    world.check_invariants(&[&mover, &leaver, &busy]).await;
}

/// Returned rounds are mended by the ordinary amendment, and stay in their round.
#[tokio::test]
async fn a_returned_round_is_mended_and_goes_on_in_its_round() {
    let world = World::new().await;
    let prepared = world.recruit(3, world.group(2, 5).await).await;
    world.sends(&prepared, &meeting(&world, 5, 4), on(&world, 1)).await.expect(202);
    world.drive(&prepared.id, on(&world, 1)).await;
    let back = json!({ "decision": "return", "noKinship": true, "reasonCode": "R43", "reasonText": "会议地点请改在厂区内" });
    world.decide("street-1", &prepared.id, &back, on(&world, 2)).await.expect(200);
    assert_eq!(world.state(&prepared.id).await, State::Returned);
    let other = world.sends(&prepared, &result(&world, 5, 5), on(&world, 2)).await;
    assert_eq!(other.problem(), (422, "FORM_FAULTY"), "not the next round's form");
    let mended = json!({ "form": meeting(&world, 6, 4) });
    let organiser = &prepared.group[0];
    world.wishes(organiser, &prepared.id, "amendment", &mended, on(&world, 2)).await.expect(202);
    assert_eq!(world.drive(&prepared.id, on(&world, 2)).await, "Waiting");
    let head = world.head(&prepared.id).await;
    assert_eq!((head.round, head.level, head.form), (1, 2, 3));
    world.decide("street-1", &prepared.id, &word("approve", None), on(&world, 3)).await.expect(200);
    world.drive(&prepared.id, on(&world, 3)).await;
    assert_eq!(world.founding(&prepared, on(&world, 3)).await["step"], "MEETING_AGREED");
    world.check_invariants(&[]).await;
}

/// Who sees what: the link shows the union and nobody; names are for the organiser and the parent.
#[tokio::test]
async fn names_are_for_the_organiser_and_the_union_above() {
    let world = World::new().await;
    let prepared = world.recruit(3, world.group(2, 4).await).await;
    let now = on(&world, 1);
    let stranger = world.worker(50).await;
    let plain = ask("GET /v1/foundings/{id}", prepared.id.as_str());
    let seen = plain.by(stranger.subject.as_str()).at(&world, now).await.expect(200);
    assert_eq!((&seen["organiser"], &seen["part"]), (&json!(false), &json!("NONE")));
    let rows = [
        ("its organiser", prepared.group[0].subject.as_str(), 200),
        ("another of the group", prepared.group[1].subject.as_str(), 404),
        ("a stranger", stranger.subject.as_str(), 404),
        ("the parent's officer", "street-1", 200),
        ("the county's", "county-1", 200),
        ("another county's", "county-3", 404),
    ];
    for (why, who, status) in rows {
        for route in ["GET /v1/foundings/{id}/people", "GET /v1/foundings/{id}/replies/{round}"] {
            let ask = ask(route, prepared.id.as_str()).param("round", "1").by(who);
            assert_eq!(ask.at(&world, now).await.status, status, "{why}: {route}");
        }
    }
    let list = ask("GET /v1/foundings", "").by("street-1").at(&world, now).await.expect(200);
    assert_eq!(list["items"][0]["waitingFor"], "APPLICANT");
    assert_eq!(list["items"][0]["people"], 4);
    let none = ask("GET /v1/foundings", "").by(stranger.subject.as_str()).at(&world, now).await;
    assert_eq!(none.problem(), (403, "FORBIDDEN"));
    world.check_invariants(&[]).await;
}

/// Domain 11.10 (8, 14): only the parent approves, and nobody his own.
#[tokio::test]
async fn only_the_parent_agrees_and_nobody_to_his_own() {
    let world = World::new().await;
    let mut group = world.group(2, 3).await;
    let prepared = world.prepare(3, group.clone()).await;
    let yes = word("approve", None);
    for officer in ["factory-1", "community-1", "county-1", "city-1", "street-2"] {
        let got = world.decide(officer, &prepared.id, &yes, world.after(5)).await;
        assert!(matches!(got.status, 403 | 404), "{officer}: {}", got.status);
    }
    world.decide("street-1", &prepared.id, &yes, world.after(6)).await.expect(200);
    // An officer of the street works at an employer without a union, and founds one there.
    let officer = group.remove(1);
    world.appoint(officer.subject.as_str(), "STREET", domain::role::Role::UnionApprover).await;
    group.insert(0, officer.clone());
    let own = world.prepare(4, group).await;
    let got = world.decide(officer.subject.as_str(), &own.id, &yes, world.after(9)).await;
    assert_eq!(got.problem(), (403, "OWN_CASE"));
    world.decide("street-1", &own.id, &yes, world.after(10)).await.expect(200);
    world.check_invariants(&[]).await;
}
