//! The header `Idempotency-Key`: 1 to 128 visible ASCII characters. The quotation marks that a
//! structured header (RFC 9651) puts around a text are no part of it.

use crate::language::Language;
use crate::problem::{FieldCode, Problem, ProblemCode};

/// Where a fault of the key is.
const POINTER: &str = "/header/Idempotency-Key";

/// The key of a request that creates.
///
/// # Errors
/// `IDEMPOTENCY_KEY_MISSING` or `IDEMPOTENCY_KEY_INVALID`.
pub fn idempotency_key(header: Option<&str>, language: Language) -> Result<&str, Problem> {
    optional_idempotency_key(header, language)?.ok_or_else(|| {
        Problem::new(ProblemCode::IdempotencyKeyMissing, language).with_error(
            POINTER,
            FieldCode::Required,
            language,
        )
    })
}

/// The key of a request that may have one.
///
/// # Errors
/// `IDEMPOTENCY_KEY_INVALID`.
pub fn optional_idempotency_key(
    header: Option<&str>,
    language: Language,
) -> Result<Option<&str>, Problem> {
    match header.map(|key| key.trim().trim_matches('"')) {
        None | Some("") => Ok(None),
        Some(key) if is_key(key) => Ok(Some(key)),
        Some(_) => Err(Problem::new(ProblemCode::IdempotencyKeyInvalid, language).with_error(
            POINTER,
            FieldCode::KeyFormat,
            language,
        )),
    }
}

fn is_key(key: &str) -> bool {
    key.len() <= 128 && key.bytes().all(|byte| byte.is_ascii_graphic())
}
