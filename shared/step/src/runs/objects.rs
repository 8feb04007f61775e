//! Objects of the runs' bucket: plain bytes, and JSON sealed under the key as its place.

use crate::{Kit, StepError};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::primitives::ByteStream;
use domain::person::Sealed;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An object as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its key.
    pub key: String,
    /// Changes with its content.
    pub tag: String,
    /// Its bytes.
    pub size: u64,
}

/// Writes an object, over what may be there.
///
/// # Errors
/// [`StepError::TryLater`] when S3 does not take it.
pub async fn put(kit: &Kit, key: &str, bytes: Vec<u8>) -> Result<(), StepError> {
    let (s3, bucket) = kit.run_bucket()?;
    let sent = s3.put_object().bucket(bucket).key(key).body(ByteStream::from(bytes)).send().await;
    sent.map(|_| ()).map_err(|_| StepError::later("S3"))
}

/// Writes an object that is not there yet; false when it is.
///
/// # Errors
/// [`StepError::TryLater`] when S3 does not take it.
pub async fn put_new(kit: &Kit, key: &str, bytes: Vec<u8>) -> Result<bool, StepError> {
    let (s3, bucket) = kit.run_bucket()?;
    let put = s3.put_object().bucket(bucket).key(key).body(ByteStream::from(bytes));
    match put.if_none_match("*").send().await {
        Ok(_) => Ok(true),
        Err(error) if is(&error, &["PreconditionFailed"]) => Ok(false),
        Err(_) => Err(StepError::later("S3")),
    }
}

/// Reads an object; none when there is none.
///
/// # Errors
/// [`StepError::TryLater`] when S3 does not answer.
pub async fn get(kit: &Kit, key: &str) -> Result<Option<Vec<u8>>, StepError> {
    let (s3, bucket) = kit.run_bucket()?;
    match s3.get_object().bucket(bucket).key(key).send().await {
        Ok(found) => {
            let body = found.body.collect().await.map_err(|_| StepError::later("S3"))?;
            Ok(Some(body.to_vec()))
        }
        Err(error) if is(&error, &["NoSuchKey", "NotFound"]) => Ok(None),
        Err(_) => Err(StepError::later("S3")),
    }
}

fn is<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>, codes: &[&str]) -> bool {
    error.code().is_some_and(|code| codes.contains(&code))
}

/// Every object under a prefix, in order of keys.
///
/// # Errors
/// [`StepError::TryLater`] when S3 does not answer.
pub async fn list(kit: &Kit, prefix: &str) -> Result<Vec<Listed>, StepError> {
    let (s3, bucket) = kit.run_bucket()?;
    let mut found = Vec::new();
    let mut next = None;
    loop {
        let ask = s3.list_objects_v2().bucket(bucket).prefix(prefix);
        let page = ask.set_continuation_token(next).send().await;
        let page = page.map_err(|_| StepError::later("S3"))?;
        found.extend(page.contents().iter().map(|object| Listed {
            key: object.key().unwrap_or_default().to_owned(),
            tag: object.e_tag().unwrap_or_default().trim_matches('"').to_owned(),
            size: object.size().and_then(|size| u64::try_from(size).ok()).unwrap_or(0),
        }));
        next = page.next_continuation_token().map(str::to_owned);
        if next.is_none() {
            return Ok(found);
        }
    }
}

/// Writes a value as JSON, sealed to its key.
///
/// # Errors
/// [`StepError`].
pub async fn put_sealed<T: Serialize>(kit: &Kit, key: &str, value: &T) -> Result<(), StepError> {
    let text = serde_json::to_string(value).map_err(|_| StepError::broken("an object"))?;
    let sealed = kit.vault().await?.seal(key, &text)?;
    put(kit, key, sealed.0.into_bytes()).await
}

/// Reads a value that was sealed to this key; none when there is none.
///
/// # Errors
/// [`StepError::Broken`] when it was changed or moved.
pub async fn get_sealed<T: DeserializeOwned>(kit: &Kit, key: &str) -> Result<Option<T>, StepError> {
    let Some(bytes) = get(kit, key).await? else { return Ok(None) };
    let broken = || StepError::broken("a sealed object");
    let sealed = Sealed(String::from_utf8(bytes).map_err(|_| broken())?);
    let text = kit.vault().await?.open_value(key, &sealed)?;
    serde_json::from_str(&text).map(Some).map_err(|_| broken())
}
