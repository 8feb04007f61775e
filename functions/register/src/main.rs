//! How Lambda starts `register`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| register::handle(kit, call).await).await
}
