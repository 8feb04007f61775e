//! How Lambda starts `post-notice`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| post_notice::handle(kit, input).await).await
}
