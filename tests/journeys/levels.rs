//! Two levels of approval. No published matter has two, so two are rehearsed: joining, decided
//! twice in the same union, and joining, decided there and then by the union above.
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use crate::harness::door::{Got, ask, word};
use crate::harness::people::Worker;
use crate::harness::walker::Fault;
use crate::harness::world::{World, union_id};
use domain::application::{Event, State};
use domain::id::{ApplicationId, PersonId, StandInId, SubjectId};
use domain::role::{Role, StandIn};
use jiff::civil::date;
use serde_json::{Value, json};

/// Both levels in the deciding union.
const TWICE: &str = "join-decided-twice";
/// The second one in the union above it.
const ABOVE: &str = "join-decided-above";

fn rehearse() {
    let join = domain::matter::FILES.iter().find(|(name, _)| *name == "join@1").unwrap().1;
    let with = |code: &str, by: &str| {
        let level = format!(
            "[[approval]]\nby = \"{by}\"\nrole = \"UNION_APPROVER\"\nwithin_working_days = 3\n"
        );
        let coded = join.replacen("\"join\"", &format!("\"{code}\""), 1);
        coded.replacen("[effect]", &format!("{level}\n[effect]"), 1)
    };
    domain::matter::rehearse(&[with(TWICE, "deciding-union"), with(ABOVE, "parent-union")])
        .unwrap();
}

/// A case at its first level.
async fn at_first(matter: &str) -> (World, Worker, ApplicationId) {
    rehearse();
    let world = World::new().await;
    let worker = world.worker(1).await;
    let mut wish = world.wish(&worker);
    wish["matter"] = json!(matter);
    let post = ask("POST /v1/applications", "").by(worker.subject.as_str()).key("two-levels");
    let receipt = post.body(&wish).at(&world, world.start()).await.expect(202);
    let id = ApplicationId::parse(receipt["id"].as_str().unwrap()).unwrap();
    assert_eq!(world.drive(&id, world.after(1)).await, "Waiting");
    assert_eq!(world.head(&id).await.pending.unwrap().union, Some(union_id("FACTORY")));
    (world, worker, id)
}

/// The same at its second, after a yes of this officer.
async fn at_second(matter: &str, officer: &str) -> (World, Worker, ApplicationId) {
    let (world, worker, id) = at_first(matter).await;
    yes(&world, officer, &id, 5).await.expect(200);
    assert_eq!(world.drive(&id, world.after(6)).await, "Waiting");
    (world, worker, id)
}

async fn yes(world: &World, officer: &str, id: &ApplicationId, minutes: i64) -> Got {
    world.decide(officer, id, &word("approve", None), world.after(minutes)).await
}

/// Lends an officer's office in a union for the year.
async fn lend(world: &World, principal: &str, deputy: &str, union: &str) {
    let subject = |text: &str| SubjectId::parse(text).unwrap();
    let found = world.store().get_union(&union_id(union)).await.unwrap().unwrap();
    let stand_in = StandIn {
        id: StandInId::parse(PersonId::from_parts(1, world.draw()).as_str()).unwrap(),
        principal: subject(principal),
        deputy: subject(deputy),
        union: found.id,
        path: found.path,
        role: Role::UnionApprover,
        from: date(2026, 1, 1),
        to: date(2026, 12, 31),
        named_by: subject(principal),
    };
    world.store().put_stand_in(&stand_in).await.unwrap();
}

#[tokio::test]
async fn a_case_is_approved_by_one_union_and_then_by_the_one_above() {
    let (world, worker, id) = at_first(ABOVE).await;
    let first = yes(&world, "factory-1", &id, 5).await.expect(200);
    assert_eq!(first["state"], "APPROVING", "another level follows");
    assert_eq!(world.store().get_standing(&worker.person).await.unwrap().membership, None);
    assert_eq!(world.drive(&id, world.after(6)).await, "Waiting");
    let head = world.head(&id).await;
    let step = head.pending.clone().unwrap();
    assert_eq!((head.level, step.seq, step.union), (1, 2, Some(union_id("STREET"))));
    assert_eq!(step.due, date(2026, 6, 4), "three working days of its own");
    assert_eq!(head.union, Some(union_id("FACTORY")), "who admits stays who admits");
    let view = world.view(&worker.subject, &id, world.after(7)).await.expect(200);
    assert_eq!(
        (&view["state"], &view["holder"]["union"]["id"]),
        (&json!("APPROVING"), &json!("STREET"))
    );
    let lines = view["timeline"].to_string();
    assert!(lines.contains("同意,转下一级"), "{lines}");
    assert_eq!(world.drive(&id, world.after(8)).await, "Waiting", "one step a level");
    assert_eq!(world.head(&id).await.version, head.version, "and no other drive opens another");
    let last = yes(&world, "street-1", &id, 9).await.expect(200);
    assert_eq!(last["state"], "APPROVED");
    assert_eq!(world.drive(&id, world.after(10)).await, "Completed");
    let me = world.me(&worker.subject, world.after(11)).await;
    assert_eq!(me["membership"]["union"]["id"], "FACTORY", "a member of the union that decided");
    assert_eq!(me["membership"]["joinedOn"], "2026-06-01");
    world.check_invariants(&[&worker]).await;
}

/// Four eyes: whoever had a hand in the first level has none in the second, in whatever office;
/// neither has who stands in for him, nor for whom he stood in.
#[tokio::test]
async fn nobody_decides_both_levels_himself_or_through_a_stand_in() {
    #[rustfmt::skip]
    let rows = [
        // why                                                    matter first        second       lent in the first, in the second (absent, deputy)         wanted
        ("another officer of the same union",                     TWICE, "factory-1", "factory-2", None,                        None,                         200),
        ("the same officer",                                      TWICE, "factory-1", "factory-1", None,                        None,                         403),
        ("a stand-in of the same officer",                        TWICE, "factory-1", "deputy",    None,                        Some(("factory-1", "deputy")), 403),
        ("whom the first one stood in for",                       TWICE, "deputy",    "factory-1", Some(("factory-1", "deputy")), None,                        403),
        ("a stand-in of one, then of the other",                  TWICE, "deputy",    "deputy",    Some(("factory-1", "deputy")), Some(("factory-2", "deputy")), 403),
        ("another stand-in of the same absent one",               TWICE, "deputy",    "other",     Some(("factory-1", "deputy")), Some(("factory-1", "other")), 403),
        ("another stand-in of another absent one",                TWICE, "deputy",    "other",     Some(("factory-1", "deputy")), Some(("factory-2", "other")), 200),
        ("an officer of the union above",                         ABOVE, "factory-1", "street-1",  None,                        None,                         200),
        ("the first one, who sits in the union above as well",    ABOVE, "factory-1", "factory-1", None,                        None,                         403),
        ("the first one as stand-in of an officer above",         ABOVE, "factory-1", "factory-1", None,                        Some(("street-1", "factory-1")), 403),
        ("a stand-in of the first one, who sits above as well",   ABOVE, "factory-1", "deputy",    None,                        Some(("factory-1", "deputy")), 403),
        ("an officer of the union below, who decides nothing here", ABOVE, "factory-1", "factory-2", None,                      None,                         403),
    ];
    for (why, matter, first, second, lent_first, lent_second, wanted) in rows {
        let (world, worker, id) = at_first(matter).await;
        if let Some((absent, deputy)) = lent_first {
            lend(&world, absent, deputy, "FACTORY").await;
        }
        yes(&world, first, &id, 5).await.expect(200);
        assert_eq!(world.drive(&id, world.after(6)).await, "Waiting", "{why}");
        let holder = if matter == TWICE { "FACTORY" } else { "STREET" };
        if matter == ABOVE && why.contains("sits") {
            world.appoint("factory-1", "STREET", Role::UnionApprover).await;
        }
        if let Some((absent, deputy)) = lent_second {
            lend(&world, absent, deputy, holder).await;
        }
        let task = world.task(&id).await;
        let seen = ask("GET /v1/tasks/{id}", &task).by(second).at(&world, world.after(7)).await;
        let open = seen.expect(200)["decisions"].as_array().map(Vec::len);
        assert_eq!(open > Some(0), wanted == 200, "{why}: what the desk offers him");
        let got = yes(&world, second, &id, 8).await;
        assert_eq!(got.status, wanted, "{why}: {got:?}");
        let code = if why.contains("decides nothing") { "FORBIDDEN" } else { "FOUR_EYES" };
        assert!(wanted == 200 || got.problem() == (403, code), "{why}: {got:?}");
        let ended = world.drive(&id, world.after(9)).await;
        assert_eq!(ended, if wanted == 200 { "Completed" } else { "Waiting" }, "{why}");
        world.check_invariants(&[&worker]).await;
    }
}

/// What both levels come to, without what is drawn at random.
async fn summary(world: &World, id: &ApplicationId, worker: &Worker) -> Value {
    let entries = world.store().list_entries(id).await.unwrap();
    let events: Vec<Event> = entries.iter().map(|entry| entry.event).collect();
    let head = world.head(id).await;
    let file = world.store().get_person_file(&worker.person).await.unwrap();
    json!({
        "state": head.state, "steps": head.steps, "hands": head.hands, "events": events,
        "registered": file.events.len(), "granted": file.grant.map(|grant| grant.services),
    })
}

/// From the form to the membership, with the fault in each of the three drives.
async fn through(fault: Fault) -> (Value, usize) {
    let (world, worker, id) = at_first(ABOVE).await;
    yes(&world, "factory-1", &id, 5).await.expect(200);
    let second = world.drive_with(&id, world.after(6), fault).await;
    assert_eq!(second.state, "Waiting", "{fault:?}");
    yes(&world, "street-1", &id, 9).await.expect(200);
    let third = world.drive_with(&id, world.after(10), fault).await;
    assert_eq!(third.state, "Completed", "{fault:?}");
    world.check_invariants(&[&worker]).await;
    (summary(&world, &id, &worker).await, second.runs.len() + third.runs.len())
}

#[tokio::test]
async fn every_step_may_run_twice_or_fail_between_two_levels() {
    let (plain, runs) = through(Fault::None).await;
    assert_eq!(plain["steps"], 2);
    for step in ["verify", "approve", "assign-membership", "grant-services"] {
        let faults = [Fault::Twice(step), Fault::FailBefore(step, 1), Fault::FailAfter(step, 1)];
        for fault in faults {
            let (end, tried) = through(fault).await;
            assert_eq!(end, plain, "{fault:?}");
            assert!(tried > runs || matches!(fault, Fault::Twice(_)), "{fault:?}: it struck");
        }
    }
}

/// Sent back, refused and appealed, or sent on at the second level: it begins at the first again,
/// where those who have spoken may speak on the new form, or on the other union's behalf.
#[tokio::test]
async fn a_second_level_that_says_no_begins_at_the_first_again() {
    let (world, worker, id) = at_second(ABOVE, "factory-1").await;
    let back = word("return", Some("R02"));
    world.decide("street-1", &id, &back, world.after(7)).await.expect(200);
    world.drive(&id, world.after(8)).await;
    let body = json!({ "form": worker.form });
    world.wishes(&worker, &id, "amendment", &body, world.after(9)).await.expect(202);
    assert_eq!(world.drive(&id, world.after(10)).await, "Waiting");
    let head = world.head(&id).await;
    assert_eq!((head.level, head.pending.unwrap().union), (0, Some(union_id("FACTORY"))));
    yes(&world, "factory-1", &id, 11).await.expect(200);
    world.drive(&id, world.after(12)).await;
    let no = word("refuse", Some("R06"));
    world.decide("street-1", &id, &no, world.after(13)).await.expect(200);
    assert_eq!(world.drive(&id, world.after(14)).await, "Closed");
    let grounds = json!({ "text": "单位就在示范一路1号,请再核对" });
    world.wishes(&worker, &id, "appeal", &grounds, world.after(15)).await.expect(202);
    let step = world.head(&id).await.pending.unwrap();
    assert_eq!(step.union, Some(union_id("210106")), "above the union that said no");
    yes(&world, "county-1", &id, 16).await.expect(200);
    assert_eq!(world.drive(&id, world.after(17)).await, "Waiting");
    assert_eq!(world.head(&id).await.pending.unwrap().union, Some(union_id("FACTORY")));
    yes(&world, "factory-2", &id, 18).await.expect(200);
    world.drive(&id, world.after(19)).await;
    yes(&world, "street-1", &id, 20).await.expect(200);
    assert_eq!(world.drive(&id, world.after(21)).await, "Completed");
    assert_eq!(world.state(&id).await, State::Completed);
    world.check_invariants(&[&worker]).await;
}

/// Between two levels the case is the applicant's to take back, and the clock's to drive.
#[tokio::test]
async fn between_two_levels_it_can_be_withdrawn_and_a_lost_start_is_made_up() {
    let (world, worker, id) = at_first(ABOVE).await;
    yes(&world, "factory-1", &id, 5).await.expect(200);
    assert_eq!(world.head(&id).await.pending, None, "the second level is not open yet");
    assert_eq!(world.sweep(world.after(7)).await.driven, 1, "its start was lost: it is due");
    assert_eq!(world.drive(&id, world.after(7)).await, "Waiting");
    world.wishes(&worker, &id, "withdrawal", &json!({}), world.after(8)).await.expect(202);
    assert_eq!(world.drive(&id, world.after(9)).await, "Closed");
    world.check_invariants(&[&worker]).await;
}

/// A matter in rehearsal is in no list; only who knows its code finds it.
#[tokio::test]
async fn a_matter_in_rehearsal_is_in_no_list() {
    rehearse();
    let world = World::new().await;
    let list = ask("GET /v1/matters", "").at(&world, world.start()).await.expect(200);
    let codes: Vec<_> = list["items"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert_eq!(
        codes,
        ["join", "card-reissue", "found-union", "transfer", "retain", "reactivate", "leave"]
    );
}
