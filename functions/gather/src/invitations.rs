//! `POST /v1/batches/{id}/invitations`: the link by SMS, and once more where it did not arrive.

use crate::desk::Desk;
use crate::link::{Opens, token};
use api::ProblemCode;
use api::batches::{InvitationRequest, InvitationView};
use domain::batch::{BatchRow, WRONG_AT_MOST, Way, may_answer};
use domain::calendar::shanghai_date;
use domain::mobile::Mobile;
use std::collections::BTreeSet;
use step::closing::lost_race;
use step::{Answer, Call, Fault, Kit, Reply, StepError, places, sms};

/// How many are sent at the same moment.
const AT_ONCE: usize = 4;

/// The template's name at the provider.
const TEMPLATE: &str = "joining-asked";

pub(crate) async fn send(kit: &Kit, call: &Call) -> Answer {
    let request: InvitationRequest = call.read()?;
    let desk = Desk::gathering(kit, call).await?;
    desk.is_open()?;
    if desk.today > desk.batch.until {
        return Err(ProblemCode::WrongState.into());
    }
    let chosen: BTreeSet<u32> = request.rows.iter().copied().collect();
    let rows = kit.store().list_joining_rows(&desk.batch.id).await?;
    let wanted = |row: &&BatchRow| {
        let named = if chosen.is_empty() { row.sent.is_none() } else { chosen.contains(&row.no) };
        // A link that is shut after wrong tries is opened by a new one.
        let row = BatchRow { wrong: 0, ..(*row).clone() };
        named && may_answer(&desk.batch, &row, Way::Link, call.now).is_ok()
    };
    let rows: Vec<&BatchRow> = rows.iter().filter(wanted).collect();
    let mut view = InvitationView { sent: 0, failed: 0, left: 0 };
    for chunk in rows.chunks(AT_ONCE) {
        if !desk.has_time() {
            let left = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
            view.left = view.left.saturating_add(left);
            continue;
        }
        let nth = |at: usize| one(&desk, chunk.get(at).copied());
        let (one, two, three, four) = tokio::join!(nth(0), nth(1), nth(2), nth(3));
        for sent in [one, two, three, four] {
            match sent? {
                Some(true) => view.sent = view.sent.saturating_add(1),
                Some(false) => view.failed = view.failed.saturating_add(1),
                None => {}
            }
        }
    }
    Reply::json(200, &view)
}

/// Sends to one and notes it; none where there is nobody.
async fn one(desk: &Desk<'_>, row: Option<&BatchRow>) -> Result<Option<bool>, Fault> {
    let Some(row) = row else { return Ok(None) };
    let kit = desk.kit;
    let Some(secret) = secret(kit, row).await? else { return Ok(None) };
    let mut next = row.next();
    next.sends = row.sends.saturating_add(1);
    if row.wrong >= WRONG_AT_MOST {
        next.issue = row.issue.saturating_add(1);
        next.wrong = 0;
    }
    let opens = Opens::Row { no: row.no, issue: next.issue };
    let text = words(desk, &token(kit.vault().await?, &desk.batch.id, &opens))?;
    let id = format!("joining-{}-{}-{}", desk.batch.id.as_str(), row.no, next.sends);
    let taken = sms::send(kit, &id, &secret.mobile, TEMPLATE, &text).await?;
    if taken {
        next.sent = Some(desk.call.now);
    }
    match kit.store().put_joining_row(&next).await {
        Ok(()) => Ok(Some(taken)),
        // He answered, or somebody else sent it, in between: that is as good.
        Err(error) if lost_race(&error) => Ok(Some(taken)),
        Err(error) => Err(error.into()),
    }
}

/// What the SMS says. It names the union, the day and the link: nothing about the person.
fn words(desk: &Desk<'_>, token: &str) -> Result<String, Fault> {
    let pages = desk.kit.settings().pages_url.as_deref();
    let pages = pages.ok_or_else(|| StepError::broken("setting PAGES_URL is missing"))?;
    let day = shanghai_date(desk.batch.held);
    let union = &desk.union.name;
    let until = desk.batch.until;
    Ok(format!(
        "{union}邀请您参加{day}集中入会。是否入会由您自己决定,请在{until}前打开链接确认: {}/confirm#{token}",
        pages.trim_end_matches('/')
    ))
}

/// What is sealed in a row.
pub(crate) struct Secret {
    pub(crate) id_number: String,
    pub(crate) mobile: Mobile,
}

/// Opens a row; none once it was erased or he said yes.
pub(crate) async fn secret(kit: &Kit, row: &BatchRow) -> Result<Option<Secret>, Fault> {
    let Some(sealed) = &row.sealed else { return Ok(None) };
    let place = places::joining_row(&row.batch, row.no);
    let text = kit.vault().await?.open_value(&place, sealed)?;
    let broken = || StepError::broken("a sealed row");
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|_| broken())?;
    let field = |name: &str| value.get(name).and_then(serde_json::Value::as_str);
    let id_number = field("idNumber").ok_or_else(broken)?.to_owned();
    let mobile = field("mobile").and_then(|text| Mobile::parse(text).ok()).ok_or_else(broken)?;
    Ok(Some(Secret { id_number, mobile }))
}
