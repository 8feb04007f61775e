//! Many decisions at once: each on its own, each with its own result.

use crate::decision::Manner;
use crate::desk::Desk;
use crate::word::{Said, word};
use api::decisions::{
    BulkDecisionItem, BulkDecisionOutcome, BulkDecisionRequest, BulkDecisionResult,
};
use api::{FieldCode, Problem, ProblemCode};
use std::collections::HashSet;
use step::view::task::TaskId;
use step::{Answer, Call, Fault, Kit, Reply};

/// How many are decided at the same moment: a hundred must fit into one request's time.
const AT_ONCE: usize = 4;

/// `POST /v1/tasks/decisions`.
pub(crate) async fn many(kit: &Kit, call: &Call) -> Answer {
    let request: BulkDecisionRequest = call.read()?;
    let desk = Desk::open(kit, call).await?;
    let numbered = numbered(&request.items);
    let mut items = Vec::with_capacity(numbered.len());
    for chunk in numbered.chunks(AT_ONCE) {
        let nth = |at: usize| desk.result(chunk.get(at));
        let (one, two, three, four) = tokio::join!(nth(0), nth(1), nth(2), nth(3));
        items.extend([one, two, three, four].into_iter().flatten());
    }
    Reply::json(207, &BulkDecisionResult { items })
}

/// One of many: its number, its task if the id is one, whether it stood before.
struct Numbered<'a> {
    at: usize,
    item: &'a BulkDecisionItem,
    task: Option<TaskId>,
    again: bool,
}

fn numbered(items: &[BulkDecisionItem]) -> Vec<Numbered<'_>> {
    let mut seen = HashSet::new();
    let numbered = items.iter().enumerate().map(|(at, item)| {
        let task = TaskId::parse(&item.id);
        let again = task.as_ref().is_some_and(|task| !seen.insert(task.to_string()));
        Numbered { at, item, task, again }
    });
    numbered.collect()
}

impl Desk<'_> {
    async fn result(&self, numbered: Option<&Numbered<'_>>) -> Option<BulkDecisionOutcome> {
        let one = numbered?;
        let id = one.item.id.clone();
        let language = self.call.language;
        let decided = match (&one.task, one.again) {
            (Some(task), false) => match word(&Said::from(one.item), language) {
                Ok(word) => self.decide(task, &word, Manner::WithOthers).await,
                Err(problem) => Err(problem.into()),
            },
            (_, true) => Err(Problem::new(ProblemCode::FormFaulty, language)
                .with_error("/id", FieldCode::Repeated, language)
                .into()),
            (None, false) => Err(ProblemCode::NotFound.into()),
        };
        Some(match decided {
            Ok(view) => BulkDecisionOutcome { id, status: 200, result: Some(view), problem: None },
            Err(fault) => {
                let problem = self.problem(fault, one.at);
                let status = problem.status;
                BulkDecisionOutcome { id, status, result: None, problem: Some(problem) }
            }
        })
    }

    /// The problem of one of many: its fields lie below that one's place in the body.
    fn problem(&self, fault: Fault, at: usize) -> Problem {
        if let Fault::Step(_) | Fault::Store(_) = &fault {
            tracing::warn!(at, "one of many decisions failed");
        }
        let mut problem = fault.problem(self.call.language).at(&self.call.path);
        for error in &mut problem.errors {
            error.pointer = format!("/items/{at}{}", error.pointer);
        }
        problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::decisions::Decision;

    #[test]
    fn a_task_that_stands_twice_counts_once() {
        let item = |id: &str| BulkDecisionItem {
            id: id.to_owned(),
            decision: Decision::Approve,
            reason_code: None,
            reason_text: None,
            no_kinship: true,
            decided_on: None,
        };
        let items = [
            item("01ARZ3NDEKTSV4RRFFQ69G5FAV-1"),
            item("nonsense"),
            item("01arz3ndektsv4rrffq69g5fav-1"),
            item("01ARZ3NDEKTSV4RRFFQ69G5FAV-2"),
            item("nonsense"),
        ];
        let got: Vec<(bool, bool)> =
            numbered(&items).iter().map(|one| (one.task.is_some(), one.again)).collect();
        let wanted = [(true, false), (false, false), (true, true), (true, false), (false, false)];
        assert_eq!(got, wanted);
    }
}
