//! Answers kept for Idempotency-Keys.

use crate::item::{item, number};
use crate::{Result, Store};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::SubjectId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Seconds for which an Idempotency-Key's answer is kept: 48 hours.
const IDEMPOTENCY_SECONDS: i64 = 172_800;

/// The answer kept for an Idempotency-Key, scoped to account and route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idempotency {
    /// Whose key.
    pub subject: SubjectId,
    /// `POST /v1/applications`.
    pub route: String,
    /// The key, as sent.
    pub key: String,
    /// HMAC of the body: another body under the same key is refused.
    pub body: String,
    /// The answer's body.
    pub answer: String,
    /// From this moment the key may be used anew; checked in the condition, not left to TTL.
    pub expires: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct StoredIdempotency {
    body: String,
    answer: String,
    expires: i64,
    ttl: i64,
}

impl Store {
    pub(crate) fn idempotency_item(&self, kept: &Idempotency) -> Result<TransactWriteItem> {
        let stored = StoredIdempotency {
            body: kept.body.clone(),
            answer: kept.answer.clone(),
            expires: kept.expires.as_second(),
            ttl: kept.expires.as_second(),
        };
        let item = item(&stored, format!("I#{}", kept.subject.as_str()), route_key(kept), [])?;
        // 48 hours before it expires is now.
        let now = kept.expires.as_second().saturating_sub(IDEMPOTENCY_SECONDS);
        self.put(item, Some("attribute_not_exists(pk) OR expires <= :now"), [(":now", number(now))])
    }

    /// I1. The answer kept for a key, if it has not expired at `now`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_idempotency(
        &self,
        subject: &SubjectId,
        route: &str,
        key: &str,
        now: Timestamp,
    ) -> Result<Option<Idempotency>> {
        let sk = format!("{route}#{key}");
        let stored: Option<StoredIdempotency> =
            self.read(format!("I#{}", subject.as_str()), sk, true).await?;
        Ok(stored.filter(|kept| kept.expires > now.as_second()).and_then(|kept| {
            Some(Idempotency {
                subject: subject.clone(),
                route: route.to_owned(),
                key: key.to_owned(),
                body: kept.body,
                answer: kept.answer,
                expires: Timestamp::from_second(kept.expires).ok()?,
            })
        }))
    }
}

fn route_key(kept: &Idempotency) -> String {
    format!("{}#{}", kept.route, kept.key)
}
