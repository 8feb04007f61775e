//! Moving a membership: asked for by the member or begun by the new union; consent by silence,
//! objections, the own yes; every step twice and failing; two at once; a union that is dissolved.

use crate::harness::door::{Got, ask, word};
use crate::harness::people::{Worker, credit_code};
use crate::harness::walker::Fault;
use crate::harness::world::{World, union_id};
use domain::application::{Event, State, StepKind};
use domain::calendar::end_of_day_shanghai;
use domain::id::ApplicationId;
use domain::membership::{MembershipState, Standing, stays};
use domain::occupation::ChangeType;
use domain::reason::ReasonCode;
use domain::union::UnionStatus;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

fn at_employer(n: u8) -> Value {
    json!({
        "employer": { "creditCode": credit_code(&format!("91210102XX{n:07}")) },
        "relation": "LABOUR", "occupationGroup": "NONE", "residenceDivision": "210106004001",
    })
}

async fn post(world: &World, worker: &Worker, form: &Value, now: Timestamp) -> Got {
    let body = json!({ "matter": "transfer", "form": form });
    let key = format!("{:032x}", world.draw());
    let ask = ask("POST /v1/applications", "").by(worker.subject.as_str()).key(&key);
    ask.body(&body).at(world, now).await
}

fn id_of(receipt: &Value) -> ApplicationId {
    ApplicationId::parse(receipt["id"].as_str().unwrap()).unwrap()
}

/// A member of FACTORY who asks to move to HOSPITAL; the step that waits is FACTORY's.
async fn asked(n: u16) -> (World, Worker, ApplicationId) {
    let world = World::new().await;
    let worker = world.worker(n).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let id = id_of(&post(&world, &worker, &at_employer(5), world.start()).await.expect(202));
    assert_eq!(world.drive(&id, world.after(1)).await, "Waiting");
    (world, worker, id)
}

async fn pending(world: &World, id: &ApplicationId) -> Option<(StepKind, Option<String>)> {
    let step = world.head(id).await.pending?;
    Some((step.kind, step.union.map(|union| union.as_str().to_owned())))
}

async fn standing(world: &World, worker: &Worker) -> Standing {
    world.store().get_standing(&worker.person).await.unwrap()
}

async fn union_of(world: &World, worker: &Worker) -> String {
    let membership = standing(world, worker).await.membership.unwrap();
    membership.affiliation.unwrap().union.as_str().to_owned()
}

async fn events(world: &World, id: &ApplicationId) -> Vec<Event> {
    let entries = world.store().list_entries(id).await.unwrap();
    entries.iter().map(|entry| entry.event).collect()
}

/// A minute after the open step's last day.
async fn past_due(world: &World, id: &ApplicationId) -> Timestamp {
    let due = world.head(id).await.pending.unwrap().due;
    end_of_day_shanghai(due) + SignedDuration::from_mins(1)
}

fn is(kind: StepKind, union: &str) -> Option<(StepKind, Option<String>)> {
    Some((kind, Some(union.to_owned())))
}

/// Domain 11.5: the old union's silence is consent, the new one accepts, events 4 and 2 at D.
#[tokio::test]
async fn silence_is_consent_and_the_affiliation_moves_in_one_transaction() {
    let (world, worker, id) = asked(1).await;
    assert_eq!(pending(&world, &id).await, is(StepKind::Objection, "FACTORY"));
    let now = past_due(&world, &id).await;
    world.sweep(now).await;
    assert_eq!(world.drive(&id, now).await, "Waiting");
    assert_eq!(pending(&world, &id).await, is(StepKind::Approval, "HOSPITAL"));
    world.decide("hospital-1", &id, &word("approve", None), now).await.expect(200);
    assert_eq!(world.drive(&id, now).await, "Completed");
    assert_eq!(union_of(&world, &worker).await, "HOSPITAL");
    let file = world.store().get_person_file(&worker.person).await.unwrap();
    let kinds: Vec<ChangeType> = file.events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [ChangeType::Join, ChangeType::TransferOut, ChangeType::TransferIn]);
    let stays = stays(&file.events);
    let (old, new) = (&stays[0], &stays[1]);
    assert_eq!(old.until, new.from.yesterday().ok(), "the old one ends on D−1");
    assert_eq!(new.union, union_id("HOSPITAL"));
    assert!(file.grant.is_some(), "services follow");
    assert_eq!(standing(&world, &worker).await.open, None);
    world.check_invariants(&[&worker]).await;
}

#[tokio::test]
async fn an_objection_goes_above_both_and_ends_either_way() {
    for (why, decision, code, wanted) in [
        ("upheld", "refuse", Some("R14"), State::Refused),
        ("dismissed", "approve", None, State::Approving),
    ] {
        let (world, worker, id) = asked(2).await;
        for (unfit, code) in [("return", "R01"), ("refuse", "R05")] {
            let said = word(unfit, Some(code));
            let got = world.decide("factory-1", &id, &said, world.after(2)).await;
            assert_eq!(got.status, 422, "{why}: only an objection, for the two named reasons");
        }
        let object = word("refuse", Some("R14"));
        world.decide("factory-1", &id, &object, world.after(3)).await.expect(200);
        let view = world.view(&worker.subject, &id, world.after(3)).await.expect(200);
        assert_eq!(view["moving"]["objection"]["code"], "R14", "{why}: the member reads why");
        assert_eq!(world.drive(&id, world.after(4)).await, "Waiting");
        // FACTORY and HOSPITAL both lie below STREET.
        assert_eq!(pending(&world, &id).await, is(StepKind::Resolution, "STREET"), "{why}");
        let theirs = world.decide("factory-2", &id, &word("approve", None), world.after(5)).await;
        assert_ne!(theirs.status, 200, "{why}: a party does not judge");
        world.decide("street-1", &id, &word(decision, code), world.after(6)).await.expect(200);
        assert_eq!(world.state(&id).await, wanted, "{why}");
        if wanted == State::Refused {
            let head = world.head(&id).await;
            assert_eq!(head.reasons[0].code, ReasonCode::R14);
            assert_eq!(head.appeal_by, None);
            assert_eq!(standing(&world, &worker).await.open, None);
            assert_eq!(union_of(&world, &worker).await, "FACTORY");
        } else {
            world.drive(&id, world.after(7)).await;
            assert_eq!(pending(&world, &id).await, is(StepKind::Approval, "HOSPITAL"));
            let yes = word("approve", None);
            world.decide("hospital-1", &id, &yes, world.after(8)).await.expect(200);
            assert_eq!(world.drive(&id, world.after(9)).await, "Completed");
        }
        world.check_invariants(&[&worker]).await;
    }
}

async fn begin(world: &World, officer: &str, union: &str, worker: &Worker, now: Timestamp) -> Got {
    let body = json!({
        "union": union, "name": worker.name, "idType": "ID_CARD", "idNumber": worker.id_number,
        "form": at_employer(5),
    });
    let key = format!("{:032x}", world.draw());
    ask("POST /v1/moves", "").by(officer).key(&key).body(&body).at(world, now).await
}

async fn answer(
    world: &World,
    worker: &Worker,
    id: &ApplicationId,
    yes: bool,
    now: Timestamp,
) -> Got {
    world.wishes(worker, id, "answer", &json!({ "yes": yes }), now).await
}

/// Begun by the new union: his yes, then the old union's window, then done; with his no or his
/// silence nothing moves.
#[tokio::test]
async fn what_a_union_begins_needs_the_members_own_yes() {
    for (why, said) in [("yes", Some(true)), ("no", Some(false)), ("silence", None)] {
        let world = World::new().await;
        let worker = world.worker(3).await;
        world.enrol(&worker, "FACTORY", MembershipState::Active).await;
        let other = begin(&world, "factory-1", "HOSPITAL", &worker, world.start()).await;
        assert_eq!(other.problem(), (403, "FORBIDDEN"), "only into one's own union");
        let begun = begin(&world, "hospital-1", "HOSPITAL", &worker, world.start()).await;
        let id = id_of(&begun.expect(202));
        world.drive(&id, world.after(1)).await;
        assert_eq!(pending(&world, &id).await, Some((StepKind::OwnYes, None)), "{why}");
        let theirs = ask("POST /v1/applications/{id}/answer", id.as_str()).by("hospital-1");
        let theirs = theirs.body(&json!({ "yes": true })).at(&world, world.after(2)).await;
        assert_eq!(theirs.status, 404, "{why}: nobody says it for him");
        match said {
            None => {
                let now = past_due(&world, &id).await;
                world.sweep(now).await;
                assert_eq!(world.state(&id).await, State::Lapsed);
                assert_eq!(world.head(&id).await.reasons[0].code, ReasonCode::R17);
            }
            Some(yes) => {
                for _ in 0..2 {
                    answer(&world, &worker, &id, yes, world.after(3)).await.expect(202);
                }
                let other = answer(&world, &worker, &id, !yes, world.after(4)).await;
                assert_eq!(other.problem(), (409, "WRONG_STATE"), "{why}: said is said");
            }
        }
        if said == Some(true) {
            world.drive(&id, world.after(5)).await;
            assert_eq!(pending(&world, &id).await, is(StepKind::Objection, "FACTORY"));
            world
                .decide("factory-1", &id, &word("approve", None), world.after(6))
                .await
                .expect(200);
            assert_eq!(world.drive(&id, world.after(7)).await, "Completed");
            assert_eq!(union_of(&world, &worker).await, "HOSPITAL");
        } else {
            assert_eq!(union_of(&world, &worker).await, "FACTORY", "{why}");
            assert_eq!(standing(&world, &worker).await.open, None, "{why}");
        }
        world.check_invariants(&[&worker]).await;
    }
}

/// From the wish to its end, with a fault in every drive.
async fn whole(fault: Fault) -> Vec<Event> {
    let world = World::new().await;
    let worker = world.worker(4).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let id = id_of(&post(&world, &worker, &at_employer(5), world.start()).await.expect(202));
    world.drive_with(&id, world.after(1), fault).await;
    world.decide("factory-1", &id, &word("approve", None), world.after(2)).await.expect(200);
    world.drive_with(&id, world.after(3), fault).await;
    world.decide("hospital-1", &id, &word("approve", None), world.after(4)).await.expect(200);
    let ended = world.drive_with(&id, world.after(5), fault).await;
    assert_eq!(ended.state, "Completed", "{fault:?}");
    world.check_invariants(&[&worker]).await;
    let file = world.store().get_person_file(&worker.person).await.unwrap();
    assert_eq!(file.events.len(), 3, "{fault:?}");
    events(&world, &id).await
}

#[tokio::test]
async fn every_step_of_a_move_runs_twice_and_fails_before_and_after_its_write() {
    let plain = whole(Fault::None).await;
    for step in ["verify", "approve", "move-membership", "grant-services"] {
        for fault in [Fault::Twice(step), Fault::FailBefore(step, 1), Fault::FailAfter(step, 1)] {
            assert_eq!(whole(fault).await, plain, "{fault:?}");
        }
    }
}

/// Invariant 1: one open place; the other is told.
#[tokio::test]
async fn of_two_moves_at_the_same_moment_one_wins() {
    let world = World::new().await;
    let worker = world.worker(5).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let (hospital, joint) = (at_employer(5), at_employer(6));
    let now = world.start();
    let (one, other) =
        tokio::join!(post(&world, &worker, &hospital, now), post(&world, &worker, &joint, now));
    let mut seen = [one.status, other.status];
    seen.sort_unstable();
    assert_eq!(seen, [202, 409], "{one:?} {other:?}");
    let theirs = begin(&world, "hospital-1", "HOSPITAL", &worker, now).await;
    assert_eq!(theirs.problem(), (409, "R11"));
    world.check_invariants(&[&worker]).await;
}

#[tokio::test]
async fn an_employer_without_a_union_leaves_him_with_the_union_where_he_lives() {
    let world = World::new().await;
    let worker = world.worker(6).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let id = id_of(&post(&world, &worker, &at_employer(3), world.start()).await.expect(202));
    world.drive(&id, world.after(1)).await;
    world.decide("factory-1", &id, &word("approve", None), world.after(2)).await.expect(200);
    world.drive(&id, world.after(3)).await;
    assert_eq!(pending(&world, &id).await, is(StepKind::Approval, "COMMUNITY"));
    world.decide("community-1", &id, &word("approve", None), world.after(4)).await.expect(200);
    world.drive(&id, world.after(5)).await;
    let membership = standing(&world, &worker).await.membership.unwrap();
    let kind = membership.affiliation.unwrap().kind;
    assert_eq!(kind, domain::membership::AffiliationKind::Holding);
}

#[tokio::test]
async fn a_union_dissolved_while_a_move_into_it_waits_never_holds_it() {
    let (world, worker, id) = asked(7).await;
    let dissolve = async || {
        let mut union = world.store().get_union(&union_id("HOSPITAL")).await.unwrap().unwrap();
        union.status = UnionStatus::Dissolving;
        world.store().put_union(&union).await.unwrap();
    };
    dissolve().await;
    let other = world.worker(8).await;
    world.enrol(&other, "FACTORY", MembershipState::Active).await;
    let begun = begin(&world, "hospital-1", "HOSPITAL", &other, world.start()).await;
    assert_eq!(begun.problem(), (409, "MOVE_BARRED"), "it takes nobody in, and says so");
    world.decide("factory-1", &id, &word("approve", None), world.after(2)).await.expect(200);
    world.drive(&id, world.after(3)).await;
    assert_eq!(pending(&world, &id).await, is(StepKind::Approval, "COMMUNITY"));
    world.decide("community-1", &id, &word("approve", None), world.after(4)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(5)).await, "Completed");
    assert_eq!(union_of(&world, &worker).await, "COMMUNITY");
    world.check_invariants(&[&worker]).await;
}

#[tokio::test]
async fn what_can_never_move_is_told_at_once() {
    let outside = |mut form: Value| {
        form["outsideUnion"] = json!("外省某工会");
        form["outsideCertificate"] = json!("SYNTHETIC-0001");
        form["outsideJoinedOn"] = json!("2015-03-02");
        form
    };
    for (why, member, form, wanted) in [
        ("no member", None, at_employer(5), Some("R13")),
        ("his own union", Some(MembershipState::Active), at_employer(1), Some("R19")),
        ("retained, back to work", Some(MembershipState::Retained), at_employer(5), None),
        ("of another province", None, outside(at_employer(5)), None),
    ] {
        let world = World::new().await;
        let worker = world.worker(9).await;
        if let Some(state) = member {
            world.enrol(&worker, "FACTORY", state).await;
        }
        let id = id_of(&post(&world, &worker, &form, world.start()).await.expect(202));
        world.drive(&id, world.after(1)).await;
        let head = world.head(&id).await;
        let code = head.reasons.first().map(|reason| reason.code.as_str());
        assert_eq!(code, wanted, "{why}");
        if wanted.is_none() {
            assert_eq!(pending(&world, &id).await, is(StepKind::Approval, "HOSPITAL"), "{why}");
            let yes = word("approve", None);
            world.decide("hospital-1", &id, &yes, world.after(2)).await.expect(200);
            assert_eq!(world.drive(&id, world.after(3)).await, "Completed", "{why}");
            let file = world.store().get_person_file(&worker.person).await.unwrap();
            assert_eq!(file.events.last().unwrap().kind, ChangeType::TransferIn, "{why}");
        }
        world.check_invariants(&[&worker]).await;
    }
}

#[tokio::test]
async fn a_member_who_applies_to_join_is_led_to_the_move_and_unions_list_it() {
    let (world, worker, id) = asked(10).await;
    let other = world.worker(11).await;
    world.enrol(&other, "FACTORY", MembershipState::Active).await;
    let again = world.post(&other, world.start()).await;
    assert_eq!(again.problem(), (409, "R09"));
    assert_eq!(again.body["next"]["action"], "transfer");
    for (officer, way, number) in
        [("hospital-1", "IN", 1), ("factory-1", "OUT", 1), ("factory-1", "IN", 0)]
    {
        let list = ask("GET /v1/moves", "").by(officer).query("way", way);
        let list = list.at(&world, world.after(2)).await.expect(200);
        assert_eq!(list["items"].as_array().unwrap().len(), number, "{officer} {way}");
    }
    let task = world.task(&id).await;
    let case = ask("GET /v1/tasks/{id}", &task).by("factory-1").at(&world, world.after(2)).await;
    let case = case.expect(200);
    assert_eq!(case["kind"], "OBJECTION");
    assert_eq!(case["moving"]["to"]["id"], "HOSPITAL");
    let codes: Vec<&str> = case["reasonChoices"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert_eq!(codes, ["R14", "R15"]);
    world.check_invariants(&[&worker, &other]).await;
}
