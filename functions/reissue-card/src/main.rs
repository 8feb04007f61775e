//! How Lambda starts `reissue-card`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| reissue_card::handle(kit, input).await).await
}
