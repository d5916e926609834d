//! The one check behind restricted types in JSON. For the macros; not meant to be called by hand.

use super::{Form, ReadError, Reader, Writer};
use crate::xml::{Enumeration, InvalidValue, Restriction, Simple, checks};

/// Reads a value of a restricted type.
///
/// # Errors
/// Another kind of value, or the rule that is broken.
#[inline]
pub fn read<R: Restriction>(reader: &Reader<'_>) -> Result<R::Base, ReadError>
where
    R::Base: Form,
{
    R::Base::read_form(
        reader,
        R::TYPE.local(),
        R::WHITE_SPACE,
        |text| checks::parse::<R>(text, &()),
        checks::from_base::<R>,
    )
}

/// Writes a value of a restricted type: `base` is the same value without its patterns.
///
/// # Errors
/// The rule that holds the value back.
#[inline]
pub fn write<R: Restriction + Simple>(
    value: &R,
    base: &R::Base,
    writer: &mut Writer,
) -> Result<(), InvalidValue>
where
    R::Base: Form,
{
    if <R as Restriction>::PERSONAL && writer.omits_personal() {
        return Ok(());
    }
    base.write_form(writer, |out| value.format(out))
        .map_err(|rule| InvalidValue::new(<R as Restriction>::TYPE.local(), rule))
}

/// Writes a value of an enumeration: `text`.
#[inline]
pub fn write_enumeration<E: Enumeration>(text: &str, writer: &mut Writer) {
    if !(<E as Enumeration>::PERSONAL && writer.omits_personal()) {
        writer.string(text);
    }
}

/// Reads a value of an enumeration.
///
/// # Errors
/// Another kind of value than a string, or none of the values.
#[inline]
pub fn read_enumeration<E: Enumeration + Simple>(reader: &Reader<'_>) -> Result<E, ReadError> {
    let text = reader.string()?;
    E::parse(&text, &()).map_err(|rule| reader.broken(<E as Enumeration>::TYPE.local(), rule))
}
