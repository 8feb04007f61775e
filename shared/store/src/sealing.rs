//! Wrapped data keys: what the vault asks KMS to open. The keys themselves never lie in the table.

use crate::item::{Ask, attribute, item, record};
use crate::{Result, Store};
use serde::{Deserialize, Serialize};

/// What a data key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// AES-256-GCM of values.
    Seal,
    /// HMAC-SHA-256 of values, for equality.
    Index,
}

impl KeyUse {
    /// The word in the key's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            KeyUse::Seal => "SEAL",
            KeyUse::Index => "INDEX",
        }
    }
}

/// A data key under KMS, and its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrappedKey {
    /// From 1; the newest seals, all open.
    pub version: u32,
    /// The key as KMS wrapped it, base64.
    pub wrapped: String,
}

impl Store {
    /// C1. All versions of a key, oldest first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_keys(&self, usage: KeyUse) -> Result<Vec<WrappedKey>> {
        let ask = Ask {
            pk: "KEYS".to_owned(),
            prefix: Some(format!("{}#", usage.as_str())),
            limit: 100,
            consistent: true,
            ..Ask::default()
        };
        let items = self.ask_all(ask, 100).await?;
        items
            .into_iter()
            .filter(|item| !attribute(item, "wrapped").is_empty())
            .map(record)
            .collect()
    }

    /// C1. A new version of a key.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody else made that version first: read again.
    pub async fn put_new_key(&self, usage: KeyUse, key: &WrappedKey) -> Result<()> {
        let sk = format!("{}#{:04}", usage.as_str(), key.version);
        self.put_alone(item(key, "KEYS", sk, [])?, Some("attribute_not_exists(pk)"), []).await
    }
}
