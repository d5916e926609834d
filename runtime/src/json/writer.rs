//! The writer that values are written with: compact, and the same for the same value.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::error::shown;
use super::escape::{escape_from, push_string};
use super::{Choice, Value};
use crate::xml::{InvalidValue, Rule, TextWriter};

/// What stands in the place of personal data, in a document that is made without.
pub const OMITTED: &str = "[utelämnat]";

/// Writes the values of one document. Handed to [`Value::write`]; a program starts at [`super::to_vec`].
pub struct Writer {
    out: String,
    personal: Personal,
    /// The name of the field whose value the choice around the next object wants to see: its discriminator.
    pub(super) watched: Option<&'static str>,
    /// Where that value was written.
    pub(super) seen: Option<Range<usize>>,
}

/// What is done with personal data.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Personal {
    Written,
    Omitted,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self::with(Personal::Written)
    }

    /// A writer of documents in which [`OMITTED`] stands in the place of personal data.
    pub(super) fn without_personal_data() -> Self {
        Self::with(Personal::Omitted)
    }

    fn with(personal: Personal) -> Self {
        Self {
            out: String::with_capacity(2048),
            personal,
            watched: None,
            seen: None,
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Whether this document is made without personal data. Then [`OMITTED`] has been written, and a value that is
    /// personal does not write itself.
    #[inline]
    pub fn omits_personal(&mut self) -> bool {
        let omits = self.is_abridged();
        if omits {
            self.push_omitted();
        }
        omits
    }

    /// Whether this document is made without personal data.
    #[inline]
    pub(super) fn is_abridged(&self) -> bool {
        self.personal == Personal::Omitted
    }

    #[cold]
    #[inline(never)]
    pub(super) fn push_omitted(&mut self) {
        self.push_plain(OMITTED);
    }

    /// The name of a field that is data. One that looks less like a name than like a value may be personal.
    pub(super) fn name(&mut self, name: &str) {
        if self.personal == Personal::Omitted && shown(name).is_none() {
            self.push_omitted();
        } else {
            self.string(name);
        }
    }

    /// A string.
    #[inline]
    pub fn string(&mut self, text: &str) {
        push_string(&mut self.out, text);
    }

    /// An array.
    ///
    /// # Errors
    /// What is wrong with an item, with its number.
    pub fn items<T: Value>(&mut self, items: &[T]) -> Result<(), InvalidValue> {
        self.push("[");
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.push(",");
            }
            if let Err(error) = item.write(self) {
                return Err(error.inside(format_args!("[{}]", index + 1)));
            }
        }
        self.push("]");
        Ok(())
    }

    /// An object whose names are data.
    pub(super) fn entries<T: Value>(&mut self, entries: &BTreeMap<String, T>) -> Result<(), InvalidValue> {
        self.push("{");
        for (index, (name, value)) in entries.iter().enumerate() {
            if index > 0 {
                self.push(",");
            }
            self.name(name);
            self.push(":");
            if let Err(error) = value.write(self) {
                return Err(error.inside(format_args!("{{{}}}", index + 1)));
            }
        }
        self.push("}");
        Ok(())
    }

    /// The value of a choice: alternative number `index`.
    ///
    /// # Errors
    /// [`Rule::Discriminator`] when the value says of itself that it is another alternative, or what is wrong with it.
    pub fn alternative<T: Value>(
        &mut self,
        choice: &Choice,
        index: usize,
        value: &T,
    ) -> Result<(), InvalidValue> {
        let Some((name, expected)) = choice.discriminator(index) else {
            return value.write(self);
        };
        self.watched = Some(name);
        self.seen = None;
        value.write(self)?;
        self.watched = None;
        let mut demanded = String::new();
        push_string(&mut demanded, expected);
        match self.seen.take() {
            Some(range) if self.out[range.clone()] == demanded => Ok(()),
            // It may have been left out itself. A document like this is for people alone.
            _ if self.personal == Personal::Omitted => Ok(()),
            _ => Err(InvalidValue::new("", Rule::Discriminator).inside(name)),
        }
    }

    /// What `format` writes, as a string.
    #[inline]
    pub(super) fn formatted(
        &mut self,
        format: impl FnOnce(&mut TextWriter<'_>) -> Result<(), Rule>,
    ) -> Result<(), Rule> {
        self.out.push('"');
        let start = self.out.len();
        format(&mut TextWriter::plain(&mut self.out))?;
        escape_from(&mut self.out, start);
        self.out.push('"');
        Ok(())
    }

    /// What `format` writes, as it is: a number.
    #[inline]
    pub(super) fn bare(
        &mut self,
        format: impl FnOnce(&mut TextWriter<'_>) -> Result<(), Rule>,
    ) -> Result<(), Rule> {
        format(&mut TextWriter::plain(&mut self.out))
    }

    /// A piece of JSON.
    #[inline]
    pub(super) fn push(&mut self, json: &str) {
        self.out.push_str(json);
    }

    /// A string that needs no escapes.
    #[inline]
    pub(super) fn push_plain(&mut self, text: &str) {
        self.out.push('"');
        self.out.push_str(text);
        self.out.push('"');
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }
}

/// Nothing of the document, which is personal data.
impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
