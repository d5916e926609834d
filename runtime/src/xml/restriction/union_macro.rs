//! `union!`: every way into and out of a union type.

/// Completes an enum that implements [`Union`](crate::xml::Union): `union!(Type: Variant(Member), ...)`, with a variant
/// for each member type, in the order in which they are tried.
///
/// It gets `Simple`, `Measured`, `FromStr`, `TryFrom<&str>`, `TryFrom<String>`, `Display` (the text) and `Debug` (masked
/// for personal data), and with the feature `serde` of this crate `Serialize` and `Deserialize` as text.
#[macro_export]
macro_rules! union {
    ($type:ident: $($variant:ident($member:ty)),+ $(,)?) => {
        impl $crate::xml::Simple for $type {
            const TYPE: $crate::xml::Name = <Self as $crate::xml::Union>::TYPE;
            // That of the member type applies (XSD 1.0 Part 2, section 4.3.6).
            const WHITE_SPACE: $crate::xml::WhiteSpace = $crate::xml::WhiteSpace::Preserve;
            const PERSONAL: bool =
                <Self as $crate::xml::Union>::PERSONAL $(|| <$member as $crate::xml::Simple>::PERSONAL)+;
            const SCOPED: bool = false $(|| <$member as $crate::xml::Simple>::SCOPED)+;
            const NOTES: bool = false $(|| <$member as $crate::xml::Simple>::NOTES)+;
            const MEMBERS: &'static [$crate::xml::Name] = &[$(<$member as $crate::xml::Simple>::TYPE),+];

            fn parse(
                text: &str,
                scope: &dyn $crate::xml::Scope,
            ) -> ::core::result::Result<Self, $crate::xml::Rule> {
                let named = $crate::xml::checks::named(<Self as $crate::xml::Simple>::MEMBERS, scope);
                $(if let ::core::option::Option::Some(value) =
                    $crate::xml::checks::member::<$member>(text, scope, named)
                {
                    return ::core::result::Result::Ok(Self::$variant(value));
                })+
                let members = <Self as $crate::xml::Simple>::MEMBERS.len();
                ::core::result::Result::Err($crate::xml::Rule::Union { members })
            }

            fn member_to_name(&self) -> ::core::option::Option<$crate::xml::Name> {
                match self {
                    $(Self::$variant(_) => $crate::xml::checks::member_to_name::<Self, $member>(self)),+
                }
            }

            fn format(
                &self,
                out: &mut $crate::xml::TextWriter<'_>,
            ) -> ::core::result::Result<(), $crate::xml::Rule> {
                match self {
                    $(Self::$variant(value) => $crate::xml::checks::format_member(
                        value,
                        out,
                        |read: &Self| ::core::matches!(read, Self::$variant(_)),
                    )),+
                }
            }

            fn spellings(
                &self,
            ) -> ::std::boxed::Box<dyn ::core::iter::Iterator<Item = ::std::string::String> + '_> {
                match self {
                    $(Self::$variant(value) => $crate::xml::Simple::spellings(value)),+
                }
            }

            fn identify(&self, out: &mut $crate::xml::Identity) {
                match self {
                    $(Self::$variant(value) => $crate::xml::Simple::identify(value, out)),+
                }
            }
        }

        impl $crate::xml::Measured for $type {
            fn compare(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                // Member types may share a value space: a 1 is a 1, whether of xs:int or of xs:decimal.
                let is_same = $crate::xml::Identity::of(self) == $crate::xml::Identity::of(other);
                is_same.then_some(::core::cmp::Ordering::Equal)
            }

            fn facet_text<'t>(&self, text: &'t str) -> ::std::borrow::Cow<'t, str> {
                match self {
                    $(Self::$variant(_) => $crate::xml::normalize(
                        text,
                        <$member as $crate::xml::Simple>::WHITE_SPACE,
                    )),+
                }
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::xml::checks::display(self, f)
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                if <Self as $crate::xml::Union>::PERSONAL {
                    return f.write_str(::core::concat!(::core::stringify!($type), "(***)"));
                }
                match self {
                    $(Self::$variant(value) => f.debug_tuple(::core::stringify!($variant)).field(value).finish()),+
                }
            }
        }

        $crate::__from_text!($type, |text| $crate::xml::checks::from_literal(text));
        $crate::__text_serde!($type);
    };
}

/// `Serialize` and `Deserialize` as text: the calling crate needs no dependency of its own on serde.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __text_serde {
    ($type:ident) => {
        impl $crate::xml::serde_text::JsonForm for $type {}

        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::xml::serde_text::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::xml::serde_text::deserialize(deserializer)
            }
        }
    };
}

/// Without the feature `serde` there is nothing to add.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __text_serde {
    ($($ignored:tt)*) => {};
}
