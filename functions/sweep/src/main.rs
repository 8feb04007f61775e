//! How Lambda starts `sweep`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_event(async |kit, event| sweep::handle(kit, event).await).await
}
