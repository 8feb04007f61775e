//! Benefit runs that the calendar wants: one per benefit and period, planned once.
//!
//! Two clocks may plan the same period: the table lets one of them, and the other finds it there.

use domain::benefit::schedule::{Timetable, due, timetable};
use domain::benefit::{Benefit, newest, period_year};
use domain::deadline::drive_by;
use domain::id::RunId;
use domain::number::run_number;
use domain::run::part::State;
use domain::run::{PROVINCE_PART, Planner, Run, RunKind, Totals};
use jiff::Timestamp;
use step::{Kit, StepError};
use store::StoreError;

/// The cities of the province, by the first four digits of their divisions, and the province's own part.
const CITIES: std::ops::RangeInclusive<u16> = 2101..=2114;

/// Plans what is due; returns how many runs.
pub(crate) async fn plan(kit: &Kit, now: Timestamp) -> Result<u32, StepError> {
    let mut planned = 0_u32;
    let mut failed = None;
    for benefit in newest() {
        let Some(period) = due(benefit, now) else { continue };
        match one(kit, benefit, &period, now).await {
            Ok(new) => planned = planned.saturating_add(u32::from(new)),
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(planned), Err)
}

async fn one(
    kit: &Kit,
    benefit: &'static Benefit,
    period: &str,
    now: Timestamp,
) -> Result<bool, StepError> {
    if kit.store().find_run(&benefit.code, period).await?.is_some() {
        return Ok(false);
    }
    let parts = parts(kit, benefit).await?;
    if parts.is_empty() {
        // Nobody is on the register: the day after may be another day.
        return Ok(false);
    }
    let run = run(kit, benefit, period, parts, now).await?;
    match kit.store().put_new_run(&run).await {
        Ok(()) => {
            kit.drive_run(&run.id, now).await;
            Ok(true)
        }
        Err(StoreError::Conflict) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The cities with somebody on the benefit's register.
async fn parts(kit: &Kit, benefit: &Benefit) -> Result<Vec<String>, StepError> {
    let codes =
        std::iter::once(PROVINCE_PART.to_owned()).chain(CITIES.map(|city| city.to_string()));
    let mut parts = Vec::new();
    for code in codes {
        let first = kit.store().list_payees(benefit.register, &code, None, 1).await?;
        if !first.items.is_empty() {
            parts.push(code);
        }
    }
    Ok(parts)
}

async fn run(
    kit: &Kit,
    benefit: &Benefit,
    period: &str,
    parts: Vec<String>,
    now: Timestamp,
) -> Result<Run, StepError> {
    let (ms, random) = kit.identity_parts()?;
    let year = period_year(period).unwrap_or_default();
    let pay_by = match timetable(benefit, period) {
        Timetable::Dated(days) => Some(days.pay_by),
        Timetable::NotSettled | Timetable::ByHand => None,
    };
    Ok(Run {
        id: RunId::from_parts(ms, random),
        number: run_number(year, kit.number("runs").await?),
        version: 1,
        benefit: benefit.reference().to_string(),
        period: period.to_owned(),
        year,
        budget_line: benefit.budget_line.clone(),
        kind: RunKind::Regular,
        planned: Planner::Schedule,
        at: now,
        cut_off: now,
        pay_by,
        parts,
        missing: Vec::new(),
        state: State::Planned,
        totals: Totals::default(),
        looks: None,
        wake: drive_by(now),
    })
}
