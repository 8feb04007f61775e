//! Routes of changes of a membership that an officer reports.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

pub(super) const ROUTES: &[Route] = &[
    Route {
        method: Method::Post,
        path: "/v1/members/{person}/changes",
        function: "apply",
        operation: "reportChange",
        tag: "members",
        access: Access::Officer,
        key: IdempotencyKey::Required,
        summary: "Report what changes a membership",
        description: "A death, an undone one, an expulsion: the case goes before the member's union, \
                  where another person decides; never the reporter, nor through a stand-in. He may \
                  take it back while it is open. 409 while the member has another case open.",
        problems: body![
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            Forbidden,
            OwnCase,
            NotFound,
            OpenApplication,
            LostRace,
            IdempotencyBodyDiffers,
            FormFaulty,
        ],
    },
    Route {
        method: Method::Post,
        path: "/v1/applications/{id}/statement",
        function: "apply",
        operation: "explain",
        tag: "applications",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "Explain before the committee decides",
        description: "By the member whom a review is about, until its date; once. The committee \
                      reads it. A repeat with the same words changes nothing.",
        problems: body![NotFound, WrongState, LostRace],
    },
];
