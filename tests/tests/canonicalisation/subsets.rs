//! Subsets of documents beside `xmlsec1`, which shows what it hashes. (Recent versions of `lxml` are wrong on them.)

use fk_runtime::xml::canonical::{self, IdAttribute, Selector};
use fk_runtime::xml::{NO_NAMESPACE, Name, Namespace};
use fk_tests::canonical::{by_xmlsec1, first_difference, with_references};
use fk_tests::tools::XMLSEC1;
use libtest_mimic::Trial;
use proptest::strategy::{Strategy, ValueTree};

use crate::corpus;
use crate::generated::{self, Document, ELEMENTS, NAMESPACES};

/// How many documents are made; each is a run of `xmlsec1`.
const GENERATED: usize = 150;

/// `xmlsec1` is told of every element one by one, so there is a bound on how many are looked at in a document.
const MOST_IDS: usize = 24;

pub(crate) fn trials() -> Vec<Trial> {
    let corpus = corpus::SUBSETS.iter().map(|(name, text)| {
        XMLSEC1.trial(format!("subset::{name}"), || {
            let ids = (1..).map(|id| format!("i{id}"));
            let ids: Vec<String> = ids
                .take_while(|id| text.contains(&format!(" Id='{id}'")))
                .collect();
            assert!(!ids.is_empty(), "it has an element to look at");
            if let Some(difference) = difference(text, &ids) {
                panic!("{difference}");
            }
        })
    });
    let made = XMLSEC1.trial(
        "subset::elements_of_documents_that_were_made_are_canonicalised_as_by_xmlsec1",
        made,
    );
    corpus.chain([made]).collect()
}

fn made() {
    let mut runner = generated::runner();
    let strategy = generated::document();
    let mut looked_at = 0;
    for _ in 0..GENERATED {
        let mut tree = strategy.new_tree(&mut runner).unwrap();
        let fails = |document: &Document| {
            let (text, ids) = document.text_with_ids();
            difference(&text, &ids[..ids.len().min(MOST_IDS)])
        };
        looked_at += tree.current().text_with_ids().1.len().min(MOST_IDS);
        if fails(&tree.current()).is_some() {
            let (document, difference) = generated::smallest(&mut tree, fails);
            panic!("{:?}: {difference}", document.text_with_ids().0);
        }
    }
    assert!(
        looked_at > GENERATED,
        "{looked_at} elements are too few to say anything"
    );
}

/// How our canonical form of one of the elements differs from that of `xmlsec1`.
fn difference(text: &str, ids: &[String]) -> Option<String> {
    if ids.is_empty() {
        return None;
    }
    let attributes = id_attributes();
    let text = with_references(text, ids);
    let theirs = by_xmlsec1(&text, ELEMENTS);
    assert_eq!(theirs.len(), ids.len(), "xmlsec1 shows every one");
    ids.iter().zip(theirs).find_map(|(id, theirs)| {
        let ours = match canonical::element(text.as_bytes(), &Selector::id(id, &attributes)) {
            Ok(ours) => ours,
            Err(error) => return Some(format!("{id}: {error}")),
        };
        if ours != theirs {
            return Some(format!("{id} {}", first_difference(&ours, &theirs)));
        }
        // Alone, it is a document that is its own canonical form.
        match canonical::document(&ours) {
            Ok(again) if again == ours => None,
            Ok(again) => Some(format!("{id} alone {}", first_difference(&ours, &again))),
            Err(error) => Some(format!("{id} alone: {error}")),
        }
    })
}

/// `Id` on every element that stands in the documents.
fn id_attributes() -> Vec<IdAttribute> {
    let names = |local: &'static str| {
        NAMESPACES
            .iter()
            .chain(corpus::SIGNATURE_NAMESPACES)
            .map(move |uri| Name(Namespace { uri, prefix: "" }, local))
    };
    ELEMENTS
        .iter()
        .flat_map(|local| names(local))
        .map(|element| IdAttribute {
            element,
            attribute: Name(NO_NAMESPACE, "Id"),
        })
        .collect()
}
