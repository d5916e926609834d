//! What a type admits and XML or the contract does not: `to_vec` refuses it, with path and rule.

use fk_contracts::{eioa, elt};
use fk_runtime::xml::{self, AnyElement, InvalidValue, Rule};
use fk_tests::arbitrary::text::forbidden_text;
use fk_tests::arbitrary::{elt as documents, envelope, text};
use fk_tests::corpus::bytes;
use proptest::prelude::*;

fn minimal() -> elt::v1_0_2::Tidredovisning {
    xml::from_slice(&bytes("elt-1.0.2/valid/minimal.xml")).unwrap()
}

fn refusal<T: xml::Root>(value: &T) -> InvalidValue {
    match xml::to_vec(value) {
        Ok(bytes) => panic!("it is written: {}", String::from_utf8_lossy(&bytes)),
        Err(error) => error,
    }
}

fn is_forbidden(error: &InvalidValue, text: &str) -> bool {
    let Rule::ForbiddenCharacter { code_point } = error.rule() else {
        return false;
    };
    let first = text.chars().find(|c| text::FORBIDDEN.contains(c));
    first.map(u32::from) == Some(*code_point)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_that_xml_forbids_is_refused_where_it_stands(text in forbidden_text()) {
        let mut document = minimal();
        document.person_som_har_assistans.efternamn.clone_from(&text);
        let error = refusal(&document);
        prop_assert_eq!(error.path(), "Tidredovisning/personSomHarAssistans/efternamn");
        prop_assert!(is_forbidden(&error, &text), "{}", error);
    }

    #[test]
    fn a_restricted_text_that_xml_forbids_is_no_value_or_is_refused(text in forbidden_text()) {
        let mut document = minimal();
        if let Ok(number) = format!("1234567{text}").parse() {
            document.telefonnummer_assistent = Some(number);
            let error = refusal(&document);
            prop_assert_eq!(error.path(), "Tidredovisning/telefonnummerAssistent");
            prop_assert!(is_forbidden(&error, &text), "{}", error);
        }
    }

    #[test]
    fn wildcard_content_with_what_xml_forbids_is_refused(
        value in envelope::of_elt::response(),
        text in forbidden_text(),
    ) {
        let json = serde_json::json!({
            "namespace": "urn:x", "local": "a", "children": [{"text": text}],
        });
        let mut value = value;
        value.ovrigt.push(serde_json::from_value(json).unwrap());
        let error = refusal(&value);
        prop_assert!(error.path().starts_with("SkickaTidredovisningResponse"), "{}", error);
        prop_assert!(is_forbidden(&error, &text) || *error.rule() == Rule::Wildcard, "{}", error);
    }

    #[test]
    fn a_document_without_such_a_text_is_written(value in documents::v1_0_2::tidredovisning()) {
        prop_assert!(xml::to_vec(&value).is_ok());
    }
}

#[test]
fn each_character_that_xml_forbids_is_refused() {
    for c in text::FORBIDDEN {
        let mut document = minimal();
        document.assistent.fornamn = format!("Tolvan{c}");
        let error = refusal(&document);
        assert_eq!(error.path(), "Tidredovisning/assistent/fornamn");
        assert_eq!(
            *error.rule(),
            Rule::ForbiddenCharacter {
                code_point: u32::from(*c)
            }
        );
        assert!(!error.to_string().contains("Tolvan"), "{error}");
    }
}

#[test]
fn too_few_repetitions_are_refused() {
    let mut request: eioa::envelope::SkickaAnmalanFranArbetsgivare =
        xml::from_slice(&bytes("eioa-envelope/valid/one-signature.xml")).unwrap();
    request.underskrift.clear();
    let error = refusal(&request);
    assert_eq!(error.path(), "SkickaAnmalanFranArbetsgivare/underskrift");
    assert_eq!(
        *error.rule(),
        Rule::Occurrence {
            min: 1,
            max: None,
            actual: 0
        }
    );
}

/// These contracts know no greatest number of repetitions, so here is a type that does.
#[derive(Debug, PartialEq)]
struct Pair(Vec<String>);

const NS: xml::Namespace = xml::Namespace {
    uri: "urn:example:pair",
    prefix: "",
};
const ITEM: xml::Name = xml::Name(NS, "item");
const ONE_OR_TWO: xml::Occurs = xml::Occurs::between(1, 2);

impl xml::Content for Pair {
    const TYPE: xml::Name = xml::Name(NS, "Pair");

    fn read(r: &mut xml::Reader<'_>) -> Result<Self, xml::ReadError> {
        r.attributes(&[])?;
        Ok(Self(r.repeated(&ITEM, ONE_OR_TWO)?))
    }

    fn write(&self, w: &mut xml::Writer) -> Result<(), InvalidValue> {
        w.repeated(&ITEM, &self.0, ONE_OR_TWO)
    }
}

impl xml::Root for Pair {
    const NAME: xml::Name = xml::Name(NS, "pair");
}

#[test]
fn too_many_repetitions_are_refused() {
    let two = Pair(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(xml::from_slice::<Pair>(&xml::to_vec(&two).unwrap()).unwrap(), two);

    let error = refusal(&Pair(vec![String::new(); 3]));
    assert_eq!(error.path(), "pair/item");
    assert_eq!(
        *error.rule(),
        Rule::Occurrence {
            min: 1,
            max: Some(2),
            actual: 3
        }
    );
}

#[test]
fn wildcard_content_of_a_namespace_that_it_does_not_admit_is_refused() {
    let response = |any: &str| {
        let any: AnyElement = xml::from_str(any).unwrap();
        let response = elt::envelope::SkickaTidredovisningResponse::new("tx").unwrap();
        response.with_ovrigt([any]).unwrap()
    };
    for any in ["<a/>", "<a xmlns='urn:shs:emottagning:SkickaTidredovisning:1'/>"] {
        let error = refusal(&response(any));
        assert_eq!(*error.rule(), Rule::Wildcard, "{any}");
        assert!(
            error.path().starts_with("SkickaTidredovisningResponse/"),
            "{error}"
        );
    }
    assert!(xml::to_vec(&response("<a xmlns='urn:x'/>")).is_ok());
}
