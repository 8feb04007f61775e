//! How Lambda starts `reserve-funds`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| reserve_funds::handle(kit, input).await).await
}
