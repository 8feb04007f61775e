//! P1 to P3, S1, S2: persons, their indexes and standings, accounts, officers, stand-ins.

use crate::sample::{
    application_id, at, day, grant, joined, member, person, person_id, store, subject, submitted,
    union_id,
};
use domain::id::StandInId;
use domain::membership::{MembershipState, Standing};
use domain::person::Consent;
use domain::role::{Role, StandIn};
use jiff::civil::date;
use std::collections::{BTreeSet, HashMap};
use store::{IndexKind, NamePart, StoreError, Write};

fn number(mac: &str) -> (IndexKind, String) {
    (IndexKind::IdNumber, mac.to_owned())
}

fn mobile(mac: &str) -> (IndexKind, String) {
    (IndexKind::Mobile, mac.to_owned())
}

#[tokio::test]
async fn an_account_and_a_person_are_bound_to_each_other_and_to_nobody_else() {
    let store = store().await;
    store.bind(&subject(1), &person(1, 1), &[number("1.a"), mobile("1.m")]).await.unwrap();
    #[rustfmt::skip]
    let rows = [
        // why                                       account  person  version  index
        ("the account is bound to another person",   1,       2,      1,       "1.b"),
        ("the person's record is not new",           2,       1,      1,       "1.a"),
        ("the document is another person's",         3,       3,      1,       "1.a"),
        ("a stale person",                           1,       1,      1,       "1.a"),
    ];
    for (why, account, who, version, mac) in rows {
        let done = store.bind(&subject(account), &person(who, version), &[number(mac)]).await;
        assert_eq!(done, Err(StoreError::Conflict), "{why}");
    }
    for account in [2, 3] {
        let caller = store.get_account(&subject(account)).await.unwrap().caller;
        assert_eq!(caller.person, None, "nothing of it was written");
    }
    store.bind(&subject(1), &person(1, 2), &[number("1.a")]).await.unwrap();
    let caller = store.get_account(&subject(1)).await.unwrap().caller;
    assert_eq!(caller.person, Some(person_id(1)), "the same again is no conflict");
    assert_eq!(store.find_person(IndexKind::IdNumber, "1.a").await.unwrap(), Some(person_id(1)));
    assert_eq!(store.find_person(IndexKind::Mobile, "1.a").await.unwrap(), None, "kinds differ");
}

#[tokio::test]
async fn two_persons_never_own_one_document_even_at_once() {
    let store = store().await;
    let (one, other) = (person(1, 1), person(2, 1));
    let (index, account) = ([number("1.a")], subject(1));
    let (left, right) =
        tokio::join!(store.bind(&account, &one, &index), store.put_new_person(&other, &index),);
    assert_eq!([&left, &right].iter().filter(|done| done.is_ok()).count(), 1);
}

#[tokio::test]
async fn freeing_a_person_frees_the_mobile_and_keeps_the_document() {
    let store = store().await;
    store.bind(&subject(1), &person(1, 1), &[number("1.a"), mobile("1.m")]).await.unwrap();
    let not_his = store.unbind(&subject(2), &person(1, 2), &[mobile("1.m")]).await;
    assert_eq!(not_his, Err(StoreError::Conflict));
    store.unbind(&subject(1), &person(1, 2), &[mobile("1.m")]).await.unwrap();
    assert_eq!(store.get_account(&subject(1)).await.unwrap().caller.person, None);
    assert_eq!(store.find_person(IndexKind::Mobile, "1.m").await.unwrap(), None);
    assert_eq!(store.find_person(IndexKind::IdNumber, "1.a").await.unwrap(), Some(person_id(1)));
    store.bind(&subject(2), &person(1, 3), &[number("1.a"), mobile("1.m")]).await.unwrap();
}

#[tokio::test]
async fn a_mobile_that_is_no_longer_his_is_released_and_never_another_persons() {
    let store = store().await;
    store.bind(&subject(1), &person(1, 1), &[mobile("1.m")]).await.unwrap();
    store.bind(&subject(2), &person(2, 1), &[mobile("1.n")]).await.unwrap();
    let others = store.release_indexes(&person(1, 2), &[mobile("1.n")]).await;
    assert_eq!(others, Err(StoreError::Conflict));
    store.release_indexes(&person(1, 2), &[mobile("1.m"), mobile("1.gone")]).await.unwrap();
    assert_eq!(store.find_person(IndexKind::Mobile, "1.m").await.unwrap(), None);
    assert_eq!(store.find_person(IndexKind::Mobile, "1.n").await.unwrap(), Some(person_id(2)));
}

#[tokio::test]
async fn a_confirmed_mobile_moves_with_the_change_that_confirms_it() {
    let store = store().await;
    store.bind(&subject(1), &person(1, 1), &[mobile("1.m")]).await.unwrap();
    store.bind(&subject(2), &person(2, 1), &[]).await.unwrap();
    let moved = |macs: &str, from| Write::MoveMobile {
        macs: vec![macs.to_owned()],
        from: person_id(from),
        to: person_id(2),
    };
    store.commit(&submitted(1), vec![moved("1.m", 1)]).await.unwrap();
    assert_eq!(store.find_person(IndexKind::Mobile, "1.m").await.unwrap(), Some(person_id(2)));
    let before = store.get_person(&person_id(1)).await.unwrap().unwrap();
    assert_eq!((before.mobile_sealed, before.mobile_masked, before.version), (None, None, 2));
    store.bind(&subject(3), &person(3, 1), &[mobile("1.z")]).await.unwrap();
    let wrong = store.commit(&submitted(2), vec![moved("1.z", 1)]).await;
    assert_eq!(wrong, Err(StoreError::Conflict), "it is a third one's");
    assert_eq!(store.get_application(&application_id(2)).await.unwrap(), None);
}

#[tokio::test]
async fn a_standing_is_written_on_the_version_that_was_read_and_never_over_another() {
    let store = store().await;
    let active = |version| member(1, version, "U1", MembershipState::Active);
    #[rustfmt::skip]
    let rows = [
        // why                          version  written
        ("the first",                   1,       true),
        ("the first again",             1,       false),
        ("one that was never read",     3,       false),
        ("the next",                    2,       true),
        ("the next again",              2,       false),
    ];
    for (why, version, written) in rows {
        assert_eq!(store.put_standing(&active(version)).await.is_ok(), written, "{why}");
    }
    let found = store.get_standing(&person_id(1)).await.unwrap();
    assert_eq!(Standing { listed: None, ..found }, active(2));
    let nobody = store.get_standing(&person_id(9)).await.unwrap();
    assert_eq!(nobody, Standing::nothing(person_id(9)));
}

#[tokio::test]
async fn a_membership_event_is_appended_once() {
    let store = store().await;
    let standing = member(1, 1, "U1", MembershipState::Active);
    store.put_member(&standing, &joined(1, "U1")).await.unwrap();
    let mut next = member(1, 2, "U1", MembershipState::Ended);
    next.open = None;
    let writes = vec![Write::Standing(next), Write::Event(person_id(1), joined(1, "U1"))];
    assert_eq!(store.commit(&submitted(1), writes).await, Err(StoreError::Conflict));
    let file = store.get_person_file(&person_id(1)).await.unwrap();
    let found = file.standing.map(|found| Standing { listed: None, ..found });
    assert_eq!(found, Some(standing), "the standing did not move without its event");
    assert_eq!(file.events, [joined(1, "U1")]);
}

#[tokio::test]
async fn the_members_of_a_union_are_those_whose_affiliation_is_open_there() {
    let store = store().await;
    let rows = [
        (1, "U1", MembershipState::Active),
        (2, "U1", MembershipState::Retained),
        (3, "U1", MembershipState::Ended),
        (4, "U2", MembershipState::Active),
    ];
    for (n, union, state) in rows {
        store.put_standing(&member(n, 1, union, state)).await.unwrap();
    }
    let members = store.list_members(&union_id("U1"), 10, None).await.unwrap();
    let who: Vec<_> = members.items.into_iter().map(|one| one.person).collect();
    assert_eq!(who, [person_id(1), person_id(2)]);
    let mut moved = store.get_standing(&person_id(1)).await.unwrap();
    moved.version += 1;
    moved.membership = member(1, 2, "U2", MembershipState::Active).membership;
    store.put_standing(&moved).await.unwrap();
    let members = store.list_members(&union_id("U1"), 10, None).await.unwrap();
    assert_eq!(members.items.len(), 1, "who moved is listed where he went");
    let members = store.list_members(&union_id("U2"), 10, None).await.unwrap();
    assert_eq!(members.items.len(), 2, "and there");
}

/// The row is written, changed and removed with the standing, or not at all.
#[tokio::test]
async fn a_row_of_a_union_says_what_the_standing_says_and_never_outlives_it() {
    let store = store().await;
    let union = union_id("U1");
    let listed = async |why: &str| {
        let rows = store.list_members(&union, 10, None).await.unwrap().items;
        let standing = store.get_standing(&person_id(1)).await.unwrap();
        let wanted: Vec<_> = standing.row().into_iter().map(|(_, row)| row).collect();
        assert_eq!(rows, wanted, "{why}");
        standing
    };
    store.put_standing(&member(1, 1, "U1", MembershipState::Active)).await.unwrap();
    let mut next = listed("joined").await;
    next.version = 2;
    next.name = "李𬭎".to_owned();
    store.put_standing(&next).await.unwrap();
    let mut stale = listed("renamed").await;
    stale.name = "赵".to_owned();
    assert_eq!(store.put_standing(&stale).await, Err(StoreError::Conflict));
    let mut next = listed("a stale write moves no row").await;
    next.version = 3;
    next.membership = member(1, 3, "U1", MembershipState::Retained).membership;
    store.put_standing(&next).await.unwrap();
    let mut next = listed("retained").await;
    next.version = 4;
    next.membership = member(1, 4, "U1", MembershipState::Ended).membership;
    store.put_standing(&next).await.unwrap();
    listed("ended").await;
}

#[tokio::test]
async fn a_member_is_found_by_his_name_or_its_initials_within_his_union() {
    let store = store().await;
    let names = ["王小明", "王小红", "吴晓梅", "李㛃", "李𬭎", "巴特尔·某", "单雪"];
    for (n, name) in (1..).zip(names) {
        let mut standing = member(n, 1, "U1", MembershipState::Active);
        standing.name = name.to_owned();
        store.put_standing(&standing).await.unwrap();
    }
    let beginning = NamePart::Beginning;
    let letters = NamePart::Initials;
    #[rustfmt::skip]
    let rows = [
        (beginning("王"),        &["王小红", "王小明"][..], "a surname, not others with its initial"),
        (beginning("王小明"),    &["王小明"],               "a whole name"),
        (beginning("李𬭎"),      &["李𬭎"],                 "a rare character"),
        (beginning("巴特尔·某"), &["巴特尔·某"],            "a mark within"),
        (letters("wx"),          &["王小红", "王小明", "吴晓梅"], "initials of several surnames"),
        (letters("wxm"),         &["王小明", "吴晓梅"],     "initials"),
        (letters("sx"),          &["单雪"],                 "a surname with its own reading"),
        (beginning("赵"),        &[],                       "nobody"),
    ];
    for (name, expected, why) in rows {
        let page = store.list_members_by_name(&union_id("U1"), name, None).await.unwrap();
        let mut found: Vec<_> = page.items.into_iter().map(|row| row.name).collect();
        let mut expected: Vec<_> = expected.iter().map(|name| (*name).to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{why}");
    }
    let other = store.list_members_by_name(&union_id("U2"), letters("w"), None).await.unwrap();
    assert_eq!(other.items, Vec::new(), "nobody of another union");
}

#[tokio::test]
async fn everything_about_a_person_comes_with_one_query() {
    let store = store().await;
    store.bind(&subject(1), &person(1, 1), &[]).await.unwrap();
    store.put_standing(&member(1, 1, "U1", MembershipState::Active)).await.unwrap();
    let mut consent = Consent {
        person: person_id(1),
        code: "JOIN".to_owned(),
        policy: "2026-11".to_owned(),
        granted: at(0),
        withdrawn: None,
        channel: "ONLINE".to_owned(),
    };
    store.put_consent(&consent).await.unwrap();
    let people = [person_id(1), person_id(2)];
    assert!(store.get_withdrawn(&people).await.unwrap().values().all(|codes| codes.is_empty()));
    consent.withdrawn = Some(at(5));
    store.put_consent(&consent).await.unwrap();
    let withdrawn = store.get_withdrawn(&people).await.unwrap();
    assert_eq!(withdrawn, HashMap::from([(person_id(1), BTreeSet::from(["JOIN".to_owned()]))]));
    let again = Consent { granted: at(9), withdrawn: None, ..consent.clone() };
    store.put_consent(&again).await.unwrap();
    assert!(store.get_withdrawn(&people).await.unwrap()[&person_id(1)].is_empty(), "given again");
    let file = store.get_person_file(&person_id(1)).await.unwrap();
    assert_eq!(file.person, Some(person(1, 1)));
    assert!(file.standing.is_some() && file.grant.is_none() && file.events.is_empty());
    assert_eq!(file.consents, [consent, again], "each giving is a row of its own");
}

#[tokio::test]
async fn the_officers_of_a_union_are_found_with_all_their_roles() {
    let store = store().await;
    let grants = [
        grant(1, "U1", Role::UnionVerifier),
        grant(1, "U1", Role::UnionApprover),
        grant(2, "U1", Role::UnionApprover),
        grant(1, "U2", Role::UnionApprover),
    ];
    for one in &grants {
        store.put_role(one).await.unwrap();
        store.put_role(one).await.unwrap();
    }
    let mut found = store.list_roles_by_union(&union_id("U1")).await.unwrap();
    found.sort_by(|left, right| (&left.subject, left.role).cmp(&(&right.subject, right.role)));
    assert_eq!(found, grants[..3]);
    let account = store.get_account(&subject(1)).await.unwrap();
    assert_eq!(account.caller.grants.len(), 3);
}

#[tokio::test]
async fn a_stand_in_is_seen_by_all_it_concerns_and_its_id_serves_one_pair() {
    let store = store().await;
    let stand_in = StandIn {
        id: StandInId::parse("01KT1AX7K0000000000000000A").unwrap(),
        principal: subject(1),
        deputy: subject(2),
        union: union_id("U1"),
        path: "/LN/U1/".to_owned(),
        role: Role::UnionApprover,
        from: day(1),
        to: day(5),
        named_by: subject(3),
    };
    store.put_stand_in(&stand_in).await.unwrap();
    let longer = StandIn { to: date(2026, 7, 1), ..stand_in.clone() };
    store.put_stand_in(&longer).await.unwrap();
    let deputy = store.get_account(&subject(2)).await.unwrap();
    assert_eq!(deputy.caller.stand_ins, std::slice::from_ref(&longer));
    for who in [1, 3] {
        let given = store.get_account(&subject(who)).await.unwrap().given;
        assert_eq!(given, std::slice::from_ref(&longer), "account {who}");
    }
    let other = StandIn { deputy: subject(4), ..stand_in };
    let done = store.put_stand_in(&other).await;
    assert_eq!(done, Err(StoreError::Conflict), "the id is another pair's");
    assert_eq!(store.get_account(&subject(4)).await.unwrap().caller.stand_ins, []);
    for _ in 0..2 {
        store.remove_stand_in(&longer).await.unwrap();
    }
    for who in 1..=3 {
        let account = store.get_account(&subject(who)).await.unwrap();
        assert!(account.caller.stand_ins.is_empty() && account.given.is_empty(), "account {who}");
    }
}
