//! Collective joining: batches, rosters in a file, links as they arrive by SMS, answers.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::door::{Got, ask};
use super::people::Worker;
use super::world::World;
use base64::Engine;
use domain::batch::BatchRow;
use domain::id::{ApplicationId, BatchId};
use jiff::Timestamp;
use serde_json::{Value, json};

/// A roster of couriers as a file.
pub(crate) fn roster(workers: &[&Worker]) -> String {
    let mut text = "姓名,身份证号,手机号,群体\n".to_owned();
    for worker in workers {
        text.push_str(&format!("{},{},{},快递员\n", worker.name, worker.id_number, worker.mobile));
    }
    base64::engine::general_purpose::STANDARD.encode(text)
}

impl World {
    /// A batch of this union, begun by this officer.
    pub(crate) async fn batch(&self, by: &str, union: &str, now: Timestamp) -> BatchId {
        let body = json!({
            "union": union, "title": "物流园集中入会", "place": "物流园广场",
            "heldAt": "2026-06-05T01:00:00Z", "untilOn": "2026-06-10",
        });
        let key = format!("{:032x}", self.draw());
        let got = ask("POST /v1/batches", "").by(by).key(&key).body(&body).at(self, now).await;
        let view = got.expect(201);
        BatchId::parse(view["id"].as_str().expect("an id")).expect("an id")
    }

    /// An officer's call about a batch: `GET`, `rows`.
    pub(crate) async fn of_batch(
        &self,
        by: &str,
        route: &str,
        batch: &BatchId,
        body: &Value,
        now: Timestamp,
    ) -> Got {
        let ask = ask(route, batch.as_str()).by(by);
        if body.is_null() { ask.at(self, now).await } else { ask.body(body).at(self, now).await }
    }

    /// Uploads a roster.
    pub(crate) async fn upload(
        &self,
        by: &str,
        batch: &BatchId,
        workers: &[&Worker],
        dry: bool,
        now: Timestamp,
    ) -> Value {
        let body = json!({ "fileName": "名单.csv", "content": roster(workers), "dryRun": dry });
        let got = self.of_batch(by, "POST /v1/batches/{id}/roster", batch, &body, now).await;
        got.expect(200)
    }

    /// Sends the links to all who have none yet.
    pub(crate) async fn invite(&self, by: &str, batch: &BatchId, now: Timestamp) -> Value {
        let route = "POST /v1/batches/{id}/invitations";
        self.of_batch(by, route, batch, &json!({}), now).await.expect(200)
    }

    /// What the newest link to a worker's mobile carries.
    pub(crate) fn link(&self, worker: &Worker) -> String {
        let sent = self.providers.sent();
        let mine = sent.iter().rev().filter(|one| one["to"] == json!(worker.mobile));
        let mut link = mine.filter_map(|one| one["text"].as_str()?.split("/confirm#").nth(1));
        link.next().expect("a link").to_owned()
    }

    /// Looks at a link.
    pub(crate) async fn look(&self, token: &str, now: Timestamp) -> Got {
        let body = json!({ "token": token });
        ask("POST /v1/confirmations/view", "").body(&body).at(self, now).await
    }

    /// Answers by a link.
    pub(crate) async fn answer(&self, token: &str, tail: &str, says: &str, now: Timestamp) -> Got {
        let body = json!({
            "token": token, "lastFour": tail, "answer": says, "consents": ["JOIN"], "oath": true,
        });
        ask("POST /v1/confirmations", "").body(&body).at(self, now).await
    }

    /// Answers on a device.
    pub(crate) async fn on_device(
        &self,
        token: &str,
        worker: &Worker,
        says: &str,
        now: Timestamp,
    ) -> Got {
        let body = json!({
            "token": token, "name": worker.name, "lastFour": tail(worker), "answer": says,
            "consents": ["JOIN"],
        });
        ask("POST /v1/confirmations", "").body(&body).at(self, now).await
    }

    /// A yes by the link that was sent, and the first drive of what comes of it.
    pub(crate) async fn says_yes(
        &self,
        batch: &BatchId,
        worker: &Worker,
        now: Timestamp,
    ) -> ApplicationId {
        self.answer(&self.link(worker), &tail(worker), "YES", now).await.expect(200);
        let id = self.row_of(batch, worker).await.application.expect("an application");
        self.drive(&id, now).await;
        id
    }

    /// A worker's row.
    pub(crate) async fn row_of(&self, batch: &BatchId, worker: &Worker) -> BatchRow {
        let rows = self.store().list_joining_rows(batch).await.expect("the rows");
        let tail = tail(worker);
        rows.into_iter().find(|row| row.id_masked.ends_with(&tail)).expect("a row")
    }

    /// The committee's decision on these rows.
    pub(crate) async fn decide_batch(
        &self,
        by: &str,
        batch: &BatchId,
        rows: &[u32],
        exceptions: Value,
        now: Timestamp,
    ) -> Got {
        let body = json!({
            "decidedOn": domain::calendar::shanghai_date(now), "noKinship": true, "rows": rows,
            "exceptions": exceptions,
        });
        self.of_batch(by, "POST /v1/batches/{id}/decisions", batch, &body, now).await
    }
}

/// The last four characters of a worker's document.
pub(crate) fn tail(worker: &Worker) -> String {
    worker.id_number[14..].to_owned()
}
