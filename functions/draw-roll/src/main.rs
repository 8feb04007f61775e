//! How Lambda starts `draw-roll`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    step::run_step(async |kit, input| draw_roll::handle(kit, input).await).await
}
