//! Reading and writing XML documents as typed values.
//!
//! [`from_slice`], [`from_str`] and [`from_reader`] read a document strictly; [`to_vec`], [`to_string`] and
//! [`to_writer`] write one that is its own Canonical XML. The document type is a generated root element.
//!
//! The way through: [`Content`] is what stands between a start and an end tag, [`Group`] a choice or sequence
//! among its siblings, [`Simple`] a value written as text, [`Restriction`] a simple type narrowed by facets.

mod facet;
mod measured;
mod name;
mod pattern;
mod restriction;
mod rule;
#[cfg(feature = "serde")]
pub mod serde_text;
mod simple;
mod text;
pub mod types;
mod white_space;

pub use facet::{Bound, Facet, Values, valid_bound};
pub use measured::Measured;
pub use name::{Name, Namespace, XSD, XSI};
pub use pattern::{Pattern, PatternError};
#[doc(hidden)]
pub use restriction::checks;
pub use restriction::{Enumeration, Restriction};
pub use rule::{InvalidValue, Rule};
pub use simple::{Scope, Simple, WhiteSpace};
pub use text::{Prefixes, TextWriter};
pub use white_space::normalize;
