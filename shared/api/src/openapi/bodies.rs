//! What each operation takes and gives.

use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{examples, schemas::Schemas};
use crate::account::{AccountRequest, AccountView, RevealRequest, RevealView};
use crate::applications::{
    AmendmentRequest, AppealRequest, ApplicationRequest, ApplicationView, Receipt,
};
use crate::consents::{ConsentRequest, ConsentView, ConsentWithdrawal};
use crate::decisions::{
    BulkDecisionRequest, BulkDecisionResult, DecisionRequest, DecisionView, RouteRequest,
    RouteView, UrgeView,
};
use crate::directory::{DivisionView, EmployerList, UnionList};
use crate::figures::FiguresView;
use crate::matters::{CheckAnswer, CheckRequest, MatterGuide, MatterList};
use crate::me::MeView;
use crate::stand_ins::{StandInList, StandInRequest, StandInView};
use crate::tasks::{ClaimView, TaskList, TaskView};

/// What an operation takes and gives.
pub(super) struct Bodies {
    /// The media type object of the request, where there is a body.
    pub(super) request: Option<Value>,
    /// The status and the response object of success.
    pub(super) answer: (u16, Value),
}

/// What the operation of this name takes and gives.
pub(super) fn of(operation: &str, all: &mut Schemas) -> Bodies {
    let mut bodies = without_examples(operation, all);
    if let (Some(request), Some(example)) = (&mut bodies.request, examples::request(operation)) {
        request["example"] = example;
    }
    let media_type = bodies.answer.1.pointer_mut("/content/application~1json");
    if let (Some(media_type), Some(example)) = (media_type, examples::answer(operation)) {
        media_type["example"] = example;
    }
    bodies
}

fn without_examples(operation: &str, all: &mut Schemas) -> Bodies {
    match operation {
        "listMatters" => gives::<MatterList>(all, 200, "The matters."),
        "getMatter" => gives::<MatterGuide>(all, 200, "The guide."),
        "checkMatter" => takes::<CheckRequest, CheckAnswer>(all, 200, "What the rules say."),
        "apply" => takes::<ApplicationRequest, Receipt>(all, 202, "The receipt."),
        "getApplication" => gives::<ApplicationView>(all, 200, "The application."),
        "amendApplication" => takes::<AmendmentRequest, Receipt>(all, 202, "The receipt."),
        "withdrawApplication" => gives::<Receipt>(all, 202, "The receipt."),
        "appealApplication" => takes::<AppealRequest, Receipt>(all, 202, "The receipt."),
        "getMe" => gives::<MeView>(all, 200, "The page."),
        "bindAccount" => takes::<AccountRequest, AccountView>(all, 200, "Bound."),
        "giveConsent" => takes::<ConsentRequest, ConsentView>(all, 200, "Given."),
        "withdrawConsent" => gives::<ConsentWithdrawal>(all, 200, "Withdrawn, and what follows."),
        "reveal" => takes::<RevealRequest, RevealView>(all, 200, "The values, once."),
        "listTasks" => gives::<TaskList>(all, 200, "A page of the worklist."),
        "getTask" => gives::<TaskView>(all, 200, "The case."),
        "claimTask" => gives::<ClaimView>(all, 200, "Claimed."),
        "releaseTask" => gives::<ClaimView>(all, 200, "Released."),
        "decideTask" => takes::<DecisionRequest, DecisionView>(all, 200, "Decided."),
        "decideTasks" => {
            takes::<BulkDecisionRequest, BulkDecisionResult>(all, 207, "One result per item.")
        }
        "urgeTask" => gives::<UrgeView>(all, 200, "Urged."),
        "routeTask" => takes::<RouteRequest, RouteView>(all, 200, "Passed on."),
        "listStandIns" => gives::<StandInList>(all, 200, "The stand-ins."),
        "getStandIn" => gives::<StandInView>(all, 200, "The stand-in."),
        "putStandIn" => takes::<StandInRequest, StandInView>(all, 200, "Named."),
        "getFigures" => gives::<FiguresView>(all, 200, "The figures."),
        "findEmployers" => gives::<EmployerList>(all, 200, "The employers."),
        "findUnions" => gives::<UnionList>(all, 200, "The unions."),
        "getDivision" => gives::<DivisionView>(all, 200, "The division."),
        "getDocument" => document(),
        _ => nothing(),
    }
}

fn takes<Q: ToSchema, A: ToSchema>(all: &mut Schemas, status: u16, text: &str) -> Bodies {
    Bodies { request: Some(json!({ "schema": all.add::<Q>() })), ..gives::<A>(all, status, text) }
}

fn gives<A: ToSchema>(all: &mut Schemas, status: u16, text: &str) -> Bodies {
    let content = json!({ "application/json": { "schema": all.add::<A>() } });
    Bodies { request: None, answer: (status, json!({ "description": text, "content": content })) }
}

fn document() -> Bodies {
    let schema = json!({ "type": "object", "additionalProperties": true });
    let content = json!({ "application/json": { "schema": schema } });
    Bodies {
        request: None,
        answer: (200, json!({ "description": "The document.", "content": content })),
    }
}

fn nothing() -> Bodies {
    Bodies { request: None, answer: (204, json!({ "description": "Done." })) }
}
