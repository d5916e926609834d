//! The form for `serde` of a field that may be absent, and `null` when it is there: by itself, `serde` takes both for
//! the same.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes the value that is there. An absent one is left out by the attribute.
///
/// # Errors
/// As the serializer.
pub fn serialize<T: Serialize, S: Serializer>(
    value: &Option<Option<T>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

/// Reads a value that is there.
///
/// # Errors
/// As the deserializer.
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
