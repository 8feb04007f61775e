//! How Lambda starts `enrol`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_http(async |kit, call| enrol::handle(kit, call).await).await
}
