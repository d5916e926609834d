//! The reader that values are read with.

use std::borrow::Cow;
use std::fmt;

use super::error::{ReadError, ReadErrorKind, Segment};
use super::tape::Tape;
use super::{Kind, Number, Value};
use crate::xml::Rule;

/// Reads the values of one document. Handed to [`Value::read`], at the value that it is to read; a program starts at
/// [`super::from_slice`].
pub struct Reader<'a> {
    pub(super) tape: Tape<'a>,
    /// The token of the value at hand.
    pub(super) at: usize,
    /// For each object that is being read, and each field of it, the token of its value; 0 for a field that is absent.
    pub(super) slots: Vec<u32>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(tape: Tape<'a>) -> Self {
        Self {
            tape,
            at: 0,
            slots: Vec::with_capacity(64),
        }
    }

    /// The kind of the value at hand.
    #[inline]
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.tape.kind(self.at)
    }

    /// The text of the string at hand.
    ///
    /// # Errors
    /// The value is no string.
    #[inline]
    pub fn string(&self) -> Result<Cow<'a, str>, ReadError> {
        self.expect(Kind::String).map(|()| self.tape.string(self.at))
    }

    /// The number at hand.
    ///
    /// # Errors
    /// The value is no number.
    #[inline]
    pub fn number(&self) -> Result<Number<'a>, ReadError> {
        self.expect(Kind::Number).map(|()| self.tape.number(self.at))
    }

    /// The truth value at hand.
    ///
    /// # Errors
    /// The value is neither `true` nor `false`.
    #[inline]
    pub fn boolean(&self) -> Result<bool, ReadError> {
        self.expect(Kind::Boolean)
            .map(|()| self.tape.raw(self.at) == "true")
    }

    /// The items of the array at hand.
    ///
    /// # Errors
    /// The value is no array, or what is wrong with an item.
    pub fn items<T: Value>(&mut self) -> Result<Vec<T>, ReadError> {
        self.expect(Kind::Array)?;
        let end = self.tape.end(self.at);
        let mut items = Vec::new();
        let mut item = self.at + 1;
        while item < end {
            self.at = item;
            match T::read(self) {
                Ok(value) => items.push(value),
                Err(error) => return Err(error.inside(Segment::Item(items.len() + 1))),
            }
            item = self.tape.next(item);
        }
        Ok(items)
    }

    /// That the value at hand breaks a rule of the type `type_name` (empty when it has no name).
    #[cold]
    #[must_use]
    pub fn broken(&self, type_name: &'static str, rule: Rule) -> ReadError {
        self.error(ReadErrorKind::Value { type_name, rule })
    }

    /// What is wrong with the value at hand.
    #[cold]
    pub(super) fn error(&self, kind: ReadErrorKind) -> ReadError {
        ReadError::new(kind, self.tape.offset(self.at))
    }

    #[inline]
    pub(super) fn expect(&self, expected: Kind) -> Result<(), ReadError> {
        if self.kind() == expected {
            Ok(())
        } else {
            Err(self.wrong_kind(expected))
        }
    }

    #[cold]
    fn wrong_kind(&self, expected: Kind) -> ReadError {
        let found = self.kind();
        self.error(ReadErrorKind::WrongKind { expected, found })
    }
}

/// Nothing of the document, which is personal data.
impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}
