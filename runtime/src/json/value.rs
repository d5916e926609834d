//! Values: what stands at a place in a document.

use std::collections::BTreeMap;

use super::error::{ReadErrorKind, Segment, shown};
use super::{Kind, ReadError, Reader, Writer};
use crate::xml::InvalidValue;

/// A type whose values are values of JSON.
///
/// Restricted types and enumerations get it from [`restriction!`](crate::restriction) and
/// [`enumeration!`](crate::enumeration), objects through [`super::Object`]; a choice implements it by hand. `Option` is
/// a value that may be `null`; that a field may be absent is for its object to say.
pub trait Value: Sized {
    /// Reads the value that the reader stands at.
    ///
    /// # Errors
    /// What the document gets wrong.
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError>;

    /// Writes the value.
    ///
    /// # Errors
    /// A rule that the value breaks and its Rust type cannot hold back.
    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue>;

    /// How many items it has, if it is an array: what the bounds of a [`super::Field`] are held against.
    fn items(&self) -> Option<usize> {
        None
    }
}

/// A value that may be `null`.
impl<T: Value> Value for Option<T> {
    #[inline]
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        match reader.kind() {
            Kind::Null => Ok(None),
            _ => T::read(reader).map(Some),
        }
    }

    #[inline]
    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        match self {
            Some(value) => value.write(writer),
            None => {
                writer.push("null");
                Ok(())
            }
        }
    }

    fn items(&self) -> Option<usize> {
        self.as_ref()?.items()
    }
}

/// An array.
impl<T: Value> Value for Vec<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.items()
    }

    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        writer.items(self)
    }

    fn items(&self) -> Option<usize> {
        Some(self.len())
    }
}

/// An object whose names are data, in the order of their code points when it is written.
impl<T: Value> Value for BTreeMap<String, T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.expect(Kind::Object)?;
        let end = reader.tape.end(reader.at);
        let mut entries = Self::new();
        let mut name = reader.at + 1;
        while name < end {
            reader.at = name + 1;
            let number = entries.len() + 1;
            let value = T::read(reader).map_err(|error| error.inside(Segment::Entry(number)))?;
            reader.insert(&mut entries, name, value)?;
            name = reader.tape.next(name + 1);
        }
        Ok(entries)
    }

    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        writer.entries(self)
    }
}

impl Reader<'_> {
    /// Puts the value of the field whose name is the token `name` among others, where its name stands once.
    pub(super) fn insert<T>(
        &self,
        entries: &mut BTreeMap<String, T>,
        name: usize,
        value: T,
    ) -> Result<(), ReadError> {
        let text = self.tape.string(name);
        match entries.insert(text.into_owned(), value) {
            None => Ok(()),
            Some(_) => Err(self.duplicate(name)),
        }
    }

    /// That the field whose name is the token `name` stands twice.
    #[cold]
    pub(super) fn duplicate(&self, name: usize) -> ReadError {
        let found = shown(&self.tape.string(name));
        ReadError::new(ReadErrorKind::DuplicateField { found }, self.tape.offset(name))
    }
}
