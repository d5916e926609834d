//! Reading and writing JSON documents as typed values.
//!
//! [`from_slice`], [`from_str`] and [`from_reader`] read a document strictly; [`to_vec`], [`to_string`] and
//! [`to_writer`] write one that is compact and always the same for the same value.
//!
//! The way through: a document is held against the grammar of RFC 8259 as a whole and becomes a list of tokens; then
//! [`Value`]s are read at their tokens, in the order of the contract and not of the document. An [`Object`] is a
//! value with named fields, a [`Choice`] (`oneOf`) decides by names, by a discriminator or by kind before anything is
//! read. Restricted types and enumerations are those of [`crate::xml`]: one check for both formats.
//!
//! What is decided here, so that others decide the same: a number is an integer when its value is, so that `1.0` and
//! `1e2` are (JSON Schema 2020-12 Validation, section 6.1.1; OpenAPI 3.0.3 alone says "without a fraction or exponent
//! part", but what validates its documents goes by the value); numbers are exact; a name stands once in an object; and a
//! string is not trimmed before it is looked at, since JSON knows no white space rule.
//!
//! Paths are those of [`crate::xml`], such as `rakning/sjukhusvistelse[2]/franDatum` with items counted from 1, and not
//! JSON Pointers: what a program logs of both formats reads alike, and paths of values that are refused when they are
//! made or written ([`InvalidValue`]) have that form already.
//!
//! ```
//! use fk_runtime::{json, xml::types::Date};
//!
//! #[derive(Debug)]
//! struct Period {
//!     from: Date,
//!     to: Option<Date>,
//! }
//!
//! impl json::Object for Period {
//!     const FIELDS: &'static [json::Field] = &[json::Field::new("from"), json::Field::new("to")];
//!
//!     fn read_fields(f: &mut json::FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
//!         Ok(Self { from: f.one(0)?, to: f.optional(1)? })
//!     }
//!
//!     fn write_fields(&self, f: &mut json::FieldWriter<'_>) -> Result<(), json::InvalidValue> {
//!         f.one(0, &self.from)?;
//!         f.optional(1, self.to.as_ref())
//!     }
//!
//!     fn rules(&self) -> Result<(), json::InvalidValue> {
//!         json::not_before(&[json::pair("to", self.to.as_ref(), "from", Some(&self.from))])
//!     }
//! }
//!
//! let period: Period = json::from_str(r#"{"to": "2026-10-31", "from": "2026-10-01"}"#)?;
//! assert_eq!(json::to_string(&period)?, r#"{"from":"2026-10-01","to":"2026-10-31"}"#);
//!
//! let error = json::from_str::<Vec<Period>>(r#"[{"from": "2026-10-31", "to": "2026-10-01"}]"#).unwrap_err();
//! assert_eq!(error.to_string(), "line 1, column 31: [1]/to: the value may not come before from");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod any;
mod bounds;
#[doc(hidden)]
pub mod checks;
mod choice;
mod document;
mod error;
mod escape;
mod field;
mod form;
mod kind;
mod limits;
mod number;
mod object;
mod reader;
mod rules;
mod scan;
#[cfg(feature = "serde")]
pub mod serde_absent;
mod tape;
mod value;
mod writer;

pub use crate::xml::{IntoValue, InvalidValue, Masked, Position, Rule, field, fields};
pub use any::Any;
pub use bounds::Bounds;
pub use choice::{Alternative, Choice};
pub use document::{
    from_reader, from_reader_with, from_slice, from_slice_with, from_str, from_str_with, to_string,
    to_string_without_personal_data, to_vec, to_writer,
};
pub use error::{Misfit, ReadError, ReadErrorKind};
pub use field::{Field, FieldReader, FieldWriter};
pub use form::Form;
pub use kind::Kind;
pub use limits::Limits;
pub use number::Number;
pub use object::{Additional, Object, checked};
pub use reader::Reader;
pub use rules::{Ordered, Pair, absent_with, not_before, pair, required_with};
pub use value::Value;
pub use writer::{OMITTED, Writer};
