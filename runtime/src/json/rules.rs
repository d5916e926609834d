//! Rules between the fields of an object, which JSON Schema has no words for.
//!
//! Generated [`Object::rules`](super::Object::rules) are calls of these functions, one a rule. A field is handed in with
//! its name (its path, for a field of a field) and its value, `None` when it is absent.

use std::cmp::Ordering;

use crate::xml::{InvalidValue, Measured, Rule};

/// A field may stand only together with another (`required-with`).
///
/// # Errors
/// [`Rule::RequiredWith`] at the field when the other is absent.
#[inline]
pub fn required_with<A, B>(
    name: &'static str,
    value: Option<&A>,
    other: &'static str,
    other_value: Option<&B>,
) -> Result<(), InvalidValue> {
    match (value, other_value) {
        (Some(_), None) => Err(broken(name, Rule::RequiredWith { other })),
        _ => Ok(()),
    }
}

/// A field may not stand together with another (`absent-with`).
///
/// # Errors
/// [`Rule::AbsentWith`] at the field when the other is there.
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

/// The value of a field may not come before that of another (`not-before`). Nothing is said when either is absent.
///
/// # Errors
/// [`Rule::NotBefore`] at the field when it comes before the other, or neither is the greater: of two dates of which
/// one has a time zone, for example.
#[inline]
pub fn not_before<A: Ordered, B: Ordered<Base = A::Base>>(
    name: &'static str,
    value: Option<&A>,
    other: &'static str,
    other_value: Option<&B>,
) -> Result<(), InvalidValue> {
    let (Some(value), Some(other_value)) = (value, other_value) else {
        return Ok(());
    };
    match value.as_ordered().compare(other_value.as_ordered()) {
        Some(Ordering::Greater | Ordering::Equal) => Ok(()),
        _ => Err(broken(name, Rule::NotBefore { other })),
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
