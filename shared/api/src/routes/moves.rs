//! Routes of memberships that move.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

pub(super) const ROUTES: &[Route] = &[
    Route {
        method: Method::Get,
        path: "/v1/moves",
        function: "inquire",
        operation: "listMoves",
        tag: "tasks",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Moves into a union and out of it",
        description: "Newest first, at most 50 a page, those that have ended too. Without `union`: \
                      of the caller's first office.",
        problems: &[BadParameter, Forbidden, NotFound],
    },
    Route {
        method: Method::Post,
        path: "/v1/moves",
        function: "apply",
        operation: "beginMove",
        tag: "tasks",
        access: Access::Officer,
        key: IdempotencyKey::Required,
        summary: "Begin to move a member into one's union",
        description: "For a member who works there now. He is asked for his own yes on his phone: \
                      without it nothing moves. Then the union that he leaves may object for two \
                      reasons until a date; its silence is consent.",
        problems: body![
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            Forbidden,
            OwnCase,
            OpenApplication,
            MoveBarred,
            NoAccount,
            LostRace,
            IdempotencyBodyDiffers,
            FormFaulty,
        ],
    },
];
