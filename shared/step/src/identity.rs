//! Asking the identity provider whether name, number and mobile belong together.

use crate::{Kit, StepError};
use domain::citizen_id::{CitizenId, IdType};
use domain::mobile::Mobile;
use domain::rule::IdentityAnswer;
use serde::Deserialize;

#[derive(Deserialize)]
struct Reply {
    result: String,
    #[serde(default)]
    fields: Vec<String>,
}

/// Asks once. None when the provider is down, slow or talks nonsense: that is never the
/// applicant's fault. `request` is an identity under which a repeat is recognised.
///
/// # Errors
/// [`StepError::Broken`] when no provider is set.
pub async fn ask(
    kit: &Kit,
    request: &str,
    name: &str,
    id_type: IdType,
    id_number: &CitizenId,
    mobile: &Mobile,
) -> Result<Option<IdentityAnswer>, StepError> {
    let base = kit.settings().identity_url.as_deref();
    let base = base.ok_or_else(|| StepError::broken("setting IDENTITY_URL is missing"))?;
    let body = serde_json::json!({
        "requestId": request,
        "name": name,
        "idType": id_type,
        "idNumber": id_number.expose(),
        "mobile": mobile.expose(),
    });
    let sent = kit.web()?.post(format!("{base}/v1/identity")).json(&body).send().await;
    let Ok(answer) = sent else { return Ok(None) };
    if !answer.status().is_success() {
        return Ok(None);
    }
    let Ok(reply) = answer.json::<Reply>().await else { return Ok(None) };
    Ok(match reply.result.as_str() {
        "AGREE" => Some(IdentityAnswer::Agree),
        "MISMATCH" if reply.fields == ["mobile"] => Some(IdentityAnswer::MobileMismatch),
        "MISMATCH" => Some(IdentityAnswer::Mismatch),
        "UNKNOWN" => Some(IdentityAnswer::Unknown),
        _ => None,
    })
}
