//! The HTTP API: what goes in, what comes out, what is said when it does not.
//!
//! Reading order: [`routes`] (every route with its limits and problems), [`problem`] (every fault
//! with both languages), [`request`] (reading one), then one module per part of the API. Nothing here does I/O, knows AWS or
//! decides. The document `/v1/openapi.json` is made from these types by [`openapi`], a feature
//! that only the build and the tests use.

pub mod account;
pub mod applications;
pub mod batches;
pub mod benefits;
pub mod books;
pub mod changes;
pub mod common;
pub mod confirmations;
pub mod consents;
pub mod decisions;
pub mod directory;
pub mod figures;
pub mod files;
pub mod foundings;
pub mod language;
pub mod lines;
pub mod matters;
pub mod me;
pub mod members;
pub mod moves;
pub mod notices;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod organisations;
pub mod parts;
pub mod payees;
pub mod payments;
pub mod problem;
pub mod request;
pub mod restructurings;
pub mod rosters;
pub mod routes;
pub mod runs;
pub mod stand_ins;
pub mod tasks;

pub use common::JsonObject;
pub use language::Language;
pub use problem::{FieldCode, Problem, ProblemCode};
