//! How Lambda starts `account`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| account::handle(kit, call).await).await
}
