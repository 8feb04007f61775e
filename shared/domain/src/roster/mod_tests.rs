//! The moves of a roster.

use super::*;

fn roster() -> Roster {
    let subject = SubjectId::parse("factory-1").unwrap();
    let roster = Roster {
        id: RosterId::from_parts(1, 1),
        union: UnionId::parse("FACTORY").unwrap(),
        kind: Kind::Full,
        file_name: "花名册.xlsx".into(),
        size: CHUNK + 1,
        sha256: "00".into(),
        by: subject,
        at: now(),
        state: State::Uploaded,
        rows: 0,
        slices: 0,
        checked: None,
        imported: None,
        absent: 0,
        returned: false,
        fault: None,
        named: Vec::new(),
        confirmed: None,
        wake: None,
        trail: Trail::default(),
    };
    roster.begin(now(), Actor::System).0
}

fn now() -> Timestamp {
    "2026-06-01T01:00:00Z".parse().unwrap()
}

fn confirmed(by: &str) -> Confirmed {
    Confirmed {
        by: SubjectId::parse(by).unwrap(),
        principal: None,
        person: None,
        on: jiff::civil::date(2026, 6, 1),
        at: now(),
    }
}

#[test]
fn it_goes_one_way_and_every_open_state_has_a_moment() {
    let counts = Counts { join: 2, refused: 1, ..Counts::default() };
    let one = roster();
    assert_eq!(one.chunks(), 2);
    let (two, _) = one.check(now(), Actor::System).unwrap();
    let (three, _) = two.read(3, 1, now()).unwrap();
    let (four, _) = three.checked(counts, 0, true, now()).unwrap();
    let (five, _) = four.confirm(confirmed("factory-2"), Actor::System).unwrap();
    let (six, line) = five.done(counts, true, now()).unwrap();
    for open in [&one, &two, &three, &four, &five] {
        assert!(open.wake.is_some() && !open.state.is_over(), "{:?}", open.state);
    }
    assert!(six.wake.is_none() && six.state.is_over());
    assert_eq!((line.no, six.trail.version), (6, 6));
    assert_eq!(counts.total(), 3);

    assert_eq!(one.confirm(confirmed("factory-2"), Actor::System), Err(Illegal), "dry run first");
    assert_eq!(two.confirm(confirmed("factory-2"), Actor::System), Err(Illegal));
    assert_eq!(four.check(now(), Actor::System), Err(Illegal));
    assert_eq!(three.read(3, 1, now()), Err(Illegal), "read once");
    for written in [&five, &six] {
        assert_eq!(written.cancel(None, now(), Actor::System), Err(Illegal), "{:?}", written.state);
    }
    for free in [&one, &two, &three, &four] {
        let (ended, _) = free.cancel(None, now(), Actor::System).unwrap();
        assert!(ended.wake.is_none() && ended.state == State::Cancelled);
    }
}

#[test]
fn who_uploaded_does_not_confirm_nor_does_his_stand_in() {
    let subject = |text| SubjectId::parse(text).unwrap();
    let roster = roster();
    assert!(!may_confirm(&roster, &subject("factory-1"), None));
    assert!(may_confirm(&roster, &subject("factory-2"), None));
    assert!(!may_confirm(&roster, &subject("factory-2"), Some(&subject("factory-1"))));
}

#[test]
fn what_nobody_goes_on_with_lapses_and_nothing_else() {
    let one = roster();
    let later = one.wake.unwrap();
    assert_eq!(one.lapsed(now()), None);
    assert_eq!(one.lapsed(later), Some(Fault::Unsent));
    let (two, _) = one.check(now(), Actor::System).unwrap();
    assert_eq!(two.lapsed(Timestamp::MAX), None, "the machine's own work is driven again");
    let (three, _) = two.checked(Counts::default(), 0, false, now()).unwrap();
    assert_eq!(three.lapsed(Timestamp::MAX), Some(Fault::Lapsed));
}

#[test]
fn a_line_makes_the_same_identities_every_time() {
    let one = made_by(&RosterId::from_parts(1, 1), now(), 2);
    assert_eq!(one, made_by(&RosterId::from_parts(1, 1), now(), 2));
    assert_ne!(one, made_by(&RosterId::from_parts(1, 1), now(), 3));
    assert_ne!(one, made_by(&RosterId::from_parts(1, 2), now(), 2));
}
