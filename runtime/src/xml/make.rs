//! Making values in a program: what `new` and `with_...` of generated types take.

use std::fmt;

use super::InvalidValue;

/// Whatever can be turned into a `T`: a `T` itself, or what `T` has a `TryFrom` for.
///
/// Implemented for everything that is `TryInto<T>`; it exists to say so in one word.
pub trait IntoValue<T> {
    /// Turns it into a `T`.
    ///
    /// # Errors
    /// The rule that the value breaks.
    fn into_value(self) -> Result<T, InvalidValue>;
}

impl<T, U> IntoValue<T> for U
where
    U: TryInto<T>,
    InvalidValue: From<U::Error>,
{
    fn into_value(self) -> Result<T, InvalidValue> {
        Ok(self.try_into()?)
    }
}

/// The value of the field `segment` (an element, or `@name` for an attribute).
///
/// # Errors
/// The rule that the value breaks, with the field's path.
#[inline]
pub fn field<T>(segment: &'static str, value: impl IntoValue<T>) -> Result<T, InvalidValue> {
    value.into_value().map_err(|error| error.inside(segment))
}

/// The values of the repeated field `segment`.
///
/// # Errors
/// The rule that the first wrong value breaks, with the field's path and the value's number.
pub fn fields<T>(
    segment: &'static str,
    values: impl IntoIterator<Item = impl IntoValue<T>>,
) -> Result<Vec<T>, InvalidValue> {
    let values = values.into_iter().enumerate();
    let values = values.map(|(index, value)| {
        value
            .into_value()
            .map_err(|error| error.inside(format_args!("{segment}[{}]", index + 1)))
    });
    values.collect()
}

/// Stands in `Debug` where personal data would.
#[derive(Clone, Copy)]
pub struct Masked;

impl fmt::Debug for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
