//! Rosters: files with people of nobody's places, brought to the desk as an officer brings them.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::door::ask;
use super::people::id_number_of;
use super::walker::Fault;
use super::world::{World, union_id};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::citizen_id::{CitizenId, IdType};
use domain::entry::sha256;
use domain::id::{PersonId, RosterId};
use domain::roster::Roster;
use domain::trail::first_broken;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use step::people;

/// The header as most files have it.
pub(crate) const HEADER: &str = "姓名,证件号码,移动电话,民族,所属单位,学历,本人同意方式\n";

/// The `n`th person's number.
pub(crate) fn number(n: u16) -> String {
    id_number_of(&format!("2199{:02}", n / 900 + 1), "19900101", n % 900 + 1)
}

/// The `n`th person's line.
pub(crate) fn line(n: u16) -> String {
    format!("王合成,{},154{:08},汉族,合成公司,本科,纸质\n", number(n), 50_000 + u32::from(n))
}

/// Whole lines of these people under the header.
pub(crate) fn csv(people: impl IntoIterator<Item = u16>) -> String {
    HEADER.to_owned() + &people.into_iter().map(line).collect::<String>()
}

impl World {
    /// A world with a bucket for files.
    pub(crate) async fn with_bucket() -> World {
        let world = World::new().await;
        let kit = world.kit(world.start());
        let (s3, bucket) = kit.run_bucket().expect("a bucket's name");
        s3.create_bucket().bucket(bucket).send().await.expect("a bucket");
        world
    }

    /// Announces a file for FACTORY as `factory-3`, brings it and asks for the dry run.
    pub(crate) async fn bring(&self, kind: &str, bytes: &[u8], at: Timestamp) -> RosterId {
        let announced = self.announce(kind, bytes, at).await;
        let id = announced["id"].as_str().expect("an id").to_owned();
        for (no, chunk) in (1..).zip(bytes.chunks(3 * 1024 * 1024)) {
            ask("PUT /v1/rosters/{id}/chunks/{no}", &id)
                .param("no", &format!("{no}"))
                .by("factory-3")
                .body(&json!({ "content": STANDARD.encode(chunk) }))
                .at(self, at)
                .await
                .expect(204);
        }
        ask("POST /v1/rosters/{id}/check", &id).by("factory-3").at(self, at).await.expect(202);
        RosterId::parse(&id).expect("an id")
    }

    /// Announces a file.
    pub(crate) async fn announce(&self, kind: &str, bytes: &[u8], at: Timestamp) -> Value {
        let body = json!({
            "union": "FACTORY", "kind": kind, "fileName": "花名册.csv", "size": bytes.len(),
            "sha256": sha256(bytes),
        });
        let key = format!("k-{:x}", self.draw());
        let asked = ask("POST /v1/rosters", "").by("factory-3").key(&key).body(&body);
        asked.at(self, at).await.expect(202)
    }

    /// Records the committee's decision as `factory-1`.
    pub(crate) async fn confirm_roster(&self, id: &RosterId, at: Timestamp) {
        ask("POST /v1/rosters/{id}/confirmation", id.as_str())
            .by("factory-1")
            .body(&json!({ "decidedOn": "2026-06-01" }))
            .at(self, at)
            .await
            .expect(202);
    }

    /// A roster from its file to its end, without faults.
    pub(crate) async fn import(&self, kind: &str, bytes: &[u8], at: Timestamp) -> RosterId {
        let id = self.bring(kind, bytes, at).await;
        self.drive_roster_with(&id, at, Fault::None).await;
        self.confirm_roster(&id, at).await;
        self.drive_roster_with(&id, at, Fault::None).await;
        id
    }

    /// A roster's head, its history whole.
    pub(crate) async fn roster(&self, id: &RosterId) -> Roster {
        let roster = self.store().get_roster(id).await.expect("read").expect("a roster");
        let lines = self.store().list_lines(&roster.record()).await.expect("lines");
        assert_eq!(first_broken(&lines), None, "the roster's chain is whole");
        assert_eq!(roster.wake.is_none(), roster.state.is_over(), "what is open has a moment");
        roster
    }

    /// Every row of a roster as the desk shows it.
    pub(crate) async fn roster_rows(&self, id: &RosterId, verdict: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        let mut cursor = String::new();
        loop {
            let mut asked = ask("GET /v1/rosters/{id}/rows", id.as_str()).by("factory-3");
            for (name, value) in [("verdict", verdict), ("cursor", cursor.as_str())] {
                if !value.is_empty() {
                    asked = asked.query(name, value);
                }
            }
            let page = asked.at(self, self.start()).await.expect(200);
            rows.extend(page["items"].as_array().expect("rows").clone());
            match page["cursor"].as_str() {
                Some(next) => cursor = next.to_owned(),
                None => return rows,
            }
        }
    }

    /// Whose the `n`th person's number is.
    pub(crate) async fn owner_of(&self, n: u16) -> Option<PersonId> {
        let number = CitizenId::parse(&number(n)).expect("a number");
        let kit = self.kit(self.start());
        let indexes = people::document_indexes(&kit, IdType::IdCard, &number).await;
        people::owner(&kit, &indexes.expect("indexes")).await.expect("read")
    }

    /// Every one of these people is an active member of FACTORY, once; how many there are in all.
    pub(crate) async fn members_of_factory(&self, people: impl IntoIterator<Item = u16>) -> usize {
        let mut numbers = BTreeSet::new();
        for n in people {
            let id = self.owner_of(n).await.expect("a person");
            let file = self.store().get_person_file(&id).await.expect("read");
            let standing = file.standing.expect("a standing");
            let member = standing.membership.expect("a membership");
            assert_eq!(member.affiliation.expect("an affiliation").union, union_id("FACTORY"));
            assert_eq!(file.events.len(), 1, "joined once");
            assert!(numbers.insert(member.number), "a number of his own");
            assert!(file.grant.is_some(), "with services");
            assert_eq!(standing.consents.first().map(|one| one.channel.as_str()), Some("PAPER"));
        }
        let page = self.store().list_members(&union_id("FACTORY"), 1_000, None).await;
        page.expect("members").items.len()
    }
}
