//! The life of an application through the pure decisions, and what must never happen in it.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::admission::{Admission, Barred, Drawn, admit};
use domain::application::{Application, Decision, Event, State, StepKind};
use domain::approval::{self, Decided, Rejected, Word};
use domain::authority::{Acting, Action, Denied, may, may_handle};
use domain::calendar::{add_working_days, end_of_day_shanghai, shanghai_date};
use domain::deadline::{ESCALATE_AT_MOST, Tick, tick};
use domain::entry::{Change, first_broken};
use domain::form::{Door, parse};
use domain::id::{ApplicationId, MembershipId, PersonId, StandInId, SubjectId, UnionId};
use domain::matter::{self, FormKind, Matter};
use domain::membership::{MembershipState, Standing, fold};
use domain::occupation::OccupationGroup;
use domain::reason::ReasonCode;
use domain::role::{Caller, Role, RoleGrant, StandIn};
use domain::rule::{Facts, IdentityAnswer, MemberFact, evaluate_all};
use domain::submission::{self, Refused, Submission};
use domain::union::{Union, UnionKind, UnionLevel, UnionStatus};
use domain::verification::{self, Place, Verdict};
use jiff::{SignedDuration, Timestamp, civil::date};

fn now() -> Timestamp {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

fn subject(text: &str) -> SubjectId {
    SubjectId::parse(text).unwrap()
}

fn union(id: &str, path: &str) -> Union {
    Union {
        id: UnionId::parse(id).unwrap(),
        name: format!("{id}工会"),
        aliases: Vec::new(),
        level: UnionLevel::Grassroots,
        kind: UnionKind::Independent,
        status: UnionStatus::Active,
        parent: Some(UnionId::parse("STREET").unwrap()),
        path: path.to_owned(),
        division: "210106".to_owned(),
        accepts_individuals: false,
        accepts_groups: Vec::new(),
        credit_code: None,
        phone: None,
        address: None,
    }
}

fn join() -> &'static Matter {
    matter::find("join").unwrap()
}

fn submitted() -> Change {
    let new = Submission {
        id: ApplicationId::from_parts(1, 1),
        number: "2026000000016".to_owned(),
        subject: subject("worker"),
        person: PersonId::from_parts(1, 2),
        group: OccupationGroup::None,
        oath: true,
    };
    submission::submit(new, join(), now())
}

/// A form whose person was born so that he is `age` today.
fn form(age: i16, relation: &str) -> domain::form::Form {
    let id = match age {
        15 => "219901201106010017",
        38 => "219901198805120018",
        62 => "219901196406010015",
        other => panic!("no vector for {other}"),
    };
    let value = serde_json::json!({
        "name": "王小明", "idType": "ID_CARD", "idNumber": id, "mobile": "15400000001",
        "employer": { "name": "沈阳合成数据有限公司" }, "relation": relation,
        "occupationGroup": "NONE", "residenceDivision": "210106",
    });
    let door = Door { today: date(2026, 11, 23), allow_synthetic: true };
    parse(FormKind::Join, &value, door).unwrap()
}

fn checked(
    form: &domain::form::Form,
    identity: Option<IdentityAnswer>,
    member: MemberFact,
    own: bool,
    free: bool,
) -> Vec<domain::rule::Evidence> {
    let facts = Facts {
        at: now(),
        form,
        identity,
        member: Some(member),
        own_person: Some(own),
        mobile_free: Some(free),
    };
    evaluate_all(&join().rules, &facts)
}

fn in_approval() -> Application {
    let own = union("OWN", "/LN/STREET/OWN/");
    let place = Place { union: Some(&own), reason: None, checker: &own };
    let checks =
        checked(&form(38, "LABOUR"), Some(IdentityAnswer::Agree), MemberFact::None, true, true);
    let verified =
        verification::decide(&submitted().application, join(), checks, place, now()).unwrap();
    assert_eq!(verified.application.state, State::Approving);
    assert!(verified.application.clean);
    approval::open_next(&verified.application, join(), &own, None, now()).unwrap().application
}

fn acting(who: &str) -> Acting {
    Acting {
        subject: subject(who),
        role: Role::UnionApprover,
        union: UnionId::parse("OWN").unwrap(),
        principal: None,
    }
}

fn word(decision: Decision, code: Option<ReasonCode>) -> Word {
    Word { decision, code, text: None, decided_on: None, no_kinship: true }
}

fn changed(decided: Decided) -> Application {
    match decided {
        Decided::Change(change) => change.application,
        Decided::Repeat => panic!("a repeat where a change was wanted"),
    }
}

#[test]
fn what_the_evidence_comes_to() {
    use IdentityAnswer::{Agree, Mismatch, MobileMismatch, Unknown};
    use MemberFact::{Active, None as Nobody, Retained};
    let returned = |code| Verdict::Return(vec![domain::application::Reason { code, text: None }]);
    let refused = |code| Verdict::Refuse(vec![domain::application::Reason { code, text: None }]);
    #[rustfmt::skip]
    let rows = [
        // why                                 age relation      identity               member    own    free   confirmed  wanted
        ("plain",                              38, "LABOUR",     Some(Agree),           Nobody,   true,  true,  false, Verdict::Pass),
        ("fifteen",                            15, "LABOUR",     Some(Agree),           Nobody,   true,  true,  false, refused(ReasonCode::R03)),
        ("fifteen, though a person confirmed", 15, "LABOUR",     Some(Agree),           Nobody,   true,  true,  true,  refused(ReasonCode::R03)),
        ("a member already",                   38, "LABOUR",     Some(Agree),           Active,   true,  true,  false, refused(ReasonCode::R09)),
        ("a retained member",                  38, "LABOUR",     Some(Agree),           Retained, true,  true,  false, refused(ReasonCode::R09)),
        ("name and number differ",             38, "LABOUR",     Some(Mismatch),        Nobody,   true,  true,  false, returned(ReasonCode::R01)),
        ("the mobile is another's",            38, "LABOUR",     Some(MobileMismatch),  Nobody,   true,  true,  false, returned(ReasonCode::R01)),
        ("the provider does not know him",     38, "LABOUR",     Some(Unknown),         Nobody,   true,  true,  false, Verdict::Check),
        ("the provider gave no answer",        38, "LABOUR",     None,                  Nobody,   true,  true,  false, Verdict::Check),
        ("no answer, but a person confirmed",  38, "LABOUR",     None,                  Nobody,   true,  true,  true,  Verdict::Pass),
        ("somebody else's form",               38, "LABOUR",     Some(Agree),           Nobody,   false, true,  false, Verdict::Check),
        ("the mobile is registered elsewhere", 38, "LABOUR",     Some(Agree),           Nobody,   true,  false, false, Verdict::Check),
        ("of an age to draw a pension",        62, "LABOUR",     Some(Agree),           Nobody,   true,  true,  false, Verdict::Check),
        ("on a platform, no group named",      38, "SELF_EMPLOYED_PLATFORM", Some(Agree), Nobody, true,  true,  false, Verdict::Check),
        ("flexible",                           38, "FLEXIBLE",   Some(Agree),           Nobody,   true,  true,  false, Verdict::Pass),
    ];
    for (why, age, relation, identity, member, own, free, confirmed, wanted) in rows {
        let checks = checked(&form(age, relation), identity, member, own, free);
        assert_eq!(verification::verdict(join(), &checks, confirmed), wanted, "{why}");
        let facts: String = checks.iter().map(|row| row.facts.as_str()).collect();
        assert!(!facts.contains("2199") && !facts.contains("154"), "{why}: evidence holds a value");
    }
}

#[test]
fn a_provider_that_is_down_leads_to_a_person_and_never_to_a_refusal() {
    let own = union("OWN", "/LN/STREET/OWN/");
    let place = Place { union: Some(&own), reason: None, checker: &own };
    let mut application = submitted().application;
    for wanted in [None, None, Some(StepKind::Check)] {
        application = verification::identity_unavailable(&application, Vec::new(), place, now())
            .unwrap()
            .application;
        assert_eq!(application.state, State::Verifying);
        assert_eq!(application.pending.as_ref().map(|step| step.kind), wanted);
        assert!(application.wake.is_some(), "an open record is always driven again");
    }
}

#[test]
fn what_a_word_on_a_step_comes_to() {
    use Decision::{Approve, Refuse, Return};
    use ReasonCode::{R01, R05, R99};
    let read = in_approval();
    let seq = read.pending.as_ref().unwrap().seq;
    let with = |text: &str| Word { text: Some(text.to_owned()), ..word(Refuse, Some(R99)) };
    let kin = Word { no_kinship: false, ..word(Approve, None) };
    let early = Word { decided_on: Some(date(2026, 11, 20)), ..word(Approve, None) };
    let later = Word { decided_on: Some(date(2026, 11, 24)), ..word(Approve, None) };
    #[rustfmt::skip]
    let rows = [
        // why                               seq      word                         wanted
        ("yes",                              seq,     word(Approve, None),         Ok(State::Approved)),
        ("back with a reason",               seq,     word(Return, Some(R01)),     Ok(State::Returned)),
        ("no with a reason",                 seq,     word(Refuse, Some(R05)),     Ok(State::Refused)),
        ("back without one",                 seq,     word(Return, None),          Err(Rejected::ReasonRequired)),
        ("no without one",                   seq,     word(Refuse, None),          Err(Rejected::ReasonRequired)),
        ("other, no text",                   seq,     word(Refuse, Some(R99)),     Err(Rejected::TextRequired)),
        ("other, nine characters",           seq,     with("一二三四五六七八九"),   Err(Rejected::TextRequired)),
        ("other, ten characters",            seq,     with("一二三四五六七八九十"), Ok(State::Refused)),
        ("kinship not denied",               seq,     kin,                         Err(Rejected::KinshipRequired)),
        ("decided before the application",   seq,     early,                       Err(Rejected::DateImpossible)),
        ("decided tomorrow",                 seq,     later,                       Err(Rejected::DateImpossible)),
        ("a step that never was",            seq + 1, word(Approve, None),         Err(Rejected::Closed)),
    ];
    for (why, seq, word, wanted) in rows {
        let got = approval::decide(&read, join(), seq, &acting("officer"), &word, now());
        assert_eq!(got.map(|decided| changed(decided).state), wanted, "{why}");
    }
}

#[test]
fn a_closed_step_never_changes_and_only_the_same_word_of_the_same_officer_is_a_repeat() {
    let read = in_approval();
    let seq = read.pending.as_ref().unwrap().seq;
    let yes = word(Decision::Approve, None);
    let closed =
        changed(approval::decide(&read, join(), seq, &acting("one"), &yes, now()).unwrap());
    let rows = [
        // why                    who    word  wanted
        ("the same again", "one", yes.clone(), Ok(Decided::Repeat)),
        ("another officer, the same", "two", yes, Err(Rejected::Closed)),
        (
            "the same officer, the opposite",
            "one",
            word(Decision::Refuse, Some(ReasonCode::R05)),
            Err(Rejected::Closed),
        ),
    ];
    for (why, who, word, wanted) in rows {
        let got = approval::decide(&closed, join(), seq, &acting(who), &word, now());
        assert_eq!(got, wanted, "{why}");
    }
}

fn grant(who: &str, at: &str, path: &str, role: Role) -> RoleGrant {
    RoleGrant {
        subject: subject(who),
        union: UnionId::parse(at).unwrap(),
        path: path.to_owned(),
        role,
        from: date(2026, 1, 1),
        to: Some(date(2026, 12, 31)),
    }
}

fn officer(who: &str, at: &str, path: &str, role: Role) -> Caller {
    Caller {
        subject: subject(who),
        person: None,
        grants: vec![grant(who, at, path, role)],
        stand_ins: Vec::new(),
    }
}

#[test]
fn nobody_decides_his_own_case_or_one_case_twice_nor_through_a_stand_in() {
    let mut case = in_approval();
    case.hands = vec![subject("checker")];
    let own = UnionId::parse("OWN").unwrap();
    let path = "/LN/STREET/OWN/";
    let today = date(2026, 11, 23);
    let approver = |who: &str| officer(who, "OWN", path, Role::UnionApprover);
    let mut bound = approver("another-account");
    bound.person = Some(case.person.clone());
    let standing_in_for = |principal: &str, deputy: &str| {
        let stand_in = StandIn {
            id: StandInId::from_parts(1, 1),
            principal: subject(principal),
            deputy: subject(deputy),
            union: own.clone(),
            path: path.to_owned(),
            role: Role::UnionApprover,
            from: today,
            to: today,
            named_by: subject(principal),
        };
        Caller {
            stand_ins: vec![stand_in],
            grants: Vec::new(),
            ..Caller::applicant(subject(deputy), None)
        }
    };
    let above = officer("county", "STREET", "/LN/STREET/", Role::CountyReviewer);
    let other = officer("far", "FAR", "/LN/STREET/FAR/", Role::UnionApprover);
    let auditor = officer("audit", "STREET", "/LN/STREET/", Role::Auditor);
    let mut late = approver("late");
    late.grants[0].to = Some(date(2026, 11, 22));
    let rows = [
        // why                                     caller  wanted
        ("an approver of that union", approver("two"), Ok(())),
        ("the applicant's own account", approver("worker"), Err(Denied::OwnCase)),
        ("another account of the applicant", bound, Err(Denied::OwnCase)),
        ("who made the manual check", approver("checker"), Err(Denied::FourEyes)),
        ("standing in for a free officer", standing_in_for("one", "deputy"), Ok(())),
        (
            "standing in for the applicant",
            standing_in_for("worker", "deputy"),
            Err(Denied::OwnCase),
        ),
        ("the applicant stands in", standing_in_for("one", "worker"), Err(Denied::OwnCase)),
        (
            "standing in for the checker",
            standing_in_for("checker", "deputy"),
            Err(Denied::FourEyes),
        ),
        ("the checker stands in", standing_in_for("one", "checker"), Err(Denied::FourEyes)),
        ("the union above never admits", above, Err(Denied::NoRole)),
        ("a union beside", other, Err(Denied::NoRole)),
        ("an auditor reads only", auditor, Err(Denied::NoRole)),
        ("whose role ended yesterday", late, Err(Denied::NoRole)),
    ];
    for (why, caller, wanted) in rows {
        let got = may_handle(&caller, Action::DecideApproval, &case, &own, path, today);
        assert_eq!(got.map(|_| ()), wanted, "{why}");
    }
}

#[test]
fn a_subtree_ends_where_the_path_ends() {
    let caller = officer("one", "S1", "/LN/S1/", Role::CountyReviewer);
    let rows = [
        ("below", "/LN/S1/U/", true),
        ("a name that begins alike", "/LN/S10/U/", false),
        ("above", "/LN/", false),
    ];
    for (why, path, wanted) in rows {
        let union = UnionId::parse("U").unwrap();
        let got = may(&caller, Action::View, &union, path, date(2026, 6, 1)).is_ok();
        assert_eq!(got, wanted, "{why}");
    }
}

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

#[test]
fn an_appeal_ends_upheld_or_back_at_the_committee_and_comes_once() {
    let read = in_approval();
    let seq = read.pending.as_ref().unwrap().seq;
    let no = word(Decision::Refuse, Some(ReasonCode::R05));
    let refused =
        changed(approval::decide(&read, join(), seq, &acting("one"), &no, now()).unwrap());
    let parent = union("STREET", "/LN/STREET/");
    let appealed = submission::appeal(&refused, &parent, "请再看一次接单记录".to_owned(), now())
        .unwrap()
        .application;
    assert_eq!(appealed.state, State::Approving);
    let step = appealed.pending.clone().unwrap();
    assert_eq!((step.kind, step.union.as_ref()), (StepKind::Appeal, Some(&parent.id)));
    let judge = acting("county");
    let upheld =
        changed(approval::decide(&appealed, join(), step.seq, &judge, &no, now()).unwrap());
    assert_eq!((upheld.state, upheld.appeal_by), (State::Refused, None));
    assert_eq!(
        submission::appeal(&upheld, &parent, "再来一次".to_owned(), now()).unwrap_err(),
        Refused::Again
    );
    let yes = word(Decision::Approve, None);
    let back = changed(approval::decide(&appealed, join(), step.seq, &judge, &yes, now()).unwrap());
    assert_eq!((back.state, back.pending.clone(), back.level), (State::Approving, None, 0));
    assert_eq!(back.hands, vec![judge.subject.clone()], "the committee may decide anew");
    let return_it = word(Decision::Return, Some(ReasonCode::R01));
    let got = approval::decide(&appealed, join(), step.seq, &judge, &return_it, now());
    assert_eq!(got, Err(Rejected::DecisionUnfit));
}

fn approved() -> Application {
    let read = in_approval();
    let seq = read.pending.as_ref().unwrap().seq;
    let yes = word(Decision::Approve, None);
    changed(approval::decide(&read, join(), seq, &acting("one"), &yes, now()).unwrap())
}

fn drawn(birth: jiff::civil::Date) -> Drawn {
    Drawn {
        id: MembershipId::from_parts(2, 2),
        number: "21000000015".to_owned(),
        employer: None,
        birth,
    }
}

#[test]
fn somebody_is_admitted_once_in_one_piece_or_not_at_all() {
    let own = union("OWN", "/LN/STREET/OWN/");
    let case = approved();
    let mut standing = Standing::nothing(case.person.clone());
    standing.open = Some(case.id.clone());
    let adult = date(1988, 5, 12);
    let Admission::Admit(admitted) = admit(&case, &standing, &own, drawn(adult), now()).unwrap()
    else {
        panic!("admitted before");
    };
    let membership = admitted.standing.membership.clone().unwrap();
    assert_eq!(membership.state, MembershipState::Active);
    assert_eq!(Some(membership.joined), case.decided_on);
    assert_eq!(admitted.standing.open, None);
    assert_eq!(fold(&[admitted.event]), Some(MembershipState::Active));
    let again = admit(&admitted.change.application, &admitted.standing, &own, drawn(adult), now());
    assert_eq!(again, Ok(Admission::Already));

    let mut taken = standing.clone();
    taken.open = Some(ApplicationId::from_parts(9, 9));
    let rows = [
        // why                          case               standing   birth             wanted
        ("not approved", in_approval(), standing.clone(), adult, Barred::NotApproved),
        ("a member already", approved(), admitted.standing, adult, Barred::Member),
        ("another one is open", approved(), taken, adult, Barred::NotTheOpenOne),
        ("fifteen on that day", approved(), standing, date(2011, 6, 1), Barred::TooYoung),
    ];
    for (why, case, standing, birth, wanted) in rows {
        let got = admit(&case, &standing, &own, drawn(birth), now());
        assert_eq!(got, Err(wanted), "{why}");
    }
}

#[test]
fn a_changed_entry_breaks_the_chain_at_its_number() {
    let first = submitted();
    let own = union("OWN", "/LN/STREET/OWN/");
    let withdrawn = submission::withdraw(&first.application, now()).unwrap();
    let entries = vec![first.entry, withdrawn.entry];
    assert_eq!(first_broken(&entries), None);
    let mut state = entries.clone();
    state[0].state = State::Approved;
    let mut lost = entries.clone();
    lost.remove(0);
    let mut rewritten = entries;
    rewritten[0].details.union = Some(own.id);
    rewritten[0].hash = rewritten[0].computed_hash();
    let rows = [
        ("a state was changed", state, Some(1)),
        ("an entry is gone", lost, Some(1)),
        ("an entry was rewritten with its hash", rewritten, Some(2)),
    ];
    for (why, entries, wanted) in rows {
        assert_eq!(first_broken(&entries), wanted, "{why}");
    }
}

#[test]
fn a_receiving_union_sends_a_case_on_twice_and_then_the_county_decides() {
    let mut case = in_approval();
    let to = union("OTHER", "/LN/STREET/OTHER/");
    let own = acting("one");
    case = submission::reroute(&case, &to, "申请人在那里工作".to_owned(), &own, now())
        .unwrap()
        .application;
    assert_eq!(case.union.as_ref(), Some(&to.id));
    assert_eq!(case.pending, None, "the machine opens the step anew");
    let mut held = in_approval();
    held.hops = submission::HOPS;
    let got = submission::reroute(&held, &to, "再转".to_owned(), &own, now());
    assert_eq!(got.unwrap_err(), Refused::Again);
    let county = Acting { union: UnionId::parse("STREET").unwrap(), ..acting("county") };
    assert!(submission::reroute(&held, &to, "由区里指定".to_owned(), &county, now()).is_ok());
}
