//! Sealing and blind indexes: AES-256-GCM and HMAC-SHA-256 under data keys that KMS wraps.
//!
//! The first function that needs a key makes it; every version opens, the newest seals. While a
//! key is replaced there are two, and an index is looked up and guarded under both.

use crate::StepError;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::DataKeySpec;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::person::Sealed;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};
use store::{KeyUse, Store, StoreError, WrappedKey};

/// The open data keys, oldest first.
pub struct Vault {
    seal: Vec<(u32, LessSafeKey)>,
    index: Vec<(u32, hmac::Key)>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Vault")
    }
}

impl Vault {
    /// Opens the keys that the table holds, making the first ones if there are none.
    ///
    /// # Errors
    /// [`StepError::TryLater`] when KMS does not answer.
    pub async fn open(
        kms: &aws_sdk_kms::Client,
        key_id: &str,
        store: &Store,
    ) -> Result<Vault, StepError> {
        let mut seal = Vec::new();
        for (version, bytes) in open_all(kms, key_id, store, KeyUse::Seal).await? {
            let key = UnboundKey::new(&AES_256_GCM, &bytes)
                .map_err(|_| StepError::broken("a sealing key"))?;
            seal.push((version, LessSafeKey::new(key)));
        }
        let mut index = Vec::new();
        for (version, bytes) in open_all(kms, key_id, store, KeyUse::Index).await? {
            index.push((version, hmac::Key::new(hmac::HMAC_SHA256, &bytes)));
        }
        Ok(Vault { seal, index })
    }

    /// Seals a value, bound to where it lies: `place` must be the same when it is opened.
    ///
    /// # Errors
    /// [`StepError`] without a key or randomness.
    pub fn seal(&self, place: &str, value: &str) -> Result<Sealed, StepError> {
        let (version, key) = self.seal.last().ok_or_else(|| StepError::broken("no sealing key"))?;
        let mut nonce = [0_u8; 12];
        SystemRandom::new().fill(&mut nonce).map_err(|_| StepError::later("randomness"))?;
        let mut bytes = value.as_bytes().to_vec();
        key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(place.as_bytes()),
            &mut bytes,
        )
        .map_err(|_| StepError::broken("sealing"))?;
        let mut whole = nonce.to_vec();
        whole.append(&mut bytes);
        Ok(Sealed(format!("{version}.{}", STANDARD.encode(whole))))
    }

    /// Opens a value that was sealed for this place.
    ///
    /// # Errors
    /// [`StepError::Broken`] when it was changed, moved, or its key is gone.
    pub fn open_value(&self, place: &str, sealed: &Sealed) -> Result<String, StepError> {
        let broken = || StepError::broken("a sealed value");
        let (version, text) = sealed.0.split_once('.').ok_or_else(broken)?;
        let version: u32 = version.parse().map_err(|_| broken())?;
        let (_, key) = self.seal.iter().find(|(one, _)| *one == version).ok_or_else(broken)?;
        let whole = STANDARD.decode(text).map_err(|_| broken())?;
        let (nonce, bytes) = whole.split_at_checked(12).ok_or_else(broken)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| broken())?;
        let mut bytes = bytes.to_vec();
        let plain = key
            .open_in_place(nonce, Aad::from(place.as_bytes()), &mut bytes)
            .map_err(|_| broken())?;
        String::from_utf8(plain.to_vec()).map_err(|_| broken())
    }

    /// The blind indexes of a value, newest key first; `domain` keeps kinds apart.
    #[must_use]
    pub fn index(&self, domain: &str, value: &str) -> Vec<String> {
        self.index
            .iter()
            .rev()
            .map(|(version, key)| {
                let mut context = hmac::Context::with_key(key);
                context.update(domain.as_bytes());
                context.update(&[0]);
                context.update(value.as_bytes());
                format!("{version}.{}", ::domain::entry::hex(context.sign().as_ref()))
            })
            .collect()
    }
}

async fn open_all(
    kms: &aws_sdk_kms::Client,
    key_id: &str,
    store: &Store,
    usage: KeyUse,
) -> Result<Vec<(u32, Vec<u8>)>, StepError> {
    let mut wrapped = store.list_keys(usage).await?;
    if wrapped.is_empty() {
        make_first(kms, key_id, store, usage).await?;
        wrapped = store.list_keys(usage).await?;
    }
    let mut open = Vec::new();
    for key in wrapped {
        let blob = STANDARD.decode(&key.wrapped).map_err(|_| StepError::broken("a wrapped key"))?;
        let answer = kms
            .decrypt()
            .key_id(key_id)
            .ciphertext_blob(Blob::new(blob))
            .encryption_context("use", usage.as_str())
            .send()
            .await
            .map_err(|_| StepError::later("KMS"))?;
        let plain = answer.plaintext.ok_or_else(|| StepError::later("KMS"))?;
        open.push((key.version, plain.into_inner()));
    }
    Ok(open)
}

/// Two functions may do this at once: the table keeps the first one's key, both read it again.
async fn make_first(
    kms: &aws_sdk_kms::Client,
    key_id: &str,
    store: &Store,
    usage: KeyUse,
) -> Result<(), StepError> {
    let made = kms
        .generate_data_key()
        .key_id(key_id)
        .key_spec(DataKeySpec::Aes256)
        .encryption_context("use", usage.as_str())
        .send()
        .await
        .map_err(|_| StepError::later("KMS"))?;
    let blob = made.ciphertext_blob.ok_or_else(|| StepError::later("KMS"))?;
    let key = WrappedKey { version: 1, wrapped: STANDARD.encode(blob.into_inner()) };
    match store.put_new_key(usage, &key).await {
        Ok(()) | Err(StoreError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
