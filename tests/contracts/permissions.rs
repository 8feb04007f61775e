//! Each function's role allows what its calls need, and its environment names what they read.
//!
//! Coarse: by the names of the calls in its source and in those modules of `step` that it uses.

use super::sources::{files, text_of};
use crate::harness::table::{root, template};
use serde_yaml_ng::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A function's crate, all that its source calls, and its resource in the template.
struct Function {
    name: String,
    source: String,
    statements: String,
    variables: String,
}

fn functions() -> Vec<Function> {
    let template = template();
    let globals = &template["Globals"]["Function"]["Environment"];
    let resources = template["Resources"].as_mapping().unwrap().values();
    let own = resources.filter(|one| one["Type"].as_str() == Some("AWS::Serverless::Function"));
    own.map(|resource| {
        let properties = &resource["Properties"];
        let code = properties["CodeUri"].as_str().unwrap().trim_end_matches('/');
        let name = code.rsplit('/').next().unwrap().to_owned();
        let text = |value: &Value| serde_yaml_ng::to_string(value).unwrap();
        Function {
            source: with_modules(&name),
            statements: text(&properties["Policies"]),
            variables: text(&properties["Environment"]) + &text(globals),
            name,
        }
    })
    .collect()
}

/// The function's own source and that of the modules of `step` whose names it uses, and theirs.
fn with_modules(name: &str) -> String {
    let mut source = text_of(&format!("functions/{name}/src"));
    let modules = files(&root().join("shared/step/src"));
    let mut taken = BTreeSet::new();
    loop {
        let before = taken.len();
        for path in &modules {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            // What starts a function and what everybody holds says nothing about one of them.
            let common = matches!(stem, "lib" | "mod" | "kit" | "start" | "vault" | "settings");
            if !common && uses(&source, stem) && taken.insert(path.clone()) {
                source.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
        if taken.len() == before {
            return source;
        }
    }
}

/// Whether a source names a module: `roll::` or `::roll`, and not `review_roll::`.
fn uses(source: &str, module: &str) -> bool {
    let part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    source.match_indices(module).any(|(at, _)| {
        let (before, rest) = source.split_at(at);
        let after = rest.strip_prefix(module).unwrap_or_default();
        let whole = !before.ends_with(part) && !after.starts_with(part);
        whole && (before.ends_with("::") || after.starts_with("::"))
    })
}

/// Which index each function of the store asks, from its source.
fn indexes() -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut found: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for path in files(&root().join("shared/store/src")) {
        let source = std::fs::read_to_string(path).unwrap();
        for part in source.split("pub async fn ").skip(1) {
            let name = part.split(['(', '<']).next().unwrap().to_owned();
            // Private helpers that follow belong to whoever calls them, which is the one above.
            for index in ["wake", "work", "list"] {
                let asks = part.contains(&format!("Some(\"{index}\")"))
                    || part.contains(&format!("index_name(\"{index}\")"));
                if asks {
                    found.entry(name.clone()).or_default().insert(index);
                }
            }
        }
    }
    assert!(found.len() >= 8, "the indexes are still found by reading the source");
    found
}

fn calls(source: &str, name: &str) -> bool {
    source.contains(&format!(".{name}("))
}

/// On AWS a query of an index needs the index's own ARN: the table's is not enough.
#[test]
fn whoever_asks_an_index_may_query_it() {
    let indexes = indexes();
    let mut missing = Vec::new();
    for function in functions() {
        for (call, wanted) in &indexes {
            for index in wanted.iter().filter(|_| calls(&function.source, call)) {
                if !function.statements.contains(&format!("/index/{index}")) {
                    missing.push(format!("{}: {call} asks {index}", function.name));
                }
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn what_a_function_calls_its_role_allows_and_its_environment_names() {
    #[rustfmt::skip]
    let rows = [
        // a call in the source      allowed                    named
        (".commit(",                 "dynamodb:PutItem",        "TABLE_NAME"),
        ("Write::Standing(",         "dynamodb:DeleteItem",     "TABLE_NAME"),
        (".count_once(",             "dynamodb:UpdateItem",     "TABLE_NAME"),
        (".remove_claim(",           "dynamodb:DeleteItem",     "TABLE_NAME"),
        (".list_work",               "dynamodb:Query",          "TABLE_NAME"),
        (".read_many(",              "dynamodb:BatchGetItem",   "TABLE_NAME"),
        (".vault()",                 "kms:Decrypt",             "KEY_ID"),
        (".drive(",                  "states:StartExecution",   "APPLICATION_MACHINE_ARN"),
        (".drive_run(",              "states:StartExecution",   "DISBURSEMENT_MACHINE_ARN"),
        (".drive_roster(",           "states:StartExecution",   "ROSTER_MACHINE_ARN"),
        (".find_people(",            "dynamodb:BatchGetItem",   "TABLE_NAME"),
        (".put_roster(",             "dynamodb:PutItem",        "TABLE_NAME"),
        (".draw_numbers(",           "dynamodb:UpdateItem",     "TABLE_NAME"),
        (".commit_part(",            "dynamodb:PutItem",        "TABLE_NAME"),
        (".send_batch(",             "dynamodb:UpdateItem",     "TABLE_NAME"),
        (".book(&",                  "dynamodb:ConditionCheckItem", "TABLE_NAME"),
        (".list_parts(",             "dynamodb:BatchGetItem",   "TABLE_NAME"),
        (".get_batch(",              "dynamodb:BatchGetItem",   "TABLE_NAME"),
        ("objects::put",             "s3:PutObject",            "RUN_BUCKET"),
        ("objects::get",             "s3:GetObject",            "RUN_BUCKET"),
        ("objects::get",             "s3:ListBucket",           "RUN_BUCKET"),
        ("pay::password(",           "kms:Decrypt",             "BANK_FILE_PASSWORD"),
        ("pay::payer(",              "kms:Decrypt",             "PAYER_ACCOUNTS"),
        (".kms()",                   "kms:Sign",                "SIGN_KEY_ID"),
        (".s3()",                    "s3:PutObject",            "AUDIT_BUCKET"),
        ("identity::ask(",           "kms:Decrypt",             "IDENTITY_URL"),
        ("sms::send",                "kms:Decrypt",             "SMS_URL"),
    ];
    for function in functions() {
        for (call, action, variable) in rows {
            if function.source.contains(call) {
                let name = &function.name;
                assert!(function.statements.contains(action), "{name}: {call} needs {action}");
                assert!(function.variables.contains(variable), "{name}: {call} reads {variable}");
            }
        }
    }
}

/// Least privilege, as far as names tell: who reads only may not write, who never signs may not.
#[test]
fn no_role_allows_what_its_function_never_does() {
    let rows = [
        ("states:StartExecution", &[".drive(", ".drive_run(", ".drive_roster("][..]),
        ("kms:Sign", &[".kms()"]),
        ("s3:PutObject", &[".s3()", "objects::put"]),
        ("s3:GetObject", &["objects::get", "roll::"]),
        (
            "dynamodb:PutItem",
            &[
                ".commit",
                ".put_",
                ".bind(",
                ".append_",
                ".move_run(",
                ".change_union(",
                ".move_restructuring(",
            ],
        ),
        ("dynamodb:Scan", &[".scan("]),
        ("dynamodb:*", &[]),
        ("s3:*", &[]),
        ("kms:*", &[]),
    ];
    for function in functions() {
        for (action, calls) in rows {
            let granted = function.statements.contains(action);
            let used = calls.iter().any(|call| function.source.contains(call));
            assert!(!granted || used, "{}: {action} without {calls:?}", function.name);
        }
    }
}

/// Every function of the workspace is in the template, under its own name.
#[test]
fn no_function_is_forgotten() {
    let mut deployed: Vec<String> = functions().into_iter().map(|one| one.name).collect();
    let folders = std::fs::read_dir(root().join("functions")).unwrap();
    let mut there: Vec<String> =
        folders.map(|one| one.unwrap().file_name().to_str().unwrap().to_owned()).collect();
    deployed.sort();
    there.sort();
    assert_eq!(deployed, there);
}
