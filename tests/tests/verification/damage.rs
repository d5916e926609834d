//! Damage of every kind, to what is right: it is never accepted, and nothing panics.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fk_runtime::signing::Delivered;
use libtest_mimic::Trial;
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::attempt::{Attempt, Forge, documents, text};
use crate::refused::shows_nothing_personal;

/// How many places are damaged, about, where there are too many for all of them.
const PLACES: usize = 1500;

pub(crate) fn trials() -> Vec<Trial> {
    let trial = |name: &str, test: fn()| {
        Trial::test(format!("damage::{name}"), move || {
            test();
            Ok(())
        })
    };
    vec![
        trial("a_bit_of_the_signature_string_turned_is_refused", || {
            turned(Part::Signature)
        }),
        trial("a_bit_of_the_ocsp_string_turned_is_refused", || {
            turned(Part::Ocsp)
        }),
        trial("a_bit_of_the_ocsp_response_turned_is_refused", turned_der),
        trial("a_string_cut_anywhere_is_refused", cut),
        trial("an_ocsp_response_cut_at_any_octet_is_refused", cut_der),
        trial("a_certificate_cut_at_any_octet_is_refused", cut_certificate),
        trial(
            "a_bit_of_the_document_turned_changes_nothing_that_is_said",
            turned_document,
        ),
        trial("noise_is_refused", noise),
    ]
}

#[derive(Clone, Copy)]
enum Part {
    Signature,
    Ocsp,
}

impl Part {
    fn of(self, delivered: &Delivered) -> &str {
        match self {
            Self::Signature => delivered.signature(),
            Self::Ocsp => delivered.ocsp_response(),
        }
    }

    /// The same with this string replaced.
    fn replaced(self, right: &Attempt, with: String) -> Attempt {
        let delivered = match self {
            Self::Signature => Delivered::new(with, right.delivered.ocsp_response()),
            Self::Ocsp => Delivered::new(right.delivered.signature(), with),
        };
        Attempt {
            delivered,
            ..right.clone()
        }
    }
}

/// A runner that makes the same values each time.
fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn refused(attempt: &Attempt, what: impl std::fmt::Display) {
    match attempt.verify() {
        Ok(_) => panic!("accepted: {what}"),
        Err(error) => shows_nothing_personal(attempt, &error),
    }
}

/// About [`PLACES`] of `length`, the first and the last among them.
fn places(length: usize) -> impl Iterator<Item = usize> {
    (0..length).step_by((length / PLACES).max(1)).chain([length - 1])
}

fn turned(part: Part) {
    let right = Forge::new().deliver();
    let string = part.of(&right.delivered).to_owned();
    for at in places(string.len()) {
        let mut octets = string.clone().into_bytes();
        // The eighth bit would make it no string.
        octets[at] ^= 1 << (at % 7);
        let damaged = part.replaced(&right, String::from_utf8(octets).unwrap());
        refused(&damaged, format_args!("bit {} of character {at}", at % 7));
    }
}

fn turned_der() {
    let right = Forge::new().deliver();
    let response = right.response();
    for at in 0..response.len() {
        let mut octets = response.clone();
        octets[at] ^= 1 << (at % 8);
        let damaged = Part::Ocsp.replaced(&right, STANDARD.encode(octets));
        refused(&damaged, format_args!("bit {} of octet {at}", at % 8));
    }
}

fn cut() {
    let right = Forge::new().deliver();
    for part in [Part::Signature, Part::Ocsp] {
        let string = part.of(&right.delivered);
        for length in places(string.len()) {
            refused(&part.replaced(&right, string[..length].to_owned()), length);
        }
    }
}

fn cut_der() {
    let right = Forge::new().deliver();
    let response = right.response();
    for length in 0..response.len() {
        let damaged = Part::Ocsp.replaced(&right, STANDARD.encode(&response[..length]));
        refused(&damaged, length);
    }
}

/// Of the signer's certificate, in a document that is rightly signed.
fn cut_certificate() {
    let certificate = Forge::new().leaf.certificate;
    for length in (0..certificate.len()).step_by(11) {
        let forge = Forge::new().with(|forge| forge.chain[0].truncate(length));
        refused(&forge.deliver(), length);
    }
}

/// With the OCSP response that is right for the damaged document: what is not signed, such as the case of `UTF-8`, may be
/// changed then, but nothing that is read.
fn turned_document() {
    let right = Forge::new().document();
    let mut accepted = 0;
    for at in (0..right.len()).step_by(right.len() / 300) {
        let mut octets = right.clone().into_bytes();
        octets[at] ^= 1 << (at % 8);
        let attempt = Forge::new().deliver_document(octets);
        match attempt.verify() {
            Ok(verified) => {
                accepted += 1;
                assert_eq!(verified.hidden(), Some(&documents()));
                assert_eq!(verified.text(), &text());
            }
            Err(error) => shows_nothing_personal(&attempt, &error),
        }
    }
    assert!(accepted < 10, "{accepted} of 300");
}

fn noise() {
    let right = Forge::new().deliver();
    let strategy = (vec(any::<u8>(), 0..600), any::<bool>());
    runner(2000)
        .run(&strategy, |(octets, is_signature)| {
            let part = if is_signature { Part::Signature } else { Part::Ocsp };
            refused(&part.replaced(&right, STANDARD.encode(&octets)), "noise");
            refused(
                &part.replaced(&right, String::from_utf8_lossy(&octets).into_owned()),
                "noise",
            );
            Ok(())
        })
        .unwrap();
}
