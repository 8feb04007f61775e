//! Which decision moves a part where, and who may make it.

use super::*;
use domain::id::{RunId, SubjectId, UnionId};
use domain::run::Totals;
use domain::run::roll::RollMark;
use jiff::civil::date;

fn subject(text: &str) -> SubjectId {
    SubjectId::parse(text).unwrap()
}

fn part(kind: StepKind, levels: u32, hands: Vec<Hand>) -> Part {
    let at: Timestamp = "2026-11-10T01:00:00Z".parse().unwrap();
    Part {
        run: RunId::from_parts(1, 1),
        run_number: "R260000121".into(),
        part: "2101".into(),
        union: UnionId::parse("2101").unwrap(),
        version: 4,
        benefit: "provincial-hardship-aid@1".into(),
        period: "2026".into(),
        year: 2026,
        budget_line: "line".into(),
        cut_off: at,
        state: if kind == StepKind::Review { State::Drawn } else { State::Posted },
        draw: 1,
        drawing: None,
        roll: Some(RollMark {
            draw: 1,
            list_hash: "list".into(),
            count: 1,
            total: Fen::new(100),
            batches: 1,
            excluded: 0,
        }),
        pending: Some(Pending {
            no: 1,
            kind,
            level: levels,
            role: None,
            union: None,
            opened: at,
            due: date(2026, 11, 17),
            escalation: 0,
            short: None,
        }),
        steps: 1,
        levels,
        hands,
        holds: 0,
        notice: None,
        stopped: None,
        instructed: 0,
        totals: Totals::default(),
        freed: Fen::ZERO,
        postings: Vec::new(),
        entries: 3,
        chain: String::new(),
        wake: None,
    }
}

fn hand(who: &str, deed: Deed) -> Hand {
    Hand { subject: subject(who), principal: None, deed, entry: 2 }
}

fn acting(who: &str, principal: Option<&str>) -> Acting {
    Acting {
        subject: subject(who),
        role: Role::CityReviewer,
        union: UnionId::parse("2101").unwrap(),
        principal: principal.map(subject),
    }
}

#[test]
fn nobody_acts_twice_and_nobody_pays_himself() {
    let acted = vec![hand("a", Deed::Reviewed), hand("p", Deed::Paid)];
    let part = part(StepKind::Approval, 1, acted);
    let review = StepKind::Approval;
    #[rustfmt::skip]
    let rows = [
        // why                            kind                 who                     on register  list     wanted
        ("a fresh pair of eyes",          review,              acting("b", None),      false,       "list",  None),
        ("he reviewed it",                review,              acting("a", None),      false,       "list",  Some(ProblemCode::FourEyes)),
        ("he stands in for who did",      review,              acting("b", Some("a")), false,       "list",  Some(ProblemCode::FourEyes)),
        ("he is on the register",         review,              acting("b", None),      true,        "list",  Some(ProblemCode::OwnPay)),
        ("another list by now",           review,              acting("b", None),      false,       "other", Some(ProblemCode::ListChanged)),
        ("a reviewer signs off",          StepKind::SignOff,   acting("a", None),      false,       "list",  None),
        ("the payer does not",            StepKind::SignOff,   acting("p", None),      false,       "list",  Some(ProblemCode::FourEyes)),
        ("nor through a stand-in",        StepKind::SignOff,   acting("b", Some("p")), false,       "list",  Some(ProblemCode::FourEyes)),
    ];
    for (why, kind, who, on_register, list, wanted) in rows {
        let got = allowed(&part, kind, &who, on_register, list).err();
        let got = got.map(|fault| fault.problem(api::Language::Zh).code);
        assert_eq!(got, wanted, "{why}");
    }
}

#[test]
fn the_last_level_of_a_stage_moves_the_state() {
    let benefit = runs::benefit("provincial-hardship-aid@1").unwrap();
    let levels = benefit.levels_for(Fen::new(100));
    let reviews = levels.iter().filter(|level| level.stage == Stage::Review).count();
    let reviews = u32::try_from(reviews).unwrap();
    let all = u32::try_from(levels.len()).unwrap();
    let call = Call::from_event(&serde_json::json!({}), "2026-11-10T01:00:00Z".parse().unwrap());
    let got = |kind, levels, decision| {
        let part = part(kind, levels, Vec::new());
        let pending = part.pending.clone().unwrap();
        event(&part, &pending, decision, &call).map(|(event, _)| event).ok()
    };
    let yes = Decision::Approve;
    assert_eq!(got(StepKind::Review, reviews - 1, yes), Some(Event::Review));
    assert_eq!(got(StepKind::Approval, all - 1, yes), Some(Event::Approve));
    if reviews > 1 {
        assert_eq!(got(StepKind::Review, 0, yes), Some(Event::Level));
    }
    assert_eq!(got(StepKind::Review, 0, Decision::Return), Some(Event::Return));
    assert_eq!(got(StepKind::Approval, reviews, Decision::Refuse), Some(Event::Cancel));
    assert_eq!(got(StepKind::SignOff, all, Decision::Return), None);
}
