//! Contracts (XSD, WSDL and OpenAPI) in, strongly typed Rust source out.
//!
//! One way through, a module and a named model per arrow:
//! read → [`read::SchemaDocuments`] → resolve → [`resolve::SchemaSet`] → lower → plan → emit. OpenAPI, whose references
//! are by name, goes from [`read::OpenApiDocuments`] straight to lower.
//! Nothing here knows a network or writes a file: files come in through [`read::Source`], and a tree of file
//! contents goes out.

mod builtin;
pub mod emit;
pub mod generate;
pub mod lower;
pub mod place;
pub mod plan;
pub mod read;
pub mod registry;
pub mod resolve;
mod suggest;
