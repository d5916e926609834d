//! A bill as HTML: what it holds, by the table of [labels](super::labels).

use std::fmt::Write;

use serde_json::{Map, Value};

use super::labels::{BILL, Property, Shape};
use super::words;
use crate::page::escaped;

type Object = Map<String, Value>;

/// The bill, a section for each part that it has.
pub(super) fn bill(bill: &Object) -> String {
    let mut html = String::new();
    for section in BILL {
        let rows = Rows::of(bill, section.properties);
        if !rows.is_empty() {
            let _ = writeln!(
                html,
                "<section>\n<h2>{}</h2>\n{}</section>",
                escaped(section.heading),
                rows.finish()
            );
        }
    }
    // A person signs nothing that is not shown, whether the table knows it or not.
    let mut other = Rows::default();
    let known = |name: &str| {
        let mut properties = BILL.iter().flat_map(|section| section.properties);
        properties.any(|property| property.name == name)
    };
    for (name, value) in bill.iter().filter(|(name, _)| !known(name)) {
        other.row(name, &[plain(value)]);
    }
    if !other.is_empty() {
        let _ = writeln!(html, "<section>\n<h2>Övrigt</h2>\n{}</section>", other.finish());
    }
    html
}

/// Lists of terms with their descriptions, and headings between them.
#[derive(Default)]
struct Rows {
    html: String,
    /// A list has begun and not ended.
    open: bool,
}

impl Rows {
    /// The properties that an object has, and those whose absence says something.
    fn of(object: &Object, properties: &[Property]) -> Self {
        let mut rows = Self::default();
        for property in properties {
            match (object.get(property.name), property.absent) {
                (Some(value), _) => rows.property(property, value),
                (None, Some(absent)) => rows.row(property.label, &[absent.to_owned()]),
                (None, None) => {}
            }
        }
        rows
    }

    /// The same for an object within, with whatever the table does not know.
    fn within(object: &Object, properties: &[Property]) -> Self {
        let mut rows = Self::of(object, properties);
        for (name, value) in unknown(object, properties) {
            rows.row(name, &[plain(value)]);
        }
        rows
    }

    fn property(&mut self, property: &Property, value: &Value) {
        match (&property.shape, value) {
            (Shape::Inline(properties), Value::Object(object)) => {
                self.append(Self::within(object, properties))
            }
            (Shape::Each(properties), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.heading(&format!("{} {}", property.label, index + 1));
                    match item {
                        Value::Object(object) => self.append(Self::within(object, properties)),
                        other => self.row(property.label, &[plain(other)]),
                    }
                }
            }
            (Shape::Lines(properties), Value::Object(object)) => {
                let shown = |inner: &Property| {
                    let value = object.get(inner.name)?;
                    Some(format!("{} {}", single(&inner.shape, value), inner.label))
                };
                let mut lines: Vec<_> = properties.iter().filter_map(shown).collect();
                lines.extend(
                    unknown(object, properties).map(|(name, value)| format!("{name}: {}", plain(value))),
                );
                self.row(property.label, &lines);
            }
            (Shape::Listed(words), Value::Array(items)) => {
                let lines: Vec<_> = items
                    .iter()
                    .map(|item| single(&Shape::Words(words), item))
                    .collect();
                self.row(property.label, &lines);
            }
            (shape, value) => self.row(property.label, &[single(shape, value)]),
        }
    }

    fn row(&mut self, label: &str, lines: &[String]) {
        if !self.open {
            self.html += "<dl>\n";
            self.open = true;
        }
        let lines: Vec<_> = lines.iter().map(|line| escaped(line)).collect();
        let _ = writeln!(
            self.html,
            "<div><dt>{}</dt><dd>{}</dd></div>",
            escaped(label),
            lines.join("<br>")
        );
    }

    fn heading(&mut self, heading: &str) {
        self.end();
        let _ = writeln!(self.html, "<h3>{}</h3>", escaped(heading));
    }

    fn append(&mut self, other: Self) {
        // Rows go on where rows stand; what begins with a heading begins anew.
        match other.html.strip_prefix("<dl>\n") {
            Some(rows) if self.open => self.html += rows,
            _ if other.html.is_empty() => return,
            _ => {
                self.end();
                self.html += &other.html;
            }
        }
        self.open = other.open;
    }

    fn end(&mut self) {
        if std::mem::take(&mut self.open) {
            self.html += "</dl>\n";
        }
    }

    fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    fn finish(mut self) -> String {
        self.end();
        self.html
    }
}

/// What an object has and the table does not know.
fn unknown<'o>(object: &'o Object, properties: &[Property]) -> impl Iterator<Item = (&'o String, &'o Value)> {
    let known = |name: &str| properties.iter().any(|property| property.name == name);
    object.iter().filter(move |(name, _)| !known(name))
}

/// A single value. What does not have the shape that it should is shown as it is.
fn single(shape: &Shape, value: &Value) -> String {
    match (shape, value) {
        (Shape::Number, Value::String(text)) => words::personal_number(text),
        (Shape::Month, Value::String(text)) => words::month(text),
        (Shape::Date, Value::String(text)) => words::date(text),
        (Shape::Words(known), value) => {
            let text = plain(value);
            let mut known = known.iter();
            let words = known.find(|(name, _)| *name == text);
            words.map_or(text.clone(), |(_, words)| (*words).to_owned())
        }
        (Shape::Minutes, Value::Number(number)) => {
            number.as_u64().map_or_else(|| plain(value), words::minutes)
        }
        (Shape::Kronor, Value::Number(number)) => number.as_u64().map_or_else(|| plain(value), words::kronor),
        (Shape::KronorAndOre, Value::Number(number)) => words::kronor_and_ore(&number.to_string()),
        (_, value) => plain(value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
