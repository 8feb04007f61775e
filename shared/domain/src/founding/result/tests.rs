//! Rows for the checks of an election.

use super::*;
use crate::founding::Bar;
use crate::founding::forms::{Elected, Excluded, FoundingEmployer, Preparer};
use crate::founding::people::{Part, Participant};
use crate::id::{ApplicationId, PersonId, SubjectId};
use jiff::{Timestamp, civil::date};

/// So many who take part, the first `women` of them women; number 1 is named 甲一 and so on.
fn crowd(count: u32, women: u32) -> Vec<Participant> {
    (1..=count)
        .map(|no| Participant {
            founding: ApplicationId::from_parts(1, 1),
            no,
            version: 1,
            person: PersonId::from_parts(1, u128::from(no)),
            subject: SubjectId::parse(&format!("s{no}")).unwrap(),
            name: format!("甲{no}"),
            sex: if no <= women { Sex::Female } else { Sex::Male },
            birth: date(1990, 1, 1),
            employer: 0,
            at: Timestamp::UNIX_EPOCH,
            part: Part::In,
            why: None,
        })
        .collect()
}

fn elect(posts: &[(u32, Post)], votes: u32) -> Vec<Elected> {
    posts.iter().map(|(person, post)| Elected { person: *person, post: *post, votes }).collect()
}

/// Chair 1, women's member 2, so many more of the committee, audit committee from 40.
fn usual(committee: u32) -> Vec<(u32, Post)> {
    let more = (3..committee.saturating_add(1)).map(|no| (no, Post::Member));
    let audit = [(40, Post::AuditChair), (41, Post::Audit), (42, Post::Audit)];
    [(1, Post::Chair), (2, Post::Women)].into_iter().chain(more).chain(audit).collect()
}

fn result(entitled: u32, elected: Vec<Elected>) -> ElectionResult {
    ElectionResult {
        held_on: date(2026, 6, 20),
        assembly: Assembly::General,
        entitled,
        present: entitled,
        ballots: entitled,
        elected,
        term_years: 3,
        full_time_chair: false,
        minutes: "会议".to_owned(),
    }
}

struct Case {
    form: UnionForm,
    people: Vec<Participant>,
    employees: u32,
    excluded: Vec<Excluded>,
    exclude_hr: bool,
}

impl Case {
    fn of(form: UnionForm, members: u32, women: u32) -> Case {
        Case {
            form,
            people: crowd(members, women),
            employees: 150,
            excluded: Vec::new(),
            exclude_hr: true,
        }
    }

    fn faults(&self, result: &ElectionResult) -> Vec<String> {
        let candidates: Vec<u32> = (1..=39).collect();
        let basis = Basis {
            form: self.form,
            employees: self.employees,
            people: People {
                all: &self.people,
                excluded: &self.excluded,
                exclude_hr: self.exclude_hr,
            },
            candidates: &candidates,
            agreed_on: date(2026, 6, 10),
        };
        let found = faults(result, &basis);
        found.into_iter().map(|fault| format!("{} {}", fault.pointer, fault.code)).collect()
    }
}

#[test]
fn the_form_and_the_size_fit_the_members() {
    use UnionForm::{Committee, Joint, Organiser};
    let organiser = || vec![(1, Post::Organiser)];
    let small = |committee: u32| {
        let mut posts = usual(committee);
        posts.retain(|(_, post)| !post.is_audit());
        posts.push((20, Post::AuditChair));
        posts
    };
    #[rustfmt::skip]
    #[expect(clippy::type_complexity, reason = "a table's row")]
    let rows: Vec<(&str, UnionForm, u32, Vec<(u32, Post)>, Vec<&str>)> = vec![
        // why                                  form       members  elected       faults
        ("24 with an organiser",                Organiser, 24,      organiser(),  vec![]),
        ("25 need a committee",                 Organiser, 25,      organiser(),  vec!["/elected committee_required"]),
        ("24 with a committee of three",        Committee, 24,      small(3),     vec![]),
        ("24, joint",                           Joint,     24,      small(3),     vec![]),
        ("24: five at most",                    Committee, 24,      small(5),     vec![]),
        ("24: six are too many",                Committee, 24,      small(6),     vec!["/elected committee_size"]),
        ("two are too few",                     Committee, 24,      small(2),     vec!["/elected committee_size"]),
        ("25 need three auditors",              Committee, 25,      small(3),     vec!["/elected audit_missing"]),
        ("60 with seven",                       Committee, 60,      usual(7),     vec![]),
        ("60: eight are too many",              Committee, 60,      usual(8),     vec!["/elected committee_size"]),
        ("200: seven",                          Committee, 200,     usual(7),     vec![]),
        ("201: seven, too",                     Committee, 201,     usual(7),     vec![]),
        ("201: six are too few",                Committee, 201,     usual(6),     vec!["/elected committee_size"]),
        ("201: fifteen",                        Committee, 201,     usual(15),    vec![]),
        ("an organiser beside a committee",     Committee, 60,      [usual(3), vec![(9, Post::Organiser)]].concat(), vec!["/elected organiser_in_committee"]),
        ("two organisers",                      Organiser, 24,      vec![(1, Post::Organiser), (2, Post::Organiser)], vec!["/elected organiser_alone"]),
        ("no chair",                            Committee, 60,      usual(5).into_iter().filter(|one| one.1 != Post::Chair).collect(), vec!["/elected chair_one"]),
        ("two chairs",                          Committee, 60,      [usual(5), vec![(9, Post::Chair)]].concat(), vec!["/elected chair_one"]),
    ];
    for (why, form, members, posts, wanted) in rows {
        let case = Case::of(form, members, 2);
        assert_eq!(case.faults(&result(members, elect(&posts, members))), wanted, "{why}");
    }
}

#[test]
fn women_and_auditors_have_their_own() {
    let women_three = [(1, Post::Chair), (4, Post::Member), (5, Post::Member)];
    let audit = [(40, Post::AuditChair), (41, Post::Audit), (42, Post::Audit)];
    let with_women = |women: &[u32]| {
        let women = women.iter().map(|no| (*no, Post::Women));
        women_three.into_iter().chain(audit).chain(women).collect::<Vec<_>>()
    };
    #[rustfmt::skip]
    #[expect(clippy::type_complexity, reason = "a table's row")]
    let rows: Vec<(&str, u32, Vec<(u32, Post)>, Vec<&str>)> = vec![
        // why                                women  elected                      faults
        ("24 women: one member",              24,    with_women(&[6]),            vec![]),
        ("24 women: nobody",                  24,    with_women(&[]),             vec!["/elected women_missing"]),
        ("25 women: one is no committee",     25,    with_women(&[6]),            vec!["/elected womens_committee_missing"]),
        ("25 women: a committee of three",    25,    with_women(&[6, 7, 8]),      vec![]),
        ("no women at all",                   0,     with_women(&[]),             vec![]),
        ("a man for the women",               4,     with_women(&[30]),           vec!["/elected/6/person not_a_woman"]),
        ("the chair is the women's member",   4,     with_women(&[1]),            vec![]),
        ("an auditor in the committee",       4,     { let mut p = with_women(&[2]); p[3] = (4, Post::AuditChair); p }, vec!["/elected/3/person audit_overlap"]),
        ("one auditor twice",                 4,     { let mut p = with_women(&[2]); p[4] = (40, Post::Audit); p }, vec!["/elected/4/person post_twice", "/elected audit_missing"]),
        ("no audit committee",                4,     { let mut p = with_women(&[2]); p.retain(|one| !one.1.is_audit()); p }, vec!["/elected audit_missing"]),
    ];
    for (why, women, posts, wanted) in rows {
        let case = Case::of(UnionForm::Committee, 60, women);
        assert_eq!(case.faults(&result(60, elect(&posts, 60))), wanted, "{why}");
    }
}

#[test]
fn the_meeting_fits_who_takes_part() {
    let good = result(120, elect(&usual(5), 120));
    let delegates = |entitled: u32| ElectionResult {
        assembly: Assembly::Delegates,
        entitled,
        present: entitled,
        ballots: entitled,
        elected: elect(&usual(5), entitled),
        ..good.clone()
    };
    let mut full_time = good.clone();
    full_time.full_time_chair = true;
    #[rustfmt::skip]
    let rows: Vec<(&str, u32, u32, ElectionResult, Vec<&str>)> = vec![
        // why                                 members employees result         faults
        ("all 120 are entitled",               120,    150,      good.clone(),  vec![]),
        ("119 take part, 120 are entitled",    119,    150,      good.clone(),  vec!["/entitled entitled_differs"]),
        ("121 take part",                      121,    150,      good.clone(),  vec!["/entitled entitled_differs"]),
        ("delegates of 100",                   100,    150,      delegates(45), vec![]),
        ("delegates of 99",                    99,     150,      delegates(45), vec!["/assembly delegates_too_early"]),
        ("more delegates than members",        100,    150,      delegates(101), vec!["/entitled entitled_differs"]),
        ("a full-time chair of 200",           120,    200,      full_time.clone(), vec![]),
        ("a full-time chair of 199",           120,    199,      full_time,     vec!["/fullTimeChair full_time_chair"]),
        ("held on the day it was agreed to",   120,    150,      ElectionResult { held_on: date(2026, 6, 10), ..good.clone() }, vec![]),
        ("held the day before",                120,    150,      ElectionResult { held_on: date(2026, 6, 9), ..good.clone() }, vec!["/heldOn meeting_too_early"]),
    ];
    for (why, members, employees, result, wanted) in rows {
        let case = Case { employees, ..Case::of(UnionForm::Committee, members, 3) };
        assert_eq!(case.faults(&result), wanted, "{why}");
    }
}

/// Invariant 14: a committee has no excluded person.
#[test]
fn nobody_is_elected_who_may_not_be() {
    let barred = |name: &str, why: Bar| Excluded { name: name.to_owned(), why };
    let mut left = Case::of(UnionForm::Committee, 61, 3);
    left.people[4].part = Part::Left;
    let excluded = |why: Bar, exclude_hr: bool| Case {
        excluded: vec![barred("甲3", why)],
        exclude_hr,
        ..Case::of(UnionForm::Committee, 60, 3)
    };
    let mut stranger = usual(5);
    stranger[3] = (61, Post::Member);
    let mut no_candidate = usual(5);
    no_candidate[3] = (45, Post::Member);
    #[rustfmt::skip]
    #[expect(clippy::type_complexity, reason = "a table's row")]
    let rows: Vec<(&str, Case, Vec<(u32, Post)>, Vec<&str>)> = vec![
        ("everybody may",                   Case::of(UnionForm::Committee, 60, 3), usual(5), vec![]),
        ("the principal",                   excluded(Bar::Principal, false),       usual(5), vec!["/elected/2/person person_excluded"]),
        ("a near relative",                 excluded(Bar::NearRelative, false),    usual(5), vec!["/elected/2/person person_excluded"]),
        ("the head of personnel",           excluded(Bar::HrHead, true),           usual(5), vec!["/elected/2/person person_excluded"]),
        ("he may where the matter says so", excluded(Bar::HrHead, false),          usual(5), vec![]),
        ("a number of nobody's",            Case::of(UnionForm::Committee, 60, 3), stranger, vec!["/elected/3/person person_unknown"]),
        ("who did not stand",               Case::of(UnionForm::Committee, 60, 3), no_candidate, vec!["/elected/3/person not_a_candidate"]),
        ("who left again",                  left,                                  usual(5), vec!["/elected/4/person person_unknown"]),
    ];
    for (why, case, posts, wanted) in rows {
        assert_eq!(case.faults(&result(60, elect(&posts, 60))), wanted, "{why}");
    }
}

#[test]
fn a_meeting_is_agreed_to_with_a_group_that_said_yes() {
    let request = |form: UnionForm| FoundingRequest {
        union_name: "某公司工会".to_owned(),
        form,
        employers: Vec::<FoundingEmployer>::new(),
        preparers: ["甲1", "甲2", "甲3", "乙9"]
            .map(|name| Preparer { name: name.to_owned(), consent: true })
            .to_vec(),
        excluded: Vec::new(),
    };
    let meeting = |assembly: Assembly, candidates: &[u32]| FoundingMeeting {
        meeting_on: date(2026, 6, 20),
        place: "食堂".to_owned(),
        assembly,
        candidates: candidates.to_vec(),
    };
    use Assembly::{Delegates, General};
    use UnionForm::{Committee, Organiser};
    #[rustfmt::skip]
    let rows: Vec<(&str, UnionForm, u32, FoundingMeeting, Vec<&str>)> = vec![
        ("three of the four said yes",   Committee, 24,  meeting(General, &[1, 2, 3]),    vec![]),
        ("two of them",                  Committee, 2,   meeting(General, &[1, 2]),       vec!["/candidates candidates_few", " preparers_unconfirmed"]),
        ("delegates of 99",              Committee, 99,  meeting(Delegates, &[1, 2, 3]),  vec!["/assembly delegates_too_early"]),
        ("delegates of 100",             Committee, 100, meeting(Delegates, &[1, 2, 3]),  vec![]),
        ("fewer candidates than seats",  Committee, 201, meeting(General, &[1, 2, 3, 4, 5, 6]), vec!["/candidates candidates_few"]),
        ("one organiser",                Organiser, 24,  meeting(General, &[1]),          vec![]),
        ("an organiser for 25",          Organiser, 25,  meeting(General, &[1]),          vec![" committee_required"]),
        ("a candidate of nobody's",      Committee, 24,  meeting(General, &[1, 2, 25]),   vec!["/candidates/2 person_unknown"]),
    ];
    for (why, form, members, meeting, wanted) in rows {
        let people = crowd(members, 3);
        let people = People { all: &people, excluded: &[], exclude_hr: true };
        let got = meeting_faults(&request(form), &meeting, &people);
        let got: Vec<String> =
            got.into_iter().map(|fault| format!("{} {}", fault.pointer, fault.code)).collect();
        assert_eq!(got, wanted, "{why}");
    }
}
