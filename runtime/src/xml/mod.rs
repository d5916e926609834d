//! Reading and writing XML documents as typed values.
//!
//! [`from_slice`], [`from_str`] and [`from_reader`] read a document strictly; [`to_vec`], [`to_string`] and
//! [`to_writer`] write one that is its own Canonical XML. The document type is a generated root element, or [`ByType`] of a generated type.
//!
//! The way through: [`Content`] is what stands between a start and an end tag, [`Group`] a choice or sequence
//! among its siblings, [`Simple`] a value written as text, [`Restriction`] a simple type narrowed by facets.

mod all;
mod any;
mod any_attributes;
mod any_type;
mod any_written;
mod assess;
mod attributes;
mod bindings;
mod built_in;
mod by_type;
#[cfg(feature = "c14n")]
pub mod canonical;
mod char_data;
mod chars;
mod content;
mod declaration;
mod document;
mod encoding;
mod error;
mod expected;
mod facet;
mod fields;
mod identity;
mod ids;
mod instance_type;
mod invalid_value;
mod known_type;
mod limits;
mod make;
mod measured;
mod mixed;
mod model;
mod name;
mod nillable;
mod pattern;
mod prefixes;
mod reader;
mod restriction;
mod rule;
#[cfg(feature = "serde")]
pub mod serde_text;
mod simple;
mod tags;
mod text;
mod token;
pub mod types;
mod white_space;
mod wildcard;
mod writer;

pub use any::{AnyAttribute, AnyElement, AnyNode};
pub use any_attributes::{AnyAttributes, AttributeWildcard, KnownAttribute};
pub use any_type::{AnyType, Anything};
pub use by_type::ByType;
pub use content::{Content, First, Group, Occurs, Root};
pub use declaration::{Declaration, Value};
pub use document::{
    Document, ToDocument, from_reader, from_reader_with, from_slice, from_slice_with, from_str, peek,
    to_string, to_vec, to_writer,
};
pub use encoding::{EncodingError, decode, decode_as};
pub use error::{Found, Position, ReadError, ReadErrorKind};
pub use facet::{Bound, Facet, Values, valid_bound};
pub use identity::{Identity, Key, Path, Step};
pub use invalid_value::InvalidValue;
pub use known_type::KnownType;
pub use limits::Limits;
pub use make::{IntoValue, Masked, field, fields};
pub use measured::Measured;
pub use mixed::MixedText;
pub use model::{Leaf, Model};
pub use name::{NO_NAMESPACE, Name, Namespace, XSD, XSI};
pub use nillable::{Nil, Nillable};
pub use pattern::{Pattern, PatternError};
pub use reader::Reader;
#[doc(hidden)]
pub use restriction::checks;
pub use restriction::{Enumeration, Restriction, Union};
pub use rule::{IdentityProblem, Rule};
pub use simple::{IdUse, Scope, Simple, WhiteSpace};
pub use text::{Prefixes, TextWriter};
pub use white_space::normalize;
pub(crate) use wildcard::ANYTHING;
pub use wildcard::{Known, Namespaces, Process, Wildcard};
pub use writer::Writer;
