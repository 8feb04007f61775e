//! Routes of the register of members.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

pub(super) const ROUTES: &[Route] = &[
    Route {
        method: Method::Post,
        path: "/v1/members/searches",
        function: "register",
        operation: "searchMembers",
        tag: "members",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Look for members",
        description: "By name, initials or member's number within a union; by a whole ID number or \
                      mobile within the caller's scope. Masked. Reads a bounded number of rows: a \
                      page may be empty and still have a cursor. Changes nothing.",
        problems: body![Forbidden, NotFound, FormFaulty],
    },
    Route {
        method: Method::Get,
        path: "/v1/members/{id}",
        function: "register",
        operation: "getMember",
        tag: "members",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "A member's card",
        description: "Masked, with the history of the membership, what is open, and who saw numbers \
                      in full. `on` asks where he belonged on a day.",
        problems: &[BadParameter, NotFound],
    },
    Route {
        method: Method::Post,
        path: "/v1/members/{id}/reveals",
        function: "register",
        operation: "revealMember",
        tag: "members",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Show a member's numbers in full",
        description: "Once, for a purpose; who looked and why is on record before anything is \
                      shown. `of` is the member's id again.",
        problems: body![Forbidden, NotFound, FormFaulty],
    },
    Route {
        method: Method::Post,
        path: "/v1/members/{id}/mobile-release",
        function: "register",
        operation: "releaseMobile",
        tag: "members",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Release a mobile that is somebody else's now",
        description: "Whoever has the number proves it by SMS afterwards. The reason stays on \
                      record, the member is told. A repeat finds no mobile and changes nothing.",
        problems: body![Forbidden, OwnCase, NotFound, LostRace, FormFaulty],
    },
    Route {
        method: Method::Post,
        path: "/v1/members/exports",
        function: "register",
        operation: "exportMembers",
        tag: "members",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Export the real-name record",
        description: "The members of a union in the 24 columns of the national shape with their \
                      codes, 500 a part; `cursor` asks for the next. Each part is on record as a \
                      look at full numbers.",
        problems: body![Forbidden, NotFound, FormFaulty],
    },
    Route {
        method: Method::Get,
        path: "/v1/me/record",
        function: "register",
        operation: "getOwnRecord",
        tag: "members",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "What the union keeps about oneself",
        description: "With the history of the membership, consents, and who saw one's numbers in full.",
        problems: &[NotBound],
    },
];
