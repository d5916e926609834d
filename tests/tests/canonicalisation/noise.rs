//! Whatever the bytes are: a canonical form that is its own, or an error.

use fk_runtime::xml::canonical::{self, IdAttribute, Selector};
use fk_runtime::xml::{NO_NAMESPACE, Name};
use fk_tests::mutate::{Random, mutate, noise};
use libtest_mimic::Trial;

use crate::corpus;

const SEED: u64 = 20_010_315;
const A: Name = Name(NO_NAMESPACE, "a");
const B: Name = Name(NO_NAMESPACE, "b");
const IDS: &[IdAttribute] = &[IdAttribute {
    element: B,
    attribute: Name(NO_NAMESPACE, "Id"),
}];

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("noise::bytes_without_a_plan_are_refused_and_no_more", || {
            let mut random = Random::new(SEED);
            for _ in 0..20_000 {
                let length = random.below(400);
                attack(&noise(&mut random, length));
            }
            Ok(())
        }),
        Trial::test(
            "noise::a_broken_document_is_refused_or_has_a_canonical_form",
            || {
                let mut corpus: Vec<Vec<u8>> =
                    corpus::documents().into_iter().map(|(_, bytes)| bytes).collect();
                corpus.extend(corpus::SUBSETS.iter().map(|(_, text)| text.as_bytes().to_vec()));
                let others: Vec<&[u8]> = corpus.iter().map(Vec::as_slice).collect();
                let mut random = Random::new(SEED);
                let (mut accepted, mut refused) = (0, 0);
                for round in 0..40_000 {
                    let bytes = mutate(&mut random, &corpus[round % corpus.len()], &others);
                    *(if attack(&bytes) {
                        &mut accepted
                    } else {
                        &mut refused
                    }) += 1;
                }
                // A run that refuses everything, or accepts it, has not tried what it is for.
                if accepted > 1_000 && refused > 1_000 {
                    Ok(())
                } else {
                    Err(format!("{accepted} accepted, {refused} refused").into())
                }
            },
        ),
        Trial::test("noise::a_document_cut_anywhere_is_refused", || {
            for (name, text) in corpus::SUBSETS {
                if let Some(length) = (0..text.len()).find(|length| attack(&text.as_bytes()[..*length])) {
                    return Err(format!("{name}, cut at {length}").into());
                }
            }
            Ok(())
        }),
    ]
}

/// Whether the bytes are a document with a canonical form.
fn attack(bytes: &[u8]) -> bool {
    for selector in [
        Selector::path(A, &[]),
        Selector::path(A, &[B]),
        Selector::id("i1", IDS),
    ] {
        match canonical::element(bytes, &selector) {
            Ok(canonical) => is_its_own(&canonical, bytes),
            Err(error) => drop((error.to_string(), error.position())),
        }
    }
    match canonical::document(bytes) {
        Ok(canonical) => {
            is_its_own(&canonical, bytes);
            true
        }
        Err(error) => {
            drop((error.to_string(), error.position()));
            false
        }
    }
}

fn is_its_own(form: &[u8], of: &[u8]) {
    let again = canonical::document(form);
    let again = again.unwrap_or_else(|error| panic!("{}: {error}", of.escape_ascii()));
    assert!(
        again == form,
        "{} becomes {}",
        of.escape_ascii(),
        form.escape_ascii()
    );
}
