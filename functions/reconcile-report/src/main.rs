//! How Lambda starts `reconcile-report`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| reconcile_report::handle(kit, input).await).await
}
