//! How Lambda starts a function: logs, settings, one kit, then event after event.

use crate::http::{Answer, Call, to_gateway};
use crate::{Kit, Settings, StepError};
use domain::application::Application;
use domain::id::ApplicationId;
use jiff::Timestamp;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tracing_subscriber::filter::LevelFilter;

/// The input of every step of the application machine. Earlier steps' outcomes come along and are
/// passed over.
#[derive(Clone, Debug, Deserialize)]
pub struct Drive {
    /// Which application.
    pub application: ApplicationId,
    /// The drive's instant: every step of it decides by the same time, a retry too.
    pub at: Timestamp,
}

/// What a step answers: one word on which the machine chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The word.
    pub outcome: &'static str,
}

/// The application of a drive.
///
/// # Errors
/// [`StepError::NotAllowed`] when there is none: nobody can act on that.
pub async fn application(kit: &Kit, drive: &Drive) -> Result<Application, StepError> {
    let found = kit.store().get_application(&drive.application).await?;
    found.ok_or_else(|| StepError::not_allowed("no such application"))
}

/// `RUST_LOG` as one level; a filter by module would bring a regular expression engine along.
fn level() -> LevelFilter {
    let set = std::env::var("RUST_LOG").ok().and_then(|text| text.parse().ok());
    set.unwrap_or(LevelFilter::INFO)
}

async fn start() -> Result<Kit, Error> {
    tracing_subscriber::fmt()
        .json()
        .with_max_level(level())
        .with_current_span(false)
        .with_target(false)
        .without_time()
        .init();
    let kit = Kit::new(Settings::from_env()?);
    // Boxed: the SDK's futures are nested deeply.
    Box::pin(kit.connect()).await;
    Ok(kit)
}

/// The input, or the name of its faulty field; never its value.
fn parse<I: DeserializeOwned>(payload: Value) -> Result<I, StepError> {
    serde_path_to_error::deserialize(payload)
        .map_err(|error| StepError::BadInput { field: error.path().to_string() })
}

/// Runs a step of the machine.
///
/// # Errors
/// When the environment lacks a setting or the runtime ends.
pub async fn run_step<I, O>(
    handle: impl AsyncFn(&Kit, I) -> Result<O, StepError>,
) -> Result<(), Error>
where
    I: DeserializeOwned,
    O: Serialize,
{
    let kit = start().await?;
    let (kit, handle) = (&kit, &handle);
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Value>| {
        // Boxed: the SDK's futures are nested deeply.
        let output = Box::pin(handle(kit, parse(event.payload)?)).await?;
        serde_json::to_value(output).map_err(|_| StepError::broken("an output"))
    }))
    .await
}

/// Runs a function that answers an event of its own shape: the stream, the clock.
///
/// # Errors
/// As [`run_step`].
pub async fn run_event<O: Serialize>(
    handle: impl AsyncFn(&Kit, Value) -> Result<O, StepError>,
) -> Result<(), Error> {
    run_step(handle).await
}

/// Runs a function behind the HTTP API.
///
/// # Errors
/// As [`run_step`].
pub async fn run_http(handle: impl AsyncFn(&Kit, &Call) -> Answer) -> Result<(), Error> {
    let kit = start().await?;
    let (kit, handle) = (&kit, &handle);
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Value>| {
        let call = Call::from_event(&event.payload, kit.now());
        let answer = Box::pin(handle(kit, &call)).await;
        Ok::<Value, StepError>(to_gateway(answer, &call))
    }))
    .await
}
