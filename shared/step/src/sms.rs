//! Handing an SMS to the provider. The provider delivers one identity once.

use crate::{Kit, StepError};
use domain::mobile::Mobile;

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
