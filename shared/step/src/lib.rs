//! What every function does alike: settings, clients, the clock, error names, parsing, sealing.
//!
//! A function of the machine is [`run_step`], one behind the HTTP API is [`run_http`]; both hand
//! the handler a [`Kit`]. Clients are made when they are first used. Nothing here decides.

pub mod closing;
pub mod door;
mod error;
pub mod finance;
pub mod forms;
pub mod foundings;
pub mod http;
pub mod identity;
mod kit;
pub mod listed_moves;
pub mod people;
pub mod places;
pub mod reveals;
pub mod rosters;
pub mod routing;
pub mod runs;
mod settings;
pub mod sms;
mod start;
mod trust;
mod vault;
pub mod view;
pub mod wire;

pub use error::StepError;
pub use http::{Answer, Call, Fault, Reply};
pub use kit::Kit;
pub use settings::{Settings, Stage};
pub use start::{Drive, Outcome, application, run_event, run_http, run_step};
pub use vault::Vault;
