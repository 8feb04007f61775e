//! How Lambda starts `read-roster`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| read_roster::handle(kit, input).await).await
}
