//! Personal data: sealed, masked, revealed with a purpose, erased in time. Domain 11.10 (25), (26).

use crate::harness::door::{ask, word};
use crate::harness::people::Worker;
use crate::harness::world::World;
use domain::entry::first_broken;
use domain::id::{ApplicationId, SubjectId};
use domain::retention::{Kind, days};
use jiff::SignedDuration;
use serde_json::json;

async fn waiting() -> (World, Worker, ApplicationId) {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    (world, worker, id)
}

/// (25): neither the table, nor SMS, nor what any reader is shown has an ID number or a mobile.
#[tokio::test]
async fn no_number_and_no_mobile_is_anywhere_in_the_clear() {
    let (world, worker, id) = waiting().await;
    world.decide("factory-1", &id, &word("approve", None), world.after(5)).await.expect(200);
    world.drive(&id, world.after(6)).await;
    assert_eq!(world.project(world.after(7)).await, 0);
    world.check_invariants(&[&worker]).await;
    let sent = world.providers.sent();
    assert!(!sent.is_empty());
    for sms in &sent {
        let text = format!("{}{}{}", sms["text"], sms["params"], sms["template"]);
        for secret in [&worker.id_number, &worker.mobile, &worker.name] {
            assert!(!text.contains(secret.as_str()), "an SMS says too much: {text}");
        }
    }
    let task = format!("{}-1", id.as_str());
    for (route, param, who) in [
        ("GET /v1/me", "", worker.subject.as_str()),
        ("GET /v1/applications/{id}", id.as_str(), worker.subject.as_str()),
        ("GET /v1/applications/{id}", id.as_str(), "factory-1"),
        ("GET /v1/tasks/{id}", task.as_str(), "factory-1"),
        ("GET /v1/tasks", "", "factory-1"),
    ] {
        let seen = ask(route, param).by(who).at(&world, world.after(8)).await.expect(200);
        let seen = seen.to_string();
        assert!(!seen.contains(&worker.id_number) && !seen.contains(&worker.mobile), "{route}");
    }
}

/// (25): a reveal is written before anything is shown: who, when, why; refused ones show nothing.
#[tokio::test]
async fn every_reveal_has_its_line_in_the_audit_chain() {
    let (world, worker, id) = waiting().await;
    let task = world.task(&id).await;
    let body = |purpose: &str| json!({ "of": task, "fields": ["/idNumber", "/mobile"], "purpose": purpose });
    let reveal = |who: &str, purpose: &str| {
        ask("POST /v1/reveals", "").by(who).key("k-reveal-0001").body(&body(purpose))
    };
    let rows = [
        ("a union of another place", "hospital-1", "与本人核实", 404),
        ("who only reads", "auditor-1", "与本人核实", 403),
        ("no purpose", "factory-1", "", 422),
    ];
    for (why, who, purpose, status) in rows {
        let got = reveal(who, purpose).at(&world, world.after(5)).await;
        assert!(got.status == status || (status == 422 && got.status == 400), "{why}: {got:?}");
        assert!(!got.body.to_string().contains(&worker.id_number), "{why}");
    }
    assert_eq!(world.store().list_reveals(id.as_str()).await.unwrap(), []);
    for minutes in [6, 7] {
        let got = reveal("factory-1", "与本人核实证件").at(&world, world.after(minutes)).await;
        assert!(got.expect(200).to_string().contains(&worker.id_number));
    }
    let reveals = world.store().list_reveals(id.as_str()).await.unwrap();
    assert_eq!(reveals.len(), 2);
    assert_eq!(
        (reveals[1].prev.as_str(), reveals[0].prev.as_str()),
        (reveals[0].hash.as_str(), "")
    );
    for reveal in &reveals {
        assert_eq!(reveal.hash, reveal.computed_hash());
        assert_eq!((reveal.by.as_str(), reveal.purpose.as_str()), ("factory-1", "与本人核实证件"));
    }
}

/// (26): nothing about an applicant is written to or shown at his employer.
#[tokio::test]
async fn an_employer_without_a_union_never_learns_who_applied() {
    let world = World::new().await;
    let code = crate::harness::people::credit_code("91210102XX0000003");
    let worker = world.worker(1).await.with(json!({ "employer": { "creditCode": code } }));
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    world.project(world.after(2)).await;
    let rows = world.rows().await;
    let about = rows.iter().filter(|row| {
        let pk = row["pk"]["S"].as_str().unwrap_or_default();
        pk.starts_with("E#E3") || pk.starts_with("J#E3")
    });
    for row in about {
        let text = row.to_string();
        for secret in [id.as_str(), worker.subject.as_str(), worker.person.as_str(), &worker.name] {
            assert!(!text.contains(secret), "{text}");
        }
    }
    let found = ask("GET /v1/employers", "").query("q", "公司").at(&world, world.after(3)).await;
    assert!(!found.body.to_string().contains(id.as_str()));
}

/// Forms lose what was sealed when their time is over; the case itself and its trail stay.
#[tokio::test]
async fn a_form_is_erased_when_its_retention_ends_and_the_trail_stays() {
    let (world, worker, id) = waiting().await;
    world.wishes(&worker, &id, "withdrawal", &json!({}), world.after(5)).await.expect(202);
    world.project(world.after(6)).await;
    let kept = i64::from(days(Kind::FormNotAdmitted).unwrap());
    let at = |days: i64| world.after(5) + SignedDuration::from_hours(24 * days);
    for (why, now, erased) in
        [("a day early", at(kept - 1), 0), ("on the day", at(kept), 1), ("again", at(kept), 0)]
    {
        assert_eq!(world.night(now).await.erased, erased, "{why}");
    }
    let form = world.store().get_form(&id, 1).await.unwrap().unwrap();
    assert_eq!(form.sealed, None);
    let entries = world.store().list_entries(&id).await.unwrap();
    assert_eq!((first_broken(&entries), entries.len()), (None, 4));
    let view = world.view(&worker.subject, &id, at(kept)).await;
    assert_eq!(view.status, 200, "an erased case can still be read");
}

/// Withdrawing the JOIN consent before admission takes the application back; afterwards it does
/// not touch the membership and says how to leave.
#[tokio::test]
async fn withdrawing_the_consent_takes_back_what_rests_on_it() {
    let (world, worker, id) = waiting().await;
    let withdraw = ask("DELETE /v1/consents/{code}", "JOIN").by(worker.subject.as_str());
    let got = withdraw.at(&world, world.after(5)).await.expect(200);
    assert_eq!(got["withdrawnApplication"], id.as_str());
    assert_eq!(world.drive(&id, world.after(6)).await, "Closed");
    let second = world.apply(&worker, world.after(7)).await;
    world.drive(&second, world.after(8)).await;
    world.decide("factory-1", &second, &word("approve", None), world.after(9)).await.expect(200);
    world.drive(&second, world.after(10)).await;
    let got = withdraw.at(&world, world.after(11)).await.expect(200);
    assert!(got["withdrawnApplication"].is_null());
    let standing = world.store().get_standing(&worker.person).await.unwrap();
    assert!(standing.membership.is_some());
    world.check_invariants(&[&worker]).await;
}

/// (11): a message comes once however often the stream tells its event, and an SMS that the
/// provider did not take goes out with a later sweep.
#[tokio::test]
async fn a_message_comes_once_and_an_sms_that_was_not_taken_goes_out_later() {
    let (world, worker, _) = waiting().await;
    world.providers.take_sms(false);
    for _ in 0..3 {
        assert_eq!(world.project(world.after(2)).await, 0);
    }
    let me = SubjectId::parse(worker.subject.as_str()).unwrap();
    let inbox = world.store().list_inbox(&me, 50, None).await.unwrap().items;
    let receipts = inbox.iter().filter(|message| message.template == "receipt").count();
    assert_eq!((receipts, world.providers.sent().len()), (1, 0));
    world.providers.take_sms(true);
    assert_eq!(world.sweep(world.after(60)).await.sent, 1);
    assert_eq!(world.sweep(world.after(120)).await.sent, 0);
    world.project(world.after(130)).await;
    assert_eq!(world.providers.sent().len(), 1, "once, with the number of its owner");
    assert_eq!(world.providers.sent()[0]["to"], worker.mobile.as_str());
}

/// Retention: whoever is left with nothing is forgotten two years later, and may come again; a
/// member and whoever applied since stay.
#[tokio::test]
async fn a_person_left_alone_is_erased_when_his_time_ends_and_a_member_stays() {
    let world = World::new().await;
    let alone = world.worker(1).await;
    let id = world.apply(&alone, world.start()).await;
    world.wishes(&alone, &id, "withdrawal", &json!({}), world.after(1)).await.expect(202);
    world.project(world.after(2)).await;
    let member = world.worker(2).await;
    world.enrol(&member, "FACTORY", domain::membership::MembershipState::Active).await;
    let due = store::ErasureDue::Person(member.person.clone());
    let ended = domain::calendar::shanghai_date(world.start());
    let day = domain::retention::erase_on(Kind::PersonAlone, ended).unwrap();
    world.store().put_erasure(day, &due).await.unwrap();
    let days = i64::from(days(Kind::PersonAlone).unwrap());
    let person = async |worker: &Worker| world.store().get_person(&worker.person).await.unwrap();
    world.night(world.after((days - 1) * 24 * 60)).await;
    assert!(person(&alone).await.is_some(), "a day before");
    world.night(world.after((days + 1) * 24 * 60)).await;
    assert!(person(&alone).await.is_none(), "his time has ended");
    assert!(person(&member).await.is_some(), "a member stays");
    let account = world.store().get_account(&alone.subject).await.unwrap();
    assert_eq!(account.caller.person, None, "and the account is bound to nobody");
    world.bind(&alone).await;
    assert!(person(&alone).await.is_some(), "he may come again");
}
