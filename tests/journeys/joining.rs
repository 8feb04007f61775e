//! Collective joining: from the roster to the card, and everything that can come in between.
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use crate::harness::door::{ask, word};
use crate::harness::joining::tail;
use crate::harness::people::{Worker, stranger};
use crate::harness::provider::Manner;
use crate::harness::world::World;
use domain::application::State;
use domain::batch::RowState;
use domain::id::{BatchId, SubjectId};
use domain::membership::MembershipState;
use domain::trail::first_broken;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

const BORN: &str = "19900101";

/// People without an account, on the roster of a batch of the factory's, with their links.
async fn asked<const N: usize>(world: &World, first: u16) -> (BatchId, [Worker; N]) {
    let mut n = first;
    let workers = std::array::from_fn(|_| {
        n += 1;
        stranger(n, BORN)
    });
    let batch = world.batch("factory-1", "FACTORY", world.start()).await;
    let all: Vec<&Worker> = workers.iter().collect();
    world.upload("factory-1", &batch, &all, false, world.after(1)).await;
    world.invite("factory-1", &batch, world.after(2)).await;
    (batch, workers)
}

async fn counts(world: &World, batch: &BatchId, now: Timestamp) -> Value {
    let got = world.of_batch("factory-2", "GET /v1/batches/{id}", batch, &Value::Null, now).await;
    got.expect(200)["counts"].clone()
}

/// Domain 4: roster, own consent, one decision, card; and it is his once he has an account.
#[tokio::test]
async fn people_on_a_roster_say_yes_themselves_and_are_members_after_one_decision() {
    let world = World::new().await;
    let (batch, [one, two, three, four]) = asked::<4>(&world, 100).await;
    assert_eq!(world.store().list_joining_rows(&batch).await.unwrap().len(), 4);
    let looked = world.look(&world.link(&one), world.after(3)).await.expect(200);
    assert_eq!(
        (&looked["person"]["name"], &looked["person"]["answer"]),
        (&json!("王**"), &json!("OPEN"))
    );
    assert!(!looked.to_string().contains(&one.name) && !looked.to_string().contains(&tail(&one)));
    let first = world.says_yes(&batch, &one, world.after(4)).await;
    let second = world.says_yes(&batch, &two, world.after(4)).await;
    world.answer(&world.link(&three), &tail(&three), "NO", world.after(4)).await.expect(200);
    for id in [&first, &second] {
        let head = world.head(id).await;
        assert_eq!((head.state, head.clean), (State::Approving, true));
        assert_eq!(head.union.as_ref().map(|union| union.as_str()), Some("FACTORY"));
    }
    let before = counts(&world, &batch, world.after(5)).await;
    assert_eq!(
        (&before["ready"], &before["no"], &before["silent"]),
        (&json!(2), &json!(1), &json!(1))
    );
    let except = json!([{ "row": 2, "decision": "refuse", "reasonCode": "R06" }]);
    let decided = world.decide_batch("factory-2", &batch, &[1, 2], except, world.after(6)).await;
    let decided = decided.expect(200);
    assert_eq!((&decided["decided"], &decided["problems"]), (&json!(2), &json!([])));
    assert_eq!(world.drive(&first, world.after(7)).await, "Completed");
    assert_eq!(world.head(&second).await.state, State::Refused);
    let after = counts(&world, &batch, world.after(8)).await;
    assert_eq!((&after["members"], &after["ended"]), (&json!(1), &json!(1)));
    // He signs in with that mobile and binds himself: the application and the membership are his.
    let (four_row, now) = (world.row_of(&batch, &four).await, world.after(9));
    assert_eq!(four_row.state, RowState::Open);
    let body = json!({
        "name": one.name, "idType": "ID_CARD", "idNumber": one.id_number, "mobile": one.mobile,
    });
    let bound = ask("POST /v1/account", "").by("new-1").proves(&one.mobile).body(&body);
    bound.at(&world, now).await.expect(201);
    let me = world.me(&SubjectId::parse("new-1").unwrap(), now).await;
    assert_eq!(
        (&me["membership"]["state"], &me["applications"][0]["state"]),
        (&json!("ACTIVE"), &json!("COMPLETED"))
    );
    let head = world.store().get_joining(&batch).await.unwrap().unwrap();
    let lines = world.store().list_lines(&head.record()).await.unwrap();
    assert_eq!((first_broken(&lines), lines.len()), (None, 3));
}

#[tokio::test]
async fn a_dry_run_writes_nothing_and_the_same_file_twice_changes_nothing() {
    let world = World::new().await;
    let young = stranger(3, "20150101");
    let member = world.worker(4).await;
    world.enrol(&member, "HOSPITAL", MembershipState::Active).await;
    let (one, two) = (stranger(1, BORN), stranger(2, BORN));
    let batch = world.batch("factory-1", "FACTORY", world.start()).await;
    let all = [&one, &two, &young, &member, &one];
    let dry = world.upload("factory-1", &batch, &all, true, world.after(1)).await;
    assert_eq!((&dry["added"], &dry["refused"]), (&json!(2), &json!(3)));
    assert_eq!(world.store().list_joining_rows(&batch).await.unwrap(), []);
    let notes: Vec<&str> = (2..5).filter_map(|at| dry["lines"][at]["notes"][0].as_str()).collect();
    assert!(notes[0].contains("R03") && notes[1].contains("R09") && notes[2].contains("第2行"));
    let first = world.upload("factory-1", &batch, &all, false, world.after(2)).await;
    assert_eq!((&first["added"], &first["refused"]), (&json!(2), &json!(3)));
    let before = world.store().get_joining(&batch).await.unwrap();
    let again = world.upload("factory-1", &batch, &all, false, world.after(3)).await;
    assert_eq!((&again["added"], &again["known"]), (&json!(0), &json!(2)));
    assert_eq!(world.store().get_joining(&batch).await.unwrap(), before);
}

/// Four eyes: neither the organiser nor whoever stood beside the device.
#[tokio::test]
async fn the_organiser_never_decides_and_a_stand_in_named_by_the_parent_does() {
    let world = World::new().await;
    let worker = stranger(1, BORN);
    let batch = world.batch("street-1", "STREET", world.start()).await;
    world.upload("street-1", &batch, &[&worker], false, world.after(1)).await;
    world.invite("street-1", &batch, world.after(2)).await;
    let id = world.says_yes(&batch, &worker, world.after(3)).await;
    let now = world.after(4);
    let own = world.decide_batch("street-1", &batch, &[1], json!([]), now).await;
    assert_eq!(own.problem(), (403, "FOUR_EYES"));
    let singly = world.decide("street-1", &id, &word("approve", None), now).await;
    assert_eq!(singly.problem(), (403, "FOUR_EYES"));
    let verifier = world.decide_batch("street-2", &batch, &[1], json!([]), now).await;
    assert_eq!(verifier.problem(), (403, "FORBIDDEN"));
    let named = json!({
        "union": "STREET", "absent": "street-1", "standIn": "street-2", "from": "2026-06-01",
        "until": "2026-06-10",
    });
    let stand_in = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    let put = ask("PUT /v1/stand-ins/{id}", stand_in).by("county-1").body(&named);
    put.at(&world, now).await.expect(200);
    let decided = world.decide_batch("street-2", &batch, &[1], json!([]), now).await.expect(200);
    assert_eq!(decided["decided"], 1, "{decided}");
    let again = world.decide_batch("street-2", &batch, &[1], json!([]), now).await.expect(200);
    assert_eq!((&again["decided"], &again["round"]["no"]), (&json!(1), &json!(1)));
    assert_eq!(world.drive(&id, world.after(5)).await, "Completed");
}

#[tokio::test]
async fn whoever_stood_beside_the_device_does_not_decide_on_those_who_answered_there() {
    let world = World::new().await;
    let (batch, [one, two]) = asked::<2>(&world, 1).await;
    let route = "POST /v1/batches/{id}/devices";
    let opened = world.of_batch("factory-2", route, &batch, &Value::Null, world.after(3)).await;
    let token = opened.expect(201)["token"].as_str().unwrap().to_owned();
    let yes = world.on_device(&token, &one, "YES", world.after(4)).await.expect(200);
    assert_eq!(yes["person"]["answer"], "YES");
    // The device forgets: it shows nobody until the next one says who he is.
    let next = world.look(&token, world.after(5)).await.expect(200);
    assert_eq!((&next["device"], &next["person"]), (&json!(true), &Value::Null));
    world.on_device(&token, &two, "NO", world.after(5)).await.expect(200);
    let id = world.row_of(&batch, &one).await.application.unwrap();
    world.drive(&id, world.after(6)).await;
    assert_eq!(world.head(&id).await.state, State::Approving, "an officer saw his document");
    let beside = world.decide("factory-2", &id, &word("approve", None), world.after(7)).await;
    assert_eq!(beside.problem(), (403, "FOUR_EYES"));
    let route = "DELETE /v1/batches/{id}/devices";
    world.of_batch("factory-1", route, &batch, &Value::Null, world.after(8)).await.expect(204);
    assert_eq!(world.look(&token, world.after(9)).await.problem(), (404, "LINK_INVALID"));
    let stranger = world.on_device(&token, &two, "YES", world.after(9)).await;
    assert_eq!(stranger.problem(), (404, "LINK_INVALID"));
}

#[tokio::test]
async fn a_person_in_two_batches_has_one_open_place() {
    let world = World::new().await;
    let (first, [worker]) = asked::<1>(&world, 1).await;
    let second = world.batch("hospital-1", "HOSPITAL", world.start()).await;
    world.upload("hospital-1", &second, &[&worker], false, world.after(1)).await;
    let early = world.link(&worker);
    world.invite("hospital-1", &second, world.after(2)).await;
    let late = world.link(&worker);
    assert_ne!(early, late);
    let now = world.after(3);
    let tail = tail(&worker);
    let (one, other) = tokio::join!(
        world.answer(&early, &tail, "YES", now),
        world.answer(&late, &tail, "YES", now),
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.body, other.body);
    let told = if one.status == 409 { one } else { other };
    assert_eq!(told.problem().1, "R11");
    let rows = [world.row_of(&first, &worker).await, world.row_of(&second, &worker).await];
    assert_eq!(rows.iter().filter(|row| row.application.is_some()).count(), 1);
}

#[tokio::test]
async fn who_became_a_member_meanwhile_is_told_so_and_not_joined_twice() {
    let world = World::new().await;
    let (batch, [worker]) = asked::<1>(&world, 1).await;
    world.bind(&worker).await;
    world.enrol(&worker, "HOSPITAL", MembershipState::Active).await;
    let got = world.answer(&world.link(&worker), &tail(&worker), "YES", world.after(3)).await;
    assert_eq!(got.problem(), (409, "R09"));
    assert_eq!(world.row_of(&batch, &worker).await.state, RowState::Open);
}

/// A mobile that is somebody else's: the machine cannot tell, so a person asks; and the batch's
/// decision does not cover him.
#[tokio::test]
async fn somebody_elses_mobile_is_opened_singly() {
    let world = World::new().await;
    let holder = world.worker(50).await;
    let mut worker = stranger(1, BORN);
    worker.mobile.clone_from(&holder.mobile);
    let batch = world.batch("factory-1", "FACTORY", world.start()).await;
    world.upload("factory-1", &batch, &[&worker], false, world.after(1)).await;
    world.invite("factory-1", &batch, world.after(2)).await;
    let id = world.says_yes(&batch, &worker, world.after(3)).await;
    assert_eq!(world.head(&id).await.state, State::Verifying);
    let all = world.decide_batch("factory-2", &batch, &[1], json!([]), world.after(4)).await;
    let all = all.expect(200);
    assert_eq!(all["problems"][0]["problem"]["code"], "CHECK_FAILED_OPEN_SINGLY");
    assert_eq!(counts(&world, &batch, world.after(5)).await["singly"], 1);
}

#[tokio::test]
async fn a_wrong_mobile_is_returned_and_mended_by_the_person_once_he_has_an_account() {
    let world = World::new().await;
    let (batch, [worker]) = asked::<1>(&world, 1).await;
    world.providers.behave(Manner::NameDiffers);
    let id = world.says_yes(&batch, &worker, world.after(3)).await;
    assert_eq!(world.head(&id).await.state, State::Returned);
    world.providers.behave(Manner::Agrees);
    let body = json!({
        "name": worker.name, "idType": "ID_CARD", "idNumber": worker.id_number,
        "mobile": worker.mobile,
    });
    let bound = ask("POST /v1/account", "").by("new-1").proves(&worker.mobile).body(&body);
    bound.at(&world, world.after(4)).await.expect(201);
    let mended = worker.clone().with(json!({ "occupationGroup": "COURIER" }));
    let amend = ask("POST /v1/applications/{id}/amendment", id.as_str()).by("new-1");
    let amend = amend.body(&json!({ "form": mended.form }));
    amend.at(&world, world.after(5)).await.expect(202);
    assert_eq!(world.drive(&id, world.after(6)).await, "Waiting");
    assert_eq!(world.head(&id).await.state, State::Approving);
}

#[tokio::test]
async fn a_link_is_for_one_person_and_shuts_after_five_wrong_tries() {
    let world = World::new().await;
    let (batch, [one, two]) = asked::<2>(&world, 1).await;
    let token = world.link(&one);
    for minute in 3..8 {
        let got = world.answer(&token, &tail(&two), "YES", world.after(minute)).await;
        assert_eq!(got.problem(), (422, "FORM_FAULTY"), "somebody else's last characters");
        assert_eq!(got.body["errors"][0]["code"], "last_four_differs");
    }
    let shut = world.answer(&token, &tail(&one), "YES", world.after(8)).await;
    assert_eq!(shut.problem(), (409, "LINK_SHUT"), "even his own come too late");
    let again = json!({ "rows": [1] });
    let route = "POST /v1/batches/{id}/invitations";
    world.of_batch("factory-1", route, &batch, &again, world.after(9)).await.expect(200);
    let fresh = world.link(&one);
    assert_eq!(world.look(&token, world.after(10)).await.problem(), (404, "LINK_INVALID"));
    world.answer(&fresh, &tail(&one), "YES", world.after(11)).await.expect(200);
    let same = world.answer(&fresh, &tail(&one), "YES", world.after(12)).await.expect(200);
    assert_eq!(same["person"]["answer"], "YES", "said twice, one application");
    let no = world.answer(&fresh, &tail(&one), "NO", world.after(13)).await;
    assert_eq!(no.problem(), (409, "WRONG_STATE"), "a yes is taken back by withdrawing");
    let head = world.row_of(&batch, &one).await;
    assert!(head.sealed.is_none(), "what was uploaded lies in the application now");
}

#[tokio::test]
async fn unknown_links_and_links_that_are_over_are_answered_alike() {
    let world = World::new().await;
    let (batch, [worker]) = asked::<1>(&world, 1).await;
    let good = world.link(&worker);
    let mut forged = good.clone();
    let last = if forged.ends_with('0') { "1" } else { "0" };
    forged.replace_range(forged.len() - 1.., last);
    let unknown = good.replace(batch.as_str(), "01ARZ3NDEKTSV4RRFFQ69G5FAV");
    let late = world.start() + SignedDuration::from_hours(24 * 20);
    let mut answers = Vec::new();
    for (token, at) in [
        (&forged, world.after(5)),
        (&unknown, world.after(5)),
        (&"x".to_owned(), world.after(5)),
        (&good, late),
    ] {
        let looked = world.look(token, at).await;
        let said = world.answer(token, &tail(&worker), "YES", at).await;
        answers.push((looked.status, looked.body, said.status, said.body["code"].clone()));
    }
    let first = answers.first().cloned().unwrap();
    assert_eq!((first.0, &first.3), (404, &json!("LINK_INVALID")));
    for other in answers {
        assert_eq!(other, first);
    }
    // A link that is called too often waits for the next quarter of an hour.
    let mut last = 0;
    for _ in 0..41 {
        last = world.look(&good, world.after(20)).await.status;
    }
    assert_eq!(last, 429);
    assert_eq!(world.look(&good, world.after(40)).await.status, 200);
}

#[tokio::test]
async fn an_sms_that_was_not_taken_is_sent_again() {
    let world = World::new().await;
    let worker = stranger(1, BORN);
    let batch = world.batch("factory-1", "FACTORY", world.start()).await;
    world.upload("factory-1", &batch, &[&worker], false, world.after(1)).await;
    world.providers.take_sms(false);
    let failed = world.invite("factory-1", &batch, world.after(2)).await;
    assert_eq!((&failed["sent"], &failed["failed"]), (&json!(0), &json!(1)));
    assert_eq!(counts(&world, &batch, world.after(3)).await["sent"], 0);
    world.providers.take_sms(true);
    let sent = world.invite("factory-1", &batch, world.after(4)).await;
    assert_eq!(sent["sent"], 1);
    let text = world.providers.sent()[0]["text"].as_str().unwrap().to_owned();
    for secret in [&worker.name, &worker.id_number, &worker.mobile] {
        assert!(!text.contains(secret.as_str()), "no personal data in the SMS or its link");
    }
    world.says_yes(&batch, &worker, world.after(5)).await;
}

/// The decision covers whom it names; who says yes after it waits for the next.
#[tokio::test]
async fn a_decision_while_yeses_still_arrive_covers_whom_it_names() {
    let world = World::new().await;
    let (batch, [one, two]) = asked::<2>(&world, 1).await;
    let first = world.says_yes(&batch, &one, world.after(3)).await;
    let decided = world.decide_batch("factory-2", &batch, &[1, 2], json!([]), world.after(4)).await;
    let decided = decided.expect(200);
    assert_eq!((&decided["decided"], &decided["problems"][0]["row"]), (&json!(1), &json!(2)));
    let second = world.says_yes(&batch, &two, world.after(5)).await;
    assert_eq!(world.head(&second).await.state, State::Approving);
    let next = world.decide_batch("factory-2", &batch, &[2], json!([]), world.after(6)).await;
    assert_eq!(next.expect(200)["round"]["no"], 2);
    for id in [first, second] {
        assert_eq!(world.drive(&id, world.after(7)).await, "Completed");
    }
}

#[tokio::test]
async fn a_decision_that_races_with_a_withdrawal_has_one_outcome() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let batch = world.batch("factory-1", "FACTORY", world.start()).await;
    world.upload("factory-1", &batch, &[&worker], false, world.after(1)).await;
    world.invite("factory-1", &batch, world.after(2)).await;
    let id = world.says_yes(&batch, &worker, world.after(3)).await;
    assert_eq!(world.head(&id).await.subject, worker.subject, "who has an account sees it there");
    let now = world.after(4);
    let nothing = json!({});
    let (decided, withdrawn) = tokio::join!(
        world.decide_batch("factory-2", &batch, &[1], json!([]), now),
        world.wishes(&worker, &id, "withdrawal", &nothing, now),
    );
    let decided = decided.expect(200)["decided"] == json!(1);
    let head = world.head(&id).await;
    assert_ne!(decided, withdrawn.status == 202, "{}", withdrawn.body);
    assert_eq!(head.state, if decided { State::Approved } else { State::Withdrawn });
}

#[tokio::test]
async fn check_ins_may_come_late_twice_and_from_two_devices() {
    let world = World::new().await;
    let (batch, [one, two]) = asked::<2>(&world, 1).await;
    world.answer(&world.link(&two), &tail(&two), "NO", world.after(3)).await.expect(200);
    let codes = [world.row_of(&batch, &one).await.code, world.row_of(&batch, &two).await.code];
    let noted = |device: &str| {
        json!({ "device": device, "items": [
            { "code": codes[0].to_lowercase(), "at": "2026-06-01T01:05:00Z" },
            { "code": codes[1], "at": "2026-06-01T01:05:01Z" },
            { "code": "ZZZZZZZZ", "at": "2026-06-01T01:05:02Z" },
        ] })
    };
    let route = "POST /v1/batches/{id}/check-ins";
    let outcomes = async |device: &str, minute| {
        let now = world.after(minute);
        let got = world.of_batch("factory-1", route, &batch, &noted(device), now).await.expect(200);
        let items = got["items"].as_array().unwrap().clone();
        items.iter().map(|one| one["outcome"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(outcomes("gate-1", 30).await, ["PRESENT", "SAID_NO", "UNKNOWN"]);
    assert_eq!(outcomes("gate-1", 40).await, ["PRESENT", "SAID_NO", "UNKNOWN"]);
    assert_eq!(outcomes("gate-2", 41).await, ["ELSEWHERE", "SAID_NO", "UNKNOWN"]);
    let row = world.row_of(&batch, &one).await;
    assert_eq!(row.present.map(|one| one.device).as_deref(), Some("gate-1"));
}

#[tokio::test]
async fn a_walk_in_is_added_once_and_a_wrong_row_is_corrected_until_the_yes() {
    let world = World::new().await;
    let worker = stranger(1, BORN);
    let batch = world.batch("factory-1", "FACTORY", world.start()).await;
    let body = |mobile: &str| {
        json!({ "name": worker.name, "idNumber": worker.id_number, "mobile": mobile,
                "group": "COURIER", "walkIn": true })
    };
    let route = "POST /v1/batches/{id}/rows";
    for minute in [1, 2] {
        let wrong = body("15400000099");
        let got = world.of_batch("factory-1", route, &batch, &wrong, world.after(minute)).await;
        assert_eq!(got.expect(200)["no"], 1, "the second time he is on it already");
    }
    world.invite("factory-1", &batch, world.after(3)).await;
    let mistaken = Worker { mobile: "15400000099".to_owned(), ..worker.clone() };
    let old = world.link(&mistaken);
    let route = "PUT /v1/batches/{id}/rows/{row}";
    let put = ask(route, batch.as_str()).param("row", "1").by("factory-1");
    put.body(&body(&worker.mobile)).at(&world, world.after(4)).await.expect(200);
    assert_eq!(world.look(&old, world.after(5)).await.problem(), (404, "LINK_INVALID"));
    world.invite("factory-1", &batch, world.after(6)).await;
    world.says_yes(&batch, &worker, world.after(7)).await;
    let late = ask(route, batch.as_str()).param("row", "1").by("factory-1");
    let late = late.body(&body("15400000098")).at(&world, world.after(8)).await;
    assert_eq!(late.problem(), (409, "WRONG_STATE"));
    let other = ask(route, batch.as_str()).param("row", "1").by("hospital-1");
    let other = other.body(&body("15400000098")).at(&world, world.after(9)).await;
    assert_eq!(other.problem(), (404, "NOT_FOUND"), "another union's batch does not exist");
}

/// Retention: what was uploaded of people who never agreed goes 30 days after the last day.
#[tokio::test]
async fn what_was_uploaded_of_people_who_never_agreed_is_erased() {
    let world = World::new().await;
    let (batch, [one, two]) = asked::<2>(&world, 1).await;
    world.says_yes(&batch, &one, world.after(3)).await;
    let night: Timestamp = "2026-07-08T18:30:00Z".parse().unwrap();
    world.night(night).await;
    assert!(world.row_of(&batch, &two).await.sealed.is_some(), "not before its day");
    let night: Timestamp = "2026-07-09T18:30:00Z".parse().unwrap();
    world.night(night).await;
    let rows = world.store().list_joining_rows(&batch).await.unwrap();
    let gone = rows.iter().find(|row| row.no == 2).unwrap();
    assert_eq!((gone.name.as_str(), gone.sealed.is_none(), gone.macs.len()), ("", true, 0));
    let kept = rows.iter().find(|row| row.no == 1).unwrap();
    assert_eq!(kept.name, one.name);
    let head = world.store().get_joining(&batch).await.unwrap().unwrap();
    assert!(head.erased.is_some() && head.closed.is_some());
    world.night(night + SignedDuration::from_hours(24)).await;
    assert_eq!(world.store().get_joining(&batch).await.unwrap().unwrap(), head);
}
