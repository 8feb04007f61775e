//! Every way an application can go when nothing fails.

use crate::harness::door::{ask, word};
use crate::harness::provider::Manner;
use crate::harness::world::World;
use domain::application::State;
use domain::calendar::end_of_day_shanghai;
use domain::id::{ApplicationId, SubjectId};
use domain::membership::MembershipState;
use serde_json::json;

/// The plain way: one form, one decision, a member with a number and services.
#[tokio::test]
async fn a_worker_applies_and_is_a_member_once_an_officer_has_said_yes() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    assert_eq!(world.state(&id).await, State::Submitted);
    assert_eq!(world.drive(&id, world.after(1)).await, "Waiting");
    assert_eq!(world.state(&id).await, State::Approving);
    let answer = world.decide("factory-1", &id, &word("approve", None), world.after(60)).await;
    assert_eq!(answer.expect(200)["state"], "APPROVED");
    assert_eq!(world.drive(&id, world.after(61)).await, "Completed");
    let me = world.me(&worker.subject, world.after(62)).await;
    assert_eq!(me["membership"]["state"], "ACTIVE");
    assert_eq!(me["membership"]["joinedOn"], "2026-06-01");
    assert_eq!(me["membership"]["union"]["id"], "FACTORY");
    assert_eq!(me["applications"][0]["state"], "COMPLETED");
    assert_eq!(me["services"].as_array().map(Vec::len), Some(18));
    world.check_invariants(&[&worker]).await;
}

/// Domain 11.10 (10): whoever is told no reads why and what to do next.
#[tokio::test]
async fn a_refused_worker_reads_the_reason_and_may_apply_again_at_once() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    let no = json!({
        "decision": "refuse", "reasonCode": "R06", "reasonText": "单位已注销", "noKinship": true,
    });
    world.decide("factory-1", &id, &no, world.after(5)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(6)).await, "Closed");
    let view = world.view(&worker.subject, &id, world.after(7)).await.expect(200);
    assert_eq!((&view["state"], &view["reasons"][0]["code"]), (&json!("REFUSED"), &json!("R06")));
    assert!(view["reasons"][0]["text"].as_str().is_some_and(|text| text.contains("单位已注销")));
    assert_eq!(view["next"][0]["action"], "appeal");
    let second = world.apply(&worker, world.after(10)).await;
    assert_ne!(second, id);
    world.check_invariants(&[&worker]).await;
}

/// A form that does not agree comes back; mended, it keeps its number and goes through.
#[tokio::test]
async fn a_returned_form_is_mended_under_the_same_number_and_goes_through() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.providers.behave(Manner::NameDiffers);
    let id = world.apply(&worker, world.start()).await;
    assert_eq!(world.drive(&id, world.after(1)).await, "Waiting");
    let before = world.head(&id).await;
    assert_eq!((before.state, before.returns), (State::Returned, 1));
    world.providers.behave(Manner::Agrees);
    let mended = worker.clone().with(json!({ "occupationGroup": "TRUCK_DRIVER" }));
    let body = json!({ "form": mended.form });
    let receipt = world.wishes(&worker, &id, "amendment", &body, world.after(30)).await.expect(202);
    assert_eq!(receipt["number"], json!(before.number));
    let again = world.wishes(&worker, &id, "amendment", &body, world.after(31)).await.expect(202);
    assert_eq!(again["id"], receipt["id"], "a repeat is answered the same");
    assert_eq!(world.head(&id).await.form, 2, "and writes no third form");
    assert_eq!(world.drive(&id, world.after(32)).await, "Waiting");
    world.decide("factory-1", &id, &word("approve", None), world.after(60)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(61)).await, "Completed");
    world.check_invariants(&[&worker]).await;
}

/// An officer's return, too; and after the last one only yes or no is left.
#[tokio::test]
async fn an_officer_returns_a_form_five_times_and_then_decides() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    for round in 1..=5 {
        let now = world.after(round * 10);
        world.decide("factory-1", &id, &word("return", Some("R08")), now).await.expect(200);
        assert_eq!(world.drive(&id, now).await, "Waiting");
        let body = json!({ "form": worker.form });
        world.wishes(&worker, &id, "amendment", &body, now).await.expect(202);
        assert_eq!(world.drive(&id, now).await, "Waiting");
    }
    let sixth = world.decide("factory-1", &id, &word("return", Some("R08")), world.after(70)).await;
    assert_eq!(sixth.problem(), (422, "FORM_FAULTY"));
    world.decide("factory-1", &id, &word("approve", None), world.after(71)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(72)).await, "Completed");
    world.check_invariants(&[&worker]).await;
}

#[tokio::test]
async fn a_withdrawn_application_ends_and_its_place_is_free() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    for why in ["once", "a repeat is answered the same"] {
        let body = json!({});
        let got = world.wishes(&worker, &id, "withdrawal", &body, world.after(5)).await;
        assert_eq!(got.expect(202)["state"], "WITHDRAWN", "{why}");
    }
    assert_eq!(world.drive(&id, world.after(6)).await, "Closed");
    world.apply(&worker, world.after(10)).await;
    world.check_invariants(&[&worker]).await;
}

/// The applicant's time to mend is over: the clock ends it, once, and he may apply again.
#[tokio::test]
async fn a_form_that_is_not_mended_in_time_lapses() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.providers.behave(Manner::NameDiffers);
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    let due = world.head(&id).await.pending.unwrap().due;
    let late = end_of_day_shanghai(due);
    assert_eq!(world.sweep(late).await.written, 1);
    assert_eq!(world.state(&id).await, State::Lapsed);
    assert_eq!(world.sweep(late).await, sweep::Done::default(), "nothing is left to do");
    let body = json!({ "form": worker.form });
    let late_form = world.wishes(&worker, &id, "amendment", &body, late).await;
    assert_eq!(late_form.problem(), (409, "WRONG_STATE"));
    let view = world.view(&worker.subject, &id, late).await.expect(200);
    let codes: Vec<_> =
        view["reasons"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert_eq!(codes, ["R01", "R12"], "what was to be mended, and that it was not");
    assert_eq!(world.drive(&id, late).await, "Closed");
    world.apply(&worker, late).await;
    world.check_invariants(&[&worker]).await;
}

/// What the machine cannot tell a person checks, another one approves.
#[tokio::test]
async fn what_the_machine_cannot_tell_is_checked_by_one_person_and_approved_by_another() {
    let world = World::new().await;
    let worker = world.worker_born(1, "19600101").await;
    let id = world.apply(&worker, world.start()).await;
    assert_eq!(world.drive(&id, world.after(1)).await, "Waiting");
    assert_eq!(world.state(&id).await, State::Verifying, "66 years: a person asks");
    world.decide("factory-1", &id, &word("approve", None), world.after(5)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(6)).await, "Waiting");
    assert_eq!(world.state(&id).await, State::Approving);
    let same = world.decide("factory-1", &id, &word("approve", None), world.after(7)).await;
    assert_eq!(same.problem(), (403, "FOUR_EYES"));
    world.decide("factory-2", &id, &word("approve", None), world.after(8)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(9)).await, "Completed");
    world.check_invariants(&[&worker]).await;
}

/// Another matter of another shape: no approval, another effect.
#[tokio::test]
async fn a_member_gets_a_new_card_at_once_and_keeps_his_number() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Active).await;
    let id = world.apply_for_card(&worker, world.start()).await;
    assert_eq!(world.drive(&id, world.after(1)).await, "Completed");
    let standing = world.store().get_standing(&worker.person).await.unwrap();
    let membership = standing.membership.unwrap();
    assert_eq!((membership.card, membership.events, standing.open), (2, 1, None));
    assert_eq!(world.drive(&id, world.after(2)).await, "Closed", "another drive changes nothing");
    world.check_invariants(&[&worker]).await;
}

#[tokio::test]
async fn who_is_no_member_gets_no_card_and_reads_why() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply_for_card(&worker, world.start()).await;
    assert_eq!(world.drive(&id, world.after(1)).await, "Closed");
    let view = world.view(&worker.subject, &id, world.after(2)).await.expect(200);
    assert_eq!((&view["state"], &view["reasons"][0]["code"]), (&json!("REFUSED"), &json!("R13")));
    world.check_invariants(&[&worker]).await;
}

/// The committee's recorded date is the day of joining, not the click's.
#[tokio::test]
async fn the_day_of_joining_is_the_committees_date() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    let days = |days: i64| world.after(days * 24 * 60);
    let on = |day: &str| json!({ "decision": "approve", "noKinship": true, "decidedOn": day });
    let rows = [
        ("before the application", "2026-05-31"),
        ("in the future", "2026-06-05"),
        ("no date", "2026-02-30"),
    ];
    for (why, day) in rows {
        let got = world.decide("factory-1", &id, &on(day), days(3)).await;
        assert_eq!(got.problem(), (422, "FORM_FAULTY"), "{why}");
    }
    world.decide("factory-1", &id, &on("2026-06-02"), days(3)).await.expect(200);
    world.drive(&id, days(3)).await;
    let me = world.me(&worker.subject, days(3)).await;
    assert_eq!(me["membership"]["joinedOn"], "2026-06-02");
    world.check_invariants(&[&worker]).await;
}

/// An appeal ends upheld or sent back to the committee, where other hands decide.
#[tokio::test]
async fn an_appeal_is_upheld_or_sent_back_to_the_committee() {
    for (decision, state) in [("refuse", State::Refused), ("approve", State::Approving)] {
        let world = World::new().await;
        let worker = world.worker(1).await;
        let id = world.apply(&worker, world.start()).await;
        world.drive(&id, world.after(1)).await;
        let no = word("refuse", Some("R06"));
        world.decide("factory-1", &id, &no, world.after(5)).await.expect(200);
        let grounds = json!({ "text": "单位就在示范一路1号,请再核对" });
        world.wishes(&worker, &id, "appeal", &grounds, world.after(9)).await.expect(202);
        assert_eq!(world.drive(&id, world.after(10)).await, "Waiting");
        let own = world.decide("factory-2", &id, &word("approve", None), world.after(11)).await;
        assert_eq!(own.problem(), (403, "FORBIDDEN"), "not the union that said no");
        let code = (decision == "refuse").then_some("R06");
        world.decide("street-1", &id, &word(decision, code), world.after(12)).await.expect(200);
        world.drive(&id, world.after(13)).await;
        assert_eq!(world.state(&id).await, state, "{decision}");
        if state == State::Approving {
            let yes = word("approve", None);
            world.decide("factory-2", &id, &yes, world.after(20)).await.expect(200);
            assert_eq!(world.drive(&id, world.after(21)).await, "Completed");
        } else {
            let other = json!({ "text": "我还是不同意这个结果" });
            let again = world.wishes(&worker, &id, "appeal", &other, world.after(20)).await;
            assert_eq!(again.status, 409, "there is one appeal");
        }
        world.check_invariants(&[&worker]).await;
    }
}

/// 代办: an officer filled it in at the counter, the applicant's own sign-in was his yes. The record
/// says whose counter it was; that gives its officers no right to the case.
#[tokio::test]
async fn an_application_from_a_counter_says_so_in_its_record() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let post = async |key: &str, counter: &str| {
        let mut wish = world.wish(&worker);
        wish["counter"] = json!(counter);
        let post = ask("POST /v1/applications", "").by(worker.subject.as_str()).key(key);
        post.body(&wish).at(&world, world.start()).await
    };
    for (why, counter) in [("no union's id", "some where"), ("a union that is none", "NOBODY")] {
        let got = post("a-wrong-counter", counter).await;
        assert_eq!(got.problem(), (422, "FORM_FAULTY"), "{why}");
        assert_eq!(got.body["errors"][0]["pointer"], "/counter", "{why}");
    }
    let receipt = post("at-the-counter", "HOSPITAL").await.expect(202);
    let id = ApplicationId::parse(receipt["id"].as_str().unwrap()).unwrap();
    let view = world.view(&worker.subject, &id, world.after(1)).await.expect(200);
    assert_eq!(view["timeline"][0]["text"], "经本人确认,由工会I窗口代办提交申请");
    assert_eq!(view["timeline"][0]["by"], "APPLICANT");
    let stranger = SubjectId::parse("hospital-1").unwrap();
    let theirs = world.view(&stranger, &id, world.after(1)).await;
    assert_eq!(theirs.problem(), (404, "NOT_FOUND"), "whose counter it was sees nothing by that");
    let file = world.store().get_person_file(&worker.person).await.unwrap();
    assert_eq!(file.consents[0].channel, "COUNTER");
    assert_eq!(world.drive(&id, world.after(2)).await, "Waiting");
    world.decide("factory-1", &id, &word("approve", None), world.after(5)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(6)).await, "Completed");
    world.check_invariants(&[&worker]).await;
}
