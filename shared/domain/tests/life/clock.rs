//! What time does to a case: reminders, escalations, lapsing.

use super::case::{acting, changed, in_approval, join, now, word};
use domain::application::{Decision, Event, State, StepKind};
use domain::approval;
use domain::calendar::{add_working_days, end_of_day_shanghai, shanghai_date};
use domain::deadline::{ESCALATE_AT_MOST, Tick, tick};
use domain::occupation::OccupationGroup;
use domain::reason::ReasonCode;
use domain::submission::{self, Refused};
use jiff::SignedDuration;

#[test]
fn the_clock_reminds_then_escalates_once_a_level_and_never_decides() {
    let mut case = in_approval();
    let due = case.pending.as_ref().unwrap().due;
    assert_eq!(due, add_working_days(shanghai_date(now()), 5).date);
    let mut seen = Vec::new();
    let mut at = now();
    for _ in 0..40 {
        at = at.checked_add(SignedDuration::from_hours(24)).unwrap();
        while let Tick::Write(change) = tick(&case, at).unwrap() {
            seen.push(change.entry.event);
            case = change.application;
            assert_eq!(case.state, State::Approving, "the clock never decides");
            assert!(case.wake.unwrap() > at, "no second write at the same moment");
        }
    }
    let escalated = seen.iter().filter(|event| **event == Event::Escalate).count();
    assert_eq!(escalated, usize::from(ESCALATE_AT_MOST), "{seen:?}");
    assert_eq!(seen[0], Event::Remind);
}

#[test]
fn a_returned_application_lapses_after_its_date_and_not_before() {
    let read = in_approval();
    let seq = read.pending.as_ref().unwrap().seq;
    let back = word(Decision::Return, Some(ReasonCode::R01));
    let case = changed(approval::decide(&read, join(), seq, &acting("one"), &back, now()).unwrap());
    let step = case.pending.clone().unwrap();
    assert_eq!(step.kind, StepKind::Amendment);
    let end = end_of_day_shanghai(step.due);
    let just_before = end.checked_sub(SignedDuration::from_secs(1)).unwrap();
    let reminded = match tick(&case, just_before).unwrap() {
        Tick::Write(change) => {
            assert_eq!(change.entry.event, Event::Remind);
            change.application
        }
        other => panic!("{other:?}"),
    };
    match tick(&reminded, end).unwrap() {
        Tick::Write(change) => {
            assert_eq!(change.application.state, State::Lapsed);
            assert_eq!(change.application.wake, None);
        }
        other => panic!("{other:?}"),
    }
    let group = OccupationGroup::None;
    assert!(submission::amend(&case, &case.person, group, just_before).is_ok());
    assert_eq!(submission::amend(&case, &case.person, group, end), Err(Refused::TooLate));
}
