//! The state machine, the functions and the template say the same words.

use crate::harness::table::{root, template};
use crate::harness::walker::{crate_of, definition, kebab};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

fn tasks() -> Map<String, Value> {
    let states = definition()["States"].as_object().unwrap().clone();
    states.into_iter().filter(|(_, state)| state["Type"] == "Task").collect()
}

#[test]
fn a_task_its_function_its_crate_and_its_substitution_say_the_same_word() {
    let template = template();
    let resources = &template["Resources"];
    let given = &resources["ApplicationMachine"]["Properties"]["DefinitionSubstitutions"];
    for (name, task) in tasks() {
        let crate_name = crate_of(task["Resource"].as_str().unwrap());
        assert_eq!(crate_name, kebab(&name), "the state and its substitution");
        let manifest = root().join(format!("functions/{crate_name}/Cargo.toml"));
        let text = std::fs::read_to_string(manifest).expect("the crate of that name");
        assert!(text.contains(&format!("name = \"{crate_name}\"")), "{name}: its package");
        let function = &resources[format!("{name}Function")]["Properties"];
        let code = function["CodeUri"].as_str().unwrap_or_default();
        assert_eq!(code, format!("target/lambda/{crate_name}/"), "{name}: its binary");
        let substitution = serde_yaml_ng::to_string(&given[format!("{name}FunctionArn")]).unwrap();
        assert!(substitution.contains(&format!("{name}Function.Arn")), "{name}: {substitution}");
    }
    let substitutions = given.as_mapping().unwrap().len();
    assert_eq!(substitutions, tasks().len(), "no substitution that nobody uses");
}

#[test]
fn every_task_says_what_is_true_after_it_how_long_it_may_take_and_where_a_failure_goes() {
    for (name, task) in tasks() {
        assert!(task["Comment"].as_str().is_some_and(|text| text.len() > 20), "{name}: Comment");
        assert!(task["TimeoutSeconds"].is_u64(), "{name}: an integer TimeoutSeconds");
        assert!(task["ResultPath"].as_str().is_some_and(|path| path.starts_with("$.")), "{name}");
        let catch = &task["Catch"][0];
        assert_eq!(catch["ErrorEquals"], serde_json::json!(["States.ALL"]), "{name}: Catch");
        assert_eq!(catch["Next"], "Broken", "{name}: a failure ends the drive, nothing else");
    }
    let machine = definition();
    assert!(machine["TimeoutSeconds"].is_u64() && machine["Comment"].is_string());
    let longest: u64 = tasks().values().filter_map(|task| task["TimeoutSeconds"].as_u64()).sum();
    assert!(machine["TimeoutSeconds"].as_u64().unwrap() > longest, "one pass fits");
}

/// Style §3 (4): our two names, Lambda's own, time-outs and killed processes; never everything.
#[test]
fn every_task_retries_the_same_errors_by_name() {
    let wanted: BTreeSet<&str> = [
        "Conflict",
        "TryLater",
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
        "Lambda.Unknown",
        "Sandbox.Timedout",
        "Runtime.ExitError",
        "States.Timeout",
    ]
    .into();
    let tasks = tasks();
    let mut rules = tasks.values().map(|task| &task["Retry"]);
    let first = rules.next().unwrap();
    assert!(rules.all(|rule| rule == first), "the same Retry everywhere");
    let named: BTreeSet<&str> =
        first[0]["ErrorEquals"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(named, wanted);
    assert!(first[0]["MaxAttempts"].as_u64().is_some_and(|count| (1..=10).contains(&count)));
}

#[test]
fn a_function_has_less_time_than_its_task() {
    let template = template();
    for (name, task) in tasks() {
        let own = &template["Resources"][format!("{name}Function")]["Properties"]["Timeout"];
        let all = &template["Globals"]["Function"]["Timeout"];
        let seconds = own.as_u64().or(all.as_u64()).unwrap();
        assert!(seconds < task["TimeoutSeconds"].as_u64().unwrap(), "{name}: {seconds} s");
    }
}

#[test]
fn every_choice_compares_one_word_that_a_step_returns() {
    let words: BTreeSet<&str> =
        ["PASSED", "WAITING", "CLOSED", "assign-membership", "reissue-card"].into();
    let states = definition()["States"].as_object().unwrap().clone();
    for (name, state) in states.iter().filter(|(_, state)| state["Type"] == "Choice") {
        for row in state["Choices"].as_array().unwrap() {
            let word = row["StringEquals"].as_str().unwrap();
            assert!(words.contains(word), "{name}: no step returns {word}");
            let variable = row["Variable"].as_str().unwrap();
            assert!(variable.ends_with(".outcome"), "{name}: {variable}");
        }
        assert_eq!(state["Default"], "Broken", "{name}: a word that nobody knows is a defect");
    }
}

/// States appear in the file as a happy application meets them; every one can be reached.
#[test]
fn no_state_is_missing_and_none_is_out_of_reach() {
    let machine = definition();
    let states = machine["States"].as_object().unwrap();
    let mut reached: BTreeSet<&str> = [machine["StartAt"].as_str().unwrap()].into();
    for state in states.values() {
        reached.extend([&state["Next"], &state["Default"]].iter().filter_map(|to| to.as_str()));
        for rule in ["Choices", "Catch"] {
            let rows = state[rule].as_array().into_iter().flatten();
            reached.extend(rows.filter_map(|row| row["Next"].as_str()));
        }
    }
    assert_eq!(reached, states.keys().map(String::as_str).collect());
}

#[test]
fn the_machine_is_express_and_its_log_holds_no_data() {
    let machine = &template()["Resources"]["ApplicationMachine"]["Properties"];
    assert_eq!(machine["Type"].as_str(), Some("EXPRESS"));
    assert_eq!(machine["Logging"]["IncludeExecutionData"].as_bool(), Some(false));
    assert_eq!(machine["Logging"]["Level"].as_str(), Some("ERROR"));
    assert_eq!(machine["DefinitionUri"].as_str(), Some("infra/application.asl.json"));
}
