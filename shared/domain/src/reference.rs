//! A catalogue's entry and its version, written `join@1`: matters and benefits are named so.
//!
//! Deliberately absent: the catalogues.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// What was published under a code, and which version of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference {
    /// Its code.
    pub code: String,
    /// Its version, from 1.
    pub version: u32,
}

/// Not of the form `code@version`.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("a reference is written code@version")]
pub struct InvalidReference;

impl FromStr for Reference {
    type Err = InvalidReference;

    fn from_str(text: &str) -> Result<Reference, InvalidReference> {
        let (code, version) = text.split_once('@').ok_or(InvalidReference)?;
        let version = version.parse().map_err(|_| InvalidReference)?;
        Ok(Reference { code: code.to_owned(), version })
    }
}

impl TryFrom<String> for Reference {
    type Error = InvalidReference;

    fn try_from(text: String) -> Result<Reference, InvalidReference> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> String {
        reference.to_string()
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}@{}", self.code, self.version)
    }
}
