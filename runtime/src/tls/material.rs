//! Keys and certificates as they come out of a file, before anyone asks whether they belong together.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use pkcs8::EncryptedPrivateKeyInfoRef;
use rustls::pki_types::{
    CertificateDer, PrivateKeyDer, PrivatePkcs1KeyDer, PrivatePkcs8KeyDer, PrivateSec1KeyDer,
};
use zeroize::Zeroizing;

use super::{IdentityError, Password, pem, pkcs12};

/// How many bytes of a file are read; an identity has some thousands.
const FILE_LIMIT: u64 = 1 << 20;

/// Private keys and certificates, in the order of the file.
#[derive(Default)]
pub(super) struct Material {
    pub(super) keys: Vec<Zeroizing<PrivateKeyDer<'static>>>,
    pub(super) certificates: Vec<CertificateDer<'static>>,
}

impl Material {
    /// Reads a file, PEM or PKCS#12. Errors name the file.
    pub(super) fn read_file(path: &Path, password: Option<&Password>) -> Result<Self, IdentityError> {
        let unreadable = |source| IdentityError::Unreadable {
            path: path.to_owned(),
            source: Arc::new(source),
        };
        let file = File::open(path).map_err(unreadable)?;
        // Room for all of it at once: a vector that grows leaves copies behind.
        let size = file.metadata().map_err(unreadable)?.len().min(FILE_LIMIT) as usize;
        let mut bytes = Zeroizing::new(Vec::with_capacity(size + 2));
        file.take(FILE_LIMIT + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        let material = if bytes.len() as u64 > FILE_LIMIT {
            Err(IdentityError::TooLarge { limit: FILE_LIMIT })
        } else {
            Self::read(&bytes, password)
        };
        material.map_err(|problem| problem.in_file(path))
    }

    /// Reads PEM or PKCS#12, whichever it is.
    pub(super) fn read(bytes: &[u8], password: Option<&Password>) -> Result<Self, IdentityError> {
        /// The tag that DER begins with when it is a structure.
        const SEQUENCE: u8 = 0x30;
        if pem::is_pem(bytes) {
            Self::from_pem(bytes, password)
        } else if bytes.first() == Some(&SEQUENCE) {
            pkcs12::open(bytes, password)
        } else {
            Err(IdentityError::UnknownFormat)
        }
    }

    /// Reads PEM: certificates, and keys in PKCS#8, PKCS#1 or SEC1. Other sections (parameters of a curve, requests,
    /// public keys) are skipped.
    pub(super) fn from_pem(bytes: &[u8], password: Option<&Password>) -> Result<Self, IdentityError> {
        if !pem::is_pem(bytes) {
            return Err(IdentityError::UnknownFormat);
        }
        let mut material = Self::default();
        for mut section in pem::sections(bytes)? {
            let der = std::mem::take(&mut *section.der);
            let key = match section.label.as_str() {
                "CERTIFICATE" | "X509 CERTIFICATE" => {
                    material.certificates.push(der.into());
                    continue;
                }
                "PRIVATE KEY" => PrivatePkcs8KeyDer::from(der).into(),
                "RSA PRIVATE KEY" => PrivatePkcs1KeyDer::from(der).into(),
                "EC PRIVATE KEY" => PrivateSec1KeyDer::from(der).into(),
                "ENCRYPTED PRIVATE KEY" => decrypted(&Zeroizing::new(der), section.line, password)?,
                _ => continue,
            };
            material.keys.push(Zeroizing::new(key));
        }
        Ok(material)
    }
}

/// Opens an encrypted PKCS#8 key (RFC 5958, section 3).
fn decrypted(
    der: &[u8],
    line: usize,
    password: Option<&Password>,
) -> Result<PrivateKeyDer<'static>, IdentityError> {
    let sealed = EncryptedPrivateKeyInfoRef::try_from(der).map_err(|_| IdentityError::BrokenPem {
        line,
        reason: "is not an encrypted PKCS#8 key",
    })?;
    let password = password.ok_or(IdentityError::PasswordMissing)?;
    let key = sealed.decrypt(password.reveal()).map_err(|error| match error {
        pkcs8::Error::EncryptedPrivateKey(
            pkcs8::pkcs5::Error::NoPbes1CryptSupport | pkcs8::pkcs5::Error::UnsupportedAlgorithm { .. },
        ) => IdentityError::UnsupportedEncryption {
            found: format!("the algorithm {}", sealed.encryption_algorithm.oid()),
        },
        // Padding that happens to be right leaves bytes that are no key.
        _ => IdentityError::PasswordWrong,
    })?;
    Ok(PrivatePkcs8KeyDer::from(key.as_bytes().to_vec()).into())
}
