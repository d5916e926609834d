//! How many items a list with a name of its own has.

use super::{ReadError, Reader, Value, Writer};
use crate::xml::{InvalidValue, Rule};

/// The bounds of a list type (`minItems`, `maxItems`): generated newtypes around `Vec` are read and written through
/// them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Bounds {
    type_name: &'static str,
    min: u32,
    max: Option<u32>,
}

impl Bounds {
    /// At least `min` and at most `max` items, in a list type of that name (empty when it has none).
    #[must_use]
    pub const fn new(type_name: &'static str, min: u32, max: Option<u32>) -> Self {
        Self { type_name, min, max }
    }

    /// Reads the items.
    ///
    /// # Errors
    /// Another kind of value, what is wrong with an item, or their number.
    pub fn read<T: Value>(&self, reader: &mut Reader<'_>) -> Result<Vec<T>, ReadError> {
        let list = reader.at;
        let items = reader.items()?;
        self.check(items.len()).map_err(|rule| {
            reader.at = list;
            reader.broken(self.type_name, rule)
        })?;
        Ok(items)
    }

    /// Writes the items.
    ///
    /// # Errors
    /// What is wrong with an item, or their number.
    pub fn write<T: Value>(&self, items: &[T], writer: &mut Writer) -> Result<(), InvalidValue> {
        self.check(items.len())
            .map_err(|rule| InvalidValue::new(self.type_name, rule))?;
        writer.items(items)
    }

    fn check(&self, actual: usize) -> Result<(), Rule> {
        let is_within = actual >= self.min as usize && self.max.is_none_or(|max| actual <= max as usize);
        if is_within {
            return Ok(());
        }
        Err(Rule::Items {
            min: self.min,
            max: self.max,
            actual,
        })
    }
}
