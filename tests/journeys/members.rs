//! The register of members: found, shown masked, in full only for a purpose that stays on record.
//! Domain 3, 11.10 (2), (5), (25).

use crate::harness::door::{Got, ask};
use crate::harness::people::Worker;
use crate::harness::world::{World, union_id};
use domain::membership::MembershipState;
use serde_json::{Value, json};
use store::IndexKind;

const SEARCH: &str = "POST /v1/members/searches";

async fn member(world: &World, n: u16, union: &str) -> Worker {
    let worker = world.worker(n).await;
    world.enrol(&worker, union, MembershipState::Active).await;
    worker
}

async fn look(world: &World, who: &str, body: &Value) -> Got {
    ask(SEARCH, "").by(who).body(body).at(world, world.after(1)).await
}

/// Only in one's scope, only masked, by every way there is.
#[tokio::test]
async fn a_member_is_found_in_scope_and_masked_and_elsewhere_he_does_not_exist() {
    let world = World::new().await;
    let worker = member(&world, 1, "FACTORY").await;
    let standing = world.store().get_standing(&worker.person).await.unwrap();
    let number = standing.membership.unwrap().number;
    let within = |by: &str, value: &str| json!({ "by": by, "value": value, "union": "FACTORY" });
    let anywhere = |by: &str, value: &str| json!({ "by": by, "value": value });
    #[rustfmt::skip]
    let rows = [
        // why                          who           asked                                   found
        ("a surname",                   "factory-1",  within("NAME", "王"),                    1),
        ("a whole name",                "factory-1",  within("NAME", "王合成"),                1),
        ("somebody else's",             "factory-1",  within("NAME", "李"),                    0),
        ("initials",                    "factory-1",  within("INITIALS", "WHC"),               1),
        ("his number",                  "factory-1",  within("NUMBER", &number),               1),
        ("his document",                "factory-1",  anywhere("ID_NUMBER", &worker.id_number), 1),
        ("his mobile",                  "factory-1",  anywhere("MOBILE", &worker.mobile),      1),
        ("his document, out of scope",  "hospital-1", anywhere("ID_NUMBER", &worker.id_number), 0),
    ];
    for (why, who, body, found) in rows {
        let got = look(&world, who, &body).await.expect(200);
        assert_eq!(got["items"].as_array().unwrap().len(), found, "{why}: {got}");
        let text = got.to_string();
        for secret in [&worker.name, &worker.id_number, &worker.mobile] {
            assert!(!text.contains(secret.as_str()), "{why}");
        }
    }
    #[rustfmt::skip]
    let refused = [
        ("a union out of scope", "hospital-1", within("NAME", "王"), (404, "NOT_FOUND")),
        ("no office",            worker.subject.as_str(), within("NAME", "王"), (403, "FORBIDDEN")),
        ("no union",             "factory-1", anywhere("NAME", "王"), (422, "FORM_FAULTY")),
        ("a wrong number",       "factory-1", anywhere("ID_NUMBER", "219901198805120019"), (422, "FORM_FAULTY")),
    ];
    for (why, who, body, wanted) in refused {
        assert_eq!(look(&world, who, &body).await.problem(), wanted, "{why}");
    }
}

/// (2), (5): the card shows the history without a gap, and where he belonged on a day.
#[tokio::test]
async fn a_card_says_where_somebody_belonged_on_every_day() {
    let world = World::new().await;
    let worker = world.worker(1).await;
    world.enrol(&worker, "FACTORY", MembershipState::Retained).await;
    let card = |who: &str, on: &str| {
        ask("GET /v1/members/{id}", worker.person.as_str()).by(who).query("on", on)
    };
    #[rustfmt::skip]
    let rows = [
        ("before he joined",   "2020-01-05", Value::Null),
        ("the day he joined",  "2020-01-06", json!("ACTIVE")),
        ("the last active",    "2020-05-31", json!("ACTIVE")),
        ("the first retained", "2020-06-01", json!("RETAINED")),
        ("today",              "2026-06-01", json!("RETAINED")),
    ];
    for (why, on, wanted) in rows {
        let got = card("factory-1", on).at(&world, world.after(1)).await.expect(200);
        assert_eq!(got.pointer("/then/state").unwrap_or(&Value::Null), &wanted, "{why}");
        assert_eq!(got["history"].as_array().unwrap().len(), 2, "{why}");
        assert_eq!(got["history"][0]["until"], "2020-05-31", "no gap, no overlap");
        assert!(!got.to_string().contains(&worker.id_number));
    }
    let got = card("hospital-1", "2020-01-06").at(&world, world.after(1)).await;
    assert_eq!(got.problem(), (404, "NOT_FOUND"));
    let got = card("factory-1", "2020-02-30").at(&world, world.after(1)).await;
    assert_eq!(got.problem(), (400, "BAD_PARAMETER"));
}

/// (25): who looked, at what and why is on record before anything is shown, and he sees it himself.
#[tokio::test]
async fn a_number_is_shown_for_a_purpose_and_the_member_sees_who_looked() {
    let world = World::new().await;
    let worker = member(&world, 1, "FACTORY").await;
    let id = worker.person.as_str();
    let body = json!({ "of": id, "fields": ["/idNumber", "/mobile"], "purpose": "来电核对证件号" });
    let reveal = |who: &str| ask("POST /v1/members/{id}/reveals", id).by(who).body(&body);
    let got = reveal("hospital-1").at(&world, world.after(1)).await;
    assert_eq!(got.problem(), (404, "NOT_FOUND"));
    assert_eq!(world.store().list_reveals(id).await.unwrap(), []);
    let got = reveal("factory-1").at(&world, world.after(2)).await.expect(200);
    assert_eq!(got["values"][0]["value"], worker.id_number);
    assert_eq!(got["values"][1]["value"], worker.mobile);
    let own = ask("GET /v1/me/record", "").by(worker.subject.as_str());
    let own = own.at(&world, world.after(3)).await.expect(200);
    assert_eq!(own["name"], worker.name);
    assert_eq!(own["record"]["shared"][0]["purpose"], "来电核对证件号");
    assert!(!own.to_string().contains(&worker.id_number), "masked to himself as well");
}

/// One verified mobile per person: released with a reason, it is anybody's who proves it.
#[tokio::test]
async fn a_released_mobile_is_free_and_a_repeat_changes_nothing() {
    let world = World::new().await;
    let worker = member(&world, 1, "FACTORY").await;
    let id = worker.person.as_str();
    let body = json!({ "reason": "本人来电,号码已由他人使用" });
    let release = |who: &str| ask("POST /v1/members/{id}/mobile-release", id).by(who).body(&body);
    assert_eq!(
        release("hospital-1").at(&world, world.after(1)).await.problem(),
        (404, "NOT_FOUND")
    );
    release("factory-1").at(&world, world.after(2)).await.expect(200);
    let person = world.store().get_person(&worker.person).await.unwrap().unwrap();
    assert_eq!((person.mobile_masked, person.mobile_sealed), (None, None));
    let mobile = domain::mobile::Mobile::parse(&worker.mobile).unwrap();
    let kit = world.kit(world.after(3));
    for (kind, mac) in step::people::mobile_indexes(&kit, &mobile).await.unwrap() {
        assert_eq!(kind, IndexKind::Mobile);
        assert_eq!(world.store().find_person(kind, &mac).await.unwrap(), None);
    }
    release("factory-1").at(&world, world.after(4)).await.expect(200);
    assert_eq!(world.store().list_reveals(id).await.unwrap().len(), 1, "the repeat did nothing");
}

/// The record in the national shape: 24 columns, full numbers, each part on record.
#[tokio::test]
async fn an_export_has_the_24_columns_and_is_on_record() {
    use base64::Engine;
    let world = World::new().await;
    let worker = member(&world, 1, "FACTORY").await;
    member(&world, 2, "FACTORY").await;
    let body = json!({ "union": "FACTORY", "format": "CSV", "purpose": "报送实名制数据" });
    let export = |who: &str| ask("POST /v1/members/exports", "").by(who).body(&body);
    assert_eq!(export("hospital-1").at(&world, world.after(1)).await.problem(), (404, "NOT_FOUND"));
    let got = export("factory-1").at(&world, world.after(2)).await.expect(200);
    assert_eq!(got["count"], 2);
    let bytes = base64::engine::general_purpose::STANDARD;
    let bytes = bytes.decode(got["content"].as_str().unwrap()).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| line.split(',').count() == 24), "{text}");
    assert!(text.contains(&worker.id_number) && text.contains(&worker.mobile));
    assert!(got["fileName"].as_str().unwrap().starts_with("合成数据"));
    let looks = world.store().list_reveals("export-FACTORY").await.unwrap();
    assert_eq!(looks.len(), 1);
    let rows = world.store().list_members(&union_id("FACTORY"), 10, None).await.unwrap().items;
    assert_eq!(rows.len(), 2, "who belongs to the union, as of now");
}
