//! Who issues certificates.

use rcgen::{CertificateParams, Issuer, PublicKeyData};
use rsa::pkcs8::der::asn1::{BitString, ObjectIdentifier};
use rsa::pkcs8::der::{Decode, Encode};
use x509_cert_v02::{Certificate, TbsCertificate};

use crate::{Hash, Key, MakeError, pem};

const SHA1_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.5");
const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");

/// An authority, which issues whatever it is told to.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, Key>,
    certificate: Vec<u8>,
}

/// A certificate in DER, and its key.
#[derive(Clone, Debug)]
pub struct Certified {
    /// The certificate.
    pub certificate: Vec<u8>,
    /// The key.
    pub key: Key,
}

impl Authority {
    /// One whose certificate is signed with its own key.
    ///
    /// # Errors
    /// The parameters make no certificate.
    pub fn root(params: CertificateParams, key: Key) -> Result<Self, MakeError> {
        let certificate = params.self_signed(&key)?.der().to_vec();
        Ok(Self::kept(params, Certified { certificate, key }))
    }

    /// One below this.
    ///
    /// # Errors
    /// The parameters make no certificate.
    pub fn authority(&self, params: CertificateParams, key: Key) -> Result<Self, MakeError> {
        let certificate = self.issue(&params, &key)?;
        Ok(Self::kept(params, Certified { certificate, key }))
    }

    /// One whose certificate is there already; of `params`, its name counts.
    #[must_use]
    pub fn kept(params: CertificateParams, kept: Certified) -> Self {
        Self {
            issuer: Issuer::new(params, kept.key),
            certificate: kept.certificate,
        }
    }

    /// A certificate for a key, in DER.
    ///
    /// # Errors
    /// The parameters make no certificate.
    pub fn issue(&self, params: &CertificateParams, key: &impl PublicKeyData) -> Result<Vec<u8>, MakeError> {
        Ok(params.signed_by(key, &self.issuer)?.der().to_vec())
    }

    /// A certificate with a key of its own.
    ///
    /// # Errors
    /// The parameters make no certificate.
    pub fn certify(&self, params: &CertificateParams, key: Key) -> Result<Certified, MakeError> {
        let certificate = self.issue(params, &key)?;
        Ok(Certified { certificate, key })
    }

    /// A certificate in DER with something in it replaced, signed anew by this authority.
    ///
    /// # Errors
    /// It is no certificate, or is none afterwards.
    pub fn reissue(
        &self,
        certificate: &[u8],
        hash: Hash,
        replace: impl FnOnce(&mut TbsCertificate),
    ) -> Result<Vec<u8>, MakeError> {
        let mut certificate = Certificate::from_der(certificate)?;
        certificate.tbs_certificate.signature.oid = match hash {
            Hash::Sha1 => SHA1_WITH_RSA,
            Hash::Sha256 => SHA256_WITH_RSA,
        };
        replace(&mut certificate.tbs_certificate);
        certificate.signature_algorithm = certificate.tbs_certificate.signature.clone();
        let signature = self.key().sign(hash, &certificate.tbs_certificate.to_der()?)?;
        certificate.signature = BitString::from_bytes(&signature)?;
        Ok(certificate.to_der()?)
    }

    /// Its own certificate, as PEM.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn to_pem(&self) -> Result<String, MakeError> {
        pem::certificate_pem(&self.certificate)
    }

    /// Its own certificate, in DER.
    #[must_use]
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> &Key {
        self.issuer.key()
    }
}
