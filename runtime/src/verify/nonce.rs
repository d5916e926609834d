//! Step 9: the nonce, which binds the OCSP response to the signature.

use der::Decode;
use der::asn1::{ObjectIdentifier, OctetStringRef};
use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;

use super::ocsp::Response;
use super::{NonceDefect, VerificationError};

/// `id-pkix-ocsp-nonce`
pub(super) const OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.2");

const OCTETS: usize = 32;

/// Checks that the nonce begins with the SHA-1 of `signature`: the string, as BankID delivered it.
pub(super) fn check(response: &Response<'_>, signature: &str) -> Result<(), VerificationError> {
    let wrong = |defect| Err(VerificationError::Nonce { defect });
    let mut nonces = response
        .extensions
        .iter()
        .filter(|extension| extension.extn_id == OID);
    let Some(nonce) = nonces.next() else {
        return wrong(NonceDefect::Missing);
    };
    if nonces.next().is_some() {
        return wrong(NonceDefect::Several);
    }
    if !nonce.critical {
        return wrong(NonceDefect::NotCritical);
    }
    let octets = unwrapped(nonce.extn_value.as_bytes());
    if octets.len() != OCTETS {
        let octets = octets.len();
        return wrong(NonceDefect::Length { octets });
    }
    let expected: [u8; 20] = Sha1::digest(signature).into();
    match bool::from(octets[..expected.len()].ct_eq(&expected)) {
        true => Ok(()),
        false => wrong(NonceDefect::OtherSignature),
    }
}

/// BankID puts the octets into the extension as they are; RFC 8954 wants them in an `OCTET STRING` of their own. Octets that
/// happen to look like one cannot be taken for it: they are two fewer than are then asked for.
fn unwrapped(octets: &[u8]) -> &[u8] {
    match <&OctetStringRef>::from_der(octets) {
        Ok(inner) if octets.len() != OCTETS => inner.as_bytes(),
        _ => octets,
    }
}
