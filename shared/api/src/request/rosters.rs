//! Bodies and queries of rosters.

use std::collections::HashMap;
use std::hash::BuildHasher;

use super::query::{MAX_CURSOR, Reader};
use super::{Body, Field, Kind};
use crate::language::Language;
use crate::problem::Problem;
use crate::rosters::{ChunkRequest, RosterConfirmationRequest, RosterRequest, RosterVerdict};
use crate::routes::MAX_FILE_BODY_BYTES;

impl Body for RosterRequest {
    const FIELDS: &'static [Field] = &[
        Field::required("union", Kind::Text(1, 64)),
        Field::required("kind", Kind::Word(&["FULL", "PART"])),
        Field::required("fileName", Kind::Text(1, 200)),
        Field::required("size", Kind::Number(12 * 1024 * 1024)),
        Field::required("sha256", Kind::Text(64, 64)),
    ];
}

impl Body for ChunkRequest {
    const FIELDS: &'static [Field] =
        &[Field::required("content", Kind::Text(1, MAX_FILE_BODY_BYTES))];
    const LIMIT: usize = MAX_FILE_BODY_BYTES;
}

impl Body for RosterConfirmationRequest {
    const FIELDS: &'static [Field] = &[Field::required("decidedOn", Kind::Date)];
}

/// The query of `GET /v1/rosters` and of `GET /v1/rosters/{id}/rows`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterQuery {
    /// Whose rosters.
    pub union: Option<String>,
    /// Only rows that do this.
    pub verdict: Option<RosterVerdict>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl RosterQuery {
    /// What a query asks for.
    ///
    /// # Errors
    /// `BAD_PARAMETER`, naming each faulty one.
    pub fn read<S: BuildHasher>(
        query: &HashMap<String, String, S>,
        language: Language,
    ) -> Result<RosterQuery, Problem> {
        let mut reader = Reader { query, faults: Vec::new() };
        let asked = RosterQuery {
            union: reader.code("union"),
            verdict: reader.one_of("verdict", VERDICTS),
            cursor: reader.text("cursor", 1, MAX_CURSOR),
        };
        reader.finish(asked, language)
    }
}

const VERDICTS: &[(&str, RosterVerdict)] = &[
    ("JOIN", RosterVerdict::Join),
    ("MOVE_IN", RosterVerdict::MoveIn),
    ("CORRECT", RosterVerdict::Correct),
    ("UNCHANGED", RosterVerdict::Unchanged),
    ("REFUSED", RosterVerdict::Refused),
];
