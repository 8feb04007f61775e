//! Routes of foundings.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

pub(super) const ROUTES: &[Route] = &[
    Route {
        method: Method::Post,
        path: "/v1/applications/{id}/round",
        function: "apply",
        operation: "sendRound",
        tag: "applications",
        access: Access::Subject,
        key: IdempotencyKey::Optional,
        summary: "Send the next round of a founding or a re-election",
        description: "Takes the next round's whole form while the applicant is asked for it \
                      (`next.action` is `round`); the number stays. Every contradiction within the \
                      form, and against those who take part, is named by its field and nothing is \
                      stored. A repeat with the same form changes nothing.",
        problems: body![
            IdempotencyKeyInvalid,
            NotFound,
            WrongState,
            AmendmentTooLate,
            LostRace,
            IdempotencyBodyDiffers,
            FormFaulty,
        ],
    },
    Route {
        method: Method::Get,
        path: "/v1/foundings",
        function: "found",
        operation: "listFoundings",
        tag: "foundings",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "The foundings of one's unions",
        description: "Those that the unions approve where the caller holds an office, newest \
                      first: where each stands and who has it in hand.",
        problems: &[Forbidden],
    },
    Route {
        method: Method::Get,
        path: "/v1/foundings/{id}",
        function: "found",
        operation: "getFounding",
        tag: "foundings",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "How a founding stands",
        description: "For whoever has its link: it names the union and its employers, and nobody. \
                      It exists once the machine has looked at the request.",
        problems: &[NotFound],
    },
    Route {
        method: Method::Get,
        path: "/v1/foundings/{id}/people",
        function: "found",
        operation: "listFoundingPeople",
        tag: "foundings",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "Who takes part",
        description: "For its organiser and for officers in scope; to everybody else it does not \
                      exist.",
        problems: &[NotFound],
    },
    Route {
        method: Method::Put,
        path: "/v1/foundings/{id}/participation",
        function: "found",
        operation: "takePart",
        tag: "foundings",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "Take part in a founding",
        description: "The caller's own yes: he becomes a member once the union is founded, or \
                      moves there. From the reply to the request until the result is sent. A \
                      repeat changes nothing.",
        problems: body![NotFound, NotBound, ConsentRequired, FormFaulty, WrongState, LostRace],
    },
    Route {
        method: Method::Delete,
        path: "/v1/foundings/{id}/participation",
        function: "found",
        operation: "leaveFounding",
        tag: "foundings",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "Take one's yes back",
        description: "Until the result is sent. A repeat changes nothing.",
        problems: &[NotFound, NotBound, WrongState, LostRace],
    },
    Route {
        method: Method::Get,
        path: "/v1/foundings/{id}/replies/{round}",
        function: "found",
        operation: "getReply",
        tag: "foundings",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "A reply to print",
        description: "The reply to a round, with its number, in the language of the answer. For \
                      its organiser and for officers in scope.",
        problems: &[NotFound],
    },
];
