//! One certificate: what it says, and step 5.

use std::time::Duration;

use der::Decode;
use der::asn1::ObjectIdentifier;
use ring::signature::{RsaParameters, UnparsedPublicKey};
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, UnixTime};
use sha1::{Digest, Sha1};
use webpki::ring as algorithms;
use x509_cert::Certificate as X509;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;

use super::{CertificateDefect, CertificatePlace, VerificationError};

/// The algorithms that certificates may be signed with. Keys of fewer than 2048 bits verify nothing.
pub(super) const ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[
    algorithms::RSA_PKCS1_2048_8192_SHA256,
    algorithms::RSA_PKCS1_2048_8192_SHA384,
    algorithms::RSA_PKCS1_2048_8192_SHA512,
];

const LEAST_BITS: usize = 2048;
const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const OCSP_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.9");
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const SERIAL_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");

/// A certificate (RFC 5280) that is known by its place.
#[derive(Clone)]
pub(super) struct Certificate {
    pub(super) place: CertificatePlace,
    pub(super) der: CertificateDer<'static>,
    x509: X509,
    authority: Option<BasicConstraints>,
    key_usage: Option<KeyUsage>,
}

impl Certificate {
    pub(super) fn read(der: Vec<u8>, place: CertificatePlace) -> Result<Self, VerificationError> {
        let form = |_| VerificationError::Certificate {
            certificate: place,
            defect: CertificateDefect::Form,
        };
        let x509 = X509::from_der(&der).map_err(form)?;
        let said = x509.tbs_certificate();
        let authority = said
            .get_extension()
            .map_err(form)?
            .map(|(_, extension)| extension);
        let key_usage = said
            .get_extension()
            .map_err(form)?
            .map(|(_, extension)| extension);
        Ok(Self {
            place,
            der: der.into(),
            authority,
            key_usage,
            x509,
        })
    }

    pub(super) fn is_wrong<T>(&self, defect: CertificateDefect) -> Result<T, VerificationError> {
        let certificate = self.place;
        Err(VerificationError::Certificate { certificate, defect })
    }

    pub(super) fn subject(&self) -> &Name {
        self.x509.tbs_certificate().subject()
    }

    pub(super) fn issuer(&self) -> &Name {
        self.x509.tbs_certificate().issuer()
    }

    pub(super) fn serial_number(&self) -> &SerialNumber {
        self.x509.tbs_certificate().serial_number()
    }

    /// Its key, without what says of which kind it is: what OCSP hashes.
    pub(super) fn key(&self) -> &[u8] {
        let key = self.x509.tbs_certificate().subject_public_key_info();
        key.subject_public_key.raw_bytes()
    }

    /// The SHA-1 of its key, by which OCSP names it (RFC 6960, sections 4.1.1 and 4.2.1).
    pub(super) fn key_hash(&self) -> [u8; 20] {
        Sha1::digest(self.key()).into()
    }

    /// In DER.
    pub(super) fn borrowed(&self) -> CertificateDer<'_> {
        CertificateDer::from(self.der.as_ref())
    }

    /// Its key is RSA, and long enough.
    pub(super) fn check_key(&self) -> Result<(), VerificationError> {
        let key = self.x509.tbs_certificate().subject_public_key_info();
        if key.algorithm.oid != RSA_ENCRYPTION {
            return self.is_wrong(CertificateDefect::KeyKind);
        }
        let modulus = modulus(self.key());
        let Some(bits) = modulus.map(bits) else {
            return self.is_wrong(CertificateDefect::Form);
        };
        match bits < LEAST_BITS {
            true => self.is_wrong(CertificateDefect::KeyTooShort { bits }),
            false => Ok(()),
        }
    }

    /// It was valid at a time, both ends included (RFC 5280, section 4.1.2.5).
    pub(super) fn check_valid(&self, at: UnixTime) -> Result<(), VerificationError> {
        let validity = self.x509.tbs_certificate().validity();
        let at = Duration::from_secs(at.as_secs());
        if at < validity.not_before.to_unix_duration() {
            return self.is_wrong(CertificateDefect::NotYetValid);
        }
        match at > validity.not_after.to_unix_duration() {
            true => self.is_wrong(CertificateDefect::Expired),
            false => Ok(()),
        }
    }

    /// It is not an authority's.
    pub(super) fn check_no_authority(&self) -> Result<(), VerificationError> {
        match &self.authority {
            Some(BasicConstraints { ca: true, .. }) => self.is_wrong(CertificateDefect::Authority),
            _ => Ok(()),
        }
    }

    /// It is an authority's, and may have so many others below it (RFC 5280, sections 4.2.1.9 and 4.2.1.3).
    pub(super) fn check_authority(&self, below: usize) -> Result<(), VerificationError> {
        let Some(BasicConstraints {
            ca: true,
            path_len_constraint,
        }) = self.authority
        else {
            return self.is_wrong(CertificateDefect::NotAnAuthority);
        };
        if path_len_constraint.is_some_and(|most| below > usize::from(most)) {
            return self.is_wrong(CertificateDefect::PathLength);
        }
        match &self.key_usage {
            Some(usage) if !usage.key_cert_sign() => self.is_wrong(CertificateDefect::KeyUsage),
            _ => Ok(()),
        }
    }

    /// Its key may sign what is not a certificate (RFC 5280, section 4.2.1.3).
    pub(super) fn check_may_sign(&self) -> Result<(), VerificationError> {
        match &self.key_usage {
            Some(usage) if !(usage.digital_signature() || usage.non_repudiation()) => {
                self.is_wrong(CertificateDefect::KeyUsage)
            }
            _ => Ok(()),
        }
    }

    /// It is for signing OCSP responses (RFC 6960, section 4.2.2.2).
    pub(super) fn check_for_ocsp(&self) -> Result<(), VerificationError> {
        let usage = self.x509.tbs_certificate().get_extension::<ExtendedKeyUsage>();
        match usage {
            Ok(Some((_, usage))) if usage.0.contains(&OCSP_SIGNING) => Ok(()),
            Ok(_) => self.is_wrong(CertificateDefect::NotForOcsp),
            Err(_) => self.is_wrong(CertificateDefect::Form),
        }
    }

    /// Whether its key, which is an RSA key, has signed `message`.
    pub(super) fn has_signed(
        &self,
        message: &[u8],
        signature: &[u8],
        algorithm: &'static RsaParameters,
    ) -> bool {
        UnparsedPublicKey::new(algorithm, self.key())
            .verify(message, signature)
            .is_ok()
    }

    /// Whether its common name has `test` in it.
    pub(super) fn says_test(&self) -> bool {
        let mut names = self
            .subject()
            .iter()
            .filter(|attribute| attribute.oid == COMMON_NAME);
        names.any(|name| {
            let name = name.value.value();
            name.windows(4).any(|part| part.eq_ignore_ascii_case(b"test"))
        })
    }

    /// The values of `serialNumber` in its subject, wherever they stand; `None` for one that is no text.
    pub(super) fn serial_numbers(&self) -> Vec<Option<&str>> {
        let all = self.subject().iter();
        all.filter(|attribute| attribute.oid == SERIAL_NUMBER)
            .map(|attribute| std::str::from_utf8(attribute.value.value()).ok())
            .collect()
    }
}

/// The modulus of an `RSAPublicKey` (RFC 8017, appendix A.1.1).
fn modulus(key: &[u8]) -> Option<&[u8]> {
    let content = <&der::asn1::SequenceRef>::from_der(key).ok()?;
    let mut reader = der::SliceReader::new(content.as_bytes()).ok()?;
    let modulus: der::asn1::UintRef<'_> = der::Reader::decode(&mut reader).ok()?;
    Some(modulus.as_bytes())
}

/// How many bits a number has that begins with an octet other than zero.
fn bits(number: &[u8]) -> usize {
    let first = number.first().map_or(8, |octet| octet.leading_zeros() as usize);
    (number.len() * 8).saturating_sub(first)
}
