//! How Lambda starts `instruct-bank`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| instruct_bank::handle(kit, input).await).await
}
