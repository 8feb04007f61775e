//! Rosters: a dry run first, good rows in, bad rows back, nothing twice and nothing dropped.

use crate::harness::door::ask;
use crate::harness::people::id_number;
use crate::harness::rosters::{HEADER, csv, line, number};
use crate::harness::walker::Fault;
use crate::harness::world::World;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::id::RosterId;
use domain::membership::MembershipState;
use domain::roster::fault::Fault as Wrong;
use domain::roster::{Counts, State};
use serde_json::json;

async fn checked(world: &World, id: &RosterId) -> Counts {
    let head = world.roster(id).await;
    assert_eq!(head.state, State::Checked, "{:?} {:?}", head.fault, head.named);
    head.checked.unwrap()
}

#[tokio::test]
async fn good_rows_go_in_once_a_second_person_has_confirmed_and_bad_ones_come_back() {
    let world = World::with_bucket().await;
    let at = world.start();
    let bad = "李合成,219901198805120019,15400000009,汉族,合成公司,本科,纸质\n";
    let file = csv(1..=5) + bad;
    let id = world.bring("FULL", file.as_bytes(), at).await;
    let ended = world.drive_roster_with(&id, at, Fault::None).await;
    assert_eq!(ended.state, "Driven");
    assert_eq!(ended.parts.get("0001").map(String::as_str), Some("Checked"));
    let counts = checked(&world, &id).await;
    assert_eq!(counts, Counts { join: 5, refused: 1, ..Counts::default() });
    assert_eq!(world.owner_of(1).await, None, "a dry run writes nothing");

    let own = ask("POST /v1/rosters/{id}/confirmation", id.as_str());
    let own = own.body(&json!({ "decidedOn": "2026-06-01" }));
    assert_eq!(own.clone().by("factory-3").at(&world, at).await.problem(), (403, "FORBIDDEN"));
    assert_eq!(own.clone().by("lonely-1").at(&world, at).await.status, 404);
    world.confirm_roster(&id, at).await;
    world.confirm_roster(&id, at).await;
    world.drive_roster_with(&id, at, Fault::None).await;
    let head = world.roster(&id).await;
    assert_eq!((head.state, head.imported), (State::Done, Some(counts)));
    assert_eq!(world.members_of_factory(1..=5).await, 5);

    let refused = world.roster_rows(&id, "REFUSED").await;
    assert_eq!(refused.len(), 1);
    assert_eq!((&refused[0]["line"], &refused[0]["name"]), (&json!(7), &json!("李**")));
    assert_eq!(refused[0]["faults"][0]["code"], "ID_CHECKSUM");
    let back = ask("GET /v1/rosters/{id}/file", id.as_str()).by("factory-3").at(&world, at).await;
    let back = STANDARD.decode(back.expect(200)["content"].as_str().unwrap()).unwrap();
    let again = world.bring("PART", &back, world.after(1)).await;
    world.drive_roster_with(&again, world.after(1), Fault::None).await;
    let wanted = Counts { refused: 1, ..Counts::default() };
    assert_eq!(checked(&world, &again).await, wanted, "what came back can be sent as it is");
}

#[tokio::test]
async fn who_uploads_does_not_confirm() {
    let world = World::with_bucket().await;
    let at = world.start();
    let bytes = csv(1..=2);
    let body = json!({
        "union": "FACTORY", "kind": "PART", "fileName": "a.csv", "size": bytes.len(),
        "sha256": domain::entry::sha256(bytes.as_bytes()),
    });
    let asked = ask("POST /v1/rosters", "").by("factory-1").key("k").body(&body);
    let first = asked.at(&world, at).await.expect(202);
    assert_eq!(asked.at(&world, at).await.expect(202), first, "the same key, the same answer");
    let id = first["id"].as_str().unwrap().to_owned();
    let content = json!({ "content": STANDARD.encode(&bytes) });
    let early = ask("POST /v1/rosters/{id}/check", &id).by("factory-1");
    assert_eq!(early.at(&world, at).await.problem(), (409, "ROSTER_INCOMPLETE"));
    let chunk = ask("PUT /v1/rosters/{id}/chunks/{no}", &id).param("no", "1").by("factory-1");
    chunk.body(&content).at(&world, at).await.expect(204);
    early.at(&world, at).await.expect(202);
    let roster = RosterId::parse(&id).unwrap();
    world.drive_roster_with(&roster, at, Fault::None).await;
    let confirm = ask("POST /v1/rosters/{id}/confirmation", &id);
    let confirm = confirm.body(&json!({ "decidedOn": "2026-06-01" }));
    assert_eq!(
        confirm.clone().by("factory-1").at(&world, at).await.problem(),
        (403, "SECOND_PERSON")
    );
    let late = ask("POST /v1/rosters/{id}/confirmation", &id).by("factory-2");
    let late = late.body(&json!({ "decidedOn": "2026-06-02" }));
    assert_eq!(late.at(&world, at).await.status, 422, "no committee decides tomorrow");
    confirm.by("factory-2").at(&world, at).await.expect(202);
    let cancel = ask("POST /v1/rosters/{id}/cancellation", &id).by("factory-1");
    assert_eq!(cancel.at(&world, at).await.problem(), (409, "ROSTER_STATE"));
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let world = World::with_bucket().await;
    let at = world.start();
    let file = csv(1..=3);
    let one = world.bring("PART", file.as_bytes(), at).await;
    let same = world.announce("PART", file.as_bytes(), at).await;
    assert_eq!(same["id"], one.as_str(), "the same content is under way once");
    world.drive_roster_with(&one, at, Fault::None).await;
    world.confirm_roster(&one, at).await;
    world.drive_roster_with(&one, at, Fault::None).await;
    let two = world.import("PART", file.as_bytes(), world.after(5)).await;
    assert_ne!(one, two);
    let wanted = Counts { unchanged: 3, ..Counts::default() };
    assert_eq!(world.roster(&two).await.imported, Some(wanted));
    assert_eq!(world.members_of_factory(1..=3).await, 3);
}

#[tokio::test]
async fn the_register_decides_row_by_row() {
    let world = World::with_bucket().await;
    let at = world.start();
    world.import("PART", csv(1..=2).as_bytes(), at).await;
    // A member elsewhere, by the door that binds him.
    let elsewhere = world.worker(7).await;
    world.enrol(&elsewhere, "HOSPITAL", MembershipState::Active).await;
    let mobile = "154%m".replace("%m", "00000007");
    let moves = format!("王合成,{},{mobile},汉族,合成公司,,短信\n", id_number("19900101", 7));
    let rows = [
        line(1).replace("本科", "大专"),
        line(2),
        moves,
        format!("王异名,{},15400000021,汉族,合成公司,,纸质\n", number(1)),
        format!("王合成,{},15400050002,汉族,合成公司,,纸质\n", number(30)),
        format!("王合成,{},15400000022,汉族,合成公司,,\n", number(31)),
        line(32),
    ];
    let id =
        world.import("FULL", (HEADER.to_owned() + &rows.concat()).as_bytes(), world.after(9)).await;
    let found: Vec<(String, String)> = world
        .roster_rows(&id, "")
        .await
        .iter()
        .map(|row| {
            let code = row["faults"][0]["code"].as_str().unwrap_or_default();
            (row["verdict"].as_str().unwrap_or_default().to_owned(), code.to_owned())
        })
        .collect();
    let wanted = [
        ("CORRECT", ""),
        ("UNCHANGED", ""),
        ("MOVE_IN", "MEMBER_ELSEWHERE"),
        ("REFUSED", "SAME_ID"),
        ("REFUSED", "SAME_MOBILE"),
        ("REFUSED", "AGREED_MISSING"),
        ("JOIN", ""),
    ];
    let wanted = wanted.map(|(verdict, code)| (verdict.to_owned(), code.to_owned()));
    assert_eq!(found, wanted);
    let changed = &world.roster_rows(&id, "CORRECT").await[0]["changes"][0];
    assert_eq!((&changed["old"], &changed["new"]), (&json!("大学本科"), &json!("大学专科")));
    let standing = world.store().get_standing(&elsewhere.person).await.unwrap();
    let union = standing.membership.unwrap().affiliation.unwrap().union;
    assert_eq!(union.as_str(), "HOSPITAL", "nobody is moved without his own yes");
}

#[tokio::test]
async fn who_is_not_in_a_full_roster_is_listed_and_left_alone() {
    let world = World::with_bucket().await;
    let at = world.start();
    world.import("PART", csv(1..=4).as_bytes(), at).await;
    let id = world.import("FULL", csv(1..=2).as_bytes(), world.after(9)).await;
    assert_eq!(world.roster(&id).await.absent, 2);
    let absent = ask("GET /v1/rosters/{id}/absent", id.as_str()).by("factory-3");
    let absent = absent.at(&world, at).await.expect(200);
    assert_eq!(absent["items"].as_array().unwrap().len(), 2);
    assert_eq!(world.members_of_factory(1..=4).await, 4, "nobody is moved out by it");
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_says_why() {
    let world = World::with_bucket().await;
    let at = world.start();
    let gbk = encoding_rs::GBK.encode(&csv(1..=2)).0.into_owned();
    let titled = format!("合成公司花名册,,,,,,\n{}", csv(3..=4)).into_bytes();
    #[rustfmt::skip]
    let rows: [(&str, Vec<u8>, Option<Wrong>); 6] = [
        ("GBK, as WPS writes it",   gbk,                                          None),
        ("a title row above",       titled,                                       None),
        ("no rows",                 HEADER.into(),                                Some(Wrong::Empty)),
        ("no header",               line(1).into(),                               Some(Wrong::NoHeader)),
        ("a column missing",        b"\xE5\xA7\x93\xE5\x90\x8D,\xE6\xB0\x91\xE6\x97\x8F\na,b\n".to_vec(), Some(Wrong::MissingColumns)),
        ("an old XLS",              b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec(), Some(Wrong::FileKind)),
    ];
    for (why, bytes, wanted) in rows {
        let id = world.bring("PART", &bytes, at).await;
        world.drive_roster_with(&id, at, Fault::None).await;
        let head = world.roster(&id).await;
        assert_eq!(head.fault, wanted, "{why}");
        let state = if wanted.is_some() { State::Cancelled } else { State::Checked };
        assert_eq!(head.state, state, "{why}");
    }
}

#[tokio::test]
async fn one_good_row_among_ten_thousand_goes_in() {
    let world = World::with_bucket().await;
    let at = world.start();
    let bad = "王合成,1,1,汉,,,\n".repeat(9_999);
    let id = world.import("PART", (csv([1]) + &bad).as_bytes(), at).await;
    let wanted = Counts { join: 1, refused: 9_999, ..Counts::default() };
    let head = world.roster(&id).await;
    assert_eq!((head.rows, head.slices, head.imported), (10_000, 50, Some(wanted)));
    assert_eq!(world.roster_rows(&id, "REFUSED").await.len(), 9_999, "nothing is dropped");
    assert_eq!(world.members_of_factory([1]).await, 1);
}

#[tokio::test]
async fn what_nobody_goes_on_with_lapses() {
    let world = World::with_bucket().await;
    let at = world.start();
    let id = world.bring("PART", csv([1]).as_bytes(), at).await;
    world.drive_roster_with(&id, at, Fault::None).await;
    let later = world.after(60 * 24 * 31);
    world.drive_roster_with(&id, later, Fault::None).await;
    assert_eq!(world.roster(&id).await.fault, Some(Wrong::Lapsed));
}
