//! What the sources promise: headers, lints, arrows that go one way, no personal data in logs.

use crate::harness::table::root;
use std::path::{Path, PathBuf};

/// Every Rust file below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for one in std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()) {
        if one.is_dir() {
            found.extend(files(&one));
        } else if one.extension().is_some_and(|end| end == "rs") {
            found.push(one);
        }
    }
    found.sort();
    found
}

/// All Rust text below a folder of the repository.
pub(crate) fn text_of(folder: &str) -> String {
    let texts = files(&root().join(folder)).into_iter().map(|path| read(&path));
    texts.collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|_| panic!("{}", path.display()))
}

/// The packages of the workspace, by folder, as its manifest lists them.
fn packages() -> Vec<PathBuf> {
    let manifest = read(&root().join("Cargo.toml"));
    let members = manifest.lines().find(|line| line.starts_with("members = ")).unwrap();
    let mut found = Vec::new();
    for member in members.split('"').skip(1).step_by(2) {
        match member.strip_suffix("/*") {
            Some(parent) => {
                let below = std::fs::read_dir(root().join(parent)).unwrap();
                found.extend(below.map(|one| one.unwrap().path()));
            }
            None => found.push(root().join(member)),
        }
    }
    found
}

/// Style §7: each step's header says what comes in, goes out, is written, repeats and is undone.
#[test]
fn every_function_says_in_out_writes_repeat_and_undo() {
    for folder in std::fs::read_dir(root().join("functions")).unwrap() {
        let path = folder.unwrap().path().join("src/lib.rs");
        let text = read(&path);
        let header: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        for line in ["In:", "Out:", "Writes:", "Repeat:", "Undo:"] {
            assert!(header.contains(&format!(" {line} ")), "{}: {line}", path.display());
        }
    }
}

#[test]
fn every_package_inherits_the_lints_and_the_versions() {
    for package in packages() {
        let manifest = read(&package.join("Cargo.toml"));
        assert!(manifest.contains("[lints]\nworkspace = true"), "{}", package.display());
        let own = manifest.lines().filter(|line| line.contains("version = \"")).count();
        assert_eq!(own, 0, "{}: versions stand in the workspace", package.display());
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for package in packages() {
        for path in files(&package) {
            let text = read(&path);
            assert!(text.starts_with("//! "), "{}", path.display());
            assert!(text.lines().count() <= 620, "{} is too long to read", path.display());
        }
    }
}

/// Arrows go one way: functions, step, store, domain. No function depends on another.
#[test]
fn no_package_depends_on_what_stands_above_it() {
    let functions: Vec<String> = std::fs::read_dir(root().join("functions"))
        .unwrap()
        .map(|one| one.unwrap().file_name().to_str().unwrap().to_owned())
        .collect();
    let depends = |folder: &str, on: &str| {
        let manifest = read(&root().join(folder).join("Cargo.toml"));
        manifest
            .lines()
            .any(|line| line.starts_with(&format!("{on}.")) || line.starts_with(&format!("{on} ")))
    };
    let shared = ["domain", "store", "api", "step"];
    for function in &functions {
        let folder = format!("functions/{function}");
        for other in &functions {
            assert!(!depends(&folder, other), "{function} depends on {other}");
        }
        for name in shared {
            assert!(!depends(&format!("shared/{name}"), function), "{name} depends on {function}");
        }
        assert!(!depends(&folder, "aws-sdk-dynamodb"), "{function}: the table is behind the store");
    }
    let rows = [("domain", "store"), ("domain", "step"), ("store", "step"), ("api", "step")];
    for (below, above) in rows {
        assert!(!depends(&format!("shared/{below}"), above), "{below} depends on {above}");
    }
}

/// The rules are pure: nothing in their manifest does I/O, waits, draws or reads the clock.
#[test]
fn the_domain_knows_neither_aws_nor_waiting() {
    let manifest = read(&root().join("shared/domain/Cargo.toml"));
    for word in ["aws", "tokio", "reqwest", "async", "rand", "ring", "tracing"] {
        let found = manifest.lines().find(|line| line.starts_with(word));
        assert_eq!(found, None, "shared/domain/Cargo.toml");
    }
    let source = text_of("shared/domain/src");
    for word in ["async fn", ".await", "Timestamp::now", "SystemTime", "std::env", "std::fs"] {
        assert!(!source.contains(word), "shared/domain has {word}");
    }
}

/// Architecture rule 10: no log line names a field that holds personal data.
#[test]
fn no_log_line_holds_personal_data() {
    const PERSONAL: [&str; 8] =
        ["id_number", "idNumber", "mobile", "expose", "sealed", "name)", ".body", "phone"];
    let mut lines = 0;
    for package in packages() {
        for path in files(&package.join("src").canonicalize().unwrap_or(package.clone())) {
            if path.starts_with(root().join("tests")) {
                continue;
            }
            let text = read(&path);
            for call in text.split("tracing::").skip(1) {
                let level = ["trace!", "debug!", "info!", "warn!", "error!"];
                if !level.iter().any(|one| call.starts_with(one)) {
                    continue;
                }
                let said = call.split(");").next().unwrap_or(call);
                lines += 1;
                for word in PERSONAL {
                    assert!(!said.contains(word), "{} logs {word}: {said}", path.display());
                }
            }
        }
    }
    assert!(lines > 5, "the log lines are still found");
}

/// No source prints, waits by the clock, skips a test or leaves something to do.
#[test]
fn nothing_is_left_undone() {
    let words = ["TODO", "FIXME", "todo!(", "unimplemented!(", "#[ignore", "println!(", "dbg!("];
    for package in packages() {
        for path in files(&package) {
            if path.ends_with("contracts/sources.rs") {
                continue;
            }
            let text = read(&path);
            for word in words {
                // What is run to be read prints: the tools of `infra`, and the campaign's table.
                let prints = ["infra", "tests/campaign"].map(|folder| root().join(folder));
                let allowed =
                    word == "println!(" && prints.iter().any(|folder| path.starts_with(folder));
                assert!(allowed || !text.contains(word), "{} has {word}", path.display());
            }
        }
    }
}

/// DynamoDB refuses an expression that names one of its reserved words.
#[test]
fn no_expression_of_the_store_names_a_reserved_word() {
    let list = read(&root().join("tests/golden/reserved-words.txt"));
    let reserved: std::collections::BTreeSet<&str> = list.lines().collect();
    assert_eq!(reserved.len(), 573, "the list as published");
    let grammar = ["SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "IN", "BETWEEN"];
    for path in files(&root().join("shared/store/src")) {
        for text in read(&path).split('"').skip(1).step_by(2) {
            let marks = ["SET ", "ADD ", "REMOVE ", "attribute_", " = :", " <= :", " < :", "<> :"];
            if !marks.iter().any(|mark| text.contains(mark)) {
                continue;
            }
            let words =
                text.split(|letter: char| !letter.is_alphanumeric() && !"#:_{}".contains(letter));
            for word in words.filter(|word| !grammar.contains(word)) {
                let upper = word.to_ascii_uppercase();
                assert!(!reserved.contains(&*upper), "{}: {word} in «{text}»", path.display());
            }
        }
    }
}
