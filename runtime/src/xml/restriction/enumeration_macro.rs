//! `enumeration!`: every way into and out of an enumerated type.

/// Completes an enum without data that implements [`Enumeration`](crate::xml::Enumeration): `enumeration!(Type)`.
///
/// Or, where the values are so many that an enum would take a compiler minutes and gigabytes, a struct around the position
/// of a value, with a constant a value: `enumeration!(struct Type)`. It gets `Debug` too, which shows the text.
///
/// It gets `Simple`, `FromStr`, `TryFrom<&str>`, `TryFrom<String>`, `Display` and `as_str`, and with the feature
/// `serde` of this crate `Serialize` and `Deserialize` as text; with the feature `json` it is a string of JSON. A list
/// of values that is not in the order of declaration does not compile.
#[macro_export]
macro_rules! enumeration {
    ($type:ident) => {
        impl $type {
            const fn position(self) -> usize {
                self as usize
            }
        }

        $crate::__enumeration!($type);
    };
    (struct $type:ident) => {
        impl $type {
            const fn position(self) -> usize {
                self.0 as usize
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::xml::checks::fmt_value::<Self>(self.as_str(), ::core::stringify!($type), f)
            }
        }

        $crate::__enumeration!($type);
    };
}

/// What both forms have.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    ($type:ident) => {
        // `as_str` finds a variant's text by its position.
        const _: () = {
            let values = <$type as $crate::xml::Enumeration>::VALUES;
            let mut position = 0;
            while position < values.len() {
                ::core::assert!(
                    values[position].1.position() == position,
                    "VALUES is not in declaration order"
                );
                position += 1;
            }
        };

        impl $type {
            /// The value as the contract writes it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                <Self as $crate::xml::Enumeration>::VALUES[self.position()].0
            }
        }

        impl $crate::xml::Simple for $type {
            const TYPE: $crate::xml::Name = <Self as $crate::xml::Enumeration>::TYPE;
            const WHITE_SPACE: $crate::xml::WhiteSpace = <Self as $crate::xml::Enumeration>::WHITE_SPACE;
            const PERSONAL: bool = <Self as $crate::xml::Enumeration>::PERSONAL;

            fn parse(
                text: &str,
                _: &dyn $crate::xml::Scope,
            ) -> ::core::result::Result<Self, $crate::xml::Rule> {
                static INDEX: ::std::sync::OnceLock<::std::boxed::Box<[u32]>> = ::std::sync::OnceLock::new();
                $crate::xml::checks::variant(text, &INDEX)
            }

            fn format(
                &self,
                out: &mut $crate::xml::TextWriter<'_>,
            ) -> ::core::result::Result<(), $crate::xml::Rule> {
                out.push_text(self.as_str())
            }

            fn identify(&self, out: &mut $crate::xml::Identity) {
                out.push_text(<Self as $crate::xml::Enumeration>::PRIMITIVE, self);
            }
        }

        impl ::core::convert::AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        $crate::__from_text!($type, |text| $crate::xml::checks::variant_from_text(text));
        $crate::__enumeration_serde!($type);
        $crate::__enumeration_json!($type);
    };
}

/// `Serialize` and `Deserialize` as text: the calling crate needs no dependency of its own on serde.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_serde {
    ($type:ident) => {
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::xml::serde_text::deserialize_text(
                    deserializer,
                    $crate::xml::checks::variant_from_text,
                )
            }
        }
    };
}

/// Without the feature `serde` there is nothing to add.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_serde {
    ($($ignored:tt)*) => {};
}

/// A string of JSON: the calling crate needs no feature of its own.
#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_json {
    ($type:ident) => {
        impl $crate::json::Value for $type {
            fn read(
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::json::ReadError> {
                $crate::json::checks::read_enumeration(reader)
            }

            fn write(
                &self,
                writer: &mut $crate::json::Writer,
            ) -> ::core::result::Result<(), $crate::xml::InvalidValue> {
                $crate::json::checks::write_enumeration::<Self>(self.as_str(), writer);
                ::core::result::Result::Ok(())
            }
        }
    };
}

/// Without the feature `json` there is nothing to add.
#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_json {
    ($($ignored:tt)*) => {};
}
