//! What can happen to a membership: each change by itself, and long random lives that try to break
//! what must always hold.
#![expect(
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::case::union;
use domain::id::{ApplicationId, MembershipId, PersonId};
use domain::membership::change::{
    Act, Changed, Entering, Joining, Unchangeable, decease, expel, join, leave, reactivate,
    restore, retain, transfer, withdraw_after_review,
};
use domain::membership::{
    AffiliationKind, EndedHow, MembershipEvent, MembershipState, RetainCause, Standing, before_end,
    counted, fold, on_day, stays,
};
use domain::occupation::{ChangeExtension, ChangeReason, ChangeType};
use domain::union::{Union, UnionKind, UnionStatus};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;

const MOVED: ChangeReason = ChangeReason::WorkRelationChanged;

fn joining(id: MembershipId, number: &str) -> Joining {
    Joining { id, number: number.to_owned(), name: "王合成".to_owned() }
}

fn at(day: Date) -> Timestamp {
    day.at(4, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp()
}

fn act(day: Date) -> Act {
    Act { on: day, at: at(day), application: None }
}

fn entering(name: &str) -> Entering {
    let union = union(name, &format!("/LN/{name}/"));
    Entering::member(&union, AffiliationKind::Employer, None).unwrap()
}

/// A person's standing with all events, as the table would hold them.
#[derive(Clone, Debug)]
struct Life {
    standing: Standing,
    events: Vec<MembershipEvent>,
}

impl Life {
    fn new() -> Life {
        Life { standing: Standing::nothing(PersonId::from_parts(1, 1)), events: Vec::new() }
    }

    fn member(day: Date) -> Life {
        let mut life = Life::new();
        let id = MembershipId::from_parts(1, 2);
        life.take(join(&life.standing, joining(id, "1"), &entering("OWN"), &act(day)));
        life
    }

    fn take(&mut self, changed: Result<Changed, Unchangeable>) {
        let Changed { standing, events } = changed.unwrap();
        self.standing = standing;
        self.events.extend(events);
    }

    fn state(&self) -> Option<MembershipState> {
        self.standing.membership.as_ref().map(|one| one.state)
    }

    /// Invariants 2 and 5 of domain 11.10, and that the events tell the same as the standing.
    fn check(&self) {
        let Some(membership) = &self.standing.membership else { return };
        assert_eq!(fold(&self.events), Some(membership.state), "the state is the fold");
        let seqs: Vec<u32> = self.events.iter().map(|event| event.seq).collect();
        assert!(seqs.iter().copied().eq(1..=membership.events), "numbered without gaps: {seqs:?}");
        let ended = membership.state == MembershipState::Ended;
        assert_eq!(membership.affiliation.is_none(), ended, "one affiliation unless ended");
        assert_eq!(membership.ended.is_some(), ended);
        assert_eq!(membership.retained.is_some(), membership.state == MembershipState::Retained);
        let stays = stays(&self.events);
        let open: Vec<_> = stays.iter().filter(|stay| stay.until.is_none()).collect();
        match &membership.affiliation {
            Some(held) => {
                assert_eq!(open.len(), 1, "one open stay");
                let (union, from) = (&open[0].union, open[0].from);
                assert_eq!((union, from), (&held.union, held.from), "the open stay");
                assert_eq!(open[0].state, membership.state);
                assert_eq!(open[0].kind, Some(held.kind));
            }
            None => assert!(open.is_empty(), "none has one"),
        }
        for pair in stays.windows(2) {
            let (one, next) = (&pair[0], &pair[1]);
            let last = one.until.expect("only the last is open");
            assert!(one.from <= last && last < next.from, "no overlap: {stays:?}");
            if one.membership == next.membership {
                assert_eq!(last.tomorrow().unwrap(), next.from, "no gap: {stays:?}");
            }
        }
        let members: i64 = self.events.iter().map(counted).sum();
        assert_eq!(members, i64::from(membership.state == MembershipState::Active), "counted once");
        let mut by_path: BTreeMap<&str, i64> = BTreeMap::new();
        for event in &self.events {
            *by_path.entry(&event.path).or_default() += counted(event);
        }
        let here = membership.affiliation.as_ref().filter(|_| members == 1);
        for (path, sum) in by_path {
            let wanted = i64::from(here.is_some_and(|held| held.path == path));
            assert_eq!(sum, wanted, "the counter of {path}");
        }
    }
}

#[test]
fn each_change_leaves_its_national_code() {
    use ChangeType::{Expel, Join, Leave, Retain, TransferIn, TransferOut};
    let day = date(2026, 6, 1);
    let life = Life::member(date(2026, 1, 5));
    let s = &life.standing;
    let codes = |changed: Result<Changed, Unchangeable>| {
        let events = changed.unwrap().events;
        let code = |event: &MembershipEvent| {
            let (reason, ext) = (event.reason.map(ChangeReason::code), event.ext);
            (event.kind.code(), reason, ext.map(ChangeExtension::code))
        };
        events.iter().map(code).collect::<Vec<_>>()
    };
    let kept = |cause| codes(retain(s, cause, None, &act(day)));
    let (out, into) = (TransferOut.code(), TransferIn.code());
    #[rustfmt::skip]
    let rows = [
        ("joined",            vec![(life.events[0].kind.code(), None, None)],            vec![(Join.code(), None, None)]),
        ("moved",             codes(transfer(s, &entering("NEW"), MOVED, &act(day))),    vec![(out, Some(1), None), (into, Some(1), None)]),
        ("retired",           kept(RetainCause::Retired),                                vec![(Retain.code(), Some(1), None)]),
        ("unemployed",        kept(RetainCause::Unemployed),                             vec![(Retain.code(), Some(3), None)]),
        ("employer bankrupt", kept(RetainCause::EmployerClosed),                         vec![(Retain.code(), Some(4), None)]),
        ("union dissolved",   kept(RetainCause::UnionDissolved),                         vec![(Retain.code(), None, Some(8))]),
        ("military service",  kept(RetainCause::Military),                               vec![(Retain.code(), Some(1), None)]),
        ("left",              codes(leave(s, &act(day))),                                vec![(Leave.code(), Some(5), None)]),
        ("after a review",    codes(withdraw_after_review(s, &act(day))),                vec![(Leave.code(), None, None)]),
        ("expelled",          codes(expel(s, &act(day))),                                vec![(Expel.code(), Some(6), None)]),
        ("died",              codes(decease(s, &act(day))),                              vec![(Leave.code(), None, Some(7))]),
    ];
    for (why, got, wanted) in rows {
        assert_eq!(got, wanted, "{why}");
    }
}

#[test]
fn who_moves_on_a_day_belongs_to_the_old_union_until_the_day_before() {
    let mut life = Life::member(date(2026, 1, 5));
    life.take(transfer(&life.standing, &entering("NEW"), MOVED, &act(date(2026, 6, 1))));
    life.take(retain(&life.standing, RetainCause::Unemployed, None, &act(date(2026, 8, 1))));
    life.take(reactivate(&life.standing, &entering("THIRD"), &act(date(2026, 9, 1))));
    life.take(leave(&life.standing, &act(date(2026, 10, 1))));
    life.check();
    let active = Some(MembershipState::Active);
    #[rustfmt::skip]
    let rows = [
        // why                        day                union          state
        ("before he joined",          date(2026, 1, 4),  None,          None),
        ("the day he joined",         date(2026, 1, 5),  Some("OWN"),   active),
        ("the day before he moved",   date(2026, 5, 31), Some("OWN"),   active),
        ("the day he moved",          date(2026, 6, 1),  Some("NEW"),   active),
        ("retained in the same union", date(2026, 8, 1), Some("NEW"),   Some(MembershipState::Retained)),
        ("back at work elsewhere",    date(2026, 9, 1),  Some("THIRD"), active),
        ("his last day",              date(2026, 9, 30), Some("THIRD"), active),
        ("the day he left",           date(2026, 10, 1), None,          None),
    ];
    for (why, day, union, state) in rows {
        let stay = on_day(&life.events, day);
        let got = stay.as_ref().map(|stay| stay.union.as_str());
        assert_eq!((got, stay.as_ref().map(|stay| stay.state)), (union, state), "{why}");
    }
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let joined = date(2026, 1, 5);
    let day = date(2026, 6, 1);
    let active = Life::member(joined);
    let kept = |cause| {
        let mut life = active.clone();
        life.take(retain(&life.standing, cause, None, &act(day)));
        life.standing
    };
    let (retired, jobless) = (kept(RetainCause::Retired), kept(RetainCause::Unemployed));
    let mut gone = active.clone();
    gone.take(leave(&gone.standing, &act(day)));
    let (s, gone, nobody) = (&active.standing, &gone.standing, Life::new().standing);
    let new = entering("NEW");
    let mut closed = union("GONE", "/LN/GONE/");
    closed.status = UnionStatus::Dissolving;
    let mut leads = union("LEADS", "/LN/LEADS/");
    leads.kind = UnionKind::Federation;
    let late = Act { on: day.tomorrow().unwrap(), ..act(day) };
    let member = |union: &Union| Entering::member(union, AffiliationKind::Employer, None).map(drop);
    use Unchangeable::*;
    #[rustfmt::skip]
    let rows = [
        ("nobody leaves",                     leave(&nobody, &act(day)).map(drop),                             NotInForce),
        ("nobody leaves twice",               leave(gone, &act(day)).map(drop),                                NotInForce),
        ("the dead are not retained",         retain(gone, RetainCause::Military, None, &act(day)).map(drop),  NotInForce),
        ("a member does not join again",      join(s, joining(MembershipId::from_parts(3, 3), "2"), &new, &act(day)).map(drop), InForce),
        ("before he came",                    leave(s, &act(joined.yesterday().unwrap())).map(drop),           DayImpossible),
        ("in the future",                     leave(s, &late).map(drop),                                       DayImpossible),
        ("to where he is",                    transfer(s, &entering("OWN"), MOVED, &act(day)).map(drop),       SameUnion),
        ("retained twice at the same union",  retain(&jobless, RetainCause::Military, None, &act(day)).map(drop), SameUnion),
        ("an active one is not reactivated",  reactivate(s, &new, &act(day)).map(drop),                        NotRetained),
        ("a retired one stays retained",      transfer(&retired, &new, MOVED, &act(day)).map(drop),            Retired),
        ("only the dead come back so",        restore(gone, &before_end(&active.events).unwrap_or_else(|| stays(&active.events)[0].clone()), &new, &act(day)).map(drop), NotDeceased),
        ("into a union that is going",        member(&closed),                                                 UnionClosed),
        ("into one that leads",               member(&leads),                                                  UnionClosed),
        ("held by a union that is going",     Entering::holding(&closed).map(drop),                            UnionClosed),
    ];
    for (why, got, wanted) in rows {
        assert_eq!(got, Err(wanted), "{why}");
    }
    assert!(Entering::holding(&leads).is_ok(), "one that leads may hold");
}

#[test]
fn a_wrong_report_of_death_is_undone_without_a_gap() {
    for cause in [None, Some(RetainCause::Retired)] {
        let mut life = Life::member(date(2026, 1, 5));
        if let Some(cause) = cause {
            life.take(retain(&life.standing, cause, None, &act(date(2026, 3, 1))));
        }
        let before = life.standing.membership.clone().unwrap();
        life.take(decease(&life.standing, &act(date(2026, 6, 1))));
        let ended = life.standing.membership.clone().unwrap().ended.unwrap();
        assert_eq!(ended.how, EndedHow::Deceased);
        life.check();
        let stay = before_end(&life.events).unwrap();
        life.take(restore(&life.standing, &stay, &entering("OWN"), &act(date(2026, 7, 1))));
        life.check();
        let after = life.standing.membership.clone().unwrap();
        assert_eq!((after.state, after.retained), (before.state, before.retained));
        assert_eq!(on_day(&life.events, date(2026, 6, 15)).unwrap().state, before.state);
    }
}

#[test]
fn who_left_joins_again_under_a_new_number_and_his_history_goes_on() {
    let mut life = Life::member(date(2026, 1, 5));
    life.take(leave(&life.standing, &act(date(2026, 6, 1))));
    let again = MembershipId::from_parts(7, 7);
    let early = join(
        &life.standing,
        joining(again.clone(), "2"),
        &entering("NEW"),
        &act(date(2026, 5, 31)),
    );
    assert_eq!(early.map(drop), Err(Unchangeable::DayImpossible), "before he had left");
    life.take(join(&life.standing, joining(again, "2"), &entering("NEW"), &act(date(2026, 7, 1))));
    life.check();
    let former: Vec<_> = life.standing.former.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(former, ["1"]);
    assert_eq!(on_day(&life.events, date(2026, 6, 15)), None);
    assert_eq!(on_day(&life.events, date(2026, 2, 1)).unwrap().union.as_str(), "OWN");
}

#[test]
fn the_change_gives_up_the_place_of_its_own_application_and_no_other() {
    let mut life = Life::member(date(2026, 1, 5));
    let (own, other) = (ApplicationId::from_parts(1, 1), ApplicationId::from_parts(2, 2));
    let by = Act { application: Some(own.clone()), ..act(date(2026, 6, 1)) };
    for (open, wanted) in [(Some(own), None), (Some(other.clone()), Some(other)), (None, None)] {
        life.standing.open = open;
        assert_eq!(leave(&life.standing, &by).unwrap().standing.open, wanted);
    }
}

/// A small generator of numbers: the same seed, the same life.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn pick(&mut self, of: u64) -> usize {
        usize::try_from(self.roll(of)).unwrap()
    }
}

/// Invariants 2, 3 and 5 over 500 lives of 40 days on which something is tried.
#[test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
fn no_order_of_changes_breaks_a_life() {
    let mut taken = BTreeMap::new();
    for seed in 1..=500_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut life = Life::new();
        let mut today = date(2020, 1, 1);
        for turn in 0..40_u128 {
            // Often the same day, at times the day before, which must be refused or do no harm.
            let on = match dice.roll(4) {
                0 => today.saturating_sub(1.day()),
                1 => today,
                _ => {
                    today = today.saturating_add(i64::try_from(dice.roll(90)).unwrap().days());
                    today
                }
            };
            let act = Act { on, at: at(today), application: None };
            let to = entering(["OWN", "NEW", "THIRD", "STREET"][dice.pick(4)]);
            let cause = RetainCause::ALL[dice.pick(5)];
            let s = &life.standing;
            let what = dice.roll(9);
            let tried = match what {
                0 | 1 => join(
                    s,
                    joining(MembershipId::from_parts(1, turn), &turn.to_string()),
                    &to,
                    &act,
                ),
                2 => transfer(s, &to, MOVED, &act),
                3 => retain(s, cause, (dice.roll(2) == 0).then_some(&to), &act),
                4 => reactivate(s, &to, &act),
                5 => match dice.roll(3) {
                    0 => leave(s, &act),
                    1 => withdraw_after_review(s, &act),
                    _ => expel(s, &act),
                },
                6 | 7 => decease(s, &act),
                _ => match before_end(&life.events) {
                    Some(stay) => {
                        let back = entering(stay.union.as_str());
                        restore(s, &stay, &back, &act)
                    }
                    None => Err(Unchangeable::NotDeceased),
                },
            };
            let before = life.clone();
            match tried {
                Ok(changed) => {
                    *taken.entry(what).or_insert(0_u32) += 1;
                    life.take(Ok(changed));
                    assert_eq!(life.standing.version, before.standing.version + 1);
                    assert_eq!(
                        life.events[..before.events.len()],
                        before.events[..],
                        "append-only"
                    );
                }
                Err(_) => assert!(before.state() == life.state()),
            }
            life.check();
        }
    }
    assert!(taken.values().all(|times| *times > 100), "every change was made often: {taken:?}");
}
