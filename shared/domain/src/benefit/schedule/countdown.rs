//! How much time is left: working days back from the last day to pay through the limits of the steps
//! that are still to come.

use super::{Timetable, timetable, working_days_back};
use crate::benefit::{Benefit, Stage};
use crate::calendar::{shanghai_date, working_days_between};
use crate::money::Fen;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What a part waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepKind {
    /// 审核.
    Review,
    /// 公示.
    Notice,
    /// 审批.
    Approval,
    /// 资金.
    Funding,
    /// 银行回执.
    Report,
}

/// One step of a part and its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// Which of its kind, from 1.
    pub no: u16,
    /// Its limit.
    pub within_working_days: u16,
}

/// The step that a part is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// What.
    pub kind: StepKind,
    /// Which of its kind, from 1.
    pub no: u16,
    /// Its due date.
    pub due: Date,
}

/// A step and the last day on which it can end without shortening a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepBy {
    /// The step.
    #[serde(flatten)]
    pub step: Step,
    /// That day.
    pub latest: Date,
}

/// How the time looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Urgency {
    /// There are days to spare.
    Ample,
    /// No day to spare: every step must keep its limit.
    Tight,
    /// The limits no longer fit: some step must be quicker.
    Short,
    /// The last day has passed.
    Late,
}

/// The days that are left to a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Countdown {
    /// The last day for the money to arrive.
    pub pay_by: Date,
    /// True (预计) when that day may still move.
    pub provisional: bool,
    /// Working days from tomorrow to that day; negative when it has passed.
    pub days_left: i64,
    /// Working days that the steps still to come may take.
    pub needed: i64,
    /// What is left over, also before the day by which all have agreed.
    pub spare: i64,
    /// How that looks.
    pub urgency: Urgency,
    /// The steps still to come.
    pub steps: Vec<StepBy>,
}

/// Every step of a part with this total, in order.
#[must_use]
pub fn steps(benefit: &Benefit, total: Fen) -> Vec<Step> {
    let levels = benefit.levels_for(total);
    let of = |stage: Stage, kind: StepKind| {
        let mine = levels.iter().filter(move |level| level.stage == stage);
        mine.zip(1_u16..).map(move |(level, no)| Step {
            kind,
            no,
            within_working_days: level.within_working_days,
        })
    };
    let one = |kind, within_working_days| Step { kind, no: 1, within_working_days };
    let notice = benefit.notice.as_ref().map(|notice| one(StepKind::Notice, notice.working_days));
    let funding = one(StepKind::Funding, benefit.bank.funding_within_working_days);
    let report = one(StepKind::Report, benefit.bank.report_within_working_days);
    of(Stage::Review, StepKind::Review)
        .chain(notice)
        .chain(of(Stage::Approve, StepKind::Approval))
        .chain([funding, report])
        .collect()
}

/// The days left to a part that is in the open step, or not drawn yet (none). None for a benefit that
/// has no day to pay by, or whose day is not settled.
#[must_use]
pub fn days_left(
    benefit: &Benefit,
    period: &str,
    total: Fen,
    open: Option<&Open>,
    now: Timestamp,
) -> Option<Countdown> {
    let Timetable::Dated(days) = timetable(benefit, period) else { return None };
    let today = shanghai_date(now);
    let (remaining, spent) = remaining(steps(benefit, total), open, today);
    let limits = |steps: &[Step]| -> i64 {
        let all: i64 = steps.iter().map(|step| i64::from(step.within_working_days)).sum();
        all.saturating_sub(spent)
    };
    let days_left = working_days_between(today, days.pay_by);
    let needed = limits(&remaining);
    let mut spare = days_left.saturating_sub(needed);
    let approval = remaining.iter().rposition(|step| step.kind == StepKind::Approval);
    if let Some(until) = approval.and_then(|at| remaining.get(..=at)) {
        let before = working_days_between(today, days.approve_by);
        spare = spare.min(before.saturating_sub(limits(until)));
    }
    Some(Countdown {
        pay_by: days.pay_by,
        provisional: days.provisional,
        days_left,
        needed,
        spare,
        urgency: urgency(today > days.pay_by, spare),
        steps: latest(&remaining, days.approve_by, days.pay_by),
    })
}

/// The steps from the open one on, and how much of its limit is spent: it has what its due date leaves.
fn remaining(mut steps: Vec<Step>, open: Option<&Open>, today: Date) -> (Vec<Step>, i64) {
    let Some(open) = open else { return (steps, 0) };
    let at = steps.iter().position(|step| (step.kind, step.no) == (open.kind, open.no));
    let Some(at) = at else { return (steps, 0) };
    let remaining = steps.split_off(at);
    let whole = remaining.first().map_or(0, |step| i64::from(step.within_working_days));
    let left = working_days_between(today, open.due).clamp(0, whole);
    (remaining, whole.saturating_sub(left))
}

fn urgency(late: bool, spare: i64) -> Urgency {
    match spare {
        _ if late => Urgency::Late,
        ..0 => Urgency::Short,
        0 => Urgency::Tight,
        _ => Urgency::Ample,
    }
}

/// From the last step to the first: each ends where the next one must begin.
fn latest(steps: &[Step], approve_by: Date, pay_by: Date) -> Vec<StepBy> {
    let mut day = pay_by;
    let mut found: Vec<StepBy> = steps
        .iter()
        .rev()
        .map(|step| {
            if step.kind == StepKind::Approval {
                day = day.min(approve_by);
            }
            let by = StepBy { step: *step, latest: day };
            day = working_days_back(day, step.within_working_days);
            by
        })
        .collect();
    found.reverse();
    found
}
