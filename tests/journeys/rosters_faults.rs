//! A roster whose every step fails before and after its work, runs twice, or meets another.

use crate::harness::rosters::csv;
use crate::harness::walker::Fault;
use crate::harness::world::World;
use domain::roster::{Counts, State};

const STEPS: [&str; 4] = ["read-roster", "check-roster", "import-roster", "finish-roster"];

/// A roster of two slices, the fault in both drives and a drive without it after each.
async fn whole(fault: Fault) -> Counts {
    let world = World::with_bucket().await;
    let at = world.start();
    let id = world.bring("PART", csv(1..=205).as_bytes(), at).await;
    world.drive_roster_with(&id, at, fault).await;
    world.drive_roster_with(&id, at, Fault::None).await;
    assert_eq!(world.roster(&id).await.state, State::Checked, "{fault:?}");
    assert_eq!(world.owner_of(1).await, None, "{fault:?}: a dry run writes nothing");
    world.confirm_roster(&id, at).await;
    world.drive_roster_with(&id, at, fault).await;
    world.drive_roster_with(&id, at, Fault::None).await;
    let head = world.roster(&id).await;
    assert_eq!(head.state, State::Done, "{fault:?}");
    assert_eq!(world.members_of_factory([1, 200, 205]).await, 205, "{fault:?}");
    head.imported.unwrap()
}

#[tokio::test]
async fn a_step_that_fails_or_runs_twice_changes_nothing_of_the_outcome() {
    let plain = whole(Fault::None).await;
    assert_eq!(plain, Counts { join: 205, ..Counts::default() });
    for step in STEPS {
        for fault in [
            Fault::FailBefore(step, 1),
            Fault::FailAfter(step, 1),
            Fault::FailAfter(step, 2),
            Fault::Twice(step),
            Fault::FailAlways(step),
        ] {
            assert_eq!(whole(fault).await, plain, "{fault:?}");
        }
    }
}

/// Killed in the middle: rows of a slice are in, its results are not. Started again, it goes on.
#[tokio::test]
async fn a_killed_import_goes_on_and_knows_its_own_work() {
    let world = World::with_bucket().await;
    let at = world.start();
    let id = world.bring("PART", csv(1..=30).as_bytes(), at).await;
    world.drive_roster_with(&id, at, Fault::None).await;
    world.confirm_roster(&id, at).await;
    world.drive_roster_with(&id, at, Fault::FailAlways("finish-roster")).await;
    let kit = world.kit(at);
    let (s3, bucket) = kit.run_bucket().unwrap();
    let key = step::rosters::Stage::Imported.key(&id, "0001");
    s3.delete_object().bucket(bucket).key(key).send().await.unwrap();
    assert_eq!(world.roster(&id).await.state, State::Importing);
    world.drive_roster_with(&id, at, Fault::None).await;
    let wanted = Counts { join: 30, ..Counts::default() };
    assert_eq!(world.roster(&id).await.imported, Some(wanted), "its own work is no double");
    assert_eq!(world.members_of_factory(1..=30).await, 30);
}

/// Two rosters with the same people, imported at once: everybody joins once.
#[tokio::test]
async fn two_imports_of_the_same_people_at_once_let_each_join_once() {
    let world = World::with_bucket().await;
    let at = world.start();
    let one = world.bring("PART", csv(1..=40).as_bytes(), at).await;
    let two = world.bring("PART", (csv(1..=40) + "\n").as_bytes(), at).await;
    for id in [&one, &two] {
        world.drive_roster_with(id, at, Fault::None).await;
        world.confirm_roster(id, at).await;
    }
    let (_, _) = tokio::join!(
        world.drive_roster_with(&one, at, Fault::None),
        world.drive_roster_with(&two, at, Fault::None),
    );
    for id in [&one, &two] {
        // Whoever was told that the slice is somebody's is driven again by the clock.
        if world.roster(id).await.state != State::Done {
            world.drive_roster_with(id, at, Fault::None).await;
        }
        assert_eq!(world.roster(id).await.state, State::Done);
    }
    let sum = |counts: Option<Counts>| counts.map_or(0, |counts| counts.join);
    let joined = sum(world.roster(&one).await.imported) + sum(world.roster(&two).await.imported);
    assert_eq!(joined, 40, "each joined through one of the two");
    assert_eq!(world.members_of_factory(1..=40).await, 40);
}
