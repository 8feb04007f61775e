//! `PUT …/suspense/{item}` and `PUT /v1/budgets/{line}/{year}`: money is given a place.

use crate::act::{again, back_to_budget, reason, told};
use api::books::{BudgetRequest, ClearRequest};
use api::{FieldCode, Problem, ProblemCode};
use domain::authority::{Acting, Action};
use domain::benefit::newest;
use domain::id::SubjectId;
use domain::money::Fen;
use domain::run::ledger::{Account, Posting, Why};
use domain::run::part::{Details, Event};
use domain::run::payment::{Case, Cleared, State as Payment, Suspense, SuspenseWhy};
use domain::run::reconcile::open_period;
use step::finance::counter::{Counter, Seen, actor};
use step::finance::file_view::budget_view;
use step::finance::ledger_words::{account_of, clear_to, suspense};
use step::{Answer, Call, Fault, Kit, Reply};
use store::{Budget, BudgetChange, Lowering, RunWrite};

pub(crate) async fn clear(kit: &Kit, call: &Call) -> Answer {
    let request: ClearRequest = call.read()?;
    again(async || clear_once(kit, call, &request).await).await
}

async fn clear_once(kit: &Kit, call: &Call, request: &ClearRequest) -> Answer {
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    let acting = counter.acting(Action::KeepBooks, &seen.union)?;
    let part = &seen.part;
    let found = kit.store().get_suspense(&part.run, &part.part, call.param("item")).await?;
    let found = found.ok_or(ProblemCode::NotFound)?;
    let to = account_of(request.to);
    if let Some(cleared) = &found.cleared {
        let same = cleared.by == acting.subject && cleared.to == to;
        return if same { shown(&found, call) } else { Err(ProblemCode::PaymentState.into()) };
    }
    if !clear_to(found.why).contains(&to) {
        let problem = Problem::new(ProblemCode::FormFaulty, call.language);
        return Err(problem.with_error("/to", FieldCode::NotOneOf, call.language).into());
    }
    if found.version != request.version {
        return Err(ProblemCode::PaymentState.into());
    }
    let reason = request.reason.trim();
    let mut item = found.clone();
    item.version = found.version.saturating_add(1);
    let (entry, period) = ((Account::Suspense, to), open_period(part, call.now));
    item.postings.extend(Posting::of(entry, found.fen, Why::Clear, &period, call.now));
    item.cleared =
        Some(Cleared { by: acting.subject.clone(), to, reason: reason.to_owned(), at: call.now });
    let mut writes = vec![RunWrite::SuspenseRead { item: item.clone(), read: found.version }];
    let mut freed = Fen::ZERO;
    if to == Account::Budget {
        writes.extend(back_to_budget(part, found.fen));
        freed = found.fen;
    }
    writes.extend(arrived(&counter, &seen, &found, to).await?);
    let details = Details {
        fen: Some(found.fen),
        count: Some(1),
        deed: Some("CLEAR".to_owned()),
        text: Some(reason.to_owned()),
        ..Details::default()
    };
    let change = told(part, Event::Handle, call.now, actor(&acting), details, |next| {
        next.freed = next.freed.checked_add(freed).unwrap_or(next.freed);
    })?;
    kit.store().commit_part(&change, writes).await?;
    kit.drive_run(&part.run, call.now).await;
    shown(&item, call)
}

fn shown(item: &Suspense, call: &Call) -> Answer {
    Reply::json(200, &suspense(item, true, call.language))
}

/// The payment whose rest the bank paid after all has arrived.
async fn arrived(
    counter: &Counter<'_>,
    seen: &Seen,
    found: &Suspense,
    to: Account,
) -> Result<Option<RunWrite>, Fault> {
    let Some((batch, line)) = found.case else { return Ok(None) };
    if found.why != SuspenseWhy::PartPaid || to != Account::Paid {
        return Ok(None);
    }
    let (store, part) = (counter.kit.store(), &seen.part);
    let case = store.get_case(&part.run, &part.part, batch, line).await?;
    let case = case.filter(|case| case.state == Payment::PartPaid);
    let case = case.ok_or(ProblemCode::PaymentState)?;
    let moved = case.clone().moved(Payment::Confirmed, "P00", "", counter.call.now);
    let moved = moved.map_err(|_| ProblemCode::PaymentState)?;
    let paid = moved.fen;
    Ok(Some(RunWrite::CaseRead { case: Case { paid, ..moved }, read: case.version }))
}

pub(crate) async fn grant(kit: &Kit, call: &Call) -> Answer {
    let request: BudgetRequest = call.read()?;
    let counter = Counter::open(kit, call).await?;
    let acting = counter.acting(Action::KeepBooks, &counter.top().await?)?;
    let line = call.param("line");
    let year = call.param("year").parse::<i16>().ok().filter(|year| (2000..=2999).contains(year));
    let year = year.ok_or(ProblemCode::NotFound)?;
    if !newest().any(|benefit| benefit.budget_line == line) {
        return Err(ProblemCode::NotFound.into());
    }
    let found = kit.store().get_budget(line, year).await?;
    let read = found.as_ref().map_or(0, |budget| budget.version);
    let before = found.unwrap_or_else(|| Budget::nothing(line, year));
    let granted = Fen::new(request.granted_fen);
    let document = request.document.trim();
    let last = before.changes.last();
    let me = &acting.subject;
    let same = before.granted == granted && before.proposed.is_none();
    if same && last.is_some_and(|change| change.document == document) {
        return Reply::json(200, &budget_view(&before, me));
    }
    if granted < before.granted {
        return lower(kit, call, &request, before, &acting).await;
    }
    if read != request.version {
        return Err(ProblemCode::LostRace.into());
    }
    let after = match granted.checked_sub(before.granted).filter(|more| *more > Fen::ZERO) {
        Some(more) => {
            let document = document.to_owned();
            let by = me.clone();
            let change = BudgetChange { fen: more, lowered: None, document, by, at: call.now };
            before.with(change).ok_or(ProblemCode::BudgetShort)?
        }
        // What is granted now is to stay: a lower amount that was asked for is taken back.
        None if before.proposed.is_some() => before.proposing(None),
        None => {
            let problem = Problem::new(ProblemCode::FormFaulty, call.language);
            let code = FieldCode::OutOfRange;
            return Err(problem.with_error("/grantedFen", code, call.language).into());
        }
    };
    kit.store().put_budget(&after, read).await?;
    Reply::json(200, &budget_view(&after, me))
}

/// Less than now: the first person asks for it, the second agrees by asking for the same. Never
/// below what is set aside or spent, at either moment.
async fn lower(
    kit: &Kit,
    call: &Call,
    request: &BudgetRequest,
    before: Budget,
    acting: &Acting,
) -> Answer {
    let (me, read) = (&acting.subject, before.version);
    let granted = Fen::new(request.granted_fen);
    let document = request.document.trim().to_owned();
    let less = before.granted.checked_sub(granted).unwrap_or(Fen::ZERO);
    let waits = before.proposed.as_ref().filter(|waits| waits.granted == granted).cloned();
    let mine = |waits: &Lowering| {
        let same = |one: &SubjectId| one == me || acting.principal.as_ref() == Some(one);
        same(&waits.by) || waits.principal.as_ref().is_some_and(same)
    };
    if waits.as_ref().is_some_and(|waits| mine(waits) && waits.document == document) {
        return Reply::json(200, &budget_view(&before, me));
    }
    if read != request.version {
        return Err(ProblemCode::LostRace.into());
    }
    if before.available < less {
        return Err(ProblemCode::BudgetShort.into());
    }
    let after = match waits.filter(|waits| !mine(waits)) {
        Some(_) => before.lowered(me.clone(), call.now).ok_or(ProblemCode::BudgetShort)?,
        None => {
            let reason = reason(request.reason.as_deref(), "/reason", call)?.to_owned();
            let principal = acting.principal.clone();
            let (by, at) = (me.clone(), call.now);
            before.proposing(Some(Lowering { granted, document, reason, by, principal, at }))
        }
    };
    kit.store().put_budget(&after, read).await?;
    Reply::json(200, &budget_view(&after, me))
}
