//! Working days of the mainland: weekends, public holidays and make-up workdays.
//!
//! Deliberately absent: today's date; the clock is read by `step`. Lunar holidays are not computed: a
//! year counts as settled only when the State Council's notice is in the table.

use crate::table;
use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::Offset;

/// The reference table; its header says where it comes from.
const TABLE: &str = include_str!("../../../infra/reference/calendar.tsv");

/// Asia/Shanghai: without summer time since 1992.
const SHANGHAI: Offset = Offset::constant(8);

/// Month and day of the holidays whose date never moves: New Year, Labour Day, National Day.
///
/// Source: 全国年节及纪念日放假办法, as revised 2024-11-08, article 2.
const FIXED: [(i8, i8); 6] = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];

/// A date by which something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// The last day.
    pub date: Date,
    /// True (预计) when a year that was counted has no notice yet, so that the date may move.
    pub provisional: bool,
}

/// True when offices work on that day.
#[must_use]
pub fn is_working_day(date: Date) -> bool {
    match table::row(TABLE, &date.to_string()).map(|columns| table::column(columns, 0)) {
        Some("work") => true,
        Some(_) => false,
        None if is_weekend(date) => false,
        None => is_settled(date.year()) || !FIXED.contains(&(date.month(), date.day())),
    }
}

/// True when the State Council's notice for that year is in the table.
#[must_use]
pub fn is_settled(year: i16) -> bool {
    notice(year).is_some()
}

/// The number of the notice that settles a year: 国办发明电〔2025〕7号.
#[must_use]
pub fn notice(year: i16) -> Option<&'static str> {
    table::row(TABLE, &format!("{year:04}")).map(|columns| table::column(columns, 1))
}

/// The day on which `days` working days have passed; the first is the one after `date`.
///
/// No days at all: `date` itself, or the next working day if it is none.
#[must_use]
pub fn add_working_days(date: Date, days: u32) -> Due {
    let mut due = if days == 0 { working_day_on_or_after(date) } else { date };
    for _ in 0..days {
        due = next_working_day(due);
    }
    Due { date: due, provisional: !(date.year()..=due.year()).all(is_settled) }
}

/// Working days after `from` up to and with `to`; negative when `to` comes first.
///
/// Counts what [`add_working_days`] adds.
#[must_use]
pub fn working_days_between(from: Date, to: Date) -> i64 {
    if to < from {
        return working_days_between(to, from).saturating_neg();
    }
    let mut count: i64 = 0;
    let mut day = from;
    while day < to {
        day = tomorrow(day);
        count = count.saturating_add(i64::from(is_working_day(day)));
    }
    count
}

/// The first working day after `date`.
#[must_use]
pub fn next_working_day(date: Date) -> Date {
    working_day_on_or_after(tomorrow(date))
}

/// `date` if it is a working day, else the first one after it.
#[must_use]
pub fn working_day_on_or_after(date: Date) -> Date {
    let mut day = date;
    while !is_working_day(day) && day < Date::MAX {
        day = tomorrow(day);
    }
    day
}

/// The date in Asia/Shanghai at an instant.
#[must_use]
pub fn shanghai_date(at: Timestamp) -> Date {
    SHANGHAI.to_datetime(at).date()
}

/// The instant at which a day ends in Asia/Shanghai: 24:00, the first instant that is past it.
#[must_use]
pub fn end_of_day_shanghai(date: Date) -> Timestamp {
    start_of_day_shanghai(tomorrow(date))
}

/// The instant at which a day begins in Asia/Shanghai.
#[must_use]
pub fn start_of_day_shanghai(date: Date) -> Timestamp {
    let end_of_time = if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    SHANGHAI.to_timestamp(date.to_datetime(Time::midnight())).unwrap_or(end_of_time)
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The next day; the last day of the calendar stays what it is.
fn tomorrow(date: Date) -> Date {
    date.tomorrow().unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_can_be_searched_and_says_nothing_twice() {
        table::assert_sorted(TABLE);
        for (key, columns) in table::rows(TABLE, "20") {
            let kind = table::column(columns, 0);
            if key.len() == 4 {
                assert_eq!(kind, "notice", "{key}");
                assert!(table::column(columns, 1).starts_with("国办发明电〔"), "{key}");
                continue;
            }
            let day: Date = key.parse().unwrap();
            // A make-up workday lies on a weekend, or it would make up for nothing.
            assert!(kind == "off" || (kind == "work" && is_weekend(day)), "{key}");
        }
    }

    #[test]
    fn working_days_per_year_are_as_many_as_the_notices_leave() {
        let years = [
            // year, working days
            (2020, 249),
            (2021, 250),
            (2022, 249),
            (2023, 249),
            (2024, 251),
            (2025, 248),
            (2026, 248),
        ];
        for (year, days) in years {
            assert!(is_settled(year), "{year}");
            let before = date(year, 1, 1).yesterday().unwrap();
            assert_eq!(working_days_between(before, date(year, 12, 31)), days, "{year}");
        }
        assert!(!is_settled(2019) && !is_settled(2027));
        assert_eq!(notice(2026), Some("国办发明电〔2025〕7号"));
    }

    #[test]
    fn single_days_are_as_the_notice_says() {
        let cases = [
            // why                                  day                 wanted
            ("a plain Monday", date(2026, 11, 23), true),
            ("a plain Saturday", date(2026, 11, 21), false),
            ("New Year", date(2026, 1, 1), false),
            ("make-up Sunday", date(2026, 1, 4), true),
            ("New Year's Eve of the lunar year", date(2026, 2, 16), false),
            ("make-up Saturday", date(2026, 2, 28), true),
            ("weekday within the holiday", date(2026, 10, 7), false),
            ("first day after it", date(2026, 10, 8), true),
            ("holiday set by next year's notice", date(2022, 12, 31), false),
            ("lengthened for the epidemic", date(2020, 1, 31), false),
            ("its make-up day fell away", date(2020, 2, 1), false),
            ("no notice yet, plain Monday", date(2027, 1, 4), true),
            ("no notice yet, fixed by law", date(2027, 1, 1), false),
            ("no notice yet, Labour Day's second day", date(2028, 5, 2), false),
        ];
        for (why, day, wanted) in cases {
            assert_eq!(is_working_day(day), wanted, "{why}");
        }
    }

    #[test]
    fn days_are_added_over_weekends_holidays_and_years() {
        let cases = [
            // why                     from              days due               provisional
            ("within a week", date(2026, 11, 23), 3, date(2026, 11, 26), false),
            ("over a weekend", date(2026, 11, 20), 1, date(2026, 11, 23), false),
            ("from a Sunday", date(2026, 11, 22), 1, date(2026, 11, 23), false),
            ("over National Day", date(2026, 9, 30), 2, date(2026, 10, 9), false),
            ("make-up Saturday counts", date(2026, 9, 30), 3, date(2026, 10, 10), false),
            ("over Spring Festival", date(2026, 2, 14), 5, date(2026, 2, 28), false),
            ("fifteen", date(2026, 9, 14), 15, date(2026, 10, 10), false),
            ("into a year without notice", date(2026, 12, 31), 1, date(2027, 1, 4), true),
            ("none, on a working day", date(2026, 11, 23), 0, date(2026, 11, 23), false),
            ("none, on a Sunday", date(2026, 11, 22), 0, date(2026, 11, 23), false),
            ("a past year without notice", date(2019, 12, 30), 1, date(2019, 12, 31), true),
        ];
        for (why, from, days, wanted, provisional) in cases {
            let due = add_working_days(from, days);
            assert_eq!(due, Due { date: wanted, provisional }, "{why}");
        }
    }

    #[test]
    fn counting_undoes_adding_from_any_day() {
        let mut day = date(2025, 12, 1);
        while day < date(2027, 2, 1) {
            for days in [1_u32, 2, 5, 15] {
                let due = add_working_days(day, days).date;
                assert!(is_working_day(due), "{due}");
                assert_eq!(working_days_between(day, due), i64::from(days), "{day} and {days}");
                assert_eq!(working_days_between(due, day), -i64::from(days), "{day} and {days}");
            }
            assert_eq!(working_days_between(day, day), 0);
            day = tomorrow(day);
        }
    }

    #[test]
    fn a_day_begins_and_ends_in_shanghai() {
        let day = date(2026, 11, 23);
        let end: Timestamp = "2026-11-23T16:00:00Z".parse().unwrap();
        let last: Timestamp = "2026-11-23T15:59:59.999999999Z".parse().unwrap();
        assert_eq!(end_of_day_shanghai(day), end);
        assert_eq!(start_of_day_shanghai(day), "2026-11-22T16:00:00Z".parse().unwrap());
        assert_eq!(shanghai_date(last), day);
        assert_eq!(shanghai_date(end), date(2026, 11, 24));
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_break_it() {
        assert_eq!(next_working_day(Date::MAX), Date::MAX);
        assert!(add_working_days(Date::MAX, 3).provisional);
        assert!(!is_settled(-1) && !is_settled(i16::MAX));
        assert!(end_of_day_shanghai(Date::MAX) >= start_of_day_shanghai(Date::MIN));
    }
}
