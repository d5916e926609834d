//! Every document of the corpus, judged by us and by two validators that others wrote: the verdict of its folder, or
//! a line in the ledger that says who is wrong and why. And what our refusals say, and do not say.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use fk_tests::corpus::{Document, Verdict, documents};
use fk_tests::judges::{Judge, Judgement, ours, xmllint, xsd_schema};
use fk_tests::ledger::{Entry, Ledger, ledger};
use fk_tests::tools::{Availability, XMLLINT};
use libtest_mimic::{Arguments, Failed, Trial};

mod refusals;

fn main() {
    let arguments = Arguments::from_args();
    let documents: Vec<_> = documents().into_iter().map(Arc::new).collect();
    let ledger = Arc::new(ledger());
    let by_xmllint = ByXmllint::new(&documents);

    let mut trials = vec![ledger_names_documents(&documents, &ledger)];
    for document in &documents {
        trials.push(trial(Judge::Ours, document, &ledger, ours));
        trials.push(trial(Judge::XsdSchema, document, &ledger, xsd_schema));
        trials.push(by_xmllint.trial(document, &ledger));
        if document.verdict == Verdict::Invalid {
            trials.push(refusals::trial(document));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial(
    judge: Judge,
    document: &Arc<Document>,
    ledger: &Arc<Ledger>,
    say: impl FnOnce(&Document) -> Judgement + Send + 'static,
) -> Trial {
    let (document, ledger) = (Arc::clone(document), Arc::clone(ledger));
    Trial::test(format!("{}::{}", judge.name(), document.name), move || {
        let entry = ledger.get(&(document.name.clone(), judge));
        compare(document.verdict, entry, &say(&document))
    })
}

/// Holds a judgement against the folder and the ledger.
fn compare(folder: Verdict, entry: Option<&Entry>, said: &Judgement) -> Result<(), Failed> {
    let reason = &said.reason;
    match entry {
        None if said.verdict == folder => Ok(()),
        None => Err(format!("{:?}, but its folder says {folder:?}: {reason}", said.verdict).into()),
        Some(entry) if entry.verdict == folder => {
            Err("its entry in ledger.toml says what the folder says; remove the entry".into())
        }
        Some(entry) if said.verdict == entry.verdict => Ok(()),
        Some(_) => Err("its entry in ledger.toml no longer holds; remove the entry".into()),
    }
}

fn ledger_names_documents(documents: &[Arc<Document>], ledger: &Arc<Ledger>) -> Trial {
    let names: Vec<_> = documents.iter().map(|document| document.name.clone()).collect();
    let ledger = Arc::clone(ledger);
    Trial::test(
        "every_entry_of_the_ledger_names_a_document_and_a_reason",
        move || {
            for entry in ledger.values() {
                if !names.contains(&entry.file) {
                    return Err(format!("no document {}", entry.file).into());
                }
                if entry.why.trim().is_empty() {
                    return Err(format!("no reason for {}", entry.file).into());
                }
            }
            Ok(())
        },
    )
}

/// What `xmllint` says, or why it says nothing.
struct ByXmllint {
    availability: Availability,
    judgements: BTreeMap<String, Judgement>,
}

impl ByXmllint {
    fn new(documents: &[Arc<Document>]) -> Self {
        let availability = XMLLINT.availability();
        let judgements = match availability {
            Availability::Present => xmllint(documents),
            Availability::Missing | Availability::Required => BTreeMap::new(),
        };
        Self {
            availability,
            judgements,
        }
    }

    fn trial(&self, document: &Arc<Document>, ledger: &Arc<Ledger>) -> Trial {
        match self.judgements.get(&document.name).cloned() {
            Some(said) => trial(Judge::Xmllint, document, ledger, move |_| said),
            None => {
                let name = format!("{}::{}", Judge::Xmllint.name(), document.name);
                Trial::test(name, || Err(XMLLINT.missing().into()))
                    .with_ignored_flag(self.availability == Availability::Missing)
            }
        }
    }
}
