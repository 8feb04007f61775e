//! How Lambda starts `oversee`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| oversee::handle(kit, call).await).await
}
