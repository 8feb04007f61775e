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
use domain::trail::{Line, Record, first_broken as first_broken_line};
use jiff::civil::Date;
use ring::digest::{SHA256, digest};
use std::io::Write;
use std::process::ExitCode;
use step::{Kit, Settings, StepError};
use store::{Reveal, first_broken_reveal};

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
        let broken = broken(kit, record, hash).await?;
        chains = chains.saturating_add(1);
        if broken.is_some() {
            return Ok((chains, broken));
        }
    }
    Ok((chains, None))
}

/// Walks the chain of that name: of reveals, of a record's trail, or of an application's entries.
async fn broken(kit: &Kit, chain: &str, signed: &str) -> Result<Option<String>, StepError> {
    let store = kit.store();
    if let Some(of) = chain.strip_prefix(Reveal::CHAIN) {
        return Ok(broken_reveal(of, signed, &store.list_reveals(of).await?));
    }
    if let Some(of) = chain.strip_prefix(Line::CHAIN) {
        let of: Record = of.parse().map_err(|_| StepError::broken("a record's name"))?;
        return Ok(broken_line(&of, signed, &store.list_lines(&of).await?));
    }
    let id = ApplicationId::parse(chain).map_err(|_| StepError::broken("a record's id"))?;
    Ok(broken_link(chain, signed, &store.list_entries(&id).await?))
}

fn broken_line(record: &Record, signed: &str, lines: &[Line]) -> Option<String> {
    if let Some(no) = first_broken_line(lines) {
        return Some(format!("record {record}, line {no}"));
    }
    let known = lines.iter().any(|line| line.hash == signed);
    (!known).then(|| format!("record {record}: the signed line is gone"))
}

fn broken_link(record: &str, signed: &str, entries: &[Entry]) -> Option<String> {
    if let Some(no) = first_broken(entries) {
        return Some(format!("record {record}, entry {no}"));
    }
    let known = entries.iter().any(|entry| entry.hash == signed);
    (!known).then(|| format!("record {record}: the signed entry is gone"))
}

fn broken_reveal(record: &str, signed: &str, reveals: &[Reveal]) -> Option<String> {
    if let Some(no) = first_broken_reveal(reveals) {
        return Some(format!("record {record}, reveal {no}"));
    }
    let known = reveals.iter().any(|reveal| reveal.hash == signed);
    (!known).then(|| format!("record {record}: the signed reveal is gone"))
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

    #[test]
    fn a_line_of_a_trail_that_is_gone_or_was_changed_is_named() {
        use domain::trail::{RecordKind, Trail};
        let record = Record::new(RecordKind::Union, "U1");
        let mut trail = Trail::default();
        let mut line = |said: &str| {
            let told = serde_json::json!({ "name": said });
            let by = domain::entry::Actor::System;
            trail.add(&record, jiff::Timestamp::UNIX_EPOCH, by, "changed", &told)
        };
        let (first, second) = (line("before"), line("after"));
        let forged = Line { act: "nothing".to_owned(), ..first.clone() };
        let all = [first.clone(), second.clone()];
        #[rustfmt::skip]
        let rows = [
            // why                      the chain                       signed        named
            ("all there",              all.to_vec(),                   &second.hash, None),
            ("it grew since",          all.to_vec(),                   &first.hash,  None),
            ("one was changed",        vec![forged, second.clone()],   &second.hash, Some("line 1")),
            ("the last was taken out", vec![first.clone()],            &second.hash, Some("is gone")),
            ("all were taken out",     vec![],                         &second.hash, Some("is gone")),
        ];
        for (why, chain, signed, named) in rows {
            let broken = broken_line(&record, signed, &chain);
            assert_eq!(broken.is_some(), named.is_some(), "{why}: {broken:?}");
            assert!(named.is_none_or(|part| broken.unwrap().contains(part)), "{why}");
        }
    }

    #[test]
    fn a_reveal_that_was_changed_or_taken_out_is_named() {
        let reveal = |no: u32, prev: &str| {
            let mut reveal = Reveal {
                record: "01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(),
                no,
                at: jiff::Timestamp::UNIX_EPOCH,
                by: domain::id::SubjectId::parse("officer").unwrap(),
                role: "UNION_APPROVER".to_owned(),
                fields: vec!["/mobile".to_owned()],
                purpose: "calling the applicant".to_owned(),
                prev: prev.to_owned(),
                hash: String::new(),
            };
            reveal.hash = reveal.computed_hash();
            reveal
        };
        let first = reveal(1, "");
        let second = reveal(2, &first.hash);
        let third = reveal(3, &second.hash);
        let forged = Reveal { purpose: "curiosity".to_owned(), ..second.clone() };
        let all = [first.clone(), second.clone(), third.clone()];
        #[rustfmt::skip]
        let rows = [
            // why                     the chain                                signed        named
            ("all there",              all.to_vec(),                            &third.hash,  None),
            ("it grew since",          all.to_vec(),                            &second.hash, None),
            ("the oldest have ended",  vec![second.clone(), third.clone()],     &third.hash,  None),
            ("one was changed",        vec![first.clone(), forged, third.clone()], &third.hash, Some("reveal 2")),
            ("one was taken out",      vec![first.clone(), third.clone()],      &third.hash,  Some("reveal 3")),
            ("the last was taken out", vec![first.clone(), second.clone()],     &third.hash,  Some("is gone")),
        ];
        for (why, chain, signed, named) in rows {
            let broken = broken_reveal("r", signed, &chain);
            assert_eq!(broken.is_some(), named.is_some(), "{why}: {broken:?}");
            assert!(named.is_none_or(|part| broken.unwrap().contains(part)), "{why}");
        }
    }
}
