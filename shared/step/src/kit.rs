//! What a handler is handed: the table, clients made when first used, the clock, randomness.

use crate::trust::Trust;
use crate::{Settings, Stage, StepError, Vault};
use aws_credential_types::Credentials;
use aws_smithy_http_client::{Builder, tls};
use domain::id::{ApplicationId, RosterId, RunId};
use jiff::Timestamp;
use ring::rand::{SecureRandom, SystemRandom};
use std::sync::OnceLock;
use std::time::Duration;
use store::Store;
use tokio::sync::OnceCell;

/// How long a provider outside may take.
const PROVIDER_TIMEOUT: Duration = Duration::from_secs(3);

/// How long opening the connection to the table may hold up a start, if nothing else is set.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// A function's tools.
#[derive(Debug)]
pub struct Kit {
    settings: Settings,
    store: Store,
    clock: Option<Timestamp>,
    vault: OnceCell<Vault>,
    numbers: std::sync::Mutex<Vec<(String, std::ops::Range<u64>)>>,
    sfn: OnceLock<aws_sdk_sfn::Client>,
    s3: OnceLock<aws_sdk_s3::Client>,
    web: OnceLock<reqwest::Client>,
}

/// How many numbers a function draws at once.
const BLOCK: u32 = 20;

macro_rules! client_config {
    ($service:ident, $settings:expr) => {{
        let mut config = $service::config::Builder::new()
            .behavior_version($service::config::BehaviorVersion::latest())
            .region($service::config::Region::new($settings.region.clone()))
            .credentials_provider(credentials())
            .http_client(http_client($settings));
        config.set_endpoint_url($settings.endpoint.clone());
        $service::Client::from_conf(config.build())
    }};
}

impl Kit {
    /// The tools that these settings describe.
    #[must_use]
    pub fn new(settings: Settings) -> Kit {
        let store = Store::new(client_config!(aws_sdk_dynamodb, &settings), &settings.table);
        Kit {
            settings,
            store,
            clock: None,
            vault: OnceCell::new(),
            numbers: std::sync::Mutex::new(Vec::new()),
            sfn: OnceLock::new(),
            s3: OnceLock::new(),
            web: OnceLock::new(),
        }
    }

    /// The same with a clock that stands still at `now`. Refused in production.
    ///
    /// # Errors
    /// [`StepError::NotAllowed`] in production.
    pub fn at(mut self, now: Timestamp) -> Result<Kit, StepError> {
        if self.settings.stage == Stage::Production {
            return Err(StepError::not_allowed("the clock is the clock in production"));
        }
        self.clock = Some(now);
        Ok(self)
    }

    /// Opens the connection to the table, so that the first event finds it open: the time before
    /// the first event is not waited for by anybody. Whatever goes wrong here comes up again, and
    /// is answered for, when the table is used. `CONNECT_SECONDS` says how long it may take; 0
    /// leaves it to the first event.
    pub async fn connect(&self) {
        let set = std::env::var("CONNECT_SECONDS").ok().and_then(|text| text.parse().ok());
        let limit = set.map_or(CONNECT_TIMEOUT, Duration::from_secs);
        if limit.is_zero() {
            return;
        }
        let opened = tokio::time::timeout(limit, self.store.connect()).await;
        tracing::debug!(
            opened = opened.is_ok_and(|answer| answer.is_ok()),
            "the table's connection"
        );
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The table.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Now, to the millisecond. The one place where the clock is read.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
    pub fn now(&self) -> Timestamp {
        self.clock.unwrap_or_else(|| {
            let now = Timestamp::now();
            Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
        })
    }

    /// Random bytes for identities and nonces.
    ///
    /// # Errors
    /// [`StepError::TryLater`] when the system has none.
    pub fn random<const N: usize>(&self) -> Result<[u8; N], StepError> {
        let mut bytes = [0_u8; N];
        SystemRandom::new().fill(&mut bytes).map_err(|_| StepError::later("randomness"))?;
        Ok(bytes)
    }

    /// The time and the randomness of a new identity.
    ///
    /// # Errors
    /// [`StepError::TryLater`] when the system has no randomness.
    pub fn identity_parts(&self) -> Result<(u64, u128), StepError> {
        let ms = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        let random = u128::from_be_bytes(self.random::<16>()?);
        Ok((ms, random))
    }

    /// The vault, opened on first use.
    ///
    /// # Errors
    /// [`StepError`] when the keys cannot be had.
    pub async fn vault(&self) -> Result<&Vault, StepError> {
        self.vault
            .get_or_try_init(|| async {
                let kms = client_config!(aws_sdk_kms, &self.settings);
                let key = self.settings.key.as_deref();
                let key = key.ok_or_else(|| StepError::broken("setting KEY_ID is missing"))?;
                Vault::open(&kms, key, &self.store).await
            })
            .await
    }

    /// A KMS client, for what the vault does not do.
    #[must_use]
    pub fn kms(&self) -> aws_sdk_kms::Client {
        client_config!(aws_sdk_kms, &self.settings)
    }

    /// The S3 client, made on first use.
    #[must_use]
    pub fn s3(&self) -> &aws_sdk_s3::Client {
        self.s3.get_or_init(|| {
            let mut config = aws_sdk_s3::config::Builder::new()
                .behavior_version(aws_sdk_s3::config::BehaviorVersion::latest())
                .region(aws_sdk_s3::config::Region::new(self.settings.region.clone()))
                .credentials_provider(credentials())
                .force_path_style(self.settings.endpoint.is_some())
                .http_client(http_client(&self.settings));
            config.set_endpoint_url(self.settings.endpoint.clone());
            aws_sdk_s3::Client::from_conf(config.build())
        })
    }

    /// The client, and the bucket of the runs.
    ///
    /// # Errors
    /// [`StepError::Broken`] when no bucket is set.
    pub fn run_bucket(&self) -> Result<(&aws_sdk_s3::Client, &str), StepError> {
        let bucket = self.settings.run_bucket.as_deref();
        let bucket = bucket.ok_or_else(|| StepError::broken("setting RUN_BUCKET is missing"))?;
        Ok((self.s3(), bucket))
    }

    /// A client for providers outside, with a limit of three seconds.
    ///
    /// # Errors
    /// [`StepError::Broken`] when it cannot be built.
    pub fn web(&self) -> Result<&reqwest::Client, StepError> {
        if let Some(client) = self.web.get() {
            return Ok(client);
        }
        // A second call finds the provider installed: that is as good.
        let installed = rustls::crypto::ring::default_provider().install_default();
        tracing::debug!(first = installed.is_ok(), "crypto provider chosen");
        let client = reqwest::Client::builder()
            .timeout(PROVIDER_TIMEOUT)
            .connect_timeout(PROVIDER_TIMEOUT)
            .no_proxy()
            .build()
            .map_err(|_| StepError::broken("the client for providers"))?;
        Ok(self.web.get_or_init(|| client))
    }

    /// The next number of a series, from a block that this function holds.
    ///
    /// # Errors
    /// [`StepError`] when a new block cannot be drawn.
    pub async fn number(&self, series: &str) -> Result<u64, StepError> {
        if let Some(number) = self.held_number(series)? {
            return Ok(number);
        }
        let first = self.store.draw_numbers(series, BLOCK).await?;
        let end = first.saturating_add(u64::from(BLOCK));
        let mut held = self.numbers.lock().map_err(|_| StepError::broken("number blocks"))?;
        held.retain(|(name, _)| name != series);
        held.push((series.to_owned(), first.saturating_add(1)..end));
        Ok(first)
    }

    fn held_number(&self, series: &str) -> Result<Option<u64>, StepError> {
        let mut held = self.numbers.lock().map_err(|_| StepError::broken("number blocks"))?;
        Ok(held.iter_mut().find(|(name, _)| name == series).and_then(|(_, block)| block.next()))
    }

    /// Starts a drive of an application. The record is stored before this is called: a start that
    /// is lost is made up by the sweep, so a failure is logged and not passed on.
    pub async fn drive(&self, application: &ApplicationId, at: Timestamp) {
        let input = serde_json::json!({ "application": application, "at": at });
        if !self.start(self.settings.machine.as_deref(), &input).await {
            tracing::warn!(
                application.id = application.as_str(),
                "a drive was not started; the sweep will"
            );
        }
    }

    /// The same for a benefit run.
    pub async fn drive_run(&self, run: &RunId, at: Timestamp) {
        let input = serde_json::json!({ "run": run, "at": at });
        if !self.start(self.settings.run_machine.as_deref(), &input).await {
            tracing::warn!(run.id = run.as_str(), "a drive was not started; the sweep will");
        }
    }

    /// The same for a roster.
    pub async fn drive_roster(&self, roster: &RosterId, at: Timestamp) {
        let input = serde_json::json!({ "roster": roster, "at": at });
        if !self.start(self.settings.roster_machine.as_deref(), &input).await {
            tracing::warn!(roster.id = roster.as_str(), "a drive was not started; the sweep will");
        }
    }

    async fn start(&self, machine: Option<&str>, input: &serde_json::Value) -> bool {
        let Some(machine) = machine else {
            tracing::warn!("no machine is set: the sweep will have nothing to start either");
            return false;
        };
        let client = self.sfn.get_or_init(|| client_config!(aws_sdk_sfn, &self.settings));
        let started = client
            .start_execution()
            .state_machine_arn(machine)
            .input(input.to_string())
            .send()
            .await;
        started.is_ok()
    }
}

fn credentials() -> Credentials {
    let get = |name: &str| std::env::var(name).unwrap_or_default();
    let token = std::env::var("AWS_SESSION_TOKEN").ok().filter(|token| !token.is_empty());
    Credentials::new(get("AWS_ACCESS_KEY_ID"), get("AWS_SECRET_ACCESS_KEY"), token, None, "lambda")
}

/// Plain HTTP towards a local endpoint; towards AWS TLS with ring and few roots.
fn http_client(settings: &Settings) -> aws_smithy_runtime_api::client::http::SharedHttpClient {
    let local = settings.endpoint.as_deref().is_some_and(|url| url.starts_with("http://"));
    if local {
        return Builder::new().build_http();
    }
    let trust = std::env::var("TRUST").ok().filter(|setting| !setting.is_empty());
    let tls =
        Builder::new().tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring));
    match Trust::chosen(trust.as_deref(), &settings.region).context() {
        Some(context) => tls.tls_context(context).build_https(),
        None => tls.build_https(),
    }
}
