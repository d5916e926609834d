//! What the runtime knows of XSD's built-in types, asked while generating: a facet's value is read by the code that
//! will check it.

use std::cmp::Ordering;

use fk_runtime::xml::types::{
    AnySimpleType, AnyUri, Base64Binary, Date, DateTime, Decimal, Double, Duration, Entity, Float, GDay,
    GMonth, GMonthDay, GYear, GYearMonth, HexBinary, HourMinute, Id, IdRef, Integer, Language, NameString,
    NcName, NmToken, NormalizedString, NotationName, QName, Time, Token,
};
use fk_runtime::xml::{Identity, Measured, Pattern, Simple, WhiteSpace, normalize, valid_bound};

use crate::resolve::{BuiltIn, FacetKind};

/// How the macro `fk_runtime::restriction!` is told what a base is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum BaseKind {
    /// Text in a private `String`.
    Text,
    /// A number without a fraction.
    Integer,
    /// All others.
    Value,
}

/// Calls a generic function with the Rust type of a built-in type. The bounds of an integer type that no primitive
/// admits are facets of [`Integer`].
macro_rules! with_type {
    ($built_in:expr, $call:ident($($argument:expr),*)) => {
        match $built_in {
            BuiltIn::Boolean => $call::<bool>($($argument),*),
            BuiltIn::Decimal => $call::<Decimal>($($argument),*),
            BuiltIn::Float => $call::<Float>($($argument),*),
            BuiltIn::Double => $call::<Double>($($argument),*),
            BuiltIn::Duration => $call::<Duration>($($argument),*),
            BuiltIn::HourMinute => $call::<HourMinute>($($argument),*),
            BuiltIn::DateTime => $call::<DateTime>($($argument),*),
            BuiltIn::Time => $call::<Time>($($argument),*),
            BuiltIn::Date => $call::<Date>($($argument),*),
            BuiltIn::GYearMonth => $call::<GYearMonth>($($argument),*),
            BuiltIn::GYear => $call::<GYear>($($argument),*),
            BuiltIn::GMonthDay => $call::<GMonthDay>($($argument),*),
            BuiltIn::GDay => $call::<GDay>($($argument),*),
            BuiltIn::GMonth => $call::<GMonth>($($argument),*),
            BuiltIn::HexBinary => $call::<HexBinary>($($argument),*),
            BuiltIn::Base64Binary => $call::<Base64Binary>($($argument),*),
            BuiltIn::AnyUri => $call::<AnyUri>($($argument),*),
            BuiltIn::QName => $call::<QName>($($argument),*),
            BuiltIn::Notation => $call::<NotationName>($($argument),*),
            BuiltIn::Id => $call::<Id>($($argument),*),
            BuiltIn::IdRef => $call::<IdRef>($($argument),*),
            BuiltIn::Entity => $call::<Entity>($($argument),*),
            BuiltIn::AnySimpleType => $call::<AnySimpleType>($($argument),*),
            BuiltIn::NormalizedString => $call::<NormalizedString>($($argument),*),
            BuiltIn::Token => $call::<Token>($($argument),*),
            BuiltIn::Language => $call::<Language>($($argument),*),
            BuiltIn::NmToken => $call::<NmToken>($($argument),*),
            BuiltIn::Name => $call::<NameString>($($argument),*),
            BuiltIn::NcName => $call::<NcName>($($argument),*),
            BuiltIn::Integer | BuiltIn::NonPositiveInteger | BuiltIn::NegativeInteger | BuiltIn::Long | BuiltIn::Int
            | BuiltIn::Short | BuiltIn::Byte | BuiltIn::NonNegativeInteger | BuiltIn::UnsignedLong
            | BuiltIn::UnsignedInt | BuiltIn::UnsignedShort | BuiltIn::UnsignedByte | BuiltIn::PositiveInteger => {
                $call::<Integer>($($argument),*)
            }
            // The lists are no values of one type, and are taken apart before; lowering refuses the other ones.
            _ => $call::<String>($($argument),*),
        }
    };
}

/// The path of the Rust type, below `fk_runtime::xml`.
pub(crate) fn rust_type(built_in: BuiltIn) -> &'static str {
    match built_in {
        BuiltIn::Boolean => "bool",
        BuiltIn::Decimal => "xml::types::Decimal",
        BuiltIn::Float => "xml::types::Float",
        BuiltIn::Double => "xml::types::Double",
        BuiltIn::Duration => "xml::types::Duration",
        BuiltIn::HourMinute => "xml::types::HourMinute",
        BuiltIn::DateTime => "xml::types::DateTime",
        BuiltIn::Time => "xml::types::Time",
        BuiltIn::Date => "xml::types::Date",
        BuiltIn::GYearMonth => "xml::types::GYearMonth",
        BuiltIn::GYear => "xml::types::GYear",
        BuiltIn::GMonthDay => "xml::types::GMonthDay",
        BuiltIn::GDay => "xml::types::GDay",
        BuiltIn::GMonth => "xml::types::GMonth",
        BuiltIn::HexBinary => "xml::types::HexBinary",
        BuiltIn::Base64Binary => "xml::types::Base64Binary",
        BuiltIn::AnyUri => "xml::types::AnyUri",
        BuiltIn::QName => "xml::types::QName",
        BuiltIn::Notation => "xml::types::NotationName",
        BuiltIn::Id => "xml::types::Id",
        BuiltIn::IdRef => "xml::types::IdRef",
        BuiltIn::Entity => "xml::types::Entity",
        BuiltIn::NmTokens => "xml::types::NmTokens",
        BuiltIn::IdRefs => "xml::types::IdRefs",
        BuiltIn::Entities => "xml::types::Entities",
        BuiltIn::AnySimpleType => "xml::types::AnySimpleType",
        BuiltIn::AnyType => "xml::AnyType",
        BuiltIn::NormalizedString => "xml::types::NormalizedString",
        BuiltIn::Token => "xml::types::Token",
        BuiltIn::Language => "xml::types::Language",
        BuiltIn::NmToken => "xml::types::NmToken",
        BuiltIn::Name => "xml::types::NameString",
        BuiltIn::NcName => "xml::types::NcName",
        BuiltIn::Integer => "xml::types::Integer",
        BuiltIn::NonPositiveInteger => "xml::types::NonPositiveInteger",
        BuiltIn::NegativeInteger => "xml::types::NegativeInteger",
        BuiltIn::NonNegativeInteger => "xml::types::NonNegativeInteger",
        BuiltIn::PositiveInteger => "xml::types::PositiveInteger",
        BuiltIn::Long => "i64",
        BuiltIn::Int => "i32",
        BuiltIn::Short => "i16",
        BuiltIn::Byte => "i8",
        BuiltIn::UnsignedLong => "u64",
        BuiltIn::UnsignedInt => "u32",
        BuiltIn::UnsignedShort => "u16",
        BuiltIn::UnsignedByte => "u8",
        _ => "String",
    }
}

/// What the type is to `fk_runtime::restriction!`.
pub(crate) fn base_kind(built_in: BuiltIn) -> BaseKind {
    if is_text(built_in) {
        BaseKind::Text
    } else if integer_bounds(built_in).is_some() {
        BaseKind::Integer
    } else {
        BaseKind::Value
    }
}

/// Whether values are names, whose text depends on the prefixes in scope.
pub(crate) fn is_name(built_in: BuiltIn) -> bool {
    matches!(built_in, BuiltIn::QName | BuiltIn::Notation)
}

/// Whether a value can be written in more ways than can be tried: `P1Y6M` is `P18M`, `P1Y5M30DT24H` is not.
pub(crate) const fn has_endless_spellings(built_in: BuiltIn) -> bool {
    matches!(
        built_in,
        BuiltIn::Decimal | BuiltIn::Float | BuiltIn::Double | BuiltIn::Duration
    )
}

/// Whether values are text that is kept as it is, but for white space.
pub(crate) fn is_text(built_in: BuiltIn) -> bool {
    matches!(
        built_in,
        BuiltIn::String
            | BuiltIn::NormalizedString
            | BuiltIn::Token
            | BuiltIn::Language
            | BuiltIn::NmToken
            | BuiltIn::Name
            | BuiltIn::NcName
            | BuiltIn::Id
            | BuiltIn::IdRef
            | BuiltIn::Entity
            | BuiltIn::AnySimpleType
            | BuiltIn::AnyUri
    )
}

/// The least and the greatest value of an integer type (`None`: no limit); `None` for all other types.
pub(crate) fn integer_bounds(built_in: BuiltIn) -> Option<(Option<i128>, Option<i128>)> {
    Some(match built_in {
        BuiltIn::Integer => (None, None),
        BuiltIn::NonPositiveInteger => (None, Some(0)),
        BuiltIn::NegativeInteger => (None, Some(-1)),
        BuiltIn::NonNegativeInteger => (Some(0), None),
        BuiltIn::PositiveInteger => (Some(1), None),
        BuiltIn::Long => (Some(i64::MIN.into()), Some(i64::MAX.into())),
        BuiltIn::Int => (Some(i32::MIN.into()), Some(i32::MAX.into())),
        BuiltIn::Short => (Some(i16::MIN.into()), Some(i16::MAX.into())),
        BuiltIn::Byte => (Some(i8::MIN.into()), Some(i8::MAX.into())),
        BuiltIn::UnsignedLong => (Some(0), Some(u64::MAX.into())),
        BuiltIn::UnsignedInt => (Some(0), Some(u32::MAX.into())),
        BuiltIn::UnsignedShort => (Some(0), Some(u16::MAX.into())),
        BuiltIn::UnsignedByte => (Some(0), Some(u8::MAX.into())),
        _ => return None,
    })
}

/// The white space rule of a built-in type.
pub(crate) fn white_space(built_in: BuiltIn) -> WhiteSpace {
    const fn of<T: Simple>() -> WhiteSpace {
        T::WHITE_SPACE
    }
    with_type!(built_in, of())
}

/// A white space rule by the value of its facet.
pub(crate) fn white_space_named(name: &str) -> Option<WhiteSpace> {
    match name {
        "preserve" => Some(WhiteSpace::Preserve),
        "replace" => Some(WhiteSpace::Replace),
        "collapse" => Some(WhiteSpace::Collapse),
        _ => None,
    }
}

/// `text` with white space as the type, or its facet, demands.
pub(crate) fn normalized(built_in: BuiltIn, facet: Option<&str>, text: &str) -> String {
    let rule = facet
        .and_then(white_space_named)
        .unwrap_or_else(|| white_space(built_in));
    normalize(text, rule).into_owned()
}

pub(crate) fn check_pattern(text: &str) -> Result<(), String> {
    Pattern::check(text).map_err(|error| format!("is not a regular expression of XML Schema: {error}"))
}

/// Whether a text matches a pattern, which has been checked.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    Pattern::matches(pattern, text).unwrap_or(false)
}

/// Which of `texts` is the first that matches none of the patterns of a step, which have been checked; a step without
/// patterns admits all.
pub(crate) fn first_mismatch<'p>(patterns: impl Iterator<Item = &'p str>, texts: &[String]) -> Option<usize> {
    Pattern::first_mismatch(patterns, texts).unwrap_or(None)
}

/// The length of a value as length facets see it; `None` where they say nothing, and for what is no value.
pub(crate) fn length(built_in: BuiltIn, literal: &str) -> Option<u64> {
    fn of<T: Measured>(literal: &str) -> Option<u64> {
        T::from_literal(literal).ok()?.length()
    }
    with_type!(built_in, of(literal))
}

/// The digits of a number, as [`Measured::digits`] has them.
pub(crate) fn digits(built_in: BuiltIn, literal: &str) -> Option<(u64, u64)> {
    fn of<T: Measured>(literal: &str) -> Option<(u64, u64)> {
        T::from_literal(&normalize(literal, T::WHITE_SPACE))
            .ok()?
            .digits()
    }
    with_type!(built_in, of(literal))
}

/// Whether `text` can be a bound or an enumerated value of the type.
pub(crate) fn check_value(built_in: BuiltIn, text: &str) -> Result<(), String> {
    with_type!(built_in, valid_bound(text)).map_err(|rule| rule.to_string())
}

/// How two values of the type compare; `None` when neither is the greater, or one is no value.
pub(crate) fn compare(built_in: BuiltIn, one: &str, other: &str) -> Option<Ordering> {
    fn of<T: Measured>(one: &str, other: &str) -> Option<Ordering> {
        let read = |text| T::from_literal(&normalize(text, T::WHITE_SPACE)).ok();
        read(one)?.compare(&read(other)?)
    }
    with_type!(built_in, of(one, other))
}

/// What a value of the type is told from others by; nothing for what is no value. Equal values have equal ones.
pub(crate) fn identity(built_in: BuiltIn, literal: &str) -> Option<Identity> {
    fn of<T: Measured>(literal: &str) -> Option<Identity> {
        let value = T::from_literal(&normalize(literal, T::WHITE_SPACE)).ok()?;
        Some(Identity::of(&value))
    }
    with_type!(built_in, of(literal))
}

/// Whether `text` can be the value of the facet `kind` on the type.
pub(crate) fn check_limit(built_in: BuiltIn, kind: FacetKind, text: &str) -> Result<(), String> {
    let number = || {
        text.parse::<u64>()
            .map(drop)
            .map_err(|_| "is not a number from 0 on".to_owned())
    };
    match kind {
        FacetKind::WhiteSpace => {
            let rule = white_space_named(text).ok_or("is none of preserve, replace, collapse")?;
            let base = white_space(built_in);
            if rule < base {
                Err(format!("is weaker than that of the base type, {base:?}"))
            } else {
                Ok(())
            }
        }
        FacetKind::Length | FacetKind::MinLength | FacetKind::MaxLength | FacetKind::FractionDigits => {
            number()
        }
        FacetKind::TotalDigits if text.trim() == "0" => Err("is not a number from 1 on".to_owned()),
        FacetKind::TotalDigits => number(),
        FacetKind::MinInclusive
        | FacetKind::MinExclusive
        | FacetKind::MaxInclusive
        | FacetKind::MaxExclusive => check_value(built_in, text),
    }
}

/// The facet's name in a schema.
pub(crate) fn facet_name(kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::WhiteSpace => "whiteSpace",
        FacetKind::Length => "length",
        FacetKind::MinLength => "minLength",
        FacetKind::MaxLength => "maxLength",
        FacetKind::MinInclusive => "minInclusive",
        FacetKind::MinExclusive => "minExclusive",
        FacetKind::MaxInclusive => "maxInclusive",
        FacetKind::MaxExclusive => "maxExclusive",
        FacetKind::TotalDigits => "totalDigits",
        FacetKind::FractionDigits => "fractionDigits",
    }
}
