//! `restriction!`: every way into and out of a restricted type.

/// Completes a newtype that implements [`Restriction`](crate::xml::Restriction): `restriction!(KIND Type(Base))`.
///
/// KIND is `text` when the base holds a `String`, `integer` when it is a primitive integer or one of the integer
/// types of [`types`](crate::xml::types), `list` when it is a [`List`](crate::xml::types::List), `union` when it is a
/// [`Union`](crate::xml::Union), `spelled` or `spelled list` when it is a [`Spelled`](crate::xml::types::Spelled) of the `Base` given, and
/// `value` for all others. All kinds get `Simple`, `FromStr`, `TryFrom<&str>`, `TryFrom<String>`, `Display` (the text), `Debug` (masked for
/// personal data), `into_inner` and `From<Type> for Base`. Besides: `text` gets `as_str` and `AsRef<str>`; `integer` gets
/// `get`, `as_base` and `TryFrom` of every primitive integer; the others get `as_base` and `TryFrom<Base>`, `list` also
/// `TryFrom` of a `Vec` of items, and `spelled` of what it spells. With the feature `serde` of
/// this crate, they are `Serialize` and `Deserialize`, and with the feature `json` values of JSON, through the same
/// check.
#[macro_export]
macro_rules! restriction {
    (text $type:ident($base:ty)) => {
        $crate::__restriction_common!(text $type($base));
        $crate::__restriction_serde!(text $type($base));
        $crate::__restriction_json!($type($base));

        impl $type {
            /// The value as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                ::core::convert::AsRef::<str>::as_ref(&self.0)
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

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__restriction_debug!($type, f, self.as_str())
            }
        }
    };
    (integer $type:ident($base:ty)) => {
        $crate::__restriction_common!(value $type($base));
        $crate::__restriction_serde!(value $type($base));
        $crate::__restriction_json!($type($base));
        $crate::__restriction_numbers!(
            $type: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize $crate::xml::types::Integer
        );

        impl $type {
            /// The number.
            #[must_use]
            pub fn get(&self) -> $base {
                ::core::clone::Clone::clone(&self.0)
            }

            /// The number, by reference.
            #[must_use]
            pub fn as_base(&self) -> &$base {
                &self.0
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::xml::checks::display(self, f)
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__restriction_debug!($type, f, ::core::format_args!("{}", self.0))
            }
        }
    };
    (value $type:ident($base:ty)) => {
        $crate::__restriction_json!($type($base));
        $crate::restriction!(union $type($base));
    };
    (list $type:ident($base:ty)) => {
        $crate::restriction!(union $type($base));
        $crate::__restriction_from!($type($base): ::std::vec::Vec<<$base as ::core::iter::IntoIterator>::Item>);
    };
    (spelled $type:ident($value:ty)) => {
        $crate::restriction!(union $type($crate::xml::types::Spelled<$value>));
        $crate::__restriction_from!($type($crate::xml::types::Spelled<$value>): $value);
    };
    (spelled list $type:ident($list:ty)) => {
        $crate::restriction!(spelled $type($list));
        $crate::__restriction_from!(
            $type($crate::xml::types::Spelled<$list>): ::std::vec::Vec<<$list as ::core::iter::IntoIterator>::Item>
        );
    };
    // No contract of JSON has such types, so they are no values of it.
    (union $type:ident($base:ty)) => {
        $crate::__restriction_common!(value $type($base));
        $crate::__restriction_serde!(value $type($base));

        impl $type {
            /// The value, by reference.
            #[must_use]
            pub fn as_base(&self) -> &$base {
                &self.0
            }
        }

        impl ::core::convert::TryFrom<$base> for $type {
            type Error = $crate::xml::InvalidValue;

            fn try_from(value: $base) -> ::core::result::Result<Self, $crate::xml::InvalidValue> {
                $crate::xml::checks::from_value::<Self>(value).map(Self)
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::xml::checks::display(self, f)
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__restriction_debug!($type, f, ::core::format_args!("{self}"))
            }
        }
    };
}

/// `TryFrom` of what its base is made from.
#[doc(hidden)]
#[macro_export]
macro_rules! __restriction_from {
    ($type:ident($base:ty): $from:ty) => {
        impl ::core::convert::TryFrom<$from> for $type {
            type Error = $crate::xml::InvalidValue;

            fn try_from(value: $from) -> ::core::result::Result<Self, $crate::xml::InvalidValue> {
                <Self as ::core::convert::TryFrom<$base>>::try_from(::core::convert::From::from(value))
            }
        }
    };
}

/// What every kind of restriction has.
#[doc(hidden)]
#[macro_export]
macro_rules! __restriction_common {
    ($kind:ident $type:ident($base:ty)) => {
        impl $type {
            /// The value of the base type.
            #[must_use]
            pub fn into_inner(self) -> $base {
                self.0
            }
        }

        impl $crate::xml::Simple for $type {
            const TYPE: $crate::xml::Name = <Self as $crate::xml::Restriction>::TYPE;
            const WHITE_SPACE: $crate::xml::WhiteSpace = <Self as $crate::xml::Restriction>::WHITE_SPACE;
            const PERSONAL: bool =
                <Self as $crate::xml::Restriction>::PERSONAL || <$base as $crate::xml::Simple>::PERSONAL;
            const SCOPED: bool = <$base as $crate::xml::Simple>::SCOPED;
            const NOTES: bool = <$base as $crate::xml::Simple>::NOTES;
            const IS_ID: bool = <$base as $crate::xml::Simple>::IS_ID;
            const MEMBERS: &'static [$crate::xml::Name] = <$base as $crate::xml::Simple>::MEMBERS;

            fn parse(
                text: &str,
                scope: &dyn $crate::xml::Scope,
            ) -> ::core::result::Result<Self, $crate::xml::Rule> {
                $crate::xml::checks::parse::<Self>(text, scope).map(Self)
            }

            fn format(
                &self,
                out: &mut $crate::xml::TextWriter<'_>,
            ) -> ::core::result::Result<(), $crate::xml::Rule> {
                $crate::__restriction_format!($kind self, out)
            }

            fn spellings(
                &self,
            ) -> ::std::boxed::Box<dyn ::core::iter::Iterator<Item = ::std::string::String> + '_> {
                $crate::xml::checks::spellings::<Self>(&self.0)
            }

            fn identify(&self, out: &mut $crate::xml::Identity) {
                $crate::xml::Simple::identify(&self.0, out);
            }

            fn member_to_name(&self) -> ::core::option::Option<$crate::xml::Name> {
                $crate::xml::Simple::member_to_name(&self.0)
            }
        }

        impl ::core::convert::From<$type> for $base {
            fn from(value: $type) -> Self {
                value.0
            }
        }

        $crate::__from_text!($type, |text| $crate::xml::checks::from_text::<$type>(text)
            .map($type));
    };
}

/// How a restriction is written. A text is what was checked, and is escaped on its way out, so that a pattern must
/// not see it again; other values may have to be spelled as the patterns demand.
#[doc(hidden)]
#[macro_export]
macro_rules! __restriction_format {
    (text $value:ident, $out:ident) => {
        $crate::xml::Simple::format(&$value.0, $out)
    };
    (value $value:ident, $out:ident) => {
        $crate::xml::checks::format::<Self>(&$value.0, $out)
    };
}

/// The conversions from text that stands in no document. None says `Self::Error` or `Self::Err`: a variant can be called so.
#[doc(hidden)]
#[macro_export]
macro_rules! __from_text {
    ($type:ident, |$text:ident| $read:expr) => {
        impl ::core::str::FromStr for $type {
            type Err = $crate::xml::InvalidValue;

            fn from_str($text: &str) -> ::core::result::Result<Self, $crate::xml::InvalidValue> {
                $read
            }
        }

        impl ::core::convert::TryFrom<&str> for $type {
            type Error = $crate::xml::InvalidValue;

            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::xml::InvalidValue> {
                text.parse()
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $type {
            type Error = $crate::xml::InvalidValue;

            fn try_from(
                text: ::std::string::String,
            ) -> ::core::result::Result<Self, $crate::xml::InvalidValue> {
                text.parse()
            }
        }
    };
}

/// `TryFrom` of primitive integers, so that a bare literal will do.
#[doc(hidden)]
#[macro_export]
macro_rules! __restriction_numbers {
    ($type:ident: $($number:ty)*) => {
        $(impl ::core::convert::TryFrom<$number> for $type {
            type Error = $crate::xml::InvalidValue;

            fn try_from(number: $number) -> ::core::result::Result<Self, $crate::xml::InvalidValue> {
                $crate::xml::checks::from_number::<Self, $number>(number).map(Self)
            }
        })*
    };
}

/// The body of `Debug`: the value, or nothing of it.
#[doc(hidden)]
#[macro_export]
macro_rules! __restriction_debug {
    ($type:ident, $f:ident, $value:expr) => {
        if <$type as $crate::xml::Simple>::PERSONAL {
            $f.write_str(::core::concat!(::core::stringify!($type), "(***)"))
        } else {
            $f.debug_tuple(::core::stringify!($type)).field(&$value).finish()
        }
    };
}

/// `Serialize` and `Deserialize`: the calling crate needs no dependency of its own on serde.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __restriction_serde {
    ($kind:ident $type:ident($base:ty)) => {
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__restriction_serialize!($kind self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <$base as $crate::xml::serde_text::JsonForm>::deserialize_as(
                    deserializer,
                    |text| $crate::xml::checks::from_text::<Self>(text).map(Self),
                    |value| $crate::xml::checks::from_value::<Self>(value).map(Self),
                )
            }
        }
    };
}

/// How a restriction becomes JSON: a text as it is, a number or truth value as such, all else as its text.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __restriction_serialize {
    (text $value:ident, $serializer:ident) => {
        $serializer.serialize_str($value.as_str())
    };
    (value $value:ident, $serializer:ident) => {
        $crate::xml::serde_text::JsonForm::serialize_as(&$value.0, $value, $serializer)
    };
}

/// Without the feature `serde` there is nothing to add.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __restriction_serde {
    ($($ignored:tt)*) => {};
}

/// A value of JSON: the calling crate needs no feature of its own.
#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __restriction_json {
    ($type:ident($base:ty)) => {
        impl $crate::json::Value for $type {
            fn read(
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::json::ReadError> {
                $crate::json::checks::read::<Self>(reader).map(Self)
            }

            fn write(
                &self,
                writer: &mut $crate::json::Writer,
            ) -> ::core::result::Result<(), $crate::xml::InvalidValue> {
                $crate::json::checks::write::<Self>(self, &self.0, writer)
            }
        }

        impl $crate::json::Ordered for $type {
            type Base = $base;

            fn as_ordered(&self) -> &$base {
                &self.0
            }
        }
    };
}

/// Without the feature `json` there is nothing to add.
#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __restriction_json {
    ($($ignored:tt)*) => {};
}
