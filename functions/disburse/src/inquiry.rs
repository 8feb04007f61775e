//! `POST /v1/payments/{id}/inquiry`: the payee says that the money did not arrive.

use crate::act::{again, told};
use api::payments::InquiryView;
use api::{Language, ProblemCode};
use domain::entry::Actor;
use domain::id::RunId;
use domain::run::part::{Details, Entry, Event};
use jiff::Timestamp;
use step::finance::roll_view::{Beside, Place, find_line};
use step::{Answer, Call, Fault, Kit, Reply};

/// A payment's id: run, part, batch, line.
fn parse(id: &str) -> Option<(RunId, String, Place)> {
    let mut pieces = id.split('-');
    let run = RunId::parse(pieces.next()?).ok()?;
    let part = pieces.next().filter(|part| part.len() == 4)?.to_owned();
    let place = (pieces.next()?.parse().ok()?, pieces.next()?.parse().ok()?);
    pieces.next().is_none().then_some((run, part, place))
}

/// When somebody asked about a line first.
fn asked(entries: &[Entry], place: Place) -> Option<Timestamp> {
    let about = |entry: &&Entry| {
        entry.details.deed.as_deref() == Some("ASKED")
            && entry.details.batch == Some(place.0)
            && entry.details.line == Some(place.1)
    };
    entries.iter().find(about).map(|entry| entry.at)
}

pub(crate) async fn ask(kit: &Kit, call: &Call) -> Answer {
    let (run, code, place) = parse(call.param("id")).ok_or(ProblemCode::NotFound)?;
    again(async || once(kit, call, &run, &code, place).await).await
}

async fn once(kit: &Kit, call: &Call, run: &RunId, code: &str, place: Place) -> Answer {
    let subject = call.caller()?;
    let account = kit.store().get_account(subject).await?.caller;
    let person = account.person.ok_or(ProblemCode::NotBound)?;
    let part = kit.store().get_part(run, code).await?.ok_or(ProblemCode::NotFound)?;
    let (_, line) = find_line(kit, &part, place).await?.ok_or(ProblemCode::NotFound)?;
    if line.person != person {
        return Err(ProblemCode::NotFound.into());
    }
    let entries = kit.store().list_part_entries(run, code).await?;
    if let Some(first) = asked(&entries, place) {
        return shown(call, first);
    }
    let state = Beside::read(kit, &part).await?.state(&part, place);
    may_ask(state)?;
    let details = Details {
        batch: Some(place.0),
        line: Some(place.1),
        deed: Some("ASKED".to_owned()),
        ..Details::default()
    };
    let by = Actor::Applicant { subject: subject.clone() };
    let change = told(&part, Event::Handle, call.now, by, details, |_| {})?;
    kit.store().commit_part(&change, Vec::new()).await?;
    shown(call, call.now)
}

/// What the bank has or has paid can be asked about.
fn may_ask(state: api::lines::LineState) -> Result<(), Fault> {
    use api::lines::LineState::{Confirmed, PartPaid, Submitted};
    if matches!(state, Confirmed | PartPaid | Submitted) {
        return Ok(());
    }
    Err(ProblemCode::PaymentState.into())
}

fn shown(call: &Call, at: Timestamp) -> Answer {
    let text = match call.language {
        Language::Zh => "已转财务向银行核对,3个工作日内答复。核对期间不会重复付款。",
        Language::En => {
            "Finance asks the bank and answers within 3 working days. Nothing is paid twice."
        }
    };
    let view = InquiryView {
        id: call.param("id").to_owned(),
        asked_at: at.to_string(),
        text: text.to_owned(),
    };
    Reply::json(200, &view)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payment_is_named_in_one_way() {
        let run = "01KT1AX7K0000000000000000A";
        #[rustfmt::skip]
        let rows = [
            // why                 id                            is one
            ("as it is given out", format!("{run}-2101-1-34"),   true),
            ("another part",       format!("{run}-2100-12-98"),  true),
            ("no line",            format!("{run}-2101-1"),      false),
            ("more after it",      format!("{run}-2101-1-34-1"), false),
            ("no run",             "R260000121-2101-1-34".into(), false),
            ("empty",              String::new(),                false),
        ];
        for (why, id, is_one) in rows {
            assert_eq!(parse(&id).is_some(), is_one, "{why}");
        }
    }
}
