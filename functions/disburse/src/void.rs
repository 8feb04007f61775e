//! `POST …/void`: gives a payment up that failed, came back, or was never sent.

use crate::act::{Act, again};
use api::payments::VoidRequest;
use api::{Problem, ProblemCode};
use domain::authority::Action;
use domain::benefit::period_year;
use domain::money::Fen;
use domain::run::instruct::Slot;
use domain::run::part::{Event, State};
use domain::run::payment::{Case, State as Payment, SuspenseWhy};
use domain::run::reference::Message;
use step::{Answer, Call, Fault, Kit, runs};
use store::RunWrite;

pub(crate) async fn void(kit: &Kit, call: &Call) -> Answer {
    let request: VoidRequest = call.read()?;
    again(async || once(kit, call, request.reason.trim()).await).await
}

async fn once(kit: &Kit, call: &Call, reason: &str) -> Answer {
    let act = Act::open(kit, call, Action::CorrectPayment).await?;
    act.not_own()?;
    let Some(case) = &act.case else {
        let code =
            if act.batch.is_some() { ProblemCode::TooLate } else { ProblemCode::PaymentState };
        return Err(code.into());
    };
    match case.state {
        Payment::Void => return act.answer(act.part()).await,
        Payment::Failed
        | Payment::Returned
        | Payment::PartPaid
        | Payment::Corrected
        | Payment::Approved => {}
        Payment::Submitted => return Err(ProblemCode::TooLate.into()),
        Payment::Held | Payment::Confirmed => return Err(ProblemCode::PaymentState.into()),
    }
    if matches!(act.part().state, State::Closed | State::Cancelled) {
        return Err(ProblemCode::PaymentState.into());
    }
    nothing_parked(&act, case).await?;
    let (void, back, freed) = act.given_up(case, "P11", reason)?;
    let mut writes = vec![void, act.batch_as_read()];
    writes.extend(back);
    writes.extend(slot(&act, case)?);
    let change = act.change(Event::Handle, "VOID", reason, |next| {
        next.freed = next.freed.checked_add(freed).unwrap_or(next.freed);
    })?;
    act.commit(&change, writes).await
}

/// The rest of a part payment must lie among what is reserved before it is given up or sent.
pub(crate) async fn nothing_parked(act: &Act<'_>, case: &Case) -> Result<(), Fault> {
    if case.paid == Fen::ZERO {
        return Ok(());
    }
    let part = act.part();
    let found = act.counter.kit.store().list_suspense(&part.run, &part.part).await?;
    let parked = found.iter().any(|item| {
        item.case == Some(act.place) && item.cleared.is_none() && item.why == SuspenseWhy::PartPaid
    });
    if !parked {
        return Ok(());
    }
    let language = act.counter.call.language;
    let detail = language.pick(
        "这笔款的差额还在暂记。请先与银行核对,把差额转回已预留。",
        "The difference of this payment is in suspense. Please clear it to reserved first.",
    );
    Err(Problem::new(ProblemCode::PaymentState, language).with_detail(detail).into())
}

/// What kept the payment unique, so that a supplement can pay it; not where some of it arrived.
fn slot(act: &Act<'_>, case: &Case) -> Result<Option<RunWrite>, Fault> {
    if case.attempt == 0 || case.paid > Fen::ZERO {
        return Ok(None);
    }
    let part = act.part();
    let benefit = runs::benefit(&part.benefit)?;
    let year = period_year(&part.period).unwrap_or(part.year);
    let cap = benefit.yearly_cap(year, &part.part);
    Ok(Some(RunWrite::FreeSlot(Slot {
        person: case.person.clone(),
        year: part.year,
        benefit: benefit.code.clone(),
        period: part.period.clone(),
        kind: case.kind.clone(),
        message: Message {
            run: part.run_number.clone(),
            part: part.part.clone(),
            batch: act.place.0,
            attempt: 1,
        },
        line: act.place.1,
        fen: case.fen,
        group: act.line.group.clone(),
        cap: cap.map(|(group, limit)| (group.to_owned(), limit)),
    })))
}
