//! Who may decide, and who may send a case on.

use super::case::{acting, in_approval, now, subject, union};
use domain::authority::{Acting, Action, Denied, may, may_handle};
use domain::id::{StandInId, UnionId};
use domain::role::{Caller, Role, RoleGrant, StandIn};
use domain::submission::{self, Refused};
use jiff::civil::date;

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
