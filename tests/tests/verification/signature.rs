//! Steps 4 and 5.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_bankid::Hash;
use fk_bankid::rcgen::KeyPair;
use fk_runtime::verify::{CertificateDefect, CertificatePlace, Target, VerificationError};

use crate::attempt::{Forge, NOON, bankid, bertil, key, leaf_of, replaced, short_key, time};
use crate::refused::{Case, Judge, case};

pub(crate) fn of_digests() -> Vec<Case> {
    use Judge::Xmlsec1;
    const DATA: VerificationError = VerificationError::Digest {
        of: Target::SignedData,
    };
    const KEY: VerificationError = VerificationError::Digest { of: Target::KeyInfo };
    vec![
        case("a_visible_text_that_was_altered", Xmlsec1, || {
            let forge = Forge::new();
            (forge.deliver_altered(&forge.data.visible, "QW5uYXQ="), DATA)
        }),
        case("hidden_data_that_were_altered", Xmlsec1, || {
            let forge = Forge::new();
            (
                forge.deliver_altered(forge.data.hidden.as_ref().unwrap(), "QW5uYXQ="),
                DATA,
            )
        }),
        case("a_purpose_that_was_altered", Xmlsec1, || {
            let forge = Forge::new().with(|forge| forge.data.func_id = "Identification".to_owned());
            (forge.deliver_altered(">Identification<", ">Signing<"), DATA)
        }),
        case("white_space_that_was_added_to_what_is_signed", Xmlsec1, || {
            (Forge::new().deliver_altered("<srvInfo>", "\n<srvInfo>"), DATA)
        }),
        case("the_certificate_of_another_person", Xmlsec1, || {
            let forge = Forge::new();
            let other = bankid()
                .certify(&bertil(), fk_bankid::Kind::Signing, time(NOON))
                .unwrap();
            let (from, to) = (
                STANDARD.encode(&forge.leaf.certificate),
                STANDARD.encode(other.certificate),
            );
            (forge.deliver_altered(&from, &to), KEY)
        }),
        case("a_certificate_that_was_left_out", Xmlsec1, || {
            let forge = Forge::new();
            let last = format!(
                "<X509Certificate>{}</X509Certificate>",
                STANDARD.encode(&forge.chain[2])
            );
            (forge.deliver_altered(&last, ""), KEY)
        }),
        case("a_digest_that_is_not_base64", Xmlsec1, || {
            let error = VerificationError::DigestForm {
                of: Target::SignedData,
            };
            (
                Forge::new().deliver_draft(|draft| draft.references[0].digest_value = "*".to_owned()),
                error,
            )
        }),
        case("a_digest_of_twenty_octets", Xmlsec1, || {
            let error = VerificationError::DigestForm { of: Target::KeyInfo };
            let digest = STANDARD.encode([0; 20]);
            (
                Forge::new().deliver_draft(|draft| draft.references[1].digest_value = digest),
                error,
            )
        }),
        case("a_digest_without_padding", Judge::Nobody, || {
            let error = VerificationError::DigestForm { of: Target::KeyInfo };
            let attempt = Forge::new().deliver_draft(|draft| {
                let digest = &mut draft.references[1].digest_value;
                digest.truncate(digest.len() - 1);
            });
            (attempt, error)
        }),
        case("no_digest", Xmlsec1, || {
            let error = VerificationError::DigestForm {
                of: Target::SignedData,
            };
            (
                Forge::new().deliver_draft(|draft| draft.references[0].digest_value.clear()),
                error,
            )
        }),
    ]
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = values();
    cases.extend(certificates());
    cases
}

fn values() -> Vec<Case> {
    use Judge::Xmlsec1;
    const WRONG: VerificationError = VerificationError::SignatureWrong;
    vec![
        case("data_that_were_altered_and_their_digest_too", Xmlsec1, || {
            let value = value(&Forge::new().document());
            let forge = Forge::new().with(|forge| forge.data.visible = "QW5uYXQ=".to_owned());
            let altered = forge.draft();
            (
                forge.deliver_document(altered.assemble(&altered.signed_info(), &value)),
                WRONG,
            )
        }),
        case("signed_info_with_white_space_in_it", Xmlsec1, || {
            (
                Forge::new().deliver_altered("<SignatureMethod", "\n<SignatureMethod"),
                WRONG,
            )
        }),
        case("a_signature_with_a_bit_that_was_turned", Xmlsec1, || {
            let document = Forge::new().document();
            let mut octets = STANDARD.decode(value(&document)).unwrap();
            octets[100] ^= 1;
            let document = replaced(&document, &value(&document), &STANDARD.encode(octets));
            (Forge::new().deliver_document(document), WRONG)
        }),
        case("a_signature_with_another_key", Xmlsec1, || {
            let forge = Forge::new();
            (forge.deliver_document(forge.draft().sign(&key()).unwrap()), WRONG)
        }),
        case(
            "a_signature_with_sha_1_that_says_it_is_with_sha_256",
            Xmlsec1,
            || {
                let forge = Forge::new();
                let draft = forge.draft();
                let document = draft
                    .sign_info(&draft.signed_info(), &forge.leaf.key, Hash::Sha1)
                    .unwrap();
                (forge.deliver_document(document), WRONG)
            },
        ),
        case("no_value_of_the_signature", Xmlsec1, || {
            let document = Forge::new().document();
            (
                Forge::new().deliver_document(replaced(&document, &value(&document), "")),
                WRONG,
            )
        }),
        case("a_value_of_the_signature_that_is_not_base64", Xmlsec1, || {
            let document = Forge::new().document();
            let document = replaced(&document, &value(&document), "*");
            (
                Forge::new().deliver_document(document),
                VerificationError::SignatureForm,
            )
        }),
        case(
            "a_value_of_the_signature_that_is_longer_than_the_key",
            Xmlsec1,
            || {
                let document = Forge::new().document();
                let mut octets = STANDARD.decode(value(&document)).unwrap();
                octets.insert(0, 0);
                let document = replaced(&document, &value(&document), &STANDARD.encode(octets));
                (Forge::new().deliver_document(document), WRONG)
            },
        ),
    ]
}

fn certificates() -> Vec<Case> {
    use Judge::{Nobody, Xmlsec1};
    const fn signer(defect: CertificateDefect) -> VerificationError {
        VerificationError::Certificate {
            certificate: CertificatePlace::Signer,
            defect,
        }
    }
    vec![
        case("a_certificate_that_is_not_base64", Xmlsec1, || {
            let attempt = Forge::new().deliver_draft(|draft| {
                draft.key_info = replaced(&draft.key_info, "<X509Certificate>", "<X509Certificate>*");
                *draft = draft.clone().with_digests();
            });
            (attempt, signer(CertificateDefect::Form))
        }),
        case("noise_for_a_certificate", Xmlsec1, || {
            let forge = Forge::new().with(|forge| forge.chain[0] = b"noise".to_vec());
            (forge.deliver(), signer(CertificateDefect::Form))
        }),
        case("a_certificate_that_is_cut_off", Xmlsec1, || {
            let forge = Forge::new().with(|forge| forge.chain[0].truncate(700));
            (forge.deliver(), signer(CertificateDefect::Form))
        }),
        case("a_certificate_with_something_behind_it", Nobody, || {
            let forge = Forge::new().with(|forge| forge.chain[0].push(0));
            (forge.deliver(), signer(CertificateDefect::Form))
        }),
        case("an_rsa_key_of_1024_bits", Nobody, || {
            let forge = Forge::new().with_leaf_of(short_key(), |_| {});
            (
                forge.deliver(),
                signer(CertificateDefect::KeyTooShort { bits: 1024 }),
            )
        }),
        case("a_key_on_an_elliptic_curve", Xmlsec1, || {
            let certificate = leaf_of(bankid().customer(), &KeyPair::generate().unwrap(), |_| {});
            let forge = Forge::new().with_leaf(certificate, key());
            (forge.deliver(), signer(CertificateDefect::KeyKind))
        }),
    ]
}

/// The value of a document's signature, in base64.
fn value(document: &str) -> String {
    let (_, rest) = document.split_once("<SignatureValue>").unwrap();
    rest.split_once('<').unwrap().0.to_owned()
}
