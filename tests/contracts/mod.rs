//! Files that must agree with each other: the machine, the functions, the template, the routes.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod machine;
mod permissions;
mod routes;
mod sources;
