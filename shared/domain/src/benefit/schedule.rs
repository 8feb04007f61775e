//! When a benefit is drawn and by when it must be paid: calendar dates in Asia/Shanghai, counted back
//! in working days from the holiday or the year's end.
//!
//! Deliberately absent: today's date. A year whose lunar dates are not in the table is not settled, and
//! nothing is guessed; one without the State Council's notice is provisional.

use super::lunar::before_spring_festival;
use super::{Benefit, PeriodKind, period_year};
use crate::calendar::{is_settled, is_working_day, shanghai_date};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

mod countdown;

pub use countdown::{Countdown, Open, Step, StepBy, StepKind, Urgency, days_left, steps};

/// A day of every year, written `12-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl MonthDay {
    /// That day in a year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

impl TryFrom<String> for MonthDay {
    type Error = &'static str;

    fn try_from(text: String) -> Result<MonthDay, &'static str> {
        const SHAPE: &str = "a day of the year is written MM-DD";
        let (month, day) = text.split_once('-').ok_or(SHAPE)?;
        let found = MonthDay {
            month: month.parse().map_err(|_| SHAPE)?,
            day: day.parse().map_err(|_| SHAPE)?,
        };
        // A year that is no leap year: 29 February is no day of every year.
        found.in_year(2025).map(|_| found).ok_or(SHAPE)
    }
}

impl From<MonthDay> for String {
    fn from(day: MonthDay) -> String {
        format!("{:02}-{:02}", day.month, day.day)
    }
}

/// When runs of a benefit begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Schedule {
    /// Drawn on the first day of the twelfth lunar month, paid before the holiday.
    BeforeSpringFestival {
        /// At least so many working days before it.
        working_days_before: u16,
    },
    /// On the same days of every year.
    Yearly {
        /// People declare from this day.
        declare_from: MonthDay,
        /// To this day.
        declare_to: MonthDay,
        /// The roll is drawn.
        draw_on: MonthDay,
        /// Everybody has agreed.
        approve_by: MonthDay,
        /// The money has arrived.
        pay_by: MonthDay,
    },
    /// Finance starts it.
    ByHand,
}

/// The days of one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deadlines {
    /// First day to declare, if people declare anything.
    pub declare_from: Option<Date>,
    /// Last day to declare.
    pub declare_to: Option<Date>,
    /// The day on which the roll is drawn.
    pub draw_on: Date,
    /// The last day for everybody to have agreed.
    pub approve_by: Date,
    /// The last day for the money to arrive.
    pub pay_by: Date,
    /// The first day of the holiday, or the year's last day.
    pub end: Date,
    /// True (预计) when a year that was counted has no notice yet.
    pub provisional: bool,
}

/// What is known of a period's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timetable {
    /// The days.
    Dated(Deadlines),
    /// The lunar dates of that year are not in the table.
    NotSettled,
    /// Finance starts it; there is no day by which.
    ByHand,
}

/// The days of a benefit's period.
#[must_use]
pub fn timetable(benefit: &Benefit, period: &str) -> Timetable {
    let Some(year) = period_year(period) else { return Timetable::NotSettled };
    let found = match benefit.schedule {
        Schedule::ByHand => return Timetable::ByHand,
        Schedule::BeforeSpringFestival { working_days_before } => {
            spring_festival(benefit, year, working_days_before)
        }
        Schedule::Yearly { declare_from, declare_to, draw_on, approve_by, pay_by } => {
            yearly(year, [declare_from, declare_to, draw_on, approve_by, pay_by])
        }
    };
    found.map_or(Timetable::NotSettled, Timetable::Dated)
}

fn spring_festival(benefit: &Benefit, year: i16, days: u16) -> Option<Deadlines> {
    let lunar = before_spring_festival(year)?;
    let holiday = holiday_begins(lunar.spring_festival);
    let pay_by = working_days_back(holiday, days);
    let last_steps = benefit
        .bank
        .funding_within_working_days
        .saturating_add(benefit.bank.report_within_working_days);
    Some(Deadlines {
        declare_from: None,
        declare_to: None,
        draw_on: lunar.twelfth_month,
        approve_by: working_days_back(pay_by, last_steps),
        pay_by,
        end: holiday,
        provisional: !is_settled(year) || !is_settled(lunar.twelfth_month.year()),
    })
}

fn yearly(year: i16, days: [MonthDay; 5]) -> Option<Deadlines> {
    let [declare_from, declare_to, draw_on, approve_by, pay_by] = days.map(|day| day.in_year(year));
    let pay_by = pay_by?;
    Some(Deadlines {
        declare_from,
        declare_to,
        draw_on: draw_on?,
        approve_by: working_day_on_or_before(approve_by?),
        pay_by: working_day_on_or_before(pay_by),
        end: pay_by,
        provisional: !is_settled(year),
    })
}

/// The first day off before and with New Year's Eve, which is a holiday by law (全国年节及纪念日放假办法,
/// as revised 2024-11-08); a notice may add days before it.
fn holiday_begins(spring_festival: Date) -> Date {
    let mut first = yesterday(spring_festival);
    if is_settled(spring_festival.year()) && is_working_day(first) {
        // A year in which the notice left New Year's Eve to the offices.
        return spring_festival;
    }
    while !is_working_day(yesterday(first)) && yesterday(first) < first {
        first = yesterday(first);
    }
    first
}

/// The working day that has `days` working days from itself up to the day before `date`.
pub(super) fn working_days_back(date: Date, days: u16) -> Date {
    let mut day = date;
    for _ in 0..days {
        day = working_day_on_or_before(yesterday(day));
    }
    day
}

fn working_day_on_or_before(date: Date) -> Date {
    let mut day = date;
    while !is_working_day(day) && day > Date::MIN {
        day = yesterday(day);
    }
    day
}

fn yesterday(date: Date) -> Date {
    date.yesterday().unwrap_or(date)
}

/// The period for which a run should exist now: from the day of the draw to the last day to pay, so
/// that a day that was missed is made up later.
#[must_use]
pub fn due(benefit: &Benefit, now: Timestamp) -> Option<String> {
    if benefit.period != PeriodKind::Year {
        return None;
    }
    let today = shanghai_date(now);
    // A festival's draw may lie in December before its year.
    [today.year(), today.year().saturating_add(1)].into_iter().map(|year| year.to_string()).find(
        |period| match timetable(benefit, period) {
            Timetable::Dated(days) => days.draw_on <= today && today <= days.pay_by,
            Timetable::NotSettled | Timetable::ByHand => false,
        },
    )
}
