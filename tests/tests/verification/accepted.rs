//! What is right, in every form that is.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use fk_bankid::der::asn1::OctetString;
use fk_bankid::rcgen::ExtendedKeyUsagePurpose;
use fk_bankid::x509_ocsp::ResponderId;
use fk_bankid::{Nonce, ToSign};
use fk_runtime::signing::{Digest, HiddenData, Pair, VisibleText};
use fk_runtime::verify::{Documents, Expected, LEEWAY, SIGNATURE_LIMIT, Signer, Text, verify};
use libtest_mimic::Trial;

use crate::attempt::{
    Attempt, Forge, NOON, PERSONAL, agda, bankid, documents, key, other_bankid, pinned, replaced, text, time,
};

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = forms()
        .into_iter()
        .map(|(name, make)| {
            Trial::test(format!("accepted::{name}"), move || {
                accepts(&make());
                Ok(())
            })
        })
        .collect();
    let trial = |name: &str, test: fn()| {
        Trial::test(format!("accepted::{name}"), move || {
            test();
            Ok(())
        })
    };
    trials.extend([
        trial("a_signature_says_who_signed_what_and_when", says),
        trial("a_signature_covers_its_documents_and_no_others", covers),
        trial("any_one_of_the_documents_may_be_asked_for", one),
        trial("the_largest_signature_that_bankid_can_make_is_read", largest),
        trial("nothing_personal_is_shown_of_a_verified_signature", shows_nothing),
    ]);
    trials
}

fn accepts(attempt: &Attempt) {
    let verified = attempt.verify().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(verified.delivered(), &attempt.delivered);
    assert_eq!(verified.personal_number(), agda().personal_number);
}

/// A name, and what makes it.
type Form = (&'static str, fn() -> Attempt);

/// What is right in another way than BankID's signatures usually are.
fn forms() -> Vec<Form> {
    vec![
        ("as_bankid_makes_it", || {
            let what = ToSign::text(text()).with_hidden(documents().to_string());
            let delivered = bankid().sign(&agda(), &what, time(NOON)).unwrap();
            Forge::new().deliver().with(|a| a.delivered = delivered)
        }),
        ("without_an_xml_declaration", || {
            Forge::new().deliver_draft(|draft| draft.declaration.clear())
        }),
        ("with_a_declaration_in_other_quotes", || {
            Forge::new().deliver_draft(|draft| {
                draft.declaration = "<?xml version='1.0' encoding='utf-8'?>\n".to_owned()
            })
        }),
        ("with_empty_element_tags", || {
            Forge::new().deliver_document(
                Forge::new()
                    .document()
                    .replace("></Transform>", "/>")
                    .replace("></DigestMethod>", " />"),
            )
        }),
        ("with_attributes_in_another_order", || {
            Forge::new().deliver_altered(
                " charset=\"UTF-8\" visible=\"wysiwys\"",
                "\tvisible='wysiwys'\n charset='UTF-8'",
            )
        }),
        ("with_line_ends_between_elements", || {
            Forge::new().deliver_altered(
                "</SignedInfo><SignatureValue>",
                "</SignedInfo>\r\n  <SignatureValue>",
            )
        }),
        ("with_a_line_end_behind_the_document", || {
            Forge::new().deliver_altered("</Signature>", "</Signature>\n")
        }),
        ("with_certificates_in_lines", || {
            Forge::new().deliver_draft(|draft| {
                let at = draft.key_info.find("<X509Certificate>").unwrap() + 17;
                draft.key_info.insert(at + 64, '\n');
                draft.key_info.insert(at, '\n');
                *draft = draft.clone().with_digests();
            })
        }),
        ("with_a_signature_value_in_lines", || {
            let document = Forge::new().document();
            let at = document.find("<SignatureValue>").unwrap() + 16;
            let (start, end) = document.split_at(at + 64);
            Forge::new().deliver_document(format!("{start}\n{end}"))
        }),
        ("with_hidden_data_in_lines", || {
            Forge::new()
                .with(|forge| forge.data.hidden.as_mut().unwrap().insert(76, '\n'))
                .deliver()
        }),
        ("with_more_in_the_information_of_the_client", || {
            Forge::new()
                .with(|forge| {
                    forge
                        .data
                        .client_info
                        .push_str("<more a=\"b\">text<x></x></more>")
                })
                .deliver()
        }),
        ("with_more_in_what_is_signed", || {
            Forge::new()
                .with(|forge| forge.data.more = "<more xmlns=\"urn:more\"></more>".to_owned())
                .deliver()
        }),
        ("with_more_before_what_is_read", || {
            Forge::new().deliver_draft(|draft| {
                draft.signed_data = replaced(&draft.signed_data, "<srvInfo>", "<more></more><srvInfo>");
                *draft = draft.clone().with_digests();
            })
        }),
        ("with_a_name_of_the_server_in_escapes", || {
            Forge::new().deliver_draft(|draft| {
                draft.signed_data = replaced(&draft.signed_data, "<displayName>", "<displayName>&amp;&#xD;");
                *draft = draft.clone().with_digests();
            })
        }),
        ("with_the_format_of_plain_text", || {
            Forge::new()
                .with(|forge| {
                    forge.data.visible_attributes =
                        " charset=\"UTF-8\" format=\"plaintext\" visible=\"wysiwys\"".to_owned();
                })
                .deliver()
        }),
        ("with_a_text_in_markdown", || {
            let text = VisibleText::simple_markdown("# Jag skriver under").unwrap();
            let what = ToSign::text(text.clone()).with_hidden(documents().to_string());
            Forge::of(&what, time(NOON))
                .deliver()
                .with(|a| a.text = Some(text))
        }),
        ("with_a_purpose_in_the_certificate", || {
            let purpose = vec![ExtendedKeyUsagePurpose::EmailProtection];
            Forge::new()
                .with_leaf_of(key(), |params| params.extended_key_usages = purpose)
                .deliver()
        }),
        ("with_a_wrapped_nonce", || {
            Forge::new().deliver_ocsp(|draft| {
                let nonce = draft.data.response_extensions.take().unwrap().remove(0);
                let nonce = Nonce {
                    octets: nonce.extn_value.into_bytes(),
                    critical: true,
                };
                *draft = draft.clone().with_nonce(nonce.wrapped().unwrap()).unwrap();
            })
        }),
        ("with_a_nonce_that_looks_wrapped", || {
            Forge::new().deliver_ocsp(|draft| {
                // The last octets are random, so they may be anything.
                let nonce = draft.data.response_extensions.take().unwrap().remove(0);
                let mut octets = nonce.extn_value.into_bytes();
                octets[20..].copy_from_slice(&[4, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
                *draft = draft
                    .clone()
                    .with_nonce(Nonce {
                        octets,
                        critical: true,
                    })
                    .unwrap();
            })
        }),
        ("with_a_responder_named_by_its_key", || {
            Forge::new().deliver_ocsp(|draft| {
                let hash = bankid().responder().key.identifier();
                draft.data.responder_id = ResponderId::ByKey(OctetString::new(hash).unwrap());
            })
        }),
        ("with_another_certificate_beside_the_responders", || {
            Forge::new().deliver_ocsp(|draft| {
                use fk_bankid::der::Decode;
                let other =
                    fk_bankid::x509_cert::Certificate::from_der(bankid().customer().certificate()).unwrap();
                draft.certificates.insert(0, other);
            })
        }),
        ("with_an_extension_that_is_not_critical", || {
            Forge::new().deliver_ocsp(|draft| {
                let extensions = draft.data.response_extensions.as_mut().unwrap();
                extensions.push(fk_bankid::x509_cert::ext::Extension {
                    extn_id: fk_bankid::der::asn1::ObjectIdentifier::new_unwrap("1.2.3.4"),
                    critical: false,
                    extn_value: OctetString::new([5, 0]).unwrap(),
                });
            })
        }),
        ("with_two_roots_of_the_same_name", || {
            Forge::new().deliver().with(|a| {
                a.roots.pem = pinned(other_bankid()).pem + &a.roots.pem;
            })
        }),
        ("ten_years_later", || {
            Forge::new().deliver().with(|a| a.now += TimeDelta::days(3653))
        }),
        ("as_early_as_clocks_differ", || {
            Forge::new().deliver().with(|a| a.now -= LEEWAY)
        }),
        ("a_second_before_midnight_in_winter", || {
            on("2025-11-21T22:59:59Z", "2025-11-21")
        }),
        ("at_midnight_in_winter", || {
            on("2025-11-21T23:00:00Z", "2025-11-22")
        }),
        ("a_second_before_midnight_in_summer", || {
            on("2025-07-15T21:59:59Z", "2025-07-15")
        }),
        ("at_midnight_in_summer", || {
            on("2025-07-15T22:00:00Z", "2025-07-16")
        }),
        ("at_new_year", || on("2025-12-31T23:00:00Z", "2026-01-01")),
        ("with_a_day_that_has_a_time_zone", || {
            on("2025-11-21T11:00:00Z", "2025-11-21+01:00")
        }),
        ("of_whatever_and_whomever", || {
            let forge = Forge::new().with(|forge| forge.data.hidden = None);
            forge.deliver().with(|a| {
                a.documents = None;
                a.signer = Signer::Anyone;
                a.text = None;
            })
        }),
    ]
}

fn on(at: &str, day: &str) -> Attempt {
    Forge::at(at)
        .deliver()
        .with(|a| a.day = Some(day.parse().unwrap()))
}

fn says() {
    let attempt = Forge::at("2025-07-15T22:00:01Z").deliver();
    let verified = attempt.verify().unwrap();
    assert_eq!(verified.personal_number(), agda().personal_number);
    assert_eq!(verified.signed_at(), time("2025-07-15T22:00:01Z"));
    assert_eq!(verified.signing_day(), "2025-07-16".parse().unwrap());
    assert_eq!(verified.hidden(), Some(&documents()));
    assert_eq!(verified.text(), &text());
    assert_eq!(verified.delivered(), &attempt.delivered);
}

fn covers() {
    let verified = Forge::new().deliver().verify().unwrap();
    for pair in documents().pairs() {
        assert!(verified.covers(pair));
        let altered = Pair::new(pair.document_id(), Digest::of(b"altered")).unwrap();
        assert!(!verified.covers(&altered));
        let other = Pair::new("7c9e6679-7425-40de-944b-e07fc1f90ae7", *pair.digest()).unwrap();
        assert!(!verified.covers(&other));
    }
    let nothing = Forge::new().with(|forge| forge.data.hidden = None).deliver();
    let verified = nothing.with(|a| a.documents = None).verify().unwrap();
    assert_eq!(verified.hidden(), None);
    assert!(!verified.covers(&documents().pairs()[0]));
}

fn one() {
    let attempt = Forge::new().deliver();
    let covered: BTreeSet<_> = documents()
        .pairs()
        .iter()
        .filter(|pair| {
            let expected = Expected {
                documents: Documents::One(pair),
                signer: Signer::Anyone,
                text: Text::Any,
                day: None,
            };
            verify(
                &attempt.delivered,
                &expected,
                &attempt.roots.anchors(),
                attempt.now,
            )
            .is_ok()
        })
        .map(|pair| pair.document_id().to_owned())
        .collect();
    assert_eq!(covered.len(), 2);
}

fn largest() {
    let text = VisibleText::plain("\u{E5}".repeat(15_000)).unwrap();
    assert_eq!(text.to_base64().len(), VisibleText::LIMIT);
    let pairs = (0..1470).map(|number| {
        let id = format!("66b2a8f4-3f0c-4d7b-9d2e-{number:012}");
        Pair::new(id, Digest::of(&[])).unwrap()
    });
    let documents = HiddenData::new(pairs).unwrap();
    assert!(documents.to_base64().len() > HiddenData::LIMIT - 200);
    let what = ToSign::text(text.clone()).with_hidden(documents.to_string());
    let attempt = Forge::of(&what, time(NOON)).deliver().with(|a| {
        a.documents = Some(documents);
        a.text = Some(text);
    });
    accepts(&attempt);
    let characters = attempt.delivered.signature().len();
    assert!(characters < 360_000, "{characters}");
    const { assert!(SIGNATURE_LIMIT > 360_000) };
    assert_eq!(STANDARD.encode(attempt.document()), attempt.delivered.signature());
}

fn shows_nothing() {
    let attempt = Forge::new().deliver();
    let verified = attempt.verify().unwrap();
    let expected = Expected {
        documents: Documents::Any,
        signer: Signer::Person(agda().personal_number),
        text: Text::Is(verified.text()),
        day: None,
    };
    let shown = format!("{verified:?} {expected:?} {:?}", attempt.roots.anchors());
    for personal in PERSONAL {
        assert!(!shown.contains(personal), "{personal} in {shown}");
    }
}
