//! An identity that nobody has checked yet.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rustls::crypto::ring::sign::any_supported_type;
use rustls::sign::{CertifiedKey, SigningKey};

use super::chain::Chain;
use super::material::Material;
use super::{Certificate, Identity, IdentityError, Password};

/// A certificate chain and its private key, read and put in order, but not checked.
///
/// For diagnosis, because all that is wrong with an identity can be listed; and for tests, in which a server is shown
/// a bad identity to see what it says. A program that calls a service reads an [`Identity`].
#[derive(Clone)]
pub struct UncheckedIdentity {
    key: Arc<dyn SigningKey>,
    chain: Vec<Certificate>,
    /// What is wrong with it at any time.
    lasting: Vec<IdentityError>,
}

impl UncheckedIdentity {
    /// Reads PEM or PKCS#12, whichever it is.
    ///
    /// # Errors
    ///
    /// When it cannot be read, has no or several private keys, one that cannot be used, or no certificate.
    pub fn parse(bytes: &[u8], password: Option<&Password>) -> Result<Self, IdentityError> {
        Self::assemble(Material::read(bytes, password)?)
    }

    /// Reads a file, PEM or PKCS#12.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse), with the path; and when the file cannot be read.
    pub fn from_file(path: impl AsRef<Path>, password: Option<&Password>) -> Result<Self, IdentityError> {
        let path = path.as_ref();
        Self::assemble(Material::read_file(path, password)?).map_err(|problem| problem.in_file(path))
    }

    pub(super) fn assemble(material: Material) -> Result<Self, IdentityError> {
        let key = match &*material.keys {
            [] => return Err(IdentityError::KeyMissing),
            [key] => any_supported_type(key).map_err(|_| IdentityError::KeyUnusable)?,
            keys => return Err(IdentityError::KeyAmbiguous { count: keys.len() }),
        };
        let certificates = material.certificates.iter().enumerate();
        let certificates = certificates
            .map(|(index, der)| {
                Certificate::read(der).ok_or(IdentityError::BrokenCertificate { ordinal: index + 1 })
            })
            .collect::<Result<Vec<_>, _>>()?;
        if certificates.is_empty() {
            return Err(IdentityError::CertificateMissing);
        }
        // Every key of ring's knows its public half.
        let public_key = key.public_key().ok_or(IdentityError::KeyUnusable)?;
        let Chain {
            certificates: chain,
            problems: mut lasting,
        } = Chain::order(public_key.as_ref(), certificates);
        if !matches!(*lasting, [IdentityError::KeyMismatch { .. }]) {
            lasting.extend(unfit(&chain[0]));
        }
        Ok(Self { key, chain, lasting })
    }

    /// The certificates: the leaf, then each one's issuer.
    #[must_use]
    pub fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// All that is wrong with it, at a time.
    #[must_use]
    pub fn problems(&self, now: DateTime<Utc>) -> Vec<IdentityError> {
        let timely = self
            .chain
            .iter()
            .filter_map(|certificate| untimely(certificate, now));
        self.lasting.iter().cloned().chain(timely).collect()
    }

    /// The identity, if nothing is wrong with it.
    ///
    /// # Errors
    ///
    /// The first of its [problems](Self::problems).
    pub fn check(self, now: DateTime<Utc>) -> Result<Identity, IdentityError> {
        match self.problems(now).into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(self.trust_anyway()),
        }
    }

    /// The identity, whatever is wrong with it. For diagnosis and tests: a server will most likely refuse it, and in
    /// TLS 1.3 it does so only after the first request was sent.
    #[must_use]
    pub fn trust_anyway(self) -> Identity {
        let certificates = self.chain.iter().map(|certificate| certificate.der().clone());
        let certified = CertifiedKey::new(certificates.collect(), self.key);
        Identity::new(self.chain, Arc::new(certified))
    }
}

impl fmt::Debug for UncheckedIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UncheckedIdentity")
            .field("chain", &self.chain)
            .field("lasting", &self.lasting)
            .finish_non_exhaustive()
    }
}

/// What the leaf may not be used for.
fn unfit(leaf: &Certificate) -> impl Iterator<Item = IdentityError> + use<> {
    let clients = (!leaf.for_clients).then_some(IdentityError::NotForClients);
    let signatures = (!leaf.for_signatures).then_some(IdentityError::NotForSignatures);
    clients.into_iter().chain(signatures)
}

fn untimely(certificate: &Certificate, now: DateTime<Utc>) -> Option<IdentityError> {
    let name = || certificate.name().to_owned();
    if now > certificate.not_after() {
        Some(IdentityError::Expired {
            certificate: name(),
            not_after: certificate.not_after(),
        })
    } else if now < certificate.not_before() {
        Some(IdentityError::NotYetValid {
            certificate: name(),
            not_before: certificate.not_before(),
        })
    } else {
        None
    }
}
