//! Step 8: the one answer, which is for the signer's certificate and says that it is good.

use der::Encode;
use der::asn1::ObjectIdentifier;
use sha1::{Digest, Sha1};

use super::certificate::Certificate;
use super::nonce;
use super::ocsp::{Answer, Response, Status};
use super::{CertIdPart, VerificationError};

const SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");

pub(super) fn check(
    response: &Response<'_>,
    signer: &Certificate,
    issuer: &Certificate,
) -> Result<(), VerificationError> {
    let [answer] = response.answers.as_slice() else {
        let found = response.answers.len();
        return Err(VerificationError::Answers { found });
    };
    check_id(answer, signer, issuer)?;
    match answer.status {
        Status::Good => {}
        Status::Revoked => return Err(VerificationError::Revoked),
        Status::Unknown => return Err(VerificationError::StatusUnknown),
    }
    if answer.has_next_update {
        return Err(VerificationError::NextUpdate);
    }
    let of_response = response
        .extensions
        .iter()
        .filter(|extension| extension.extn_id != nonce::OID);
    match of_response
        .chain(&answer.extensions)
        .any(|extension| extension.critical)
    {
        true => Err(VerificationError::CriticalExtension),
        false => Ok(()),
    }
}

/// The certificate that the answer is for (RFC 6960, section 4.1.1).
fn check_id(
    answer: &Answer<'_>,
    signer: &Certificate,
    issuer: &Certificate,
) -> Result<(), VerificationError> {
    let other = |differs| Err(VerificationError::OtherCertificate { differs });
    let parameters = answer.algorithm.parameters;
    if answer.algorithm.oid != SHA1 || !parameters.is_none_or(der::asn1::AnyRef::is_null) {
        return other(CertIdPart::Algorithm);
    }
    // A name that has been read from DER has DER.
    let name = issuer.subject().to_der().unwrap_or_default();
    if answer.issuer_name != Sha1::digest(&name).as_slice() {
        return other(CertIdPart::IssuerName);
    }
    if answer.issuer_key != issuer.key_hash() {
        return other(CertIdPart::IssuerKey);
    }
    match answer.serial_number == *signer.serial_number() {
        true => Ok(()),
        false => other(CertIdPart::SerialNumber),
    }
}
