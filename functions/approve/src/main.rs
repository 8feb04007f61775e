//! How Lambda starts `approve`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| approve::handle(kit, input).await).await
}
