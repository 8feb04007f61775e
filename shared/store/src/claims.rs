//! Claims: who is looking at a step. Advisory: they change no version and leave no entry.

use crate::item::{attribute, item, key, number, record, text};
use crate::keys::application;
use crate::{Result, Store, StoreError};
use domain::application::Claim;
use domain::id::{ApplicationId, SubjectId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct StoredClaim {
    seq: u32,
    #[serde(rename = "by_subject")]
    by: SubjectId,
    // `until` is a reserved word of the table's expressions.
    #[serde(rename = "ends_at")]
    until: i64,
    ttl: i64,
}

impl Store {
    /// A claim: advisory, so it changes no version and leaves no entry. Refused while another
    /// officer's claim runs.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else holds it.
    pub async fn put_claim(&self, id: &ApplicationId, claim: &Claim, now: Timestamp) -> Result<()> {
        let stored = StoredClaim {
            seq: claim.seq,
            by: claim.by.clone(),
            until: claim.until.as_second(),
            ttl: claim.until.as_second(),
        };
        let item = item(&stored, application(id), "CLAIM", [])?;
        self.put_alone(
            item,
            Some("attribute_not_exists(pk) OR seq <> :seq OR ends_at <= :now OR by_subject = :by"),
            [
                (":seq", number(claim.seq)),
                (":now", number(now.as_second())),
                (":by", text(claim.by.as_str())),
            ],
        )
        .await
    }

    /// The claim on an application's step, if one runs at `now`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_claim(&self, id: &ApplicationId, now: Timestamp) -> Result<Option<Claim>> {
        let stored: Option<StoredClaim> = self.read(application(id), "CLAIM", false).await?;
        Ok(stored.filter(|claim| claim.until > now.as_second()).and_then(|claim| {
            Some(Claim {
                seq: claim.seq,
                by: claim.by,
                until: Timestamp::from_second(claim.until).ok()?,
            })
        }))
    }

    /// Which of these applications are claimed at `now`, in the order given.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_claims(
        &self,
        ids: &[ApplicationId],
        now: Timestamp,
    ) -> Result<Vec<(ApplicationId, Claim)>> {
        let keys: Vec<(String, String)> =
            ids.iter().map(|id| (application(id), "CLAIM".to_owned())).collect();
        let mut claims = Vec::new();
        for item in self.read_many(&keys).await? {
            let id = attribute(&item, "pk").strip_prefix("A#").map(ApplicationId::parse);
            let stored: StoredClaim = record(item)?;
            if let (Some(Ok(id)), true) = (id, stored.until > now.as_second())
                && let Ok(until) = Timestamp::from_second(stored.until)
            {
                let claim = Claim { seq: stored.seq, by: stored.by, until };
                claims.push((id, claim));
            }
        }
        Ok(claims)
    }

    /// Ends a claim of `by`; another officer's stays. Repeat: the same.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_claim(&self, id: &ApplicationId, by: &SubjectId) -> Result<()> {
        let delete = self.remove(
            key(application(id), "CLAIM"),
            Some("by_subject = :by"),
            [(":by", text(by.as_str()))],
        )?;
        match self.transact(vec![delete]).await {
            Ok(()) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
