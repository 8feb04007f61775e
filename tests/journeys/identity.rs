//! The identity provider slow, down, lying: asked again, then a person checks; never a refusal for
//! our own fault, never a second question once it has agreed.

use crate::harness::door::word;
use crate::harness::provider::Manner;
use crate::harness::walker::definition;
use crate::harness::world::World;
use domain::application::{IdentityState, State, StepKind};

/// Domain 11.3: three tries, then a manual check.
#[tokio::test]
async fn a_provider_that_gives_no_answer_is_asked_again_and_then_a_person_checks() {
    for manner in [Manner::Down, Manner::Nonsense, Manner::Lying] {
        let world = World::new().await;
        let worker = world.worker(1).await;
        world.providers.behave(manner);
        let id = world.apply(&worker, world.start()).await;
        let mut minutes = 1;
        for tries in 1..=2 {
            assert_eq!(world.drive(&id, world.after(minutes)).await, "Waiting", "{manner:?}");
            let head = world.head(&id).await;
            assert_eq!((head.state, head.tries), (State::Verifying, tries), "{manner:?}");
            let soon = world.sweep(world.after(minutes + 1)).await;
            assert_eq!(soon.driven, 0, "{manner:?}: it is given time");
            minutes += 10;
            assert_eq!(world.sweep(world.after(minutes)).await.driven, 1, "{manner:?}");
        }
        world.drive(&id, world.after(minutes)).await;
        let head = world.head(&id).await;
        let step = head.pending.unwrap();
        assert_eq!((head.state, step.kind), (State::Verifying, StepKind::Check), "{manner:?}");
        assert_eq!(world.providers.asked(), 3, "{manner:?}");
        let day = world.after(24 * 60);
        world.decide("factory-3", &id, &word("approve", None), day).await.expect(200);
        world.drive(&id, day).await;
        assert_eq!(world.providers.asked(), 3, "{manner:?}: a person's word is enough");
        world.decide("factory-1", &id, &word("approve", None), day).await.expect(200);
        assert_eq!(world.drive(&id, day).await, "Completed", "{manner:?}");
        let head = world.head(&id).await;
        assert_eq!((head.identity, head.clean), (IdentityState::Confirmed, false), "{manner:?}");
        world.check_invariants(&[&worker]).await;
    }
}

#[tokio::test]
async fn a_provider_that_comes_back_finishes_what_it_held_up() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.providers.behave(Manner::Down);
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    let view = world.view(&worker.subject, &id, world.after(2)).await.expect(200);
    let line = view["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!(line["code"], "IDENTITY_UNAVAILABLE", "the applicant reads what is going on");
    world.providers.behave(Manner::Agrees);
    world.drive(&id, world.after(10)).await;
    let head = world.head(&id).await;
    assert_eq!((head.state, head.clean), (State::Approving, true));
    world.check_invariants(&[&worker]).await;
}

/// Three seconds, and the step is done within its own time.
#[tokio::test]
async fn a_silent_provider_is_given_up_after_three_seconds() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.providers.behave(Manner::Silent);
    let id = world.apply(&worker, world.start()).await;
    let within = definition()["States"]["Verify"]["TimeoutSeconds"].as_u64().unwrap();
    let began = std::time::Instant::now();
    assert_eq!(world.drive(&id, world.after(1)).await, "Waiting");
    assert!(began.elapsed().as_secs() < within, "{:?}", began.elapsed());
    assert_eq!(world.state(&id).await, State::Verifying);
}

#[tokio::test]
async fn whom_the_provider_does_not_know_a_person_checks() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.providers.behave(Manner::Unknown);
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    assert_eq!(world.head(&id).await.pending.unwrap().kind, StepKind::Check);
    world.check_invariants(&[&worker]).await;
}

#[tokio::test]
async fn once_it_has_agreed_it_is_not_asked_again() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    let id = world.apply(&worker, world.start()).await;
    for minutes in 1..=5 {
        world.drive(&id, world.after(minutes)).await;
    }
    assert_eq!(world.providers.asked(), 1);
}

#[tokio::test]
async fn a_mobile_that_is_somebody_elses_comes_back_to_be_mended() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.providers.behave(Manner::MobileDiffers);
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    let view = world.view(&worker.subject, &id, world.after(2)).await.expect(200);
    assert_eq!(view["state"], "RETURNED");
    assert_eq!(view["reasons"][0]["code"], "R01");
    world.check_invariants(&[&worker]).await;
}
