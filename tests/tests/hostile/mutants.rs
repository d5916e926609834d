//! Random bytes, and documents of the corpus that have been broken. The seed is fixed: a failure can be repeated.

use fk_contracts::elt::AnyTidredovisning;
use fk_runtime::xml::{self, AnyElement};
use fk_tests::corpus::{Document, GROUPS, Group, documents};
use fk_tests::judges::{Judge, schema_of};
use fk_tests::ledger::ledger;
use fk_tests::mutate::{Random, mutate, noise};
use fk_tests::roots::read;

use crate::before_the_deadline;

const SEED: u64 = 20_160_620;

/// Reads `bytes` as everything that there is. What is accepted must be written valid, and read back equal.
fn attack(group: &'static Group, bytes: &[u8]) -> bool {
    let _ = xml::from_slice::<AnyTidredovisning>(bytes);
    let _ = xml::from_slice::<AnyElement>(bytes);
    match read(group.roots, bytes) {
        Err(error) => {
            let _ = (error.to_string(), error.path(), error.position());
            false
        }
        Ok(value) => {
            let input = bytes.escape_ascii();
            let written = value.to_vec();
            let written = written.unwrap_or_else(|error| panic!("{input} is read, but not written: {error}"));
            let again = read(group.roots, &written);
            let again =
                again.unwrap_or_else(|error| panic!("{input} is written as what is not read: {error}"));
            assert!(again.is_equal(&*value), "{input} reads back as another value");
            let said = schema_of(group).judge(&written);
            assert!(
                said.is_ok() || is_kept_unchecked(&written),
                "xsd-schema on {input}: {}",
                said.err().unwrap_or_default()
            );
            true
        }
    }
}

/// Whether a document may hold what we keep in a wildcard without a check and `xsd-schema` checks: types that
/// `xsi:type` names, and known attributes of undeclared elements (see the ledger, oracle `ours`).
fn is_kept_unchecked(written: &[u8]) -> bool {
    let text = String::from_utf8_lossy(written);
    [
        "http://www.w3.org/2001/XMLSchema-instance",
        "http://www.w3.org/2005/05/xmlmime",
    ]
    .iter()
    .any(|namespace| text.contains(namespace))
}

#[test]
fn noise_is_refused_and_no_more() {
    before_the_deadline(|| {
        let mut random = Random::new(SEED);
        for round in 0..20_000 {
            let length = random.below(400);
            let bytes = noise(&mut random, length);
            assert!(
                !attack(&GROUPS[round % GROUPS.len()], &bytes),
                "{}",
                bytes.escape_ascii()
            );
        }
    });
}

#[test]
fn a_broken_document_is_refused_or_is_still_valid() {
    before_the_deadline(|| {
        // Without the documents that we and `xsd-schema` judge differently: what becomes of them, too, we might.
        let ledger = ledger();
        let is_disputed = |document: &Document| {
            let mut judges = [Judge::Ours, Judge::XsdSchema].into_iter();
            judges.any(|judge| ledger.contains_key(&(document.name.clone(), judge)))
        };
        let mut corpus: Vec<Document> = documents();
        corpus.retain(|document| !is_disputed(document));
        let others: Vec<&[u8]> = corpus.iter().map(|document| document.bytes.as_slice()).collect();
        let mut random = Random::new(SEED);
        let (mut accepted, mut refused) = (0, 0);
        for round in 0..40_000 {
            let document = &corpus[round % corpus.len()];
            let bytes = mutate(&mut random, &document.bytes, &others);
            if attack(document.group, &bytes) {
                accepted += 1;
            } else {
                refused += 1;
            }
        }
        // A run that refuses everything, or accepts it, has not tried what it is for.
        assert!(
            accepted > 1_000 && refused > 1_000,
            "{accepted} accepted, {refused} refused"
        );
    });
}

#[test]
fn a_document_cut_anywhere_is_refused() {
    before_the_deadline(|| {
        for name in [
            "elt-1.0.2/valid/with-everything.xml",
            "elt-envelope/valid/response-with-extension.xml",
        ] {
            let bytes = fk_tests::corpus::bytes(name);
            let group = Group::named(name.split('/').next().unwrap());
            let end = bytes.iter().rposition(|byte| *byte == b'>').unwrap();
            for length in 0..=end {
                assert!(!attack(group, &bytes[..length]), "{name}, cut at {length}");
            }
            assert!(attack(group, &bytes[..=end]), "{name}");
        }
    });
}
