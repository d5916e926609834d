//! The twelve steps, in their order.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use ring::signature::RSA_PKCS1_2048_8192_SHA256;
use rustls_pki_types::UnixTime;

use super::certificate::Certificate;
use super::layout::{self, Layout};
use super::tree::base64_lines;
use super::{
    Anchors, CertificateDefect, CertificatePlace, Expected, VerificationError, VerifiedSignature, answer,
    chain, content, day, input, nonce, ocsp, responder,
};
use crate::signing::Delivered;

/// How much later than `now` a signature may have been made: two clocks are never the same.
pub const LEEWAY: TimeDelta = TimeDelta::minutes(5);

/// Verifies a signature that BankID has delivered, and that it is what was expected.
///
/// `now` is looked at for one thing alone: a signature from the future, by more than [`LEEWAY`], is refused. All else is judged
/// at the time of signing, which is `producedAt` of the OCSP response; so a signature does not age.
///
/// # Errors
/// The first step that fails, and how. Where the OCSP response cannot be read there is no time of signing, and so it is refused
/// (step 7) before the chain is looked at (step 6).
pub fn verify(
    delivered: &Delivered,
    expected: &Expected<'_>,
    anchors: &Anchors,
    now: DateTime<Utc>,
) -> Result<VerifiedSignature, VerificationError> {
    // 1 and 2
    let input = input::read(delivered)?;
    let layout = layout::read(&input.document)?;
    // 3 and 4
    layout.info.check()?;
    layout.info.check_digests(&layout.signed_data, &layout.key_info)?;
    // 5
    let signer = check_signature(&layout)?;
    // 6
    let response = ocsp::read(&input.ocsp_response);
    let intermediates = chain::read(layout.certificates.get(1..).unwrap_or_default())?;
    let response = response?;
    let at = UnixTime::since_unix_epoch(Duration::from_secs(response.produced_at));
    let issuer = chain::check(&signer, &intermediates, anchors, at)?;
    // 7, 8 and 9
    responder::check(&response, issuer, at)?;
    answer::check(&response, &signer, issuer)?;
    nonce::check(&response, delivered.signature())?;
    // 10
    let signed_at = i64::try_from(response.produced_at).ok();
    let signed_at = signed_at.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let signed_at = signed_at.ok_or(VerificationError::Time)?;
    let signing_day = day::check(signed_at, now, expected.day)?;
    // 11
    let personal_number = content::check_signer(&layout.data, &signer, expected.signer)?;
    // 12
    let hidden = content::check_documents(&layout.data, expected.documents)?;
    let text = content::check_text(&layout.data, expected.text)?;
    Ok(VerifiedSignature {
        delivered: delivered.clone(),
        personal_number,
        signed_at,
        signing_day,
        hidden,
        text,
    })
}

/// Step 5. Gives the signer's certificate, whose digest has been compared.
fn check_signature(layout: &Layout) -> Result<Certificate, VerificationError> {
    let place = CertificatePlace::Signer;
    let signer = layout.certificates.first().and_then(|text| base64_lines(text));
    let signer = signer.ok_or(VerificationError::Certificate {
        certificate: place,
        defect: CertificateDefect::Form,
    })?;
    let signer = Certificate::read(signer, place)?;
    signer.check_key()?;
    let signature = base64_lines(&layout.signature_value).ok_or(VerificationError::SignatureForm)?;
    match signer.has_signed(&layout.signed_info, &signature, &RSA_PKCS1_2048_8192_SHA256) {
        true => Ok(signer),
        false => Err(VerificationError::SignatureWrong),
    }
}
