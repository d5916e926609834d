//! Files → documents.
//!
//! Bytes become text ([`fk_runtime::xml::decode`]), text a tree that is held against the grammar of XSD 1.0, and the tree, restated,
//! goes through the XSD parser. [`read_schemas`] follows imports, includes and redefinitions; [`read_wsdl`] reads
//! what a WSDL adds to its schemas. [`read_openapi`] reads what is YAML.

mod built_in;
mod check;
mod doctype;
mod documents;
mod error;
mod grammar;
mod lexical;
mod location;
pub mod openapi;
mod positions;
mod progress;
mod representation;
mod restate;
mod text;
mod wsdl;
mod xsd11;

pub(crate) use built_in::XML_PATH;
pub(crate) use documents::{ReferenceKind, target_namespace};
pub use documents::{SchemaDocument, SchemaDocuments, read_schemas};
pub use error::{NamedBy, ReadError};
pub use openapi::{OpenApiDocuments, is_openapi, read_openapi};
pub(crate) use positions::NodeId;
pub use wsdl::*;

/// Where the files of a registry come from: a folder on disk, or a map in tests.
///
/// Paths are relative to the registry's folder and use `/`.
pub trait Source {
    /// The content of a file.
    ///
    /// # Errors
    /// As `std::fs::read`.
    fn read(&self, path: &str) -> std::io::Result<Vec<u8>>;

    /// How `path` is shown to a person, for example `schemas/elt/1.0.2/tidredovisning.xsd`.
    fn show(&self, path: &str) -> String;
}
