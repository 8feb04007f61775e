//! What crosses crates is tested in `main.rs`; there is nothing to link against here.
