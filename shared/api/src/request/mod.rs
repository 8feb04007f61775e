//! Reading a request: its body, its `Idempotency-Key`, its query. Every fault is named at once,
//! none with its value. What a form's fields mean is not known here; that is the domain's.

mod finance;
mod headers;
mod query;
mod rosters;
mod shape;
mod shapes;
mod shapes_batches;
mod shapes_finance;
mod shapes_members;
mod shapes_organisations;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::language::Language;
use crate::problem::{Problem, ProblemCode};
use crate::routes::{MAX_BODY_BYTES, MAX_DEPTH};

pub use finance::{BudgetQuery, LedgerQuery, LineQuery, PayeeQuery, RunQuery, cursor};
pub use headers::{idempotency_key, optional_idempotency_key};
pub use query::{FiguresQuery, MoveFilters, Search, TaskFilters};
pub use rosters::RosterQuery;
pub use shape::{Field, Kind};

/// A body whose shape is known, so that all its faults can be named at once.
pub trait Body: DeserializeOwned {
    /// Its fields, in the order in which their faults are named.
    const FIELDS: &'static [Field];
    /// The most bytes; more for a body that carries a file.
    const LIMIT: usize = MAX_BODY_BYTES;
}

/// The body as its type.
///
/// # Errors
/// A problem document: `BODY_TOO_LARGE`, `TOO_DEEP`, `MALFORMED_JSON`; `MISSING_FIELD`,
/// `WRONG_TYPE` or `UNKNOWN_FIELD`, by the first such fault, naming all; `FORM_FAULTY` where the
/// shape is right and a value is not.
pub fn read<T: Body>(body: &[u8], language: Language) -> Result<T, Problem> {
    let value = parse(body, T::LIMIT).map_err(|code| Problem::new(code, language))?;
    let faults = shape::faults(&value, T::FIELDS);
    if let Some(problem) = shape::problem(faults, language) {
        return Err(problem);
    }
    // The shapes are tested to be no looser than the types; this is the last resort.
    serde_json::from_value(value).map_err(|_| Problem::new(ProblemCode::WrongType, language))
}

/// The body as JSON, within the limits.
fn parse(body: &[u8], limit: usize) -> Result<Value, ProblemCode> {
    if body.len() > limit {
        let file = limit > MAX_BODY_BYTES;
        return Err(if file { ProblemCode::FileTooLarge } else { ProblemCode::BodyTooLarge });
    }
    if is_too_deep(body) {
        return Err(ProblemCode::TooDeep);
    }
    serde_json::from_slice(body).map_err(|_| ProblemCode::MalformedJson)
}

/// Whether brackets outside of texts are nested deeper than [`MAX_DEPTH`], before anything is built.
fn is_too_deep(body: &[u8]) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in body {
        match (in_text, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b'{' | b'[') => depth = depth.saturating_add(1),
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// Whether a media type is JSON: `application/json`, with or without parameters.
#[must_use]
pub fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

#[cfg(test)]
mod tests;
