//! The register under attack: domain 11.10 (1) to (7), (13), (23).

use crate::harness::door::word;
use crate::harness::people::Worker;
use crate::harness::walker::call;
use crate::harness::world::{World, union_id};
use domain::application::{Event, State};
use domain::entry::{Actor, Details, change};
use domain::id::{ApplicationId, MembershipId};
use domain::membership::{Membership, MembershipState};
use domain::union::{UnionStatus, ids_on};
use jiff::civil::date;
use serde_json::json;
use step::{Drive, StepError};

/// Approved and not yet assigned.
async fn approved(world: &World, worker: &Worker) -> ApplicationId {
    let id = world.apply(worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    world.decide("factory-1", &id, &word("approve", None), world.after(5)).await.expect(200);
    id
}

/// (1): at most one open application per person, whatever comes at the same moment.
#[tokio::test]
async fn of_two_applications_of_one_person_at_once_one_is_taken() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let now = world.start();
    let (left, right) = tokio::join!(world.post(&worker, now), world.post(&worker, now));
    let mut statuses = [left.status, right.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [202, 409], "{left:?} {right:?}");
    let lost = if left.status == 409 { left } else { right };
    assert_eq!(lost.problem(), (409, "R11"));
    assert!(lost.body["next"]["application"].is_string(), "the way to the one that is open");
    world.check_invariants(&[&worker]).await;
}

/// (1): a form with somebody else's ID gets an ordinary answer, a manual check, and never a second
/// membership; the owner himself is not stopped by it.
#[tokio::test]
async fn a_form_with_somebody_elses_number_never_makes_a_second_membership() {
    let world = World::new().await;
    let owner = world.worker(1).await;
    let other = world.worker(2).await;
    let forged = other.clone().with(json!({ "name": owner.name, "idNumber": owner.id_number }));
    let theirs = world.apply(&forged, world.start()).await;
    world.drive(&theirs, world.after(1)).await;
    assert_eq!(world.state(&theirs).await, State::Verifying, "an ordinary 202, then a person");
    let own = approved(&world, &owner).await;
    assert_eq!(world.state(&theirs).await, State::Withdrawn, "it gave way to the person's own");
    assert_eq!(world.drive(&own, world.after(9)).await, "Completed");
    let again = world.apply(&forged, world.after(10)).await;
    world.drive(&again, world.after(11)).await;
    let head = world.head(&again).await;
    assert_eq!(head.state, State::Refused, "already a member: {:?}", head.reasons);
    let view = world.view(&other.subject, &again, world.after(12)).await.expect(200);
    assert!(!view.to_string().contains(&owner.id_number), "nothing of the owner is told");
    world.check_invariants(&[&owner, &other]).await;
}

/// (1), (2): the step itself refuses a second membership, even for an approved application.
#[tokio::test]
async fn nobody_becomes_a_member_twice_even_by_an_approved_application() {
    let world = World::new().await;
    for (n, state) in [(1, MembershipState::Active), (2, MembershipState::Retained)] {
        let worker = world.worker(n).await;
        let id = approved(&world, &worker).await;
        let mut standing = world.store().get_standing(&worker.person).await.unwrap();
        standing.version += 1;
        standing.membership = Some(Membership {
            id: MembershipId::from_parts(1, u128::from(n)),
            number: "210000000018".to_owned(),
            state,
            joined: date(2020, 1, 1),
            affiliation: None,
            card: 1,
            events: 1,
            retained: None,
            ended: None,
        });
        world.store().put_standing(&standing).await.unwrap();
        let drive = Drive { application: id.clone(), at: world.after(6) };
        let done = call(&world.kit(world.after(6)), "assign-membership", drive).await;
        assert!(matches!(done, Err(StepError::NotAllowed { .. })), "{state:?}: {done:?}");
        assert_eq!(world.head(&id).await.membership, None, "{state:?}");
    }
}

/// (3): the day of joining is never before the sixteenth birthday, whatever the record says.
#[tokio::test]
async fn nobody_joins_before_he_is_sixteen_whatever_date_the_committee_has() {
    let world = World::new().await;
    let worker = world.worker_born(1, "20100601").await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    let before = json!({ "decision": "approve", "noKinship": true, "decidedOn": "2026-05-31" });
    let got = world.decide("factory-1", &id, &before, world.after(5)).await;
    assert_eq!(got.problem(), (422, "FORM_FAULTY"));
    let read = world.head(&id).await;
    let forced =
        change(&read, Event::Approve, world.after(6), Actor::System, Details::default(), |next| {
            next.pending = None;
            next.decided_on = Some(date(2026, 5, 31));
            next.wake = Some(world.after(7));
        });
    world.store().commit(&forced.unwrap(), Vec::new()).await.unwrap();
    assert_eq!(world.drive(&id, world.after(8)).await, "Broken");
    assert_eq!(world.store().get_standing(&worker.person).await.unwrap().membership, None);
    world.check_invariants(&[&worker]).await;
}

/// (1), (3): an appeal sends a case back that can have no effect: a yes is not taken, a no ends it.
#[tokio::test]
async fn a_yes_that_could_have_no_effect_is_not_taken() {
    let world = World::new().await;
    let member = world.worker(1).await;
    world.enrol(&member, "FACTORY", MembershipState::Active).await;
    let forger = world.worker(2).await;
    let forged = forger.clone().with(json!({ "name": member.name, "idNumber": member.id_number }));
    let child = world.worker_born(3, "20110101").await;
    let grounds = json!({ "text": "请工会再核对一次我的情况,谢谢" });
    for (why, worker) in [("a member already", &forged), ("fifteen years old", &child)] {
        let id = world.apply(worker, world.start()).await;
        assert_eq!(world.drive(&id, world.after(1)).await, "Closed", "{why}");
        world.wishes(worker, &id, "appeal", &grounds, world.after(2)).await.expect(202);
        let back = word("approve", None);
        world.decide("street-1", &id, &back, world.after(3)).await.expect(200);
        assert_eq!(world.drive(&id, world.after(4)).await, "Waiting", "{why}");
        let yes = world.decide("factory-1", &id, &word("approve", None), world.after(5)).await;
        assert_eq!(yes.problem(), (422, "FORM_FAULTY"), "{why}");
        let no = word("refuse", Some("R03"));
        world.decide("factory-1", &id, &no, world.after(6)).await.expect(200);
        assert_eq!(world.drive(&id, world.after(7)).await, "Closed", "{why}");
    }
    world.check_invariants(&[&member, &forger, &child]).await;
}

/// (4): a union that began to dissolve between the yes and the admission takes nobody in.
#[tokio::test]
async fn a_union_that_is_being_dissolved_takes_nobody_in() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = approved(&world, &worker).await;
    let mut union = world.store().get_union(&union_id("FACTORY")).await.unwrap().unwrap();
    for status in [UnionStatus::Dissolving, UnionStatus::Dissolved, UnionStatus::Preparing] {
        union.status = status;
        world.store().put_union(&union).await.unwrap();
        assert_eq!(world.drive(&id, world.after(6)).await, "Broken", "{status:?}");
        let standing = world.store().get_standing(&worker.person).await.unwrap();
        assert_eq!(standing.membership, None, "{status:?}");
    }
    union.status = UnionStatus::Active;
    world.store().put_union(&union).await.unwrap();
    assert_eq!(world.drive(&id, world.after(9)).await, "Completed");
    world.check_invariants(&[&worker]).await;
}

/// (2), (5): one membership, one affiliation, one event, one number each; the state is their fold.
#[tokio::test]
async fn members_have_numbers_of_their_own_and_a_register_that_folds() {
    let world = World::new().await;
    let mut numbers = std::collections::BTreeSet::new();
    for n in 1..=3 {
        let worker = world.worker(n).await;
        let id = approved(&world, &worker).await;
        world.drive(&id, world.after(6)).await;
        let file = world.store().get_person_file(&worker.person).await.unwrap();
        let membership = file.standing.unwrap().membership.unwrap();
        assert!(domain::number::is_valid_member_number(&membership.number));
        assert!(numbers.insert(membership.number), "a number twice");
        assert_eq!(file.events.len(), 1);
    }
    world.check_invariants(&[]).await;
}

async fn members(world: &World, union: &str) -> i64 {
    let counters = world.store().list_counters(union, "members").await.unwrap();
    counters.first().map_or(0, |(_, count)| *count)
}

/// (6), (7), (11): counters equal open affiliations at every level, however often the stream tells
/// it; who is retained is not counted; the recount finds what is wrong and says so.
#[tokio::test]
async fn the_counters_are_those_of_the_register_at_every_level() {
    let world = World::new().await;
    for n in 1..=2 {
        let worker = world.worker(n).await;
        let id = approved(&world, &worker).await;
        world.drive(&id, world.after(6)).await;
    }
    let told = world.stream().await;
    let told = told["Records"].as_array().unwrap();
    let middle = told.len() / 2;
    // In parts, overlapping, again and as a whole: as after a failure.
    for part in [&told[..middle], &told[middle / 2..], &told[..1], told] {
        let event = serde_json::json!({ "Records": part });
        let done = project::handle(&world.kit(world.after(7)), event).await.unwrap();
        assert!(done.batch_item_failures.is_empty());
    }
    let sent: i64 = world
        .store()
        .list_counters("ALL", "day#")
        .await
        .unwrap()
        .iter()
        .filter(|(name, _)| name.ends_with("#join#SENT") && !name.contains("#group#"))
        .map(|(_, count)| count)
        .sum();
    assert_eq!(sent, 2, "each application once");
    let retained = world.worker(3).await;
    world.enrol(&retained, "HOSPITAL", MembershipState::Retained).await;
    let levels = ["LN", "2101", "210106", "STREET", "FACTORY"];
    for union in levels {
        assert_eq!(members(&world, union).await, 2, "{union}");
    }
    assert_eq!(members(&world, "COMMUNITY").await, 0);
    let night = world.night(world.after(24 * 60)).await;
    assert_eq!(night.corrected, 0, "nothing was wrong");
    world.store().correct_counter("STREET", "members", 2, 7).await.unwrap();
    world.store().correct_counter("HOSPITAL", "members", 0, 1).await.unwrap();
    assert_eq!(world.night(world.after(24 * 60)).await.corrected, 2);
    for union in levels {
        assert_eq!(members(&world, union).await, 2, "{union}");
    }
}

/// (13): every union hangs below one parent, deeper than it, and its path says so; an employer has
/// one covering union by its very record.
#[tokio::test]
async fn the_tree_has_one_top_no_cycle_and_levels_that_deepen() {
    let world = World::new().await;
    let mut open = vec![union_id(domain::union::TOP)];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(id) = open.pop() {
        assert!(seen.insert(id.clone()), "{id} is reached twice: a cycle");
        let above = world.store().get_union(&id).await.unwrap().unwrap();
        assert_eq!(ids_on(&above.path).last(), Some(id.as_str()));
        for below in world.store().list_children(&id, 100).await.unwrap() {
            assert!(below.level > above.level, "{} lies deeper than {id}", below.id);
            assert_eq!(below.path, format!("{}{}/", above.path, below.id));
            open.push(below.id);
        }
    }
    assert_eq!(seen.len(), 16, "everything hangs on the tree");
}

/// (23): one record of what was granted, by its key; nothing is available without a provider, a
/// place and a telephone, or outside their days.
#[tokio::test]
async fn services_are_granted_once_and_only_within_their_window() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = approved(&world, &worker).await;
    for minutes in 6..9 {
        world.drive(&id, world.after(minutes)).await;
    }
    let rows = world.rows().await;
    let grants = rows.iter().filter(|row| row["sk"]["S"] == "GRANT").count();
    assert_eq!(grants, 1);
    let provider = |name: &str, phone: &str| domain::service::Provider {
        service: domain::service::catalogue()[0].code.clone(),
        division: "210106".to_owned(),
        name: name.to_owned(),
        place: "示范一路1号(合成数据)".to_owned(),
        phone: phone.to_owned(),
        from: date(2026, 6, 2),
        to: Some(date(2026, 6, 30)),
    };
    let days = |days: i64| world.after(days * 24 * 60);
    #[rustfmt::skip]
    let rows = [
        // why                          provider                            day       wanted
        ("nobody offers it",            None,                               days(1),  "NOT_OPEN"),
        ("without a telephone",         Some(provider("合成服务站", "")),   days(1),  "NOT_OPEN"),
        ("the day before it begins",    Some(provider("合成服务站", "1")),  days(0),  "NOT_OPEN"),
        ("its first day",               Some(provider("合成服务站", "1")),  days(1),  "AVAILABLE"),
        ("its last day",                Some(provider("合成服务站", "1")),  days(29), "AVAILABLE"),
        ("the day after",               Some(provider("合成服务站", "1")),  days(30), "NOT_OPEN"),
    ];
    for (why, offered, now, wanted) in rows {
        if let Some(provider) = offered {
            world.store().put_provider(&provider).await.unwrap();
        }
        let me = world.me(&worker.subject, now).await;
        assert_eq!(me["services"][0]["availability"], wanted, "{why}");
    }
}
