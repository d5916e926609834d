//! Values in JSON and the like: as text, through the same check as in a document.
//!
//! The functions fit `#[serde(with = "fk_runtime::xml::serde_text")]` on fields whose type is not ours and has no
//! serde form that we want: `Integer` and `Decimal`. [`option`] and [`mod@vec`] do the same for `Option` and `Vec`.
//! No error holds the value.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{InvalidValue, Measured, Simple, TextWriter, normalize};

#[path = "member_text.rs"]
mod member;
#[path = "nillable_text.rs"]
pub mod nillable;

/// Writes a value as a string.
///
/// # Errors
/// The rule that holds the value back, or what the serializer reports.
pub fn serialize<T: Simple, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(member) = value.member_to_name().filter(|_| serializer.is_human_readable()) {
        return member::serialize(value, member, serializer);
    }
    let mut text = String::new();
    value
        .format(&mut TextWriter::plain(&mut text))
        .map_err(|rule| serde::ser::Error::custom(InvalidValue::new(T::TYPE.local(), rule)))?;
    serializer.serialize_str(&text)
}

/// Reads a value from a string.
///
/// # Errors
/// The rule that is broken, or what the deserializer reports.
pub fn deserialize<'de, T: Measured, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let read = |text: &str| {
        T::from_literal(&normalize(text, T::WHITE_SPACE))
            .map_err(|rule| InvalidValue::new(T::TYPE.local(), rule))
    };
    member::deserialize(deserializer, read, Ok)
}

/// Reads a string through the conversion given.
///
/// # Errors
/// What the conversion or the deserializer reports.
pub fn deserialize_text<'de, T, D, F>(deserializer: D, read: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(&str) -> Result<T, InvalidValue>,
{
    self_described(deserializer, TextVisitor(read), |deserializer, visitor| {
        deserializer.deserialize_str(visitor)
    })
}

/// Lets a format that says what kind of value comes next say it to the visitor. Asked for one kind, such a format
/// answers another by itself, with a message that repeats the value.
fn self_described<'de, V: Visitor<'de>, D: Deserializer<'de>>(
    deserializer: D,
    visitor: V,
    by_kind: impl FnOnce(D, V) -> Result<V::Value, D::Error>,
) -> Result<V::Value, D::Error> {
    if deserializer.is_human_readable() {
        deserializer.deserialize_any(visitor)
    } else {
        by_kind(deserializer, visitor)
    }
}

struct TextVisitor<F>(F);

/// The standard message for a value of another kind repeats the value; ours must not.
macro_rules! not_a {
    ($($visit:ident($kind:ty)),*) => {
        $(fn $visit<E: Error>(self, _: $kind) -> Result<Self::Value, E> {
            Err(E::invalid_type(Unexpected::Other("a value of another kind"), &self))
        })*
    };
}

impl<'de, T, F: FnOnce(&str) -> Result<T, InvalidValue>> Visitor<'de> for TextVisitor<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).map_err(E::custom)
    }

    not_a!(
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_i128(i128),
        visit_u128(u128),
        visit_f64(f64)
    );
}

/// The form of a built-in type in JSON, for restrictions of it.
pub trait JsonForm: Measured {
    /// Writes a value of a restriction: `restricted` is the same value with its patterns.
    ///
    /// # Errors
    /// What the serializer reports.
    fn serialize_as<R: Simple, S: Serializer>(
        &self,
        restricted: &R,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serialize(restricted, serializer)
    }

    /// Reads a value of a restriction, from text or from a value of the base.
    ///
    /// # Errors
    /// What the conversions or the deserializer report.
    fn deserialize_as<'de, T, D: Deserializer<'de>>(
        deserializer: D,
        from_text: impl FnOnce(&str) -> Result<T, InvalidValue>,
        from_value: impl FnOnce(Self) -> Result<T, InvalidValue>,
    ) -> Result<T, D::Error> {
        member::deserialize(deserializer, from_text, from_value)
    }
}

struct NumberVisitor<N>(PhantomData<N>);

impl<N: TryFrom<u64> + TryFrom<i64>> Visitor<'_> for NumberVisitor<N> {
    type Value = N;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer in the range of the type")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<N, E> {
        N::try_from(number).map_err(|_| E::invalid_type(Unexpected::Other("a number outside it"), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<N, E> {
        N::try_from(number).map_err(|_| E::invalid_type(Unexpected::Other("a number outside it"), &self))
    }

    not_a!(visit_bool(bool), visit_str(&str), visit_f64(f64));
}

macro_rules! numbers {
    ($($number:ident $deserialize:ident,)*) => {
        $(impl JsonForm for $number {
            fn serialize_as<R: Simple, S: Serializer>(&self, _: &R, serializer: S) -> Result<S::Ok, S::Error> {
                Serialize::serialize(self, serializer)
            }

            fn deserialize_as<'de, T, D: Deserializer<'de>>(
                deserializer: D,
                _: impl FnOnce(&str) -> Result<T, InvalidValue>,
                from_value: impl FnOnce(Self) -> Result<T, InvalidValue>,
            ) -> Result<T, D::Error> {
                let visitor = NumberVisitor::<$number>(PhantomData);
                let number = self_described(deserializer, visitor, |deserializer, visitor| {
                    deserializer.$deserialize(visitor)
                })?;
                from_value(number).map_err(D::Error::custom)
            }
        })*
    };
}

numbers! {
    i8 deserialize_i8, i16 deserialize_i16, i32 deserialize_i32, i64 deserialize_i64,
    u8 deserialize_u8, u16 deserialize_u16, u32 deserialize_u32, u64 deserialize_u64,
}

struct TruthVisitor;

impl Visitor<'_> for TruthVisitor {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }

    not_a!(visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str));
}

impl JsonForm for bool {
    fn serialize_as<R: Simple, S: Serializer>(&self, _: &R, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }

    fn deserialize_as<'de, T, D: Deserializer<'de>>(
        deserializer: D,
        _: impl FnOnce(&str) -> Result<T, InvalidValue>,
        from_value: impl FnOnce(Self) -> Result<T, InvalidValue>,
    ) -> Result<T, D::Error> {
        let truth = self_described(deserializer, TruthVisitor, |deserializer, visitor| {
            deserializer.deserialize_bool(visitor)
        });
        from_value(truth?).map_err(D::Error::custom)
    }
}

/// A value that borrows or owns `T` and is written and read as text.
pub(super) struct AsText<T>(pub(super) T);

impl<T: Simple> Serialize for AsText<&T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.0, serializer)
    }
}

impl<'de, T: Measured> Deserialize<'de> for AsText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

/// The same for `Option<T>`; to be used with `#[serde(default)]`.
pub mod option {
    use super::{AsText, Deserialize, Deserializer, Measured, Serialize, Serializer, Simple};

    /// Writes a value as a string, or null.
    ///
    /// # Errors
    /// As [`serialize`](super::serialize).
    pub fn serialize<T: Simple, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(AsText).serialize(serializer)
    }

    /// Reads a value from a string or null.
    ///
    /// # Errors
    /// As [`deserialize`](super::deserialize).
    pub fn deserialize<'de, T: Measured, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        Ok(Option::<AsText<T>>::deserialize(deserializer)?.map(|text| text.0))
    }
}

/// The same for `Vec<T>`.
pub mod vec {
    use super::{AsText, Deserialize, Deserializer, Measured, Serializer, Simple};

    /// Writes the values as a sequence of strings.
    ///
    /// # Errors
    /// As [`serialize`](super::serialize).
    pub fn serialize<T: Simple, S: Serializer>(values: &[T], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(AsText))
    }

    /// Reads the values from a sequence of strings.
    ///
    /// # Errors
    /// As [`deserialize`](super::deserialize).
    pub fn deserialize<'de, T: Measured, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        Ok(Vec::<AsText<T>>::deserialize(deserializer)?
            .into_iter()
            .map(|text| text.0)
            .collect())
    }
}
