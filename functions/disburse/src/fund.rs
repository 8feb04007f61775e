//! `POST …/funding`: the payer sets the funds aside, in one write with the budget line.

use crate::act::{again, no_kinship, told};
use crate::decide::{acting, allowed, done_before, shown};
use api::parts::FundingRequest;
use api::{Problem, ProblemCode};
use domain::authority::Action;
use domain::money::Fen;
use domain::run::ledger::{Account, Posting, Why};
use domain::run::part::{Deed, Details, Event, Hand, Part, StepKind};
use step::finance::counter::{Counter, actor};
use step::{Answer, Call, Fault, Kit};
use store::{RunWrite, StoreError};

pub(crate) async fn fund(kit: &Kit, call: &Call) -> Answer {
    let request: FundingRequest = call.read()?;
    no_kinship(request.no_kinship, call)?;
    again(async || once(kit, call, &request).await).await
}

async fn once(kit: &Kit, call: &Call, request: &FundingRequest) -> Answer {
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    let part = &seen.part;
    let standing = part.roll.as_ref().is_some_and(|roll| roll.list_hash == request.list_hash);
    let mine = |hand: &&Hand| hand.deed == Deed::Paid && hand.subject == counter.caller.subject;
    if let Some(first) = part.hands.iter().find(mine).filter(|_| standing) {
        return done_before(&counter, part, first.entry).await;
    }
    let pending = part.pending.as_ref().filter(|step| step.kind == StepKind::Funding);
    let pending = pending.ok_or(ProblemCode::StepClosed)?;
    let acting = acting(&counter, pending, Action::PayRun).await?;
    let on_register = counter.on_register(part, acting.principal.as_ref()).await?;
    allowed(part, pending.kind, &acting, on_register, &request.list_hash)?;
    let roll = part.roll.as_ref().ok_or(ProblemCode::ListChanged)?;
    let posting = (Account::Budget, Account::Reserved);
    let posting = Posting::of(posting, roll.total, Why::Fund, &part.period, call.now);
    let hand = Hand::next(part, Deed::Paid, acting.subject.clone(), acting.principal.clone());
    let details = Details {
        list_hash: Some(roll.list_hash.clone()),
        count: Some(roll.count),
        fen: Some(roll.total),
        step: Some(pending.no),
        ..Details::default()
    };
    let change = told(part, Event::Fund, call.now, actor(&acting), details, |next| {
        next.pending = None;
        next.postings.extend(posting);
        next.hands.push(hand);
    })?;
    match kit.store().commit_part(&change, budget(part, roll.total)).await {
        Ok(()) => {}
        Err(error) => return Err(why(kit, call, part, roll.total, error).await?),
    }
    kit.drive_run(&part.run, call.now).await;
    shown(&change.part, call.now, call)
}

fn budget(part: &Part, total: Fen) -> Vec<RunWrite> {
    if total == Fen::ZERO {
        return Vec::new();
    }
    vec![RunWrite::Budget { line: part.budget_line.clone(), year: part.year, less: total }]
}

/// Whether the budget line is short, and of how much; else what the table said.
async fn why(
    kit: &Kit,
    call: &Call,
    part: &Part,
    total: Fen,
    error: StoreError,
) -> Result<Fault, Fault> {
    let found = kit.store().get_budget(&part.budget_line, part.year).await?;
    let available = found.map_or(Fen::ZERO, |budget| budget.available);
    let lack = total.checked_sub(available).filter(|lack| *lack > Fen::ZERO);
    let Some(lack) = lack.filter(|_| error == StoreError::Conflict) else {
        return Ok(error.into());
    };
    let problem = Problem::new(ProblemCode::BudgetShort, call.language);
    let detail = match call.language {
        api::Language::Zh => {
            format!("预算余额{available}元,还差{lack}元。请先追加预算,再确认付款。")
        }
        api::Language::En => {
            format!(
                "{available} yuan are left, {lack} are lacking. Please have the line raised first."
            )
        }
    };
    Ok(problem.with_detail(detail).into())
}
