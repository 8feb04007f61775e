//! `PUT …/status` and its confirmation: a death or another end takes effect with the first person;
//! to be paid again takes effect with the second.

use crate::list::{named, status_of, status_text, whole};
use api::payees::{ConfirmationRequest, StatusRequest, StatusView};
use api::{FieldCode, Language, Problem, ProblemCode};
use domain::authority::{Acting, Action};
use domain::payee::PayeeStatus;
use domain::union::Union;
use step::finance::counter::{Counter, actor};
use step::finance::open_lines::{Holder, hold_open_lines};
use step::{Answer, Call, Fault, Kit, Reply};
use store::{StoredPayee, Unconfirmed};

pub(crate) async fn put(kit: &Kit, call: &Call) -> Answer {
    let request: StatusRequest = call.read()?;
    let counter = Counter::open(kit, call).await?;
    let (row, union) = named(&counter, Action::KeepPayees).await?;
    let acting = counter.acting(Action::KeepPayees, &union)?;
    let wanted = status_of(request.status);
    let reason = request.reason.trim();
    if let Some(waits) = &row.unconfirmed {
        let target = target(&row, waits);
        let same = waits.by == acting.subject && target == wanted && waits.reason == reason;
        if !same {
            return Err(ProblemCode::PaymentState.into());
        }
        return held(kit, &counter, &row, &union, &acting).await;
    }
    if row.status == wanted {
        let problem = Problem::new(ProblemCode::FormFaulty, call.language);
        return Err(problem.with_error("/status", FieldCode::StatusSame, call.language).into());
    }
    let read = row.version;
    let unconfirmed = Some(Unconfirmed {
        before: row.status,
        reason: reason.to_owned(),
        by: acting.subject.clone(),
        at: call.now,
    });
    // To be paid again waits for the second person.
    let status = if wanted == PayeeStatus::Living { row.status } else { wanted };
    let next = StoredPayee { version: read.saturating_add(1), status, unconfirmed, ..row };
    kit.store().put_payee(&next, read).await?;
    held(kit, &counter, &next, &union, &acting).await
}

/// Where an unconfirmed status leads.
fn target(row: &StoredPayee, waits: &Unconfirmed) -> PayeeStatus {
    if waits.before == row.status { PayeeStatus::Living } else { row.status }
}

/// What is open is held; a repeat after an interruption goes on where it stopped.
async fn held(
    kit: &Kit,
    counter: &Counter<'_>,
    row: &StoredPayee,
    union: &Union,
    acting: &Acting,
) -> Answer {
    let language = counter.call.language;
    let (held, too_late) = match row.status {
        PayeeStatus::Living => (0, 0),
        _ => {
            let holder = Holder {
                subject: Some(&acting.subject),
                actor: actor(acting),
                reason: format!("名册:{}", status_text(row.status, Language::Zh)),
                at: counter.call.now,
            };
            hold_open_lines(kit, row, &holder).await?
        }
    };
    let text = match (row.status, too_late) {
        (PayeeStatus::Living, _) => language.pick("已登记。", "Entered.").to_owned(),
        (_, 0) => language
            .pick(
                "已登记,未付款项已暂缓。请另一位同事确认。",
                "Entered; open payments are held. A colleague has to confirm it.",
            )
            .to_owned(),
        (_, _) => language
            .pick(
                "已登记。有款项已提交银行,来不及暂缓,请联系银行止付。请另一位同事确认。",
                "Entered. The bank has some payments already: ask it to stop them. A colleague \
                 has to confirm it.",
            )
            .to_owned(),
    };
    let payee = whole(kit, counter, row, union).await?;
    Reply::json(200, &StatusView { payee, held, too_late, text })
}

pub(crate) async fn confirm(kit: &Kit, call: &Call) -> Answer {
    let request: ConfirmationRequest = call.read()?;
    let counter = Counter::open(kit, call).await?;
    let (row, union) = named(&counter, Action::KeepPayees).await?;
    let acting = counter.acting(Action::KeepPayees, &union)?;
    refusal(&request, call)?;
    let Some(waits) = row.unconfirmed.clone() else {
        return Err(ProblemCode::PaymentState.into());
    };
    let same = waits.by == acting.subject || acting.principal.as_ref() == Some(&waits.by);
    if same {
        return Err(ProblemCode::SecondPerson.into());
    }
    let status = if request.confirm { target(&row, &waits) } else { waits.before };
    let read = row.version;
    let version = read.saturating_add(1);
    let next = StoredPayee { version, status, unconfirmed: None, ..row };
    kit.store().put_payee(&next, read).await?;
    let text = match request.confirm {
        true => call.language.pick("已确认。", "Confirmed."),
        false => call.language.pick(
            "已恢复原状态。暂缓的款项请逐笔解除。",
            "The old status is back. Please end the holds one by one.",
        ),
    };
    let payee = whole(kit, &counter, &next, &union).await?;
    let view = StatusView { payee, held: 0, too_late: 0, text: text.to_owned() };
    Reply::json(200, &view)
}

/// A refusal says why.
fn refusal(request: &ConfirmationRequest, call: &Call) -> Result<(), Fault> {
    let said = request.reason.as_deref().map(str::trim).unwrap_or_default();
    if request.confirm || said.chars().count() >= 10 {
        return Ok(());
    }
    let problem = Problem::new(ProblemCode::ReasonRequired, call.language);
    let code = FieldCode::ReasonTextTooShort;
    Err(problem.with_error("/reason", code, call.language).into())
}
