//! Routes of single payments: hold, correct, give up, object, ask.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

pub(super) const ROUTES: &[Route] = &[
    Route {
        method: Method::Post,
        path: "/v1/runs/{id}/parts/{part}/lines/{batch}/{line}/hold",
        function: "disburse",
        operation: "holdLine",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Hold a payment",
        description: "Before the bank has it; afterwards 409 says what can still be done. A repeat \
                      changes nothing.",
        problems: body![
            Forbidden,
            NotFound,
            TooLate,
            AlreadyHeld,
            PaymentState,
            LostRace,
            FormFaulty
        ],
    },
    Route {
        method: Method::Post,
        path: "/v1/runs/{id}/parts/{part}/lines/{batch}/{line}/release",
        function: "disburse",
        operation: "releaseLine",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "End a hold: pay it after all, or not",
        description: "By another person than the one who laid it. A repeat changes nothing.",
        problems: body![Forbidden, NotFound, SecondPerson, PaymentState, LostRace, FormFaulty],
    },
    Route {
        method: Method::Post,
        path: "/v1/runs/{id}/parts/{part}/lines/{batch}/{line}/void",
        function: "disburse",
        operation: "voidLine",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Give a payment up",
        description: "One that failed, came back or was never sent: its money goes back to the \
                      budget line and the person may be paid by a supplement.",
        problems: body![Forbidden, NotFound, OwnPay, TooLate, PaymentState, LostRace, FormFaulty],
    },
    Route {
        method: Method::Post,
        path: "/v1/runs/{id}/parts/{part}/lines/{batch}/{line}/correction",
        function: "disburse",
        operation: "proposeCorrection",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Propose another account",
        description: "For a payment that failed or came back, or for a line whose account is not \
                      the approved one. A repeat changes nothing.",
        problems: body![
            Forbidden,
            NotFound,
            OwnPay,
            PaymentState,
            AccountUnfit,
            LostRace,
            FormFaulty
        ],
    },
    Route {
        method: Method::Post,
        path: "/v1/runs/{id}/parts/{part}/lines/{batch}/{line}/correction/decision",
        function: "disburse",
        operation: "decideCorrection",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Approve or refuse a correction",
        description: "By another person than the one who proposed it. Approved, it is sent with \
                      the next drive.",
        problems: body![
            Forbidden,
            NotFound,
            OwnPay,
            SecondPerson,
            PaymentState,
            AccountUnfit,
            LostRace,
            FormFaulty,
            ReasonRequired,
            KinshipRequired
        ],
    },
    Route {
        method: Method::Post,
        path: "/v1/runs/{id}/parts/{part}/objections",
        function: "disburse",
        operation: "objectToLine",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Take an objection",
        description: "With real name and unit, during the notice; the line is held at once. The \
                      same words again change nothing.",
        problems: body![Forbidden, NotFound, TooLate, PaymentState, LostRace, FormFaulty],
    },
    Route {
        method: Method::Get,
        path: "/v1/runs/{id}/parts/{part}/objections",
        function: "oversee",
        operation: "listObjections",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "The objections of a part",
        description: "For those who may decide on them.",
        problems: &[Forbidden, NotFound],
    },
    Route {
        method: Method::Put,
        path: "/v1/runs/{id}/parts/{part}/objections/{no}",
        function: "disburse",
        operation: "decideObjection",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Record what was found",
        description: "By another person than the one who took it: upheld, the line is not paid; \
                      dismissed, it is. A repeat changes nothing.",
        problems: body![Forbidden, NotFound, SecondPerson, PaymentState, LostRace, FormFaulty],
    },
    Route {
        method: Method::Post,
        path: "/v1/payments/{id}/inquiry",
        function: "disburse",
        operation: "inquirePayment",
        tag: "account",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "«The money did not arrive»",
        description: "About a payment of one's own. Finance is asked to look into it; nothing is \
                      sent again by this. A repeat answers the same.",
        problems: &[NotBound, NotFound, PaymentState, LostRace],
    },
];
