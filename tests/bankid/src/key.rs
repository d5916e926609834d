//! RSA keys.

use std::fmt;
use std::sync::Arc;

use ring::digest::{self, SHA1_FOR_LEGACY_USE_ONLY, SHA256};
use rsa::pkcs1::EncodeRsaPublicKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use rsa::rand_core::OsRng;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use zeroize::Zeroizing;

use crate::{MakeError, pem};

/// What is hashed with before RSA signs (PKCS #1 v1.5).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Hash {
    /// SHA-1, which nobody should accept.
    Sha1,
    /// SHA-256.
    Sha256,
}

/// An RSA key pair. Cheap to clone. It signs for certificates as `sha256WithRSAEncryption`.
#[derive(Clone)]
pub struct Key(Arc<Pair>);

struct Pair {
    private: RsaPrivateKey,
    /// `RSAPublicKey` of PKCS #1, in DER.
    public: Vec<u8>,
}

impl Key {
    /// Of 2048 bits, as BankID's.
    ///
    /// # Errors
    /// When none is found.
    pub fn make() -> Result<Self, MakeError> {
        Self::of_bits(2048)
    }

    /// Of so many bits, also of fewer than anyone should accept.
    ///
    /// # Errors
    /// When none is found.
    pub fn of_bits(bits: usize) -> Result<Self, MakeError> {
        Self::of(RsaPrivateKey::new(&mut OsRng, bits)?)
    }

    /// From PKCS#8 in DER.
    ///
    /// # Errors
    /// It is something else.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, MakeError> {
        Self::of(RsaPrivateKey::from_pkcs8_der(der)?)
    }

    fn of(private: RsaPrivateKey) -> Result<Self, MakeError> {
        let public = private.to_public_key().to_pkcs1_der();
        let public = public.map_err(rsa::pkcs8::spki::Error::from);
        let public = public.map_err(rsa::pkcs8::Error::from)?.into_vec();
        Ok(Self(Arc::new(Pair { private, public })))
    }

    /// PKCS#8 in DER.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, MakeError> {
        Ok(self.0.private.to_pkcs8_der()?.to_bytes())
    }

    /// PKCS#8 as PEM.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn to_pem(&self) -> Result<Zeroizing<String>, MakeError> {
        pem::key_pem(self)
    }

    /// The public key: `RSAPublicKey` of PKCS #1, in DER.
    #[must_use]
    pub fn public(&self) -> &[u8] {
        &self.0.public
    }

    /// The SHA-1 of the public key, by which OCSP names it (RFC 6960, section 4.2.1).
    #[must_use]
    pub fn identifier(&self) -> [u8; 20] {
        let mut identifier = [0; 20];
        identifier.copy_from_slice(digest::digest(&SHA1_FOR_LEGACY_USE_ONLY, self.public()).as_ref());
        identifier
    }

    /// A PKCS #1 v1.5 signature of `message`, as long as the modulus.
    ///
    /// # Errors
    /// The key is too short for the hash.
    pub fn sign(&self, hash: Hash, message: &[u8]) -> Result<Vec<u8>, MakeError> {
        // RFC 8017, section 9.2, note 1: `DigestInfo` up to the digest.
        let (algorithm, prefix): (_, &[u8]) = match hash {
            Hash::Sha1 => (
                &SHA1_FOR_LEGACY_USE_ONLY,
                b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
            ),
            Hash::Sha256 => (
                &SHA256,
                b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
            ),
        };
        let digest = digest::digest(algorithm, message);
        let padding = Pkcs1v15Sign {
            hash_len: Some(algorithm.output_len()),
            prefix: prefix.into(),
        };
        Ok(self.0.private.sign(padding, digest.as_ref())?)
    }
}

impl rcgen::PublicKeyData for Key {
    fn der_bytes(&self) -> &[u8] {
        &self.0.public
    }

    fn algorithm(&self) -> &'static rcgen::SignatureAlgorithm {
        &rcgen::PKCS_RSA_SHA256
    }
}

impl rcgen::SigningKey for Key {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        // What went wrong in the library that signs has no place in the other's error.
        Self::sign(self, Hash::Sha256, message).map_err(|_| rcgen::Error::RemoteKeyError)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(***)")
    }
}
