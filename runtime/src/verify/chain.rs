//! Step 6: from the signer's certificate to a pinned root.

use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter};

use super::certificate::{ALGORITHMS, Certificate};
use super::tree::base64_lines;
use super::{Anchors, CertificateDefect, CertificatePlace, VerificationError};

/// The most certificates in a signature document. BankID's have three: the person's, that of the bank's authority for
/// customers, and that of the bank's authority.
pub const CERTIFICATES_LIMIT: usize = 6;

/// The people's certificates are for no purpose that X.509 has a name for. What is asked of them, the steps say.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}

/// Reads the intermediate certificates, which stand in base64 behind the signer's.
pub(super) fn read(intermediates: &[String]) -> Result<Vec<Certificate>, VerificationError> {
    let (found, limit) = (intermediates.len() + 1, CERTIFICATES_LIMIT);
    if found > limit {
        return Err(VerificationError::TooManyCertificates { found, limit });
    }
    let numbered = (1..).zip(intermediates);
    numbered
        .map(|(number, text)| {
            let place = CertificatePlace::Intermediate(number);
            let der = base64_lines(text).ok_or(VerificationError::Certificate {
                certificate: place,
                defect: CertificateDefect::Form,
            })?;
            Certificate::read(der, place)
        })
        .collect()
}

/// Checks the chain at the time of signing, and gives the certificate of the signer's issuer.
///
/// Each certificate is first checked for itself and in its place, so that an error can name it; then the path is built and
/// checked by a library whose only task it is.
pub(super) fn check<'c>(
    signer: &'c Certificate,
    intermediates: &'c [Certificate],
    anchors: &'c Anchors,
    at: UnixTime,
) -> Result<&'c Certificate, VerificationError> {
    check_order(signer, intermediates, anchors)?;
    signer.check_no_authority()?;
    signer.check_may_sign()?;
    signer.check_valid(at)?;
    for (below, authority) in intermediates.iter().enumerate() {
        authority.check_key()?;
        authority.check_authority(below)?;
        authority.check_valid(at)?;
    }
    let root = build(signer, intermediates, anchors, at)?;
    root.check_authority(intermediates.len())?;
    root.check_valid(at)?;
    Ok(intermediates.first().unwrap_or(root))
}

/// Each certificate stands before its issuer's, and the last one's issuer is a pinned root, which is not among them.
fn check_order(
    signer: &Certificate,
    intermediates: &[Certificate],
    anchors: &Anchors,
) -> Result<(), VerificationError> {
    let mut last = signer;
    for next in intermediates {
        if next.subject() == next.issuer() {
            return next.is_wrong(CertificateDefect::SelfIssued);
        }
        if last.issuer() != next.subject() {
            return last.is_wrong(CertificateDefect::Order);
        }
        last = next;
    }
    match anchors.has(last.issuer()) {
        true => Ok(()),
        false => last.is_wrong(CertificateDefect::Untrusted),
    }
}

/// Builds the path, and gives its root.
fn build<'c>(
    signer: &Certificate,
    intermediates: &[Certificate],
    anchors: &'c Anchors,
    at: UnixTime,
) -> Result<&'c Certificate, VerificationError> {
    let refused = |error| {
        let defect = defect(&error);
        signer.is_wrong(defect)
    };
    let others: Vec<CertificateDer<'_>> = intermediates.iter().map(Certificate::borrowed).collect();
    let end = match EndEntityCert::try_from(&signer.der) {
        Ok(end) => end,
        Err(error) => return refused(error),
    };
    match end.verify_for_usage(ALGORITHMS, anchors.trusted(), &others, at, AnyPurpose, None, None) {
        Ok(path) => match anchors.root(path.anchor()) {
            Some(root) => Ok(root),
            None => signer.is_wrong(CertificateDefect::Untrusted),
        },
        Err(error) => refused(error),
    }
}

/// What the library says is wrong. Its errors hold times and codes, but nothing of what certificates say.
pub(super) fn defect(error: &Error) -> CertificateDefect {
    match error {
        Error::BadDer | Error::BadDerTime | Error::UnsupportedCertVersion => CertificateDefect::Form,
        // Where several paths are tried, the library reports that of the one that led furthest; here there is one.
        Error::InvalidSignatureForPublicKey | Error::UnknownIssuer => CertificateDefect::Signature,
        Error::UnsupportedSignatureAlgorithmContext(_)
        | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => CertificateDefect::Algorithm,
        other => CertificateDefect::Refused {
            code: format!("{other:?}"),
        },
    }
}
