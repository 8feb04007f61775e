//! Handing an SMS to the provider. The provider delivers one identity once.

use crate::forms::open_sealed;
use crate::{Kit, StepError, places};
use domain::mobile::Mobile;
use jiff::{SignedDuration, Timestamp};
use store::OutboundSms;

/// After how many tries an SMS is given up; the message in the inbox remains.
const TRIES: u8 = 8;

/// Seconds for which the mark of a sent SMS is kept: 48 hours.
const SENT_SECONDS: i64 = 172_800;

/// Sends; false when the provider did not take it.
///
/// # Errors
/// [`StepError::Broken`] when no provider is set.
pub async fn send(
    kit: &Kit,
    id: &str,
    to: &Mobile,
    template: &str,
    text: &str,
) -> Result<bool, StepError> {
    let base = kit.settings().sms_url.as_deref();
    let base = base.ok_or_else(|| StepError::broken("setting SMS_URL is missing"))?;
    let body = serde_json::json!({
        "id": id, "to": to.expose(), "template": template, "params": {}, "text": text,
    });
    let sent = kit.web()?.post(format!("{base}/v1/messages")).json(&body).send().await;
    Ok(sent.is_ok_and(|answer| answer.status().is_success()))
}

/// Sends a message that is kept in the table, and notes what became of it: sent, to be tried
/// later, or given up (nobody to send it to, or too many tries).
///
/// # Errors
/// [`StepError`] when the table or the keys cannot be had.
pub async fn send_outbound(
    kit: &Kit,
    message: &OutboundSms,
    now: Timestamp,
) -> Result<bool, StepError> {
    let mark = now.as_second().saturating_add(SENT_SECONDS);
    let to = if message.tries < TRIES { mobile_of(kit, message).await? } else { None };
    let Some(to) = to else {
        kit.store().move_outbound_to_sent(&message.id, mark).await?;
        return Ok(false);
    };
    if send(kit, message.id.as_str(), &to, &message.template, &message.text).await? {
        kit.store().move_outbound_to_sent(&message.id, mark).await?;
        return Ok(true);
    }
    let minutes = 2_i32.saturating_mul(i32::from(message.tries).saturating_add(1));
    let pause = SignedDuration::from_mins(1).saturating_mul(minutes);
    if let Ok(later) = now.checked_add(pause) {
        kit.store().move_outbound_to_later(&message.id, later).await?;
    }
    Ok(false)
}

/// The mobile registered for the person; else the one in the form of the application it is about.
async fn mobile_of(kit: &Kit, message: &OutboundSms) -> Result<Option<Mobile>, StepError> {
    let person = kit.store().get_person(&message.person).await?;
    if let Some(sealed) = person.as_ref().and_then(|person| person.mobile_sealed.as_ref()) {
        let place = places::person_mobile(&message.person);
        let digits = kit.vault().await?.open_value(&place, sealed)?;
        return Mobile::parse(&digits).map(Some).map_err(|_| StepError::broken("a stored mobile"));
    }
    let Some(id) = &message.application else { return Ok(None) };
    let Some(application) = kit.store().get_application(id).await? else { return Ok(None) };
    let Some(stored) = kit.store().get_form(id, application.form).await? else { return Ok(None) };
    let fields = open_sealed(kit.vault().await?, id, &stored)?;
    let digits = fields.get("mobile").and_then(serde_json::Value::as_str);
    Ok(digits.and_then(|digits| Mobile::parse(digits).ok()))
}
