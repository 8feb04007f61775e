//! The daily root: a signature over the ends of all chains that grew yesterday, kept where nobody
//! can change it.
//!
//! The object is text: one line `record hash` per chain, sorted by record; its SHA-256 is what is
//! signed. Whoever checks it needs the object, the public key and the records.

use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{MessageType, SigningAlgorithmSpec};
use aws_sdk_s3::primitives::ByteStream;
use domain::calendar::shanghai_date;
use jiff::Timestamp;
use jiff::ToSpan;
use ring::digest::{SHA256, digest};
use step::{Kit, StepError};

/// Signs the root of yesterday; returns how many chains it covers. Nothing grew: no root.
pub(crate) async fn run(kit: &Kit, now: Timestamp) -> Result<u32, StepError> {
    let settings = kit.settings();
    let (Some(bucket), Some(key)) = (&settings.audit_bucket, &settings.sign_key) else {
        return Err(StepError::broken("setting AUDIT_BUCKET or SIGN_KEY_ID is missing"));
    };
    let day = shanghai_date(now)
        .checked_sub(1.day())
        .map_err(|_| StepError::broken("the day before the first"))?;
    let heads = kit.store().list_day_heads(day).await?;
    if heads.is_empty() {
        return Ok(0);
    }
    let lines: String = heads.iter().map(|(of, hash)| format!("{of} {hash}\n")).collect();
    let signature = sign(kit, key, &lines).await?;
    let s3 = kit.s3();
    put(s3, bucket, &format!("roots/{day}/heads.txt"), lines.into_bytes()).await?;
    put(s3, bucket, &format!("roots/{day}/signature"), signature).await?;
    Ok(u32::try_from(heads.len()).unwrap_or(u32::MAX))
}

async fn sign(kit: &Kit, key: &str, lines: &str) -> Result<Vec<u8>, StepError> {
    let answer = kit
        .kms()
        .sign()
        .key_id(key)
        .message(Blob::new(digest(&SHA256, lines.as_bytes()).as_ref()))
        .message_type(MessageType::Digest)
        .signing_algorithm(SigningAlgorithmSpec::EcdsaSha256)
        .send()
        .await
        .map_err(|_| StepError::later("KMS"))?;
    answer.signature.map(Blob::into_inner).ok_or_else(|| StepError::later("KMS"))
}

/// The bucket's own default retention locks the object.
async fn put(
    s3: &aws_sdk_s3::Client,
    bucket: &str,
    name: &str,
    bytes: Vec<u8>,
) -> Result<(), StepError> {
    s3.put_object()
        .bucket(bucket)
        .key(name)
        .body(ByteStream::from(bytes))
        .send()
        .await
        .map(|_| ())
        .map_err(|_| StepError::later("S3"))
}
