//! How Lambda starts `plan-run`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| plan_run::handle(kit, input).await).await
}
