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
pub struct Versioned {
    /// Its code.
    pub code: String,
    /// Its version, from 1.
    pub version: u32,
}

/// Not of the form `code@version`.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("a version is written code@version")]
pub struct NotVersioned;

impl FromStr for Versioned {
    type Err = NotVersioned;

    fn from_str(text: &str) -> Result<Versioned, NotVersioned> {
        let (code, version) = text.split_once('@').ok_or(NotVersioned)?;
        let version = version.parse().map_err(|_| NotVersioned)?;
        Ok(Versioned { code: code.to_owned(), version })
    }
}

impl TryFrom<String> for Versioned {
    type Error = NotVersioned;

    fn try_from(text: String) -> Result<Versioned, NotVersioned> {
        text.parse()
    }
}

impl From<Versioned> for String {
    fn from(reference: Versioned) -> String {
        reference.to_string()
    }
}

impl fmt::Display for Versioned {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}@{}", self.code, self.version)
    }
}
