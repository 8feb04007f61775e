//! Walks `infra/disbursement.asl.json` itself over the handlers themselves, each request of theirs
//! on the wire. A function that dies or hangs is an error that the machine's own rules deal with.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::play::Play;
use crate::harness::table::root;
use crate::harness::walker::crate_of;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::pin::Pin;
use std::sync::Arc;
use step::{Kit, StepError};

/// A handler at work.
pub(crate) type Work = Pin<Box<dyn Future<Output = Result<Value, String>>>>;

/// The machine's definition.
pub(crate) fn definition() -> Value {
    let text = std::fs::read_to_string(root().join("infra/disbursement.asl.json"));
    serde_json::from_str(&text.expect("the machine's file")).expect("JSON")
}

async fn run<I: DeserializeOwned, O: serde::Serialize>(
    input: Value,
    handle: impl AsyncFnOnce(I) -> Result<O, StepError>,
) -> Result<Value, String> {
    let input = serde_json::from_value(input).map_err(|_| "BadInput".to_owned())?;
    let outcome = handle(input).await;
    outcome
        .map(|outcome| serde_json::to_value(outcome).expect("JSON"))
        .map_err(|error| error.name().to_owned())
}

/// The handler of a step, ready to run.
pub(crate) fn handler(kit: Arc<Kit>, step: &str, input: Value) -> Work {
    let step = step.to_owned();
    Box::pin(async move {
        let kit = &kit;
        match step.as_str() {
            "plan-run" => run(input, async |i| plan_run::handle(kit, i).await).await,
            "draw-roll" => run(input, async |i| draw_roll::handle(kit, i).await).await,
            "review-roll" => run(input, async |i| review_roll::handle(kit, i).await).await,
            "post-notice" => run(input, async |i| post_notice::handle(kit, i).await).await,
            "approve-roll" => run(input, async |i| approve_roll::handle(kit, i).await).await,
            "reserve-funds" => run(input, async |i| reserve_funds::handle(kit, i).await).await,
            "instruct-bank" => run(input, async |i| instruct_bank::handle(kit, i).await).await,
            "reconcile-report" => {
                run(input, async |i| reconcile_report::handle(kit, i).await).await
            }
            "close-part" => run(input, async |i| close_part::handle(kit, i).await).await,
            "conclude-run" => run(input, async |i| conclude_run::handle(kit, i).await).await,
            other => panic!("no handler is known for {other}"),
        }
    })
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} is missing: {value}"))
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn names(rule: &Value, error: &str) -> bool {
    list(rule, "ErrorEquals").iter().any(|name| name == error || name == "States.ALL")
}

fn put(data: &mut Value, path: &Value, value: Value) {
    if let Some(name) = path.as_str() {
        data[name.trim_start_matches("$.")] = value;
    }
}

impl Play<'_> {
    /// One drive: the name of the last state.
    pub(crate) async fn drive(&mut self) -> String {
        let input = json!({ "run": self.run.id, "at": self.now });
        let machine = definition();
        let end = self.walk(&machine, input).await;
        self.wake_zombies().await;
        end
    }

    async fn walk(&mut self, machine: &Value, mut data: Value) -> String {
        let mut name = text(machine, "StartAt").to_owned();
        for _ in 0..400 {
            let state = &machine["States"][&name];
            name = match text(state, "Type") {
                "Task" => self.task(state, &mut data).await,
                "Choice" => choice(state, &data),
                "Map" => self.map(state, &mut data).await,
                "Succeed" | "Fail" => return name,
                other => panic!("no state of ours is a {other}"),
            };
        }
        self.faults.push(format!("a drive without an end, at {name}"));
        "PartBroken".to_owned()
    }

    async fn task(&mut self, state: &Value, data: &mut Value) -> String {
        let step = crate_of(text(state, "Resource"));
        let mut tries = vec![0_u64; list(state, "Retry").len()];
        loop {
            let input = data.clone();
            let ended = self.under(|kit| handler(kit, &step, input.clone())).await;
            let error = match ended {
                Ok(outcome) => {
                    put(data, &state["ResultPath"], outcome);
                    return text(state, "Next").to_owned();
                }
                Err(error) => error,
            };
            self.trail.push(format!("{step}: {error}"));
            let rule =
                list(state, "Retry").iter().zip(&mut tries).find(|(rule, _)| names(rule, &error));
            if let Some((rule, tried)) = rule {
                *tried += 1;
                if *tried <= rule["MaxAttempts"].as_u64().expect("MaxAttempts") {
                    continue;
                }
            }
            let caught = list(state, "Catch").iter().find(|rule| names(rule, &error));
            return text(caught.unwrap_or_else(|| panic!("nobody catches {error}")), "Next")
                .to_owned();
        }
    }

    /// A child per line; one that fails holds up no other. The order is not promised: every other
    /// drive takes them backwards.
    async fn map(&mut self, state: &Value, data: &mut Value) -> String {
        let key = data["plan"]["key"].as_str().expect("a key").to_owned();
        let content = self.object(&key).await.expect("the list of parts");
        let text_of = String::from_utf8(content).expect("JSON lines");
        let mut lines: Vec<&str> = text_of.lines().collect();
        self.drives += 1;
        if self.drives.is_multiple_of(2) {
            lines.reverse();
        }
        for line in lines {
            let input = serde_json::from_str(line).expect("a line of JSON");
            let end = Box::pin(self.walk(&state["ItemProcessor"], input)).await;
            if end == "PartBroken" {
                self.broken += 1;
            }
        }
        text(state, "Next").to_owned()
    }
}

fn choice(state: &Value, data: &Value) -> String {
    for row in list(state, "Choices") {
        let path = text(row, "Variable").trim_start_matches("$.").replace('.', "/");
        if data.pointer(&format!("/{path}")) == Some(&row["StringEquals"]) {
            return text(row, "Next").to_owned();
        }
    }
    text(state, "Default").to_owned()
}
