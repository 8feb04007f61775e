//! How Lambda starts `decide`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| decide::handle(kit, call).await).await
}
