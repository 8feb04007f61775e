//! Next actions, due dates and reasons over made-up heads.

use super::*;
use domain::application::Pending;
use domain::id::{ApplicationId, PersonId, SubjectId};
use domain::matter::find;
use domain::occupation::OccupationGroup;
use domain::submission::{Submission, submit};
use jiff::Timestamp;

fn at() -> Timestamp {
    "2026-05-20T02:00:00Z".parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn made(mend: impl FnOnce(&mut Application)) -> Application {
    let new = Submission {
        id: ApplicationId::from_parts(1, 1),
        number: "2626000000018".to_owned(),
        subject: SubjectId::parse("worker").unwrap(),
        person: PersonId::from_parts(1, 1),
        group: OccupationGroup::None,
        oath: false,
    };
    let mut application = submit(new, find("join").unwrap(), at()).application;
    mend(&mut application);
    application
}

fn step(kind: StepKind, due: &str) -> Option<Pending> {
    Some(Pending {
        seq: 1,
        kind,
        union: None,
        role: None,
        opened: at(),
        due: day(due),
        escalation: 0,
        reminded: false,
    })
}

#[test]
fn every_state_offers_what_the_applicant_can_do_and_nothing_else() {
    let reason = |code| application::Reason { code, text: None };
    let returned = |head: &mut Application| {
        head.state = State::Returned;
        head.pending = step(StepKind::Amendment, "2026-05-28");
    };
    let refused = |head: &mut Application| {
        head.state = State::Refused;
        head.appeal_by = Some(day("2026-05-28"));
    };
    let set = |state| made(|head| head.state = state);
    #[rustfmt::skip]
    let cases = [
        // why                         head                                   on            wanted
        ("just sent",                  set(State::Submitted),                 "2026-05-21", "wait withdraw"),
        ("being checked",              set(State::Verifying),                 "2026-05-21", "wait withdraw"),
        ("being decided",              set(State::Approving),                 "2026-05-21", "wait withdraw"),
        ("returned",                   made(returned),                        "2026-05-28", "amend<2026-05-28 withdraw"),
        ("returned, time is over",     made(returned),                        "2026-05-29", "withdraw"),
        ("approved: no way back",      set(State::Approved),                  "2026-05-21", "wait"),
        ("refused",                    made(refused),                         "2026-05-28", "appeal<2026-05-28"),
        ("refused, appeal time over",  made(refused),                         "2026-05-29", ""),
        ("refused, appealed before",   made(|head| { refused(head); head.appealed = true; }), "2026-05-21", ""),
        ("a member already",           made(|head| { refused(head); head.reasons = vec![reason(ReasonCode::R09)]; }), "2026-05-21", "appeal<2026-05-28 transfer"),
        ("done",                       set(State::Completed),                 "2026-05-21", ""),
        ("taken back",                 set(State::Withdrawn),                 "2026-05-21", ""),
        ("lapsed",                     set(State::Lapsed),                    "2026-05-21", ""),
    ];
    for (why, head, on, wanted) in cases {
        let next = next_actions(&head, day(on)).into_iter().map(|one| {
            let action = format!("{:?}", one.action).to_lowercase();
            one.by.map_or(action.clone(), |by| format!("{action}<{by}"))
        });
        assert_eq!(next.collect::<Vec<_>>().join(" "), wanted, "{why}");
    }
}

#[test]
fn what_is_due_is_the_promise_unless_the_applicant_or_an_appeal_comes_next() {
    let promise = made(|_| ()).due;
    let approval = made(|head| head.pending = step(StepKind::Approval, "2026-05-25"));
    let mending = made(|head| head.pending = step(StepKind::Amendment, "2026-05-25"));
    assert_eq!(due(&approval).0, promise);
    assert_eq!(due(&mending), (day("2026-05-25"), false));
    assert_eq!(working_days_left(&mending, day("2026-05-26")), Some(-1));
    assert_eq!(working_days_left(&made(|head| head.state = State::Refused), promise), None);
}

#[test]
fn a_reason_is_told_in_the_words_of_whoever_gave_it() {
    let own =
        |code, text: Option<&str>| application::Reason { code, text: text.map(str::to_owned) };
    let told = |state, reason| {
        let head = made(|head| {
            head.state = state;
            head.reasons = vec![reason];
        });
        reasons(&head, Language::Zh).remove(0).text
    };
    let rule = told(State::Refused, own(ReasonCode::R03, None));
    assert!(rule.starts_with("须年满16周岁"), "the matter's rule: {rule}");
    let words = told(State::Refused, own(ReasonCode::R99, Some("请先到窗口核对资料原件。")));
    assert_eq!(words, "请先到窗口核对资料原件。", "the officer alone");
    let both = told(State::Returned, own(ReasonCode::R08, Some("缺少接单记录")));
    assert!(both.contains(ReasonCode::R08.zh()) && both.ends_with("缺少接单记录"), "{both}");
    let lapsed = made(|head| head.state = State::Lapsed);
    assert_eq!(reasons(&lapsed, Language::En).remove(0).code, "R12");
}
