//! The functions' own set-up, and one conditional put per event: what the platform adds to the
//! runtime and the table's client, without any matter.

use domain::application::Claim;
use domain::id::{ApplicationId, SubjectId};
use serde_json::{Value, json};
use step::StepError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, event: Value| {
        let id = event.get("application").and_then(Value::as_str).unwrap_or_default();
        let id = ApplicationId::parse(id).map_err(StepError::not_allowed)?;
        let by = SubjectId::parse("lean").map_err(StepError::not_allowed)?;
        let now = kit.now();
        kit.store().put_claim(&id, &Claim { seq: 1, by, until: now }, now).await?;
        Ok(json!({}))
    })
    .await
}
