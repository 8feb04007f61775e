//! Becoming a member, and the chain of what has happened.

use super::case::{acting, changed, in_approval, join, now, submitted, union, word};
use domain::admission::{Admission, Barred, Drawn, admit};
use domain::application::{Application, Decision, State};
use domain::approval;
use domain::entry::first_broken;
use domain::id::{ApplicationId, MembershipId};
use domain::membership::{MembershipState, Standing, fold};
use domain::submission;
use jiff::civil::date;

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
        name: "王合成".to_owned(),
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
