//! XSD's built-in simple types (XSD 1.0 Part 2, section 3) as Rust types.
//!
//! | XSD | Rust |
//! |---|---|
//! | `string` | `String` |
//! | `normalizedString`, `token`, `language`, `NMTOKEN`, `Name`, `NCName`, `ID`, `IDREF`, `ENTITY` | newtypes around text: [`NormalizedString`], [`Token`], [`Language`], [`NmToken`], [`NameString`], [`NcName`], [`Id`], [`IdRef`], [`Entity`] |
//! | `NMTOKENS`, `IDREFS`, `ENTITIES` | [`NmTokens`], [`IdRefs`], [`Entities`], each a [`List`] |
//! | `anySimpleType` | [`AnySimpleType`] |
//! | `anyURI` | [`AnyUri`] |
//! | `QName`, `NOTATION` | [`QName`], [`NotationName`] |
//! | `boolean` | `bool` |
//! | `byte` to `unsignedLong` | `i8` to `u64` |
//! | `integer` and the unbounded types below it | [`Integer`], [`NonNegativeInteger`], [`PositiveInteger`], [`NonPositiveInteger`], [`NegativeInteger`] |
//! | `decimal` | [`Decimal`] |
//! | `float`, `double` | [`Float`], [`Double`] |
//! | `date`, `time`, `dateTime` | [`Date`], [`Time`], [`DateTime`], each with an optional [`Offset`] |
//! | `gYearMonth`, `gYear`, `gMonthDay`, `gDay`, `gMonth` | [`GYearMonth`], [`GYear`], [`GMonthDay`], [`GDay`], [`GMonth`] |
//! | `duration` | [`Duration`] |
//! | `hexBinary`, `base64Binary` | [`HexBinary`], [`Base64Binary`] |
//!
//! Contracts in JSON have one format more that needs a type of its own: `hour-minute`, [`HourMinute`].
//!
//! A value is equal to another when it is the same value with the same time zone; XSD's own order, in which
//! `12:00:00Z` and `13:00:00+01:00` are one instant, is [`Measured::compare`](super::Measured::compare).

#[macro_use]
mod forms;
mod any_simple_type;
mod any_uri;
mod binary;
mod boolean;
mod calendar;
mod date;
mod date_time;
mod decimal;
mod digits;
mod duration;
mod float;
mod hour_minute;
pub(super) mod id_use;
mod integer;
mod list;
pub(super) mod name_characters;
mod offset;
mod partial_date;
mod primitive;
mod qname;
mod spelled;
mod text;
mod time;
mod timeline;

pub use any_simple_type::AnySimpleType;
pub use any_uri::AnyUri;
pub use bigdecimal::BigDecimal as Decimal;
pub use bigdecimal::num_bigint::BigInt as Integer;
pub use binary::{Base64Binary, HexBinary};
pub use chrono;
pub use date::Date;
pub use date_time::DateTime;
pub use duration::Duration;
pub use float::{Double, Float};
pub use hour_minute::HourMinute;
pub use integer::{NegativeInteger, NonNegativeInteger, NonPositiveInteger, PositiveInteger};
pub use list::{Entities, IdRefs, List, NmTokens};
pub use offset::Offset;
pub use partial_date::{GDay, GMonth, GMonthDay, GYear, GYearMonth};
pub use qname::{NotationName, QName};
pub use spelled::Spelled;
pub use text::{Entity, Id, IdRef, Language, NameString, NcName, NmToken, NormalizedString, Token};
pub use time::Time;
