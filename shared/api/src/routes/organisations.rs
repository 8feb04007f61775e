//! Routes of the register of unions.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

/// What all these routes have alike.
const fn route(
    method: Method,
    path: &'static str,
    operation: &'static str,
    summary: &'static str,
    description: &'static str,
    problems: &'static [crate::problem::ProblemCode],
) -> Route {
    Route {
        method,
        path,
        function: "organise",
        operation,
        tag: "unions",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary,
        description,
        problems,
    }
}

pub(super) const ROUTES: &[Route] = &[
    route(
        Method::Get,
        "/v1/unions/{id}",
        "getUnion",
        "A union's record",
        "With officers, terms, certificate, what its dates ask for, and what the caller may do.",
        &[NotFound],
    ),
    route(
        Method::Get,
        "/v1/unions/{id}/children",
        "listUnionChildren",
        "One place in the tree",
        "The union, those above it, and a page of those right below it.",
        &[BadParameter, NotFound],
    ),
    route(
        Method::Get,
        "/v1/unions/{id}/history",
        "getUnionHistory",
        "Every change of a union's record",
        "The newest first, with old and new values. Names of people are masked.",
        &[NotFound],
    ),
    route(
        Method::Get,
        "/v1/unions/{id}/employers",
        "listCoveredEmployers",
        "The employers that a union covers",
        "An employer is covered by one union at most.",
        &[BadParameter, NotFound],
    ),
    route(
        Method::Get,
        "/v1/unions/{id}/reminders",
        "listUnionReminders",
        "The unions below one whose dates ask for something",
        "Terms that end or have ended, certificates to renew, data that nobody went through for six \
         months; the longest due first.",
        &[BadParameter, NotFound],
    ),
    route(
        Method::Put,
        "/v1/unions/{id}/contact",
        "putUnionContact",
        "Change a union's contact data",
        "By its own officers or those above. A repeat changes nothing.",
        body![Forbidden, NotFound, UnionState, LostRace, FormFaulty],
    ),
    route(
        Method::Put,
        "/v1/unions/{id}/structure",
        "putUnionStructure",
        "Change what a union is",
        "By a union above it. A repeat changes nothing.",
        body![Forbidden, NotFound, UnionState, LostRace, FormFaulty],
    ),
    route(
        Method::Put,
        "/v1/unions/{id}/officers",
        "putUnionOfficers",
        "Enter who was elected, and the term",
        "By a union above it. A repeat changes nothing.",
        body![Forbidden, NotFound, UnionState, LostRace, FormFaulty],
    ),
    route(
        Method::Put,
        "/v1/unions/{id}/certificate",
        "putUnionCertificate",
        "Enter the legal person's certificate",
        "By a union above it. A repeat changes nothing.",
        body![Forbidden, NotFound, UnionState, LostRace, FormFaulty],
    ),
    route(
        Method::Put,
        "/v1/unions/{id}/parent",
        "putUnionParent",
        "Move a union under another parent",
        "Only a union with none below it, and by somebody above both. The offices held in it go along. \
         A repeat changes nothing.",
        body![Forbidden, NotFound, UnionState, UnionHasChildren, LostRace, FormFaulty],
    ),
    route(
        Method::Put,
        "/v1/unions/{id}/employers/{employer}",
        "putCoveredEmployer",
        "Cover an employer, or no longer",
        "By a union above it. An employer that another union covers is refused. A repeat changes \
         nothing.",
        body![Forbidden, NotFound, UnionState, LostRace, FormFaulty],
    ),
    route(
        Method::Get,
        "/v1/unions/{id}/outlook",
        "getUnionOutlook",
        "What an end of a union would touch",
        "Members, employers, open cases, unions below, offices.",
        &[NotFound],
    ),
    route(
        Method::Get,
        "/v1/restructurings/{id}",
        "getRestructuring",
        "How far a merging, splitting or dissolving is",
        "Who has gone, who is left, and why.",
        &[NotFound],
    ),
    route(
        Method::Put,
        "/v1/restructurings/{id}",
        "putRestructuring",
        "Ask for a union's merging, splitting or dissolving",
        "By its own officers; one at a time. The client chooses the id, a ULID. A repeat changes \
         nothing.",
        body![Forbidden, NotFound, UnionState, UnionHasChildren, LostRace, FormFaulty],
    ),
    route(
        Method::Post,
        "/v1/restructurings/{id}/decision",
        "decideRestructuring",
        "Say yes or no",
        "By a union above, and by another person than asked. From a yes on nobody enters the union; \
         its members go one by one. A repeat of one's own changes nothing.",
        body![Forbidden, NotFound, FourEyes, UnionState, UnionHasChildren, LostRace, FormFaulty],
    ),
    route(
        Method::Delete,
        "/v1/restructurings/{id}",
        "undoRestructuring",
        "Take it back",
        "Before the decision, or before the first member has gone. A repeat changes nothing.",
        &[Forbidden, NotFound, UnionState],
    ),
];
