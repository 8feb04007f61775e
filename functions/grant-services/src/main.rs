//! How Lambda starts `grant-services`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| grant_services::handle(kit, input).await).await
}
