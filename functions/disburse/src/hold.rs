//! `POST …/hold` and `…/release`: keeps a line from being paid, and ends that.

use crate::act::{Act, again};
use api::lines::{HoldEndName, HoldKindName};
use api::payments::{HoldRequest, ReleaseRequest};
use api::{Problem, ProblemCode};
use domain::authority::Action;
use domain::run::hold::{Ended, Hold, HoldEnd, HoldKind};
use domain::run::part::{Event, State};
use domain::run::payment::{Case, State as Payment};
use step::{Answer, Call, Fault, Kit};
use store::RunWrite;

pub(crate) async fn lay(kit: &Kit, call: &Call) -> Answer {
    let request: HoldRequest = call.read()?;
    let kind = match request.kind {
        HoldKindName::Deceased => HoldKind::Deceased,
        HoldKindName::NotPayable => HoldKind::NotPayable,
        HoldKindName::ByHand | HoldKindName::Objection | HoldKindName::AccountChanged => {
            HoldKind::ByHand
        }
    };
    again(async || {
        let act = Act::open(kit, call, Action::HoldPayment).await?;
        let reason = request.reason.trim();
        if let Some(hold) = act.hold.as_ref().filter(|hold| hold.is_open()) {
            let mine = hold.by.as_ref() == Some(&act.acting.subject);
            return if mine && hold.kind == kind && hold.reason == reason {
                act.answer(act.part()).await
            } else {
                Err(ProblemCode::AlreadyHeld.into())
            };
        }
        let writes = writes(&act, kind, reason)?;
        let change = act.change(Event::Handle, "HOLD", reason, |next| {
            next.holds = next.holds.saturating_add(1);
        })?;
        act.commit(&change, writes).await
    })
    .await
}

/// A hold on a line that nobody has sent, or that waits to be sent again.
pub(crate) fn writes(act: &Act<'_>, kind: HoldKind, reason: &str) -> Result<Vec<RunWrite>, Fault> {
    let state = act.part().state;
    if matches!(state, State::Planned | State::Settled | State::Closed | State::Cancelled) {
        return Err(ProblemCode::PaymentState.into());
    }
    let mut writes = vec![RunWrite::Hold { hold: new(act, kind, reason), read: act.hold_version }];
    writes.push(act.batch_as_read());
    match (&act.batch, &act.case) {
        (None, _) => {}
        (Some(_), Some(case)) if case.state == Payment::Approved => {
            writes.push(moved(case, Payment::Held, code(kind), reason, act)?);
        }
        (Some(_), Some(case)) if case.state == Payment::Held => {
            return Err(ProblemCode::AlreadyHeld.into());
        }
        (Some(_), Some(case)) if case.state != Payment::Submitted => {
            return Err(ProblemCode::PaymentState.into());
        }
        (Some(_), _) => return Err(ProblemCode::TooLate.into()),
    }
    Ok(writes)
}

fn new(act: &Act<'_>, kind: HoldKind, reason: &str) -> Hold {
    Hold {
        draw: act.part().draw,
        batch: act.place.0,
        line: act.place.1,
        version: act.hold_version.saturating_add(1),
        kind,
        reason: reason.to_owned(),
        by: Some(act.acting.subject.clone()),
        at: act.at(),
        end: None,
    }
}

fn code(kind: HoldKind) -> &'static str {
    match kind {
        HoldKind::Objection => "P01",
        HoldKind::Deceased => "P04",
        HoldKind::NotPayable => "P05",
        HoldKind::AccountChanged => "P06",
        HoldKind::ByHand => "P08",
    }
}

fn moved(
    case: &Case,
    to: Payment,
    code: &str,
    text: &str,
    act: &Act<'_>,
) -> Result<RunWrite, Fault> {
    let moved = case.clone().moved(to, code, text, act.at());
    let moved = moved.map_err(|_| ProblemCode::PaymentState)?;
    Ok(RunWrite::CaseRead { case: moved, read: case.version })
}

pub(crate) async fn release(kit: &Kit, call: &Call) -> Answer {
    let request: ReleaseRequest = call.read()?;
    let how = match request.end {
        HoldEndName::Release => HoldEnd::Released,
        HoldEndName::Void => HoldEnd::Voided,
    };
    again(async || {
        let act = Act::open(kit, call, Action::HoldPayment).await?;
        if ended_so(&act, how) {
            return act.answer(act.part()).await;
        }
        let objected = act.hold.as_ref().is_some_and(|hold| hold.kind == HoldKind::Objection);
        if objected {
            return Err(by_finding(call));
        }
        end(&act, how, request.reason.trim()).await
    })
    .await
}

/// Whether the caller ended the hold so before.
fn ended_so(act: &Act<'_>, how: HoldEnd) -> bool {
    let end = act.hold.as_ref().and_then(|hold| hold.end.as_ref());
    end.is_some_and(|end| end.how == how && end.by == act.acting.subject)
        && act.case.as_ref().is_none_or(|case| case.state != Payment::Held)
}

fn by_finding(call: &Call) -> Fault {
    let detail = call.language.pick(
        "这笔款因公示异议暂缓,请在异议页面记录核实结果。",
        "It is held because of an objection: please record what was found there.",
    );
    Problem::new(ProblemCode::PaymentState, call.language).with_detail(detail).into()
}

/// Ends the hold on a line, or lets a line go that stayed behind because of the register.
pub(crate) async fn end(act: &Act<'_>, how: HoldEnd, reason: &str) -> Answer {
    let hold = act.hold.as_ref().filter(|hold| hold.is_open());
    let held = act.case.as_ref().filter(|case| case.state == Payment::Held);
    if hold.is_none() && held.is_none() {
        return Err(ProblemCode::PaymentState.into());
    }
    if act.batch.is_some() && held.is_none() {
        return Err(ProblemCode::TooLate.into());
    }
    if hold.and_then(|hold| hold.by.as_ref()).is_some_and(|by| act.is_same_hand(by)) {
        return Err(ProblemCode::SecondPerson.into());
    }
    if how == HoldEnd::Released && !act.is_living().await? {
        return Err(not_living(act.counter.call));
    }
    let mut writes = vec![act.batch_as_read()];
    if let Some(hold) = hold {
        let ended =
            Ended { how, by: act.acting.subject.clone(), reason: reason.to_owned(), at: act.at() };
        let version = act.hold_version.saturating_add(1);
        let hold = Hold { version, end: Some(ended), ..hold.clone() };
        writes.push(RunWrite::Hold { hold, read: act.hold_version });
    }
    let mut freed = domain::money::Fen::ZERO;
    match (held, how) {
        (Some(case), HoldEnd::Released) => {
            writes.push(moved(case, Payment::Approved, "P12", reason, act)?);
        }
        (Some(case), HoldEnd::Voided) => {
            let (void, back, fen) = act.given_up(case, "P02", reason)?;
            writes.push(void);
            writes.extend(back);
            freed = fen;
        }
        (None, _) => {}
    }
    let deed = if how == HoldEnd::Released { "RELEASE" } else { "VOID" };
    let counted = u64::from(hold.is_some());
    let change = act.change(Event::Handle, deed, reason, |next| {
        next.holds = next.holds.saturating_add(counted);
        next.freed = next.freed.checked_add(freed).unwrap_or(next.freed);
    })?;
    act.commit(&change, writes).await
}

fn not_living(call: &Call) -> Fault {
    let detail = call.language.pick(
        "名册上此人目前不能发放。请先更正名册,或作废这笔款。",
        "The register says that this person cannot be paid. Please correct it first, or give the \
         payment up.",
    );
    Problem::new(ProblemCode::PaymentState, call.language).with_detail(detail).into()
}
