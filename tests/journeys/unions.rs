//! The register of unions at its door: records and their history, rights, the tree's rules, reminders.
//! Domain 11.10 (13), (15), 11.6.

use crate::harness::door::{Got, ask};
use crate::harness::world::{World, union_id};
use domain::trail::{RecordKind, first_broken};
use domain::union::record::{Certificate, Term, UnionRecord};
use domain::union::{TOP, Union, ids_on};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

async fn put(world: &World, officer: &str, union: &str, part: &str, body: &Value) -> Got {
    let route = format!("PUT /v1/unions/{{id}}/{part}");
    ask(&route, union).by(officer).body(body).at(world, world.start()).await
}

async fn show(world: &World, officer: &str, union: &str) -> Got {
    ask("GET /v1/unions/{id}", union).by(officer).at(world, world.start()).await
}

async fn cover(world: &World, officer: &str, union: &str, employer: &str, body: &Value) -> Got {
    ask("PUT /v1/unions/{id}/employers/{employer}", union)
        .param("employer", employer)
        .by(officer)
        .body(body)
        .at(world, world.start())
        .await
}

fn structure(version: u64, name: &str, code: Option<&str>) -> Value {
    json!({
        "version": version, "name": name, "creditCode": code, "acceptsIndividuals": false,
        "orgType": "INDEPENDENT", "orgForm": "COMMITTEE", "foundedOn": "2023-09-01",
    })
}

fn contact(version: u64, phone: &str) -> Value {
    json!({ "version": version, "phone": phone, "address": "示范路1号",
            "contact": { "name": "王合成", "phone": "024-00000000" } })
}

/// Every chain of a union's record holds, and no two unions hold one credit code.
async fn check(world: &World, unions: &[&str]) {
    let mut codes = Vec::new();
    for id in unions {
        let record = domain::trail::Record::new(RecordKind::Union, *id);
        let lines = world.store().list_lines(&record).await.unwrap();
        assert_eq!(first_broken(&lines), None, "{id}");
        let kept = world.store().get_union_record(&union_id(id)).await.unwrap();
        let kept = kept.unwrap_or_else(|| UnionRecord::nothing(union_id(id)));
        assert_eq!(usize::try_from(kept.trail.lines).unwrap(), lines.len(), "{id}");
        assert_eq!(kept.trail.chain, lines.last().map_or("", |line| line.hash.as_str()), "{id}");
        let union = world.store().get_union_now(&union_id(id)).await.unwrap().unwrap();
        codes.extend(union.credit_code);
    }
    let all = codes.len();
    codes.sort();
    codes.dedup();
    assert_eq!(all, codes.len(), "a credit code is one union's: (15)");
}

#[tokio::test]
async fn each_part_of_a_record_has_those_who_may_change_it() {
    let world = World::new().await;
    #[rustfmt::skip]
    let rows = [
        // why                                     who            part          status
        ("its own approver keeps the contact",     "factory-1",   "contact",    200),
        ("its own verifier too",                   "factory-3",   "contact",    200),
        ("the street above",                       "street-1",    "contact",    200),
        ("another union's officer sees nothing",   "lonely-1",    "contact",    404),
        ("an auditor only reads",                  "auditor-1",   "contact",    403),
        ("its own approver does not govern it",    "factory-1",   "structure",  403),
        ("the street above governs it",            "street-1",    "structure",  200),
        ("so does the county",                     "county-1",    "structure",  200),
        ("another county sees nothing",            "county-3",    "structure",  404),
        ("its own approver enters no officers",    "factory-1",   "officers",   403),
        ("nor the certificate",                    "factory-2",   "certificate", 403),
        ("an administrator is not exempt",         "admin-1",     "structure",  404),
    ];
    for (why, who, part, status) in rows {
        let record = world.store().get_union_record(&union_id("FACTORY")).await.unwrap();
        let version = record.map_or(0, |record| record.trail.version);
        let body = match part {
            "contact" => contact(version, "024-11110000"),
            "structure" => structure(version, "工会工会F", None),
            "officers" => json!({ "version": version, "officers": [] }),
            _ => json!({ "version": version }),
        };
        let got = put(&world, who, "FACTORY", part, &body).await;
        assert_eq!(got.status, status, "{why}: {}", got.body);
    }
    check(&world, &["FACTORY"]).await;
}

#[tokio::test]
async fn a_change_is_told_once_and_a_repeat_writes_nothing() {
    let world = World::new().await;
    let first = put(&world, "factory-1", "FACTORY", "contact", &contact(0, "024-11110000")).await;
    let first = first.expect(200);
    assert_eq!(first["version"], 1);
    let again = put(&world, "factory-1", "FACTORY", "contact", &contact(0, "024-11110000")).await;
    assert_eq!(again.expect(200), first, "the same answer");
    let stale = put(&world, "factory-2", "FACTORY", "contact", &contact(0, "024-22220000")).await;
    assert_eq!(stale.problem(), (409, "LOST_RACE"), "an old version");
    let bad = put(&world, "factory-2", "FACTORY", "contact", &contact(1, "call me")).await;
    assert_eq!(bad.problem(), (422, "FORM_FAULTY"));
    assert_eq!(bad.body["errors"][0]["code"], "phone_format");
    assert!(!bad.body.to_string().contains("call me"), "no value is echoed");
    let history = ask("GET /v1/unions/{id}/history", "FACTORY").by("factory-1");
    let history = history.at(&world, world.start()).await.expect(200);
    let items = history["items"].as_array().unwrap();
    assert_eq!(items.len(), 1);
    let told = items[0]["changes"].as_array().unwrap();
    let phone = told.iter().find(|one| one["label"] == "电话").unwrap();
    assert_eq!((&phone["old"], &phone["new"]), (&json!("024-0000-0000"), &json!("024-11110000")));
    assert!(!history.to_string().contains("王合成"), "names are masked in what is kept for ever");
    check(&world, &["FACTORY"]).await;
}

#[tokio::test]
async fn of_two_changes_at_once_one_wins_and_the_other_is_told() {
    let world = World::new().await;
    let (left, right) = (contact(0, "024-11110000"), contact(0, "024-22220000"));
    let (left, right) = tokio::join!(
        put(&world, "factory-1", "FACTORY", "contact", &left),
        put(&world, "factory-2", "FACTORY", "contact", &right),
    );
    let mut both = [left.status, right.status];
    both.sort_unstable();
    assert_eq!(both, [200, 409], "{left:?} {right:?}");
    check(&world, &["FACTORY"]).await;
}

/// (15): present, checked, begins with 81 or 89, unique also when two take it at once.
#[tokio::test]
async fn a_credit_code_is_one_unions_whatever_is_tried() {
    let world = World::new().await;
    let number = "81210102XX0000019A";
    let code = Some(number);
    let (left, right) = (structure(0, "机械工会左", code), structure(0, "机械工会右", code));
    let (left, right) = tokio::join!(
        put(&world, "street-1", "FACTORY", "structure", &left),
        put(&world, "county-1", "LONELY", "structure", &right),
    );
    let taken = usize::from(left.status == 200) + usize::from(right.status == 200);
    assert_eq!(taken, 1, "{left:?} {right:?}");
    check(&world, &["FACTORY", "LONELY"]).await;
    let third =
        put(&world, "street-1", "HOSPITAL", "structure", &structure(0, "医院工会", code)).await;
    assert_eq!(third.body["errors"][0]["code"], "code_taken", "{third:?}");
    for (why, text, wanted) in [
        ("an enterprise's", "91210102XX1000010K", "credit_code_no_union"),
        ("mistyped", "81210102XX0000018A", "credit_code_checksum"),
    ] {
        let body = structure(0, "医院工会", Some(text));
        let got = put(&world, "street-1", "HOSPITAL", "structure", &body).await;
        assert_eq!(got.body["errors"][0]["code"], wanted, "{why}");
    }
    // Whoever gives a code up frees it.
    let (holder, officer) =
        if left.status == 200 { ("FACTORY", "street-1") } else { ("LONELY", "county-1") };
    let without = structure(1, "机械工会新", None);
    put(&world, officer, holder, "structure", &without).await.expect(200);
    put(&world, "street-1", "HOSPITAL", "structure", &structure(0, "医院工会", code))
        .await
        .expect(200);
    let found = ask("GET /v1/unions", "").query("q", number).at(&world, world.start()).await;
    assert_eq!(found.expect(200)["items"][0]["id"], "HOSPITAL", "found by its code");
    check(&world, &["FACTORY", "LONELY", "HOSPITAL"]).await;
}

#[tokio::test]
async fn a_renamed_union_is_found_by_its_new_name_only() {
    let world = World::new().await;
    put(&world, "street-1", "FACTORY", "structure", &structure(0, "示范轴承厂工会", None))
        .await
        .expect(200);
    put(&world, "street-1", "FACTORY", "structure", &structure(1, "示范齿轮厂工会", None))
        .await
        .expect(200);
    let find = async |text: &str| {
        let got = ask("GET /v1/unions", "").query("q", text).at(&world, world.start()).await;
        got.expect(200)["items"].as_array().unwrap().len()
    };
    assert_eq!((find("齿轮").await, find("轴承").await), (1, 0));
    put(&world, "factory-1", "FACTORY", "contact", &contact(2, "024-1111000")).await.expect(200);
    assert_eq!(find("示范路").await, 1, "by its address too");
}

/// (13): an employer has one covering union, also when two take it at once.
#[tokio::test]
async fn an_employer_is_covered_by_one_union_whatever_is_tried() {
    let world = World::new().await;
    let take = json!({ "version": 0, "covered": true });
    let (left, right) = tokio::join!(
        cover(&world, "street-1", "FACTORY", "E3", &take),
        cover(&world, "county-1", "JOINT", "E3", &take),
    );
    let mut both = [left.status, right.status];
    both.sort_unstable();
    assert_eq!(both[0], 200, "{left:?} {right:?}");
    assert_ne!(both[1], 200, "{left:?} {right:?}");
    let (winner, loser) =
        if left.status == 200 { ("FACTORY", "JOINT") } else { ("JOINT", "FACTORY") };
    let third = cover(&world, "street-1", loser, "E3", &take).await;
    assert_eq!(third.body["errors"][0]["code"], "employer_covered");
    let list = ask("GET /v1/unions/{id}/employers", winner).by("street-1");
    let list = list.at(&world, world.start()).await.expect(200);
    assert!(list["items"].as_array().unwrap().iter().any(|one| one["id"] == "E3"));
    let release = json!({ "version": 1, "covered": false });
    cover(&world, "street-1", winner, "E3", &release).await.expect(200);
    cover(&world, "street-1", loser, "E3", &take).await.expect(200);
    check(&world, &["FACTORY", "JOINT"]).await;
}

/// (13): the tree after every move: no circle, a child deeper than its parent, paths that fit.
async fn check_tree(world: &World) {
    let mut rows = vec![world.store().get_union_now(&union_id(TOP)).await.unwrap().unwrap()];
    let mut seen = 0;
    while let Some(union) = rows.pop() {
        seen += 1;
        assert!(seen < 100, "no circle");
        for child in world.store().list_children(&union.id, 100).await.unwrap() {
            assert!(child.level > union.level, "{} below {}", child.id, union.id);
            assert_eq!(child.path, format!("{}{}/", union.path, child.id));
            assert!(ids_on(&child.path).count() < 10);
            rows.push(child);
        }
    }
    assert_eq!(seen, 16, "every union is below the province once");
}

#[tokio::test]
async fn a_union_moves_under_another_parent_by_the_trees_rules_only() {
    let world = World::new().await;
    let to = |parent: &str| json!({ "version": 0, "parent": parent, "reason": "街道区划调整,按文件办理。" });
    #[rustfmt::skip]
    let rows = [
        // why                                       who           union        parent        status  code
        ("below itself",                             "city-1",     "STREET",    "STREET",     422,    "parent_not_above"),
        ("below its own child: a circle",            "city-1",     "STREET",    "COMMUNITY",  422,    "parent_not_above"),
        ("below one of its own level",               "city-1",     "FACTORY",   "LONELY",     422,    "parent_not_above"),
        ("below one that is closing",                "city-1",     "FACTORY",   "DISSOLVING", 422,    "parent_not_above"),
        ("below none",                               "city-1",     "FACTORY",   "NOWHERE",    422,    "union_unknown"),
        ("with unions below it",                     "city-1",     "STREET",    "210103",     409,    ""),
        ("into another county, by the county",       "county-1",   "FACTORY",   "STREET-3",   403,    ""),
        ("by itself",                                "factory-1",  "FACTORY",   "210106",     403,    ""),
        ("into another county, by the city",         "city-1",     "FACTORY",   "STREET-3",   200,    ""),
    ];
    for (why, who, union, parent, status, code) in rows {
        let got = put(&world, who, union, "parent", &to(parent)).await;
        assert_eq!(got.status, status, "{why}: {}", got.body);
        if !code.is_empty() {
            assert_eq!(got.body["errors"][0]["code"], code, "{why}");
        }
        check_tree(&world).await;
    }
    let again = put(&world, "city-1", "FACTORY", "parent", &to("STREET-3")).await.expect(200);
    assert_eq!(again["version"], 1, "a repeat writes nothing");
    let offices = world.store().list_roles_by_union(&union_id("FACTORY")).await.unwrap();
    assert!(offices.iter().all(|one| one.path == "/LN/2101/210103/STREET-3/FACTORY/"));
    show(&world, "street-3", "FACTORY").await.expect(200);
    assert_eq!(show(&world, "street-1", "FACTORY").await.status, 404, "no longer below the street");
    show(&world, "factory-1", "FACTORY").await.expect(200);
    check(&world, &["FACTORY", "STREET"]).await;
}

#[tokio::test]
async fn the_tree_is_read_page_by_page_with_what_presses() {
    let world = World::new().await;
    let get = ask("GET /v1/unions/{id}/children", "STREET").by("county-1");
    let page = get.at(&world, world.start()).await.expect(200);
    let ids: Vec<&str> =
        page["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["COMMUNITY", "DISSOLVING", "FACTORY", "HOSPITAL", "JOINT", "LONELY"]);
    assert_eq!(page["items"][1]["status"]["code"], "DISSOLVING");
    assert_eq!(page["above"].as_array().unwrap().len(), 3);
    let foreign = ask("GET /v1/unions/{id}/children", "STREET-3").by("county-1");
    assert_eq!(foreign.at(&world, world.start()).await.status, 404);
    let bad = ask("GET /v1/unions/{id}/children", "STREET").by("county-1").query("cursor", "zz");
    assert_eq!(bad.at(&world, world.start()).await.problem(), (400, "BAD_PARAMETER"));
}

async fn lay(world: &World, id: &str, ends: Date, certificate: Date) -> Union {
    let union = world.store().get_union_now(&union_id(id)).await.unwrap().unwrap();
    let record = UnionRecord {
        term: Some(Term { from: date(2023, 9, 1), to: ends }),
        certificate: Some(Certificate {
            number: "证字1号".to_owned(),
            registrar: union_id("210106"),
            from: date(2023, 9, 1),
            to: certificate,
            cancelled: false,
        }),
        updated: Some(date(2026, 3, 1)),
        ..UnionRecord::nothing(union.id.clone())
    };
    world.store().put_union_with_record(&union, &record).await.unwrap();
    union
}

async fn inbox(world: &World, subject: &str) -> Vec<String> {
    let subject = domain::id::SubjectId::parse(subject).unwrap();
    let page = world.store().list_inbox(&subject, 50, None).await.unwrap();
    let mut all: Vec<String> = page.items.into_iter().map(|one| one.template).collect();
    all.sort();
    all
}

/// 11.6: each reminder once, whatever night fails; of a date that has passed the street hears too.
#[tokio::test]
async fn officers_are_reminded_once_of_each_date() {
    let world = World::new().await;
    lay(&world, "FACTORY", date(2026, 8, 31), date(2026, 7, 5)).await;
    let night = |day: i64| -> Timestamp { world.start() + SignedDuration::from_hours(24 * day) };
    #[rustfmt::skip]
    let rows: [(&str, i64, &[&str], usize); 6] = [
        // why                              nights on  the factory's inbox                                                   the street's
        ("the day before",                  0,         &[],                                                                  0),
        ("90 days before the term ends",    1,         &["union-term-ends-in-90"],                                           0),
        ("the same night once more",        1,         &["union-term-ends-in-90"],                                           0),
        ("a certificate to renew",          7,         &["union-certificate-window", "union-term-ends-in-90"],               0),
        ("four nights were missed",         38,        &["union-certificate-over", "union-certificate-window", "union-term-ends-in-90"], 1),
        ("the term is over",                93,        &["union-certificate-over", "union-certificate-window", "union-stale", "union-term-ends-in-90", "union-term-overdue"], 2),
    ];
    for (why, nights, factory, street) in rows {
        let done = world.night(night(nights)).await;
        assert_eq!(done.failed, 0, "{why}");
        assert_eq!(inbox(&world, "factory-1").await, factory, "{why}");
        assert_eq!(inbox(&world, "street-1").await.len(), street, "{why}");
    }
}

#[tokio::test]
async fn a_date_that_was_changed_since_reminds_of_nothing() {
    let world = World::new().await;
    lay(&world, "FACTORY", date(2026, 8, 31), date(2028, 7, 5)).await;
    let body = json!({ "version": 0, "term": { "from": "2026-05-01", "until": "2029-05-01" }, "officers": [] });
    put(&world, "street-1", "FACTORY", "officers", &body).await.expect(200);
    world.night(world.start() + SignedDuration::from_hours(24)).await;
    assert_eq!(inbox(&world, "factory-1").await, Vec::<String>::new());
    let due = ask("GET /v1/unions/{id}/reminders", "STREET").by("street-1");
    let due = due.at(&world, world.start()).await.expect(200);
    assert_eq!(due["items"], json!([]), "nor is it on the list");
    lay(&world, "LONELY", date(2026, 5, 1), date(2028, 7, 5)).await;
    let due = ask("GET /v1/unions/{id}/reminders", "STREET").by("street-1");
    let due = due.at(&world, world.start()).await.expect(200);
    assert_eq!(due["items"][0]["union"]["id"], "LONELY");
    assert_eq!(due["items"][0]["warnings"][0]["code"], "TERM_OVERDUE");
    assert_eq!(due["items"][0]["warnings"].as_array().unwrap().len(), 1, "only what presses most");
}
