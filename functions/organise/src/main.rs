//! How Lambda starts `organise`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| organise::handle(kit, call).await).await
}
