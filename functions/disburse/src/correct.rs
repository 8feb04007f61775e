//! `POST …/correction` and its decision: another account, proposed by one and approved by another.

use crate::act::{Act, again, no_kinship, reason};
use crate::void::nothing_parked;
use api::ProblemCode;
use api::payments::{CorrectionDecisionRequest, CorrectionRequest};
use domain::authority::Action;
use domain::payee::BankAccount;
use domain::run::hold::Amendment;
use domain::run::part::{Event, State};
use domain::run::payment::{Case, State as Payment};
use step::finance::bank_accounts::{Entered, Typed, is_verified};
use step::finance::roll_view::is_stopped;
use step::{Answer, Call, Fault, Kit};
use store::RunWrite;

pub(crate) async fn propose(kit: &Kit, call: &Call) -> Answer {
    let request: CorrectionRequest = call.read()?;
    again(async || {
        let act = Act::open(kit, call, Action::CorrectPayment).await?;
        act.not_own()?;
        correctable(&act).await?;
        let account = account(&act, &request).await?;
        let reason = request.reason.trim();
        let open = act.amendment.as_ref().filter(|one| one.approved_by.is_none());
        let same = |one: &&Amendment| {
            one.by == act.acting.subject && one.account == account && one.reason == reason
        };
        if open.filter(same).is_some() {
            return act.answer(act.part()).await;
        }
        let read = act.amendment.as_ref().map_or(0, |one| one.version);
        let amendment = Amendment {
            batch: act.place.0,
            line: act.place.1,
            version: read.saturating_add(1),
            account,
            reason: reason.to_owned(),
            by: act.acting.subject.clone(),
            at: act.at(),
            approved_by: None,
            approved: None,
        };
        let change = act.change(Event::Handle, "PROPOSE", reason, |_| {})?;
        act.commit(&change, vec![RunWrite::Amendment { amendment, read }]).await
    })
    .await
}

/// A payment that failed or came back, or a line that stops its part.
async fn correctable(act: &Act<'_>) -> Result<(), Fault> {
    if matches!(act.part().state, State::Planned | State::Closed | State::Cancelled) {
        return Err(ProblemCode::PaymentState.into());
    }
    match &act.case {
        Some(case) => match case.state {
            Payment::Failed | Payment::Returned => Ok(()),
            Payment::PartPaid => nothing_parked(act, case).await,
            _ => Err(ProblemCode::PaymentState.into()),
        },
        None if is_stopped(act.part().stopped.as_ref(), act.place) => Ok(()),
        None => Err(ProblemCode::PaymentState.into()),
    }
}

/// The fingerprint of the account that is proposed: one that is entered now, or the payee's own.
async fn account(act: &Act<'_>, request: &CorrectionRequest) -> Result<String, Fault> {
    let kit = act.counter.kit;
    let now = kit.store().get_bank_account(&act.line.person).await?;
    let Some(typed) = &request.account else {
        let fits = now.filter(|account| account.fits(&act.line.name));
        return Ok(fits.ok_or(ProblemCode::AccountUnfit)?.fingerprint);
    };
    let typed = Typed {
        holder: &typed.holder,
        bank: &typed.bank,
        number: &typed.number,
        clearing: typed.clearing.as_deref(),
        proxy: typed.proxy.as_ref(),
    };
    let synthetic = kit.settings().allow_synthetic;
    let language = act.counter.call.language;
    let entered = Entered::read(&typed, &act.line.name, synthetic, "/account", language)?;
    let by = &act.acting.subject;
    let new = entered.account(kit, &act.line.person, now.as_ref(), by, act.at()).await?;
    match (new, now) {
        (Some(new), before) => {
            let read = before.map_or(0, |account| account.version);
            kit.store().put_bank_account(&new, read).await?;
            Ok(new.fingerprint)
        }
        (None, Some(same)) => Ok(same.fingerprint),
        (None, None) => Err(ProblemCode::AccountUnfit.into()),
    }
}

pub(crate) async fn decide(kit: &Kit, call: &Call) -> Answer {
    let request: CorrectionDecisionRequest = call.read()?;
    if !request.approve {
        reason(request.reason.as_deref(), "/reason", call)?;
    }
    no_kinship(request.no_kinship, call)?;
    again(async || {
        let act = Act::open(kit, call, Action::CorrectPayment).await?;
        act.not_own()?;
        let found = act.amendment.clone().filter(|one| !one.account.is_empty());
        let amendment = found.ok_or(ProblemCode::PaymentState)?;
        if amendment.approved_by.as_ref() == Some(&act.acting.subject) && request.approve {
            return act.answer(act.part()).await;
        }
        if amendment.approved_by.is_some() {
            return Err(ProblemCode::PaymentState.into());
        }
        if act.is_same_hand(&amendment.by) {
            return Err(ProblemCode::SecondPerson.into());
        }
        let text = request.reason.as_deref().unwrap_or_default().trim();
        if request.approve {
            approve(&act, amendment, text).await
        } else {
            refuse(&act, amendment, text).await
        }
    })
    .await
}

/// A refused one names no account any more.
async fn refuse(act: &Act<'_>, amendment: Amendment, text: &str) -> Answer {
    let read = amendment.version;
    let version = read.saturating_add(1);
    let amendment = Amendment { version, account: String::new(), ..amendment };
    let change = act.change(Event::Handle, "REFUSE", text, |_| {})?;
    act.commit(&change, vec![RunWrite::Amendment { amendment, read }]).await
}

async fn approve(act: &Act<'_>, amendment: Amendment, text: &str) -> Answer {
    correctable(act).await?;
    verified(act, &amendment).await?;
    let read = amendment.version;
    let fingerprint = amendment.account.clone();
    let amendment = Amendment {
        version: read.saturating_add(1),
        approved_by: Some(act.acting.subject.clone()),
        approved: Some(act.at()),
        ..amendment
    };
    let mut writes = vec![RunWrite::Amendment { amendment, read }, act.batch_as_read()];
    if let Some(case) = &act.case {
        writes.push(corrected(case, &fingerprint, act)?);
    }
    let event = if goes_on(act).await? { Event::Resume } else { Event::Handle };
    let change = act.change(event, "CORRECT", text, |next| {
        if event == Event::Resume {
            next.stopped = None;
            next.pending = None;
        }
    })?;
    act.commit(&change, writes).await
}

fn corrected(case: &Case, fingerprint: &str, act: &Act<'_>) -> Result<RunWrite, Fault> {
    let moved = case.clone().moved(Payment::Corrected, "P10", "", act.at());
    let moved = moved.map_err(|_| ProblemCode::PaymentState)?;
    let case_after = Case { account: fingerprint.to_owned(), ..moved };
    Ok(RunWrite::CaseRead { case: case_after, read: case.version })
}

/// The account must still be the one that was proposed; whoever approves it verifies it too.
async fn verified(act: &Act<'_>, amendment: &Amendment) -> Result<(), Fault> {
    let store = act.counter.kit.store();
    let now = store.get_bank_account(&act.line.person).await?;
    let now = now
        .filter(|account| account.fingerprint == amendment.account && account.fits(&act.line.name));
    let now = now.ok_or(ProblemCode::AccountUnfit)?;
    if is_verified(&now) {
        return Ok(());
    }
    if act.is_same_hand(&now.entered_by) {
        return Err(ProblemCode::SecondPerson.into());
    }
    let read = now.version;
    let seen = BankAccount {
        version: read.saturating_add(1),
        verified: Some(act.at()),
        verified_by: Some(act.acting.subject.clone()),
        ..now
    };
    Ok(store.put_bank_account(&seen, read).await?)
}

/// Whether this was the last line that kept the part from going on.
async fn goes_on(act: &Act<'_>) -> Result<bool, Fault> {
    let part = act.part();
    let Some(stopped) =
        part.stopped.as_ref().filter(|_| is_stopped(part.stopped.as_ref(), act.place))
    else {
        return Ok(false);
    };
    let store = act.counter.kit.store();
    let amended = store.list_amendments(&part.run, &part.part).await?;
    let holds = store.list_holds(&part.run, &part.part).await?;
    let is_done = |line: u16| {
        (stopped.batch, line) == act.place
            || amended.iter().any(|one| {
                (one.batch, one.line) == (stopped.batch, line) && one.approved_by.is_some()
            })
            || holds.iter().any(|one| {
                one.draw == part.draw
                    && (one.batch, one.line) == (stopped.batch, line)
                    && (one.is_open() || one.is_void())
            })
    };
    Ok(stopped.lines.iter().all(|line| is_done(*line)))
}
