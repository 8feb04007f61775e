//! D1 to D5, D8, D11, A5: runs, their periods, parts, entries, holds, budget lines, who is driven.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use crate::run_sample::{
    CODE, PERIOD, escalated, funded, hold, in_state, new_part, number, objection, one_more_hold,
    plain, planned, run, run_id, suspense,
};
use crate::sample::{application_id, at, store, subject, submitted};
use domain::money::Fen;
use domain::run::hold::Amendment;
use domain::run::part::{self, State, first_broken};
use domain::run::{Planner, Run, RunKind};
use store::{Budget, BudgetChange, InboxMessage, RunWrite, Sent, Store, StoreError};

fn other(n: u128, mend: impl FnOnce(&mut Run)) -> Run {
    let mut run = run(n);
    mend(&mut run);
    run
}

fn supplement(n: u128, to: u128) -> Run {
    other(n, |run| run.kind = RunKind::Supplement { to: run_id(to) })
}

#[tokio::test]
async fn a_period_has_one_regular_run_and_supplements_to_it() {
    let store = store().await;
    #[rustfmt::skip]
    let rows = [
        // why                                        run                                         taken
        ("the first of the period",                   run(1),                                     true),
        ("a second scheduler, another id",            run(2),                                     false),
        ("the same one again",                        run(1),                                     false),
        ("a later version of the benefit",            other(3, |run| run.benefit = format!("{CODE}@2")), false),
        ("another period",                            other(4, |run| run.period = "2027".into()), true),
        ("another benefit",                           other(5, |run| run.benefit = "living-aid@1".into()), true),
        ("a supplement",                              supplement(6, 1),                           true),
        ("another supplement",                        supplement(7, 1),                           true),
        ("a supplement to nothing",                   supplement(8, 99),                          false),
        ("another run under a number that is taken",  other(9, |run| { run.period = "2028".into(); run.number = number(1); }), false),
    ];
    for (why, run, taken) in rows {
        let wanted = if taken { Ok(()) } else { Err(StoreError::Conflict) };
        assert_eq!(store.put_new_run(&run).await, wanted, "{why}");
        let found = store.get_run(&run.id).await.unwrap();
        let is_there = taken || why == "the same one again";
        assert_eq!(found, is_there.then_some(run), "{why}");
    }
    let found = store.find_run(&format!("{CODE}@1"), PERIOD).await.unwrap();
    assert_eq!(found, Some(run_id(1)), "supplements are not the period's run");
    assert_eq!(store.find_run(CODE, "2029").await.unwrap(), None);
    assert_eq!(store.find_run_by_number(&number(6)).await.unwrap(), Some(run_id(6)));
    assert_eq!(store.find_run_by_number(&number(2)).await.unwrap(), None, "refused");
}

#[tokio::test]
async fn of_two_schedulers_at_once_one_wins() {
    let store = store().await;
    let (one, two) = (run(1), run(2));
    let (left, right) = tokio::join!(store.put_new_run(&one), store.put_new_run(&two));
    assert_eq!(u8::from(left.is_ok()) + u8::from(right.is_ok()), 1);
    let winner = store.find_run(CODE, PERIOD).await.unwrap().unwrap();
    assert_eq!(winner, if left.is_ok() { run_id(1) } else { run_id(2) });
}

#[tokio::test]
async fn runs_are_listed_by_year_and_the_newest_first_to_the_end() {
    let store = store().await;
    for n in 1..=5 {
        let late = n == 1;
        let mut next = other(n, |run| run.period = format!("2026-{n}"));
        next.year = if late { 2027 } else { 2026 };
        next.planned = Planner::Officer { subject: subject(1) };
        store.put_new_run(&next).await.unwrap();
    }
    let (mut found, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let page = store.list_runs(cursor.as_deref(), 2).await.unwrap();
        found.extend(page.items.into_iter().map(|run| run.id));
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(found, [1, 5, 4, 3, 2].map(run_id));
}

#[tokio::test]
async fn a_run_moves_from_the_version_that_was_read_only() {
    let store = store().await;
    store.put_new_run(&run(1)).await.unwrap();
    let next = other(1, |run| {
        run.version = 2;
        run.state = State::Drawn;
    });
    store.move_run(1, &next).await.unwrap();
    let stale = other(1, |run| run.version = 2);
    assert_eq!(store.move_run(1, &stale).await, Err(StoreError::Conflict));
    assert_eq!(
        store.move_run(1, &other(9, |_| {})).await,
        Err(StoreError::Conflict),
        "no such run"
    );
    assert_eq!(store.get_run(&run_id(1)).await.unwrap(), Some(next));
}

#[tokio::test]
async fn a_part_is_begun_once_and_its_entries_are_numbered_and_chained() {
    let store = store().await;
    let new = new_part(planned(1, "2101"));
    store.put_new_part(&new).await.unwrap();
    assert_eq!(store.put_new_part(&new).await, Err(StoreError::Conflict), "a second drive");
    let mut read = new.part.clone();
    for _ in 0..3 {
        let change = escalated(&read);
        store.commit_part(&change, Vec::new()).await.unwrap();
        assert_eq!(
            store.commit_part(&change, Vec::new()).await,
            Err(StoreError::Conflict),
            "again"
        );
        read = change.part;
    }
    let stale = escalated(&new.part);
    assert_eq!(store.commit_part(&stale, Vec::new()).await, Err(StoreError::Conflict), "a zombie");
    assert_eq!(store.get_part(&run_id(1), "2101").await.unwrap(), Some(read.clone()));
    let entries = store.list_part_entries(&run_id(1), "2101").await.unwrap();
    let numbers: Vec<u32> = entries.iter().map(|entry| entry.no).collect();
    assert_eq!((numbers, first_broken(&entries)), (vec![1, 2, 3, 4], None));
    store.put_new_part(&new_part(in_state(1, "2102", State::Funded))).await.unwrap();
    let mut whole = run(1);
    whole.parts = ["2102", "2199", "2101"].map(str::to_owned).to_vec();
    let heads = store.list_parts(&whole).await.unwrap();
    let cities: Vec<&str> = heads.iter().map(|part| part.part.as_str()).collect();
    assert_eq!(cities, ["2102", "2101"], "in the run's order, without what is not begun");
    assert_eq!(heads[1], read);
}

#[tokio::test]
async fn what_goes_with_a_change_goes_all_or_not_at_all() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    let message = InboxMessage {
        id: domain::id::MessageId::from_parts(1, 1),
        subject: subject(1),
        at: at(5),
        template: "run".to_owned(),
        text: domain::matter::Text { zh: "发放".to_owned(), en: "run".to_owned() },
        application: None,
        read: None,
    };
    let amendment = Amendment {
        batch: 1,
        line: 2,
        version: 1,
        account: "other".to_owned(),
        reason: "换卡".to_owned(),
        by: subject(1),
        at: at(5),
        approved_by: None,
        approved: None,
    };
    let writes = |no| {
        vec![
            objection(no),
            RunWrite::Amendment { amendment: amendment.clone(), read: u64::from(no) - 1 },
            RunWrite::Hold { hold: hold(1, 3, u64::from(no)), read: u64::from(no) - 1 },
            RunWrite::Message(message.clone(), 9_999_999_999),
        ]
    };
    let forgot = escalated(&part);
    assert_eq!(
        store.commit_part(&forgot, writes(1)).await,
        Err(StoreError::Conflict),
        "a hold that the head does not count"
    );
    let first = one_more_hold(&part);
    store.commit_part(&first, writes(1)).await.unwrap();
    let mut taken = writes(2);
    taken.push(objection(1));
    let second = one_more_hold(&first.part);
    let refused = store.commit_part(&second, taken).await;
    assert_eq!(refused, Err(StoreError::Conflict), "the objection's number is taken");
    assert_eq!(store.get_part(&run_id(1), "2101").await.unwrap().unwrap().holds, 1);
    assert_eq!(store.list_objections(&run_id(1), "2101").await.unwrap().len(), 1);
    assert_eq!(store.list_amendments(&run_id(1), "2101").await.unwrap(), [amendment]);
    assert_eq!(store.list_holds(&run_id(1), "2101").await.unwrap(), [hold(1, 3, 1)]);
    assert_eq!(store.list_inbox(&subject(1), 9, None).await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn a_hold_is_laid_before_its_batch_goes_or_says_that_it_is_too_late() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    let none = Err(StoreError::Conflict);
    store.lay_hold(&part, &hold(1, 3, 1), 0, None).await.unwrap();
    let again = store.lay_hold(&part, &hold(1, 4, 1), 0, None).await;
    assert_eq!(again, none, "another hold came first");
    let part = store.get_part(&run_id(1), "2101").await.unwrap().unwrap();
    assert_eq!((part.holds, part.version), (1, 2));
    assert_eq!(store.lay_hold(&part, &hold(1, 3, 1), 0, None).await, none, "it is held already");
    let changed = escalated(&part);
    store.commit_part(&changed, Vec::new()).await.unwrap();
    store.lay_hold(&part, &hold(1, 3, 2), 1, None).await.unwrap();
    let part = store.get_part(&run_id(1), "2101").await.unwrap().unwrap();
    assert_eq!((part.holds, part.version), (2, 4), "an entry in between does not matter");
    assert_eq!(store.send_batch(&part, &plain(&part, 1, 1, 2), None).await, Ok(Sent::Done));
    #[rustfmt::skip]
    let rows = [
        // why                                        hold           read  batch    laid
        ("read before the batch went",                hold(1, 5, 1), 0,    None,    false),
        ("read before the batch was booked on",       hold(1, 5, 1), 0,    Some(2), false),
        ("a line that stayed behind, as read",        hold(1, 5, 1), 0,    Some(1), true),
    ];
    for (why, hold, read, batch, laid) in rows {
        let done = store.lay_hold(&part, &hold, read, batch).await;
        assert_eq!(done.is_ok(), laid, "{why}: {done:?}");
    }
}

#[tokio::test]
async fn a_settled_part_takes_no_hold() {
    let store = store().await;
    for (n, state, laid) in [
        (1, State::Planned, true),
        (2, State::Executing, true),
        (3, State::Settled, false),
        (4, State::Closed, false),
        (5, State::Cancelled, false),
    ] {
        let change = new_part(in_state(n, "2101", state));
        store.put_new_part(&change).await.unwrap();
        let done = store.lay_hold(&change.part, &hold(1, 1, 1), 0, None).await;
        assert_eq!(done.is_ok(), laid, "{state:?}: {done:?}");
    }
}

fn granted(fen: u64) -> Budget {
    let change = BudgetChange {
        lowered: None,
        fen: Fen::new(fen),
        document: "辽财社〔2026〕示例".to_owned(),
        by: subject(1),
        at: at(0),
    };
    Budget::nothing("line", 2026).with(change).unwrap()
}

fn takes(fen: u64) -> Vec<RunWrite> {
    vec![RunWrite::Budget { line: "line".to_owned(), year: 2026, less: Fen::new(fen) }]
}

async fn available(store: &Store) -> u64 {
    store.get_budget("line", 2026).await.unwrap().unwrap().available.fen()
}

#[tokio::test]
async fn a_budget_line_is_never_overdrawn_not_even_by_two_parts_at_once() {
    let store = store().await;
    let (one, two) = (funded(&store, 1, "2101").await, funded(&store, 1, "2102").await);
    let (one, two) = (escalated(&one), escalated(&two));
    let missing = store.commit_part(&one, takes(1)).await;
    assert_eq!(missing, Err(StoreError::Conflict), "no such line");
    store.put_budget(&granted(100), 0).await.unwrap();
    let (left, right) =
        tokio::join!(store.commit_part(&one, takes(60)), store.commit_part(&two, takes(60)));
    assert_eq!(u8::from(left.is_ok()) + u8::from(right.is_ok()), 1);
    assert_eq!(available(&store).await, 40);
    let (loser, winner) = if left.is_ok() { (two, one) } else { (one, two) };
    let head = store.get_part(&run_id(1), &loser.part.part).await.unwrap().unwrap();
    assert_eq!(head.version, 1, "nothing of the loser is written");
    store.commit_part(&loser, takes(40)).await.unwrap();
    assert_eq!(available(&store).await, 0, "to the last fen");
    let back = RunWrite::BudgetBack { line: "line".to_owned(), year: 2026, more: Fen::new(7) };
    store.commit_part(&escalated(&winner.part), vec![back]).await.unwrap();
    assert_eq!(available(&store).await, 7);
}

#[tokio::test]
async fn a_grant_is_written_on_what_was_read() {
    let store = store().await;
    store.put_budget(&granted(100), 0).await.unwrap();
    let again = store.put_budget(&granted(100), 0).await;
    assert_eq!(again, Err(StoreError::Conflict), "a second first one");
    let read = store.get_budget("line", 2026).await.unwrap().unwrap();
    let part = funded(&store, 1, "2101").await;
    store.commit_part(&escalated(&part), takes(30)).await.unwrap();
    let more = granted(50).changes[0].clone();
    let next = read.clone().with(more.clone()).unwrap();
    let stale = store.put_budget(&next, read.version).await;
    assert_eq!(stale, Err(StoreError::Conflict), "a part took from it in between");
    let read = store.get_budget("line", 2026).await.unwrap().unwrap();
    store.put_budget(&read.clone().with(more).unwrap(), read.version).await.unwrap();
    let lines = store.list_budgets(2026).await.unwrap();
    let sums: Vec<_> = lines.iter().map(|one| (one.granted.fen(), one.available.fen())).collect();
    assert_eq!(sums, [(150, 120)]);
    assert_eq!(store.list_budgets(2027).await.unwrap(), []);
}

#[tokio::test]
async fn suspense_is_listed_until_it_is_cleared() {
    let store = store().await;
    let part = funded(&store, 1, "2101").await;
    for (id, minutes) in [("b", 2), ("a", 1), ("c", 3)] {
        store.put_suspense(&suspense(&part, id, minutes)).await.unwrap();
        let mut again = suspense(&part, id, minutes);
        again.fen = Fen::new(1);
        store.put_suspense(&again).await.unwrap();
    }
    let first = store.list_open_suspense(None, 2).await.unwrap();
    let rest = store.list_open_suspense(first.cursor.as_deref(), 2).await.unwrap();
    let open: Vec<_> = first.items.iter().chain(&rest.items).collect();
    let order: Vec<_> = open.iter().map(|one| (one.id.as_str(), one.fen.fen())).collect();
    assert_eq!(order, [("a", 500), ("b", 500), ("c", 500)], "oldest first, each booked once");
    let mut cleared = suspense(&part, "b", 2);
    cleared.version = 2;
    cleared.cleared = Some(domain::run::payment::Cleared {
        by: subject(1),
        to: domain::run::ledger::Account::Outside,
        reason: "退回银行".to_owned(),
        at: at(9),
    });
    let write = |read| vec![RunWrite::SuspenseRead { item: cleared.clone(), read }];
    let stale = store.commit_part(&escalated(&part), write(7)).await;
    assert_eq!(stale, Err(StoreError::Conflict));
    store.commit_part(&escalated(&part), write(1)).await.unwrap();
    let open = store.list_open_suspense(None, 9).await.unwrap().items;
    assert_eq!(open.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(store.list_suspense(&run_id(1), "2101").await.unwrap().len(), 3);
    assert_eq!(store.get_suspense(&run_id(1), "2101", "b").await.unwrap(), Some(cleared));
}

#[tokio::test]
async fn runs_are_due_by_their_own_moment_or_a_parts_each_once_and_apart_from_applications() {
    let store = store().await;
    store.commit(&submitted(1), Vec::new()).await.unwrap();
    store.put_new_run(&other(1, |run| run.wake = Some(at(1)))).await.unwrap();
    for city in ["2101", "2102"] {
        let mut part = planned(1, city);
        part.wake = Some(at(1));
        store.put_new_part(&new_part(part)).await.unwrap();
    }
    let mut alone = planned(2, "2101");
    alone.wake = Some(at(2));
    let alone = new_part(alone);
    store.put_new_part(&alone).await.unwrap();
    store.put_new_run(&other(3, |run| run.period = "2027".into())).await.unwrap();
    let due = store.list_all_due(at(5), 100).await.unwrap();
    let mut runs = due.runs.clone();
    runs.sort();
    assert_eq!(runs, [run_id(1), run_id(2)]);
    assert_eq!(due.applications, [application_id(1)]);
    assert_eq!(store.list_due(at(5), 100).await.unwrap(), due.applications);
    store.move_part_wake(&alone.part, at(30)).await.unwrap();
    store.move_run_wake(&run(1), at(30)).await.unwrap();
    assert_eq!(store.list_all_due(at(5), 100).await.unwrap().runs, [run_id(1)], "by its parts");
    let head = store.get_part(&run_id(2), "2101").await.unwrap().unwrap();
    assert_eq!((head.wake, head.version), (Some(at(30)), 1), "no new version");
    let moved = part::Part { version: 9, ..alone.part };
    assert_eq!(store.move_part_wake(&moved, at(40)).await, Err(StoreError::Conflict));
}
