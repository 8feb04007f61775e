//! A reader of our part of ASL. It runs `infra/application.asl.json` itself over the handlers
//! themselves, and panics on anything that it does not know, so that the language stays small.
//!
//! Deliberately absent: waiting. Retry's delays are passed over, its counts are kept.
#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::table::root;
use super::world::World;
use domain::id::ApplicationId;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use step::{Drive, Kit, Outcome, StepError};

/// What goes wrong in a drive. Steps are named as their crates; runs are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing.
    None,
    /// The nth run fails before the handler does anything.
    FailBefore(&'static str, u32),
    /// The nth run does its work and its answer is lost.
    FailAfter(&'static str, u32),
    /// Every run is made twice.
    Twice(&'static str),
    /// Every run fails before the handler does anything.
    FailAlways(&'static str),
}

/// How a drive ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ended {
    /// The name of the last state.
    pub(crate) state: String,
    /// Every run of a step, in order.
    pub(crate) runs: Vec<String>,
}

/// The machine's definition.
pub(crate) fn definition() -> Value {
    let text =
        std::fs::read_to_string(root().join("infra/application.asl.json")).expect("the file");
    serde_json::from_str(&text).expect("JSON")
}

/// `${AssignMembershipFunctionArn}` as `assign-membership`.
pub(crate) fn crate_of(resource: &str) -> String {
    let word = resource.strip_prefix("${").and_then(|rest| rest.strip_suffix("FunctionArn}"));
    kebab(word.unwrap_or_else(|| panic!("{resource} is no substitution of a function")))
}

/// `AssignMembership` as `assign-membership`.
pub(crate) fn kebab(word: &str) -> String {
    let mut out = String::new();
    for letter in word.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

struct Walker {
    kit: Kit,
    fault: Fault,
    counts: BTreeMap<String, u32>,
    runs: Vec<String>,
}

impl World {
    /// One drive without faults.
    pub(crate) async fn drive(&self, id: &ApplicationId, at: Timestamp) -> String {
        self.drive_with(id, at, Fault::None).await.state
    }

    /// One drive of an application at a moment.
    pub(crate) async fn drive_with(
        &self,
        id: &ApplicationId,
        at: Timestamp,
        fault: Fault,
    ) -> Ended {
        let kit = self.kit(at);
        let mut walker = Walker { kit, fault, counts: BTreeMap::new(), runs: Vec::new() };
        let input = json!({ "application": id, "at": at });
        let state = Box::pin(walker.walk(&definition(), input)).await;
        Ended { state, runs: walker.runs }
    }
}

impl Walker {
    async fn walk(&mut self, machine: &Value, mut data: Value) -> String {
        known(machine, &["Comment", "TimeoutSeconds", "StartAt", "States"]);
        let mut name = text(machine, "StartAt").to_owned();
        for _ in 0..100 {
            let state = &machine["States"][&name];
            let next = match text(state, "Type") {
                "Task" => self.task(state, &mut data).await,
                "Choice" => choice(state, &data),
                "Succeed" => {
                    known(state, &["Comment", "Type"]);
                    return name;
                }
                "Fail" => {
                    known(state, &["Comment", "Type", "Error", "Cause"]);
                    return name;
                }
                other => panic!("{name}: the walker knows no {other}"),
            };
            assert!(machine["States"][&next].is_object(), "{name} leads to {next}, which is none");
            name = next;
        }
        panic!("the machine does not end");
    }

    async fn task(&mut self, state: &Value, data: &mut Value) -> String {
        known(
            state,
            &[
                "Comment",
                "Type",
                "Resource",
                "TimeoutSeconds",
                "ResultPath",
                "Retry",
                "Catch",
                "Next",
            ],
        );
        let step = crate_of(text(state, "Resource"));
        let mut tries = vec![0_u64; list(state, "Retry").len()];
        loop {
            match self.run(&step, data).await {
                Ok(outcome) => {
                    put(data, text(state, "ResultPath"), outcome);
                    return text(state, "Next").to_owned();
                }
                Err(error) if may_retry(state, &error, &mut tries) => {}
                Err(error) => return caught(state, &error, data),
            }
        }
    }

    /// One run of a step, with whatever goes wrong in it.
    async fn run(&mut self, step: &str, data: &Value) -> Result<Value, String> {
        let count = self.counts.entry(step.to_owned()).or_default();
        *count += 1;
        let nth = *count;
        self.runs.push(step.to_owned());
        match self.fault {
            Fault::FailBefore(name, n) if name == step && n == nth => Err("TryLater".to_owned()),
            Fault::FailAlways(name) if name == step => Err("TryLater".to_owned()),
            Fault::FailAfter(name, n) if name == step && n == nth => {
                let lost = self.handle(step, data).await;
                drop(lost);
                Err("Sandbox.Timedout".to_owned())
            }
            Fault::Twice(name) if name == step => {
                let first = self.handle(step, data).await;
                let second = self.handle(step, data).await;
                assert_eq!(first, second, "{step} answers the same when it runs twice");
                second
            }
            _ => self.handle(step, data).await,
        }
    }

    async fn handle(&self, step: &str, data: &Value) -> Result<Value, String> {
        let drive: Drive = serde_json::from_value(data.clone()).map_err(|_| "BadInput")?;
        call(&self.kit, step, drive)
            .await
            .map(|outcome| serde_json::to_value(outcome).expect("JSON"))
            .map_err(|error| error.name().to_owned())
    }
}

/// The handler of a step.
pub(crate) async fn call(kit: &Kit, step: &str, drive: Drive) -> Result<Outcome, StepError> {
    match step {
        "verify" => Box::pin(verify::handle(kit, drive)).await,
        "approve" => Box::pin(approve::handle(kit, drive)).await,
        "assign-membership" => Box::pin(assign_membership::handle(kit, drive)).await,
        "grant-services" => Box::pin(grant_services::handle(kit, drive)).await,
        "reissue-card" => Box::pin(reissue_card::handle(kit, drive)).await,
        other => panic!("no handler is known for {other}"),
    }
}

fn known(state: &Value, fields: &[&str]) {
    for field in state.as_object().expect("a state").keys() {
        assert!(fields.contains(&field.as_str()), "the walker knows no field {field}");
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} is missing: {value}"))
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn names(rule: &Value, error: &str) -> bool {
    let named = |name: &Value| name == error || name == "States.ALL";
    list(rule, "ErrorEquals").iter().any(named)
}

/// The first Retry that names the error decides; its tries are counted on their own.
fn may_retry(state: &Value, error: &str, tries: &mut [u64]) -> bool {
    for (rule, tried) in list(state, "Retry").iter().zip(tries) {
        let fields = [
            "Comment",
            "ErrorEquals",
            "IntervalSeconds",
            "BackoffRate",
            "MaxAttempts",
            "MaxDelaySeconds",
            "JitterStrategy",
        ];
        known(rule, &fields);
        if names(rule, error) {
            *tried += 1;
            return *tried <= rule["MaxAttempts"].as_u64().expect("MaxAttempts");
        }
    }
    false
}

fn caught(state: &Value, error: &str, data: &mut Value) -> String {
    for rule in list(state, "Catch") {
        known(rule, &["Comment", "ErrorEquals", "ResultPath", "Next"]);
        if names(rule, error) {
            put(data, text(rule, "ResultPath"), json!({ "Error": error }));
            return text(rule, "Next").to_owned();
        }
    }
    panic!("nobody catches {error}");
}

fn choice(state: &Value, data: &Value) -> String {
    known(state, &["Comment", "Type", "Choices", "Default"]);
    for row in list(state, "Choices") {
        known(row, &["Variable", "StringEquals", "Next"]);
        let path = text(row, "Variable").strip_prefix("$.").expect("a path").replace('.', "/");
        if data.pointer(&format!("/{path}")) == Some(&row["StringEquals"]) {
            return text(row, "Next").to_owned();
        }
    }
    text(state, "Default").to_owned()
}

/// `$.name` only.
fn put(data: &mut Value, path: &str, value: Value) {
    let name = path.strip_prefix("$.").filter(|name| !name.contains(['.', '[']));
    data[name.unwrap_or_else(|| panic!("the walker knows no path {path}"))] = value;
}
