//! The deployed platform over HTTP: gateway, issuer, functions, machine, stream, all of them real.

mod client;
mod input;
mod journey;
mod repeats;
