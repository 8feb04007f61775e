//! What people review as text: the table of moves, the permission matrix, the services, retention.
//! `GOLDEN=write cargo test -p domain --test goldens` writes the files anew.
#![expect(clippy::panic, reason = "a test fails by panicking")]

use domain::application::MOVES;
use domain::{authority, retention, run, service};
use std::path::PathBuf;

fn check(name: &str, now: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden").join(name);
    if std::env::var("GOLDEN").as_deref() == Ok("write") {
        std::fs::write(&path, now).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, now, "{name} changed: review it, then write it with GOLDEN=write");
}

#[test]
fn the_moves_of_an_application() {
    let mut out = String::from("from | event | to\n");
    for (from, event, to) in MOVES {
        let from = from.map_or("-", |state| state.as_str());
        out.push_str(&format!("{from} | {event:?} | {}\n", to.as_str()));
    }
    check("moves.txt", &out);
}

#[test]
fn the_moves_of_a_runs_part_and_of_a_payment() {
    let mut out = String::from("part: from | event | to\n");
    for (from, event, to) in run::part::MOVES {
        out.push_str(&format!("{from:?} | {event:?} | {to:?}\n"));
    }
    out.push_str("\npayment with a case: from | to\n");
    for (from, to) in run::payment::MOVES {
        out.push_str(&format!("{from:?} | {to:?}\n"));
    }
    check("run-moves.txt", &out);
}

#[test]
fn the_permission_matrix() {
    check("authority.txt", &authority::printed());
}

#[test]
fn the_services() {
    let mut out = String::from("code | 名称 | period | for\n");
    for one in service::catalogue() {
        out.push_str(&format!(
            "{} | {} | {:?} | {:?}
",
            one.code, one.title.zh, one.period, one.eligible
        ));
    }
    check("services.txt", &out);
}

#[test]
fn the_retention_of_every_kind_of_record() {
    let mut out = String::from("kind | days after its end\n");
    for kind in retention::KINDS {
        let days =
            retention::days(kind).map_or("as long as the register".to_owned(), |d| d.to_string());
        out.push_str(&format!("{kind:?} | {days}\n"));
    }
    check("retention.txt", &out);
}
