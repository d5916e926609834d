//! Steps 8 and 9.

use fk_bankid::der::asn1::{Null, ObjectIdentifier, OctetString};
use fk_bankid::x509_cert::ext::Extension;
use fk_bankid::x509_cert::serial_number::SerialNumber;
use fk_bankid::x509_ocsp::{CertStatus, RevokedInfo, SingleResponse};
use fk_bankid::{Nonce, OcspDraft};
use fk_runtime::signing::Delivered;
use fk_runtime::verify::{CertIdPart, NonceDefect, VerificationError};

use crate::attempt::{Attempt, Forge};
use crate::refused::{Case, Judge, case};

pub(crate) fn cases() -> Vec<Case> {
    use Judge::{Nobody, Openssl};
    const fn other(differs: CertIdPart) -> VerificationError {
        VerificationError::OtherCertificate { differs }
    }
    vec![
        case("a_certificate_that_had_been_revoked", Openssl, || {
            let status = |answer: &mut SingleResponse| {
                answer.cert_status = CertStatus::Revoked(RevokedInfo {
                    revocation_time: answer.this_update,
                    revocation_reason: None,
                });
            };
            answered(status, VerificationError::Revoked)
        }),
        case("a_certificate_that_the_responder_does_not_know", Openssl, || {
            answered(
                |answer| answer.cert_status = CertStatus::Unknown(Null),
                VerificationError::StatusUnknown,
            )
        }),
        case("an_answer_for_another_number", Openssl, || {
            let number = SerialNumber::new(&[1, 2, 3]).unwrap();
            answered(
                |answer| answer.cert_id.serial_number = number,
                other(CertIdPart::SerialNumber),
            )
        }),
        case("an_answer_for_another_issuer", Openssl, || {
            let hash = OctetString::new([7; 20]).unwrap();
            answered(
                |answer| answer.cert_id.issuer_name_hash = hash,
                other(CertIdPart::IssuerName),
            )
        }),
        case("an_answer_for_another_key_of_the_issuer", Openssl, || {
            let hash = OctetString::new([7; 20]).unwrap();
            answered(
                |answer| answer.cert_id.issuer_key_hash = hash,
                other(CertIdPart::IssuerKey),
            )
        }),
        case(
            "an_answer_that_names_the_certificate_with_sha_256",
            Openssl,
            || {
                let sha256 = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
                answered(
                    |answer| answer.cert_id.hash_algorithm.oid = sha256,
                    other(CertIdPart::Algorithm),
                )
            },
        ),
        case("two_answers", Nobody, || {
            changed(
                |draft| draft.data.responses.extend(draft.data.responses.clone()),
                VerificationError::Answers { found: 2 },
            )
        }),
        case(
            "a_good_answer_for_another_certificate_before_the_right_one",
            Nobody,
            || {
                changed(
                    |draft| {
                        let mut other = draft.data.responses[0].clone();
                        other.cert_id.serial_number = SerialNumber::new(&[1]).unwrap();
                        draft.data.responses.insert(0, other);
                    },
                    VerificationError::Answers { found: 2 },
                )
            },
        ),
        case("no_answer", Openssl, || {
            changed(
                |draft| draft.data.responses.clear(),
                VerificationError::Answers { found: 0 },
            )
        }),
        case("an_answer_that_says_until_when_it_holds", Nobody, || {
            answered(
                |answer| answer.next_update = Some(answer.this_update),
                VerificationError::NextUpdate,
            )
        }),
        case("a_critical_extension_of_the_answer", Nobody, || {
            answered(
                |answer| answer.single_extensions = Some(vec![extension(true)]),
                VerificationError::CriticalExtension,
            )
        }),
        case("a_critical_extension_of_the_response", Nobody, || {
            changed(
                |draft| {
                    draft
                        .data
                        .response_extensions
                        .as_mut()
                        .unwrap()
                        .push(extension(true))
                },
                VerificationError::CriticalExtension,
            )
        }),
    ]
}

pub(crate) fn of_nonce() -> Vec<Case> {
    use Judge::Nobody;
    const fn nonce(defect: NonceDefect) -> VerificationError {
        VerificationError::Nonce { defect }
    }
    vec![
        case("no_nonce", Nobody, || {
            changed(
                |draft| draft.data.response_extensions = None,
                nonce(NonceDefect::Missing),
            )
        }),
        case("two_nonces", Nobody, || {
            changed(
                |draft| {
                    let nonces = draft.data.response_extensions.as_mut().unwrap();
                    nonces.push(nonces[0].clone());
                },
                nonce(NonceDefect::Several),
            )
        }),
        case("a_nonce_that_is_not_critical", Nobody, || {
            nonced(|nonce| nonce.critical = false, nonce(NonceDefect::NotCritical))
        }),
        case("a_nonce_of_31_octets", Nobody, || {
            nonced(
                |nonce| nonce.octets.truncate(31),
                nonce(NonceDefect::Length { octets: 31 }),
            )
        }),
        case("a_nonce_of_the_hash_alone", Nobody, || {
            nonced(
                |nonce| nonce.octets.truncate(20),
                nonce(NonceDefect::Length { octets: 20 }),
            )
        }),
        case("a_wrapped_nonce_of_the_hash_alone", Nobody, || {
            nonced(
                |nonce| {
                    nonce.octets.truncate(20);
                    *nonce = nonce.clone().wrapped().unwrap();
                },
                nonce(NonceDefect::Length { octets: 20 }),
            )
        }),
        case("an_empty_nonce", Nobody, || {
            nonced(
                |nonce| nonce.octets.clear(),
                nonce(NonceDefect::Length { octets: 0 }),
            )
        }),
        case("a_nonce_with_a_bit_of_the_hash_turned", Nobody, || {
            nonced(|nonce| nonce.octets[19] ^= 1, nonce(NonceDefect::OtherSignature))
        }),
        case("a_nonce_whose_hash_stands_at_its_end", Nobody, || {
            nonced(
                |nonce| nonce.octets.rotate_left(20),
                nonce(NonceDefect::OtherSignature),
            )
        }),
        case(
            "the_response_for_another_signature_of_the_same_person",
            Nobody,
            || {
                let one = Forge::new().deliver();
                let other = Forge::new()
                    .with(|forge| forge.data.client_info.push_str("<more></more>"))
                    .deliver();
                let delivered = Delivered::new(one.delivered.signature(), other.delivered.ocsp_response());
                (
                    one.with(|a| a.delivered = delivered),
                    nonce(NonceDefect::OtherSignature),
                )
            },
        ),
        case("a_signature_that_was_decoded_and_encoded_again", Nobody, || {
            // The document means the same and its signature holds, but it is not what BankID delivered.
            let one = Forge::new().deliver();
            let document = format!("{}\n", Forge::new().document());
            let again = Forge::new().deliver_document(document);
            let delivered = Delivered::new(again.delivered.signature(), one.delivered.ocsp_response());
            (
                one.with(|a| a.delivered = delivered),
                nonce(NonceDefect::OtherSignature),
            )
        }),
    ]
}

fn changed(replace: impl FnOnce(&mut OcspDraft), error: VerificationError) -> (Attempt, VerificationError) {
    (Forge::new().deliver_ocsp(replace), error)
}

fn answered(
    replace: impl FnOnce(&mut SingleResponse),
    error: VerificationError,
) -> (Attempt, VerificationError) {
    changed(|draft| replace(&mut draft.data.responses[0]), error)
}

/// The right nonce with something in it replaced.
fn nonced(replace: impl FnOnce(&mut Nonce), error: VerificationError) -> (Attempt, VerificationError) {
    let replace = |draft: &mut OcspDraft| {
        let right = draft.data.response_extensions.take().unwrap().remove(0);
        let mut nonce = Nonce {
            octets: right.extn_value.into_bytes(),
            critical: right.critical,
        };
        replace(&mut nonce);
        *draft = draft.clone().with_nonce(nonce).unwrap();
    };
    changed(replace, error)
}

fn extension(critical: bool) -> Extension {
    Extension {
        extn_id: ObjectIdentifier::new_unwrap("1.2.3.4"),
        critical,
        extn_value: OctetString::new([5, 0]).unwrap(),
    }
}
