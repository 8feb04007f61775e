//! How Lambda starts `roster`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| roster::handle(kit, call).await).await
}
