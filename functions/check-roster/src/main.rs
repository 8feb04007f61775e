//! How Lambda starts `check-roster`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| check_roster::handle(kit, input).await).await
}
