//! How Lambda starts `verify`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| verify::handle(kit, input).await).await
}
