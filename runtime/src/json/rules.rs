//! Rules between the fields of an object, which JSON Schema has no words for.
//!
//! Generated [`Object::rules`](super::Object::rules) are calls of these functions, one a rule and field. A field is handed
//! in with its name (its path, for a field of a field) and its value, `None` when it is absent.

use std::cmp::Ordering;

use crate::xml::{InvalidValue, Measured, Rule};

/// A field must be there when another is (`required-with`).
///
/// # Errors
/// [`Rule::RequiredWith`] at the field when it is absent and the other is there.
#[inline]
pub fn required_with<A, B>(
    name: &'static str,
    value: Option<&A>,
    other: &'static str,
    other_value: Option<&B>,
) -> Result<(), InvalidValue> {
    match (value, other_value) {
        (None, Some(_)) => Err(broken(name, Rule::RequiredWith { other })),
        _ => Ok(()),
    }
}

/// A field may not be there when another is (`absent-with`).
///
/// # Errors
/// [`Rule::AbsentWith`] at the field when both are there.
#[inline]
pub fn absent_with<A, B>(
    name: &'static str,
    value: Option<&A>,
    other: &'static str,
    other_value: Option<&B>,
) -> Result<(), InvalidValue> {
    match (value, other_value) {
        (Some(_), Some(_)) => Err(broken(name, Rule::AbsentWith { other })),
        _ => Ok(()),
    }
}

/// The value of a field may not come before that of another (`not-before`). Of several pairs, such as a date and a clock
/// time, the first that differs decides. A pair of which a field is absent, and those behind it, say nothing.
///
/// # Errors
/// [`Rule::NotBefore`] at the field that comes before the other, or of which neither is the greater: of two dates of
/// which one has a time zone, for example.
#[inline]
pub fn not_before(pairs: &[Pair]) -> Result<(), InvalidValue> {
    for pair in pairs {
        match pair.ordering {
            Some(Some(Ordering::Equal)) => {}
            Some(Some(Ordering::Greater)) | None => return Ok(()),
            Some(Some(Ordering::Less) | None) => {
                return Err(broken(pair.name, Rule::NotBefore { other: pair.other }));
            }
        }
    }
    Ok(())
}

/// Two fields of [`not_before`], compared.
#[derive(Clone, Copy)]
pub struct Pair {
    name: &'static str,
    other: &'static str,
    /// `None` when either is absent; within, `None` when neither is the greater.
    ordering: Option<Option<Ordering>>,
}

/// Compares a field with another.
#[inline]
pub fn pair<A: Ordered, B: Ordered<Base = A::Base>>(
    name: &'static str,
    value: Option<&A>,
    other: &'static str,
    other_value: Option<&B>,
) -> Pair {
    let both = value.zip(other_value);
    let ordering = both.map(|(value, other)| value.as_ordered().compare(other.as_ordered()));
    Pair {
        name,
        other,
        ordering,
    }
}

#[cold]
fn broken(name: &'static str, rule: Rule) -> InvalidValue {
    InvalidValue::new("", rule).inside(name)
}

/// A type whose values have an order: that of its built-in type (XSD 1.0 Part 2, section 3.2). Restricted types have
/// that of their base.
pub trait Ordered {
    /// The built-in type.
    type Base: Measured;

    /// The value, as one of the built-in type.
    fn as_ordered(&self) -> &Self::Base;
}
