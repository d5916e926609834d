//! What is wrong with an identity.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

/// An identity that cannot be read, or that servers would refuse.
///
/// Certificates are named by their common name; a subject's serial number, which may be a person's, is never shown.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum IdentityError {
    /// The file cannot be read.
    Unreadable {
        /// Its path, as it was given.
        path: PathBuf,
        /// What the system says.
        source: Arc<std::io::Error>,
    },
    /// Something is wrong with what a file holds.
    InFile {
        /// Its path, as it was given.
        path: PathBuf,
        /// What is wrong.
        problem: Box<IdentityError>,
    },
    /// More bytes than any identity has.
    TooLarge {
        /// How many are read, in bytes.
        limit: u64,
    },
    /// Neither PEM nor PKCS#12.
    UnknownFormat,
    /// A section of a PEM file that is broken.
    BrokenPem {
        /// The line of its beginning, from 1.
        line: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// PKCS#12 that cannot be read, whatever the password.
    BrokenPkcs12 {
        /// What is wrong with it.
        reason: String,
    },
    /// A certificate that cannot be read.
    BrokenCertificate {
        /// Which one, counted from 1.
        ordinal: usize,
    },
    /// The private key is encrypted, and no password was given.
    PasswordMissing,
    /// The password does not open it.
    PasswordWrong,
    /// An encryption that is not read here.
    UnsupportedEncryption {
        /// What it is, as far as the file says.
        found: String,
    },
    /// No private key.
    KeyMissing,
    /// More than one private key.
    KeyAmbiguous {
        /// How many there are.
        count: usize,
    },
    /// A private key that TLS here cannot sign with, or that is broken.
    KeyUnusable,
    /// No certificate.
    CertificateMissing,
    /// The private key belongs to none of the certificates.
    KeyMismatch {
        /// The certificates that are there.
        certificates: Vec<String>,
    },
    /// Certificates that did not issue the leaf, nor each other up from it.
    NotInChain {
        /// Their names.
        certificates: Vec<String>,
    },
    /// The certificate of the leaf's issuer is not there.
    IssuerMissing {
        /// The issuer's name.
        issuer: String,
    },
    /// A certificate of the issuer's name is there, but its key did not sign the one below it.
    IssuerMismatch {
        /// The certificate below.
        certificate: String,
        /// The issuer's name.
        issuer: String,
    },
    /// The leaf's extended key usage does not allow a client.
    NotForClients,
    /// The leaf's key usage does not allow digital signatures.
    NotForSignatures,
    /// A certificate's time is over.
    Expired {
        /// Its name.
        certificate: String,
        /// When it ended.
        not_after: DateTime<Utc>,
    },
    /// A certificate's time has not begun.
    NotYetValid {
        /// Its name.
        certificate: String,
        /// When it begins.
        not_before: DateTime<Utc>,
    },
}

impl IdentityError {
    /// The problem itself, without the file that it is in.
    #[must_use]
    pub fn problem(&self) -> &Self {
        match self {
            Self::InFile { problem, .. } => problem.problem(),
            other => other,
        }
    }

    pub(super) fn in_file(self, path: &Path) -> Self {
        Self::InFile {
            path: path.to_owned(),
            problem: Box::new(self),
        }
    }
}

impl fmt::Display for IdentityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, source } => write!(
                f,
                "{} cannot be read: {source}. Give the path of the file with certificate and private key",
                path.display()
            ),
            Self::InFile { path, problem } => write!(f, "{}: {problem}", path.display()),
            Self::TooLarge { limit } => write!(
                f,
                "larger than {limit} bytes, so no identity. Give the file with certificate and private key"
            ),
            Self::UnknownFormat => f.write_str(
                "neither PEM (text with `-----BEGIN`) nor PKCS#12 (a binary .p12 or .pfx). Give the file that holds \
                 the private key together with its certificates",
            ),
            Self::BrokenPem { line, reason } => write!(
                f,
                "the PEM section that begins in line {line} {reason}. Copy the file again, whole and as text"
            ),
            Self::BrokenPkcs12 { reason } => write!(
                f,
                "not a PKCS#12 file that can be read ({reason}), whatever the password. Copy it again, in binary mode"
            ),
            Self::BrokenCertificate { ordinal } => write!(
                f,
                "certificate number {ordinal} is not X.509 in DER. Copy it again from where it was issued"
            ),
            Self::PasswordMissing => f.write_str(
                "the private key is encrypted and no password was given. Give the password (for a certificate from \
                 Expisoft, the code of the PIN letter)",
            ),
            Self::PasswordWrong => f.write_str(
                "the password does not open it. Check the password; if it is surely right, the file was damaged: \
                 copy it again",
            ),
            Self::UnsupportedEncryption { found } => write!(
                f,
                "encrypted with {found}, which is not read here. Encrypt the key anew with `openssl pkcs8 -topk8 -v2 \
                 aes256`, or make a new PKCS#12 file of it with `openssl pkcs12 -export`"
            ),
            Self::KeyMissing => f.write_str(
                "no private key, only certificates. Export the certificate together with its private key",
            ),
            Self::KeyAmbiguous { count } => write!(
                f,
                "{count} private keys, and nothing says which is meant. Keep the one that belongs to the certificate"
            ),
            Self::KeyUnusable => f.write_str(
                "the private key is broken or of a kind not used here: expected RSA of at least 2048 bits, ECDSA on \
                 P-256 or P-384, or Ed25519. Export the key again, or order a certificate for such a key",
            ),
            Self::CertificateMissing => f.write_str(
                "a private key without a certificate. Put the certificate and its issuer's certificate into the same \
                 file",
            ),
            Self::KeyMismatch { certificates } => write!(
                f,
                "the private key belongs to none of the certificates ({}). Most often the certificate was renewed and \
                 the key is the old one, or the other way round: bring the two together",
                Listed(certificates)
            ),
            Self::NotInChain { certificates } => write!(
                f,
                "certificates that do not belong to the chain of the private key's certificate: {}. Take them out of \
                 the file",
                Listed(certificates)
            ),
            Self::IssuerMissing { issuer } => write!(
                f,
                "the certificate of the issuer, \"{issuer}\", is missing. Strict servers refuse a certificate without \
                 its intermediate: add the issuer's certificate (the issuer publishes it) to the file, or export \
                 PKCS#12 with all certificates of the chain"
            ),
            Self::IssuerMismatch { certificate, issuer } => write!(
                f,
                "\"{certificate}\" names \"{issuer}\" as its issuer, and a certificate of that name is there, but \
                 its key did not sign it. An authority may have several certificates of one name: add the right one \
                 instead"
            ),
            Self::NotForClients => f.write_str(
                "the certificate may not be used by clients: its extended key usage does not name client \
                 authentication. Use the certificate that was issued for calling the service, or order such a one",
            ),
            Self::NotForSignatures => f.write_str(
                "the certificate may not be used in a handshake: its key usage does not name digitalSignature. Issuers \
                 often deliver two certificates, one to sign and one to encrypt with: use the other one",
            ),
            Self::Expired { certificate, not_after } => write!(
                f,
                "the certificate \"{certificate}\" expired {}. Order a new one; until it is there no call will succeed",
                Moment(not_after)
            ),
            Self::NotYetValid { certificate, not_before } => write!(
                f,
                "the certificate \"{certificate}\" is not valid before {}. Wait until then, or set this machine's \
                 clock right",
                Moment(not_before)
            ),
        }
    }
}

impl std::error::Error for IdentityError {}

/// Names in quotation marks, with commas between.
struct Listed<'a>(&'a [String]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}\"{name}\"")?;
        }
        Ok(())
    }
}

/// A moment to the minute, for a person.
pub(super) struct Moment<'a>(pub(super) &'a DateTime<Utc>);

impl fmt::Display for Moment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} UTC", self.0.format("%Y-%m-%d %H:%M"))
    }
}
