//! Two calls at the same moment: one change, and an answer that fits it. The second meets the
//! first before, while and after it writes, because it begins later by some reads of the table:
//! by none, by one, and so on until the first is over.

use crate::harness::door::{Ask, Got, ask, word};
use crate::harness::people::{Worker, id_number, stranger};
use crate::harness::provider::Manner;
use crate::harness::world::World;
use domain::application::{Event, State};
use domain::id::{ApplicationId, PersonId};
use jiff::Timestamp;
use serde_json::{Value, json};

/// By how many reads the second call begins later: a call of these makes about ten requests.
const LAGS: std::ops::Range<u16> = 0..12;

/// Two calls, the second later by so many reads.
async fn both(world: &World, one: &Ask, other: &Ask, lag: u16, now: Timestamp) -> (Got, Got) {
    let late = async {
        for _ in 0..lag {
            let nobody = world.store().get_standing(&PersonId::from_parts(1, 1)).await.unwrap();
            assert_eq!(nobody.open, None);
        }
        other.at(world, now).await
    };
    tokio::join!(one.at(world, now), late)
}

async fn returned(world: &World, n: u16) -> (Worker, ApplicationId) {
    let worker = world.worker(n).await;
    world.providers.behave(Manner::NameDiffers);
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    world.providers.behave(Manner::Agrees);
    (worker, id)
}

async fn waiting(world: &World, n: u16) -> (Worker, ApplicationId) {
    let worker = world.worker(n).await;
    let id = world.apply(&worker, world.start()).await;
    world.drive(&id, world.after(1)).await;
    (worker, id)
}

async fn refused(world: &World, n: u16) -> (Worker, ApplicationId) {
    let (worker, id) = waiting(world, n).await;
    world.decide("factory-1", &id, &word("refuse", Some("R06")), world.after(5)).await.expect(200);
    (worker, id)
}

fn call(what: &str, worker: &Worker, id: &ApplicationId, body: &Value) -> Ask {
    let route = format!("POST /v1/applications/{{id}}/{what}");
    ask(&route, id.as_str()).by(worker.subject.as_str()).body(body)
}

/// With a key where it lags by an even number, else without.
fn keyed(one: Ask, lag: u16) -> Ask {
    if lag.is_multiple_of(2) { one.key("at-the-same-moment") } else { one }
}

/// How often something has happened to an application.
async fn times(world: &World, id: &ApplicationId, event: Event) -> usize {
    let entries = world.store().list_entries(id).await.unwrap();
    entries.iter().filter(|entry| entry.event == event).count()
}

#[tokio::test]
async fn an_amendment_that_comes_twice_at_once_is_one() {
    let world = World::new().await;
    for lag in LAGS {
        let (worker, id) = returned(&world, lag).await;
        let one = keyed(call("amendment", &worker, &id, &json!({ "form": worker.form })), lag);
        let (left, right) = both(&world, &one, &one, lag, world.after(10)).await;
        assert_eq!(left.expect(202), right.expect(202), "{lag}");
        assert_eq!(times(&world, &id, Event::Amend).await, 1, "{lag}");
        assert_eq!(world.head(&id).await.form, 2, "{lag}");
    }
    world.check_invariants(&[]).await;
}

/// The number was a slip and somebody else's; corrected, it is the applicant's own, whose place the
/// first call has taken by the time the second looks: that is his own application, and nothing
/// that stands in its way.
#[tokio::test]
async fn an_amendment_that_moves_to_another_person_twice_at_once_is_one() {
    let world = World::new().await;
    for lag in LAGS {
        let worker = world.worker(lag).await;
        let slip = worker.clone().with(json!({ "idNumber": id_number("19900202", lag) }));
        world.providers.behave(Manner::NameDiffers);
        let id = world.apply(&slip, world.start()).await;
        world.drive(&id, world.after(1)).await;
        world.providers.behave(Manner::Agrees);
        let before = world.head(&id).await;
        assert_eq!(before.state, State::Returned, "{lag}");
        let one = keyed(call("amendment", &worker, &id, &json!({ "form": worker.form })), lag);
        let (left, right) = both(&world, &one, &one, lag, world.after(10)).await;
        assert_eq!(left.expect(202), right.expect(202), "{lag}");
        assert_eq!(times(&world, &id, Event::Amend).await, 1, "{lag}");
        assert_eq!(world.head(&id).await.person, worker.person, "{lag}");
        let own = world.store().get_standing(&worker.person).await.unwrap();
        assert_eq!(own.open, Some(id), "{lag}: it has taken his own place");
        let other = world.store().get_standing(&before.person).await.unwrap();
        assert_eq!(other.open, None, "{lag}: and given the other's back");
    }
    world.check_invariants(&[]).await;
}

/// A second call that was slow finds the form amended by the first and returned again by the
/// machine: it does not use up another of the applicant's five chances.
#[tokio::test]
async fn an_amendment_under_one_key_is_answered_the_same_whatever_has_become_of_it() {
    let world = World::new().await;
    let (worker, id) = returned(&world, 1).await;
    let one = call("amendment", &worker, &id, &json!({ "form": worker.form })).key("the-same-key");
    let first = one.at(&world, world.after(10)).await.expect(202);
    world.providers.behave(Manner::NameDiffers);
    world.drive(&id, world.after(11)).await;
    assert_eq!(world.state(&id).await, State::Returned, "returned a second time");
    let again = one.at(&world, world.after(12)).await.expect(202);
    assert_eq!(again, first, "the first answer again");
    assert_eq!(world.head(&id).await.returns, 2);
    assert_eq!(times(&world, &id, Event::Amend).await, 1);
    world.check_invariants(&[&worker]).await;
}

#[tokio::test]
async fn an_appeal_that_comes_twice_at_once_is_one() {
    let world = World::new().await;
    for lag in LAGS {
        let (worker, id) = refused(&world, lag).await;
        let grounds = json!({ "text": "单位就在示范一路1号,请再核对" });
        let one = keyed(call("appeal", &worker, &id, &grounds), lag);
        let (left, right) = both(&world, &one, &one, lag, world.after(10)).await;
        assert_eq!(left.expect(202), right.expect(202), "{lag}");
        assert_eq!(times(&world, &id, Event::Appeal).await, 1, "{lag}");
    }
    world.check_invariants(&[]).await;
}

#[tokio::test]
async fn of_two_different_appeals_at_once_one_is_taken() {
    let world = World::new().await;
    for lag in LAGS {
        let (worker, id) = refused(&world, lag).await;
        let one = json!({ "text": "单位就在示范一路1号,请再核对" });
        let other = json!({ "text": "我已经在单位工作三年了,请再核对" });
        let one = call("appeal", &worker, &id, &one);
        let other = call("appeal", &worker, &id, &other);
        let (left, right) = both(&world, &one, &other, lag, world.after(10)).await;
        let lost = if left.status == 202 { &right } else { &left };
        assert_eq!(left.status.min(right.status), 202, "{lag}: {left:?} {right:?}");
        assert_eq!(lost.problem(), (409, "APPEALED_BEFORE"), "{lag}");
    }
    world.check_invariants(&[]).await;
}

#[tokio::test]
async fn a_withdrawal_that_comes_twice_at_once_is_one() {
    let world = World::new().await;
    for lag in LAGS {
        let (worker, id) = waiting(&world, lag).await;
        let one = keyed(call("withdrawal", &worker, &id, &json!({})), lag);
        let (left, right) = both(&world, &one, &one, lag, world.after(10)).await;
        assert_eq!(left.expect(202), right.expect(202), "{lag}");
        assert_eq!(times(&world, &id, Event::Withdraw).await, 1, "{lag}");
    }
    world.check_invariants(&[]).await;
}

/// An officer whose click comes twice is answered twice the same; the case is decided once.
#[tokio::test]
async fn a_decision_that_comes_twice_at_once_is_one() {
    let world = World::new().await;
    for lag in LAGS {
        let (_, id) = waiting(&world, lag).await;
        let said = match lag % 2 {
            0 => word("approve", None),
            _ => word("refuse", Some("R06")),
        };
        let task = world.task(&id).await;
        let one = ask("POST /v1/tasks/{id}/decision", &task).by("factory-1").body(&said);
        let (left, right) = both(&world, &one, &one, lag, world.after(5)).await;
        assert_eq!(left.expect(200), right.expect(200), "{lag}");
        assert_eq!(world.head(&id).await.closed.len(), 1, "{lag}");
    }
    world.check_invariants(&[]).await;
}

/// An officer's yes and his colleague's no: one is taken, the other reads that the step is closed.
#[tokio::test]
async fn of_two_officers_who_differ_at_once_one_decides() {
    let world = World::new().await;
    for lag in LAGS {
        let (_, id) = waiting(&world, lag).await;
        let task = world.task(&id).await;
        let decision = ask("POST /v1/tasks/{id}/decision", &task);
        let yes = decision.clone().by("factory-1").body(&word("approve", None));
        let no = decision.by("factory-2").body(&word("refuse", Some("R06")));
        let (left, right) = both(&world, &yes, &no, lag, world.after(5)).await;
        let lost = if left.status == 200 { &right } else { &left };
        assert_eq!(left.status.min(right.status), 200, "{lag}: {left:?} {right:?}");
        assert_eq!(lost.problem(), (409, "STEP_CLOSED"), "{lag}");
    }
    world.check_invariants(&[]).await;
}

/// Of two officers one has the claim; an officer's own second click is as good as the first.
#[tokio::test]
async fn of_two_claims_at_once_one_runs() {
    let world = World::new().await;
    let (_, id) = waiting(&world, 1).await;
    let task = world.task(&id).await;
    let claim = ask("POST /v1/tasks/{id}/claim", &task);
    let (one, other) = (claim.clone().by("factory-1"), claim.by("factory-2"));
    for lag in LAGS {
        // Each half hour is over when the next pair begins.
        let now = world.after(5 + i64::from(lag) * 31);
        let (left, right) = both(&world, &one, &other, lag, now).await;
        let mut statuses = [left.status, right.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "{lag}: {left:?} {right:?}");
        let winner = if left.status == 200 { &one } else { &other };
        let (left, right) = both(&world, winner, winner, lag, now).await;
        assert_eq!(left.expect(200), right.expect(200), "{lag}");
    }
}

fn person(worker: &Worker) -> Value {
    json!({
        "name": worker.name, "idType": "ID_CARD",
        "idNumber": worker.id_number, "mobile": worker.mobile,
    })
}

/// An account bound by two calls at once is bound once and keeps its mobile; so is one whose
/// person a stranger's form has made known before.
#[tokio::test]
async fn an_account_that_is_bound_twice_at_once_is_bound_once() {
    let world = World::new().await;
    let stranger_himself = world.worker(900).await;
    for lag in LAGS {
        let worker = stranger(lag, "19900101");
        if lag % 2 == 1 {
            let number = json!({ "idNumber": worker.id_number, "name": worker.name });
            let forged = stranger_himself.clone().with(number);
            let id = world.apply(&forged, world.start()).await;
            world.wishes(&forged, &id, "withdrawal", &json!({}), world.start()).await.expect(202);
        }
        let account = format!("account-{lag}");
        let bind = ask("POST /v1/account", "").by(&account).proves(&worker.mobile);
        let bind = bind.body(&person(&worker));
        let (left, right) = both(&world, &bind, &bind, lag, world.after(1)).await;
        for got in [&left, &right] {
            assert!(matches!(got.status, 200 | 201), "{lag}: {got:?}");
        }
        assert_eq!(left.body, right.body, "{lag}");
        let asked = world.providers.asked();
        let again = bind.at(&world, world.after(2)).await.expect(200);
        assert_eq!(again, left.body, "{lag}");
        assert_eq!(world.providers.asked(), asked, "{lag}: nothing is left to bind");
    }
    world.check_invariants(&[]).await;
}

/// «This was not me» twice at once frees the person once and takes his application back.
#[tokio::test]
async fn a_person_who_is_freed_twice_at_once_is_free() {
    let world = World::new().await;
    for lag in LAGS {
        let worker = world.worker(lag).await;
        let id = world.apply(&worker, world.start()).await;
        let free = ask("DELETE /v1/account/person", "").by(worker.subject.as_str());
        let (left, right) = both(&world, &free, &free, lag, world.after(5)).await;
        assert_eq!((left.status, right.status), (204, 204), "{lag}: {left:?} {right:?}");
        assert_eq!(world.state(&id).await, State::Withdrawn, "{lag}");
        let person = world.store().get_person(&worker.person).await.unwrap().unwrap();
        assert_eq!((person.subject, person.mobile_masked), (None, None), "{lag}");
    }
    world.check_invariants(&[]).await;
}
