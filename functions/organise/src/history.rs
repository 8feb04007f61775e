//! `GET /v1/unions/{id}/history`: the lines of a union's record in words.

use crate::office::Office;
use crate::words;
use api::Language;
use api::organisations::{HistoryChange, HistoryLine, HistoryView};
use domain::entry::Actor;
use domain::trail::Line;
use serde_json::Value;
use step::view::scope::Unions;
use step::{Answer, Call, Kit, Reply};

/// The most lines of an answer.
const LINES: usize = 500;

pub(crate) async fn show(kit: &Kit, call: &Call) -> Answer {
    let office = Office::open(kit, call).await?;
    let lines = kit.store().list_lines(&office.record.record()).await?;
    let mut unions = Unions::default();
    let named = lines.iter().filter_map(|line| match &line.by {
        Actor::Officer { union, .. } => Some(union.clone()),
        Actor::Applicant { .. } | Actor::System => None,
    });
    unions.load(kit.store(), named.collect::<Vec<_>>()).await?;
    let shown = lines.iter().rev().take(LINES);
    let items = shown.map(|one| line(one, &unions, call.language)).collect();
    Reply::json(200, &HistoryView { items })
}

pub(crate) fn line(line: &Line, unions: &Unions, language: Language) -> HistoryLine {
    HistoryLine {
        no: line.no,
        at: line.at.to_string(),
        by: words::by(&line.by, unions, language),
        act: words::act(&line.act, language),
        changes: changes(&line.details, language),
    }
}

fn changes(details: &Value, language: Language) -> Vec<HistoryChange> {
    let fields = details.as_object().into_iter().flatten();
    let told = fields.filter_map(|(name, value)| {
        let label = words::field(name, language)?;
        let (old, new) = match value {
            Value::Object(pair) if pair.contains_key("old") || pair.contains_key("new") => {
                (text(pair.get("old")), text(pair.get("new")))
            }
            other => (None, text(Some(other))),
        };
        Some(HistoryChange { label, old, new })
    });
    told.collect()
}

/// A value as one line of text; nothing for nothing.
fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::Null => return None,
        Value::Bool(yes) => if *yes { "✓" } else { "✗" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let all: Vec<String> = items.iter().filter_map(|one| text(Some(one))).collect();
            all.join("; ")
        }
        Value::Object(map) => {
            let all: Vec<String> = map.values().filter_map(|one| text(Some(one))).collect();
            all.join(" ")
        }
    };
    (!text.is_empty()).then_some(text)
}
