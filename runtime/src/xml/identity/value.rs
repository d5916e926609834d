//! Values as `fixed` and identity constraints compare them.

use std::fmt::{Display, Write as _};

use crate::xml::{Simple, TextWriter};

/// A value as it is compared with those of other types: its primitive type and its value there, so that 1 of
/// `xs:int` is 1.0 of `xs:decimal`, and neither is the text `1` (XSD 1.0 Part 1, section 3.11.4).
///
/// It holds the value in some form, and has no `Debug` of it.
#[derive(Clone, Default, Eq, Hash, PartialEq)]
pub struct Identity(String);

/// Behind each value: no document can hold it.
const END: char = '\0';

impl Identity {
    /// That of a value.
    pub fn of<T: Simple>(value: &T) -> Self {
        let mut identity = Self::default();
        value.identify(&mut identity);
        identity
    }

    /// Adds a value of the primitive type named. Equal values have equal texts.
    pub fn push(&mut self, primitive: &'static str, value: impl Display) {
        // Writing to a string does not fail.
        let _ = write!(self.0, "{primitive} {value}{END}");
    }

    /// Adds a value of a primitive type whose canonical text form tells values apart.
    pub fn push_text<T: Simple>(&mut self, primitive: &'static str, value: &T) {
        let mut text = String::new();
        // What cannot be written is refused where it would be.
        let _ = value.format(&mut TextWriter::plain(&mut text));
        self.push(primitive, text);
    }

    /// Adds a list: what `items` adds, which is no other value but a list of the same items.
    pub fn push_list(&mut self, items: impl FnOnce(&mut Self)) {
        self.0.push('[');
        items(self);
        self.0.push(']');
    }

    /// Adds the next field of a key.
    pub(super) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
        self.0.push(END);
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(***)")
    }
}
