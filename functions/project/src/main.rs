//! How Lambda starts `project`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_event(async |kit, event| project::handle(kit, event).await).await
}
