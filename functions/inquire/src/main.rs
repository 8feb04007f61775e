//! How Lambda starts `inquire`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| inquire::handle(kit, call).await).await
}
