//! How Lambda starts `change-membership`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| change_membership::handle(kit, input).await).await
}
