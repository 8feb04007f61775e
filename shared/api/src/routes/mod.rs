//! Every route of the API: who answers it, who may call it, what a repeat does, what can go wrong.
//!
//! The OpenAPI document is made from this table; the gateway's events, the functions and the pages
//! are tested against it. Nothing here answers a request.

use crate::problem::ProblemCode::{self, *};

/// The largest body that is read, in bytes.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
/// The largest body that carries a file: 4 MB in base64 and what is around it.
pub const MAX_FILE_BODY_BYTES: usize = 5_700_000;
/// How deep a body may be nested: the body itself is level 1.
pub const MAX_DEPTH: usize = 16;
/// The most items on a page of a list.
pub const MAX_PAGE: usize = 100;
/// The most decisions in one request.
pub const MAX_BULK: usize = 100;
/// How long the answer to an `Idempotency-Key` is kept, in hours.
pub const IDEMPOTENCY_HOURS: i64 = 48;

/// HTTP methods that the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads; changes nothing.
    Get,
    /// Asks for something to be done.
    Post,
    /// Makes it so; a repeat changes nothing.
    Put,
    /// Takes it away; a repeat changes nothing.
    Delete,
}

impl Method {
    /// As in a request line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        }
    }
}

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody; no token.
    Public,
    /// Whoever has a token.
    Subject,
    /// Whoever holds an office; what he may do is decided case by case.
    Officer,
}

/// What the header `Idempotency-Key` is for a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdempotencyKey {
    /// Needed, because the route creates: without it 400.
    Required,
    /// Taken where it is sent; without it the record's own state makes a repeat harmless.
    Optional,
    /// Not looked at, because a repeat changes nothing by itself.
    Unused,
}

/// A route.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path with its parameters: `/v1/tasks/{id}/claim`.
    pub path: &'static str,
    /// The function that answers it: `decide`.
    pub function: &'static str,
    /// The name of the operation in the OpenAPI document: `claimTask`.
    pub operation: &'static str,
    /// The part of the API that it belongs to.
    pub tag: &'static str,
    /// Who may call it.
    pub access: Access,
    /// What `Idempotency-Key` is for it.
    pub key: IdempotencyKey,
    /// What it does, in a few words.
    pub summary: &'static str,
    /// Shape, limits, and what a second call does.
    pub description: &'static str,
    /// What can go wrong, apart from what every route can answer.
    pub problems: &'static [ProblemCode],
}

impl Route {
    /// Whether it reads a JSON body.
    #[must_use]
    pub fn has_body(&self) -> bool {
        self.problems.contains(&MalformedJson)
    }
}

/// What every route can answer.
pub const EVERYWHERE: &[ProblemCode] = &[RetryLater, Broken];

/// What every route with a body can answer: the six that come before the route's own, then its own.
macro_rules! body {
    ($($own:ident),* $(,)?) => {
        &[MalformedJson, TooDeep, UnknownField, MissingField, WrongType, BodyTooLarge,
          UnsupportedMediaType, $($own),*]
    };
}

mod account;
mod applications;
mod batches;
mod books;
mod changes;
mod foundings;
mod members;
mod moves;
mod organisations;
mod payees;
mod payments;
mod reading;
mod rosters;
mod runs;
mod tasks;

/// Every route, in the order of the document.
pub fn all() -> impl Iterator<Item = &'static Route> {
    let all = [
        applications::ROUTES,
        foundings::ROUTES,
        account::ROUTES,
        tasks::ROUTES,
        moves::ROUTES,
        runs::ROUTES,
        payments::ROUTES,
        books::ROUTES,
        payees::ROUTES,
        rosters::ROUTES,
        members::ROUTES,
        batches::ROUTES,
        organisations::ROUTES,
        changes::ROUTES,
        reading::ROUTES,
    ];
    all.into_iter().flatten()
}
