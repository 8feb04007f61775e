//! Queries of lists. Names that are not known are passed over, as proxies and pages add their own.

use std::collections::HashMap;
use std::hash::BuildHasher;

use crate::language::Language;
use crate::moves::MoveWay;
use crate::problem::{FieldCode, Problem, ProblemCode};
use crate::tasks::TaskState;

/// The most characters of a cursor.
pub(super) const MAX_CURSOR: usize = 1024;

/// The filters of `GET /v1/tasks`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskFilters {
    /// Only this union's and those below it.
    pub union: Option<String>,
    /// Only tasks in this state; without it those that wait.
    pub state: Option<TaskState>,
    /// Only those past their due date.
    pub overdue: bool,
    /// Only this matter's.
    pub matter: Option<String>,
    /// Only this occupation group's.
    pub group: Option<String>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl TaskFilters {
    /// The filters that a query asks for.
    ///
    /// # Errors
    /// `BAD_PARAMETER`, naming each faulty one.
    pub fn read<S: BuildHasher>(
        query: &HashMap<String, String, S>,
        language: Language,
    ) -> Result<TaskFilters, Problem> {
        let mut reader = Reader { query, faults: Vec::new() };
        let filters = TaskFilters {
            union: reader.code("union"),
            state: reader.one_of(
                "state",
                &[
                    ("OPEN", TaskState::Open),
                    ("CLAIMED", TaskState::Claimed),
                    ("DONE", TaskState::Done),
                ],
            ),
            overdue: reader.one_of("overdue", &[("true", true), ("false", false)]) == Some(true),
            matter: reader.code("matter"),
            group: reader.code("group"),
            cursor: reader.text("cursor", 1, MAX_CURSOR),
        };
        reader.finish(filters, language)
    }
}

/// The query of `GET /v1/moves`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoveFilters {
    /// The union.
    pub union: Option<String>,
    /// Which way.
    pub way: Option<MoveWay>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl MoveFilters {
    /// What a query asks for.
    ///
    /// # Errors
    /// `BAD_PARAMETER`, naming each faulty one.
    pub fn read<S: BuildHasher>(
        query: &HashMap<String, String, S>,
        language: Language,
    ) -> Result<MoveFilters, Problem> {
        let mut reader = Reader { query, faults: Vec::new() };
        let filters = MoveFilters {
            union: reader.code("union"),
            way: reader.one_of("way", &[("IN", MoveWay::In), ("OUT", MoveWay::Out)]),
            cursor: reader.text("cursor", 1, MAX_CURSOR),
        };
        reader.finish(filters, language)
    }
}

/// The query of `GET /v1/figures`. Days are checked for their form only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FiguresQuery {
    /// The union.
    pub union: Option<String>,
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub until: Option<String>,
}

impl FiguresQuery {
    /// What a query asks for.
    ///
    /// # Errors
    /// `BAD_PARAMETER`, naming each faulty one.
    pub fn read<S: BuildHasher>(
        query: &HashMap<String, String, S>,
        language: Language,
    ) -> Result<FiguresQuery, Problem> {
        let mut reader = Reader { query, faults: Vec::new() };
        let asked = FiguresQuery {
            union: reader.code("union"),
            from: reader.code("from"),
            until: reader.code("until"),
        };
        reader.finish(asked, language)
    }
}

/// The query of `GET /v1/employers`, `/v1/unions` and `/v1/divisions/{code}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What is looked for; blanks around it are cut off.
    pub q: Option<String>,
    /// Only within this division.
    pub division: Option<String>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Search {
    /// What a query looks for. `least` characters of `q` are needed; with 0 it may be left out.
    ///
    /// # Errors
    /// `BAD_PARAMETER`, naming each faulty one.
    pub fn read<S: BuildHasher>(
        query: &HashMap<String, String, S>,
        least: usize,
        language: Language,
    ) -> Result<Search, Problem> {
        let mut reader = Reader { query, faults: Vec::new() };
        let q = reader.text("q", least, 100);
        if q.is_none() && least > 0 && reader.faults.is_empty() {
            reader.faults.push(("q", FieldCode::Required));
        }
        let division = reader.code("division");
        if division.as_ref().is_some_and(|code| !is_division(code)) {
            reader.faults.push(("division", FieldCode::DivisionUnknown));
        }
        let cursor = reader.text("cursor", 1, MAX_CURSOR);
        reader.finish(Search { q, division, cursor }, language)
    }
}

/// 2 digits for the province, 4 for a city, 6, 9 or 12 below.
pub(super) fn is_division(code: &str) -> bool {
    matches!(code.len(), 2 | 4 | 6 | 9 | 12) && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads parameters and keeps what is wrong with them.
pub(super) struct Reader<'a, S> {
    pub(super) query: &'a HashMap<String, String, S>,
    pub(super) faults: Vec<(&'static str, FieldCode)>,
}

impl<S: BuildHasher> Reader<'_, S> {
    /// A text without blanks around it; an empty one counts as left out.
    pub(super) fn text(&mut self, name: &'static str, least: usize, most: usize) -> Option<String> {
        let text = self.query.get(name)?.trim();
        let fault = match text.chars().count() {
            0 => return None,
            length if length < least => FieldCode::TooShort,
            length if length > most => FieldCode::TooLong,
            _ if text.contains(char::is_control) => FieldCode::Characters,
            _ => return Some(text.to_owned()),
        };
        self.faults.push((name, fault));
        None
    }

    /// A code: letters, digits, hyphens and underscores.
    pub(super) fn code(&mut self, name: &'static str) -> Option<String> {
        let code = self.text(name, 1, 64)?;
        if code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            return Some(code);
        }
        self.faults.push((name, FieldCode::IdFormat));
        None
    }

    pub(super) fn year(&mut self, name: &'static str) -> Option<i16> {
        let text = self.text(name, 1, 4)?;
        let year = text.parse().ok().filter(|year| (2000..=2999).contains(year));
        if year.is_none() {
            self.faults.push((name, FieldCode::OutOfRange));
        }
        year
    }

    pub(super) fn one_of<T: Copy>(&mut self, name: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(name, 1, 64)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            self.faults.push((name, FieldCode::NotOneOf));
        }
        found
    }

    pub(super) fn finish<T>(self, read: T, language: Language) -> Result<T, Problem> {
        if self.faults.is_empty() {
            return Ok(read);
        }
        let problem = Problem::new(ProblemCode::BadParameter, language);
        Err(self.faults.into_iter().fold(problem, |problem, (name, code)| {
            problem.with_error(format!("/query/{name}"), code, language)
        }))
    }
}
