//! Whom we believe about people.

use std::fmt;

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, TrustAnchor};
use x509_cert::name::Name;

use super::CertificatePlace;
use super::certificate::Certificate;
use crate::Environment;

/// The pinned roots of BankID, of one environment: `BankID Root CA v1` in production, `Test BankID Root CA v1 Test` in test.
/// They are not in this toolkit; BankID publishes them.
#[derive(Clone)]
pub struct Anchors {
    environment: Environment,
    roots: Vec<Certificate>,
    /// Of each of `roots`, in their order.
    trusted: Vec<TrustAnchor<'static>>,
}

impl Anchors {
    /// Reads PEM with one or more sections `CERTIFICATE`, the roots of `environment`. A root with `test` in its common name,
    /// in whatever case, is one of the test environment, and every other one of production.
    ///
    /// # Errors
    /// No certificate; one that cannot be read or is not a root; one of the other environment.
    pub fn new(environment: Environment, pem: &[u8]) -> Result<Self, AnchorError> {
        let (mut roots, mut trusted) = (Vec::new(), Vec::new());
        for (index, section) in CertificateDer::pem_slice_iter(pem).enumerate() {
            let number = index + 1;
            let unreadable = AnchorError::Unreadable { number };
            let der = section.map_err(|_| unreadable.clone())?;
            let anchor = webpki::anchor_from_trusted_cert(&der).map_err(|_| unreadable.clone())?;
            let root = Certificate::read(der.to_vec(), CertificatePlace::Root).map_err(|_| unreadable)?;
            if root.subject() != root.issuer() || root.check_authority(0).is_err() {
                return Err(AnchorError::NotARoot { number });
            }
            let found = match root.says_test() {
                true => Environment::Test,
                false => Environment::Production,
            };
            if found != environment {
                return Err(AnchorError::OtherEnvironment { number, found });
            }
            trusted.push(anchor.to_owned());
            roots.push(root);
        }
        if roots.is_empty() {
            return Err(AnchorError::None);
        }
        Ok(Self {
            environment,
            roots,
            trusted,
        })
    }

    /// Whose signatures they are roots of.
    #[must_use]
    pub const fn environment(&self) -> Environment {
        self.environment
    }

    /// Whether a root has this name.
    pub(super) fn has(&self, name: &Name) -> bool {
        self.roots.iter().any(|root| root.subject() == name)
    }

    pub(super) fn trusted(&self) -> &[TrustAnchor<'static>] {
        &self.trusted
    }

    /// The root that is this trusted one.
    pub(super) fn root(&self, trusted: &TrustAnchor<'_>) -> Option<&Certificate> {
        let index = self.trusted.iter().position(|anchor| anchor == trusted);
        index.and_then(|index| self.roots.get(index))
    }
}

impl fmt::Debug for Anchors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Anchors")
            .field("environment", &self.environment)
            .field("roots", &self.roots.len())
            .finish()
    }
}

/// Roots that cannot be pinned.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum AnchorError {
    /// There is none.
    None,
    /// A certificate that cannot be read.
    Unreadable {
        /// Which one, from 1.
        number: usize,
    },
    /// A certificate that is not a root's.
    NotARoot {
        /// Which one, from 1.
        number: usize,
    },
    /// A root of the other environment.
    OtherEnvironment {
        /// Which one, from 1.
        number: usize,
        /// Whose it is.
        found: Environment,
    },
}

impl fmt::Display for AnchorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str(
                "no root is pinned, so that no signature could be believed. Give PEM with BankID's root: one or more \
                 `-----BEGIN CERTIFICATE-----`",
            ),
            Self::Unreadable { number } => write!(
                f,
                "certificate number {number} of the roots is not X.509 in PEM. Give BankID's root as BankID publishes it"
            ),
            Self::NotARoot { number } => write!(
                f,
                "certificate number {number} of the roots is not that of an authority which has issued itself. Pin \
                 BankID's root, and leave out those that it has issued"
            ),
            Self::OtherEnvironment { number, found } => {
                let (found, asked) = match found {
                    Environment::Test => ("test", "production"),
                    Environment::Production => ("production", "test"),
                };
                write!(
                    f,
                    "certificate number {number} of the roots is one of {found}, by its name, and was given for {asked}. \
                     The two are never mixed: a test signature is anybody's"
                )
            }
        }
    }
}

impl std::error::Error for AnchorError {}
