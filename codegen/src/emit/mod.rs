//! [`ServiceModel`] → source files.

mod all;
mod any_of;
mod arranged;
mod call;
mod choice;
mod client;
mod declaration;
mod docs;
mod enumeration;
mod fields;
mod flow;
mod krate;
mod list;
mod module;
mod names;
mod object;
mod one_of;
mod open_content;
mod operation;
mod port;
mod record;
mod restriction;
mod role;
mod root;
mod sequence;
mod service;
mod signature;
mod signed_document;
mod signed_request;
mod signing;
mod source;
mod stubs;
mod union;

pub use krate::{Features, features, library};

use crate::plan::{Module, ServiceModel};

/// `mod.rs` of a service.
///
/// `shown` is the registry's folder, as it should be named in the files' first lines.
#[must_use]
pub fn service(model: &ServiceModel, shown: &str) -> String {
    service::source(model, shown)
}

/// The file of one of its modules.
#[must_use]
pub fn module(model: &ServiceModel, module: &Module, shown: &str) -> String {
    module::source(model, module, shown)
}
