//! A new run: which parts, which numbers, which instant.

use crate::{Kit, StepError};
use domain::benefit::schedule::{Timetable, timetable};
use domain::benefit::{Benefit, period_year};
use domain::deadline::drive_by;
use domain::division::{self, DivisionCode};
use domain::id::RunId;
use domain::number::run_number;
use domain::run::part::State;
use domain::run::{PROVINCE_PART, Planner, Run, RunKind, Totals};
use jiff::Timestamp;

/// The parts of every run: the cities of the province, and those whom it pays itself.
///
/// # Errors
/// [`StepError::Broken`] never, with the divisions of this province.
pub fn parts() -> Result<Vec<String>, StepError> {
    let top = DivisionCode::parse("21").map_err(|_| StepError::broken("the province's code"))?;
    let cities = division::children(&top).into_iter().map(|city| city.code.as_str().to_owned());
    Ok(std::iter::once(PROVINCE_PART.to_owned()).chain(cities).collect())
}

/// A run of a benefit's newest version, not yet written.
///
/// # Errors
/// [`StepError`] without a number or an identity.
pub async fn new_run(
    kit: &Kit,
    benefit: &Benefit,
    period: &str,
    kind: RunKind,
    planned: Planner,
    at: Timestamp,
) -> Result<Run, StepError> {
    let (ms, random) = kit.identity_parts()?;
    let year = period_year(period).ok_or_else(|| StepError::broken("a period's year"))?;
    let pay_by = match timetable(benefit, period) {
        Timetable::Dated(days) => Some(days.pay_by),
        Timetable::NotSettled | Timetable::ByHand => None,
    };
    Ok(Run {
        id: RunId::from_parts(ms, random),
        number: run_number(year, kit.number(&format!("run-{year}")).await?),
        version: 1,
        benefit: benefit.reference().to_string(),
        period: period.to_owned(),
        year,
        budget_line: benefit.budget_line.clone(),
        kind,
        planned,
        at,
        cut_off: at,
        pay_by,
        parts: parts()?,
        missing: Vec::new(),
        state: State::Planned,
        totals: Totals::default(),
        wake: drive_by(at),
    })
}
