//! How Lambda starts `move-membership`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| move_membership::handle(kit, input).await).await
}
