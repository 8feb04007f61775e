//! Rows against the register.

use super::*;
use crate::citizen_id::{CitizenId, IdType, Sex};
use crate::id::{ApplicationId, UnionId};
use crate::mobile::Mobile;
use crate::person::Sealed;
use crate::union::{UnionLevel, UnionStatus};
use jiff::civil::date;

fn union(id: &str) -> Union {
    Union {
        id: UnionId::parse(id).unwrap(),
        name: "工会".into(),
        aliases: Vec::new(),
        level: UnionLevel::Grassroots,
        kind: UnionKind::Independent,
        status: UnionStatus::Active,
        parent: None,
        path: format!("/LN/{id}/"),
        division: "210106".into(),
        accepts_individuals: false,
        accepts_groups: Vec::new(),
        credit_code: None,
        phone: None,
        address: None,
    }
}

fn row() -> RosterRow {
    RosterRow {
        line: 2,
        name: "王小合".into(),
        id_type: IdType::IdCard,
        number: CitizenId::parse("219901198805120018").unwrap(),
        mobile: Mobile::parse("15400000001").unwrap(),
        agreed: Some("PAPER".into()),
        credit_code: None,
        facts: Facts::from([("education".into(), "20".into())]),
    }
}

fn person(n: u128) -> Person {
    Person {
        id: PersonId::from_parts(1, n),
        version: 1,
        name: "王小合".into(),
        id_type: IdType::IdCard,
        id_masked: "2199**********0018".into(),
        id_sealed: Sealed(String::new()),
        mobile_masked: Some(Mobile::parse("15400000001").unwrap().masked()),
        mobile_sealed: None,
        birth: date(1988, 5, 12),
        sex: Sex::Male,
        subject: None,
        bound: None,
        released: None,
    }
}

fn member(at: &str, state: MembershipState) -> Standing {
    let drawn = Drawn {
        name: "王小合".into(),
        number: "M1".into(),
        employer: None,
        consent: Consent {
            person: PersonId::from_parts(1, 1),
            code: "JOIN".into(),
            policy: "1".into(),
            granted: Timestamp::UNIX_EPOCH,
            withdrawn: None,
            channel: "PAPER".into(),
        },
    };
    let (union, made) = (union(at), MembershipId::from_parts(1, 1));
    let bench = Bench { union: &union, on: date(2020, 1, 6), confirmer: None, made: &made };
    let nothing = Standing::nothing(PersonId::from_parts(1, 1));
    let at = "2026-06-01T01:00:00Z".parse().unwrap();
    let mut standing = admit(&nothing, drawn, bench, at).unwrap().standing;
    if let Some(membership) = &mut standing.membership {
        membership.state = state;
    }
    standing
}

struct Case {
    why: &'static str,
    mend: fn(&mut RosterRow),
    person: Option<Person>,
    standing: Option<Standing>,
    facts: Option<Facts>,
    mobile_of: Option<u128>,
    wanted: (Verdict, &'static [Fault]),
}

fn case(why: &'static str, wanted: (Verdict, &'static [Fault])) -> Case {
    Case { why, mend: |_| {}, person: None, standing: None, facts: None, mobile_of: None, wanted }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
fn a_row_joins_is_proposed_corrects_changes_nothing_or_is_refused() {
    use MembershipState::{Active, Ended, Retained};
    let known = |why, state, at: &str, wanted| Case {
        person: Some(person(1)),
        standing: Some(member(at, state)),
        mobile_of: Some(1),
        ..case(why, wanted)
    };
    let same = Facts::from([("education".into(), "20".into()), ("post".into(), "工".into())]);
    let mut open = Standing::nothing(PersonId::from_parts(1, 1));
    open.open = Some(ApplicationId::from_parts(1, 1));
    let cases = [
        case("unknown", (Verdict::Join, &[])),
        Case {
            mend: |row| row.agreed = None,
            ..case(
                "unknown, and nobody says how he agreed",
                (Verdict::Refused, &[Fault::AgreedMissing]),
            )
        },
        Case {
            mobile_of: Some(9),
            ..case("another's mobile", (Verdict::Refused, &[Fault::MobileTaken]))
        },
        Case { person: Some(person(1)), ..case("known, no member", (Verdict::Join, &[])) },
        Case {
            person: Some(person(1)),
            standing: Some(open),
            ..case("with an application open", (Verdict::Refused, &[Fault::CaseOpen]))
        },
        Case {
            person: Some(person(7)),
            ..case("who confirms it himself", (Verdict::Refused, &[Fault::OwnRow]))
        },
        Case {
            mend: |row| row.name = "王大合".into(),
            ..known("another name", Active, "FACTORY", (Verdict::Refused, &[Fault::NameDiffers]))
        },
        known("a member elsewhere", Active, "OTHER", (Verdict::MoveIn, &[Fault::MemberElsewhere])),
        Case {
            mend: |row| row.agreed = None,
            ..known(
                "elsewhere, and nobody says how he agreed",
                Active,
                "OTHER",
                (Verdict::Refused, &[Fault::AgreedMissing]),
            )
        },
        known("a member here, nothing on record", Active, "FACTORY", (Verdict::Correct, &[])),
        Case {
            facts: Some(same),
            ..known(
                "a member here, the same on record",
                Active,
                "FACTORY",
                (Verdict::Unchanged, &[]),
            )
        },
        known("who left", Ended, "FACTORY", (Verdict::Refused, &[Fault::LeftBefore])),
        known("who is retained", Retained, "FACTORY", (Verdict::Refused, &[Fault::Retained])),
    ];
    let (here, confirmer) = (union("FACTORY"), PersonId::from_parts(1, 7));
    let made = MembershipId::from_parts(9, 9);
    for one in cases {
        let mut row = row();
        (one.mend)(&mut row);
        let owner = one.mobile_of.map(|n| PersonId::from_parts(1, n));
        let known = Known {
            person: one.person.as_ref(),
            standing: one.standing.as_ref(),
            facts: one.facts.as_ref(),
            mobile_of: owner.as_ref(),
        };
        let bench =
            Bench { union: &here, on: date(2026, 6, 1), confirmer: Some(&confirmer), made: &made };
        let judged = judge(&row, known, bench);
        let faults: Vec<Fault> = judged.faults.iter().map(|fault| fault.fault).collect();
        assert_eq!((judged.verdict, faults.as_slice()), one.wanted, "{}", one.why);
        assert!(!judged.already, "{}", one.why);
    }
}

#[test]
fn a_row_that_was_imported_before_a_crash_is_its_own_work() {
    let (here, standing) = (union("FACTORY"), member("FACTORY", MembershipState::Active));
    let (person, made) = (person(1), MembershipId::from_parts(1, 1));
    let bench = Bench { union: &here, on: date(2026, 6, 1), confirmer: None, made: &made };
    let known = Known { person: Some(&person), standing: Some(&standing), ..Known::default() };
    let judged = judge(&row(), known, bench);
    assert_eq!((judged.verdict, judged.already), (Verdict::Join, true));
}

#[test]
fn a_mobile_on_record_stays_and_a_blank_cell_takes_nothing_away() {
    let here = union("FACTORY");
    let (mut person, made) = (person(1), MembershipId::from_parts(9, 9));
    person.mobile_masked = Some("154****9999".into());
    let standing = member("FACTORY", MembershipState::Active);
    let on_record = Facts::from([("education".into(), "10".into()), ("post".into(), "工".into())]);
    let bench = Bench { union: &here, on: date(2026, 6, 1), confirmer: None, made: &made };
    let known = Known {
        person: Some(&person),
        standing: Some(&standing),
        facts: Some(&on_record),
        mobile_of: None,
    };
    let judged = judge(&row(), known, bench);
    assert_eq!(judged.notes.first().map(|note| note.fault), Some(Fault::MobileKept));
    let change = FactChange { column: "education".into(), old: "10".into(), new: "20".into() };
    assert_eq!(judged.changes, [change]);
}
