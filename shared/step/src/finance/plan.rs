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

/// The series of numbers that runs are drawn from.
const SERIES: &str = "runs";

/// The parts of a run: the province's own and its cities, those with somebody on the register.
///
/// # Errors
/// [`StepError`] when the table does not answer.
pub async fn parts(kit: &Kit, benefit: &Benefit) -> Result<Vec<String>, StepError> {
    let top = DivisionCode::parse("21").map_err(|_| StepError::broken("the province's code"))?;
    let cities = division::children(&top).into_iter().map(|city| city.code.as_str().to_owned());
    let mut parts = Vec::new();
    for code in std::iter::once(PROVINCE_PART.to_owned()).chain(cities) {
        let first = kit.store().list_payees(benefit.register, &code, None, 1).await?;
        if !first.items.is_empty() {
            parts.push(code);
        }
    }
    Ok(parts)
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
        number: run_number(year, kit.number(SERIES).await?),
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
        parts: parts(kit, benefit).await?,
        missing: Vec::new(),
        state: State::Planned,
        totals: Totals::default(),
        looks: None,
        wake: drive_by(at),
    })
}
