//! When runs are due, their deadlines, and the days that are left.

use crate::people::{at, benefit, yuan};
use domain::benefit::schedule::{
    Deadlines, Open, StepKind, Timetable, Urgency, days_left, due, timetable,
};
use domain::calendar::start_of_day_shanghai;
use jiff::civil::{Date, date};

fn days(code: &str, period: &str) -> Deadlines {
    match timetable(benefit(code), period) {
        Timetable::Dated(days) => days,
        other => panic!("{code} {period}: {other:?}"),
    }
}

#[test]
fn a_run_is_due_from_its_day_until_the_last_day_to_pay() {
    let cases = [
        // why                              code                   now                        wanted
        ("the day before", "national-condolence", "2026-01-18T15:59:59Z", None),
        (
            "12th month, 1st, midnight in Shanghai",
            "national-condolence",
            "2026-01-18T16:00:00Z",
            Some("2026"),
        ),
        (
            "the scheduler was away for a week",
            "national-condolence",
            "2026-01-26T02:00:00Z",
            Some("2026"),
        ),
        ("the last day to pay", "national-condolence", "2026-02-10T15:59:59Z", Some("2026")),
        ("the day after", "national-condolence", "2026-02-10T16:00:00Z", None),
        (
            "the draw lies in December before",
            "national-condolence",
            "2024-12-31T02:00:00Z",
            Some("2025"),
        ),
        ("no lunar dates for that year", "national-condolence", "2034-01-25T02:00:00Z", None),
        ("people still declare", "national-low-income", "2026-07-31T02:00:00Z", None),
        ("the first of August", "national-low-income", "2026-08-01T02:00:00Z", Some("2026")),
        ("made up in November", "provincial-hardship-aid", "2026-11-22T02:00:00Z", Some("2026")),
        ("New Year's Eve", "provincial-hardship-aid", "2026-12-31T02:00:00Z", Some("2026")),
        ("the year is over", "provincial-hardship-aid", "2026-12-31T16:00:00Z", None),
        ("the first of July", "living-aid", "2026-07-01T02:00:00Z", Some("2026")),
        ("by hand only", "one-off-voucher", "2026-07-01T02:00:00Z", None),
    ];
    for (why, code, now, wanted) in cases {
        assert_eq!(due(benefit(code), at(now)).as_deref(), wanted, "{why}");
    }
}

#[test]
fn condolence_is_paid_five_working_days_before_the_holiday() {
    let cases = [
        // why                                    period  draw               pay by             holiday            provisional
        (
            "New Year's Eve was left to the offices",
            "2024",
            date(2024, 1, 11),
            date(2024, 2, 5),
            date(2024, 2, 10),
            false,
        ),
        (
            "a make-up Sunday counts",
            "2025",
            date(2024, 12, 31),
            date(2025, 1, 22),
            date(2025, 1, 28),
            false,
        ),
        (
            "the notice begins on a Sunday",
            "2026",
            date(2026, 1, 19),
            date(2026, 2, 10),
            date(2026, 2, 15),
            false,
        ),
        (
            "no notice yet: by the law",
            "2027",
            date(2027, 1, 8),
            date(2027, 1, 29),
            date(2027, 2, 5),
            true,
        ),
        (
            "the draw is in the year before",
            "2028",
            date(2027, 12, 28),
            date(2028, 1, 18),
            date(2028, 1, 25),
            true,
        ),
    ];
    for (why, period, draw, pay_by, holiday, provisional) in cases {
        let found = days("national-condolence", period);
        assert_eq!(found.draw_on, draw, "{why}");
        assert_eq!(found.pay_by, pay_by, "{why}");
        assert_eq!(found.end, holiday, "{why}");
        assert_eq!(found.provisional, provisional, "{why}");
    }
}

#[test]
fn the_year_has_its_window_and_ends_on_a_working_day() {
    let found = days("national-low-income", "2028");
    assert_eq!(found.declare_from, Some(date(2028, 5, 1)));
    assert_eq!(found.declare_to, Some(date(2028, 7, 31)));
    assert_eq!(found.approve_by, date(2028, 11, 30));
    // 31 December 2028 is a Sunday.
    assert_eq!((found.pay_by, found.end), (date(2028, 12, 29), date(2028, 12, 31)));
    assert!(found.provisional);
}

#[test]
fn what_is_not_settled_is_not_guessed() {
    let cases = [
        ("no lunar dates", "national-condolence", "2034", Timetable::NotSettled),
        ("no year", "national-condolence", "x", Timetable::NotSettled),
        ("by hand", "one-off-voucher", "2026-gaowen", Timetable::ByHand),
    ];
    for (why, code, period, wanted) in cases {
        assert_eq!(timetable(benefit(code), period), wanted, "{why}");
        let left = days_left(benefit(code), period, yuan(1), None, at("2026-01-19T02:00:00Z"));
        assert_eq!(left, None, "{why}");
    }
}

#[test]
fn days_are_counted_back_from_the_holiday_and_a_step_without_a_day_to_spare_warns() {
    use StepKind::{Approval, Funding, Notice, Report, Review};
    let open = |kind, due: Date| Some(Open { kind, no: 1, due });
    // Steps: review 2, notice 5, approval 2, funding 1, report 2; to pay by 10 February 2026.
    let cases = [
        // why                                  today              open                                 left  needed spare  urgency
        ("on the day of the draw", date(2026, 1, 19), None, 16, 12, 4, Urgency::Ample),
        ("no day to spare", date(2026, 1, 23), None, 12, 12, 0, Urgency::Tight),
        ("one day short", date(2026, 1, 26), None, 11, 12, -1, Urgency::Short),
        (
            "in review, a day of it spent",
            date(2026, 1, 22),
            open(Review, date(2026, 1, 23)),
            13,
            11,
            2,
            Urgency::Ample,
        ),
        ("in notice", date(2026, 1, 26), open(Notice, date(2026, 2, 2)), 11, 10, 1, Urgency::Ample),
        (
            "notice over time keeps its day",
            date(2026, 2, 3),
            open(Notice, date(2026, 2, 2)),
            5,
            5,
            0,
            Urgency::Tight,
        ),
        ("approval", date(2026, 2, 4), open(Approval, date(2026, 2, 6)), 4, 5, -1, Urgency::Short),
        ("funding", date(2026, 2, 5), open(Funding, date(2026, 2, 6)), 3, 3, 0, Urgency::Tight),
        (
            "the bank's report",
            date(2026, 2, 6),
            open(Report, date(2026, 2, 10)),
            2,
            2,
            0,
            Urgency::Tight,
        ),
        ("too late", date(2026, 2, 11), open(Report, date(2026, 2, 12)), -1, 1, -2, Urgency::Late),
    ];
    for (why, today, open, left, needed, spare, urgency) in cases {
        let now = start_of_day_shanghai(today);
        let benefit = benefit("national-condolence");
        let found = days_left(benefit, "2026", yuan(100), open.as_ref(), now).unwrap();
        assert_eq!((found.days_left, found.needed), (left, needed), "{why}");
        assert_eq!((found.spare, found.urgency), (spare, urgency), "{why}");
    }
}

#[test]
fn every_step_has_the_last_day_that_shortens_no_other() {
    let now = start_of_day_shanghai(date(2026, 1, 19));
    let found = days_left(benefit("national-condolence"), "2026", yuan(100), None, now).unwrap();
    let latest: Vec<(StepKind, Date)> =
        found.steps.iter().map(|one| (one.step.kind, one.latest)).collect();
    assert_eq!(
        latest,
        [
            (StepKind::Review, date(2026, 1, 27)),
            (StepKind::Notice, date(2026, 2, 3)),
            (StepKind::Approval, date(2026, 2, 5)),
            (StepKind::Funding, date(2026, 2, 6)),
            (StepKind::Report, date(2026, 2, 10)),
        ]
    );
    // A larger total has one more approval, and a day less to spare.
    let large = days_left(benefit("national-condolence"), "2026", yuan(2_000_000), None, now);
    let large = large.unwrap();
    assert_eq!((large.steps.len(), large.spare), (6, 3));
}

#[test]
fn the_day_by_which_all_agree_counts_too() {
    // Six working days to 30 November, and review, notice and approval may take fifteen.
    let now = start_of_day_shanghai(date(2026, 11, 22));
    let found = days_left(benefit("provincial-hardship-aid"), "2026", yuan(100), None, now);
    let found = found.unwrap();
    assert_eq!((found.days_left, found.needed), (29, 21));
    assert_eq!((found.spare, found.urgency), (-9, Urgency::Short));
}
