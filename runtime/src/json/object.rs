//! Objects: values with named fields.

use super::{Field, FieldReader, FieldWriter, ReadError, Reader, Value, Writer};
use crate::xml::InvalidValue;

/// A value with named fields, in any order when it is read, and in the order of the contract when it is written.
///
/// Every `Object` is a [`Value`].
pub trait Object: Sized {
    /// The fields, in the order of the contract: number `n` here is field `n` of the reader and the writer.
    const FIELDS: &'static [Field];

    /// What is done with fields that are not among them.
    const ADDITIONAL: Additional = Additional::Refused;

    /// Reads the fields; each has been found already.
    ///
    /// # Errors
    /// What the document gets wrong.
    fn read_fields(fields: &mut FieldReader<'_, '_>) -> Result<Self, ReadError>;

    /// Writes the fields, in the order of the contract.
    ///
    /// # Errors
    /// A rule that a value breaks and its Rust type cannot hold back.
    fn write_fields(&self, fields: &mut FieldWriter<'_>) -> Result<(), InvalidValue>;

    /// The rules between fields. Checked after reading and before writing; [`checked`] does so for a constructor.
    ///
    /// # Errors
    /// The first rule that is broken, with the path of the field.
    fn rules(&self) -> Result<(), InvalidValue> {
        Ok(())
    }
}

/// What is done with fields that an object does not declare (`additionalProperties`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Additional {
    /// They are an error.
    Refused,
    /// They are kept, as [`FieldReader::additional`] hands them out.
    Kept,
}

/// A value that keeps the rules between its fields.
///
/// # Errors
/// The first rule that is broken, with the path of the field.
pub fn checked<T: Object>(value: T) -> Result<T, InvalidValue> {
    value.rules().map(|()| value)
}

impl<T: Object> Value for T {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        let mut fields = FieldReader::open(reader, T::FIELDS, T::ADDITIONAL)?;
        let value = T::read_fields(&mut fields)?;
        match value.rules() {
            Ok(()) => {
                fields.close();
                Ok(value)
            }
            Err(invalid) => Err(fields.broken(invalid)),
        }
    }

    fn write(&self, writer: &mut Writer) -> Result<(), InvalidValue> {
        self.rules()?;
        let mut fields = FieldWriter::open(writer, T::FIELDS);
        self.write_fields(&mut fields)?;
        fields.close();
        Ok(())
    }
}
