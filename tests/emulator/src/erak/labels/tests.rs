//! The table against the contract's file: each property that a bill can have, and each value of an enumeration, has its
//! words, and no words are left over.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use saphyr_parser::{Event, Parser};
use serde_json::{Map, Value, json};

use super::{BILL, Property, Shape};

/// Reads YAML as far as the contract's file has it; all scalars as text.
fn node(events: &mut dyn Iterator<Item = Event<'static>>) -> Option<Value> {
    match events.next().unwrap() {
        Event::Scalar(text, ..) => Some(json!(text)),
        Event::SequenceStart(..) => Some(std::iter::from_fn(|| node(events)).collect()),
        Event::MappingStart(..) => {
            let mut mapping = Map::new();
            while let Some(key) = node(events) {
                mapping.insert(key.as_str().unwrap().to_owned(), node(events).unwrap());
            }
            Some(mapping.into())
        }
        Event::SequenceEnd | Event::MappingEnd => None,
        other => panic!("{other:?}"),
    }
}

fn contract() -> Value {
    let version = fk_contracts::erak::current::CONTRACT.version;
    let file = format!("../../schemas/erak/{version}/openapi.yaml");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
    let text: &'static str = std::fs::read_to_string(path).unwrap().leak();
    let events = Parser::new_from_str(text).map(|event| event.unwrap().0);
    let begins = |event: &Event<'_>| !matches!(event, Event::StreamStart | Event::DocumentStart(_));
    node(&mut events.skip_while(|event| !begins(event))).unwrap()
}

/// A walk through the schemas of a bill and the table, side by side.
struct Walk {
    contract: Value,
    /// What has no words, or the wrong ones.
    wrong: Vec<String>,
    /// The words that were met.
    met: BTreeSet<String>,
}

impl Walk {
    fn of(contract: Value) -> Self {
        let bill = contract["components"]["schemas"]["Rakning"].clone();
        let mut walk = Self {
            contract,
            wrong: Vec::new(),
            met: BTreeSet::new(),
        };
        let properties: Vec<&Property> = BILL.iter().flat_map(|section| section.properties).collect();
        walk.object("", &bill, &properties);
        walk
    }

    fn resolved(&self, schema: &Value) -> Value {
        match schema["$ref"].as_str() {
            Some(reference) => {
                let pointer = reference.strip_prefix('#').unwrap();
                self.resolved(self.contract.pointer(pointer).unwrap())
            }
            None => schema.clone(),
        }
    }

    fn object(&mut self, path: &str, schema: &Value, properties: &[&Property]) {
        let schema = self.resolved(schema);
        if let Some(alternatives) = schema["oneOf"].as_array() {
            for alternative in alternatives {
                self.object(path, alternative, properties);
            }
            return;
        }
        for (name, schema) in schema["properties"].as_object().unwrap() {
            let path = format!("{path}/{name}");
            match properties.iter().find(|property| property.name == name) {
                Some(property) => {
                    self.met.insert(path.clone());
                    self.shape(&path, schema, &property.shape);
                }
                None => self.wrong.push(path),
            }
        }
    }

    fn shape(&mut self, path: &str, schema: &Value, shape: &Shape) {
        let schema = self.resolved(schema);
        let within = |properties: &'static [Property]| properties.iter().collect::<Vec<_>>();
        let format = (schema["type"].as_str(), schema["format"].as_str());
        match (shape, format) {
            (Shape::Inline(properties), (Some("object") | None, None)) => {
                self.object(path, &schema, &within(properties));
            }
            (Shape::Lines(properties), (Some("object"), None)) => {
                self.object(path, &schema, &within(properties))
            }
            (Shape::Each(properties), (Some("array"), None)) => {
                self.object(path, &schema["items"], &within(properties));
            }
            (Shape::Listed(words), (Some("array"), None)) => {
                let items = self.resolved(&schema["items"]);
                self.words(path, &items, words);
            }
            (Shape::Words(words), (Some("string" | "boolean"), None)) => self.words(path, &schema, words),
            (Shape::Text, (Some("string"), None | Some("hour-minute"))) if schema["enum"].is_null() => {}
            (Shape::Number, (Some("string"), None)) if schema["pattern"] == "^[0-9]{12}$" => {}
            (Shape::Month, (Some("string"), Some("year-month")))
            | (Shape::Date, (Some("string"), Some("date"))) => {}
            (Shape::Minutes | Shape::Kronor, (Some("integer"), None)) => {}
            (Shape::KronorAndOre, (Some("number"), None)) => {}
            _ => self.wrong.push(format!("{path} has another shape: {format:?}")),
        }
    }

    fn words(&mut self, path: &str, schema: &Value, words: &[(&str, &str)]) {
        for value in schema["enum"].as_array().unwrap() {
            let value = value.as_str().unwrap();
            if words.iter().any(|(name, _)| *name == value) {
                self.met.insert(format!("{path}={value}"));
            } else {
                self.wrong.push(format!("{path}={value}"));
            }
        }
    }
}

/// Everything that the table has words for, as the walk names it.
fn all(path: &str, properties: &[Property], found: &mut BTreeSet<String>) {
    for property in properties {
        let path = format!("{path}/{}", property.name);
        match &property.shape {
            Shape::Inline(inner) | Shape::Lines(inner) | Shape::Each(inner) => all(&path, inner, found),
            Shape::Words(words) | Shape::Listed(words) => {
                found.extend(words.iter().map(|(value, _)| format!("{path}={value}")));
            }
            _ => {}
        }
        found.insert(path);
    }
}

#[test]
fn each_property_and_each_value_that_a_bill_can_have_has_words_and_no_words_are_left_over() {
    let walk = Walk::of(contract());
    assert_eq!(walk.wrong, Vec::<String>::new());
    let mut known = BTreeSet::new();
    for section in BILL {
        all("", section.properties, &mut known);
    }
    assert_eq!(known, walk.met);
    assert!(known.len() > 60, "{}", known.len());
}

#[test]
fn a_property_that_is_added_to_the_contract_is_missed_in_the_table() {
    let mut contract = contract();
    let schemas = &mut contract["components"]["schemas"];
    schemas["Vistelse"]["properties"]["avdelning"] = json!({ "type": "string" });
    schemas["Verksamhet"]["enum"]
        .as_array_mut()
        .unwrap()
        .push(json!("FRITIDSHEM"));
    schemas["EgenArbetsgivare"]["properties"]["epost"] = json!({ "type": "string" });
    schemas["Kronor"]["type"] = json!("string");
    let wrong = Walk::of(contract).wrong;
    for expected in [
        "/sjukhusvistelse/vistelser/avdelning",
        "/annanVerksamhet/verksamheter=FRITIDSHEM",
        "/epost",
        "/foregaendeManad/aterstaende has another shape: (Some(\"string\"), None)",
    ] {
        assert!(wrong.iter().any(|wrong| wrong == expected), "{wrong:?}");
    }
}
