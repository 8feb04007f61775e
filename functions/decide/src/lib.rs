//! Being written.

/// Being written.
///
/// # Errors
/// None.
pub async fn handle(_: &step::Kit, _: &step::Call) -> step::Answer {
    Err(api::ProblemCode::NotFound.into())
}
