//! Figures of a union and everything below it, from the counters that the stream keeps.

use api::figures::{
    BelowRow, Cell, Counts, DayRow, FiguresView, GroupRow, SUPPRESSED_BELOW, TARGET_WORKING_DAYS,
    Took,
};
use api::request::FiguresQuery;
use api::{FieldCode, Problem, ProblemCode};
use domain::authority::{Action, may};
use domain::calendar::{add_working_days, shanghai_date};
use domain::deadline::NEAR_DUE;
use domain::id::UnionId;
use domain::occupation::OccupationGroup;
use domain::union::{Union, UnionLevel};
use jiff::{ToSpan, civil::Date};
use std::collections::BTreeMap;
use step::view::union_ref;
use step::{Answer, Call, Fault, Kit, Reply};
use store::StoreError;

/// The longest span of days.
const SPAN: i32 = 92;

/// The most unions listed below one.
const BELOW: usize = 200;

/// Counters as the stream writes them: name and count.
type Counters = Vec<(String, i64)>;

/// Answers `GET /v1/figures`.
pub(crate) async fn answer(kit: &Kit, call: &Call) -> Answer {
    let asked = FiguresQuery::read(&call.query, call.language)?;
    let (from, until) = span(&asked, call)?;
    let union = union(kit, call, asked.union.as_deref()).await?;
    let scope = union.id.as_str();
    let store = kit.store();
    let counters = store.list_counters(scope, "day#").await?;
    let days = within(&counters, from, until);
    let view = FiguresView {
        union: union_ref(&union),
        counted_at: call.now.to_string(),
        from: from.to_string(),
        until: until.to_string(),
        members: members(kit, scope).await?,
        total: counts(days.iter().map(|(_, event, count)| (event.as_str(), *count))),
        days: by_day(&days),
        groups: by_group(&counters, call),
        below: below(kit, call, &union, from, until).await?,
        took: time_taken(&counters),
        suppressed_below: SUPPRESSED_BELOW,
        synthetic: kit.settings().allow_synthetic,
    };
    Reply::json(200, &view)
}

fn span(asked: &FiguresQuery, call: &Call) -> Result<(Date, Date), Fault> {
    let today = shanghai_date(call.now);
    let read = |name: &str, text: &Option<String>, default: Date| match text {
        None => Ok(default),
        Some(text) => text.parse::<Date>().map_err(|_| fault(call, name, FieldCode::DateFormat)),
    };
    let until = read("until", &asked.until, today)?;
    let before = until.checked_sub(29.days()).unwrap_or(until);
    let from = read("from", &asked.from, before)?;
    if from > until {
        return Err(fault(call, "from", FieldCode::DateOrder));
    }
    if until.checked_sub(SPAN.days()).is_ok_and(|first| from <= first) {
        return Err(fault(call, "from", FieldCode::DateTooFar));
    }
    Ok((from, until))
}

fn fault(call: &Call, name: &str, code: FieldCode) -> Fault {
    Problem::new(ProblemCode::BadParameter, call.language)
        .with_error(format!("/query/{name}"), code, call.language)
        .into()
}

/// The union asked for, or that of the caller's first office today; it must be his to see.
async fn union(kit: &Kit, call: &Call, asked: Option<&str>) -> Result<Union, Fault> {
    let caller = kit.store().get_account(call.caller()?).await?.caller;
    let today = shanghai_date(call.now);
    let first = caller.grants.iter().find(|grant| grant.is_valid_on(today));
    let id = match (asked, first) {
        (_, None) => return Err(ProblemCode::Forbidden.into()),
        (Some(text), Some(_)) => UnionId::parse(text).map_err(|_| ProblemCode::NotFound)?,
        (None, Some(grant)) => grant.union.clone(),
    };
    let union = kit.store().get_union(&id).await?.ok_or(ProblemCode::NotFound)?;
    may(&caller, Action::View, &union.id, &union.path, today)
        .map_err(|_| ProblemCode::Forbidden)?;
    Ok(union)
}

async fn members(kit: &Kit, scope: &str) -> Result<u32, StoreError> {
    let counters = kit.store().list_counters(scope, "members").await?;
    Ok(counters.first().map_or(0, |(_, count)| u32::try_from(*count).unwrap_or(0)))
}

/// `day#2026-11-22#join#APPROVED` as day, event and count, within the span.
fn within(counters: &Counters, from: Date, until: Date) -> Vec<(Date, String, i64)> {
    let rows = counters.iter().filter_map(|(name, count)| {
        let parts: Vec<&str> = name.split('#').collect();
        // What is counted by group, and what a decision took, has more parts.
        let ["day", day, _, event] = parts.as_slice() else { return None };
        Some((day.parse::<Date>().ok()?, (*event).to_owned(), *count))
    });
    rows.filter(|(day, _, _)| from <= *day && *day <= until).collect()
}

fn by_day(days: &[(Date, String, i64)]) -> Vec<DayRow> {
    let mut rows: BTreeMap<Date, Vec<(&str, i64)>> = BTreeMap::new();
    for (day, event, count) in days {
        rows.entry(*day).or_default().push((event, *count));
    }
    rows.into_iter()
        .map(|(day, events)| DayRow { day: day.to_string(), counts: counts(events.into_iter()) })
        .collect()
}

/// What a counter of a day counts: `join#APPROVED`, `group#COURIER#join#APPROVED`.
fn of_day(name: &str) -> &str {
    name.splitn(3, '#').nth(2).unwrap_or_default()
}

/// `day#2026-11-22#group#COURIER#join#APPROVED`.
fn by_group(counters: &Counters, call: &Call) -> Vec<GroupRow> {
    let rows = OccupationGroup::ALL.iter().filter_map(|group| {
        let prefix = format!("group#{}#", group.as_str());
        let events: Vec<(&str, i64)> = counters
            .iter()
            .filter(|(name, _)| of_day(name).starts_with(&prefix))
            .filter_map(|(name, count)| Some((name.rsplit('#').next()?, *count)))
            .collect();
        (!events.is_empty()).then(|| GroupRow {
            group: group.as_str().to_owned(),
            title: call.language.pick(group.zh(), group.en()).to_owned(),
            counts: counts(events.into_iter()),
        })
    });
    rows.collect()
}

async fn below(
    kit: &Kit,
    call: &Call,
    union: &Union,
    from: Date,
    until: Date,
) -> Result<Vec<BelowRow>, StoreError> {
    if matches!(union.level, UnionLevel::Grassroots | UnionLevel::Branch) {
        return Ok(Vec::new());
    }
    let today = shanghai_date(call.now);
    let near = add_working_days(today, NEAR_DUE.into()).date;
    let mut rows = Vec::new();
    for child in kit.store().list_children(&union.id, BELOW).await? {
        let scope = child.id.as_str();
        let days = within(&kit.store().list_counters(scope, "day#").await?, from, until);
        let work = kit.store().count_work(&child.id, today, near).await?;
        rows.push(BelowRow {
            union: union_ref(&child),
            members: members(kit, scope).await?,
            counts: counts(days.iter().map(|(_, event, count)| (event.as_str(), *count))),
            waiting: work.waiting,
            overdue: work.overdue,
        });
    }
    Ok(rows)
}

fn counts<'a>(events: impl Iterator<Item = (&'a str, i64)>) -> Counts {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for (event, count) in events {
        let sum = sums.entry(event).or_default();
        *sum = sum.saturating_add(count);
    }
    let cell = |event: &str| suppressed(sums.get(event).copied().unwrap_or(0));
    Counts {
        submitted: cell("SUBMITTED"),
        approved: cell("APPROVED"),
        refused: cell("REFUSED"),
        returned: cell("RETURNED"),
        ended_by_applicant: cell("ENDED"),
        completed: cell("COMPLETED"),
        escalated: cell("ESCALATED"),
    }
}

/// A count that could point at somebody is left out.
fn suppressed(count: i64) -> Cell {
    let count = u32::try_from(count).unwrap_or(0);
    (count == 0 || count >= SUPPRESSED_BELOW).then_some(count)
}

/// `day#2026-11-22#took#join#0003`: working days and how many decisions took so long.
fn time_taken(counters: &Counters) -> Option<Took> {
    let mut days: BTreeMap<u32, u64> = BTreeMap::new();
    for (name, count) in counters {
        let Some(took) = of_day(name).strip_prefix("took#") else { continue };
        let (Some(day), Ok(count)) = (took.rsplit('#').next(), u64::try_from(*count)) else {
            continue;
        };
        let Ok(day) = day.parse() else { continue };
        let sum = days.entry(day).or_default();
        *sum = sum.saturating_add(count);
    }
    let decided: u64 = days.values().sum();
    if decided == 0 {
        return None;
    }
    let on_time: u64 = days.range(..=TARGET_WORKING_DAYS).map(|(_, count)| count).sum();
    let percent = on_time.saturating_mul(100).checked_div(decided).unwrap_or(0);
    Some(Took {
        decided: suppressed(i64::try_from(decided).unwrap_or(i64::MAX)),
        p50: percentile(&days, decided, 50),
        p90: percentile(&days, decided, 90),
        within_target_percent: u32::try_from(percent).unwrap_or(100),
        target: TARGET_WORKING_DAYS,
    })
}

/// The smallest number of days within which `percent` of all were decided.
fn percentile(days: &BTreeMap<u32, u64>, all: u64, percent: u64) -> u32 {
    let wanted = all.saturating_mul(percent).div_ceil(100);
    let mut seen = 0_u64;
    for (day, count) in days {
        seen = seen.saturating_add(*count);
        if seen >= wanted {
            return *day;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_could_point_at_somebody_is_left_out() {
        let rows = [
            ("nobody", 0, Some(0)),
            ("one", 1, None),
            ("four", 4, None),
            ("five", 5, Some(5)),
            ("a counter below zero is nobody", -1, Some(0)),
        ];
        for (why, count, wanted) in rows {
            assert_eq!(suppressed(count), wanted, "{why}");
        }
    }

    #[test]
    fn percentiles_are_of_all_decisions() {
        let counters = vec![
            ("day#2026-11-20#took#join#0001".to_owned(), 5),
            ("day#2026-11-20#took#join#0004".to_owned(), 4),
            ("day#2026-11-21#took#join#0020".to_owned(), 1),
        ];
        let took = time_taken(&counters).unwrap();
        assert_eq!((took.p50, took.p90), (1, 4));
        assert_eq!((took.decided, took.within_target_percent), (Some(10), 90));
        let others = vec![("day#2026-11-21#join#0002".to_owned(), 9)];
        assert_eq!(time_taken(&others), None, "what is no time");
    }

    #[test]
    fn only_days_of_the_span_count() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let counters = vec![
            ("day#2026-11-20#join#APPROVED".to_owned(), 7),
            ("day#2026-11-21#join#APPROVED".to_owned(), 6),
            ("day#nonsense".to_owned(), 9),
            ("day#2026-11-21#took#join#0003".to_owned(), 9),
            ("day#2026-11-21#group#COURIER#join#APPROVED".to_owned(), 9),
        ];
        let days = within(&counters, day("2026-11-21"), day("2026-11-22"));
        assert_eq!(days, vec![(day("2026-11-21"), "APPROVED".to_owned(), 6)]);
    }
}
