//! `POST …/reports`: a report that the bank gave by hand.

use crate::act::told;
use api::files::{ReportFaultView, ReportReceipt, ReportRequest};
use api::{FieldCode, Problem, ProblemCode};
use bank::{BankFormat, Report};
use base64::Engine;
use domain::authority::Action;
use domain::run::part::{Details, Event, Part};
use domain::run::reference::{Message, Reference};
use step::finance::counter::{Counter, actor};
use step::runs::{self, objects, pay};
use step::{Answer, Call, Fault, Kit, Reply};

pub(crate) async fn upload(kit: &Kit, call: &Call) -> Answer {
    let request: ReportRequest = call.read()?;
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    let acting = counter.acting(Action::PayRun, &seen.union)?;
    let part = &seen.part;
    let bytes = decoded(&request.content, call)?;
    let format = pay::format(runs::benefit(&part.benefit)?)?;
    let bytes = unlocked(kit, bytes)?;
    let report = bank::read(&bytes, format).map_err(|_| unreadable(format, call))?;
    let message = of_part(part, &report, call)?;
    let new = bring(kit, &message, bytes).await?;
    if new {
        let details = Details {
            batch: Some(message.batch),
            count: u64::try_from(report.rows.len()).ok(),
            deed: Some("REPORT".to_owned()),
            ..Details::default()
        };
        let by = actor(&acting);
        let change = told(part, Event::Handle, call.now, by, details, |_| {})?;
        match kit.store().commit_part(&change, Vec::new()).await {
            // The file is there: whoever wrote in between drives the part all the same.
            Ok(()) | Err(store::StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    kit.drive_run(&part.run, call.now).await;
    Reply::json(202, &receipt(&message, &report, !new, call))
}

/// The bytes under the key where the machine finds them; false when they are there already.
async fn bring(kit: &Kit, message: &Message, bytes: Vec<u8>) -> Result<bool, Fault> {
    let hash = domain::entry::sha256(&bytes);
    let short = hash.get(..16).unwrap_or(&hash);
    Ok(objects::put_new(kit, &format!("in/{message}.{short}"), bytes).await?)
}

fn decoded(content: &str, call: &Call) -> Result<Vec<u8>, Fault> {
    let bytes = base64::engine::general_purpose::STANDARD.decode(content.trim());
    bytes.map_err(|_| {
        let problem = Problem::new(ProblemCode::FormFaulty, call.language);
        problem.with_error("/content", FieldCode::NotBase64, call.language).into()
    })
}

/// A locked file as the bank gives it back, or the plain bytes.
fn unlocked(kit: &Kit, bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    if !bytes.starts_with(b"PK") {
        return Ok(bytes);
    }
    let open = bank::unprotect(&bytes, pay::password(kit)?);
    open.map(|(_, plain)| plain).map_err(|_| ProblemCode::ReportUnreadable.into())
}

fn unreadable(format: &BankFormat, call: &Call) -> Fault {
    let name = call.language.pick(&format.name.zh, &format.name.en);
    let detail = match call.language {
        api::Language::Zh => format!("这一分片约定的格式是「{name}」。请从网银重新下载后上传。"),
        api::Language::En => format!("This part's format is «{name}». Please fetch it again."),
    };
    Problem::new(ProblemCode::ReportUnreadable, call.language).with_detail(detail).into()
}

/// The message that a report answers, as it says itself or as its first line does.
fn named(report: &Report) -> Option<Message> {
    let said = report.message.as_deref().and_then(Message::parse);
    let by_row = || report.rows.iter().find_map(|row| Reference::parse(&row.reference));
    said.or_else(|| by_row().map(|reference| reference.message))
}

fn of_part(part: &Part, report: &Report, call: &Call) -> Result<Message, Fault> {
    let message = named(report);
    let ours = |one: &Message| one.run == part.run_number && one.part == part.part;
    if let Some(message) = message.clone().filter(ours) {
        return Ok(message);
    }
    let own = message.map(|message| message.to_string());
    let detail = match (call.language, own) {
        (api::Language::Zh, Some(own)) => {
            format!("文件写的是{own},不属于这一分片,没有入账。请到对应的分片上传。")
        }
        (api::Language::Zh, None) => "文件里没有我方的参考号,没有入账。请核对文件。".to_owned(),
        (api::Language::En, Some(own)) => {
            format!("The file names {own}, which is not of this part; nothing was booked.")
        }
        (api::Language::En, None) => {
            "The file names no reference of ours; nothing was booked.".to_owned()
        }
    };
    Err(Problem::new(ProblemCode::WrongReport, call.language).with_detail(detail).into())
}

fn receipt(message: &Message, report: &Report, repeated: bool, call: &Call) -> ReportReceipt {
    let language = call.language;
    let text = if repeated {
        language.pick("这份回单已经收到过,没有重复入账。", "It was taken before; nothing changes.")
    } else {
        language.pick("已收到,正在逐笔对账。", "Taken; it is being booked line by line.")
    };
    let faults = report.faults.iter().map(|fault| {
        let said = fault.text();
        ReportFaultView {
            line: Some(fault.line).filter(|line| *line > 0),
            text: language.pick(&said.zh, &said.en).to_owned(),
        }
    });
    ReportReceipt {
        message: message.to_string(),
        rows: u32::try_from(report.rows.len()).unwrap_or(u32::MAX),
        faults: faults.take(100).collect(),
        repeated,
        text: text.to_owned(),
    }
}
