//! Checks the audit trail: `audit 2026-11-22` names the first broken link of that day's chains.
//!
//! For a day it reads the signed root, asks KMS whether the signature holds, and walks every chain
//! under it. A chain may have grown since: it must still contain the hash that was signed.
//! Ends with 0 when everything holds, with 1 when something is broken, with 2 when it cannot tell.
//! Needs the environment of `sweep`: TABLE_NAME, STAGE, SIGN_KEY_ID, AUDIT_BUCKET.

use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{MessageType, SigningAlgorithmSpec};
use domain::entry::{Entry, first_broken};
use domain::id::ApplicationId;
use jiff::civil::Date;
use ring::digest::{SHA256, digest};
use std::io::Write;
use std::process::ExitCode;
use step::{Kit, Settings, StepError};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(Ok(day)) = std::env::args().nth(1).map(|text| text.parse::<Date>()) else {
        return say("usage: audit YYYY-MM-DD", 2);
    };
    let checked = match Settings::from_env() {
        Ok(settings) => Box::pin(check(&Kit::new(settings), day)).await,
        Err(error) => Err(error),
    };
    match checked {
        Ok((chains, None)) => say(&format!("{day}: {chains} chains hold, signature holds"), 0),
        Ok((_, Some(broken))) => say(&format!("{day}: BROKEN: {broken}"), 1),
        Err(error) => say(&format!("{day}: cannot tell: {error}"), 2),
    }
}

fn say(text: &str, code: u8) -> ExitCode {
    match writeln!(std::io::stdout(), "{text}") {
        Ok(()) => ExitCode::from(code),
        Err(_) => ExitCode::from(2),
    }
}

/// How many chains were walked, and the first broken link in words.
async fn check(kit: &Kit, day: Date) -> Result<(usize, Option<String>), StepError> {
    let heads = read(kit, &format!("roots/{day}/heads.txt")).await?;
    let signature = read(kit, &format!("roots/{day}/signature")).await?;
    if !signature_holds(kit, &heads, signature).await? {
        return Ok((0, Some("the signature over the day's root".to_owned())));
    }
    let text = String::from_utf8(heads).map_err(|_| StepError::broken("the root's text"))?;
    let mut chains = 0_usize;
    for line in text.lines() {
        let (record, hash) = line.split_once(' ').ok_or_else(|| StepError::broken("a line"))?;
        let id = ApplicationId::parse(record).map_err(|_| StepError::broken("a record's id"))?;
        let entries = kit.store().list_entries(&id).await?;
        chains = chains.saturating_add(1);
        if let Some(broken) = broken_link(record, hash, &entries) {
            return Ok((chains, Some(broken)));
        }
    }
    Ok((chains, None))
}

fn broken_link(record: &str, signed: &str, entries: &[Entry]) -> Option<String> {
    if let Some(no) = first_broken(entries) {
        return Some(format!("record {record}, entry {no}"));
    }
    let known = entries.iter().any(|entry| entry.hash == signed);
    (!known).then(|| format!("record {record}: the signed entry is gone"))
}

async fn signature_holds(kit: &Kit, heads: &[u8], signature: Vec<u8>) -> Result<bool, StepError> {
    let key = kit.settings().sign_key.as_deref();
    let key = key.ok_or_else(|| StepError::broken("setting SIGN_KEY_ID is missing"))?;
    let answer = kit
        .kms()
        .verify()
        .key_id(key)
        .message(Blob::new(digest(&SHA256, heads).as_ref()))
        .message_type(MessageType::Digest)
        .signing_algorithm(SigningAlgorithmSpec::EcdsaSha256)
        .signature(Blob::new(signature))
        .send()
        .await;
    match answer {
        Ok(answer) => Ok(answer.signature_valid),
        Err(error)
            if error.as_service_error().is_some_and(|e| e.is_kms_invalid_signature_exception()) =>
        {
            Ok(false)
        }
        Err(_) => Err(StepError::later("KMS")),
    }
}

async fn read(kit: &Kit, name: &str) -> Result<Vec<u8>, StepError> {
    let bucket = kit.settings().audit_bucket.as_deref();
    let bucket = bucket.ok_or_else(|| StepError::broken("setting AUDIT_BUCKET is missing"))?;
    let object = kit.s3().get_object().bucket(bucket).key(name).send().await;
    let object = object.map_err(|_| StepError::broken(format!("no object {name}")))?;
    let body = object.body.collect().await.map_err(|_| StepError::later("S3"))?;
    Ok(body.into_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_entry_that_is_gone_is_named() {
        let broken = broken_link("01ARZ3NDEKTSV4RRFFQ69G5FAV", "abc", &[]);
        assert!(broken.is_some_and(|text| text.contains("01ARZ3NDEKTSV4RRFFQ69G5FAV")));
    }
}
