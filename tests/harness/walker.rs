//! A reader of our part of ASL. It runs the machines' own files over the handlers themselves, and
//! panics on anything that it does not know, so that the language stays small.
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
use domain::id::{ApplicationId, RosterId, RunId};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use step::runs::{PartDrive, objects};
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
    /// The last state of every child of a map, by its part.
    pub(crate) parts: BTreeMap<String, String>,
}

/// The application machine's definition.
pub(crate) fn definition() -> Value {
    machine("application")
}

/// A machine's definition, from its file.
pub(crate) fn machine(name: &str) -> Value {
    let file = root().join(format!("infra/{name}.asl.json"));
    let text = std::fs::read_to_string(file).expect("the file");
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
    parts: BTreeMap<String, String>,
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
        let input = json!({ "application": id, "at": at });
        Walker::new(self.kit(at), fault).end(&definition(), input).await
    }

    /// One drive of a benefit run, with tools whose settings a test may mend.
    pub(crate) async fn drive_run_with(
        &self,
        kit: Kit,
        run: &RunId,
        at: Timestamp,
        fault: Fault,
    ) -> Ended {
        let input = json!({ "run": run, "at": at });
        Walker::new(kit, fault).end(&machine("disbursement"), input).await
    }
}

impl World {
    /// One drive of a roster.
    pub(crate) async fn drive_roster_with(
        &self,
        roster: &RosterId,
        at: Timestamp,
        fault: Fault,
    ) -> Ended {
        let input = json!({ "roster": roster, "at": at });
        Walker::new(self.kit(at), fault).end(&machine("roster"), input).await
    }
}

impl Walker {
    fn new(kit: Kit, fault: Fault) -> Walker {
        Walker { kit, fault, counts: BTreeMap::new(), runs: Vec::new(), parts: BTreeMap::new() }
    }

    async fn end(mut self, machine: &Value, input: Value) -> Ended {
        let state = Box::pin(self.walk(machine, input)).await;
        Ended { state, runs: self.runs, parts: self.parts }
    }

    async fn walk(&mut self, machine: &Value, mut data: Value) -> String {
        let fields = ["Comment", "TimeoutSeconds", "StartAt", "States", "ProcessorConfig"];
        known(machine, &fields);
        let mut name = text(machine, "StartAt").to_owned();
        for _ in 0..1_000 {
            let state = &machine["States"][&name];
            let next = match text(state, "Type") {
                "Task" => self.task(state, &mut data).await,
                "Choice" => choice(state, &data),
                "Map" => Box::pin(self.map(state, &data)).await,
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

    /// A Distributed Map over the lines of an object: one child after the other, and none of them
    /// holds the next.
    async fn map(&mut self, state: &Value, data: &Value) -> String {
        let fields = [
            "Comment",
            "Type",
            "ItemReader",
            "ItemProcessor",
            "MaxConcurrency",
            "ToleratedFailurePercentage",
            "Label",
            "ResultPath",
            "Catch",
            "Next",
        ];
        known(state, &fields);
        let processor = &state["ItemProcessor"];
        let config = json!({ "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" });
        assert_eq!(processor["ProcessorConfig"], config);
        assert_eq!(state["ToleratedFailurePercentage"], 100, "no part holds the others");
        assert_eq!(state["ResultPath"], Value::Null, "what a child says is in the record");
        let reader = &state["ItemReader"];
        known(reader, &["Resource", "ReaderConfig", "Parameters"]);
        assert_eq!(reader["Resource"], "arn:${Partition}:states:::s3:getObject");
        assert_eq!(reader["ReaderConfig"], json!({ "InputType": "JSONL" }));
        let given = |name: &str| at(data, text(&reader["Parameters"], name)).expect("a value");
        let (bucket, key) = (given("Bucket.$"), given("Key.$"));
        assert_eq!(bucket.as_str(), self.kit.settings().run_bucket.as_deref());
        let found = objects::get(&self.kit, key.as_str().expect("a key")).await.expect("S3");
        let lines = String::from_utf8(found.expect("the manifest")).expect("text");
        for line in lines.lines() {
            let input: Value = serde_json::from_str(line).expect("JSON");
            let part = text(&input, "part").to_owned();
            let end = Box::pin(self.walk(processor, input)).await;
            self.parts.insert(part, end);
        }
        text(state, "Next").to_owned()
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
                let more = |answer: &Result<Value, String>| {
                    answer.as_ref().is_ok_and(|answer| answer["outcome"] == "MORE")
                };
                // A step with more to do has less of it the second time.
                let same = first == second || more(&first);
                assert!(same, "{step} answers the same when it runs twice");
                second
            }
            _ => self.handle(step, data).await,
        }
    }

    async fn handle(&self, step: &str, data: &Value) -> Result<Value, String> {
        let answer = match step {
            "plan-run" => {
                let planned = Box::pin(plan_run::handle(&self.kit, input(data)?)).await;
                planned.map(|planned| serde_json::to_value(planned).expect("JSON"))
            }
            "read-roster" => {
                let planned = Box::pin(read_roster::handle(&self.kit, input(data)?)).await;
                planned.map(|planned| serde_json::to_value(planned).expect("JSON"))
            }
            "check-roster" => said(Box::pin(check_roster::handle(&self.kit, input(data)?)).await),
            "import-roster" => said(Box::pin(import_roster::handle(&self.kit, input(data)?)).await),
            "finish-roster" => said(Box::pin(finish_roster::handle(&self.kit, input(data)?)).await),
            "conclude-run" => said(conclude_run::handle(&self.kit, input(data)?).await),
            _ if data["run"].is_string() => {
                said(Box::pin(call_part(&self.kit, step, input(data)?)).await)
            }
            _ => said(call(&self.kit, step, input(data)?).await),
        };
        answer.map_err(|error| error.name().to_owned())
    }
}

fn input<T: serde::de::DeserializeOwned>(data: &Value) -> Result<T, String> {
    serde_json::from_value(data.clone()).map_err(|_| "BadInput".to_owned())
}

fn said(answer: Result<Outcome, StepError>) -> Result<Value, StepError> {
    answer.map(|outcome| serde_json::to_value(outcome).expect("JSON"))
}

/// The handler of a step of a part.
pub(crate) async fn call_part(
    kit: &Kit,
    step: &str,
    drive: PartDrive,
) -> Result<Outcome, StepError> {
    match step {
        "draw-roll" => Box::pin(draw_roll::handle(kit, drive)).await,
        "review-roll" => Box::pin(review_roll::handle(kit, drive)).await,
        "post-notice" => Box::pin(post_notice::handle(kit, drive)).await,
        "approve-roll" => Box::pin(approve_roll::handle(kit, drive)).await,
        "reserve-funds" => Box::pin(reserve_funds::handle(kit, drive)).await,
        "instruct-bank" => Box::pin(instruct_bank::handle(kit, drive)).await,
        "reconcile-report" => Box::pin(reconcile_report::handle(kit, drive)).await,
        "close-part" => Box::pin(close_part::handle(kit, drive)).await,
        other => panic!("no handler is known for {other}"),
    }
}

/// The handler of a step.
pub(crate) async fn call(kit: &Kit, step: &str, drive: Drive) -> Result<Outcome, StepError> {
    match step {
        "verify" => Box::pin(verify::handle(kit, drive)).await,
        "approve" => Box::pin(approve::handle(kit, drive)).await,
        "assign-membership" => Box::pin(assign_membership::handle(kit, drive)).await,
        "move-membership" => Box::pin(move_membership::handle(kit, drive)).await,
        "grant-services" => Box::pin(grant_services::handle(kit, drive)).await,
        "found-union" => Box::pin(found_union::handle(kit, drive)).await,
        "change-membership" => Box::pin(change_membership::handle(kit, drive)).await,
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
        if at(data, text(row, "Variable")) == Some(&row["StringEquals"]) {
            return text(row, "Next").to_owned();
        }
    }
    text(state, "Default").to_owned()
}

/// The value at `$.name.name`.
fn at<'a>(data: &'a Value, path: &str) -> Option<&'a Value> {
    let path = path.strip_prefix("$.").expect("a path").replace('.', "/");
    data.pointer(&format!("/{path}"))
}

/// `$.name` only.
fn put(data: &mut Value, path: &str, value: Value) {
    let name = path.strip_prefix("$.").filter(|name| !name.contains(['.', '[']));
    data[name.unwrap_or_else(|| panic!("the walker knows no path {path}"))] = value;
}
