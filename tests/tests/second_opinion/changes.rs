//! Every change of one place in a bill: most make it wrong, and some do not.

use serde_json::{Value, json};

/// Which changes are made.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Of {
    /// What is there, and what it is.
    Shape,
    /// And every kind of value in every place.
    Values,
}

/// The bill with one place changed, and what the change is called.
pub(crate) fn changes(bill: &Value, of: Of) -> Vec<(String, Value)> {
    let values = if of == Of::Values { values() } else { Vec::new() };
    let replacements = || shapes().into_iter().chain(values.clone());
    let mut changed = Vec::new();
    for pointer in pointers(bill) {
        for (what, new) in replacements() {
            let mut bill = bill.clone();
            *bill.pointer_mut(&pointer).unwrap() = new;
            changed.push((format!("{pointer} {what}"), bill));
        }
        let value = bill.pointer(&pointer).unwrap();
        if value.is_object() {
            let mut bill = bill.clone();
            bill.pointer_mut(&pointer).unwrap()["okand"] = json!(1);
            changed.push((format!("{pointer} with an unknown field"), bill));
        }
        if let Some(items) = value.as_array() {
            let mut bill = bill.clone();
            *bill.pointer_mut(&pointer).unwrap() = items.iter().cycle().take(40).cloned().collect();
            changed.push((format!("{pointer} with 40 items"), bill));
        }
        if let Some((above, name)) = pointer.rsplit_once('/') {
            let mut bill = bill.clone();
            if let Some(object) = bill.pointer_mut(above).unwrap().as_object_mut() {
                object.remove(name);
                changed.push((format!("{pointer} left out"), bill));
            }
        }
    }
    changed
}

fn shapes() -> Vec<(&'static str, Value)> {
    vec![
        ("null", Value::Null),
        ("an empty object", json!({})),
        ("an empty array", json!([])),
        ("no", json!("NEJ")),
    ]
}

fn values() -> Vec<(&'static str, Value)> {
    let long = "a".repeat(2001);
    vec![
        ("true", json!(true)),
        ("false", json!(false)),
        ("nought", json!(0)),
        ("less than nought", json!(-1)),
        ("a fraction", json!(0.005)),
        ("a fraction of nought", serde_json::from_str("7.0").unwrap()),
        ("too much", json!(100_000_000)),
        ("far too much", serde_json::from_str("1e30").unwrap()),
        ("no text", json!("")),
        ("a word", json!("ord")),
        ("a long text", json!(long)),
        ("twelve digits", json!("189001019802")),
        ("eleven digits", json!("18900101980")),
        ("a day", json!("2026-10-31")),
        ("a day that is none", json!("2026-02-30")),
        ("a month", json!("2026-12")),
        ("a month that is none", json!("2026-13")),
        ("a time", json!("23:59")),
        ("a time that is none", json!("24:00")),
        ("yes", json!("JA")),
        ("an array of null", json!([null])),
    ]
}

/// Every place of a value (RFC 6901), the value itself first.
fn pointers(value: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut below = |step: &str, value: &Value| {
        let inner = pointers(value);
        found.extend(inner.into_iter().map(|pointer| format!("/{step}{pointer}")));
    };
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| below(name, value)),
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                below(&index.to_string(), value);
            }
        }
        _ => {}
    }
    found
}
