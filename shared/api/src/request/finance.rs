//! Queries of benefit runs, payees and budgets.

use std::collections::HashMap;
use std::hash::BuildHasher;

use super::query::{MAX_CURSOR, Reader, is_division};
use crate::benefits::RegisterName;
use crate::language::Language;
use crate::lines::LineFilter;
use crate::problem::{FieldCode, Problem};
use crate::runs::RunState;

/// The query of `GET /v1/runs`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunQuery {
    /// Only this benefit's.
    pub benefit: Option<String>,
    /// Only this year's.
    pub year: Option<i16>,
    /// Only those in this state.
    pub state: Option<RunState>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl RunQuery {
    /// What a query asks for.
    ///
    /// # Errors
    /// `BAD_PARAMETER`, naming each faulty one.
    pub fn read<S: BuildHasher>(
        query: &HashMap<String, String, S>,
        language: Language,
    ) -> Result<RunQuery, Problem> {
        let mut reader = Reader { query, faults: Vec::new() };
        let asked = RunQuery {
            benefit: reader.code("benefit"),
            year: reader.year("year"),
            state: reader.one_of("state", RUN_STATES),
            cursor: reader.text("cursor", 1, MAX_CURSOR),
        };
        reader.finish(asked, language)
    }
}

const RUN_STATES: &[(&str, RunState)] = &[
    ("PLANNED", RunState::Planned),
    ("DRAWN", RunState::Drawn),
    ("REVIEWED", RunState::Reviewed),
    ("POSTED", RunState::Posted),
    ("APPROVED", RunState::Approved),
    ("FUNDED", RunState::Funded),
    ("EXECUTING", RunState::Executing),
    ("SETTLED", RunState::Settled),
    ("CLOSED", RunState::Closed),
    ("CANCELLED", RunState::Cancelled),
];

/// The query of a part's lines and of their export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineQuery {
    /// Which lines.
    pub filter: LineFilter,
    /// Where the page begins.
    pub cursor: Option<String>,
    /// `csv` instead of `xlsx`, for the export.
    pub csv: bool,
}

impl LineQuery {
    /// What a query asks for.
    ///
    /// # Errors
    /// `BAD_PARAMETER`, naming each faulty one.
    pub fn read<S: BuildHasher>(
        query: &HashMap<String, String, S>,
        language: Language,
    ) -> Result<LineQuery, Problem> {
        let mut reader = Reader { query, faults: Vec::new() };
        let filters = &[
            ("all", LineFilter::All),
            ("open", LineFilter::Open),
            ("held", LineFilter::Held),
            ("failed", LineFilter::Failed),
            ("void", LineFilter::Void),
            ("excluded", LineFilter::Excluded),
        ];
        let asked = LineQuery {
            filter: reader.one_of("filter", filters).unwrap_or_default(),
            cursor: reader.text("cursor", 1, MAX_CURSOR),
            csv: reader.one_of("format", &[("csv", true), ("xlsx", false)]) == Some(true),
        };
        reader.finish(asked, language)
    }
}

/// The query of a run's ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerQuery {
    /// With the postings of this part.
    pub part: Option<String>,
}

impl LedgerQuery {
    /// What a query asks for.
    ///
    /// # Errors
    /// `BAD_PARAMETER`, naming each faulty one.
    pub fn read<S: BuildHasher>(
        query: &HashMap<String, String, S>,
        language: Language,
    ) -> Result<LedgerQuery, Problem> {
        let mut reader = Reader { query, faults: Vec::new() };
        let asked = LedgerQuery { part: reader.code("part") };
        reader.finish(asked, language)
    }
}

/// The query of `GET /v1/budgets`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BudgetQuery {
    /// Which year.
    pub year: Option<i16>,
}

impl BudgetQuery {
    /// What a query asks for.
    ///
    /// # Errors
    /// `BAD_PARAMETER`, naming each faulty one.
    pub fn read<S: BuildHasher>(
        query: &HashMap<String, String, S>,
        language: Language,
    ) -> Result<BudgetQuery, Problem> {
        let mut reader = Reader { query, faults: Vec::new() };
        let asked = BudgetQuery { year: reader.year("year") };
        reader.finish(asked, language)
    }
}

/// The query of `GET /v1/payees` and of the template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayeeQuery {
    /// Which register; needed.
    pub register: Option<RegisterName>,
    /// Which city; needed for the list.
    pub city: Option<String>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl PayeeQuery {
    /// What a query asks for.
    ///
    /// # Errors
    /// `BAD_PARAMETER`, naming each faulty one.
    pub fn read<S: BuildHasher>(
        query: &HashMap<String, String, S>,
        with_city: bool,
        language: Language,
    ) -> Result<PayeeQuery, Problem> {
        let mut reader = Reader { query, faults: Vec::new() };
        let registers = &[
            ("MODEL_WORKER", RegisterName::ModelWorker),
            ("HARDSHIP", RegisterName::Hardship),
            ("VOUCHER", RegisterName::Voucher),
        ];
        let register = reader.one_of("register", registers);
        let city = reader.code("city");
        if register.is_none() && reader.faults.is_empty() {
            reader.faults.push(("register", FieldCode::Required));
        }
        match &city {
            None if with_city => reader.faults.push(("city", FieldCode::Required)),
            Some(code) if code.len() != 4 || !is_division(code) => {
                reader.faults.push(("city", FieldCode::DivisionUnknown));
            }
            None | Some(_) => {}
        }
        let cursor = reader.text("cursor", 1, MAX_CURSOR);
        reader.finish(PayeeQuery { register, city, cursor }, language)
    }
}

/// The cursor of a list that has no filters.
///
/// # Errors
/// `BAD_PARAMETER`.
pub fn cursor<S: BuildHasher>(
    query: &HashMap<String, String, S>,
    language: Language,
) -> Result<Option<String>, Problem> {
    let mut reader = Reader { query, faults: Vec::new() };
    let cursor = reader.text("cursor", 1, MAX_CURSOR);
    reader.finish(cursor, language)
}
