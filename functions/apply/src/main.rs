//! How Lambda starts `apply`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| apply::handle(kit, call).await).await
}
