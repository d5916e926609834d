//! The agency's example of E-IOA, and which version of ELT a document is.

#![allow(clippy::unwrap_used)]

use fk_contracts::eioa::v1::{
    AnmalanFranArbetsgivare, Arbetsgivare, Assistansform, AssistentIdentitet, Bosattning,
};
use fk_contracts::elt::AnyTidredovisning;
use fk_runtime::xml::{self, ReadErrorKind};
use fk_tests::corpus::bytes;

#[test]
fn the_agencys_example_is_read_as_what_it_says() {
    let example: AnmalanFranArbetsgivare =
        xml::from_slice(&bytes("eioa-1/valid/like-the-agencys-example.xml")).unwrap();

    assert_eq!(example.id.as_str(), "00000000-0000-4000-8000-000000000002");
    assert_eq!(example.person_som_har_assistans.fornamn, "Tolvan");
    let AssistentIdentitet::Personnummer(number) = &example.assistent.assistent_identitet else {
        panic!("the assistant has a personnummer");
    };
    assert_eq!(number.as_str(), "189001019810");
    assert_eq!(example.assistent.anstallningsdatum.to_string(), "2026-09-01");
    assert!(!example.assistent.narstaende);
    assert!(matches!(
        example.assistent.bosattning,
        Bosattning::BosattInnanforEes
    ));
    let Assistansform::Assistansanordnare(provider) = &example.assistansform else {
        panic!("there is a provider");
    };
    assert_eq!(provider.anordnare_namn.as_deref(), Some("Påhittad Assistans AB"));
    assert!(matches!(
        provider.arbetsgivare,
        Arbetsgivare::AssistentAnstalldAvAnordnare
    ));
    assert_eq!(example.telefonnummer_anordnare.as_str(), "08-465 004 04");
}

#[test]
fn the_agencys_example_is_written_again_equal_in_value() {
    let example: AnmalanFranArbetsgivare =
        xml::from_slice(&bytes("eioa-1/valid/like-the-agencys-example.xml")).unwrap();
    let written = xml::to_vec(&example).unwrap();
    assert_eq!(
        xml::from_slice::<AnmalanFranArbetsgivare>(&written).unwrap(),
        example
    );
    // Not the same bytes: the prefix `ase` is not the contract's, and the hint for a schema is no part of the value.
    let text = String::from_utf8(written).unwrap();
    assert!(text.starts_with("<AnmalanFranArbetsgivare xmlns="));
}

#[test]
fn a_document_of_both_versions_is_the_current_one() {
    let document: AnyTidredovisning = xml::from_slice(&bytes("elt-1.0.2/valid/minimal.xml")).unwrap();
    assert!(matches!(document, AnyTidredovisning::V1_0_2(_)));
    let document: AnyTidredovisning = xml::from_slice(&bytes("elt-1.0.1/valid/as-in-1.0.2.xml")).unwrap();
    assert!(matches!(document, AnyTidredovisning::V1_0_2(_)));
}

#[test]
fn a_document_of_the_previous_version_alone_is_of_that() {
    for name in [
        "employed-by-person-false",
        "kind-of-time-one",
        "kind-of-time-with-spaces",
    ] {
        let document = xml::from_slice(&bytes(&format!("elt-1.0.1/valid/{name}.xml")));
        assert!(
            matches!(document.unwrap(), AnyTidredovisning::V1_0_1(_)),
            "{name}"
        );
    }
}

#[test]
fn a_document_of_no_version_is_refused_as_the_current_version_does() {
    for name in [
        "elt-1.0.2/invalid/root-not-declared.xml",
        "elt-1.0.1/invalid/kind-of-time-two.xml",
    ] {
        let bytes = bytes(name);
        let any = xml::from_slice::<AnyTidredovisning>(&bytes).unwrap_err();
        let current = xml::from_slice::<fk_contracts::elt::current::Tidredovisning>(&bytes).unwrap_err();
        assert_eq!(any.to_string(), current.to_string(), "{name}");
    }
}

#[test]
fn every_document_of_the_current_version_is_also_one_of_the_previous() {
    use fk_contracts::elt::{v1_0_1, v1_0_2};
    let documents = fk_tests::corpus::documents();
    let of_current = documents
        .iter()
        .filter(|document| document.group.name == "elt-1.0.2");
    let mut valid = 0;
    for document in of_current {
        if xml::from_slice::<v1_0_2::Tidredovisning>(&document.bytes).is_ok() {
            valid += 1;
            xml::from_slice::<v1_0_1::Tidredovisning>(&document.bytes)
                .unwrap_or_else(|error| panic!("{}: {error}", document.name));
        }
    }
    assert!(valid > 0);
}

#[test]
fn a_document_of_another_service_is_refused_by_its_root() {
    let error = xml::from_slice::<AnyTidredovisning>(&bytes("eioa-1/valid/like-the-agencys-example.xml"))
        .unwrap_err();
    assert!(matches!(error.kind(), ReadErrorKind::WrongRoot { .. }), "{error}");
}
