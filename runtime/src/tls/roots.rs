//! Whom we believe about a server's name.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;

use super::pem;

/// The certificate authorities that may vouch for a server.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Roots {
    /// The web's: Mozilla's list, as it was when this program was built.
    #[default]
    Web,
    /// These and no other, for a server with a private authority.
    Only(Authorities),
    /// The web's and these.
    WebAnd(Authorities),
}

/// One or more certificates of authorities.
#[derive(Clone)]
pub struct Authorities(RootCertStore);

impl Authorities {
    /// Reads a bundle of PEM: one or more sections `CERTIFICATE`.
    ///
    /// # Errors
    ///
    /// When there is no certificate, or one that cannot be read.
    pub fn from_pem(pem: &[u8]) -> Result<Self, TlsError> {
        let sections = pem::sections(pem).map_err(|error| TlsError::Authorities {
            reason: error.to_string(),
        })?;
        let sections = sections
            .into_iter()
            .filter(|section| section.label == "CERTIFICATE");
        Self::from_certificates(sections.map(|section| CertificateDer::from(section.der.to_vec())))
    }

    /// Reads a bundle of PEM from a file.
    ///
    /// # Errors
    ///
    /// As [`from_pem`](Self::from_pem), and when the file cannot be read.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, TlsError> {
        let path = path.as_ref();
        let in_file = |problem| TlsError::InFile {
            path: path.to_owned(),
            problem: Box::new(problem),
        };
        let pem = std::fs::read(path)
            .map_err(|source| TlsError::Unreadable(Arc::new(source)))
            .map_err(in_file)?;
        Self::from_pem(&pem).map_err(in_file)
    }

    /// Takes certificates in DER.
    ///
    /// # Errors
    ///
    /// When there is none, or one that cannot be read.
    pub fn from_certificates(
        certificates: impl IntoIterator<Item = CertificateDer<'static>>,
    ) -> Result<Self, TlsError> {
        let mut store = RootCertStore::empty();
        for (index, certificate) in certificates.into_iter().enumerate() {
            store.add(certificate).map_err(|_| TlsError::Authorities {
                reason: format!("certificate number {} is not X.509 in DER", index + 1),
            })?;
        }
        if store.is_empty() {
            return Err(TlsError::NoAuthorities);
        }
        Ok(Self(store))
    }
}

impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authorities({})", self.0.len())
    }
}

impl Roots {
    pub(super) fn store(&self) -> RootCertStore {
        let web = || webpki_roots::TLS_SERVER_ROOTS.iter().cloned();
        match self {
            Self::Web => web().collect(),
            Self::Only(own) => own.0.clone(),
            Self::WebAnd(own) => web().chain(own.0.roots.iter().cloned()).collect(),
        }
    }
}

/// Authorities that cannot be read, or a configuration that rustls does not take.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TlsError {
    /// A file that cannot be read.
    Unreadable(Arc<std::io::Error>),
    /// Something is wrong with what a file holds.
    InFile {
        /// Its path, as it was given.
        path: PathBuf,
        /// What is wrong.
        problem: Box<TlsError>,
    },
    /// A bundle without a certificate.
    NoAuthorities,
    /// A bundle that cannot be read.
    Authorities {
        /// What is wrong with it.
        reason: String,
    },
    /// rustls does not take the configuration.
    Configuration(rustls::Error),
}

impl fmt::Display for TlsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => {
                write!(f, "cannot be read: {error}. Give the path of a PEM file with the authorities' certificates")
            }
            Self::InFile { path, problem } => write!(f, "{}: {problem}", path.display()),
            Self::NoAuthorities => f.write_str(
                "no certificate of an authority, so that no server could be believed. Expected PEM with one or more \
                 `-----BEGIN CERTIFICATE-----`",
            ),
            Self::Authorities { reason } => write!(
                f,
                "the authorities cannot be read: {reason}. Expected PEM with one or more `-----BEGIN CERTIFICATE-----`"
            ),
            Self::Configuration(error) => write!(f, "TLS cannot be configured: {error}"),
        }
    }
}

impl std::error::Error for TlsError {}
