//! `POST …/objections` and `PUT …/objections/{no}`: somebody objects during the public notice.
//!
//! Who objects, and his words, lie sealed: they are personal data.

use crate::act::{Act, again};
use crate::hold;
use api::ProblemCode;
use api::payments::{Finding as Word, FindingRequest, ObjectionRequest, ObjectionView};
use domain::authority::Action;
use domain::run::hold::{HoldEnd, HoldKind};
use domain::run::part::{Event, Part, State};
use serde::{Deserialize, Serialize};
use step::{Answer, Call, Fault, Kit, Reply, StepError};
use store::{Finding, Objection, RunWrite};

/// What lies sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Said {
    name: String,
    unit: String,
    text: String,
}

fn place(part: &Part, no: u32) -> String {
    format!("run/{}/{}/objection/{no}", part.run.as_str(), part.part)
}

async fn opened(kit: &Kit, part: &Part, objection: &Objection) -> Result<Said, Fault> {
    let text = kit.vault().await?.open_value(&place(part, objection.no), &objection.sealed)?;
    // The error is dropped: it may repeat a value.
    Ok(serde_json::from_str(&text).map_err(|_| StepError::broken("an objection"))?)
}

fn view(objection: &Objection, said: Said) -> ObjectionView {
    let finding = objection.finding.as_ref();
    ObjectionView {
        no: objection.no,
        batch: objection.batch,
        line: objection.line,
        name: said.name,
        unit: said.unit,
        text: said.text,
        at: objection.at.to_string(),
        finding: finding.map(|one| if one.upheld { Word::Upheld } else { Word::Dismissed }),
        reason: finding.map(|one| one.reason.clone()),
        found_at: finding.map(|one| one.at.to_string()),
    }
}

pub(crate) async fn take(kit: &Kit, call: &Call) -> Answer {
    let request: ObjectionRequest = call.read()?;
    let at = (request.batch, request.line);
    let said = Said {
        name: request.name.trim().to_owned(),
        unit: request.unit.trim().to_owned(),
        text: request.text.trim().to_owned(),
    };
    again(async || {
        let act = Act::open_at(kit, call, Action::HoldPayment, at).await?;
        let part = act.part();
        let known = kit.store().list_objections(&part.run, &part.part).await?;
        for one in known.iter().filter(|one| (one.batch, one.line) == at) {
            if opened(kit, part, one).await? == said {
                return Reply::json(200, &view(one, said.clone()));
            }
        }
        in_time(part)?;
        let no = known.iter().map(|one| one.no).max().unwrap_or(0).saturating_add(1);
        let text = serde_json::to_string(&said).map_err(|_| StepError::broken("an objection"))?;
        let objection = Objection {
            no,
            version: 1,
            batch: at.0,
            line: at.1,
            sealed: kit.vault().await?.seal(&place(part, no), &text)?,
            by: Some(act.acting.subject.clone()),
            at: call.now,
            finding: None,
        };
        let held = act.hold.as_ref().is_some_and(|hold| hold.is_open());
        let reason =
            call.language.pick("公示异议,正在核实。", "An objection is being looked into.");
        let mut writes = vec![RunWrite::Objection { objection: objection.clone(), read: 0 }];
        if !held {
            writes.extend(hold::writes(&act, HoldKind::Objection, reason)?);
        }
        let change = act.change(Event::Handle, "OBJECTION", "", |next| {
            next.holds = next.holds.saturating_add(u64::from(!held));
        })?;
        kit.store().commit_part(&change, writes).await?;
        Reply::json(200, &view(&objection, said.clone()))
    })
    .await
}

/// While the notice runs, and until somebody has approved the list.
fn in_time(part: &Part) -> Result<(), Fault> {
    match part.state {
        State::Posted if part.notice.is_some() => Ok(()),
        State::Posted | State::Planned | State::Drawn | State::Reviewed | State::Cancelled => {
            Err(ProblemCode::PaymentState.into())
        }
        State::Approved | State::Funded | State::Executing | State::Settled | State::Closed => {
            Err(ProblemCode::TooLate.into())
        }
    }
}

pub(crate) async fn find(kit: &Kit, call: &Call) -> Answer {
    let request: FindingRequest = call.read()?;
    let no: u32 = call.param("no").parse().map_err(|_| ProblemCode::NotFound)?;
    let upheld = request.finding == Word::Upheld;
    again(async || {
        let counter = step::finance::counter::Counter::open(kit, call).await?;
        let seen = counter.part().await?;
        let known = kit.store().list_objections(&seen.part.run, &seen.part.part).await?;
        let found = known.into_iter().find(|one| one.no == no).ok_or(ProblemCode::NotFound)?;
        let at = (found.batch, found.line);
        let act = Act::open_at(kit, call, Action::HoldPayment, at).await?;
        let said = opened(kit, act.part(), &found).await?;
        if let Some(finding) = &found.finding {
            let same = finding.upheld == upheld && finding.by == act.acting.subject;
            return if same {
                Reply::json(200, &view(&found, said))
            } else {
                Err(ProblemCode::PaymentState.into())
            };
        }
        if found.by.as_ref().is_some_and(|by| act.is_same_hand(by)) {
            return Err(ProblemCode::SecondPerson.into());
        }
        let reason = request.reason.trim();
        record(&act, &found, upheld, reason).await?;
        let finding = Finding {
            upheld,
            by: act.acting.subject.clone(),
            reason: reason.to_owned(),
            at: call.now,
        };
        Reply::json(200, &view(&Objection { finding: Some(finding), ..found }, said))
    })
    .await
}

/// The line's hold ends first; a repeat after an interruption finds it ended and goes on.
async fn record(act: &Act<'_>, found: &Objection, upheld: bool, reason: &str) -> Result<(), Fault> {
    let open =
        act.hold.as_ref().is_some_and(|hold| hold.is_open() && hold.kind == HoldKind::Objection);
    let kit = act.counter.kit;
    let finding =
        Finding { upheld, by: act.acting.subject.clone(), reason: reason.to_owned(), at: act.at() };
    let version = found.version.saturating_add(1);
    let objection = Objection { version, finding: Some(finding), ..found.clone() };
    let write = RunWrite::Objection { objection, read: found.version };
    if open {
        let how = if upheld { HoldEnd::Voided } else { HoldEnd::Released };
        hold::end(act, how, reason).await?;
        let part = kit.store().get_part(&act.part().run, &act.part().part).await?;
        let part = part.ok_or(ProblemCode::NotFound)?;
        return noted(act, &part, write, reason).await;
    }
    noted(act, act.part(), write, reason).await
}

async fn noted(act: &Act<'_>, part: &Part, write: RunWrite, reason: &str) -> Result<(), Fault> {
    let details = domain::run::part::Details {
        batch: Some(act.place.0),
        line: Some(act.place.1),
        deed: Some("FINDING".to_owned()),
        text: Some(reason.to_owned()),
        ..domain::run::part::Details::default()
    };
    let by = step::finance::counter::actor(&act.acting);
    let change = crate::act::told(part, Event::Handle, act.at(), by, details, |_| {})?;
    Ok(act.counter.kit.store().commit_part(&change, vec![write]).await?)
}
