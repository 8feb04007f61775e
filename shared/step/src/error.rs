//! The five names of failure: the contract with the state machine, chosen by who acts next.

use lambda_runtime::Diagnostic;
use store::StoreError;
use thiserror::Error;

/// Why a step failed. Holds codes and field names, never values; its `Debug` too, because the
/// runtime logs it.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum StepError {
    /// The input is not of the right shape. The sender mends it.
    #[error("bad input: {field}")]
    BadInput {
        /// The field, as a path.
        field: String,
    },
    /// The record does not allow this. Nobody acts.
    #[error("not allowed: {why}")]
    NotAllowed {
        /// Which rule, in fixed words.
        why: String,
    },
    /// Somebody wrote in between. The machine tries again.
    #[error("the record was changed by somebody else")]
    Conflict,
    /// Something did not answer. The machine tries again.
    #[error("try later: {what}")]
    TryLater {
        /// What did not answer.
        what: String,
    },
    /// A defect, in code or data. An officer is called.
    #[error("broken: {what}")]
    Broken {
        /// Where.
        what: String,
    },
}

impl StepError {
    /// The name on which the machine retries.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            StepError::BadInput { .. } => "BadInput",
            StepError::NotAllowed { .. } => "NotAllowed",
            StepError::Conflict => "Conflict",
            StepError::TryLater { .. } => "TryLater",
            StepError::Broken { .. } => "Broken",
        }
    }

    /// A defect at this place.
    #[must_use]
    pub fn broken(what: impl Into<String>) -> StepError {
        StepError::Broken { what: what.into() }
    }

    /// Something that did not answer.
    #[must_use]
    pub fn later(what: impl Into<String>) -> StepError {
        StepError::TryLater { what: what.into() }
    }

    /// A rule of the record that stands in the way.
    #[must_use]
    pub fn not_allowed(why: impl std::fmt::Display) -> StepError {
        StepError::NotAllowed { why: why.to_string() }
    }
}

impl From<StepError> for Diagnostic {
    fn from(error: StepError) -> Diagnostic {
        Diagnostic { error_type: error.name().to_owned(), error_message: error.to_string() }
    }
}

impl From<StoreError> for StepError {
    fn from(error: StoreError) -> StepError {
        match error {
            StoreError::Conflict => StepError::Conflict,
            StoreError::Unavailable { code } => StepError::later(format!("table {code}")),
            StoreError::Malformed => StepError::broken("a stored item"),
            StoreError::Refused { code } => StepError::broken(format!("table {code}")),
        }
    }
}
