//! ISO 20022: pain.001 out, pain.002 back.
//!
//! Deliberately absent: schemas. Our documents are held against the published ones in a test.

pub(crate) mod read;
pub(crate) mod tree;
pub(crate) mod write;

use crate::format::Kind;

/// What a document carries, the most characters of each, and whether it may be empty.
///
/// Lengths are those of every version that we write, the shortest of them (2019: towns of 35).
pub(crate) const COLUMNS: [(Kind, usize, bool); 12] = [
    (Kind::FromBank, 140, false),
    (Kind::FromNumber, 34, false),
    (Kind::FromHolder, 140, false),
    (Kind::ToBank, 140, false),
    (Kind::ToClearing, 12, true),
    (Kind::ToProvince, 35, true),
    (Kind::ToCity, 35, true),
    (Kind::ToNumber, 34, false),
    (Kind::ToHolder, 140, false),
    (Kind::Purpose, 140, false),
    (Kind::Note, 140, true),
    (Kind::Mobile, 11, true),
];
