//! Time passing: reminders, escalations once per level, the parent union that never admits.

use crate::harness::door::{ask, word};
use crate::harness::people::Worker;
use crate::harness::world::World;
use domain::application::{Event, State};
use domain::calendar::{add_working_days, end_of_day_shanghai};
use domain::id::ApplicationId;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

async fn waiting() -> (World, Worker, ApplicationId) {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    (world, worker, id)
}

/// How often each of these has happened.
async fn count(world: &World, id: &ApplicationId, event: Event) -> usize {
    let entries = world.store().list_entries(id).await.unwrap();
    entries.iter().filter(|entry| entry.event == event).count()
}

/// A minute after the day on which a step is due, and so many working days later.
async fn past_due(world: &World, id: &ApplicationId, days: u32) -> Timestamp {
    let due = world.head(id).await.pending.unwrap().due;
    let day = if days == 0 { due } else { add_working_days(due, days).date };
    end_of_day_shanghai(day) + SignedDuration::from_mins(1)
}

#[tokio::test]
async fn the_holder_is_reminded_once_when_the_last_day_begins() {
    let (world, worker, id) = waiting().await;
    let due = past_due(&world, &id, 0).await;
    let hours = |hours: i64| due - SignedDuration::from_hours(hours);
    for (why, now, wanted) in [
        ("the evening before", hours(17), 0),
        ("08:00 of the last day", hours(16), 1),
        ("an hour later", hours(15), 1),
        ("the last hour", hours(1), 1),
    ] {
        world.sweep(now).await;
        assert_eq!(count(&world, &id, Event::Remind).await, wanted, "{why}");
    }
    assert_eq!(count(&world, &id, Event::Escalate).await, 0);
    world.check_invariants(&[&worker]).await;
}

/// Domain 11.10 (12), 12.4 (12): past due the levels above are told, each exactly once.
#[tokio::test]
async fn a_case_past_due_is_escalated_exactly_once_per_level() {
    let (world, worker, id) = waiting().await;
    let due = past_due(&world, &id, 0).await;
    for (why, days, wanted) in [
        ("the due date has passed", 0, 1),
        ("two working days more", 2, 1),
        ("three working days more", 3, 2),
        ("six", 6, 3),
        ("nine: nobody is above", 9, 3),
        ("twelve", 12, 3),
    ] {
        let now = past_due(&world, &id, days).await;
        for _ in 0..2 {
            let both = tokio::join!(world.sweep(now), world.sweep(now));
            assert_eq!((both.0.failed, both.1.failed), (0, 0), "{why}");
        }
        assert_eq!(count(&world, &id, Event::Escalate).await, wanted, "{why}");
    }
    let entries = world.store().list_entries(&id).await.unwrap();
    let told: Vec<_> = entries.iter().filter_map(|entry| entry.details.level).collect();
    assert_eq!(told, [1, 2, 3]);
    assert_eq!(world.project(due).await, 0);
    for (officer, wanted) in
        [("street-1", 1), ("county-1", 1), ("city-1", 1), ("community-1", 0), ("county-3", 0)]
    {
        let subject = domain::id::SubjectId::parse(officer).unwrap();
        let inbox = world.store().list_inbox(&subject, 50, None).await.unwrap().items;
        let told = inbox.iter().filter(|message| message.template == "overdue").count();
        assert_eq!(told, wanted, "{officer}: {inbox:?}");
    }
    assert_eq!(world.state(&id).await, State::Approving, "told, and nothing else");
    world.check_invariants(&[&worker]).await;
}

/// A sweep that was down for weeks makes up for every level, one run after the other.
#[tokio::test]
async fn a_clock_that_stood_still_tells_every_level_when_it_goes_again() {
    let (world, worker, id) = waiting().await;
    let late = past_due(&world, &id, 20).await;
    for days in 0..10 {
        world.sweep(late + SignedDuration::from_hours(24 * days)).await;
    }
    assert_eq!(count(&world, &id, Event::Escalate).await, 3);
    world.check_invariants(&[&worker]).await;
}

/// The parent union may urge, name a stand-in of the same union, or pass the case on; it never
/// admits in the union's place.
#[tokio::test]
async fn the_union_above_urges_names_a_stand_in_or_passes_on_and_never_admits() {
    let (world, worker, id) = waiting().await;
    let task = world.task(&id).await;
    let late = past_due(&world, &id, 0).await + SignedDuration::from_hours(10);
    let urge = ask("POST /v1/tasks/{id}/urge", &task).body(&json!({}));
    let early = urge.clone().by("street-1").at(&world, world.after(9)).await;
    assert_eq!(early.problem(), (409, "WRONG_STATE"), "not before it is late");
    world.sweep(late).await;
    for officer in ["street-1", "county-1", "city-1", "province-1"] {
        let got = world.decide_task(officer, &task, &word("approve", None), late).await;
        assert_eq!(got.problem(), (403, "FORBIDDEN"), "{officer} does not admit");
    }
    urge.by("street-1").at(&world, late).await.expect(200);
    assert_eq!(count(&world, &id, Event::Urge).await, 1);
    world.appoint("factory-9", "FACTORY", domain::role::Role::UnionApprover).await;
    let stand_in = json!({
        "union": "FACTORY", "absent": "factory-1", "standIn": "factory-9",
        "from": "2026-06-09", "until": "2026-06-30",
    });
    let named = ask("PUT /v1/stand-ins/{id}", "01KT1AX7K0000000000000000A").body(&stand_in);
    named.by("street-1").at(&world, late).await.expect(200);
    let to = json!({ "union": "STREET", "reason": "企业工会长期无人办理" });
    let route = ask("POST /v1/tasks/{id}/route", &task).body(&to);
    route.by("county-1").at(&world, late).await.expect(200);
    assert_eq!(world.drive(&id, late).await, "Waiting");
    assert_eq!(world.head(&id).await.union.unwrap().as_str(), "STREET");
    world.decide("street-1", &id, &word("approve", None), late).await.expect(200);
    assert_eq!(world.drive(&id, late).await, "Completed");
    world.check_invariants(&[&worker]).await;
}

/// One case that always fails is put off; it never holds up the others.
#[tokio::test]
async fn a_case_that_cannot_be_driven_does_not_hold_up_the_others() {
    let world = World::new().await;
    let broken = world.worker(1).await;
    let first = world.apply(&broken, world.start()).await;
    let late = world.after(60);
    assert_eq!(world.sweep(late).await.driven, 1);
    assert_eq!(world.sweep(late).await.driven, 0, "it is put off");
    let other = world.worker(2).await;
    let second = world.apply(&other, late).await;
    let next = late + SignedDuration::from_mins(2);
    let due = world.store().list_due(next, 10).await.unwrap();
    assert_eq!(due, [second], "the other one is due, the broken one not yet");
    let again = late + SignedDuration::from_mins(11);
    assert!(world.store().list_due(again, 10).await.unwrap().contains(&first));
}
