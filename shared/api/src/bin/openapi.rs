//! Prints the OpenAPI document: `cargo run -p api --features openapi > web/openapi.json`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().lock().write_all(api::openapi::text().as_bytes())
}
