//! Step 7: who signed the OCSP response.

use rustls_pki_types::UnixTime;
use webpki::{EndEntityCert, KeyUsage};

use super::certificate::{ALGORITHMS, Certificate};
use super::ocsp::{ResponderId, Response};
use super::{CertificateDefect, CertificatePlace, VerificationError, chain};

/// The content of the object identifier `id-kp-OCSPSigning`, 1.3.6.1.5.5.7.3.9.
const OCSP_SIGNING: &[u8] = &[0x2B, 6, 1, 5, 5, 7, 3, 9];

/// The most certificates in an OCSP response. BankID's have one.
const CERTIFICATES_LIMIT: usize = 4;

/// Checks that the response is signed by a responder whom the authority `issuer` has entrusted with it (RFC 6960,
/// section 4.2.2.2), at the time when it was.
pub(super) fn check(
    response: &Response<'_>,
    issuer: &Certificate,
    at: UnixTime,
) -> Result<(), VerificationError> {
    let responder = find(response)?;
    if responder.issuer() != issuer.subject() {
        return responder.is_wrong(CertificateDefect::OtherIssuer);
    }
    responder.check_key()?;
    responder.check_no_authority()?;
    responder.check_for_ocsp()?;
    responder.check_may_sign()?;
    responder.check_valid(at)?;
    if let Err(error) = check_issuer(&responder, issuer, at) {
        return responder.is_wrong(chain::defect(&error));
    }
    let algorithm = response.algorithm.ok_or(VerificationError::OcspAlgorithm)?;
    match responder.has_signed(response.signed, response.signature, algorithm) {
        true => Ok(()),
        false => Err(VerificationError::OcspSignature),
    }
}

/// The one certificate that the response says is its responder's.
fn find(response: &Response<'_>) -> Result<Certificate, VerificationError> {
    if response.certificates.len() > CERTIFICATES_LIMIT {
        return Err(VerificationError::OcspForm);
    }
    let mut found = Vec::new();
    for der in &response.certificates {
        let certificate = Certificate::read(der.to_vec(), CertificatePlace::Responder)?;
        let is_named = match &response.responder {
            ResponderId::Name(name) => **name == *certificate.subject(),
            ResponderId::Key(hash) => certificate.key_hash() == *hash,
        };
        if is_named {
            found.push(certificate);
        }
    }
    let count = found.len();
    match <[Certificate; 1]>::try_from(found) {
        Ok([responder]) => Ok(responder),
        Err(_) => Err(VerificationError::ResponderCertificate { found: count }),
    }
}

/// The responder's certificate is signed with the key of the issuer, of which nothing else is asked: step 6 has.
fn check_issuer(responder: &Certificate, issuer: &Certificate, at: UnixTime) -> Result<(), webpki::Error> {
    let issuer = [webpki::anchor_from_trusted_cert(&issuer.der)?];
    let usage = KeyUsage::required(OCSP_SIGNING);
    EndEntityCert::try_from(&responder.der)?
        .verify_for_usage(ALGORITHMS, &issuer, &[], at, usage, None, None)
        .map(drop)
}
