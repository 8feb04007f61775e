//! How Lambda starts `disburse`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| disburse::handle(kit, call).await).await
}
