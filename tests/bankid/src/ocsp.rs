//! The OCSP response (RFC 6960).

use std::fmt;

use chrono::{DateTime, Utc};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use ring::rand::{SecureRandom, SystemRandom};
use rsa::pkcs8::der::asn1::{Any, BitString, GeneralizedTime, Null, ObjectIdentifier, OctetString};
use rsa::pkcs8::der::{Decode, Encode};
use rsa::pkcs8::spki::AlgorithmIdentifierOwned;
use x509_cert_v02::Certificate;
use x509_cert_v02::ext::Extension;
use x509_ocsp::{
    AsResponseBytes, BasicOcspResponse, CertId, CertStatus, OcspGeneralizedTime, OcspResponse,
    OcspResponseStatus, ResponderId, ResponseData, SingleResponse, Version,
};

use crate::{Hash, Key, MakeError};

const SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");
const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const NONCE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.2");

/// The nonce of a response, which in BankID's binds it to a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Nonce {
    /// What stands in the extension, whole.
    pub octets: Vec<u8>,
    /// Whether the extension is critical.
    pub critical: bool,
}

impl Nonce {
    /// Of the signature document in base64, as BankID delivers it: 32 octets, of which the first 20 are the SHA-1 of the
    /// string and the others are random; critical, and not wrapped in an `OCTET STRING` of its own.
    ///
    /// # Errors
    /// The system gives no random octets.
    pub fn of(signature: &str) -> Result<Self, MakeError> {
        let mut octets = digest(&SHA1_FOR_LEGACY_USE_ONLY, signature.as_bytes())
            .as_ref()
            .to_vec();
        octets.resize(32, 0);
        SystemRandom::new().fill(&mut octets[20..])?;
        Ok(Self {
            octets,
            critical: true,
        })
    }

    /// The same in an `OCTET STRING` of its own, as RFC 8954 has it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn wrapped(self) -> Result<Self, MakeError> {
        let octets = OctetString::new(self.octets)?.to_der()?;
        Ok(Self { octets, ..self })
    }
}

/// An OCSP response before it is signed. Every part can be replaced.
#[derive(Clone)]
pub struct OcspDraft {
    /// What is signed: responder, time, answers, extensions.
    pub data: ResponseData,
    /// The algorithm that is named.
    pub algorithm: AlgorithmIdentifierOwned,
    /// The certificates that come with it.
    pub certificates: Vec<Certificate>,
}

impl OcspDraft {
    /// As BankID's: one answer, `good`, for `certificate`; without `nextUpdate`; by the responder that the certificate
    /// `responder` names. All certificates in DER.
    ///
    /// # Errors
    /// A certificate that is none, and a time beyond the years 1970 to 9999.
    pub fn new(
        certificate: &[u8],
        issuer: &[u8],
        responder: &[u8],
        at: DateTime<Utc>,
    ) -> Result<Self, MakeError> {
        let responder = Certificate::from_der(responder)?;
        let at = time(at)?;
        let answer = SingleResponse {
            cert_id: cert_id(certificate, issuer)?,
            cert_status: CertStatus::good(),
            this_update: at,
            next_update: None,
            single_extensions: None,
        };
        Ok(Self {
            data: ResponseData {
                version: Version::V1,
                responder_id: ResponderId::ByName(responder.tbs_certificate.subject.clone()),
                produced_at: at,
                responses: vec![answer],
                response_extensions: None,
            },
            algorithm: algorithm(SHA256_WITH_RSA),
            certificates: vec![responder],
        })
    }

    /// The same with a nonce, after the extensions that are there.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn with_nonce(mut self, nonce: Nonce) -> Result<Self, MakeError> {
        let extension = Extension {
            extn_id: NONCE,
            critical: nonce.critical,
            extn_value: OctetString::new(nonce.octets)?,
        };
        let extensions = self.data.response_extensions.get_or_insert_default();
        extensions.push(extension);
        Ok(self)
    }

    /// The response in DER, signed.
    ///
    /// # Errors
    /// It cannot be written, or the key cannot sign.
    pub fn sign(&self, key: &Key) -> Result<Vec<u8>, MakeError> {
        let signature = key.sign(Hash::Sha256, &self.data.to_der()?)?;
        self.assemble(&signature)
    }

    /// The response in DER, with what is put for a signature.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn assemble(&self, signature: &[u8]) -> Result<Vec<u8>, MakeError> {
        let basic = BasicOcspResponse {
            tbs_response_data: self.data.clone(),
            signature_algorithm: self.algorithm.clone(),
            signature: BitString::from_bytes(signature)?,
            certs: (!self.certificates.is_empty()).then(|| self.certificates.clone()),
        };
        let response = OcspResponse {
            response_status: OcspResponseStatus::Successful,
            response_bytes: Some(basic.to_response_bytes()?),
        };
        Ok(response.to_der()?)
    }
}

/// The name of a certificate in an answer: with SHA-1, of its issuer's name and key (RFC 6960, section 4.1.1).
fn cert_id(certificate: &[u8], issuer: &[u8]) -> Result<CertId, MakeError> {
    let certificate = Certificate::from_der(certificate)?.tbs_certificate;
    let issuer = Certificate::from_der(issuer)?.tbs_certificate;
    let sha1 = |octets: &[u8]| OctetString::new(digest(&SHA1_FOR_LEGACY_USE_ONLY, octets).as_ref());
    let key = issuer.subject_public_key_info.subject_public_key;
    Ok(CertId {
        hash_algorithm: algorithm(SHA1),
        issuer_name_hash: sha1(&issuer.subject.to_der()?)?,
        issuer_key_hash: sha1(key.raw_bytes())?,
        serial_number: certificate.serial_number,
    })
}

fn algorithm(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid,
        parameters: Some(Any::from(Null)),
    }
}

fn time(at: DateTime<Utc>) -> Result<OcspGeneralizedTime, MakeError> {
    let seconds = u64::try_from(at.timestamp()).map_err(|_| MakeError::Time)?;
    let time = GeneralizedTime::from_unix_duration(std::time::Duration::from_secs(seconds));
    Ok(OcspGeneralizedTime(time.map_err(|_| MakeError::Time)?))
}

/// It holds a person's certificate number, and is not shown.
impl fmt::Debug for OcspDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OcspDraft")
            .field("answers", &self.data.responses.len())
            .finish_non_exhaustive()
    }
}
