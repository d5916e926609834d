//! Steps 11 and 12.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_bankid::x509_cert::{TbsCertificate, name::RdnSequence};
use fk_bankid::{Hash, Kind, rcgen};
use fk_runtime::signing::{Digest, HiddenData, Pair, VisibleText};
use fk_runtime::verify::{Signer, VerificationError};

use crate::attempt::{Attempt, Forge, NOON, TEXT, bankid, bertil, documents, order, replaced, time};
use crate::refused::{Case, Judge, case};

const SERIAL_NUMBER: &[u64] = &[2, 5, 4, 5];

pub(crate) fn of_signer() -> Vec<Case> {
    use Judge::Nobody;
    const NOT_A_SIGNING: VerificationError = VerificationError::NotASigning;
    const FORM: VerificationError = VerificationError::SerialNumberForm;
    vec![
        case("an_identification", Nobody, || {
            (
                Forge::of(&order().with_kind(Kind::Identification), time(NOON)).deliver(),
                NOT_A_SIGNING,
            )
        }),
        case("a_purpose_in_another_case", Nobody, || {
            purpose("signing", NOT_A_SIGNING)
        }),
        case("a_purpose_with_a_space", Nobody, || {
            purpose("Signing ", NOT_A_SIGNING)
        }),
        case("an_empty_purpose", Nobody, || purpose("", NOT_A_SIGNING)),
        case("another_person", Nobody, || {
            let attempt = Forge::new().deliver();
            (
                attempt.with(|a| a.signer = Signer::Person(bertil().personal_number)),
                VerificationError::OtherSigner,
            )
        }),
        case("a_certificate_without_a_number", Nobody, || {
            let forge = numbered(None);
            (forge.deliver(), VerificationError::SerialNumbers { found: 0 })
        }),
        case("a_certificate_with_two_numbers", Nobody, || {
            let forge = subject(|names| names.0.extend(number_of(names)));
            (forge.deliver(), VerificationError::SerialNumbers { found: 2 })
        }),
        case(
            "a_certificate_with_two_numbers_in_one_part_of_its_name",
            Nobody,
            || {
                let other = Forge::new().with_leaf_of(crate::attempt::key(), |params| {
                    set_number(params, Some("189102279800"));
                });
                let other = subject_of(&other);
                let forge = subject(|names| {
                    let mut second = number_of(&other).remove(0).0.into_vec();
                    for part in &mut names.0 {
                        if part.0.as_slice()[0].oid == second[0].oid {
                            part.0.insert_ordered(second.remove(0)).unwrap();
                            break;
                        }
                    }
                });
                (forge.deliver(), VerificationError::SerialNumbers { found: 2 })
            },
        ),
        case("a_number_of_ten_digits", Nobody, || {
            (numbered(Some("9001019802")).deliver(), FORM)
        }),
        case("a_number_with_a_hyphen", Nobody, || {
            (numbered(Some("19900101-9802")).deliver(), FORM)
        }),
        case("a_number_with_a_letter", Nobody, || {
            (numbered(Some("18900101980A")).deliver(), FORM)
        }),
    ]
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = of_documents();
    cases.extend(of_text());
    cases
}

fn of_documents() -> Vec<Case> {
    use Judge::Nobody;
    const FORM: VerificationError = VerificationError::HiddenForm;
    vec![
        case("nothing_hidden", Nobody, || {
            (
                Forge::new().with(|forge| forge.data.hidden = None).deliver(),
                VerificationError::NothingHidden,
            )
        }),
        case("hidden_data_of_another_document", Nobody, || {
            let other = Pair::new("7c9e6679-7425-40de-944b-e07fc1f90ae7", Digest::of(b"one")).unwrap();
            hidden(
                &other.to_string(),
                VerificationError::DocumentMissing { number: 1, of: 2 },
            )
        }),
        case("a_document_with_other_content", Nobody, || {
            let pairs = documents();
            let [one, other] = pairs.pairs() else {
                panic!("two")
            };
            let altered = Pair::new(other.document_id(), Digest::of(b"altered")).unwrap();
            hidden(
                &format!("{one};{altered}"),
                VerificationError::DocumentAltered { number: 2, of: 2 },
            )
        }),
        case("one_of_the_documents_missing", Nobody, || {
            let pairs = documents();
            hidden(
                &pairs.pairs()[0].to_string(),
                VerificationError::DocumentMissing { number: 2, of: 2 },
            )
        }),
        case("digests_that_changed_places", Nobody, || {
            let pairs = documents();
            let [one, other] = pairs.pairs() else {
                panic!("two")
            };
            let text = format!(
                "{},{};{},{}",
                one.document_id(),
                other.digest(),
                other.document_id(),
                one.digest()
            );
            hidden(&text, VerificationError::DocumentAltered { number: 1, of: 2 })
        }),
        case("a_digest_in_capitals", Nobody, || {
            hidden(&documents().to_string().to_uppercase(), FORM)
        }),
        case("a_separator_behind_the_last_document", Nobody, || {
            hidden(&format!("{};", documents()), FORM)
        }),
        case("a_line_end_behind_the_last_document", Nobody, || {
            hidden(&format!("{}\n", documents()), FORM)
        }),
        case("a_document_that_stands_there_twice", Nobody, || {
            let pairs = documents();
            hidden(&format!("{};{}", pairs, pairs.pairs()[0]), FORM)
        }),
        case("hidden_data_that_are_text", Nobody, || {
            hidden("tidrapporten", FORM)
        }),
        case("empty_hidden_data", Nobody, || hidden("", FORM)),
        case("hidden_data_that_are_not_base64", Nobody, || {
            (
                Forge::new()
                    .with(|forge| forge.data.hidden = Some("*".to_owned()))
                    .deliver(),
                FORM,
            )
        }),
        case("hidden_data_that_are_no_text", Nobody, || {
            (
                Forge::new()
                    .with(|forge| forge.data.hidden = Some(STANDARD.encode([0xFF])))
                    .deliver(),
                FORM,
            )
        }),
    ]
}

fn of_text() -> Vec<Case> {
    use Judge::Nobody;
    const OTHER: VerificationError = VerificationError::OtherText;
    const fn form(expected: &'static str) -> VerificationError {
        VerificationError::TextForm { expected }
    }
    vec![
        case("another_text", Nobody, || {
            (
                Forge::new()
                    .with(|forge| forge.data.visible = STANDARD.encode("Annat"))
                    .deliver(),
                OTHER,
            )
        }),
        case("a_text_with_something_added", Nobody, || {
            let text = STANDARD.encode(format!("{TEXT} "));
            (
                Forge::new().with(|forge| forge.data.visible = text).deliver(),
                OTHER,
            )
        }),
        case("a_text_in_another_format", Nobody, || {
            let attempt = Forge::new().deliver();
            (
                attempt.with(|a| a.text = Some(VisibleText::simple_markdown(TEXT).unwrap())),
                OTHER,
            )
        }),
        case("a_text_in_a_format_that_is_not_known", Nobody, || {
            attributes(
                "charset=\"UTF-8\"",
                "charset=\"UTF-8\" format=\"html\"",
                form("no format, or format=\"plaintext\" or format=\"simpleMarkdownV1\""),
            )
        }),
        case("a_text_in_another_character_set", Nobody, || {
            attributes("UTF-8", "ISO-8859-1", form("charset=\"UTF-8\""))
        }),
        case("a_text_without_a_character_set", Nobody, || {
            attributes(" charset=\"UTF-8\"", "", form("charset=\"UTF-8\""))
        }),
        case("a_text_that_was_not_shown", Nobody, || {
            attributes("wysiwys", "hidden", form("visible=\"wysiwys\""))
        }),
        case("a_text_that_is_not_base64", Nobody, || {
            (
                Forge::new()
                    .with(|forge| forge.data.visible = TEXT.to_owned())
                    .deliver(),
                form("UTF-8 in base64"),
            )
        }),
        case("a_text_that_is_latin_1", Nobody, || {
            let latin = STANDARD.encode(b"f\xF6r");
            (
                Forge::new().with(|forge| forge.data.visible = latin).deliver(),
                form("UTF-8 in base64"),
            )
        }),
        case("an_empty_text", Nobody, || {
            let forge = Forge::new().with(|forge| forge.data.visible.clear());
            (forge.deliver(), form("1 to 40,000 characters in base64"))
        }),
        case("a_text_longer_than_bankid_takes", Nobody, || {
            let forge = Forge::new().with(|forge| forge.data.visible = STANDARD.encode("a".repeat(30_001)));
            (forge.deliver(), form("1 to 40,000 characters in base64"))
        }),
    ]
}

fn purpose(func_id: &str, error: VerificationError) -> (Attempt, VerificationError) {
    (
        Forge::new()
            .with(|forge| forge.data.func_id = func_id.to_owned())
            .deliver(),
        error,
    )
}

fn hidden(text: &str, error: VerificationError) -> (Attempt, VerificationError) {
    // That it is what was expected must not be why it is refused.
    assert!(
        text.parse::<HiddenData>()
            .map_or(true, |pairs| pairs != documents())
    );
    (
        Forge::new()
            .with(|forge| forge.data.hidden = Some(STANDARD.encode(text)))
            .deliver(),
        error,
    )
}

fn attributes(from: &str, to: &str, error: VerificationError) -> (Attempt, VerificationError) {
    let forge = Forge::new().with(|forge| {
        forge.data.visible_attributes = replaced(&forge.data.visible_attributes, from, to);
    });
    (forge.deliver(), error)
}

/// A certificate with this `serialNumber` in its subject, or none.
fn numbered(number: Option<&str>) -> Forge {
    Forge::new().with_leaf_of(crate::attempt::key(), |params| set_number(params, number))
}

fn set_number(params: &mut rcgen::CertificateParams, number: Option<&str>) {
    let kind = rcgen::DnType::from_oid(SERIAL_NUMBER);
    params.distinguished_name.remove(kind.clone());
    if let Some(number) = number {
        let number = rcgen::DnValue::PrintableString(number.try_into().unwrap());
        params.distinguished_name.push(kind, number);
    }
}

/// A certificate whose subject was replaced by hand.
fn subject(replace: impl FnOnce(&mut RdnSequence)) -> Forge {
    let forge = Forge::new();
    let replace = |certificate: &mut TbsCertificate| replace(&mut certificate.subject);
    let certificate = bankid()
        .customer()
        .reissue(&forge.leaf.certificate, Hash::Sha256, replace)
        .unwrap();
    let key = forge.leaf.key.clone();
    forge.with_leaf(certificate, key)
}

fn subject_of(forge: &Forge) -> RdnSequence {
    use fk_bankid::der::Decode;
    let certificate = fk_bankid::x509_cert::Certificate::from_der(&forge.leaf.certificate).unwrap();
    certificate.tbs_certificate.subject
}

/// The part of a name that holds the number.
fn number_of(names: &RdnSequence) -> Vec<fk_bankid::x509_cert::name::RelativeDistinguishedName> {
    let oid = fk_bankid::der::asn1::ObjectIdentifier::new_unwrap("2.5.4.5");
    let parts = names.0.iter().filter(|part| part.0.as_slice()[0].oid == oid);
    parts.cloned().collect()
}
