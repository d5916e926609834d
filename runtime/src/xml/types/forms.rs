//! The ways in and out that every value type has.

use crate::xml::{InvalidValue, Measured, normalize};

/// Reads a value that stands in no document.
pub(super) fn read<T: Measured>(text: &str) -> Result<T, InvalidValue> {
    T::from_literal(&normalize(text, T::WHITE_SPACE)).map_err(|rule| InvalidValue::new(T::TYPE.local(), rule))
}

/// `FromStr`, `TryFrom<&str>`, `TryFrom<String>` and the serde form: the type's text, through one check.
macro_rules! text_forms {
    ($($type:ident),*) => {
        $(
            $crate::__from_text!($type, |text| $crate::xml::types::forms::read(text));

            #[cfg(feature = "serde")]
            impl $crate::xml::serde_text::JsonForm for $type {}

            #[cfg(feature = "serde")]
            impl serde::Serialize for $type {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    $crate::xml::serde_text::serialize(self, serializer)
                }
            }

            #[cfg(feature = "serde")]
            impl<'de> serde::Deserialize<'de> for $type {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    $crate::xml::serde_text::deserialize(deserializer)
                }
            }
        )*
    };
}

/// `Display` as the canonical text, and `Debug` as the name of the type around it.
macro_rules! shown_as_text {
    ($($type:ident),*) => {
        $(
            impl std::fmt::Display for $type {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    $crate::xml::checks::display(self, f)
                }
            }

            impl std::fmt::Debug for $type {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_tuple(stringify!($type)).field(&format_args!("{self}")).finish()
                }
            }
        )*
    };
}
