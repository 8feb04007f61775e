//! The state machines, the functions and the template say the same words.

use crate::harness::table::{root, template};
use crate::harness::walker::{crate_of, kebab, machine};
use serde_json::Value;
use std::collections::BTreeSet;

/// Each machine's file and its resource.
const MACHINES: [(&str, &str); 3] = [
    ("application", "ApplicationMachine"),
    ("disbursement", "DisbursementMachine"),
    ("roster", "RosterMachine"),
];

/// The machine itself and the one that its map runs over each item, if it has one; each with the
/// name of the state that ends it as failed.
fn layers(name: &str) -> Vec<(Value, &'static str)> {
    let whole = machine(name);
    let states = whole["States"].as_object().unwrap().values();
    let inner: Vec<Value> = states
        .filter(|state| state["Type"] == "Map")
        .map(|state| state["ItemProcessor"].clone())
        .collect();
    let inner = inner.into_iter().map(|processor| (processor, "PartBroken"));
    std::iter::once((whole, "Broken")).chain(inner).collect()
}

fn states(layer: &Value) -> Vec<(String, Value)> {
    let states = layer["States"].as_object().unwrap();
    states.iter().map(|(name, state)| (name.clone(), state.clone())).collect()
}

/// Every task of a machine with the state that its failure leads to.
fn tasks(name: &str) -> Vec<(String, Value, &'static str)> {
    let of = |(layer, broken): (Value, &'static str)| {
        let tasks = states(&layer).into_iter().filter(|(_, state)| state["Type"] == "Task");
        tasks.map(move |(name, state)| (name, state, broken)).collect::<Vec<_>>()
    };
    layers(name).into_iter().flat_map(of).collect()
}

fn all_tasks() -> Vec<(String, Value, &'static str)> {
    MACHINES.into_iter().flat_map(|(name, _)| tasks(name)).collect()
}

#[test]
fn a_task_its_function_its_crate_and_its_substitution_say_the_same_word() {
    let template = template();
    let resources = &template["Resources"];
    for (machine, resource) in MACHINES {
        let given = &resources[resource]["Properties"]["DefinitionSubstitutions"];
        for (name, task, _) in tasks(machine) {
            let crate_name = crate_of(task["Resource"].as_str().unwrap());
            assert_eq!(crate_name, kebab(&name), "the state and its substitution");
            let manifest = root().join(format!("functions/{crate_name}/Cargo.toml"));
            let text = std::fs::read_to_string(manifest).expect("the crate of that name");
            assert!(text.contains(&format!("name = \"{crate_name}\"")), "{name}: its package");
            let function = &resources[format!("{name}Function")]["Properties"];
            let code = function["CodeUri"].as_str().unwrap_or_default();
            assert_eq!(code, format!("target/lambda/{crate_name}/"), "{name}: its binary");
            let given = serde_yaml_ng::to_string(&given[format!("{name}FunctionArn")]).unwrap();
            assert!(given.contains(&format!("{name}Function.Arn")), "{name}: {given}");
        }
        let names = given.as_mapping().unwrap().keys().filter_map(|name| name.as_str());
        let functions = names.filter(|name| *name != "Partition").count();
        assert_eq!(functions, tasks(machine).len(), "no substitution that nobody uses");
    }
}

#[test]
fn every_task_says_what_is_true_after_it_how_long_it_may_take_and_where_a_failure_goes() {
    for (machine, _) in MACHINES {
        for (name, task, broken) in tasks(machine) {
            let comment = task["Comment"].as_str().is_some_and(|text| text.len() > 20);
            assert!(comment, "{name}: Comment");
            assert!(task["TimeoutSeconds"].is_u64(), "{name}: an integer TimeoutSeconds");
            let path = task["ResultPath"].as_str();
            assert!(path.is_some_and(|path| path.starts_with("$.")), "{name}");
            let catch = &task["Catch"][0];
            assert_eq!(catch["ErrorEquals"], serde_json::json!(["States.ALL"]), "{name}: Catch");
            assert_eq!(catch["Next"], broken, "{name}: a failure ends the drive, nothing else");
        }
        let whole = crate::harness::walker::machine(machine);
        assert!(whole["TimeoutSeconds"].is_u64() && whole["Comment"].is_string());
        let seconds = |task: &Value| task["TimeoutSeconds"].as_u64();
        let longest: u64 = tasks(machine).iter().filter_map(|(_, task, _)| seconds(task)).sum();
        assert!(seconds(&whole).unwrap() > longest, "one pass fits");
    }
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
    let tasks = all_tasks();
    let mut rules = tasks.iter().map(|(_, task, _)| &task["Retry"]);
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
    for (name, task, _) in all_tasks() {
        let own = &template["Resources"][format!("{name}Function")]["Properties"]["Timeout"];
        let all = &template["Globals"]["Function"]["Timeout"];
        let seconds = own.as_u64().or(all.as_u64()).unwrap();
        assert!(seconds < task["TimeoutSeconds"].as_u64().unwrap(), "{name}: {seconds} s");
    }
}

#[test]
fn every_choice_compares_one_word_that_a_step_returns() {
    let words: [BTreeSet<&str>; 3] = [
        [
            "PASSED",
            "WAITING",
            "CLOSED",
            "assign-membership",
            "move-membership",
            "reissue-card",
            "change-membership",
            "found-union",
            "FOUNDED",
            "MORE",
        ]
        .into(),
        ["PARTS", "NONE", "REFUSED", "NEXT", "WAITING", "MORE", "CLOSED"].into(),
        ["SLICES", "NONE", "CLOSED", "CHECKED", "NEXT", "DONE", "WAITING"].into(),
    ];
    for ((machine, _), words) in MACHINES.into_iter().zip(words) {
        for (layer, broken) in layers(machine) {
            for (name, state) in states(&layer) {
                for row in state["Choices"].as_array().into_iter().flatten() {
                    let word = row["StringEquals"].as_str().unwrap();
                    assert!(words.contains(word), "{name}: no step returns {word}");
                    let variable = row["Variable"].as_str().unwrap();
                    assert!(variable.ends_with(".outcome"), "{name}: {variable}");
                }
                let defect = state["Type"] != "Choice" || state["Default"] == broken;
                assert!(defect, "{name}: a word that nobody knows is a defect");
            }
        }
    }
}

/// `MORE` leads back to the step that has more to do, and to no other.
#[test]
fn more_to_do_leads_back_to_the_same_step() {
    for (layer, _) in layers("disbursement") {
        let states = states(&layer);
        for (name, state) in &states {
            for row in state["Choices"].as_array().into_iter().flatten() {
                if row["StringEquals"] == "MORE" {
                    let step = row["Next"].as_str().unwrap();
                    let back = states.iter().find(|(other, _)| other == step).unwrap();
                    assert_eq!(back.1["Next"], **name, "{name}");
                }
            }
        }
    }
}

/// States appear in the file as a happy drive meets them; every one can be reached.
#[test]
fn no_state_is_missing_and_none_is_out_of_reach() {
    for (layer, _) in MACHINES.into_iter().flat_map(|(machine, _)| layers(machine)) {
        let states = layer["States"].as_object().unwrap();
        let mut reached: BTreeSet<&str> = [layer["StartAt"].as_str().unwrap()].into();
        for state in states.values() {
            reached.extend([&state["Next"], &state["Default"]].iter().filter_map(|to| to.as_str()));
            for rule in ["Choices", "Catch"] {
                let rows = state[rule].as_array().into_iter().flatten();
                reached.extend(rows.filter_map(|row| row["Next"].as_str()));
            }
        }
        assert_eq!(reached, states.keys().map(String::as_str).collect());
    }
}

/// Only a Standard machine has a Distributed Map; its children are Express.
#[test]
fn each_machine_is_of_its_kind_and_its_log_holds_no_data() {
    for ((name, resource), kind) in MACHINES.into_iter().zip(["EXPRESS", "STANDARD", "STANDARD"]) {
        let machine = &template()["Resources"][resource]["Properties"];
        assert_eq!(machine["Type"].as_str(), Some(kind));
        assert_eq!(machine["Logging"]["IncludeExecutionData"].as_bool(), Some(false));
        assert_eq!(machine["Logging"]["Level"].as_str(), Some("ERROR"));
        let file = format!("infra/{name}.asl.json");
        assert_eq!(machine["DefinitionUri"].as_str(), Some(file.as_str()));
    }
}

/// As many children as parts: nothing of the machine depends on how many people are paid.
#[test]
fn the_map_reads_parts_and_no_part_holds_another() {
    for (name, each) in [("disbursement", "EachPart"), ("roster", "EachSlice")] {
        one_map(&machine(name)["States"][each]);
    }
}

fn one_map(map: &Value) {
    assert_eq!(map["ToleratedFailurePercentage"], 100);
    assert!(map["MaxConcurrency"].as_u64().is_some_and(|count| count <= 40));
    assert_eq!(map["ItemReader"]["Parameters"]["Key.$"], "$.plan.key");
    for field in ["ItemBatcher", "ResultWriter", "ItemSelector"] {
        assert_eq!(map[field], Value::Null, "{field}: not everywhere known");
    }
}
