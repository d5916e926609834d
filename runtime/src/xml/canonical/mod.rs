//! Canonical XML 1.0, inclusive and without comments (W3C Recommendation of 2001-03-15), whose algorithm name is
//! <http://www.w3.org/TR/2001/REC-xml-c14n-20010315>.
//!
//! [`document`] gives the canonical form of a whole document, [`element`] that of the subset which is one element with
//! all that it contains; a [`Selector`] names the element. Both take bytes in every encoding that
//! [`from_slice`](super::from_slice) reads, and give UTF-8.
//!
//! ```
//! use fk_runtime::xml::canonical;
//!
//! let bytes = canonical::document(b"<?xml version='1.0'?>\r\n<a  c='&#10;' b='\n'><!-- --><![CDATA[<]]></a>")?;
//! assert_eq!(bytes, b"<a b=\" \" c=\"&#xA;\">&lt;</a>");
//! # Ok::<(), canonical::CanonicalError>(())
//! ```
//!
//! A document type declaration is refused, as everywhere in this crate. So what the Recommendation says of attribute
//! defaults, of attributes of other types than CDATA and of entities other than the five predefined ones has nothing
//! to apply to: the bytes of a document alone determine its canonical form. What is read must be well-formed to its
//! end, outside a selected element too.
//!
//! The way through: `document` decodes, `pass` goes over the tokens of the reader once and writes as it goes,
//! `axes` puts namespaces and attributes of a start tag in order, `escape` writes characters.

mod axes;
mod document;
mod error;
mod escape;
mod pass;
mod selector;

pub use document::{document, document_with, element, element_with};
pub use error::CanonicalError;
pub use selector::{IdAttribute, Selector};
