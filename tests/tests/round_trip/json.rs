//! JSON of a model goes through the checks that a document goes through.

use fk_contracts::{eioa, elt};
use fk_runtime::xml::{self, Document};
use fk_tests::corpus::bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn json_of<T: Document + Serialize>(document: &str) -> Value {
    let value: T = xml::from_slice(&bytes(document)).unwrap();
    serde_json::to_value(&value).unwrap()
}

/// Every object in `value`, by JSON pointer.
fn objects(value: &Value) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), item))
            .collect(),
        _ => Vec::new(),
    };
    let mut pointers = Vec::new();
    if value.is_object() {
        pointers.push(String::new());
    }
    for (name, inner) in inner {
        pointers.extend(
            objects(inner)
                .into_iter()
                .map(|pointer| format!("/{name}{pointer}")),
        );
    }
    pointers
}

fn refuses_unknown_fields<T: Document + Serialize + DeserializeOwned>(document: &str) {
    let json = json_of::<T>(document);
    assert!(serde_json::from_value::<T>(json.clone()).is_ok());
    let objects = objects(&json);
    assert!(!objects.is_empty());
    for pointer in objects {
        let mut json = json.clone();
        let object = json.pointer_mut(&pointer).unwrap().as_object_mut().unwrap();
        object.insert("unknown".to_owned(), Value::from("1"));
        assert!(
            serde_json::from_value::<T>(json).is_err(),
            "{document}: an unknown field in `{pointer}` is accepted"
        );
    }
}

#[test]
fn an_unknown_field_is_refused_at_every_level() {
    refuses_unknown_fields::<elt::v1_0_2::Tidredovisning>("elt-1.0.2/valid/with-everything.xml");
    refuses_unknown_fields::<elt::v1_0_1::Tidredovisning>("elt-1.0.1/valid/kind-of-time-one.xml");
    refuses_unknown_fields::<eioa::v1::AnmalanFranArbetsgivare>("eioa-1/valid/other-employer.xml");
    refuses_unknown_fields::<elt::envelope::SkickaTidredovisning>("elt-envelope/valid/request.xml");
    refuses_unknown_fields::<elt::envelope::SkickaTidredovisningResponse>(
        "elt-envelope/valid/response-with-extension.xml",
    );
    refuses_unknown_fields::<eioa::envelope::SkickaAnmalanFranArbetsgivare>(
        "eioa-envelope/valid/two-signatures.xml",
    );
}

#[test]
fn a_missing_field_is_refused() {
    let json = json_of::<elt::v1_0_2::Tidredovisning>("elt-1.0.2/valid/with-everything.xml");
    for name in ["id", "assistansform", "tidrapport"] {
        let mut json = json.clone();
        json.as_object_mut().unwrap().remove(name).unwrap();
        assert!(
            serde_json::from_value::<elt::v1_0_2::Tidredovisning>(json).is_err(),
            "{name}"
        );
    }
}

#[test]
fn a_value_that_breaks_a_facet_is_refused_and_not_shown() {
    let json = json_of::<elt::v1_0_2::Tidredovisning>("elt-1.0.2/valid/with-everything.xml");
    let cases = [
        ("/id", Value::from("0000000A-0000-4000-8000-000000000001")),
        ("/redovisningsmanad", Value::from("2026-1")),
        (
            "/person_som_har_assistans/personnummer",
            Value::from("18900101980"),
        ),
        (
            "/assistent/assistent_identitet/Personnummer",
            Value::from("1890010198029"),
        ),
        ("/telefonnummer_anordnare", Value::from("123456")),
        ("/tidrapport/rapport_rad/0/dag", Value::from(32)),
        ("/tidrapport/rapport_rad/0/dag", Value::from(0)),
        ("/tidrapport/rapport_rad/0/dag", Value::from(-1)),
        ("/tidrapport/rapport_rad/0/dag", Value::from(300)),
        ("/tidrapport/rapport_rad/0/from_tid", Value::from("24:00")),
        ("/tidrapport/rapport_rad/0/tidsslag", Value::from("Sovtid")),
    ];
    for (pointer, value) in cases {
        let mut json = json.clone();
        let place = json
            .pointer_mut(pointer)
            .unwrap_or_else(|| panic!("no {pointer}"));
        *place = value.clone();
        let error = match serde_json::from_value::<elt::v1_0_2::Tidredovisning>(json) {
            Ok(_) => panic!("{value} is accepted at {pointer}"),
            Err(error) => error.to_string(),
        };
        // An enumeration's words, and numbers beyond the contract's, are nobody's.
        if let (Some(text), false) = (value.as_str(), pointer.ends_with("tidsslag")) {
            assert!(!error.contains(text), "{pointer}: {error}");
        }
    }
}

#[test]
fn a_date_that_does_not_exist_and_octets_that_are_not_base64_are_refused() {
    let json = json_of::<elt::envelope::SkickaTidredovisning>("elt-envelope/valid/request.xml");
    let cases = [
        ("/assistent_signatur/datum_for_signatur", "2026-02-30"),
        ("/tidredovisning/varde", "PGEv Pg=!"),
        ("/tidredovisning/content_type", "ab"),
    ];
    for (pointer, text) in cases {
        let mut json = json.clone();
        *json
            .pointer_mut(pointer)
            .unwrap_or_else(|| panic!("no {pointer}")) = Value::from(text);
        let error = serde_json::from_value::<elt::envelope::SkickaTidredovisning>(json).unwrap_err();
        assert!(!error.to_string().contains(text), "{pointer}: {error}");
    }
}
