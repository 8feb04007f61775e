//! Public routes for finding things, and the document itself.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

pub(super) const ROUTES: &[Route] = &[
    Route {
        method: Method::Get,
        path: "/v1/employers",
        function: "inquire",
        operation: "findEmployers",
        tag: "directory",
        access: Access::Public,
        key: IdempotencyKey::Unused,
        summary: "Find an employer",
        description: "By name, alias, credit code or address, the best matches first. It never \
                      says who works or applied there.",
        problems: &[BadParameter],
    },
    Route {
        method: Method::Get,
        path: "/v1/unions",
        function: "inquire",
        operation: "findUnions",
        tag: "directory",
        access: Access::Public,
        key: IdempotencyKey::Unused,
        summary: "Find a union",
        description: "By name, code or address, the best matches first.",
        problems: &[BadParameter],
    },
    Route {
        method: Method::Get,
        path: "/v1/divisions/{code}",
        function: "inquire",
        operation: "getDivision",
        tag: "directory",
        access: Access::Public,
        key: IdempotencyKey::Unused,
        summary: "A division with what is above and below",
        description: "`21` is the province; `210000` is taken for it. With `q`, `below` holds the divisions anywhere \
                      below whose name holds it, each with its full path: 铁西区 is in two cities.",
        problems: &[BadParameter, NotFound],
    },
    Route {
        method: Method::Get,
        path: "/v1/openapi.json",
        function: "inquire",
        operation: "getDocument",
        tag: "directory",
        access: Access::Public,
        key: IdempotencyKey::Unused,
        summary: "This document",
        description: "OpenAPI 3.1. May be cached for five minutes.",
        problems: &[],
    },
];
