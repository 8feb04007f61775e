//! Whom the clients of AWS believe: two Amazon roots, or the system's, or a file's.
//!
//! Reading and decoding the system's 140-odd certificates costs more than all the rest of a cold
//! start. Providers outside AWS are not concerned: their client uses the system's store.

use aws_smithy_http_client::tls::{TlsContext, TrustStore};

/// Amazon Root CA 1 (RSA 2048) and 3 (P-256): those under which AWS issues its endpoints'
/// certificates.
///
/// Source: <https://www.amazontrust.com/repository>; as in Mozilla's list, checked by fingerprint
/// on 2026-11-22. They expire in 2038 and 2040. The repository recommends all five of its roots
/// to custom stores; the others (4096 bits, P-384, Starfield) cost a fifth of a cold start, and
/// `TRUST=system` reaches them without a build should AWS ever move.
pub(crate) const AMAZON: &str = include_str!("amazon.pem");

/// Where trust comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// [`AMAZON`].
    Amazon,
    /// The system's store.
    System,
    /// A file of certificates in PEM: endpoints behind a proxy of one's own.
    File(String),
}

impl Trust {
    /// `TRUST` is `amazon`, `system` or a file. Without it, Amazon's roots, but the system's in
    /// the China regions, whose endpoints are not bound to Amazon's roots.
    pub(crate) fn chosen(setting: Option<&str>, region: &str) -> Trust {
        match setting {
            Some("amazon") => Trust::Amazon,
            Some("system") => Trust::System,
            Some(file) => Trust::File(file.to_owned()),
            None if region.starts_with("cn-") => Trust::System,
            None => Trust::Amazon,
        }
    }

    /// The same for a client. A file that cannot be read leaves nobody to believe, so that every
    /// connection is refused.
    pub(crate) fn store(&self) -> TrustStore {
        let file = match self {
            Trust::System => return TrustStore::default(),
            Trust::Amazon => return TrustStore::empty().with_pem_certificate(AMAZON.as_bytes()),
            Trust::File(file) => std::fs::read(file),
        };
        match file {
            Ok(pem) => TrustStore::empty().with_pem_certificate(pem),
            Err(_) => TrustStore::empty(),
        }
    }

    /// The TLS context of a client; none when it cannot be built.
    pub(crate) fn context(&self) -> Option<TlsContext> {
        TlsContext::builder().with_trust_store(self.store()).build().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::digest::{SHA256, digest};
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;

    #[test]
    fn china_trusts_the_system_and_a_setting_wins() {
        let rows = [
            // why                      setting            region        trust
            ("AWS", None, "us-east-1", Trust::Amazon),
            ("AWS in China", None, "cn-north-1", Trust::System),
            ("the switch", Some("system"), "us-east-1", Trust::System),
            ("the switch in China", Some("amazon"), "cn-north-1", Trust::Amazon),
            ("a proxy", Some("/etc/own.pem"), "us-east-1", Trust::File("/etc/own.pem".to_owned())),
        ];
        for (why, setting, region, trust) in rows {
            assert_eq!(Trust::chosen(setting, region), trust, "{why}");
        }
    }

    #[test]
    fn the_embedded_roots_are_the_published_ones() {
        // The first bytes of the SHA-256 fingerprints that the repository publishes.
        let published = ["8ecde6884f3d87b1", "18ce6cfe7bf14e60"];
        let found: Vec<String> = CertificateDer::pem_slice_iter(AMAZON.as_bytes())
            .map(|root| {
                let root = root.unwrap();
                domain::entry::hex(digest(&SHA256, &root).as_ref())[..16].to_owned()
            })
            .collect();
        assert_eq!(found, published);
    }
}
