//! How Lambda starts `approve-roll`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| approve_roll::handle(kit, input).await).await
}
