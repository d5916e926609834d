//! Requests that carry a document as octets.

use super::Body;
use crate::contract::Contract;
use crate::xml;

/// A body with a document in it, as octets: what was signed is sent byte for byte, and is no part of the message's
/// own markup.
///
/// ```
/// # use fk_runtime::{soap::Carrier, xml};
/// fn read<C: Carrier>(request: &C) -> Result<C::Document, xml::ReadError> {
///     xml::from_slice(request.document())
/// }
/// ```
pub trait Carrier: Body {
    /// What the octets are read as: a root element's type, or the choice among those of several versions.
    type Document: xml::Document;

    /// The document, as it was or will be sent. Nothing of it has been checked.
    fn document(&self) -> &[u8];

    /// The version of the contract that a document was read by.
    fn contract(document: &Self::Document) -> Contract;
}
