//! How Lambda starts a function: logs, settings, one kit, then event after event.

use crate::http::{Answer, Call, to_gateway};
use crate::{Kit, Settings, StepError};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn start() -> Result<Kit, Error> {
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info")),
        )
        .with_current_span(false)
        .with_target(false)
        .without_time()
        .init();
    Ok(Kit::new(Settings::from_env()?))
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
    let kit = start()?;
    let (kit, handle) = (&kit, &handle);
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Value>| {
        let output = handle(kit, parse(event.payload)?).await?;
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
    let kit = start()?;
    let (kit, handle) = (&kit, &handle);
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Value>| {
        let call = Call::from_event(&event.payload, kit.now());
        let answer = handle(kit, &call).await;
        Ok::<Value, StepError>(to_gateway(answer, &call))
    }))
    .await
}
