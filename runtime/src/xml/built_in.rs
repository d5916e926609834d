//! The built-in simple types that `xsi:type` may name (XSD 1.0 Part 2, section 3).

use super::known_type::KnownType;
use super::types::{self, Entity, Id, IdRef, Language, NameString, NcName, NmToken, NormalizedString, Token};
use super::{Name, XSD};

macro_rules! built_in_types {
    ($($name:literal below $base:literal is $type:ty;)*) => {
        /// Those below `xs:anySimpleType`: name, base, and the Rust type of a value.
        pub(super) static BUILT_IN: &[KnownType] = &[
            $(KnownType::named::<$type>(Name(XSD, $name), Name(XSD, $base)),)*
        ];
    };
}

built_in_types! {
    "string" below "anySimpleType" is String;
    "boolean" below "anySimpleType" is bool;
    "decimal" below "anySimpleType" is types::Decimal;
    "float" below "anySimpleType" is types::Float;
    "double" below "anySimpleType" is types::Double;
    "duration" below "anySimpleType" is types::Duration;
    "dateTime" below "anySimpleType" is types::DateTime;
    "time" below "anySimpleType" is types::Time;
    "date" below "anySimpleType" is types::Date;
    "gYearMonth" below "anySimpleType" is types::GYearMonth;
    "gYear" below "anySimpleType" is types::GYear;
    "gMonthDay" below "anySimpleType" is types::GMonthDay;
    "gDay" below "anySimpleType" is types::GDay;
    "gMonth" below "anySimpleType" is types::GMonth;
    "hexBinary" below "anySimpleType" is types::HexBinary;
    "base64Binary" below "anySimpleType" is types::Base64Binary;
    "anyURI" below "anySimpleType" is types::AnyUri;
    "QName" below "anySimpleType" is types::QName;
    "NMTOKENS" below "anySimpleType" is types::NmTokens;
    "IDREFS" below "anySimpleType" is types::IdRefs;
    "ENTITIES" below "anySimpleType" is types::Entities;
    "normalizedString" below "string" is NormalizedString;
    "token" below "normalizedString" is Token;
    "language" below "token" is Language;
    "NMTOKEN" below "token" is NmToken;
    "Name" below "token" is NameString;
    "NCName" below "Name" is NcName;
    "ID" below "NCName" is Id;
    "IDREF" below "NCName" is IdRef;
    "ENTITY" below "NCName" is Entity;
    "integer" below "decimal" is types::Integer;
    "nonPositiveInteger" below "integer" is types::NonPositiveInteger;
    "negativeInteger" below "nonPositiveInteger" is types::NegativeInteger;
    "long" below "integer" is i64;
    "int" below "long" is i32;
    "short" below "int" is i16;
    "byte" below "short" is i8;
    "nonNegativeInteger" below "integer" is types::NonNegativeInteger;
    "unsignedLong" below "nonNegativeInteger" is u64;
    "unsignedInt" below "unsignedLong" is u32;
    "unsignedShort" below "unsignedInt" is u16;
    "unsignedByte" below "unsignedShort" is u8;
    "positiveInteger" below "nonNegativeInteger" is types::PositiveInteger;
}
