//! Being written.

/// Being written.
///
/// # Errors
/// None.
pub async fn handle(_: &step::Kit, _: serde_json::Value) -> Result<(), step::StepError> {
    Ok(())
}
