//! Whole documents beside `lxml`.

use fk_runtime::xml::canonical;
use fk_tests::canonical::{by_lxml, first_difference};
use fk_tests::tools::{Availability, LXML};
use libtest_mimic::{Failed, Trial};
use proptest::strategy::{Strategy, ValueTree};

use crate::corpus;
use crate::generated::{self, Document};

/// How many documents are made; about a tenth of a millisecond each, with `lxml`.
const GENERATED: usize = 3_000;

pub(crate) fn trials() -> Vec<Trial> {
    let documents = corpus::documents();
    let availability = LXML.availability();
    let mut theirs = match availability {
        Availability::Present => by_lxml(documents.iter().map(|(_, bytes)| bytes.as_slice())),
        Availability::Missing | Availability::Required => Vec::new(),
    }
    .into_iter();
    let mut trials: Vec<Trial> = documents
        .into_iter()
        .map(|(name, bytes)| {
            let name = format!("whole::{name}");
            match theirs.next() {
                Some(theirs) => Trial::test(name, move || compare(&bytes, &theirs)),
                None => Trial::test(name, || Err(LXML.missing().into()))
                    .with_ignored_flag(availability == Availability::Missing),
            }
        })
        .collect();
    trials.push(LXML.trial(
        "whole::documents_that_were_made_are_canonicalised_as_by_lxml",
        made,
    ));
    trials
}

/// All in one run of `lxml`; the first on which it differs is made smaller, with a run each.
fn made() {
    let mut runner = generated::runner();
    let strategy = generated::document();
    let mut trees: Vec<_> = (0..GENERATED)
        .map(|_| strategy.new_tree(&mut runner).unwrap())
        .collect();
    let bytes: Vec<Vec<u8>> = trees.iter().map(|tree| tree.current().bytes()).collect();
    let theirs = by_lxml(bytes.iter().map(Vec::as_slice));
    let differs = bytes
        .iter()
        .zip(&theirs)
        .position(|(bytes, theirs)| compare(bytes, theirs).is_err());
    if let Some(index) = differs {
        let fails = |document: &Document| {
            let bytes = document.bytes();
            compare(&bytes, &by_lxml([bytes.as_slice()])[0]).err()
        };
        let (document, failed) = generated::smallest(&mut trees[index], fails);
        panic!(
            "{}: {}",
            document.bytes().escape_ascii(),
            failed.message().unwrap_or("?")
        );
    }
}

fn compare(bytes: &[u8], theirs: &[u8]) -> Result<(), Failed> {
    let ours = canonical::document(bytes)?;
    if ours != theirs {
        return Err(first_difference(&ours, theirs).into());
    }
    if canonical::document(&ours)? != ours {
        return Err("the canonical form is not its own canonical form".into());
    }
    Ok(())
}
