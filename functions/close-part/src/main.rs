//! How Lambda starts `close-part`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| close_part::handle(kit, input).await).await
}
