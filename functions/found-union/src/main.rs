//! How Lambda starts `found-union`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| found_union::handle(kit, input).await).await
}
