//! The Idempotency-Key: one answer for one body, for 48 hours.

use api::ProblemCode;
use api::applications::Receipt;
use api::request::{idempotency_key, optional_idempotency_key};
use domain::id::SubjectId;
use jiff::SignedDuration;
use serde::Serialize;
use step::{Call, Fault, Kit, Reply, StepError};
use store::{Idempotency, Write};

/// How long an answer is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// A key as it was sent, with the body that it stands for.
pub(crate) struct Key {
    subject: SubjectId,
    route: String,
    key: String,
    /// HMAC of the body under every key version, newest first.
    body: Vec<String>,
}

impl Key {
    /// The key of a call that creates.
    ///
    /// # Errors
    /// 400 without one.
    pub(crate) async fn required<T: Serialize>(
        kit: &Kit,
        call: &Call,
        body: &T,
    ) -> Result<Key, Fault> {
        let key = idempotency_key(call.header("idempotency-key"), call.language)?;
        let route = call.route.replace("{person}", call.param("person"));
        Key::of(kit, call, key, route, body).await
    }

    /// The key of a call about one application, if it was sent.
    ///
    /// # Errors
    /// 400 for one of a wrong form.
    pub(crate) async fn optional<T: Serialize>(
        kit: &Kit,
        call: &Call,
        body: &T,
    ) -> Result<Option<Key>, Fault> {
        let sent = optional_idempotency_key(call.header("idempotency-key"), call.language)?;
        let Some(key) = sent else { return Ok(None) };
        let route = call.route.replace("{id}", call.param("id"));
        Key::of(kit, call, key, route, body).await.map(Some)
    }

    async fn of<T: Serialize>(
        kit: &Kit,
        call: &Call,
        key: &str,
        route: String,
        body: &T,
    ) -> Result<Key, Fault> {
        let body = serde_json::to_string(body).map_err(|_| StepError::broken("a body"))?;
        Ok(Key {
            subject: call.caller()?.clone(),
            route,
            key: key.to_owned(),
            body: kit.vault().await?.index("idempotency", &body),
        })
    }

    /// The first answer, if there was one.
    ///
    /// # Errors
    /// [`ProblemCode::IdempotencyBodyDiffers`] when it was for another body.
    pub(crate) async fn kept(&self, kit: &Kit, call: &Call) -> Result<Option<Reply>, Fault> {
        let store = kit.store();
        let kept = store.get_idempotency(&self.subject, &self.route, &self.key, call.now).await?;
        let Some(kept) = kept else { return Ok(None) };
        if !self.body.contains(&kept.body) {
            return Err(ProblemCode::IdempotencyBodyDiffers.into());
        }
        let body = serde_json::from_str(&kept.answer)
            .map_err(|_| StepError::broken("the answer kept for a key"))?;
        Ok(Some(Reply { status: 202, body: Some(body), cache_s: 0 }))
    }

    /// What keeps this answer.
    ///
    /// # Errors
    /// [`StepError::Broken`].
    pub(crate) fn keep(&self, answer: &Receipt, call: &Call) -> Result<Write, StepError> {
        let broken = || StepError::broken("the answer to keep for a key");
        Ok(Write::Idempotency(Idempotency {
            subject: self.subject.clone(),
            route: self.route.clone(),
            key: self.key.clone(),
            body: self.body.first().cloned().ok_or_else(broken)?,
            answer: serde_json::to_string(answer).map_err(|_| broken())?,
            expires: call.now.checked_add(KEPT).map_err(|_| broken())?,
        }))
    }
}

/// The first answer under a key that may have been sent.
///
/// # Errors
/// As [`Key::kept`].
pub(crate) async fn kept(
    key: Option<&Key>,
    kit: &Kit,
    call: &Call,
) -> Result<Option<Reply>, Fault> {
    match key {
        Some(key) => key.kept(kit, call).await,
        None => Ok(None),
    }
}
