//! What facets measure a value by.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::{Rule, Simple};

/// A built-in type that a restriction can start from: its order, its length and its digits, as facets see them.
pub trait Measured: Simple + Send + Sync + 'static {
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

    /// The text that patterns see of `text`, which was read as this value. Another than `text` for a union alone, whose
    /// white space rule is that of the member type (XSD 1.0 Part 2, section 4.3.6).
    fn facet_text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
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
