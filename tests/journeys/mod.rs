//! Applications from their sending to their end, over the real machine and the real handlers.

mod cases;
mod clock;
mod faults;
mod identity;
mod plain;
mod privacy;
mod register;
mod rights;
