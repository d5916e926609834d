//! The types as values of serde.

use std::fmt::Debug;

use fk_runtime::serde::{Serialize, de::DeserializeOwned};
use fk_runtime::xml::types::{Base64Binary, DateTime, Offset};

use super::enumerations::Roll;
use super::*;

fn round<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T, json: &str) {
    assert_eq!(serde_json::to_string(&value).expect("a value becomes JSON"), json);
    assert_eq!(
        serde_json::from_str::<T>(json).expect("JSON becomes a value"),
        value
    );
}

#[test]
fn values_become_json_and_come_back() {
    round(Klockslag::try_from("08.00").expect("a time"), "\"08.00\"");
    round(Dag::try_from(7).expect("a day"), "7");
    round(Manad::try_from(7).expect("a month"), "7");
    round(
        Stort::try_from(u128::MAX).expect("a number"),
        "\"340282366920938463463374607431768211455\"",
    );
    round(Kronor::try_from("7.00").expect("a sum"), "\"7.00\"");
    round(Start::try_from("2025-01-01").expect("a day"), "\"2025-01-01\"");
    round(Sant::try_from("1").expect("true"), "true");
    round(Roll::Anordnare, "\"anordnare & co\"");
    round(Base64Binary::from(b"foo".to_vec()), "\"Zm9v\"");
    round(QName::new("urn:a", "b").expect("a name"), "\"{urn:a}b\"");
    let instant: DateTime = "2025-01-01T12:00:00".parse().expect("an instant");
    round(instant.with_offset(Offset::UTC), "\"2025-01-01T12:00:00Z\"");
}

#[derive(Debug, PartialEq, fk_runtime::serde::Serialize, fk_runtime::serde::Deserialize)]
#[serde(crate = "fk_runtime::serde")]
struct Record {
    #[serde(with = "fk_runtime::xml::serde_text")]
    sum: Decimal,
    #[serde(with = "fk_runtime::xml::serde_text::option", default)]
    rest: Option<Decimal>,
    #[serde(with = "fk_runtime::xml::serde_text::vec")]
    numbers: Vec<Integer>,
}

#[test]
fn numbers_of_any_size_are_fields_of_records() {
    let sum = Decimal::new(Integer::from(150), 2);
    let numbers = vec![Integer::from(u128::MAX), Integer::from(-1)];
    let full = Record {
        sum: sum.clone(),
        rest: Some(Decimal::from(2)),
        numbers,
    };
    let text = r#"{"sum":"1.5","rest":"2","numbers":["340282366920938463463374607431768211455","-1"]}"#;
    round(full, text);
    let bare = serde_json::from_str::<Record>(r#"{"sum":"1.5","numbers":[]}"#).expect("nothing is missing");
    assert_eq!(
        bare,
        Record {
            sum,
            rest: None,
            numbers: Vec::new()
        }
    );
    assert!(serde_json::from_str::<Record>(r#"{"sum":"1e5","numbers":[]}"#).is_err());
}

#[test]
fn json_goes_through_the_same_check() {
    assert!(serde_json::from_str::<Klockslag>("\"8.00\"").is_err());
    assert!(serde_json::from_str::<Dag>("32").is_err());
    assert!(serde_json::from_str::<Dag>("256").is_err());
    assert!(serde_json::from_str::<Dag>("\"7\"").is_err());
    assert!(serde_json::from_str::<Roll>("\"chef\"").is_err());
    assert!(serde_json::from_str::<Start>("\"2024-01-01\"").is_err());
    assert!(serde_json::from_str::<Sant>("false").is_err());
}

#[test]
fn errors_from_json_do_not_show_the_value() {
    let errors = [
        serde_json::from_str::<Personnummer>("189001019802").map(|_| ()),
        serde_json::from_str::<Personnummer>("\"189001019802x\"").map(|_| ()),
        serde_json::from_str::<Dag>("\"189001019802\"").map(|_| ()),
        serde_json::from_str::<Dag>("189001019802").map(|_| ()),
        serde_json::from_str::<Sant>("189001019802").map(|_| ()),
        serde_json::from_str::<Date>("189001019802").map(|_| ()),
    ];
    for error in errors {
        let message = error.expect_err("not of the type").to_string();
        assert!(!message.contains("1890"), "{message}");
    }
}
