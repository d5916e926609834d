//! PKCS#12 (RFC 7292), the .p12 and .pfx files that issuers deliver.

use p12_keystore::Pkcs12Archive;
use p12_keystore::error::Error;
use pkcs8::pkcs5::Error as Pkcs5Error;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use zeroize::Zeroizing;

use super::material::Material;
use super::{IdentityError, Password};

/// Opens a PKCS#12 file: PBES2 with AES, 3DES or RC2 of 40 bits.
///
/// All its keys and certificates are taken, whatever its attributes say about which belong together: that is checked
/// later, and by their content.
pub(super) fn open(bytes: &[u8], password: Option<&Password>) -> Result<Material, IdentityError> {
    // Some files have the empty password, and every reader tries it without asking.
    let archive =
        Pkcs12Archive::from_pkcs12(bytes, password.map_or("", Password::reveal)).map_err(|error| {
            match (problem(bytes, error), password) {
                (IdentityError::PasswordWrong, None) => IdentityError::PasswordMissing,
                (problem, _) => problem,
            }
        })?;
    let keys = archive
        .keys
        .iter()
        .map(|bag| Zeroizing::new(PrivatePkcs8KeyDer::from(bag.key.as_der().to_vec()).into()));
    let certificates = archive
        .certs
        .iter()
        .map(|bag| CertificateDer::from(bag.cert.as_der().to_vec()));
    Ok(Material {
        keys: keys.collect(),
        certificates: certificates.collect(),
    })
}

fn problem(bytes: &[u8], error: Error) -> IdentityError {
    match error {
        // The checksum over everything (RFC 7292, section 4: MacData) is made with the password. A file without it
        // betrays a wrong one by what comes out: bad padding, or bytes that are no key.
        Error::MacError(_) | Error::UnpadError | Error::InvalidPrivateKey => IdentityError::PasswordWrong,
        Error::Pkcs5Error(said) if said == Pkcs5Error::DecryptFailed.to_string() => {
            IdentityError::PasswordWrong
        }
        Error::Pkcs5Error(said) => IdentityError::UnsupportedEncryption { found: said },
        Error::UnsupportedEncryptionScheme | Error::UnsupportedMacAlgorithm => {
            IdentityError::UnsupportedEncryption {
                found: "an algorithm other than AES, 3DES and RC2 of 40 bits".to_owned(),
            }
        }
        error => match super::Certificate::read(bytes) {
            // A .cer file is DER as well.
            Some(_) => IdentityError::KeyMissing,
            None if is_opened_by_luck(bytes) => IdentityError::PasswordWrong,
            None => IdentityError::BrokenPkcs12 {
                reason: error.to_string(),
            },
        },
    }
}

/// Whether it was the wrong password that made nonsense of a file that is whole.
///
/// Without the checksum, one wrong password in 256 leaves padding that happens to be right, and what then cannot be
/// read is nonsense. Another password gives another failure then; a file that is broken fails in the same way with
/// every password, or by its checksum.
fn is_opened_by_luck(bytes: &[u8]) -> bool {
    ["a", "b"].into_iter().any(|other| {
        matches!(
            Pkcs12Archive::from_pkcs12(bytes, other),
            Err(Error::UnpadError | Error::Pkcs5Error(_))
        )
    })
}
