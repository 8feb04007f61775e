//! Settings from the environment, read once at start.

use crate::StepError;

/// How long a step of a run works, if nothing else is set: two thirds of what its task may take are
/// left for the piece that is being done.
const STEP_SECONDS: u32 = 20;

/// Which kind of environment this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A developer's machine, tests, a demo.
    NotProduction,
    /// Real people.
    Production,
}

/// What the template tells a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The table.
    pub table: String,
    /// Which kind of environment.
    pub stage: Stage,
    /// Whether synthetic people may apply.
    pub allow_synthetic: bool,
    /// The KMS key that wraps data keys.
    pub key: Option<String>,
    /// The KMS key that signs the audit root.
    pub sign_key: Option<String>,
    /// Where the audit root goes.
    pub audit_bucket: Option<String>,
    /// The application machine.
    pub machine: Option<String>,
    /// The identity provider's base URL.
    pub identity_url: Option<String>,
    /// The SMS provider's base URL.
    pub sms_url: Option<String>,
    /// Where the pages are: what a link in an SMS begins with.
    pub pages_url: Option<String>,
    /// Where rolls, bank files and the bank's reports lie.
    pub run_bucket: Option<String>,
    /// The disbursement machine.
    pub run_machine: Option<String>,
    /// The roster machine.
    pub roster_machine: Option<String>,
    /// The password of bank files.
    pub bank_password: Option<String>,
    /// The accounts that pay, as JSON by the names that benefits give them.
    pub payers: Option<String>,
    /// How long a step of a run works before it answers that more is left.
    pub step_seconds: u32,
    /// The region.
    pub region: String,
    /// Another endpoint than AWS's own.
    pub endpoint: Option<String>,
}

impl Settings {
    /// Reads the environment.
    ///
    /// # Errors
    /// [`StepError::Broken`] when a needed one is missing, or when synthetic people were allowed
    /// together with production.
    pub fn from_env() -> Result<Settings, StepError> {
        Settings::read(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// Reads settings from wherever `get` finds them.
    ///
    /// # Errors
    /// As [`Settings::from_env`].
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Settings, StepError> {
        let needed = |name: &str| {
            get(name).ok_or_else(|| StepError::broken(format!("setting {name} is missing")))
        };
        let stage = match needed("STAGE")?.as_str() {
            "prod" => Stage::Production,
            _ => Stage::NotProduction,
        };
        let allow_synthetic = get("ALLOW_SYNTHETIC").as_deref() == Some("true");
        if allow_synthetic && stage == Stage::Production {
            return Err(StepError::broken("ALLOW_SYNTHETIC together with production"));
        }
        Ok(Settings {
            table: needed("TABLE_NAME")?,
            stage,
            allow_synthetic,
            key: get("KEY_ID"),
            sign_key: get("SIGN_KEY_ID"),
            audit_bucket: get("AUDIT_BUCKET"),
            machine: get("APPLICATION_MACHINE_ARN"),
            identity_url: get("IDENTITY_URL"),
            sms_url: get("SMS_URL"),
            pages_url: get("PAGES_URL"),
            run_bucket: get("RUN_BUCKET"),
            run_machine: get("DISBURSEMENT_MACHINE_ARN"),
            roster_machine: get("ROSTER_MACHINE_ARN"),
            bank_password: get("BANK_FILE_PASSWORD"),
            payers: get("PAYER_ACCOUNTS"),
            step_seconds: get("STEP_SECONDS")
                .and_then(|text| text.parse().ok())
                .unwrap_or(STEP_SECONDS),
            region: get("AWS_REGION").unwrap_or_else(|| "cn-north-1".to_owned()),
            endpoint: get("AWS_ENDPOINT_URL"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synthetic_people_and_production_never_meet() {
        let rows = [
            // why                       stage    synthetic  starts
            ("a demo with them", "local", "true", true),
            ("a demo without", "dev", "false", true),
            ("production without", "prod", "false", true),
            ("production with them", "prod", "true", false),
        ];
        for (why, stage, synthetic, starts) in rows {
            let read = Settings::read(|name| match name {
                "TABLE_NAME" => Some("gonghui".to_owned()),
                "STAGE" => Some(stage.to_owned()),
                "ALLOW_SYNTHETIC" => Some(synthetic.to_owned()),
                _ => None,
            });
            assert_eq!(read.is_ok(), starts, "{why}");
        }
    }
}
