//! How Lambda starts `gather`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| gather::handle(kit, call).await).await
}
