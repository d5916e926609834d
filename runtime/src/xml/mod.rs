//! Reading and writing XML documents as typed values.
//!
//! [`from_slice`], [`from_str`] and [`from_reader`] read a document strictly; [`to_vec`], [`to_string`] and
//! [`to_writer`] write one that is its own Canonical XML. The document type is a generated root element.
//!
//! The way through: [`Content`] is what stands between a start and an end tag, [`Group`] a choice or sequence
//! among its siblings, [`Simple`] a value written as text, [`Restriction`] a simple type narrowed by facets.

mod facet;
mod name;
mod pattern;
mod restriction;
mod rule;
mod simple;
pub mod types;

pub use facet::{Bound, Facet};
pub use name::{Name, Namespace, XSD, XSI};
pub use pattern::{Pattern, PatternError};
pub use restriction::{Enumeration, Restriction};
pub use rule::{InvalidValue, Rule};
pub use simple::{Scope, Simple, TextWriter, WhiteSpace};
