//! The same for [`Nillable`], and for `Option` and `Vec` of it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::AsText;
use crate::xml::{Measured, Nil, Nillable, Simple};

/// A value that may be nil and is written and read as text otherwise.
struct AsNillable<T>(T);

impl<T: Simple> Serialize for AsNillable<&Nillable<T>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Nillable::Value(value) => Nillable::Value(AsText(value)),
            Nillable::Nil(nil) => Nillable::<AsText<&T>>::Nil(Nil::clone(nil)),
        }
        .serialize(serializer)
    }
}

impl<'de, T: Measured> Deserialize<'de> for AsNillable<Nillable<T>> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match Nillable::<AsText<T>>::deserialize(deserializer)? {
            Nillable::Value(value) => Nillable::Value(value.0),
            Nillable::Nil(nil) => Nillable::Nil(nil),
        }))
    }
}

/// Writes the value as a string, or what there is of nil.
///
/// # Errors
/// As [`serialize`](super::serialize).
pub fn serialize<T: Simple, S: Serializer>(value: &Nillable<T>, serializer: S) -> Result<S::Ok, S::Error> {
    AsNillable(value).serialize(serializer)
}

/// Reads what [`serialize`] writes.
///
/// # Errors
/// As [`deserialize`](super::deserialize).
pub fn deserialize<'de, T: Measured, D: Deserializer<'de>>(deserializer: D) -> Result<Nillable<T>, D::Error> {
    AsNillable::deserialize(deserializer).map(|read| read.0)
}

/// The same for `Option`; to be used with `#[serde(default)]`.
pub mod option {
    use super::{AsNillable, Deserialize, Deserializer, Measured, Nillable, Serialize, Serializer, Simple};

    /// Writes the value, or null when it is absent.
    ///
    /// # Errors
    /// As [`serialize`](super::serialize).
    pub fn serialize<T: Simple, S: Serializer>(
        value: &Option<Nillable<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(AsNillable).serialize(serializer)
    }

    /// Reads what [`serialize`] writes.
    ///
    /// # Errors
    /// As [`deserialize`](super::deserialize).
    pub fn deserialize<'de, T: Measured, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Nillable<T>>, D::Error> {
        Ok(Option::<AsNillable<Nillable<T>>>::deserialize(deserializer)?.map(|read| read.0))
    }
}

/// The same for `Vec`.
pub mod vec {
    use super::{AsNillable, Deserialize, Deserializer, Measured, Nillable, Serializer, Simple};

    /// Writes the values as a sequence.
    ///
    /// # Errors
    /// As [`serialize`](super::serialize).
    pub fn serialize<T: Simple, S: Serializer>(
        values: &[Nillable<T>],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(AsNillable))
    }

    /// Reads what [`serialize`] writes.
    ///
    /// # Errors
    /// As [`deserialize`](super::deserialize).
    pub fn deserialize<'de, T: Measured, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Nillable<T>>, D::Error> {
        let values = Vec::<AsNillable<Nillable<T>>>::deserialize(deserializer)?;
        Ok(values.into_iter().map(|read| read.0).collect())
    }
}
