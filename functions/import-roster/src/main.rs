//! How Lambda starts `import-roster`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| import_roster::handle(kit, input).await).await
}
