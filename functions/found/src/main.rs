//! How Lambda starts `found`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| found::handle(kit, call).await).await
}
