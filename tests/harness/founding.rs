//! A founding, round by round, as its organiser and the parent union's officers make it.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::door::{Got, ask, word};
use super::people::{Worker, credit_code, stranger};
use super::world::World;
use domain::id::ApplicationId;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// A founding under way.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// Its application.
    pub(crate) id: ApplicationId,
    /// The preparation group, the organiser first.
    pub(crate) group: Vec<Worker>,
}

/// The request for the `n`th employer of the world, by these people.
pub(crate) fn request(n: u8, group: &[Worker]) -> Value {
    let preparers: Vec<Value> =
        group.iter().take(7).map(|one| json!({ "name": one.name, "consent": true })).collect();
    json!({
        "unionName": format!("公司{n}工会委员会"),
        "form": "COMMITTEE",
        "employers": [{
            "creditCode": credit_code(&format!("91210102XX{n:07}")),
            "name": format!("公司{n}"), "division": "210106004", "employees": 80, "members": 24,
        }],
        "preparers": preparers,
        "excluded": [{ "name": "赵总经理", "why": "LEGAL_REPRESENTATIVE" }],
    })
}

/// The meeting of the first `candidates`, so many days after the start.
pub(crate) fn meeting(world: &World, days: i64, candidates: u32) -> Value {
    json!({
        "meetingOn": day(world, days), "place": "三楼会议室", "assembly": "GENERAL",
        "candidates": (1..=candidates).collect::<Vec<u32>>(),
    })
}

/// The result of a meeting of so many people: chair, two more, a women's member, one auditor.
pub(crate) fn result(world: &World, days: i64, entitled: u32) -> Value {
    let elected =
        |person: u32, post: &str| json!({ "person": person, "post": post, "votes": entitled });
    json!({
        "heldOn": day(world, days), "assembly": "GENERAL",
        "entitled": entitled, "present": entitled, "ballots": entitled,
        "elected": [
            elected(1, "CHAIR"), elected(2, "MEMBER"), elected(3, "WOMEN"), elected(4, "AUDIT_CHAIR"),
        ],
        "termYears": 3,
        "minutes": "会议选举产生第一届工会委员会,到会人数符合规定,选举有效。",
    })
}

/// The date so many days after the start.
pub(crate) fn day(world: &World, days: i64) -> String {
    domain::calendar::shanghai_date(on(world, days)).to_string()
}

/// The moment so many days after the start.
pub(crate) fn on(world: &World, days: i64) -> Timestamp {
    world.start() + SignedDuration::from_hours(24 * days)
}

impl World {
    /// So many workers with names of their own; every second one is a woman.
    pub(crate) async fn group(&self, first: u16, count: u16) -> Vec<Worker> {
        const LETTERS: &str = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
        let letter = |at: u16| LETTERS.chars().nth(usize::from(at % 22)).expect("a letter");
        let mut group = Vec::new();
        for n in first..first + count {
            let mut one = stranger(n, "19900101");
            one.name = format!("王{}{}", letter(n / 22), letter(n));
            self.bind(&one).await;
            group.push(one);
        }
        group
    }

    /// Sends a request to found; whatever comes back.
    pub(crate) async fn ask_to_found(&self, by: &Worker, form: &Value, now: Timestamp) -> Got {
        let body = json!({ "matter": "found-union", "form": form, "consents": [] });
        let key = format!("{:032x}", self.draw());
        ask("POST /v1/applications", "")
            .by(by.subject.as_str())
            .key(&key)
            .body(&body)
            .at(self, now)
            .await
    }

    /// A request that was sent and looked at by the machine.
    pub(crate) async fn prepare(&self, n: u8, group: Vec<Worker>) -> Prepared {
        let receipt =
            self.ask_to_found(&group[0], &request(n, &group), self.start()).await.expect(202);
        let id = ApplicationId::parse(receipt["id"].as_str().expect("an id")).expect("an id");
        assert_eq!(self.drive(&id, self.after(1)).await, "Waiting");
        Prepared { id, group }
    }

    /// The same, agreed to by the street, with everybody of the group taking part.
    pub(crate) async fn recruit(&self, n: u8, group: Vec<Worker>) -> Prepared {
        let prepared = self.prepare(n, group).await;
        self.decide("street-1", &prepared.id, &word("approve", None), self.after(5))
            .await
            .expect(200);
        assert_eq!(self.drive(&prepared.id, self.after(6)).await, "Waiting");
        for (at, one) in (7..).zip(&prepared.group) {
            self.takes_part(one, &prepared.id, self.after(at)).await.expect(200);
        }
        prepared
    }

    /// Somebody says that he takes part.
    pub(crate) async fn takes_part(&self, who: &Worker, id: &ApplicationId, now: Timestamp) -> Got {
        let ask = ask("PUT /v1/foundings/{id}/participation", id.as_str());
        ask.by(who.subject.as_str()).body(&json!({ "consents": ["JOIN"] })).at(self, now).await
    }

    /// The organiser sends the next round.
    pub(crate) async fn sends(&self, prepared: &Prepared, form: &Value, now: Timestamp) -> Got {
        self.wishes(&prepared.group[0], &prepared.id, "round", &json!({ "form": form }), now).await
    }

    /// Up to the meeting that was agreed to on the second day.
    pub(crate) async fn agree_to_meeting(&self, n: u8, group: Vec<Worker>) -> Prepared {
        let prepared = self.recruit(n, group).await;
        self.sends(&prepared, &meeting(self, 5, 4), on(self, 1)).await.expect(202);
        assert_eq!(self.drive(&prepared.id, on(self, 1)).await, "Waiting");
        self.decide("street-1", &prepared.id, &word("approve", None), on(self, 2))
            .await
            .expect(200);
        assert_eq!(self.drive(&prepared.id, on(self, 2)).await, "Waiting");
        prepared
    }

    /// Up to the result that was agreed to on the seventh day; nothing has come of it yet.
    pub(crate) async fn agree_to_result(&self, n: u8, group: Vec<Worker>) -> Prepared {
        let prepared = self.agree_to_meeting(n, group).await;
        let people = u32::try_from(prepared.group.len()).expect("a few");
        self.sends(&prepared, &result(self, 5, people), on(self, 6)).await.expect(202);
        assert_eq!(self.drive(&prepared.id, on(self, 6)).await, "Waiting");
        self.decide("street-1", &prepared.id, &word("approve", None), on(self, 7))
            .await
            .expect(200);
        prepared
    }

    /// How the founding stands, as its organiser sees it.
    pub(crate) async fn founding(&self, prepared: &Prepared, now: Timestamp) -> Value {
        let ask = ask("GET /v1/foundings/{id}", prepared.id.as_str());
        ask.by(prepared.group[0].subject.as_str()).at(self, now).await.expect(200)
    }
}
