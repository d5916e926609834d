//! A schema document in the plainest spelling, for the XSD parser.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::check::Attributes;

/// The text under way.
#[derive(Debug)]
pub(crate) struct Restated {
    /// A prefix for the namespace of XSD that the document does not declare anywhere.
    prefix: String,
    text: String,
}

impl Restated {
    /// An empty text; `prefix` is one that the document does not declare.
    pub(crate) fn new(prefix: String) -> Self {
        Self {
            prefix,
            text: String::new(),
        }
    }

    /// Starts an element. `outer` are the prefixes in scope around it.
    pub(crate) fn start(
        &mut self,
        name: &str,
        attributes: &Attributes,
        outer: Option<&BTreeMap<String, String>>,
        scope: &BTreeMap<String, String>,
    ) {
        let prefix = std::mem::take(&mut self.prefix);
        self.write(format_args!("<{prefix}:{name}"));
        if outer.is_none() {
            self.write(format_args!(" xmlns:{prefix}=\"{}\"", super::text::XSD));
        }
        self.prefix = prefix;
        if !outer.is_some_and(|outer| std::ptr::eq(outer, scope)) {
            self.declarations(outer, scope);
        }
        for (name, value) in attributes {
            self.write(format_args!(" {name}=\""));
            self.escaped(value);
            self.text.push('"');
        }
        self.text.push('>');
    }

    fn declarations(&mut self, outer: Option<&BTreeMap<String, String>>, scope: &BTreeMap<String, String>) {
        // A default namespace can be undeclared again; prefixes cannot be.
        if outer.is_some_and(|outer| outer.contains_key("")) && !scope.contains_key("") {
            self.text.push_str(" xmlns=\"\"");
        }
        for (prefix, namespace) in scope {
            if outer.is_some_and(|outer| outer.get(prefix) == Some(namespace)) {
                continue;
            }
            self.write(format_args!(
                " xmlns{}{prefix}=\"",
                if prefix.is_empty() { "" } else { ":" }
            ));
            self.escaped(namespace);
            self.text.push('"');
        }
    }

    /// Ends it.
    pub(crate) fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(&self.prefix);
        self.write(format_args!(":{name}>"));
    }

    /// The whole text.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn write(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a String does not fail.
        let _ = self.text.write_fmt(arguments);
    }

    fn escaped(&mut self, value: &str) {
        for character in value.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\t' | '\n' | '\r' => self.write(format_args!("&#{};", u32::from(character))),
                character => self.text.push(character),
            }
        }
    }
}
