//! Divisions as answers show them.

use super::labels::place;
use api::directory::{DivisionLevel, DivisionRef};
use domain::division::{self, Division, DivisionCode, Level};

/// A division that the table lists.
#[must_use]
pub fn listed(found: &Division) -> DivisionRef {
    DivisionRef {
        code: found.code.as_str().to_owned(),
        name: found.name.to_owned(),
        full_name: found.full_name.clone(),
        level: match found.level {
            Level::Province => DivisionLevel::Province,
            Level::City => DivisionLevel::City,
            Level::County => DivisionLevel::County,
            Level::Zone => DivisionLevel::Zone,
            Level::Township => DivisionLevel::Township,
        },
    }
}

/// A division by its code; one that the table does not list has the name of what is above it.
#[must_use]
pub fn division_ref(code: &str) -> DivisionRef {
    let parsed = DivisionCode::parse(code).ok();
    if let Some(found) = parsed.as_ref().and_then(division::find) {
        return listed(&found);
    }
    let level = match code.len() {
        2 => DivisionLevel::Province,
        4 => DivisionLevel::City,
        6 => DivisionLevel::County,
        9 => DivisionLevel::Township,
        _ => DivisionLevel::Community,
    };
    let full_name = parsed.as_ref().map_or_else(|| code.to_owned(), place);
    DivisionRef { code: code.to_owned(), name: full_name.clone(), full_name, level }
}
