//! People's files, read and written.

mod reading;
mod values;
mod writing;
