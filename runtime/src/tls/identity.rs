//! Who we are to a server.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use rustls::pki_types::CertificateDer;
use rustls::sign::CertifiedKey;

use super::material::Material;
use super::{Certificate, IdentityError, Password, UncheckedIdentity, pkcs12};

/// How many days before its end an identity begins to warn.
const WARNING_DAYS: i64 = 60;

/// Our certificate chain and its private key, checked: the key belongs to the leaf, the leaf's issuer is there, the
/// leaf may be used by a client, and the time is right.
///
/// A clone is the same identity, and cheap. The key is in no `Debug`, no error and no log.
#[derive(Clone)]
pub struct Identity(Arc<Inner>);

struct Inner {
    /// The leaf, then each one's issuer. Never empty.
    chain: Vec<Certificate>,
    certified: Arc<CertifiedKey>,
    /// The day of the last warning, counted from 1970-01-01; `NEVER` before the first.
    warned: AtomicI64,
}

const NEVER: i64 = i64::MIN;

impl Identity {
    /// Reads a file, PEM or PKCS#12.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](Self::from_bytes), with the path; and when the file cannot be read.
    pub fn from_file(path: impl AsRef<Path>, password: Option<&Password>) -> Result<Self, IdentityError> {
        let path = path.as_ref();
        Self::checked(Material::read_file(path, password)?).map_err(|problem| problem.in_file(path))
    }

    /// Reads PEM or PKCS#12, whichever it is, and checks it at this moment.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or servers would refuse it: every variant of [`IdentityError`] but those of files. Of
    /// several problems, the first; [`UncheckedIdentity::problems`] lists them all.
    pub fn from_bytes(bytes: &[u8], password: Option<&Password>) -> Result<Self, IdentityError> {
        Self::checked(Material::read(bytes, password)?)
    }

    /// Reads PEM: the certificates, in any order, and one private key in PKCS#8 (encrypted with PBES2 or not), PKCS#1
    /// or SEC1. Certificate and key that are in two files are joined simply by putting one behind the other.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](Self::from_bytes).
    pub fn from_pem(pem: &[u8], password: Option<&Password>) -> Result<Self, IdentityError> {
        Self::checked(Material::from_pem(pem, password)?)
    }

    /// Reads PKCS#12 (a .p12 or .pfx file), encrypted with PBES2 and AES, with 3DES, or with RC2 of 40 bits.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](Self::from_bytes).
    pub fn from_pkcs12(der: &[u8], password: &Password) -> Result<Self, IdentityError> {
        Self::checked(pkcs12::open(der, Some(password))?)
    }

    fn checked(material: Material) -> Result<Self, IdentityError> {
        let now = Utc::now();
        let identity = UncheckedIdentity::assemble(material)?.check(now)?;
        identity.warn_if_expiring(now);
        Ok(identity)
    }

    pub(super) fn new(chain: Vec<Certificate>, certified: Arc<CertifiedKey>) -> Self {
        Self(Arc::new(Inner {
            chain,
            certified,
            warned: AtomicI64::new(NEVER),
        }))
    }

    /// The certificates that a server is shown: the leaf, then each one's issuer. Never empty.
    #[must_use]
    pub fn chain(&self) -> &[Certificate] {
        &self.0.chain
    }

    fn leaf(&self) -> &Certificate {
        &self.0.chain[0]
    }

    /// When the first certificate of the chain ends. Most often that is the leaf; an issuer that ends before it takes
    /// it along.
    #[must_use]
    pub fn expires_at(&self) -> DateTime<Utc> {
        let ends = self.0.chain.iter().map(Certificate::not_after);
        ends.min().unwrap_or_else(|| self.leaf().not_after())
    }

    /// The leaf's whole distinguished name. It holds the organisation number: do not log it.
    #[must_use]
    pub fn subject(&self) -> &str {
        self.leaf().subject()
    }

    /// The leaf's common name; without one, its organisation.
    #[must_use]
    pub fn common_name(&self) -> &str {
        self.leaf().name()
    }

    /// The ten digits of the organisation number, if the certificate says it as Expisoft's do (the subject's serial
    /// number is `16` and those digits). A person's own when the organisation is a sole trader: do not log it.
    #[must_use]
    pub fn organisation_number(&self) -> Option<&str> {
        self.leaf().organisation_number()
    }

    /// Warns through `tracing` when fewer than 60 days are left, at most once a day. Done when an identity is read;
    /// a program that runs for months asks again with every call.
    pub fn warn_if_expiring(&self, now: DateTime<Utc>) {
        let expires_at = self.expires_at();
        let days_left = (expires_at - now).num_days();
        if days_left >= WARNING_DAYS {
            return;
        }
        let today = now.timestamp().div_euclid(24 * 60 * 60);
        if self.0.warned.swap(today, Ordering::Relaxed) == today {
            return;
        }
        if now > expires_at {
            tracing::warn!(
                %expires_at, issuer = self.leaf().issuer(),
                "the client certificate has expired: servers refuse it until it is replaced"
            );
        } else {
            tracing::warn!(
                %expires_at, days_left, issuer = self.leaf().issuer(),
                "the client certificate expires soon: order a new one now, because without it every call stops"
            );
        }
    }

    /// The chain in DER, the leaf first.
    #[must_use]
    pub fn certificates(&self) -> Vec<CertificateDer<'static>> {
        self.0.certified.cert.clone()
    }

    pub(super) fn certified(&self) -> Arc<CertifiedKey> {
        Arc::clone(&self.0.certified)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("chain", &self.0.chain)
            .finish_non_exhaustive()
    }
}
