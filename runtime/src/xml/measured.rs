//! What facets measure a value by.

use std::cmp::Ordering;

use super::{Rule, Simple};

/// A built-in type that a restriction can start from: its order, its length and its digits, as facets see them.
pub trait Measured: Simple + Send + Sync + 'static {
    /// Whether the text form depends on the namespaces in scope (QName, NOTATION). The text of such a value is not
    /// known before it is written, so patterns on it are checked when it is read and when it is written, but not
    /// when it is made.
    const SCOPED: bool = false;

    /// How two values compare in the type's order relation (XSD 1.0 Part 2, section 3.2.x.x of the type).
    ///
    /// `None` when neither is the greater: for dates of which one has a time zone, for durations, and for
    /// different values of types without an order. Equality here is equality of values for enumerations.
    fn compare(&self, other: &Self) -> Option<Ordering>;

    /// The length: characters of text, octets of binary values. `None` where length facets say nothing.
    fn length(&self) -> Option<u64> {
        None
    }

    /// The digits of a decimal value: the least `totalDigits` and the least `fractionDigits` that admit it.
    /// `None` for other types.
    fn digits(&self) -> Option<(u64, u64)> {
        None
    }

    /// Whether the value is zero. `false` for types that are no numbers.
    fn is_zero(&self) -> bool {
        false
    }

    /// Whether the value is `divisor` times an integer, exactly. `false` for types that are no exact numbers, and for
    /// the divisor zero.
    fn is_multiple_of(&self, divisor: &Self) -> bool {
        let _ = divisor;
        false
    }

    /// Whether the value can be written at all.
    ///
    /// # Errors
    /// [`Rule::Capacity`] for a number with more digits than this library reads.
    fn check_capacity(&self) -> Result<(), Rule> {
        Ok(())
    }

    /// Other texts for the same value, likeliest first, for a restriction whose pattern does not admit the
    /// canonical one: `08` for 8 under `\d{2}`, `1` for true under `0|1`.
    fn spellings(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(std::iter::empty())
    }

    /// Reads text that stands in no document, with the type's white space rule applied already. The same as
    /// [`Simple::parse`], but a QName is read as `{namespace}local`.
    ///
    /// # Errors
    /// The rule that the text breaks.
    fn from_literal(text: &str) -> Result<Self, Rule> {
        Self::parse(text, &())
    }
}
