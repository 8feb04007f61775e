//! How a founding ends other than with a union.

use crate::harness::door::word;
use crate::harness::founding::{meeting, on};
use crate::harness::world::{World, union_id};
use domain::application::State;
use domain::union::{Employer, Union, UnionStatus};

/// The union of the test's world stands at another status.
async fn set_status(world: &World, id: &str, status: UnionStatus) {
    let union = world.store().get_union_now(&union_id(id)).await.unwrap().unwrap();
    world.store().put_union(&Union { status, ..union }).await.unwrap();
}

/// The third employer is covered by a union.
async fn cover(world: &World) {
    let code = crate::harness::people::credit_code("91210102XX0000003");
    let code = domain::credit_code::CreditCode::parse(&code).unwrap();
    let employer = world.store().find_employer_now(&code).await.unwrap().unwrap();
    let covered = Employer { union: Some(union_id("JOINT")), ..employer };
    world.store().put_employer(&covered).await.unwrap();
}

/// Domain 11.10 (13): the employer gets a union between two rounds.
#[tokio::test]
async fn an_employer_that_gets_a_union_meanwhile_ends_the_founding() {
    let world = World::new().await;
    let prepared = world.recruit(3, world.group(2, 5).await).await;
    cover(&world).await;
    world.sends(&prepared, &meeting(&world, 5, 4), on(&world, 1)).await.expect(202);
    assert_eq!(world.drive(&prepared.id, on(&world, 1)).await, "Closed");
    let head = world.head(&prepared.id).await;
    assert_eq!((head.state, head.reasons[0].code.as_str()), (State::Refused, "R40"));
    world.check_invariants(&[]).await;
}

/// The same after the last yes: no yes is given that could have no effect, and one that was given
/// takes none.
#[tokio::test]
async fn a_yes_that_comes_too_late_founds_no_second_union() {
    let world = World::new().await;
    let prepared = world.agree_to_result(3, world.group(2, 5).await).await;
    cover(&world).await;
    assert_eq!(world.drive(&prepared.id, on(&world, 7)).await, "Closed");
    let head = world.head(&prepared.id).await;
    assert_eq!((head.state, head.reasons[0].code.as_str()), (State::Refused, "R40"));
    assert_eq!(
        world.drive(&prepared.id, on(&world, 8)).await,
        "Closed",
        "another drive changes nothing"
    );
    for one in &prepared.group {
        let file = world.store().get_person_file(&one.person).await.unwrap();
        assert_eq!(file.events.len(), 0, "nobody was made a member");
    }
    world.check_invariants(&[]).await;
}

/// Everybody stands by while the parent is dissolved: the union above takes its place.
#[tokio::test]
async fn a_parent_that_is_dissolved_is_followed_by_the_one_above() {
    let world = World::new().await;
    let prepared = world.recruit(3, world.group(2, 5).await).await;
    set_status(&world, "STREET", UnionStatus::Dissolved).await;
    world.sends(&prepared, &meeting(&world, 5, 4), on(&world, 1)).await.expect(202);
    assert_eq!(world.drive(&prepared.id, on(&world, 1)).await, "Waiting");
    let head = world.head(&prepared.id).await;
    assert_eq!(head.union, Some(union_id("210106")), "the county");
    let yes = word("approve", None);
    world.decide("county-1", &prepared.id, &yes, on(&world, 2)).await.expect(200);
    let listed = world.store().list_foundings(&union_id("210106"), 10, None).await.unwrap();
    assert_eq!(listed.items.len(), 1, "and it stands in its list");
    world.check_invariants(&[]).await;
}

/// Dissolved after the last yes: the union stands below the one above.
#[tokio::test]
async fn a_union_is_never_founded_below_a_dissolved_one() {
    let world = World::new().await;
    let prepared = world.agree_to_result(3, world.group(2, 5).await).await;
    set_status(&world, "STREET", UnionStatus::Dissolved).await;
    assert_eq!(world.drive(&prepared.id, on(&world, 7)).await, "Completed");
    let founding = world.store().get_founding(&prepared.id).await.unwrap().unwrap();
    let union = world.store().get_union_now(&founding.union.unwrap()).await.unwrap().unwrap();
    assert_eq!(union.parent, Some(union_id("210106")));
    assert!(union.path.starts_with("/LN/2101/210106/"));
    world.check_invariants(&[]).await;
}

/// Domain 11.6: a founding lapses after twelve months idle, and its applicant was reminded before.
#[tokio::test]
async fn a_founding_that_stands_idle_for_a_year_lapses_after_three_reminders() {
    let world = World::new().await;
    let prepared = world.recruit(3, world.group(2, 3).await).await;
    let mut written = Vec::new();
    for days in 1..=370 {
        if world.sweep(on(&world, days)).await.written > 0 {
            written.push(days);
        }
    }
    assert_eq!(written, [275, 335, 358, 366], "90, 30 and 7 days before, then the end");
    assert_eq!(world.state(&prepared.id).await, State::Lapsed);
    let late = world.sends(&prepared, &meeting(&world, 371, 3), on(&world, 371)).await;
    assert_eq!(late.problem(), (409, "WRONG_STATE"));
    let group = world.group(30, 3).await;
    world.prepare(3, group).await;
    world.check_invariants(&[]).await;
}

/// A founding is about a union: its organiser's own affairs go on.
#[tokio::test]
async fn whoever_founds_may_join_elsewhere_meanwhile() {
    let world = World::new().await;
    let group = world.group(2, 3).await;
    let organiser = group[0].clone();
    world.prepare(3, group).await;
    world.apply(&organiser, world.after(3)).await;
    world.check_invariants(&[&organiser]).await;
}
