//! How Lambda starts `review-roll`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| review_roll::handle(kit, input).await).await
}
