//! How many items a list with a name of its own has.

use super::{ReadError, Reader, Value, Writer};
use crate::xml::{InvalidValue, Rule};

/// The bounds of a list type (`minItems`, `maxItems`): generated newtypes around `Vec` are read and written through
/// them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Bounds {
    type_name: &'static str,
    count: Count,
}

/// How many items an array has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Count {
    pub(super) min: u32,
    /// [`Count::UNBOUNDED`] for any number.
    pub(super) max: u32,
}

impl Count {
    pub(super) const UNBOUNDED: u32 = u32::MAX;

    pub(super) const ANY: Self = Self {
        min: 0,
        max: Self::UNBOUNDED,
    };

    #[inline]
    pub(super) fn check(self, actual: usize) -> Result<(), Rule> {
        let Self { min, max } = self;
        if actual < min as usize || max != Self::UNBOUNDED && actual > max as usize {
            return Err(Rule::Items {
                min,
                max: (max != Self::UNBOUNDED).then_some(max),
                actual,
            });
        }
        Ok(())
    }
}

impl Bounds {
    /// At least `min` and at most `max` items, in a list type of that name (empty when it has none).
    #[must_use]
    pub const fn new(type_name: &'static str, min: u32, max: Option<u32>) -> Self {
        let max = match max {
            Some(max) => max,
            None => Count::UNBOUNDED,
        };
        Self {
            type_name,
            count: Count { min, max },
        }
    }

    /// Reads the items.
    ///
    /// # Errors
    /// Another kind of value, what is wrong with an item, or their number.
    pub fn read<T: Value>(&self, reader: &mut Reader<'_>) -> Result<Vec<T>, ReadError> {
        let list = reader.at;
        let items = reader.items()?;
        self.count.check(items.len()).map_err(|rule| {
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
        self.count
            .check(items.len())
            .map_err(|rule| InvalidValue::new(self.type_name, rule))?;
        writer.items(items)
    }
}
