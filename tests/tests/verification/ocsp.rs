//! Step 7.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_bankid::der::asn1::{BitString, ObjectIdentifier};
use fk_bankid::der::{Decode, Encode};
use fk_bankid::rcgen::{CertificateParams, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose};
use fk_bankid::x509_cert::Certificate;
use fk_bankid::x509_ocsp::{BasicOcspResponse, OcspResponse, OcspResponseStatus, ResponderId};
use fk_bankid::{Authority, Hash, Key, params};
use fk_runtime::signing::Delivered;
use fk_runtime::verify::{CertificateDefect, CertificatePlace, OcspStatus, VerificationError};

use crate::attempt::{Attempt, Forge, bankid, key, other_bankid, short_key, span};
use crate::refused::{Case, Judge, case};

const FORM: VerificationError = VerificationError::OcspForm;

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = forms();
    cases.extend(statuses());
    cases.extend(responders());
    cases.extend(signatures());
    cases
}

fn forms() -> Vec<Case> {
    use Judge::{Nobody, Openssl};
    vec![
        case("noise_for_a_response", Openssl, || {
            with(|_| b"noise".to_vec(), FORM)
        }),
        case("no_response", Openssl, || {
            let attempt = Forge::new().deliver();
            (
                attempt.with(|a| a.delivered = Delivered::new(a.delivered.signature(), "")),
                FORM,
            )
        }),
        case("a_response_that_is_cut_off", Openssl, || {
            with(|der| der[..der.len() - 1].to_vec(), FORM)
        }),
        case("a_response_with_something_behind_it", Nobody, || {
            with(|der| [der.as_slice(), &[0]].concat(), FORM)
        }),
        case(
            "a_response_whose_length_is_in_more_octets_than_needed",
            Nobody,
            || with(|der| [&[0x30, 0x83, 0x00], &der[2..]].concat(), FORM),
        ),
        case("a_response_that_is_a_certificate", Openssl, || {
            with(|_| bankid().root().certificate().to_vec(), FORM)
        }),
        case("a_response_of_another_type_than_the_basic_one", Openssl, || {
            rebuilt(
                |response| {
                    let bytes = response.response_bytes.as_mut().unwrap();
                    bytes.response_type = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.99");
                },
                FORM,
            )
        }),
        case("success_without_an_answer", Openssl, || {
            rebuilt(|response| response.response_bytes = None, FORM)
        }),
        case("a_response_with_five_certificates", Nobody, || {
            let attempt = Forge::new()
                .deliver_ocsp(|draft| draft.certificates = vec![draft.certificates[0].clone(); 5]);
            (attempt, FORM)
        }),
    ]
}

fn statuses() -> Vec<Case> {
    use Judge::Openssl;
    vec![
        case("a_responder_that_says_try_later", Openssl, || {
            status(OcspResponseStatus::TryLater, OcspStatus::TryLater)
        }),
        case("a_responder_that_says_malformed_request", Openssl, || {
            status(OcspResponseStatus::MalformedRequest, OcspStatus::MalformedRequest)
        }),
        case("a_responder_that_says_internal_error", Openssl, || {
            status(OcspResponseStatus::InternalError, OcspStatus::InternalError)
        }),
        case("a_responder_that_wants_a_signature", Openssl, || {
            status(OcspResponseStatus::SigRequired, OcspStatus::SignatureRequired)
        }),
        case("a_responder_that_says_unauthorized", Openssl, || {
            status(OcspResponseStatus::Unauthorized, OcspStatus::Unauthorized)
        }),
        case("try_later_with_an_answer", Openssl, || {
            rebuilt(
                |response| response.response_status = OcspResponseStatus::TryLater,
                FORM,
            )
        }),
    ]
}

fn responders() -> Vec<Case> {
    use Judge::{Nobody, Openssl};
    vec![
        case("no_certificate_of_the_responder", Openssl, || {
            let attempt = Forge::new().deliver_ocsp(|draft| draft.certificates.clear());
            (attempt, VerificationError::ResponderCertificate { found: 0 })
        }),
        case("the_certificate_of_another_than_the_responder", Openssl, || {
            let other = Certificate::from_der(bankid().customer().certificate()).unwrap();
            let attempt = Forge::new().deliver_ocsp(|draft| draft.certificates = vec![other]);
            (attempt, VerificationError::ResponderCertificate { found: 0 })
        }),
        case("the_responders_certificate_twice", Nobody, || {
            let attempt =
                Forge::new().deliver_ocsp(|draft| draft.certificates.extend(draft.certificates.clone()));
            (attempt, VerificationError::ResponderCertificate { found: 2 })
        }),
        case(
            "a_responder_of_another_name_than_the_response_says",
            Openssl,
            || {
                let name = Certificate::from_der(bankid().bank().certificate()).unwrap();
                let name = name.tbs_certificate.subject;
                let attempt =
                    Forge::new().deliver_ocsp(|draft| draft.data.responder_id = ResponderId::ByName(name));
                (attempt, VerificationError::ResponderCertificate { found: 0 })
            },
        ),
        case("a_responder_certified_by_another_bankid", Openssl, || {
            responder(
                other_bankid().customer(),
                key(),
                |_| {},
                CertificateDefect::Signature,
            )
        }),
        case(
            "a_responder_certified_by_the_bank_for_another_authority",
            Openssl,
            || responder(bankid().bank(), key(), |_| {}, CertificateDefect::OtherIssuer),
        ),
        case("a_responder_that_is_not_for_ocsp", Openssl, || {
            responder(
                bankid().customer(),
                key(),
                |params| params.extended_key_usages.clear(),
                CertificateDefect::NotForOcsp,
            )
        }),
        case("a_responder_that_is_for_something_else", Openssl, || {
            let usage = vec![ExtendedKeyUsagePurpose::ServerAuth];
            responder(
                bankid().customer(),
                key(),
                |params| params.extended_key_usages = usage,
                CertificateDefect::NotForOcsp,
            )
        }),
        case("a_responder_that_is_for_everything", Nobody, || {
            let usage = vec![ExtendedKeyUsagePurpose::Any];
            responder(
                bankid().customer(),
                key(),
                |params| params.extended_key_usages = usage,
                CertificateDefect::NotForOcsp,
            )
        }),
        case("a_responder_that_had_expired", Openssl, || {
            responder(
                bankid().customer(),
                key(),
                |params| span(-700, -1).put_in(params),
                CertificateDefect::Expired,
            )
        }),
        case("a_responder_that_was_not_valid_yet", Openssl, || {
            responder(
                bankid().customer(),
                key(),
                |params| span(1, 700).put_in(params),
                CertificateDefect::NotYetValid,
            )
        }),
        case("a_responder_that_is_an_authority", Nobody, || {
            responder(
                bankid().customer(),
                key(),
                |params| params.is_ca = params::authority("", None, span(0, 1)).is_ca,
                CertificateDefect::Authority,
            )
        }),
        case("a_responder_whose_key_is_for_encryption", Nobody, || {
            responder(
                bankid().customer(),
                key(),
                |params| params.key_usages = vec![KeyUsagePurpose::KeyEncipherment],
                CertificateDefect::KeyUsage,
            )
        }),
        case("a_responder_with_an_rsa_key_of_1024_bits", Nobody, || {
            responder(
                bankid().customer(),
                short_key(),
                |_| {},
                CertificateDefect::KeyTooShort { bits: 1024 },
            )
        }),
        case("a_responder_with_a_key_on_an_elliptic_curve", Openssl, || {
            let params = params::responder(span(-1, 700));
            let certificate = bankid()
                .customer()
                .issue(&params, &KeyPair::generate().unwrap())
                .unwrap();
            respond(&certificate, &key(), CertificateDefect::KeyKind)
        }),
        case("a_signer_who_answers_for_themselves", Openssl, || {
            let leaf = Forge::new().leaf;
            respond(&leaf.certificate, &leaf.key, CertificateDefect::NotForOcsp)
        }),
        case("an_authority_that_answers_itself", Nobody, || {
            let customer = bankid().customer();
            respond(
                customer.certificate(),
                customer.key(),
                CertificateDefect::OtherIssuer,
            )
        }),
    ]
}

fn signatures() -> Vec<Case> {
    use Judge::Openssl;
    const WRONG: VerificationError = VerificationError::OcspSignature;
    vec![
        case("a_response_that_another_key_has_signed", Openssl, || {
            (Forge::new().deliver_ocsp_by(&key(), |_| {}), WRONG)
        }),
        case("a_response_that_was_altered", Openssl, || {
            basic(
                |basic| basic.tbs_response_data.responses[0].this_update.0 = at_epoch(),
                WRONG,
            )
        }),
        case("a_response_with_a_bit_of_its_signature_turned", Openssl, || {
            basic(
                |basic| {
                    let mut octets = basic.signature.raw_bytes().to_vec();
                    octets[7] ^= 0x10;
                    basic.signature = BitString::from_bytes(&octets).unwrap();
                },
                WRONG,
            )
        }),
        case("a_response_without_a_signature", Openssl, || {
            basic(
                |basic| basic.signature = BitString::from_bytes(&[]).unwrap(),
                WRONG,
            )
        }),
        case("a_response_signed_with_sha_1", Judge::Nobody, || {
            let attempt = Forge::new().deliver();
            let mut draft = Forge::new().ocsp(attempt.delivered.signature());
            draft.algorithm.oid = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.5");
            let signed = draft.data.to_der().unwrap();
            let signature = bankid().responder().key.sign(Hash::Sha1, &signed).unwrap();
            let response = STANDARD.encode(draft.assemble(&signature).unwrap());
            let attempt = attempt.with(|a| a.delivered = Delivered::new(a.delivered.signature(), response));
            (attempt, VerificationError::OcspAlgorithm)
        }),
        case(
            "an_algorithm_of_the_response_without_its_parameters",
            Judge::Nobody,
            || {
                let attempt = Forge::new().deliver_ocsp(|draft| draft.algorithm.parameters = None);
                (attempt, VerificationError::OcspAlgorithm)
            },
        ),
    ]
}

fn at_epoch() -> fk_bankid::der::asn1::GeneralizedTime {
    fk_bankid::der::asn1::GeneralizedTime::from_unix_duration(std::time::Duration::ZERO).unwrap()
}

fn with(response: impl FnOnce(Vec<u8>) -> Vec<u8>, error: VerificationError) -> (Attempt, VerificationError) {
    (Forge::new().deliver_with(response), error)
}

/// The right response with something in it replaced, and not signed again.
fn rebuilt(
    replace: impl FnOnce(&mut OcspResponse),
    error: VerificationError,
) -> (Attempt, VerificationError) {
    let rebuild = |der: Vec<u8>| {
        let mut response = OcspResponse::from_der(&der).unwrap();
        replace(&mut response);
        response.to_der().unwrap()
    };
    with(rebuild, error)
}

fn basic(
    replace: impl FnOnce(&mut BasicOcspResponse),
    error: VerificationError,
) -> (Attempt, VerificationError) {
    let replace = |response: &mut OcspResponse| {
        let bytes = response.response_bytes.as_mut().unwrap();
        let mut basic = BasicOcspResponse::from_der(bytes.response.as_bytes()).unwrap();
        replace(&mut basic);
        bytes.response = fk_bankid::der::asn1::OctetString::new(basic.to_der().unwrap()).unwrap();
    };
    rebuilt(replace, error)
}

fn status(said: OcspResponseStatus, status: OcspStatus) -> (Attempt, VerificationError) {
    let response = OcspResponse {
        response_status: said,
        response_bytes: None,
    };
    with(
        |_| response.to_der().unwrap(),
        VerificationError::OcspStatus { status },
    )
}

/// A responder whom `issuer` has certified.
fn responder(
    issuer: &Authority,
    key: Key,
    replace: impl FnOnce(&mut CertificateParams),
    defect: CertificateDefect,
) -> (Attempt, VerificationError) {
    let mut params = params::responder(span(-1, 700));
    replace(&mut params);
    respond(&issuer.issue(&params, &key).unwrap(), &key, defect)
}

/// The right answer from whomever.
fn respond(certificate: &[u8], key: &Key, defect: CertificateDefect) -> (Attempt, VerificationError) {
    let certificate = Certificate::from_der(certificate).unwrap();
    let attempt = Forge::new().deliver_ocsp_by(key, |draft| {
        draft.data.responder_id = ResponderId::ByName(certificate.tbs_certificate.subject.clone());
        draft.certificates = vec![certificate];
    });
    let error = VerificationError::Certificate {
        certificate: CertificatePlace::Responder,
        defect,
    };
    (attempt, error)
}
